//! What the Academy itself knows for a progress report: the committee's meetings, the visits, the trainings, and what is
//! reported publicly.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::words::{self, Marked};
use crate::{
    engagement::{
        self, Cycle, Member,
        committees::{
            meetings::{self, Presence},
            store::{self as committees, CommitteeId, MemberId},
        },
        model::{Side, committee::unheard},
        visits::store as visits,
    },
    improvement::{
        frame::store::{self as frame, Point, Question},
        store::items::Item,
        training::{self, Days, Trained},
    },
    organisations::store::organisations::Organisation,
    people::store::persons,
    platform::{
        Argument, Db, Outcome, Read, Screen,
        smallest_figure::{SMALLEST, SMALLEST_BY_SEX, Smallest},
    },
};

/// So many lines of a kind at most; the programme visits a factory six to ten times a year.
const MOST: u64 = 200;

#[derive(Serialize)]
pub struct MeetingLine {
    pub held_on: NaiveDate,
    pub present: String,
    /// Which side or sex was not heard.
    pub unheard: Vec<String>,
    pub agreed: String,
}

#[derive(Serialize)]
pub struct VisitLine {
    pub visit_on: NaiveDate,
    pub purpose: String,
    pub delivery: String,
    pub reason: String,
    pub adviser: String,
}

#[derive(Serialize)]
pub struct TrainingLine {
    pub name: String,
    pub kind: String,
    pub on: NaiveDate,
    /// Empty where they are too few to be told.
    pub people: String,
    pub women: String,
}

#[derive(Serialize)]
pub struct IssueLine {
    pub point: String,
    pub question: String,
    pub law: String,
    pub version: i32,
    pub state: Marked,
    pub verified_at: Option<DateTime<Utc>>,
}

#[derive(Serialize)]
pub struct Parts {
    pub meetings: Vec<MeetingLine>,
    pub visits: Vec<VisitLine>,
    pub trainings: Vec<TrainingLine>,
    pub issues: Vec<IssueLine>,
    /// Whether the country has a list of what is reported publicly.
    pub has_issue_list: bool,
    /// From how many people on it is told how many they were.
    pub smallest: i32,
    /// The same for women, and for the others beside them.
    pub smallest_by_sex: i32,
}

impl Parts {
    pub fn none() -> Self {
        Self {
            meetings: Vec::new(),
            visits: Vec::new(),
            trainings: Vec::new(),
            issues: Vec::new(),
            has_issue_list: false,
            smallest: SMALLEST,
            smallest_by_sex: SMALLEST_BY_SEX,
        }
    }

    pub fn example() -> Self {
        let text = || "…".to_owned();
        let day = NaiveDate::default();
        let meeting = |unheard| MeetingLine { held_on: day, present: text(), unheard, agreed: text() };
        let visit = |reason: &str| VisitLine {
            visit_on: day,
            purpose: text(),
            delivery: text(),
            reason: reason.to_owned(),
            adviser: "Huy".to_owned(),
        };
        let training = |people: &str| TrainingLine {
            name: text(),
            kind: text(),
            on: day,
            people: people.to_owned(),
            women: people.to_owned(),
        };
        let issue = |law: &str| IssueLine {
            point: "Paid leave".to_owned(),
            question: text(),
            law: law.to_owned(),
            version: 1,
            state: Marked::example("done"),
            verified_at: (!law.is_empty()).then(DateTime::default),
        };
        Self {
            meetings: vec![meeting(vec![text()]), meeting(Vec::new())],
            visits: vec![visit(""), visit("…")],
            trainings: vec![training("12"), training("")],
            issues: vec![issue(""), issue("…")],
            has_issue_list: true,
            smallest: SMALLEST,
            smallest_by_sex: SMALLEST_BY_SEX,
        }
    }
}

pub struct Asked<'a> {
    pub screen: &'a Screen,
    pub db: &'a Db,
    pub factory: &'a Organisation,
    pub committee: Option<CommitteeId>,
    pub points: &'a [Point],
    pub items: &'a [Item],
}

/// All of it for one cycle. Where the cycle is not kept, only the items can speak.
pub async fn parts(asked: &Asked<'_>, cycle: i32) -> Outcome<Parts> {
    let (read, factory) = (asked.db.read(), asked.factory);
    let today = factory.day_at(asked.db.clock().now());
    let issues = issues(asked, today).await?;
    let cycles = engagement::cycles_of(read, factory.id).await?;
    let Some(cycle) = cycles.into_iter().find(|one| i32::try_from(one.number) == Ok(cycle)) else {
        return Ok(Parts { issues: issues.0, has_issue_list: issues.1, ..Parts::none() });
    };
    let days = Days { first: cycle.started_on, last: cycle.ended_on.unwrap_or(today) };
    let trained = training::trainings(asked.db, factory, days, asked.screen.language).await?;
    let smallest = Smallest::in_force(asked.db).await?;
    Ok(Parts {
        meetings: meeting_lines(asked, days).await?,
        visits: visit_lines(asked.screen, read, &cycle).await?,
        trainings: trained.into_iter().map(|one| training_line(asked.screen, one, smallest)).collect(),
        issues: issues.0,
        has_issue_list: issues.1,
        smallest: smallest.people,
        smallest_by_sex: smallest.by_sex,
    })
}

async fn meeting_lines(asked: &Asked<'_>, days: Days) -> Outcome<Vec<MeetingLine>> {
    let (screen, read) = (asked.screen, asked.db.read());
    let Some(committee) = asked.committee else { return Ok(Vec::new()) };
    let mut held = meetings::meetings_of(read, committee, MOST).await?;
    held.retain(|meeting| days.hold(meeting.held_on));
    let ids: Vec<_> = held.iter().map(|meeting| meeting.id).collect();
    let came = meetings::presences(read, &ids).await?;
    let agreed = meetings::actions_of(read, committee, MOST).await?;
    let everybody = committees::all_members(read, committee).await?;
    let everybody: HashMap<MemberId, Member> = everybody.into_iter().map(|one| (one.id, one)).collect();
    let nobody = Vec::new();
    let line = |meeting: meetings::Meeting| {
        let came: &Vec<Presence> = came.get(&meeting.id).unwrap_or(&nobody);
        let members: Vec<&Member> = came.iter().filter_map(|one| everybody.get(&one.member)).collect();
        let of_side = |side: Side| whole(members.iter().filter(|member| member.side == side).count());
        let heard: Vec<_> = came
            .iter()
            .filter(|one| one.heard)
            .filter_map(|one| everybody.get(&one.member))
            .map(Member::seat)
            .collect();
        let own = agreed.iter().filter(|action| action.meeting == meeting.id);
        let done = own.clone().filter(|action| action.done_on.is_some()).count();
        let present = [("management", of_side(Side::Management)), ("workers", of_side(Side::Workers))];
        let counts = [("agreed", whole(own.count())), ("done", whole(done))];
        MeetingLine {
            held_on: meeting.held_on,
            present: screen.text_with("report-meeting-present", &present),
            unheard: unheard(&heard)
                .iter()
                .map(|warning| warning.text(screen.engine().texts(), screen.language))
                .collect(),
            agreed: screen.text_with("report-meeting-agreed", &counts),
        }
    };
    Ok(held.into_iter().map(line).collect())
}

fn whole(value: usize) -> Argument {
    Argument::from(u32::try_from(value).unwrap_or(u32::MAX))
}

/// Visits that were made; what is planned says nothing here.
async fn visit_lines(screen: &Screen, read: &Read, cycle: &Cycle) -> Outcome<Vec<VisitLine>> {
    let mut made = visits::visits_of(read, cycle.factory, MOST).await?;
    made.retain(|visit| visit.cycle == cycle.id && visit.held_at.is_some());
    let people = persons::people(read, made.iter().map(|visit| visit.adviser)).await?;
    let line = |visit: visits::Visit| VisitLine {
        visit_on: visit.visit_on,
        purpose: screen.text(&format!("visit-purpose-{}", visit.purpose.word())),
        delivery: screen.text(&format!("delivery-{}", visit.delivery.word())),
        reason: visit.reason.unwrap_or_default(),
        adviser: people.get(&visit.adviser).map(|person| person.name.clone()).unwrap_or_default(),
    };
    Ok(made.into_iter().map(line).collect())
}

fn training_line(screen: &Screen, trained: Trained, smallest: Smallest) -> TrainingLine {
    let figure = |figure: Option<u32>| figure.map(|figure| figure.to_string()).unwrap_or_default();
    TrainingLine {
        kind: screen.text(&format!("report-training-{}", trained.kind.word())),
        on: trained.on,
        people: figure(trained.told_people(smallest)),
        women: figure(trained.told_women(smallest)),
        name: trained.name,
    }
}

/// Items under questions of the country that are reported publicly, and whether there are such questions at all.
async fn issues(asked: &Asked<'_>, today: NaiveDate) -> Outcome<(Vec<IssueLine>, bool)> {
    let countries = asked.factory.country.clone().into_iter().collect();
    let mut public = frame::questions(asked.db.read(), countries).await?;
    public.retain(|question| question.is_public(today));
    let has_list = !public.is_empty();
    // The newest version of a question stands first.
    let of = |item: &Item| {
        let same = |question: &&Question| {
            question.code == item.question_code && question.point_code == item.point_code
        };
        public.iter().find(same)
    };
    let screen = asked.screen;
    let line = |item: &Item| {
        let question = of(item)?;
        let point = asked.points.iter().find(|point| point.code == item.point_code);
        Some(IssueLine {
            point: point.map_or(&*item.point_code, |point| point.name(screen.language)).to_owned(),
            question: question.text(screen.language).to_owned(),
            law: question.law_reference.clone(),
            version: question.version,
            state: words::state(screen, item.state),
            verified_at: item.verified_at,
        })
    };
    Ok((asked.items.iter().filter_map(line).collect(), has_list))
}
