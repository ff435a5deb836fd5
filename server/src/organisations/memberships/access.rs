//! Who may make somebody a member, see the members, and end a membership.

use crate::{
    organisations::{
        model::holds_all_of,
        store::{
            memberships::{self, Membership},
            organisations::{self, Organisation},
        },
    },
    platform::{Action, Actor, Door, Judgement, Outcome},
};

/// In an organisation.
pub struct GrantMembership;

impl Action for GrantMembership {
    type Subject = Organisation;
    const NAME: &'static str = "membership.grant";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

/// The members of an organisation.
pub struct SeeMembers;

impl Action for SeeMembers {
    type Subject = Organisation;
    const NAME: &'static str = "people.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

pub struct MembershipThere {
    pub membership: Membership,
    pub organisation: Organisation,
}

async fn there(door: &Door<'_>) -> Outcome<MembershipThere> {
    let membership = memberships::membership(door.read(), door.id("membership")?).await?;
    let organisation = organisations::organisation(door.read(), membership.organisation).await?;
    Ok(MembershipThere { membership, organisation })
}

/// Saying in which department a member works.
pub struct ChangeMembership;

impl Action for ChangeMembership {
    type Subject = MembershipThere;
    const NAME: &'static str = GrantMembership::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<MembershipThere> {
        there(door).await
    }

    fn judge(actor: &Actor, there: &MembershipThere) -> Judgement {
        GrantMembership::judge(actor, &there.organisation)
    }
}

pub struct EndMembership;

impl Action for EndMembership {
    type Subject = MembershipThere;
    const NAME: &'static str = "membership.end";

    async fn subject(door: &Door<'_>) -> Outcome<MembershipThere> {
        there(door).await
    }

    fn judge(actor: &Actor, there: &MembershipThere) -> Judgement {
        let place = there.organisation.place();
        if !actor.may(Self::NAME, &place) {
            return Judgement::Hide;
        }
        if holds_all_of(actor, there.membership.role, &place) {
            Judgement::Allow
        } else {
            Judgement::Deny("membership-role-not-held")
        }
    }
}
