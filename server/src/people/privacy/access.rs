//! Everybody may see what is held about them.

use crate::platform::{Action, Actor, Door, Judgement, Outcome, PersonId};

/// The data of whoever asks.
pub struct SeeOwnData;

impl Action for SeeOwnData {
    type Subject = PersonId;
    const NAME: &'static str = "own-data.see";

    async fn subject(door: &Door<'_>) -> Outcome<PersonId> {
        Ok(door.actor.person)
    }

    fn judge(actor: &Actor, owner: &PersonId) -> Judgement {
        Judgement::allow_if(actor.person == *owner)
    }
}
