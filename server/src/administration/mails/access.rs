//! Who may send a mail again.

use crate::platform::{
    Action, Actor, Door, Judgement, Outcome,
    mail::looking::{self, Seen},
};

/// A mail that was not sent.
pub struct SendAgain;

impl Action for SendAgain {
    type Subject = Seen;
    const NAME: &'static str = "administration.change";

    async fn subject(door: &Door<'_>) -> Outcome<Seen> {
        looking::unsent(door.read(), door.id("mail")?).await
    }

    fn judge(actor: &Actor, _: &Seen) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}
