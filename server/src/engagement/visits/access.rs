//! Who sees a visit, and who plans and records it.

use super::store::{self, Visit};
use crate::{
    engagement::access::{ChangeEngagement, SeeEngagement, allow_or_tell, factory_with},
    organisations::store::organisations::Organisation,
    platform::{Action, Actor, Door, Judgement, Outcome},
};

pub struct VisitThere {
    pub visit: Visit,
    pub factory: Organisation,
}

pub struct SeeVisit;

impl Action for SeeVisit {
    type Subject = VisitThere;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<VisitThere> {
        let visit = store::visit(door.read(), door.id("visit")?).await?;
        let factory = factory_with(door.read(), visit.factory).await?;
        Ok(VisitThere { visit, factory })
    }

    fn judge(actor: &Actor, there: &VisitThere) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &there.factory.place()))
    }
}

/// Making it, cancelling it, writing about it.
pub struct ChangeVisit;

impl Action for ChangeVisit {
    type Subject = VisitThere;
    const NAME: &'static str = ChangeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<VisitThere> {
        SeeVisit::subject(door).await
    }

    fn judge(actor: &Actor, there: &VisitThere) -> Judgement {
        allow_or_tell(actor, Self::NAME, &there.factory)
    }
}
