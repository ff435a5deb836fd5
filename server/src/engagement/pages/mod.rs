//! The pages of engagement: the adviser's board, a factory's page with what stands behind it, and their forms.

pub mod assessments;
pub mod assessors;
pub mod board;
pub mod committee;
pub mod cycles;
pub mod diagnoses;
pub mod diagnosis_lines;
pub mod factory;
mod factory_standing;
mod forms;
pub mod meeting_versions;
pub mod meetings;
pub mod performers;
pub mod rules;
pub mod seminar_forms;
pub mod seminars;
pub mod shown;
pub mod standing;
pub mod visits;

use std::collections::HashMap;

use actix_web::{HttpResponse, Responder};

use crate::{
    organisations::store::organisations::Organisation,
    people::{Person, store::persons},
    platform::{FieldErrors, Form, Outcome, PersonId, Read, Redirect, Screen, pages::Choice},
};
use shown::{FormOf, FormPage, Link};

/// The page of a factory's engagement.
pub fn factory_path(factory: &Organisation) -> String {
    format!("/factories/{}/engagement", factory.id)
}

fn factory_link(factory: &Organisation) -> Link {
    Link::to(factory_path(factory), factory.name.clone())
}

/// The answer to a posted form: on to where it leads, or the form again with what is wrong.
fn settled(
    screen: &Screen,
    done: Outcome<Redirect>,
    form: &Form,
    again: impl FnOnce() -> FormOf,
) -> Outcome<HttpResponse> {
    match done {
        Ok(redirect) => Ok(redirect.respond_to(screen.request())),
        Err(problem) => show_again(screen, again(), form, &problem.wrong_fields()?),
    }
}

fn show_again(screen: &Screen, of: FormOf, form: &Form, errors: &FieldErrors) -> Outcome<HttpResponse> {
    screen.show_again(&FormPage::again(screen, of, form, errors))
}

/// Options for these people, by name; the first is nobody yet.
async fn people_choices(
    screen: &Screen,
    read: &Read,
    people: &[PersonId],
    chosen: Option<PersonId>,
) -> Outcome<Vec<Choice>> {
    let known = persons::people(read, people.iter().copied()).await?;
    let mut known: Vec<&Person> = known.values().collect();
    known.sort_by(|one, other| one.name.cmp(&other.name));
    let choice = |person: &&Person| Choice {
        value: person.id.to_string(),
        text: person.name.clone(),
        selected: Some(person.id) == chosen,
    };
    let none = Choice::none(screen, "engagement-choose", "");
    Ok(std::iter::once(none).chain(known.iter().map(choice)).collect())
}

fn name_of(names: &HashMap<PersonId, Person>, person: Option<PersonId>) -> String {
    let known = person.and_then(|person| names.get(&person));
    known.map_or_else(|| "–".to_owned(), |person| person.name.clone())
}
