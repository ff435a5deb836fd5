//! A step of a pathway: what it is, who takes part, what came of it.

use actix_web::{Either, HttpResponse, http::StatusCode, web};
use serde::Deserialize;

use super::{
    changes::{GONE, seen, suggested},
    late::Theirs,
    parts::title_of,
    step_page::{StepPage, page},
};
use crate::{
    pathways::{
        access::{ChangePathway, ChangeStep, There},
        commands::{self, StepFields},
        form::{self, Known, STEP},
        loaded::{Loaded, load},
        model::{GoalKind, Relation, Side, StepDelivery, StepKind},
        store::pathways::{self, Step},
        suggestions::model::{Decision, Suggestion},
    },
    platform::{
        Day, Db, FieldErrors, Form, Outcome, Permit, PersonId, Problem, Redirect, Screen, pages::Refill,
    },
};

type Answer = Outcome<Either<Redirect, HttpResponse>>;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    suggestion: String,
    #[serde(default)]
    stage: String,
    /// Id of a step of which this is another date.
    #[serde(default)]
    again: String,
}

pub async fn new(
    screen: Screen,
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    asked: web::Query<Asked>,
) -> Outcome<HttpResponse> {
    let loaded = load(&db, &permit, permit.actor.person, screen.language).await?;
    let first = asked.again.parse().ok().and_then(|step| loaded.whole.step(step));
    let mut fields = match (asked.suggestion.as_str(), first) {
        (_, Some(first)) => another_date_of(first),
        ("", None) => plain(&permit),
        (code, None) => of_suggestion(&suggested(&db, &permit, code).await?, &permit, screen.language.code()),
    };
    fields.stage = asked.stage.parse().ok().or(fields.stage);
    let mut page = page(&screen, &db, &permit, &loaded, None, refill_of(&fields)).await?;
    page.suggestion.clone_from(&asked.suggestion);
    screen.show(&page)
}

pub async fn add(screen: Screen, permit: Permit<ChangePathway>, db: web::Data<Db>, form: Form) -> Answer {
    let loaded = load(&db, &permit, permit.actor.person, screen.language).await?;
    let fields = match form::step(&form, &known(&loaded)) {
        Ok(fields) => fields,
        Err(errors) => return wrong(&screen, &db, &permit, None, &form, errors.into()).await,
    };
    let seen = seen(&form)?;
    let code = form.text("suggestion");
    let suggestion = match code {
        "" => None,
        code => match suggested(&db, &permit, code).await {
            Err(Problem::NotFound) => {
                // The same once more gets its first answer.
                drop(db.begin_once(&form.key).await?);
                let errors = FieldErrors::one("name", GONE);
                return wrong(&screen, &db, &permit, None, &form, errors.into()).await;
            }
            found => Some(found?),
        },
    };
    let mut once = db.begin_once(&form.key).await?;
    let done = match &suggestion {
        Some(suggestion) => {
            let decision = (Decision::Changed, form.text("reason"));
            commands::take(&mut once, &permit, suggestion, decision, &fields, seen).await
        }
        None => commands::add_step(&mut once, &permit, &fields, seen).await,
    };
    match done {
        Ok(_) => {
            let path = format!("/pathways/{}", permit.pathway.id);
            once.redirect(Redirect::to(path).saying("notice-pathway-saved")).await.map(Either::Left)
        }
        Err(problem) => {
            drop(once);
            wrong(&screen, &db, &permit, None, &form, problem).await
        }
    }
}

pub async fn show(screen: Screen, permit: Permit<ChangeStep>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let there = There { pathway: permit.pathway.clone(), factory: permit.factory.clone() };
    let loaded = load(&db, &there, permit.actor.person, screen.language).await?;
    let step = loaded.whole.step(permit.step.id).unwrap_or(&permit.step);
    let refill = refill_of(&fields_of(step));
    screen.show(&page(&screen, &db, &there, &loaded, Some(&permit.step), refill).await?)
}

pub async fn save(screen: Screen, permit: Permit<ChangeStep>, db: web::Data<Db>, form: Form) -> Answer {
    let there = There { pathway: permit.pathway.clone(), factory: permit.factory.clone() };
    let loaded = load(&db, &there, permit.actor.person, screen.language).await?;
    let mut fields = match form::step(&form, &known(&loaded)) {
        Ok(fields) => fields,
        Err(errors) => return wrong(&screen, &db, &there, Some(&permit.step), &form, errors.into()).await,
    };
    // A step is not its own other step.
    fields.other = fields.other.filter(|(other, _)| *other != permit.step.id);
    let seen = seen(&form)?;
    let mut once = db.begin_once(&form.key).await?;
    match commands::save_step(&mut once, &permit, &fields, seen).await {
        Ok(()) => {
            let path = format!("/pathways/{}", permit.pathway.id);
            once.redirect(Redirect::to(path).saying("notice-pathway-saved")).await.map(Either::Left)
        }
        Err(problem) => {
            drop(once);
            wrong(&screen, &db, &there, Some(&permit.step), &form, problem).await
        }
    }
}

pub async fn remove(permit: Permit<ChangeStep>, db: web::Data<Db>, form: Form) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::remove_step(&mut once, &permit, seen(&form)?).await?;
    let path = format!("/pathways/{}", permit.pathway.id);
    once.redirect(Redirect::to(path).saying("notice-pathway-saved")).await
}

/// Who came, and when it was done.
pub async fn presence(screen: Screen, permit: Permit<ChangeStep>, db: web::Data<Db>, form: Form) -> Answer {
    let there = There { pathway: permit.pathway.clone(), factory: permit.factory.clone() };
    let done_on = match Day::optional(form.text("done_on")) {
        Ok(day) => day,
        Err(key) => {
            let errors = FieldErrors::one("done_on", key);
            return wrong(&screen, &db, &there, Some(&permit.step), &form, errors.into()).await;
        }
    };
    let present: Result<Vec<PersonId>, _> = form.all("person").map(str::parse).collect();
    let Ok(present) = present else {
        let errors = FieldErrors::one("done_on", "pathway-person-not-expected");
        return wrong(&screen, &db, &there, Some(&permit.step), &form, errors.into()).await;
    };
    let note: String = form.text("done_note").chars().take(600).collect();
    let mut once = db.begin_once(&form.key).await?;
    let done = match commands::mark_done(&mut once, &permit, done_on, &note).await {
        Ok(()) => commands::note_presence(&mut once, &permit, &present).await,
        refused => refused,
    };
    if let Err(problem) = done {
        drop(once);
        return wrong(&screen, &db, &there, Some(&permit.step), &form, problem).await;
    }
    once.redirect(back_to(&permit)).await.map(Either::Left)
}

/// People who did not come do without the step.
pub async fn excuse(screen: Screen, permit: Permit<ChangeStep>, db: web::Data<Db>, form: Form) -> Answer {
    let mut once = db.begin_once(&form.key).await?;
    let done = match people(&form) {
        Some(people) => commands::excuse(&mut once, &permit, &people, form.text("reason")).await,
        None => Err(FieldErrors::one("people", "pathway-excuse-not-missed").into()),
    };
    if let Err(problem) = done {
        drop(once);
        let there = There { pathway: permit.pathway.clone(), factory: permit.factory.clone() };
        return wrong(&screen, &db, &there, Some(&permit.step), &form, problem).await;
    }
    once.redirect(back_to(&permit)).await.map(Either::Left)
}

/// They are expected again.
pub async fn expect_again(permit: Permit<ChangeStep>, db: web::Data<Db>, form: Form) -> Outcome<Redirect> {
    let people = people(&form).ok_or(Problem::NotFound)?;
    let mut once = db.begin_once(&form.key).await?;
    commands::expect_again(&mut once, &permit, &people).await?;
    once.redirect(back_to(&permit)).await
}

fn people(form: &Form) -> Option<Vec<PersonId>> {
    form.all("people").map(|id| id.parse().ok()).collect()
}

fn back_to(permit: &Permit<ChangeStep>) -> Redirect {
    let path = format!("/pathways/{}/steps/{}", permit.pathway.id, permit.step.id);
    Redirect::to(path).saying("notice-pathway-presence")
}

/// The form again: 422 with a sentence at each field, or 409 beside what the step is now.
async fn wrong(
    screen: &Screen,
    db: &Db,
    there: &There,
    step: Option<&Step>,
    form: &Form,
    problem: Problem,
) -> Answer {
    let (status, errors) = match problem {
        Problem::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Problem::Conflict(key) => (StatusCode::CONFLICT, FieldErrors::one("name", key)),
        problem => return Err(problem),
    };
    let pathway = pathways::pathway(db.read(), there.pathway.id).await?;
    let now = There { pathway, factory: there.factory.clone() };
    let me = screen.actor.as_ref().map(|actor| actor.person).ok_or(Problem::SignInNeeded)?;
    let loaded = load(db, &now, me, screen.language).await?;
    // What came of a step is said in forms of their own, which do not hold its fields.
    let kept = step.filter(|_| form.optional("kind").is_none());
    let refill = match kept.map(|step| loaded.whole.step(step.id).unwrap_or(step)) {
        Some(step) => refill_of(&fields_of(step)),
        None => Refill::again(screen, &STEP, form, &errors),
    };
    let mut page = page(screen, db, &now, &loaded, step, refill).await?;
    if errors.key_of("name") != Some(GONE) {
        page.suggestion = form.text("suggestion").to_owned();
    }
    let wrong_excuse = errors.key_of("reason").or(errors.key_of("people"));
    page.excuse_error = wrong_excuse.map(|key| screen.text(key)).unwrap_or_default();
    page.excuse_reason = form.text("reason").to_owned();
    page.done_error = errors.key_of("done_on").map(|key| screen.text(key)).unwrap_or_default();
    if status == StatusCode::CONFLICT {
        page.theirs = step.map(|step| theirs(screen, &page, &loaded, step, form)).unwrap_or_default();
    }
    screen.answer(status, &page).map(Either::Right)
}

/// The fields that stand otherwise by now than what was typed.
fn theirs(screen: &Screen, page: &StepPage, loaded: &Loaded, step: &Step, form: &Form) -> Vec<Theirs> {
    match loaded.whole.step(step.id) {
        Some(now) => page.standing(screen, &refill_of(&fields_of(now)), form),
        None => {
            let gone = Theirs { label: screen.text("pathway-step-gone"), ..Theirs::default() };
            vec![gone]
        }
    }
}

fn known(loaded: &Loaded) -> Known<'_> {
    let Loaded { whole, items, listings, owners, .. } = loaded;
    Known { whole, items, listings, owners }
}

fn plain(there: &There) -> StepFields {
    StepFields {
        kind: StepKind::Course,
        delivery: StepDelivery::Digital,
        goal: GoalKind::Learning,
        name: String::new(),
        course: None,
        stage: None,
        item: None,
        point: None,
        starts_on: None,
        due_on: None,
        place: String::new(),
        owner: there.pathway.owner_person_id,
        other: None,
        role: None,
        side: None,
        sex: None,
        department: String::new(),
        coverage: 100,
    }
}

/// A step as a suggestion has it; dates and people are still to be said.
pub fn of_suggestion(suggestion: &Suggestion, there: &There, language: &str) -> StepFields {
    let learning = &suggestion.rule.learning;
    StepFields {
        kind: learning.kind,
        delivery: learning.delivery,
        goal: learning.goal,
        name: title_of(&learning.titles, language),
        course: learning.course.clone(),
        item: suggestion.situations.first().map(|situation| situation.item),
        point: Some(suggestion.first_point.clone()).filter(|point| !point.is_empty()),
        ..plain(there)
    }
}

fn fields_of(step: &Step) -> StepFields {
    StepFields {
        kind: step.kind,
        delivery: step.delivery,
        goal: step.goal,
        name: step.name.clone(),
        course: step.course.clone(),
        stage: step.stage_id,
        item: step.item_id,
        point: step.compliance_point.clone(),
        starts_on: step.starts_on,
        due_on: step.due_on,
        place: step.place.clone(),
        owner: step.owner_person_id,
        other: step.other_step_id.zip(step.relation),
        role: step.role,
        side: step.side,
        sex: step.sex,
        department: step.department.clone(),
        coverage: step.coverage,
    }
}

/// The same once more for those who did not come; its day is still to be said.
fn another_date_of(first: &Step) -> StepFields {
    StepFields {
        starts_on: None,
        due_on: None,
        other: Some((first.id, Relation::Equivalent)),
        ..fields_of(first)
    }
}

fn refill_of(fields: &StepFields) -> Refill {
    fn text<T: ToString>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let values = [
        ("kind", fields.kind.word().to_owned()),
        ("name", fields.name.clone()),
        ("course", text(fields.course.clone())),
        ("delivery", fields.delivery.word().to_owned()),
        ("goal", fields.goal.word().to_owned()),
        ("stage", text(fields.stage)),
        ("item", text(fields.item)),
        ("starts_on", text(fields.starts_on)),
        ("due_on", text(fields.due_on)),
        ("place", fields.place.clone()),
        ("owner", text(fields.owner)),
        ("role", text(fields.role.map(|role| role.word()))),
        ("side", text(fields.side.map(Side::word))),
        ("sex", text(fields.sex.map(|sex| sex.word()))),
        ("department", fields.department.clone()),
        ("coverage", fields.coverage.to_string()),
        ("relation", text(fields.other.map(|(_, relation)| relation.word()))),
        ("other", text(fields.other.map(|(other, _)| other))),
    ];
    Refill::of(&values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
}
