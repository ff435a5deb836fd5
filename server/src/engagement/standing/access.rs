//! Who closes a serious issue or takes the status of a high performer away.

use super::{
    performers::{self, Performer},
    store::{self, SeriousIssue},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, allow_or_tell, factory_with},
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
