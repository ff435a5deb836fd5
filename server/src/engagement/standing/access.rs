//! Who closes a serious issue or takes the status of a high performer away.

use super::{
    performers::{self, Performer},
    store::{self, SeriousIssue},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement, allow_or_tell, factory_with},
        committees::access::There,
    },
    platform::{Action, Actor, Door, Judgement, Outcome},
};

pub struct CloseIssue;

impl Action for CloseIssue {
    type Subject = There<SeriousIssue>;
    const NAME: &'static str = ChangeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There<SeriousIssue>> {
        let subject = store::issue(door.read(), door.id("issue")?).await?;
        let factory = factory_with(door.read(), subject.factory).await?;
        Ok(There { subject, factory })
    }

    fn judge(actor: &Actor, there: &There<SeriousIssue>) -> Judgement {
        allow_or_tell(actor, Self::NAME, &there.factory)
    }
}

/// Whoever sees the factory's engagement sees by which answers it became a high performer.
pub struct SeePerformer;

impl Action for SeePerformer {
    type Subject = There<Performer>;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There<Performer>> {
        RevokePerformer::subject(door).await
    }

    fn judge(actor: &Actor, there: &There<Performer>) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &there.factory.place()))
    }
}

pub struct RevokePerformer;

impl Action for RevokePerformer {
    type Subject = There<Performer>;
    const NAME: &'static str = ChangeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There<Performer>> {
        let subject = performers::performer(door.read(), door.id("performer")?).await?;
        let factory = factory_with(door.read(), subject.factory).await?;
        Ok(There { subject, factory })
    }

    fn judge(actor: &Actor, there: &There<Performer>) -> Judgement {
        allow_or_tell(actor, Self::NAME, &there.factory)
    }
}
