//! Who plans assessments, and who knows of one.

use super::store::{self, Assessment};
use crate::{
    engagement::access::{SeeEngagement, factory, factory_with},
    organisations::store::organisations::Organisation,
    platform::{Action, Actor, Door, Judgement, Outcome},
};

/// Planning one of a factory. Factories never learn that they might.
pub struct PlanAssessment;

impl Action for PlanAssessment {
    type Subject = Organisation;
    const NAME: &'static str = "assessment.plan";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &factory.place()))
    }
}

pub struct AssessmentThere {
    pub assessment: Assessment,
    pub factory: Organisation,
}

/// Before the release those who plan and make it, after it whoever sees the factory's engagement.
pub struct SeeAssessment;

impl Action for SeeAssessment {
    type Subject = AssessmentThere;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<AssessmentThere> {
        let assessment = store::assessment(door.read(), door.id("assessment")?).await?;
        let factory = factory_with(door.read(), assessment.factory).await?;
        Ok(AssessmentThere { assessment, factory })
    }

    fn judge(actor: &Actor, there: &AssessmentThere) -> Judgement {
        let reached = actor.may(Self::NAME, &there.factory.place());
        let known = there.assessment.is_released() || there.assessment.is_known_to(actor.person);
        Judgement::allow_if(reached && known)
    }
}

/// Releasing its report, or cancelling it: for those who plan and make it alone.
pub struct ChangeAssessment;

impl Action for ChangeAssessment {
    type Subject = AssessmentThere;
    const NAME: &'static str = PlanAssessment::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<AssessmentThere> {
        SeeAssessment::subject(door).await
    }

    fn judge(actor: &Actor, there: &AssessmentThere) -> Judgement {
        let own = there.assessment.is_known_to(actor.person);
        if own && actor.may(Self::NAME, &there.factory.place()) {
            return Judgement::Allow;
        }
        match SeeAssessment::judge(actor, there) {
            Judgement::Allow => Judgement::Deny("problem-denied-text"),
            hidden => hidden,
        }
    }
}
