//! The form by which others make an assessment, and what its own people read of who made it before.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;

use super::{
    factory_link, factory_path,
    forms::Theirs,
    people_choices, settled,
    shown::{Field, FormOf, FormPage, Line, Section, day_words},
};
use crate::{
    engagement::{
        assessments::{
            access::{AssessmentThere, ChangeAssessment},
            exchange::{self, CHANGED_MEANWHILE, EXCHANGED},
            history,
            store::{self, Assessment},
        },
        cycles::advisers::advisers_in,
    },
    people::store::persons,
    platform::{
        Argument, Db, Form, Outcome, Permit, PersonId, Problem, Read, Redirect, Screen, pages::Choice,
    },
};

/// What the history keeps of an exchange.
#[derive(Deserialize)]
struct Exchanged {
    from: Vec<PersonId>,
    to: Vec<PersonId>,
}

/// Who was exchanged when and by whom; for those who may know alone. Nothing where nobody was.
pub async fn exchanges(screen: &Screen, read: &Read, there: &AssessmentThere) -> Outcome<Option<Section>> {
    let done = history::history(read, there.assessment.id).await?;
    let mut found = Vec::new();
    for one in done.into_iter().filter(|one| one.action == EXCHANGED) {
        let exchanged: Exchanged = serde_json::from_str(&one.details).map_err(Problem::internal)?;
        found.push((one.at, one.by, exchanged));
    }
    if found.is_empty() {
        return Ok(None);
    }
    let named = |(_, by, exchanged): &(_, PersonId, Exchanged)| {
        [exchanged.from.clone(), exchanged.to.clone(), vec![*by]].concat()
    };
    let people = persons::people(read, found.iter().flat_map(named)).await?;
    let names = |ids: &[PersonId]| {
        let mut names: Vec<&str> =
            ids.iter().filter_map(|id| people.get(id)).map(|person| person.name.as_str()).collect();
        names.sort_unstable();
        names.join(", ")
    };
    let mut section = Section::new(screen, "assessment-exchanged-title");
    section.lines = found
        .iter()
        .map(|(at, by, exchanged)| {
            let day = day_words(screen, there.factory.day_at(*at));
            let whom = [
                ("from", Argument::from(names(&exchanged.from))),
                ("to", Argument::from(names(&exchanged.to))),
            ];
            let when = [("day", Argument::from(day)), ("name", Argument::from(names(&[*by])))];
            Line {
                title: screen.text_with("assessment-exchanged-line", &whom),
                soft: vec![screen.text_with("assessment-exchanged-by", &when)],
                ..Line::default()
            }
        })
        .collect();
    Ok(Some(section))
}

/// Those who could make it, those who make it now chosen.
async fn people(screen: &Screen, db: &Db, there: (&AssessmentThere, &Assessment)) -> Outcome<Vec<Choice>> {
    let (AssessmentThere { factory, .. }, assessment) = there;
    let (read, today) = (db.read(), factory.day_at(db.clock().now()));
    let able = advisers_in(read, factory.country.as_deref(), today).await?;
    let mut people = people_choices(screen, read, &able, None).await?;
    people.retain(|choice| !choice.value.is_empty());
    for choice in &mut people {
        choice.selected = assessment.assessors.iter().any(|assessor| assessor.to_string() == choice.value);
    }
    Ok(people)
}

fn form_of(screen: &Screen, there: &AssessmentThere, seen: i32, people: Vec<Choice>) -> FormOf {
    FormOf {
        title: "assessment-exchange-action",
        above: factory_link(&there.factory),
        lead: vec![screen.text("assessment-exchange-lead")],
        action: format!("/assessments/{}/assessors", there.assessment.id),
        done: "assessment-exchange-action",
        seen: Some(seen.to_string()),
        fields: vec![Field::ticks("assessors", people)],
    }
}

pub async fn new(
    screen: Screen,
    permit: Permit<ChangeAssessment>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let people = people(&screen, &db, (&permit, &permit.assessment)).await?;
    let form = form_of(&screen, &permit, permit.assessment.changes, people);
    screen.show(&FormPage::blank(&screen, form))
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeAssessment>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let chosen: Vec<PersonId> = form.all("assessors").filter_map(|id| id.parse().ok()).collect();
    let again = people(&screen, &db, (&permit, &permit.assessment)).await?;
    let done = async {
        let seen = form.text("seen").parse().unwrap_or(-1);
        let mut once = db.begin_once(&form.key).await?;
        exchange::exchange(&mut once, &permit, seen, &chosen).await?;
        // Whoever took themselves out finds it no more.
        let by = permit.actor.person;
        let to = match permit.assessment.scheduler == by || chosen.contains(&by) {
            true => format!("/assessments/{}", permit.assessment.id),
            false => factory_path(&permit.factory),
        };
        once.redirect(Redirect::to(to).saying("notice-assessment-exchanged")).await
    };
    let done = done.await;
    if let Err(Problem::Conflict(CHANGED_MEANWHILE)) = done {
        return conflict(&screen, &db, &permit, &form).await;
    }
    settled(&screen, done, &form, || form_of(&screen, &permit, permit.assessment.changes, again))
}

/// The form with what was chosen, beside who makes it by now. Whoever was taken out meanwhile learns nothing.
async fn conflict(
    screen: &Screen,
    db: &Db,
    permit: &Permit<ChangeAssessment>,
    form: &Form,
) -> Outcome<HttpResponse> {
    let now = store::assessment(db.read(), permit.assessment.id).await?;
    if !now.is_known_to(permit.actor.person) {
        return Err(Problem::NotFound);
    }
    if now.is_settled() {
        return Err(Problem::Conflict("assessment-settled-already"));
    }
    let people = people(screen, db, (permit, &now)).await?;
    let names = |is_chosen: &dyn Fn(&Choice) -> bool| {
        let chosen = people.iter().filter(|choice| is_chosen(choice));
        chosen.map(|choice| choice.text.as_str()).collect::<Vec<_>>().join(", ")
    };
    let theirs = Theirs {
        label: screen.text("engagement-field-assessors"),
        now: names(&|choice| choice.selected),
        typed: names(&|choice| form.all("assessors").any(|id| id == choice.value)),
    };
    let again = form_of(screen, permit, now.changes, people);
    screen.answer(StatusCode::CONFLICT, &FormPage::second(screen, again, form, vec![theirs]))
}
