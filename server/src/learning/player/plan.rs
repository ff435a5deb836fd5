//! The action plan at the end of a course: a form at first, then the promises to read, to send and to change.

use actix_web::{HttpResponse, Responder, web};
use chrono::NaiveDate;
use courses::{Activity, Plan};
use serde::Serialize;
use uuid::Uuid;

use super::{
    desk::{Desk, Studied},
    frame::Frame,
    lesson, path,
    promises::{Draft, promises},
};
use crate::{
    learning::{commands, model::Commitment, store},
    people,
    platform::{Db, FieldErrors, Form, Outcome, Page, Problem, Redirect, Screen},
};

/// The plan as it was saved.
#[derive(Serialize)]
pub struct PlanStepPage {
    frame: Frame,
    promises: Vec<PromiseCard>,
    signed: Option<Signed>,
    /// What the learner sends to their manager.
    link: String,
    change: String,
    /// When the Academy asks how it went, while that lies ahead.
    asked_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct PromiseCard {
    promise: String,
    owner: String,
    due_on: NaiveDate,
    measure: String,
}

#[derive(Serialize)]
struct Signed {
    /// Empty when the person was erased.
    name: String,
    on: NaiveDate,
}

/// The plan as it is written.
#[derive(Serialize)]
pub struct PlanFormPage {
    frame: Frame,
    body: String,
    action: String,
    /// The saved plan, or the step before where there is none yet.
    back: String,
    drafts: Vec<DraftFields>,
    summary: Vec<Wrong>,
    /// A changed plan needs a new name under it.
    lifts_signature: bool,
}

#[derive(Serialize)]
struct DraftFields {
    place: usize,
    id: Uuid,
    /// Stands open; the first one always does.
    open: bool,
    promise: Field,
    owner: Field,
    due: Field,
    measure: Field,
}

#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
    error: String,
}

#[derive(Serialize)]
struct Wrong {
    field: String,
    text: String,
}

impl Page for PlanStepPage {
    const TEMPLATE: &'static str = "player/plan";

    fn examples() -> Vec<Self> {
        let card = || PromiseCard {
            promise: "Freeze the specification ten days before cutting".to_owned(),
            owner: "I".to_owned(),
            due_on: NaiveDate::default(),
            measure: "changes per order".to_owned(),
        };
        let signed = |name: &str| Some(Signed { name: name.to_owned(), on: NaiveDate::default() });
        let example = |signed, asked_on| Self {
            frame: Frame::example(None, Some("English")),
            promises: vec![card(), card()],
            signed,
            link: "/enrolments/1/plan".to_owned(),
            change: "/enrolments/1/steps/plan/plan".to_owned(),
            asked_on,
        };
        let ahead = Some(NaiveDate::default());
        vec![example(None, ahead), example(signed("Nguyễn Thị Lan"), None), example(signed(""), ahead)]
    }
}

impl Page for PlanFormPage {
    const TEMPLATE: &'static str = "player/plan-form";

    fn examples() -> Vec<Self> {
        let fields =
            |place, error: &str| draft_fields(Draft::empty(place, Uuid::nil()), |_| error.to_owned());
        let wrong = || Wrong { field: "promise-1".to_owned(), text: "…".to_owned() };
        let example = |error: &str, lifts_signature| Self {
            frame: Frame::example(Some("next-closed-plan-not-made"), None),
            body: "<p>…</p>".to_owned(),
            action: "/enrolments/1/steps/plan/plan".to_owned(),
            back: "/enrolments/1/steps/plan".to_owned(),
            drafts: vec![fields(1, error), fields(2, "")],
            summary: if error.is_empty() { Vec::new() } else { vec![wrong()] },
            lifts_signature,
        };
        vec![example("", false), example("…", true)]
    }
}

/// The saved plan, or the form where there is none yet.
pub async fn show(screen: &Screen, study: &Studied, plan: Plan, db: &Db) -> Outcome<HttpResponse> {
    let saved = store::commitments(db.read(), study.enrolment.id).await?;
    if saved.is_empty() {
        return screen.show(&form_page(
            screen,
            study,
            drafts_of(&saved, plan, db),
            &FieldErrors::default(),
            false,
        )?);
    }
    let now = db.clock().now();
    let asked_at = saved.iter().map(|commitment| commitment.ask_at).min();
    screen.show(&PlanStepPage {
        frame: Frame::of(study)?,
        promises: saved.into_iter().map(card).collect(),
        signed: signed(study, db).await?,
        link: format!("{}/plan", path::enrolment(study.enrolment.id)),
        change: format!("{}/plan", study.url()),
        asked_on: asked_at.filter(|asked_at| *asked_at > now).map(|asked_at| asked_at.date_naive()),
    })
}

/// The form with what was saved.
pub async fn change(desk: Desk, screen: Screen, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let study = &desk.study;
    let saved = store::commitments(db.read(), study.enrolment.id).await?;
    let drafts = drafts_of(&saved, plan_of(study)?, &db);
    let lifts = signed(study, &db).await?.is_some();
    screen.show(&form_page(&screen, study, drafts, &FieldErrors::default(), lifts)?)
}

pub async fn save(desk: Desk, form: Form, screen: Screen, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let Desk { permit, study } = &desk;
    let before = store::commitments(db.read(), permit.id).await?;
    let drafts = typed(&form, plan_of(study)?, &db);
    let found = match promises(&drafts, db.clock().now().date_naive(), &before) {
        Ok(found) => found,
        Err(errors) => return screen.show_again(&form_page(&screen, study, drafts, &errors, false)?),
    };
    let mut once = db.begin_once(&form.key).await?;
    study.begin_if_new(&mut once, permit).await?;
    commands::make_plan(&mut once, permit, &study.course, &study.step, found, study.language).await?;
    let redirect = once.redirect(Redirect::to(study.url()).saying("notice-plan-saved")).await?;
    Ok(redirect.respond_to(screen.request()))
}

fn plan_of(study: &Studied) -> Outcome<Plan> {
    match study.place()?.step.activity {
        Activity::Plan(plan) => Ok(plan),
        _ => Err(Problem::NotFound),
    }
}

async fn signed(study: &Studied, db: &Db) -> Outcome<Option<Signed>> {
    let Some(signed) = store::countersignature(db.read(), study.enrolment.id).await? else { return Ok(None) };
    let person = people::store::persons::find_person(db.read(), signed.by).await?;
    Ok(Some(Signed {
        name: person.map(|person| person.name).unwrap_or_default(),
        on: signed.at.date_naive(),
    }))
}

fn card(commitment: Commitment) -> PromiseCard {
    let Commitment { promise, owner, due_on, measure, .. } = commitment;
    PromiseCard { promise, owner, due_on, measure }
}

fn drafts_of(saved: &[Commitment], plan: Plan, db: &Db) -> Vec<Draft> {
    let fresh = || db.ids().next(db.clock().now());
    let draft = |place: usize| match saved.get(place - 1) {
        Some(commitment) => Draft::of(place, commitment),
        None => Draft::empty(place, fresh()),
    };
    (1..=usize::from(plan.most)).map(draft).collect()
}

fn typed(form: &Form, plan: Plan, db: &Db) -> Vec<Draft> {
    let fresh = || db.ids().next(db.clock().now());
    (1..=usize::from(plan.most)).map(|place| Draft::typed(place, fresh(), |name| form.text(name))).collect()
}

fn form_page(
    screen: &Screen,
    study: &Studied,
    drafts: Vec<Draft>,
    errors: &FieldErrors,
    lifts_signature: bool,
) -> Outcome<PlanFormPage> {
    let sentence = |field: &str| errors.key_of(field).map(|key| screen.text(key)).unwrap_or_default();
    let frame = Frame::of(study)?;
    Ok(PlanFormPage {
        back: if study.is_done() { study.url() } else { frame.previous().to_owned() },
        frame,
        body: lesson::body(screen, study)?,
        action: format!("{}/plan", study.url()),
        drafts: drafts.into_iter().map(|draft| draft_fields(draft, sentence)).collect(),
        summary: errors
            .0
            .iter()
            .map(|error| Wrong { field: error.field.clone(), text: screen.text(error.key) })
            .collect(),
        lifts_signature,
    })
}

fn draft_fields(draft: Draft, sentence: impl Fn(&str) -> String) -> DraftFields {
    let place = draft.place;
    let field = |noun: &str, value: &str| {
        let name = format!("{noun}-{place}");
        Field { value: value.to_owned(), error: sentence(&name), name }
    };
    DraftFields {
        place,
        id: draft.id,
        open: place == 1 || !draft.is_empty(),
        promise: field("promise", &draft.promise),
        owner: field("owner", &draft.owner),
        due: field("due", &draft.due_on),
        measure: field("measure", &draft.measure),
    }
}
