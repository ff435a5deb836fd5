//! Everybody may change their own profile, and end their own sign-ins.

use crate::{
    people::store::sign_ins,
    platform::{Action, Actor, Door, Judgement, Outcome, PersonId, Problem, SignInId},
};

/// The profile of whoever asks.
pub struct ChangeProfile;

impl Action for ChangeProfile {
    type Subject = PersonId;
    const NAME: &'static str = "profile.change";

    async fn subject(door: &Door<'_>) -> Outcome<PersonId> {
        Ok(door.actor.person)
    }

    fn judge(actor: &Actor, profile: &PersonId) -> Judgement {
        Judgement::allow_if(actor.person == *profile)
    }
}

/// One of the sign-ins of whoever asks.
pub struct EndSignIn;

pub struct OwnedSignIn {
    pub id: SignInId,
    pub owner: PersonId,
}

impl Action for EndSignIn {
    type Subject = OwnedSignIn;
    const NAME: &'static str = "sign-in.end";

    async fn subject(door: &Door<'_>) -> Outcome<OwnedSignIn> {
        let id = door.id("sign_in")?;
        let owner = sign_ins::owner_of(door.read(), id).await?.ok_or(Problem::NotFound)?;
        Ok(OwnedSignIn { id, owner })
    }

    fn judge(actor: &Actor, sign_in: &OwnedSignIn) -> Judgement {
        Judgement::allow_if(actor.person == sign_in.owner)
    }
}
