//! Who sees the engagement of a factory, and who changes it.

use crate::{
    organisations::store::organisations::{self, Organisation},
    platform::{
        Action, Actor, Door, Judgement, OrganisationId, Outcome, Problem, Read, actor::Extent,
        roles::OrganisationKind,
    },
};

/// The factory that the path names; another kind of organisation is not there.
pub async fn factory(door: &Door<'_>) -> Outcome<Organisation> {
    factory_with(door.read(), door.id("factory")?).await
}

pub async fn factory_with(read: &Read, id: OrganisationId) -> Outcome<Organisation> {
    let found = organisations::organisation(read, id).await?;
    if found.kind == OrganisationKind::Factory { Ok(found) } else { Err(Problem::NotFound) }
}

/// The cycles, visits, committee and released assessments of a factory.
pub struct SeeEngagement;

impl Action for SeeEngagement {
    type Subject = Organisation;
    const NAME: &'static str = "engagement.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &factory.place()))
    }
}

impl SeeEngagement {
    /// The organisations for which `judge` allows it.
    pub fn visible_to(actor: &Actor) -> Extent {
        actor.extent(Self::NAME)
    }
}

/// The factory in which somebody works, for those who see its engagement.
pub struct SeeOwnFactory;

impl SeeOwnFactory {
    pub fn factory_of(actor: &Actor) -> Option<OrganisationId> {
        let own = actor.memberships.iter().filter(|standing| standing.kind == OrganisationKind::Factory);
        let mut seen = own.filter(|standing| standing.allows(SeeEngagement::NAME));
        seen.next().map(|standing| standing.place.organisation)
    }
}

impl Action for SeeOwnFactory {
    type Subject = OrganisationId;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<OrganisationId> {
        Self::factory_of(door.actor).ok_or(Problem::NotFound)
    }

    fn judge(actor: &Actor, factory: &OrganisationId) -> Judgement {
        Judgement::allow_if(Self::factory_of(actor) == Some(*factory))
    }
}

/// Enrolling a factory, visiting it, and whatever else the programme's people do with it.
pub struct ChangeEngagement;

impl Action for ChangeEngagement {
    type Subject = Organisation;
    const NAME: &'static str = "engagement.change";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        allow_or_tell(actor, Self::NAME, factory)
    }
}

/// The committee's members, meetings and actions, which the factory itself keeps too.
pub struct KeepCommittee;

impl Action for KeepCommittee {
    type Subject = Organisation;
    const NAME: &'static str = "committee.keep";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        allow_or_tell(actor, Self::NAME, factory)
    }
}

/// Whoever sees the factory's engagement is told that they may not do this; others find nothing.
pub fn allow_or_tell(actor: &Actor, action: &str, factory: &Organisation) -> Judgement {
    let place = factory.place();
    if actor.may(action, &place) {
        Judgement::Allow
    } else if actor.may(SeeEngagement::NAME, &place) {
        Judgement::Deny("problem-denied-text")
    } else {
        Judgement::Hide
    }
}

/// The list of factories that somebody advises or looks after.
pub struct SeeEngagements;

impl Action for SeeEngagements {
    type Subject = ();
    const NAME: &'static str = ChangeEngagement::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}
