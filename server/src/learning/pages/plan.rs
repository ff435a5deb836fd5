//! An action plan to read and print: what was promised, who put their name under it, and how it went.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use courses::{Activity, Course};
use serde::Serialize;

use crate::{
    catalogue::CourseLibrary,
    learning::{
        access::{Countersign, SeeEnrolment, Study},
        commands,
        model::{Commitment, Countersignature, FollowUpOutcome},
        reading::Reading,
        store,
    },
    people::{self, Person},
    platform::{Action, Db, Form, Judgement, Outcome, Page, Permit, PersonId, Problem, Redirect, Screen},
};

pub async fn plan(
    screen: Screen,
    permit: Permit<SeeEnrolment>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    commands::note_enrolment_seen(&db, &permit).await?;
    let read = db.read();
    let enrolment = &permit.enrolment;
    let course = library.course(read, enrolment.version).await?;
    let commitments = store::commitments(read, enrolment.id).await?;
    let countersignature = store::countersignature(read, enrolment.id).await?;
    let names: Vec<PersonId> = [Some(enrolment.person), countersignature.as_ref().map(|signed| signed.by)]
        .into_iter()
        .flatten()
        .collect();
    let people = people::store::persons::people(read, names).await?;
    let name =
        |person: PersonId| people.get(&person).map(|person: &Person| person.name.clone()).unwrap_or_default();
    let found = Found { screen: &screen, permit: &permit, course, now: db.clock().now() };
    let signed = countersignature.map(|signed| Signed::of(&signed, name(signed.by)));
    screen.show(&found.page(name(enrolment.person), &commitments, signed))
}

pub async fn countersign(
    permit: Permit<Countersign>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
) -> Outcome<Redirect> {
    let course = library.course(db.read(), permit.enrolment.version).await?;
    let mut once = db.begin_once(&form.key).await?;
    commands::countersign(&mut once, &permit, &course, form.text("comment")).await?;
    let path = format!("/enrolments/{}/plan", permit.enrolment.id);
    once.redirect(Redirect::to(path).saying("notice-plan-countersigned")).await
}

pub async fn report(
    permit: Permit<Study>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    path: web::Path<(String, String)>,
    form: Form,
) -> Outcome<Redirect> {
    let commitment = path.1.parse().map_err(|_| Problem::NotFound)?;
    let outcome =
        FollowUpOutcome::from_word(form.text("outcome")).ok_or(Problem::BadRequest("follow-up-missing"))?;
    let course = library.course(db.read(), permit.version).await?;
    let mut once = db.begin_once(&form.key).await?;
    commands::report(&mut once, &permit, &course, commitment, outcome, form.text("comment")).await?;
    let back = match form.text("back") {
        "plan" => format!("/enrolments/{}/plan", permit.id),
        _ => "/learning".to_owned(),
    };
    once.redirect(Redirect::to(back).saying("notice-follow-up-kept")).await
}

struct Found<'f> {
    screen: &'f Screen,
    permit: &'f Permit<SeeEnrolment>,
    course: Arc<Course>,
    now: DateTime<Utc>,
}

impl Found<'_> {
    fn page(&self, learner: String, commitments: &[Commitment], signed: Option<Signed>) -> PlanPage {
        let Self { screen, permit, .. } = *self;
        let enrolment = &permit.enrolment;
        let reading = Reading::of(&self.course, screen.language);
        let path = format!("/enrolments/{}", enrolment.id);
        let own = permit.actor.person == enrolment.person;
        let in_force = enrolment.withdrawn_at.is_none();
        let may_sign = Countersign::judge(&permit.actor, &permit.subject) == Judgement::Allow;
        let step = self.course.steps().find(|(_, step)| matches!(step.activity, Activity::Plan(_)));
        PlanPage {
            course: reading.title(),
            language: reading.language.to_owned(),
            enrolment: path.clone(),
            own,
            commitments: commitments.iter().map(|promise| self.line(promise, own && in_force)).collect(),
            countersign: (may_sign && signed.is_none() && !commitments.is_empty())
                .then(|| format!("{path}/countersignature")),
            signed,
            edit: step.filter(|_| own && in_force).map(|(_, step)| format!("{path}/steps/{}", step.id)),
            link: format!("{path}/plan"),
            learner,
        }
    }

    fn line(&self, promise: &Commitment, answers: bool) -> CommitmentLine {
        let asked = promise.ask_at <= self.now;
        let action = format!("/enrolments/{}/commitments/{}/follow-up", self.permit.enrolment.id, promise.id);
        CommitmentLine {
            promise: promise.promise.clone(),
            owner: promise.owner.clone(),
            due_on: promise.due_on,
            measure: promise.measure.clone(),
            made_on: promise.made_at.date_naive(),
            answer: (asked && answers).then_some(action),
            said: promise.follow_up.as_ref().map(|said| Said {
                mark: look(said.outcome),
                outcome: outcome_text(said.outcome),
                on: said.at.date_naive(),
                comment: said.comment.clone(),
            }),
        }
    }
}

fn look(outcome: FollowUpOutcome) -> &'static str {
    match outcome {
        FollowUpOutcome::Kept => "done",
        FollowUpOutcome::Partly => "under-way",
        FollowUpOutcome::NotYet => "not-started",
    }
}

fn outcome_text(outcome: FollowUpOutcome) -> &'static str {
    match outcome {
        FollowUpOutcome::Kept => "follow-up-kept",
        FollowUpOutcome::Partly => "follow-up-partly",
        FollowUpOutcome::NotYet => "follow-up-not-yet",
    }
}

impl Signed {
    fn of(signed: &Countersignature, name: String) -> Self {
        Self { name, on: signed.at.date_naive(), comment: signed.comment.clone() }
    }
}

#[derive(Clone, Serialize)]
pub struct PlanPage {
    course: String,
    language: String,
    learner: String,
    /// The enrolment's own page.
    enrolment: String,
    own: bool,
    commitments: Vec<CommitmentLine>,
    /// Where the plan is changed, for its learner.
    edit: Option<String>,
    /// What the learner sends to their manager.
    link: String,
    signed: Option<Signed>,
    /// Where it is countersigned, for those who may.
    countersign: Option<String>,
}

#[derive(Clone, Serialize)]
struct CommitmentLine {
    promise: String,
    owner: String,
    due_on: NaiveDate,
    measure: String,
    made_on: NaiveDate,
    said: Option<Said>,
    /// Where the learner says how it went, once that is asked.
    answer: Option<String>,
}

#[derive(Clone, Serialize)]
struct Said {
    mark: &'static str,
    /// A text key.
    outcome: &'static str,
    on: NaiveDate,
    comment: String,
}

#[derive(Clone, Serialize)]
struct Signed {
    /// Empty when the person was erased.
    name: String,
    on: NaiveDate,
    comment: String,
}

impl Page for PlanPage {
    const TEMPLATE: &'static str = "learning/plan";

    fn examples() -> Vec<Self> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap_or_default();
        let promise = CommitmentLine {
            promise: "Open Costing".to_owned(),
            owner: "Nguyễn Thị Lan".to_owned(),
            due_on: day,
            measure: "…".to_owned(),
            made_on: day,
            said: None,
            answer: None,
        };
        let asked = CommitmentLine { answer: Some("/".to_owned()), ..promise.clone() };
        let said = |outcome: FollowUpOutcome, comment: &str| CommitmentLine {
            said: Some(Said {
                mark: look(outcome),
                outcome: outcome_text(outcome),
                on: day,
                comment: comment.to_owned(),
            }),
            ..asked.clone()
        };
        let mut commitments = vec![promise, asked.clone()];
        commitments.extend(FollowUpOutcome::ALL.iter().map(|outcome| said(*outcome, "…")));
        let own = Self {
            course: "Responsible Purchasing".to_owned(),
            language: "en".to_owned(),
            learner: "Nguyễn Thị Lan".to_owned(),
            enrolment: "/enrolments/1".to_owned(),
            own: true,
            commitments,
            edit: Some("/enrolments/1/steps/plan".to_owned()),
            link: "/enrolments/1/plan".to_owned(),
            signed: None,
            countersign: None,
        };
        let signed = |name: &str, comment: &str| Signed {
            name: name.to_owned(),
            on: day,
            comment: comment.to_owned(),
        };
        let empty = Self { commitments: Vec::new(), ..own.clone() };
        let for_manager = Self { own: false, edit: None, countersign: Some("/".to_owned()), ..own.clone() };
        let done = Self { signed: Some(signed("Trần Văn Minh", "…")), ..own.clone() };
        let erased = Self { own: false, signed: Some(signed("", "")), ..empty.clone() };
        vec![own, empty, for_manager, done, erased]
    }
}
