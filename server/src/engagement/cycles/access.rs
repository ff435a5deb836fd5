//! Who changes a cycle: whoever changes the engagement of its factory.

use super::store::{self, Cycle};
use crate::{
    engagement::access::{ChangeEngagement, allow_or_tell, factory_with},
    organisations::store::organisations::Organisation,
    platform::{Action, Actor, Door, Judgement, Outcome},
};

/// Ending it, handing it over, pausing its first hundred days.
pub struct ChangeCycle;

pub struct CycleThere {
    pub cycle: Cycle,
    pub factory: Organisation,
}

impl Action for ChangeCycle {
    type Subject = CycleThere;
    const NAME: &'static str = ChangeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<CycleThere> {
        let cycle = store::cycle(door.read(), door.id("cycle")?).await?;
        let factory = factory_with(door.read(), cycle.factory).await?;
        Ok(CycleThere { cycle, factory })
    }

    fn judge(actor: &Actor, there: &CycleThere) -> Judgement {
        allow_or_tell(actor, Self::NAME, &there.factory)
    }
}
