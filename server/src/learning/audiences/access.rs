//! Who makes audiences, sees them, changes and ends them: whoever may enrol the people of the organisation.

use super::{
    model::{Audience, AudienceId},
    store,
};
use crate::{
    organisations::store::organisations::{self, Organisation},
    platform::{Action, Actor, Door, Judgement, Outcome},
};

pub struct MakeAudience;

impl Action for MakeAudience {
    type Subject = Organisation;
    const NAME: &'static str = "enrolment.make";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

pub struct ChangeAudience;

pub struct AudienceThere {
    pub audience: Audience,
    pub organisation: Organisation,
}

impl Action for ChangeAudience {
    type Subject = AudienceThere;
    const NAME: &'static str = "enrolment.make";

    async fn subject(door: &Door<'_>) -> Outcome<AudienceThere> {
        let audience = store::audience(door.read(), door.id::<AudienceId>("audience")?).await?;
        let organisation = organisations::organisation(door.read(), audience.plan.who.organisation).await?;
        Ok(AudienceThere { audience, organisation })
    }

    fn judge(actor: &Actor, there: &AudienceThere) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &there.organisation.place()))
    }
}
