//! Names for the ids of a page of the audit: five queries, however many lines there are.

use std::collections::HashMap;

use uuid::Uuid;

use super::store;
use crate::{
    organisations::store::organisations,
    people::store::persons,
    platform::{OrganisationId, Outcome, PersonId, Read, audit::Line},
};

pub struct Names {
    people: HashMap<PersonId, String>,
    behind: HashMap<Uuid, PersonId>,
    organisations: HashMap<OrganisationId, String>,
    invited: HashMap<Uuid, String>,
    courses: HashMap<Uuid, String>,
}

/// Whom or what an id stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    Person(PersonId, String),
    /// Somebody of whom nothing is known any more.
    ErasedPerson,
    Organisation(OrganisationId, String),
    Other(String),
    /// Nothing with a name.
    Nameless,
    /// The machine's own shell.
    Operator,
}

impl Names {
    pub async fn of(read: &Read, lines: &[Line]) -> Outcome<Self> {
        let subjects = |kinds: &[&str]| -> Vec<Uuid> {
            let wanted = lines.iter().filter(|line| kinds.contains(&line.subject_kind.as_str()));
            wanted.map(|line| line.subject).collect()
        };
        let behind = store::people_behind(read, &subjects(&["enrolment", "membership"])).await?;
        let people = lines.iter().map(|line| line.actor).chain(behind.values().copied());
        let people: Vec<PersonId> = people.chain(subjects(&["person"]).into_iter().map(PersonId)).collect();
        let places = lines.iter().filter_map(|line| line.organisation);
        let places: Vec<OrganisationId> =
            places.chain(subjects(&["organisation"]).into_iter().map(OrganisationId)).collect();
        let people = persons::people(read, people).await?;
        let organisations = organisations::organisations(read, places).await?;
        Ok(Self {
            people: people.into_iter().map(|(id, person)| (id, person.name)).collect(),
            behind,
            organisations: organisations.into_iter().map(|(id, found)| (id, found.name)).collect(),
            invited: store::invited(read, &subjects(&["invitation"])).await?,
            courses: store::courses(read, &subjects(&["course"])).await?,
        })
    }

    pub fn person(&self, id: PersonId) -> Name {
        if id.0.is_nil() {
            return Name::Operator;
        }
        self.people.get(&id).map_or(Name::ErasedPerson, |name| Name::Person(id, name.clone()))
    }

    pub fn organisation(&self, id: OrganisationId) -> Option<String> {
        self.organisations.get(&id).cloned()
    }

    pub fn subject(&self, line: &Line) -> Name {
        let other = |name: Option<&String>| name.map_or(Name::Nameless, |name| Name::Other(name.clone()));
        match line.subject_kind.as_str() {
            "person" => self.person(PersonId(line.subject)),
            "enrolment" | "membership" => {
                self.behind.get(&line.subject).map_or(Name::Nameless, |person| self.person(*person))
            }
            // One's own sign-in.
            "sign-in" => self.person(line.actor),
            "invitation" => other(self.invited.get(&line.subject)),
            "course" => other(self.courses.get(&line.subject)),
            "organisation" => {
                let id = OrganisationId(line.subject);
                self.organisation(id).map_or(Name::Nameless, |name| Name::Organisation(id, name))
            }
            _ => Name::Nameless,
        }
    }
}
