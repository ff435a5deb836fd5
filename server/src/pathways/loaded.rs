//! A pathway with all that its page shows.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    access::There,
    around::around,
    circle::circle,
    commands::{is_confirmed_still, unconfirmed},
    model::{Broken, Lack, Side, StepCount, StepId, broken, lacks},
    store::{
        confirmations::{self, Confirmation, asked_about},
        following,
        pathways::{self, Whole},
        revisions::{self, Revision},
    },
};
use crate::{
    catalogue::{self, Listing, Titles},
    improvement::Item,
    organisations,
    people::store::persons,
    platform::{Db, Language, Outcome, PersonId},
};

pub struct Loaded {
    pub whole: Whole,
    pub counts: HashMap<StepId, StepCount>,
    pub said: Vec<Confirmation>,
    /// The newest first.
    pub revisions: Vec<Revision>,
    pub listings: Vec<Listing>,
    pub titles: Titles,
    pub items: Vec<Item>,
    pub names: HashMap<PersonId, String>,
    /// Who may own a pathway or a step: people of the factory, its adviser, and who owns one already; by name.
    pub owners: Vec<PersonId>,
    pub seats: HashMap<PersonId, Side>,
    pub broken: Vec<Broken>,
    pub lacks: Vec<Lack>,
    /// Where people of the factory work.
    pub departments: Vec<String>,
    pub today: NaiveDate,
    /// The factory's day.
    pub ended_on: Option<NaiveDate>,
}

impl Loaded {
    /// Whether there is a revision that people follow.
    pub fn is_published(&self) -> bool {
        !self.revisions.is_empty()
    }

    /// Whether it was changed since it was published last.
    pub fn is_changed(&self) -> bool {
        self.revisions.first().is_some_and(|last| last.changes != self.whole.pathway.changes)
    }

    /// Empty for nobody, and for somebody who was erased.
    pub fn name_of(&self, person: Option<PersonId>) -> String {
        person.and_then(|person| self.names.get(&person)).cloned().unwrap_or_default()
    }
}

/// `me` is offered as an owner too. Steps are called what they are called in `language`.
pub async fn load(db: &Db, there: &There, me: PersonId, language: Language) -> Outcome<Loaded> {
    let read = db.read();
    let factory = &there.factory;
    let today = factory.day_at(db.clock().now());
    let mut whole = pathways::whole(read, there.pathway.clone()).await?;
    let id = whole.pathway.id;
    let counts = following::step_counts(read, &[id]).await?;
    let said = confirmations::confirmations(read, &[id]).await?;
    let revisions = revisions::revisions(read, id).await?;
    let listings = catalogue::listings(read).await?;
    let titles = Titles::of(&listings);
    whole.in_words_of(&titles, language);
    let items = super::suggesting::items(read, factory).await?;
    let circle = circle(read, factory.id, std::slice::from_ref(&whole), today).await?;
    let mut owners = organisations::people_in(read, factory.id, today).await?;
    let here = owners.clone();
    let seats = circle.seats();
    owners.extend(circle.asked.iter().copied().chain([me]));
    let spoke = said.iter().map(|one| one.by_person_id);
    let mut named = Vec::new();
    for revision in &revisions {
        named.extend(revision.differences()?.into_iter().flat_map(|one| one.who));
    }
    let published = revisions.iter().map(|one| one.by_person_id);
    let all: HashSet<PersonId> = owners
        .iter()
        .copied()
        .chain(spoke)
        .chain(named)
        .chain(published)
        .chain([whole.pathway.changed_by_person_id])
        .chain(whole.pathway.ended_by_person_id)
        .collect();
    let names: HashMap<PersonId, String> =
        persons::people(read, all).await?.into_iter().map(|(id, person)| (id, person.name)).collect();
    owners.sort_by(|a, b| (names.get(a), a).cmp(&(names.get(b), b)));
    owners.dedup();
    let last = revisions.first().map(Revision::whole).transpose()?;
    let around = around(read, &circle, (last.as_ref(), &whole), &listings).await?;
    let standing = circle.standing(factory, &listings, names.clone());
    let mut lacking = lacks(&whole, &around);
    // Whoever left takes their word along.
    let of_people_here: Vec<Confirmation> =
        said.iter().filter(|word| here.contains(&word.by_person_id)).cloned().collect();
    if !is_confirmed_still(last.as_ref(), whole.pathway.changes, factory.part_of, &of_people_here) {
        let about = asked_about(whole.pathway.changes, revisions.first().map(|last| last.changes));
        lacking.extend(unconfirmed(&of_people_here, &whole, about));
    }
    Ok(Loaded {
        broken: broken(&whole, &standing, !revisions.is_empty()),
        lacks: lacking,
        departments: around.departments.into_values().collect(),
        whole,
        counts,
        said,
        revisions,
        listings,
        titles,
        items,
        names,
        owners,
        seats,
        today,
        ended_on: there.pathway.ended_at.map(|at| factory.day_at(at)),
    })
}
