//! Who keeps a committee's books: the factory's manager and workers' representatives, and the programme's people.

use chrono::NaiveDate;

use super::{
    meetings::{self, AgreedAction, Meeting},
    store::{self, Member},
    versions::{self, Version},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, KeepCommittee, SeeEngagement, allow_or_tell, factory_with},
        model::Side,
    },
    organisations::store::{memberships, organisations::Organisation},
    platform::{Action, Actor, Door, Judgement, OrganisationId, Outcome, Read, actor::Standing, roles::Role},
};

/// Who of a side seats and unseats its people.
fn role_of(side: Side) -> Role {
    match side {
        Side::Management => Role::FactoryManager,
        Side::Workers => Role::WorkersRepresentative,
    }
}

/// The sides of a factory where somebody with an account seats their own people.
pub async fn sides_by_themselves(
    read: &Read,
    factory: OrganisationId,
    today: NaiveDate,
) -> Outcome<Vec<Side>> {
    let known = memberships::memberships_in(read, factory, today).await?;
    let is_there = |side: &Side| known.iter().any(|one| one.role == role_of(*side) && one.starts_on <= today);
    Ok(Side::ALL.iter().copied().filter(is_there).collect())
}

/// Each side of the factory itself seats and unseats its own people; the programme's people do it for a side that is not
/// among `by_themselves`.
pub fn may_seat(actor: &Actor, factory: &Organisation, side: Side, by_themselves: &[Side]) -> bool {
    let place = factory.place();
    let is_of_side = |standing: &Standing| {
        standing.role == role_of(side) && standing.place.organisation == place.organisation
    };
    let for_others = actor.may(ChangeEngagement::NAME, &place) && !by_themselves.contains(&side);
    for_others || actor.memberships.iter().any(is_of_side)
}

/// A member, a meeting or an action, with the factory that it is of.
pub struct There<T> {
    pub subject: T,
    pub factory: Organisation,
}

/// Ending a membership of the committee.
pub struct ChangeMember;

impl Action for ChangeMember {
    type Subject = There<Member>;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There<Member>> {
        let (subject, factory) = store::factory_of_member(door.read(), door.id("member")?).await?;
        Ok(There { subject, factory: factory_with(door.read(), factory).await? })
    }

    fn judge(actor: &Actor, there: &There<Member>) -> Judgement {
        allow_or_tell(actor, Self::NAME, &there.factory)
    }
}

pub struct SeeMeeting;

impl Action for SeeMeeting {
    type Subject = There<Meeting>;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There<Meeting>> {
        let subject = meetings::meeting(door.read(), door.id("meeting")?).await?;
        let factory = store::factory_of(door.read(), subject.committee).await?;
        Ok(There { subject, factory: factory_with(door.read(), factory).await? })
    }

    fn judge(actor: &Actor, there: &There<Meeting>) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &there.factory.place()))
    }
}

/// The record of a meeting as it stood before a change, with the meeting.
pub struct SeeMeetingVersion;

impl Action for SeeMeetingVersion {
    type Subject = There<(Version, Meeting)>;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Self::Subject> {
        let version = versions::version(door.read(), door.id("version")?).await?;
        let meeting = meetings::meeting(door.read(), version.meeting).await?;
        let factory = store::factory_of(door.read(), meeting.committee).await?;
        Ok(There { subject: (version, meeting), factory: factory_with(door.read(), factory).await? })
    }

    fn judge(actor: &Actor, there: &Self::Subject) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &there.factory.place()))
    }
}

pub struct ChangeMeeting;

impl Action for ChangeMeeting {
    type Subject = There<Meeting>;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There<Meeting>> {
        SeeMeeting::subject(door).await
    }

    fn judge(actor: &Actor, there: &There<Meeting>) -> Judgement {
        allow_or_tell(actor, Self::NAME, &there.factory)
    }
}

pub struct CompleteAction;

impl Action for CompleteAction {
    type Subject = There<AgreedAction>;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There<AgreedAction>> {
        let subject = meetings::action(door.read(), door.id("action")?).await?;
        let factory = store::factory_of(door.read(), subject.committee).await?;
        Ok(There { subject, factory: factory_with(door.read(), factory).await? })
    }

    fn judge(actor: &Actor, there: &There<AgreedAction>) -> Judgement {
        allow_or_tell(actor, Self::NAME, &there.factory)
    }
}
