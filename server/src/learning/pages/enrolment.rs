//! One enrolment: where it stands, what is missing, and what those who help may change.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    outline::{self, Acts, DemandLine, ModuleOutline, Outline},
    words::{Mark, mark},
};
use crate::{
    catalogue::CourseLibrary,
    learning::{
        access::{ChangeEnrolment, SeeEnrolment},
        commands,
        model::{Enrolment, Progress, StepProgress, minutes_left},
        occasions::pathways_of,
        reading::{Reading, resume_at},
        store::{self, LearnerLine},
    },
    people,
    platform::{Action, Db, Judgement, Outcome, Page, Permit, Read, Screen},
};

pub async fn enrolment(
    screen: Screen,
    permit: Permit<SeeEnrolment>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    commands::note_enrolment_seen(&db, &permit).await?;
    screen.show(&page(&screen, &permit, &db, &library, None).await?)
}

/// The page as it is now; `refused` is a due date that could not be taken, with the key of the reason.
pub async fn page(
    screen: &Screen,
    permit: &Permit<SeeEnrolment>,
    db: &Db,
    library: &CourseLibrary,
    refused: Option<(&str, &'static str)>,
) -> Outcome<EnrolmentPage> {
    page_of(screen, permit, db, library, permit.enrolment.clone(), refused).await
}

/// The same, read anew: somebody changed the enrolment after the permit was given.
pub async fn page_now(
    screen: &Screen,
    permit: &Permit<SeeEnrolment>,
    db: &Db,
    library: &CourseLibrary,
    refused: Option<(&str, &'static str)>,
) -> Outcome<EnrolmentPage> {
    let enrolment = store::enrolment(db.read(), permit.enrolment.id).await?;
    page_of(screen, permit, db, library, enrolment, refused).await
}

async fn page_of(
    screen: &Screen,
    permit: &Permit<SeeEnrolment>,
    db: &Db,
    library: &CourseLibrary,
    enrolment: Enrolment,
    refused: Option<(&str, &'static str)>,
) -> Outcome<EnrolmentPage> {
    let read = db.read();
    let course = library.course(read, enrolment.version).await?;
    let progress = store::progress(read, enrolment.id).await?;
    let steps = store::steps(read, enrolment.id).await?;
    let learner = learner(read, permit).await?;
    let pathway = pathways_of(screen, read, std::iter::once(&enrolment)).await?.remove(&enrolment.id);
    let line = LearnerLine { enrolment, progress };
    let found = Found { screen, permit, line: &line, steps: &steps, today: db.clock().now().date_naive() };
    Ok(EnrolmentPage { pathway, ..found.page(&course, learner, refused) })
}

/// The learner's name, for those who look at somebody else's enrolment.
async fn learner(read: &Read, permit: &Permit<SeeEnrolment>) -> Outcome<Option<Learner>> {
    let person = permit.enrolment.person;
    if permit.actor.person == person {
        return Ok(None);
    }
    let name = people::store::persons::find_person(read, person).await?.map(|person| person.name);
    Ok(Some(Learner { name: name.unwrap_or_default(), path: format!("/people/{person}/learning") }))
}

struct Found<'f> {
    screen: &'f Screen,
    permit: &'f Permit<SeeEnrolment>,
    line: &'f LearnerLine,
    steps: &'f [StepProgress],
    today: NaiveDate,
}

impl Found<'_> {
    fn page(
        &self,
        course: &courses::Course,
        learner: Option<Learner>,
        refused: Option<(&str, &'static str)>,
    ) -> EnrolmentPage {
        let Self { screen, line, steps, .. } = *self;
        let reading = Reading::of(course, line.enrolment.language);
        let path = format!("/enrolments/{}", line.enrolment.id);
        let progress = line.progress.as_ref();
        let may_study = learner.is_none() && line.enrolment.withdrawn_at.is_none();
        let step = resume_at(course, progress, steps);
        let current = progress.and(step).map(|step| step.id.as_str());
        let outline =
            Outline { screen, course, reading, steps, current, path: may_study.then(|| path.clone()) };
        let has_plan = course.steps().any(|(_, step)| {
            let made = steps.iter().any(|progress| progress.step == step.id && progress.done_at.is_some());
            made && matches!(step.activity, courses::Activity::Plan(_))
        });
        EnrolmentPage {
            title: reading.title(),
            language: reading.language.to_owned(),
            mark: mark(screen, line, self.today),
            parts: crate::learning::reading::stitches(course, current, steps),
            modules_done: super::words::modules_done(screen, course, progress),
            minutes: minutes_left(course, steps),
            due_on: line.enrolment.due_on,
            enrolled_on: line.enrolment.enrolled_at.date_naive(),
            withdrawn_on: line.enrolment.withdrawn_at.map(|time| time.date_naive()),
            main: step.filter(|_| may_study).map(|step| MainAction {
                action: format!("{path}/steps/{}/opening", step.id),
                verb: super::home::verb(line),
            }),
            modules: outline.modules(),
            demands: outline.demands(),
            acts: outline.waits_for(),
            rule: course.completion.rule,
            completed: progress.and_then(|progress| completed(progress, &reading)),
            plan: has_plan.then(|| format!("{path}/plan")),
            change: self.change(&path, refused),
            pathway: None,
            learner,
        }
    }

    fn change(&self, path: &str, refused: Option<(&str, &'static str)>) -> Option<ChangeForm> {
        let allowed = ChangeEnrolment::judge(&self.permit.actor, &self.permit.subject) == Judgement::Allow;
        let due_on = self.line.enrolment.due_on.map(|due_on| due_on.to_string()).unwrap_or_default();
        allowed.then(|| ChangeForm {
            due_date_action: format!("{path}/due-date"),
            withdrawal_action: format!("{path}/withdrawal"),
            seen: self.line.enrolment.changes,
            due_on: refused.map_or(due_on, |(typed, _)| typed.to_owned()),
            error: refused.map(|(_, key)| self.screen.text(key)),
        })
    }
}

fn completed(progress: &Progress, reading: &Reading<'_>) -> Option<Completed> {
    Some(Completed { on: progress.completed_at?.date_naive(), standing: reading.standing() })
}

#[derive(Clone, Serialize)]
pub struct EnrolmentPage {
    title: String,
    language: String,
    mark: Mark,
    parts: Vec<&'static str>,
    modules_done: String,
    /// Left in the whole course.
    minutes: u32,
    due_on: Option<NaiveDate>,
    enrolled_on: NaiveDate,
    withdrawn_on: Option<NaiveDate>,
    main: Option<MainAction>,
    modules: Vec<ModuleOutline>,
    demands: Vec<DemandLine>,
    /// Who has to act for what is missing.
    acts: Acts,
    rule: u32,
    completed: Option<Completed>,
    /// Where the action plan is, once there is one.
    plan: Option<String>,
    change: Option<ChangeForm>,
    /// The pathway that it belongs to.
    pathway: Option<String>,
    /// Empty for the learner.
    learner: Option<Learner>,
}

#[derive(Clone, Serialize)]
struct MainAction {
    action: String,
    /// A text key.
    verb: &'static str,
}

#[derive(Clone, Serialize)]
struct Completed {
    on: NaiveDate,
    standing: String,
}

#[derive(Clone, Serialize)]
struct ChangeForm {
    due_date_action: String,
    withdrawal_action: String,
    /// How often the date was changed when this page was made.
    seen: i32,
    due_on: String,
    error: Option<String>,
}

#[derive(Clone, Serialize)]
struct Learner {
    name: String,
    path: String,
}

impl Page for EnrolmentPage {
    const TEMPLATE: &'static str = "learning/enrolment";

    fn examples() -> Vec<Self> {
        let (modules, demands) = outline::example();
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        let mark = |state: &'static str| Mark { state, word: state.to_owned() };
        let fresh = Self {
            title: "Responsible Purchasing".to_owned(),
            language: "en".to_owned(),
            mark: mark("not-started"),
            parts: vec!["ahead", "ahead"],
            modules_done: "0/2".to_owned(),
            minutes: 60,
            due_on: None,
            enrolled_on: day,
            withdrawn_on: None,
            main: Some(MainAction { action: "/".to_owned(), verb: "learning-start" }),
            modules,
            demands,
            acts: Acts { own: "demand-you-and-session-act", theirs: "demand-learner-and-session-act" },
            rule: 1,
            completed: None,
            plan: None,
            change: None,
            pathway: None,
            learner: None,
        };
        let completed = Completed { on: day, standing: "…".to_owned() };
        let done = Self {
            mark: mark("done"),
            completed: Some(completed),
            plan: Some("/enrolments/1/plan".to_owned()),
            pathway: Some("Planned hours".to_owned()),
            ..fresh.clone()
        };
        let change = |error: Option<String>| ChangeForm {
            due_date_action: "/".to_owned(),
            withdrawal_action: "/".to_owned(),
            seen: 0,
            due_on: "2026-11-28".to_owned(),
            error,
        };
        let learner =
            Some(Learner { name: "Nguyễn Thị Lan".to_owned(), path: "/people/1/learning".to_owned() });
        let seen =
            Self { main: None, due_on: Some(day), change: Some(change(None)), learner, ..fresh.clone() };
        let refused = Self { change: Some(change(Some("…".to_owned()))), ..seen.clone() };
        let withdrawn = Self { withdrawn_on: Some(day), change: None, ..seen.clone() };
        vec![fresh, done, seen, refused, withdrawn]
    }
}
