//! Who may invite, and whose invitations they may take back.

use crate::{
    organisations::{
        model::holds_all_of,
        store::{
            invitations::{self, Invitation},
            organisations::{self, Organisation},
        },
    },
    platform::{Action, Actor, Door, Judgement, Outcome, Problem},
};

/// To an organisation.
pub struct Invite;

impl Action for Invite {
    type Subject = Organisation;
    const NAME: &'static str = "people.invite";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

/// Renew or take back an invitation that nobody has answered.
pub struct ChangeInvitation;

pub struct InvitationThere {
    pub invitation: Invitation,
    pub organisation: Organisation,
}

impl Action for ChangeInvitation {
    type Subject = InvitationThere;
    const NAME: &'static str = "people.invite";

    async fn subject(door: &Door<'_>) -> Outcome<InvitationThere> {
        let invitation = invitations::invitation(door.read(), door.id("invitation")?).await?;
        // Under another organisation's address it is not there.
        if let Ok(named) = door.text("organisation")
            && named.parse() != Ok(invitation.organisation)
        {
            return Err(Problem::NotFound);
        }
        let organisation = organisations::organisation(door.read(), invitation.organisation).await?;
        Ok(InvitationThere { invitation, organisation })
    }

    fn judge(actor: &Actor, there: &InvitationThere) -> Judgement {
        let place = there.organisation.place();
        if !actor.may(Self::NAME, &place) {
            return Judgement::Hide;
        }
        if holds_all_of(actor, there.invitation.role, &place) {
            Judgement::Allow
        } else {
            Judgement::Deny("membership-role-not-held")
        }
    }
}
