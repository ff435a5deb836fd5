//! Who may look at a job, and who may do something about it.

use crate::platform::{
    Action, Actor, Door, Judgement, Outcome,
    jobs::looking::{self, Seen},
};

pub struct SeeJob;

impl Action for SeeJob {
    type Subject = Seen;
    const NAME: &'static str = "administration.see";

    async fn subject(door: &Door<'_>) -> Outcome<Seen> {
        looking::job(door.read(), door.id("job")?, door.db.clock().now()).await
    }

    fn judge(actor: &Actor, _: &Seen) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}

/// Try it again, or drop it.
pub struct ChangeJob;

impl Action for ChangeJob {
    type Subject = Seen;
    const NAME: &'static str = "administration.change";

    async fn subject(door: &Door<'_>) -> Outcome<Seen> {
        looking::job(door.read(), door.id("job")?, door.db.clock().now()).await
    }

    fn judge(actor: &Actor, _: &Seen) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}
