//! Who sees a cycle, and who changes it: whoever does so with the engagement of its factory.

use super::store::{self, Cycle};
use crate::{
    engagement::access::{ChangeEngagement, SeeEngagement, allow_or_tell, factory_with},
    organisations::store::organisations::Organisation,
    platform::{Action, Actor, Door, Judgement, Outcome},
};

/// How far its first hundred days are.
pub struct SeeCycle;

/// Ending it, handing it over, pausing its first hundred days.
pub struct ChangeCycle;

pub struct CycleThere {
    pub cycle: Cycle,
    pub factory: Organisation,
}

impl Action for SeeCycle {
    type Subject = CycleThere;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<CycleThere> {
        ChangeCycle::subject(door).await
    }

    fn judge(actor: &Actor, there: &CycleThere) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &there.factory.place()))
    }
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
