//! The factory's progress report: what it says itself, and what the Academy knows, on a page that prints.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{
    report_parts::{Asked, Parts, parts},
    report_waiting::{Reader, Term, Waiting, waiting},
    words::{self, Marked, plan_path},
};
use crate::{
    engagement::{self, Member, model::committee::committee_warnings},
    improvement::{
        access::{BringFindings, SeePlan, WorkOnPlan},
        cycles,
        frame::store::{self as frame, Point},
        model::ItemState,
        released,
        sent_reports::{Document, SentItem},
        store::{
            copies::{self, Copy},
            items,
            reports::{Report, Sections},
        },
    },
    organisations::store::organisations::Organisation,
    people::store::persons,
    platform::{
        Action, Argument, Db, Outcome, Page, Permit, PersonId, Problem, Read, Screen,
        pages::{Filter, ListQuery, Refill},
    },
};

pub const FIELDS: [&str; 6] =
    ["released_on", "social_dialogue", "systems", "continuous_learning", "feedback", "changes"];

#[derive(Serialize)]
pub struct ReportPage {
    factory: String,
    plan: String,
    path: String,
    cycle: String,
    cycle_number: i32,
    released_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    /// How many days the factory has from the release on.
    due_days: u32,
    sent_at: Option<DateTime<Utc>>,
    /// How many days are left, or how late it is, in words.
    standing: Option<Marked>,
    /// What stands there until somebody wrote something.
    waiting: Option<Waiting>,
    /// What was sent, or what is written where nothing was sent yet.
    sections: Vec<Section>,
    /// Which sending the page shows, in words; empty where nothing was sent.
    as_sent: String,
    sent_by: String,
    /// Each sending, the first one first.
    sendings: Vec<Filter>,
    /// What is written is no longer what was sent.
    changed_since: bool,
    summary: String,
    /// Members of the bipartite committee, and what is to be said of it.
    members: Vec<MemberLine>,
    warnings: Vec<String>,
    items: Vec<ReportLine>,
    parts: Parts,
    may_release: bool,
    may_write: bool,
    /// In the name of the factory.
    may_send: bool,
    form: Refill,
}

#[derive(Serialize)]
struct Section {
    title: String,
    text: String,
}

#[derive(Serialize)]
struct MemberLine {
    name: String,
    side: String,
    sex: String,
}

#[derive(Serialize)]
struct ReportLine {
    point: String,
    root_cause: String,
    action: String,
    due_on: Option<NaiveDate>,
    state: Marked,
    found_again: bool,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "improvement/report";

    fn examples() -> Vec<Self> {
        let line = || ReportLine {
            point: "Paid leave".to_owned(),
            root_cause: "…".to_owned(),
            action: "…".to_owned(),
            due_on: Some(NaiveDate::default()),
            state: Marked::example("done"),
            found_again: true,
        };
        let undated = || ReportLine {
            due_on: None,
            found_again: false,
            root_cause: String::new(),
            action: String::new(),
            ..line()
        };
        let refill = || Refill::of(&FIELDS.map(|field| (field, "")));
        let page = |released: bool, sent: bool, form| Self {
            factory: "Hoa Gạo Garment".to_owned(),
            plan: "/factories/1/improvement-plan".to_owned(),
            path: "/factories/1/progress-report".to_owned(),
            cycle: "…".to_owned(),
            cycle_number: 1,
            released_on: released.then(NaiveDate::default),
            due_on: released.then(NaiveDate::default),
            due_days: 30,
            sent_at: sent.then(DateTime::default),
            standing: released.then(|| Marked::example("overdue")),
            waiting: (!released).then(Waiting::example),
            sections: vec![
                Section { title: "…".to_owned(), text: "…".to_owned() },
                Section { title: "…".to_owned(), text: String::new() },
            ],
            as_sent: if sent { "…".to_owned() } else { String::new() },
            sent_by: if sent { "Hạnh".to_owned() } else { String::new() },
            sendings: if sent { vec![Filter::example()] } else { Vec::new() },
            changed_since: sent,
            summary: "…".to_owned(),
            members: if sent {
                vec![MemberLine { name: "Lan".to_owned(), side: "…".to_owned(), sex: "…".to_owned() }]
            } else {
                Vec::new()
            },
            warnings: if sent { vec!["…".to_owned()] } else { Vec::new() },
            items: if released { vec![undated()] } else { Vec::new() },
            parts: if sent { Parts::example() } else { Parts::none() },
            may_release: true,
            may_write: released,
            may_send: sent,
            form,
        };
        let mut full = page(true, true, refill());
        full.items.push(line());
        let unwritten = Self { waiting: Some(Waiting::example()), ..page(true, false, refill()) };
        let wrong = page(true, false, refill().wrong("feedback", "…"));
        vec![full, wrong, unwritten, page(false, false, refill())]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeePlan>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = cycles::named(db.read(), permit.id, query.text("cycle")).await?;
    let report = released::report_of(db.read(), &permit.subject, cycle).await?;
    let form = filled(report.as_ref());
    let version = match query.text("version") {
        "" => None,
        text => Some(text.parse().map_err(|_| Problem::NotFound)?),
    };
    let wanted = Wanted { cycle, report, version };
    screen.show(&page(&screen, &db, &permit.actor, &permit.subject, wanted, form).await?)
}

/// Which report, and which sending of it; the last one where none is named.
pub struct Wanted {
    pub cycle: i32,
    pub report: Option<Report>,
    pub version: Option<i32>,
}

pub fn filled(report: Option<&Report>) -> Refill {
    let Some(report) = report else { return Refill::of(&FIELDS.map(|field| (field, ""))) };
    Refill::of(&[
        ("released_on", &report.released_on.to_string()),
        ("social_dialogue", &report.social_dialogue),
        ("systems", &report.systems),
        ("continuous_learning", &report.continuous_learning),
        ("feedback", &report.feedback),
        ("changes", &report.changes.to_string()),
    ])
}

pub async fn page(
    screen: &Screen,
    db: &Db,
    actor: &crate::platform::Actor,
    factory: &Organisation,
    Wanted { cycle, report, version }: Wanted,
    form: Refill,
) -> Outcome<ReportPage> {
    let (read, today) = (db.read(), factory.day_at(db.clock().now()));
    let sent = match &report {
        Some(report) => copies::of_report(read, report.id).await?,
        None => Vec::new(),
    };
    let shown = match version {
        Some(version) => Some(sent.iter().find(|one| one.version == version).ok_or(Problem::NotFound)?),
        None => sent.last(),
    };
    let document = shown.map(Document::of).transpose()?;
    let assessed = released::released_on(read, factory.id, cycle).await?;
    let path = format!("/factories/{}/progress-report", factory.id);
    let points = frame::points(read).await?;
    let found = items::items_of_factories(read, &[factory.id], Some(cycle)).await?;
    let lines: Vec<SentItem> = match &document {
        Some(document) => document.items.clone(),
        None => found.iter().map(SentItem::of).collect(),
    };
    let verified = lines.iter().filter(|item| item.state == ItemState::Verified).count();
    let whole = |value: usize| Argument::from(u32::try_from(value).unwrap_or(u32::MAX));
    let summary = [("verified", whole(verified)), ("total", whole(lines.len()))];
    let place = factory.place();
    let may_write = report.is_some() && actor.may(WorkOnPlan::NAME, &place);
    // Where the assessment was released, its day stands.
    let may_release = assessed.is_none()
        && report.as_ref().is_none_or(|report| report.sent_at.is_none())
        && actor.may(BringFindings::NAME, &place);
    let due_days = match &report {
        Some(report) => u32::try_from((report.due_on - report.released_on).num_days()).unwrap_or(0),
        None => released::days_given(read, factory.country.as_deref(), today).await?,
    };
    let term = Term { days: due_days, due_on: report.as_ref().map(|report| report.due_on) };
    let reader = Reader { may_write, may_release };
    let plan = plan_path(factory.id);
    let waiting = match &document {
        Some(_) => None,
        None => waiting(screen, report.as_ref(), term, reader, plan.clone()),
    };
    let committee = engagement::committee_of(read, factory.id, today).await?;
    let asked = Asked {
        screen,
        db,
        factory,
        committee: committee.as_ref().map(|one| one.id),
        points: &points,
        items: &found,
    };
    let parts = parts(&asked, cycle).await?;
    let warnings = committee.as_ref().map(|one| committee_warnings(&one.seats())).unwrap_or_default();
    let members = committee.map(|one| one.members).unwrap_or_default();
    let members = members.into_iter().filter(|member| member.is_there);
    let member = |member: Member| MemberLine {
        side: screen.text(&format!("improvement-side-{}", member.side.word())),
        sex: screen.text(&format!("report-sex-{}", member.sex.word())),
        name: member.name,
    };
    Ok(ReportPage {
        members: members.map(member).collect(),
        warnings: warnings
            .iter()
            .map(|warning| warning.text(screen.engine().texts(), screen.language))
            .collect(),
        factory: factory.name.clone(),
        plan,
        as_sent: shown.map(|one| sending_words(screen, factory, one)).unwrap_or_default(),
        sent_by: match shown {
            Some(shown) => name_of(read, shown.sent_by_person_id).await?,
            None => String::new(),
        },
        sendings: sent
            .iter()
            .map(|one| Filter {
                url: format!("{path}?cycle={cycle}&version={}", one.version),
                text: sending_words(screen, factory, one),
                current: shown.is_some_and(|shown| shown.version == one.version),
            })
            .collect(),
        changed_since: is_changed(report.as_ref(), sent.last())?,
        path,
        cycle: screen
            .text_with("improvement-plan-cycle", &[("cycle", u32::try_from(cycle).unwrap_or(0).into())]),
        cycle_number: cycle,
        released_on: report.as_ref().map(|report| report.released_on),
        due_on: term.due_on,
        due_days,
        sent_at: report.as_ref().and_then(|report| report.sent_at),
        standing: report.as_ref().map(|report| standing(screen, factory, report, today)),
        waiting,
        sections: match (document, &report) {
            (Some(document), _) => sections(screen, &document.sections),
            (None, Some(report)) => sections(screen, &report.sections()),
            (None, None) => Vec::new(),
        },
        summary: screen.text_with("improvement-plan-progress", &summary),
        items: lines.iter().map(|item| line(screen, &points, item)).collect(),
        parts,
        may_release,
        may_write,
        may_send: WorkOnPlan::speaks_for(actor, factory),
        form,
    })
}

fn standing(screen: &Screen, factory: &Organisation, report: &Report, today: NaiveDate) -> Marked {
    let days = |from: NaiveDate, to: NaiveDate| {
        let count = u32::try_from((to - from).num_days()).unwrap_or(0);
        [("days", Argument::from(count))]
    };
    let sent_on = report.sent_at.map(|at| factory.day_at(at));
    match sent_on {
        Some(day) if day <= report.due_on => {
            Marked { mark: "done", word: screen.text("report-sent-in-time") }
        }
        Some(day) => {
            Marked { mark: "due", word: screen.text_with("report-sent-late", &days(report.due_on, day)) }
        }
        None if today > report.due_on => {
            Marked { mark: "overdue", word: screen.text_with("report-late", &days(report.due_on, today)) }
        }
        None => Marked {
            mark: "under-way",
            word: screen.text_with("report-days-left", &days(today, report.due_on)),
        },
    }
}

fn sections(screen: &Screen, written: &Sections) -> Vec<Section> {
    let section = |key: &str, text: &str| Section { title: screen.text(key), text: text.to_owned() };
    vec![
        section("report-social-dialogue", &written.social_dialogue),
        section("report-systems", &written.systems),
        section("report-continuous-learning", &written.continuous_learning),
        section("report-feedback", &written.feedback),
    ]
}

/// On which day it was sent says the factory's clock.
fn sending_words(screen: &Screen, factory: &Organisation, sent: &Copy) -> String {
    let version = u32::try_from(sent.version).unwrap_or(0);
    let day = screen.engine().formats().date(screen.language, factory.day_at(sent.sent_at));
    screen.text_with("report-as-sent", &[("version", version.into()), ("day", day.into())])
}

async fn name_of(read: &Read, person: PersonId) -> Outcome<String> {
    let known = persons::people(read, [person]).await?;
    Ok(known.get(&person).map(|person| person.name.clone()).unwrap_or_default())
}

/// Whether somebody wrote in the report after it was sent.
fn is_changed(report: Option<&Report>, last: Option<&Copy>) -> Outcome<bool> {
    let (Some(report), Some(last)) = (report, last) else { return Ok(false) };
    Ok(Document::of(last)?.sections != report.sections())
}

fn line(screen: &Screen, points: &[Point], item: &SentItem) -> ReportLine {
    let point = points.iter().find(|point| point.code == item.point);
    ReportLine {
        point: point.map_or(&*item.point, |point| point.name(screen.language)).to_owned(),
        root_cause: item.root_cause.clone(),
        action: item.action.clone(),
        due_on: item.due_on,
        state: words::state(screen, item.state),
        found_again: item.found_again,
    }
}
