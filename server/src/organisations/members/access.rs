//! Who may see whom, and who may suspend.

use std::collections::HashMap;

use crate::{
    organisations::store::{
        memberships::{self, Membership},
        organisations::{self, Organisation},
    },
    people::{Person, store::persons},
    platform::{Action, Actor, Door, Judgement, OrganisationId, Outcome, PersonId, Place, actor::Extent},
};

/// The list, which shows each actor whom they may see.
pub struct SeePeople;

impl Action for SeePeople {
    type Subject = ();
    const NAME: &'static str = "people.see";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// A person with the places where they have a membership, now or later.
pub struct Colleague {
    pub person: Person,
    pub memberships: Vec<Membership>,
    pub organisations: HashMap<OrganisationId, Organisation>,
}

impl Colleague {
    async fn behind(door: &Door<'_>) -> Outcome<Self> {
        let id: PersonId = door.id("person")?;
        let person = persons::person(door.read(), id).await?;
        let today = door.db.clock().now().date_naive();
        let memberships = memberships::memberships_of(door.read(), [id], today).await?;
        let ids = memberships.iter().map(|membership| membership.organisation);
        let organisations = organisations::organisations(door.read(), ids).await?;
        Ok(Self { person, memberships, organisations })
    }

    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.organisations.values().map(Organisation::place)
    }
}

/// Whether `action` reaches one of `places`; whoever it reaches everywhere needs none.
pub fn reaches(actor: &Actor, action: &str, mut places: impl Iterator<Item = Place>) -> bool {
    actor.extent(action).everywhere || places.any(|place| actor.may(action, &place))
}

pub struct SeePerson;

impl Action for SeePerson {
    type Subject = Colleague;
    const NAME: &'static str = "people.see";

    async fn subject(door: &Door<'_>) -> Outcome<Colleague> {
        Colleague::behind(door).await
    }

    fn judge(actor: &Actor, colleague: &Colleague) -> Judgement {
        Judgement::allow_if(reaches(actor, Self::NAME, colleague.places()))
    }
}

impl SeePerson {
    /// Those with a membership in these organisations are the people for whom `judge` allows it.
    pub fn visible_to(actor: &Actor) -> Extent {
        actor.extent(Self::NAME)
    }
}

pub struct SuspendPerson;

impl Action for SuspendPerson {
    type Subject = Colleague;
    const NAME: &'static str = "people.suspend";

    async fn subject(door: &Door<'_>) -> Outcome<Colleague> {
        Colleague::behind(door).await
    }

    fn judge(actor: &Actor, colleague: &Colleague) -> Judgement {
        if !reaches(actor, SeePerson::NAME, colleague.places()) {
            return Judgement::Hide;
        }
        if actor.person == colleague.person.id {
            return Judgement::Deny("suspension-of-oneself");
        }
        if reaches(actor, Self::NAME, colleague.places()) {
            Judgement::Allow
        } else {
            Judgement::Deny("problem-denied-text")
        }
    }
}
