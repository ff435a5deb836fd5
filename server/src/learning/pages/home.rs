//! The learner's home: one thing to do now, then what is due, then the rest.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Days, NaiveDate, Utc};
use courses::Course;
use serde::Serialize;

use super::words::{CourseLine, Mark, due_mark, mark, modules_done};
use crate::{
    catalogue::{CourseLibrary, CourseVersionId},
    learning::{
        access::SeeOwnLearning,
        model::{self, Commitment, StepProgress},
        occasions::{Charge, Gathering, Waiting, pathways_of, waiting_for},
        reading::{Reading, resume_at, stitches},
        store::{self, LearnerLine},
    },
    platform::{Db, Outcome, Page, Permit, Screen},
    records::EnrolmentId,
};

/// Promises are due next when their date is this near.
const NEAR: Days = Days::new(30);

/// What somebody does by themselves, among the kinds of gatherings.
const TASK: &str = "pathway-kind-task";

pub async fn home(
    screen: Screen,
    permit: Permit<SeeOwnLearning>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let read = db.read();
    let lines = store::enrolments_of(read, permit.actor.person).await?;
    let versions: Vec<_> = lines.iter().map(|line| line.enrolment.version).collect();
    let courses = library.courses(read, &versions).await?;
    let plans = store::plans(read, lines.iter().map(|line| line.enrolment.id).collect()).await?;
    let pathways = pathways_of(&screen, read, lines.iter().map(|line| &line.enrolment)).await?;
    let now = db.clock().now();
    let today = now.date_naive();
    let waiting = waiting_for(&screen, read, &permit.actor, today).await?;
    let desk = Desk { screen: &screen, lines, courses, plans, pathways, waiting, now };
    let steps = match desk.at_hand() {
        Some(line) => store::steps(read, line.enrolment.id).await?,
        None => Vec::new(),
    };
    screen.show(&desk.page(&steps))
}

/// All that the learner has before them.
struct Desk<'s> {
    screen: &'s Screen,
    lines: Vec<LearnerLine>,
    courses: BTreeMap<CourseVersionId, Arc<Course>>,
    plans: Vec<(EnrolmentId, Commitment)>,
    pathways: HashMap<EnrolmentId, String>,
    waiting: Waiting,
    now: DateTime<Utc>,
}

impl Desk<'_> {
    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The one course to go on with: studied last, else due first, else the newest; at the end the one done last.
    fn at_hand(&self) -> Option<&LearnerLine> {
        let open = || self.lines.iter().filter(|line| !is_done(line));
        let last_at = |line: &&LearnerLine| line.progress.as_ref().map(|progress| progress.last_at);
        let studied = open().filter(|line| line.progress.is_some()).max_by_key(last_at);
        let due =
            || open().filter(|line| line.enrolment.due_on.is_some()).min_by_key(|line| line.enrolment.due_on);
        let done = || self.lines.iter().max_by_key(|line| completed_at(line));
        studied.or_else(due).or_else(|| open().next()).or_else(done)
    }

    fn page(&self, steps: &[StepProgress]) -> HomePage {
        let at_hand = self.at_hand();
        let resume = at_hand.and_then(|line| self.resume(line, steps));
        let others: Vec<&LearnerLine> = self.lines.iter().filter(|line| Some(*line) != at_hand).collect();
        let shown = |lines: Vec<&LearnerLine>| {
            lines.into_iter().filter_map(|line| self.line(line)).collect::<Vec<_>>()
        };
        let mut dated: Vec<_> =
            others.iter().copied().filter(|line| !is_done(line) && line.enrolment.due_on.is_some()).collect();
        dated.sort_by_key(|line| line.enrolment.due_on);
        let rest = others.iter().copied().filter(|line| !is_done(line) && line.enrolment.due_on.is_none());
        let mut done: Vec<_> = self.lines.iter().filter(|line| is_done(line)).collect();
        done.sort_by_key(|line| std::cmp::Reverse(completed_at(line)));
        HomePage {
            headline: headline(resume.as_ref()),
            resume,
            due: shown(dated),
            promises: self.promises(),
            rest: shown(rest.collect()),
            done: shown(done),
            question: self.question(),
            charges: self.charges(),
            gatherings: self.waiting.gatherings.iter().map(|one| self.gathering(one)).collect(),
        }
    }

    /// A day that is near is said in days too; one that is past of what they do themselves. Of a workshop or a visit whose
    /// day is over somebody else notes who came.
    fn gathering(&self, one: &Gathering) -> GatheringLine {
        let today = self.today();
        let near = today.checked_add_days(model::DUE_SOON).unwrap_or(today);
        let is_theirs = |due_on: &NaiveDate| *due_on >= today || one.kind == TASK;
        let due = one.due_on.filter(|due_on| *due_on <= near).filter(is_theirs);
        GatheringLine { gathering: one.clone(), mark: due.map(|due_on| due_mark(self.screen, due_on, today)) }
    }

    fn line(&self, line: &LearnerLine) -> Option<CourseLine> {
        let course = self.courses.get(&line.enrolment.version)?;
        let pathway = self.pathways.get(&line.enrolment.id);
        Some(CourseLine::of(self.screen, line, course, self.today()).within(pathway))
    }

    fn resume(&self, line: &LearnerLine, steps: &[StepProgress]) -> Option<ResumeCard> {
        let course = self.courses.get(&line.enrolment.version)?;
        let step = resume_at(course, line.progress.as_ref(), steps)?;
        let module =
            course.modules.iter().find(|module| module.steps.iter().any(|other| other.id == step.id))?;
        let place = course.modules.iter().position(|other| other.id == module.id)? + 1;
        let done = |id: &str| steps.iter().any(|other| other.step == id && other.done_at.is_some());
        let done_here = module.steps.iter().filter(|step| done(&step.id)).count();
        let reading = Reading::of(course, line.enrolment.language);
        Some(ResumeCard {
            course: reading.title(),
            language: reading.language.to_owned(),
            module: reading.module(module),
            place,
            path: format!("/enrolments/{}", line.enrolment.id),
            action: format!("/enrolments/{}/steps/{}/opening", line.enrolment.id, step.id),
            verb: verb(line),
            parts: stitches(course, line.progress.as_ref().map(|_| step.id.as_str()), steps),
            modules: modules_done(self.screen, course, line.progress.as_ref()),
            minutes: model::minutes_left_in(module, done_here),
            due_on: line.enrolment.due_on,
            pathway: self.pathways.get(&line.enrolment.id).cloned(),
            mark: Some(mark(self.screen, line, self.today())).filter(|mark| {
                let waits = line.enrolment.waits_for_session_at.is_some() && mark.state != "done";
                waits || ["due", "overdue"].contains(&mark.state)
            }),
        })
    }

    fn charges(&self) -> Vec<ChargeLine> {
        let line = |charge: &Charge| ChargeLine {
            path: charge.path.clone(),
            title: charge.title.clone(),
            within: charge.within.clone(),
            mark: charge.due_on.map(|due_on| due_mark(self.screen, due_on, self.today())),
        };
        self.waiting.charges.iter().map(line).collect()
    }

    /// Promises of action plans whose date is near or past, and of which nothing was said yet.
    fn promises(&self) -> Vec<PromiseLine> {
        let today = self.today();
        let near = today.checked_add_days(NEAR).unwrap_or(today);
        let mut soon: Vec<_> = self
            .plans
            .iter()
            .filter(|(_, promise)| {
                promise.follow_up.is_none() && promise.due_on <= near && promise.ask_at > self.now
            })
            .collect();
        soon.sort_by_key(|(_, promise)| promise.due_on);
        let line = |(enrolment, promise): &(EnrolmentId, Commitment)| PromiseLine {
            path: format!("/enrolments/{enrolment}/plan"),
            promise: promise.promise.clone(),
            mark: due_mark(self.screen, promise.due_on, today),
        };
        soon.into_iter().map(line).collect()
    }

    /// The oldest promise that is to be asked about now.
    fn question(&self) -> Option<PromiseQuestion> {
        let waiting = store::waiting_for_word(&self.plans, self.now);
        let (enrolment, promise) = waiting.min_by_key(|(_, promise)| (promise.made_at, promise.position))?;
        Some(PromiseQuestion {
            action: format!("/enrolments/{enrolment}/commitments/{}/follow-up", promise.id),
            promise: promise.promise.clone(),
            made_on: promise.made_at.date_naive(),
        })
    }
}

fn completed_at(line: &LearnerLine) -> Option<DateTime<Utc>> {
    line.progress.as_ref().and_then(|progress| progress.completed_at)
}

fn is_done(line: &LearnerLine) -> bool {
    completed_at(line).is_some()
}

/// The verb is the state.
pub fn verb(line: &LearnerLine) -> &'static str {
    match &line.progress {
        Some(progress) if progress.completed_at.is_some() => "learning-review",
        Some(_) => "learning-resume",
        None => "learning-start",
    }
}

fn headline(resume: Option<&ResumeCard>) -> &'static str {
    match resume.map(|card| card.verb) {
        None => "learning-title",
        Some("learning-start") => "learning-begin-title",
        Some("learning-review") => "learning-all-done-title",
        Some(_) => "learning-carry-on-title",
    }
}

#[derive(Serialize)]
pub struct HomePage {
    /// A text key.
    headline: &'static str,
    resume: Option<ResumeCard>,
    due: Vec<CourseLine>,
    promises: Vec<PromiseLine>,
    rest: Vec<CourseLine>,
    done: Vec<CourseLine>,
    question: Option<PromiseQuestion>,
    /// What lies with them beside their courses.
    charges: Vec<ChargeLine>,
    /// Where the learner is expected beside their courses.
    gatherings: Vec<GatheringLine>,
}

#[derive(Clone, Serialize)]
struct GatheringLine {
    gathering: Gathering,
    mark: Option<Mark>,
}

#[derive(Clone, Serialize)]
struct ResumeCard {
    course: String,
    language: String,
    module: String,
    place: usize,
    /// The enrolment's own page.
    path: String,
    action: String,
    /// A text key.
    verb: &'static str,
    parts: Vec<&'static str>,
    modules: String,
    /// Left in this module.
    minutes: u32,
    due_on: Option<NaiveDate>,
    pathway: Option<String>,
    mark: Option<Mark>,
}

#[derive(Clone, Serialize)]
struct ChargeLine {
    path: String,
    title: String,
    within: String,
    mark: Option<Mark>,
}

#[derive(Clone, Serialize)]
struct PromiseLine {
    path: String,
    promise: String,
    mark: Mark,
}

#[derive(Clone, Serialize)]
struct PromiseQuestion {
    action: String,
    promise: String,
    made_on: NaiveDate,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "learning/home";

    fn examples() -> Vec<Self> {
        let due = Mark { state: "due", word: "6".to_owned() };
        let card = |verb: &'static str, parts: Vec<&'static str>, mark: Option<Mark>| ResumeCard {
            course: "Responsible Purchasing".to_owned(),
            language: "en".to_owned(),
            module: "Forecast".to_owned(),
            place: 3,
            path: "/enrolments/1".to_owned(),
            action: "/enrolments/1/steps/start/opening".to_owned(),
            verb,
            parts,
            modules: "2/8".to_owned(),
            minutes: 5,
            due_on: NaiveDate::from_ymd_opt(2026, 11, 28).filter(|_| mark.is_some()),
            pathway: mark.as_ref().map(|_| "Planned hours".to_owned()),
            mark,
        };
        let home = |resume: Option<ResumeCard>| Self {
            headline: headline(resume.as_ref()),
            resume,
            due: Vec::new(),
            promises: Vec::new(),
            rest: Vec::new(),
            done: Vec::new(),
            question: None,
            charges: Vec::new(),
            gatherings: Vec::new(),
        };
        let charge = |mark| ChargeLine {
            path: "/improvement-items/1".to_owned(),
            title: "Paid leave".to_owned(),
            within: "…".to_owned(),
            mark,
        };
        let expected = |day: Option<NaiveDate>, mark: Option<Mark>| GatheringLine {
            gathering: Gathering {
                name: "Safety walk-through".to_owned(),
                kind: "pathway-kind-workshop".to_owned(),
                due_on: day,
                place: if day.is_some() { "Canteen".to_owned() } else { String::new() },
                factory: "Northwind Garments".to_owned(),
            },
            mark,
        };
        let promise = "Open Costing".to_owned();
        let made_on = NaiveDate::from_ymd_opt(2026, 8, 24).unwrap_or_default();
        let full = Self {
            due: vec![CourseLine::example("overdue"), CourseLine::example("due")],
            promises: vec![PromiseLine {
                path: "/enrolments/1/plan".to_owned(),
                promise: promise.clone(),
                mark: due.clone(),
            }],
            rest: vec![CourseLine::example("not-started")],
            done: vec![CourseLine::example("done")],
            gatherings: vec![expected(Some(made_on), Some(due.clone())), expected(None, None)],
            question: Some(PromiseQuestion { action: "/".to_owned(), promise, made_on }),
            charges: vec![charge(Some(due.clone())), charge(None)],
            ..home(Some(card("learning-resume", vec!["done", "present", "ahead"], Some(due))))
        };
        vec![
            home(None),
            Self { charges: vec![charge(None)], ..home(None) },
            home(Some(card("learning-start", vec!["ahead", "ahead"], None))),
            home(Some(card("learning-review", vec!["done", "done"], None))),
            full,
        ]
    }
}
