//! A self-diagnosis is the factory's own: its manager and workers' representatives write it. Once they share it, the
//! factory's adviser reads it, and nobody else.

use super::store::{self, Diagnosis};
use crate::{
    engagement::{
        access::{KeepCommittee, factory},
        cycles::store::{Cycle, current_cycle},
    },
    organisations::store::organisations::Organisation,
    platform::{Action, Actor, Door, Judgement, Outcome},
};

pub struct DiagnosisThere {
    pub factory: Organisation,
    pub cycle: Option<Cycle>,
    pub diagnosis: Option<Diagnosis>,
}

impl DiagnosisThere {
    /// Whether somebody of the factory itself asks: not of its group, and not of the programme.
    fn is_own(&self, actor: &Actor) -> bool {
        let here = |standing: &&crate::platform::actor::Standing| {
            standing.place.organisation == self.factory.id && standing.role.allows(KeepCommittee::NAME)
        };
        actor.memberships.iter().any(|standing| here(&standing))
    }

    pub fn is_readable_by(&self, actor: &Actor) -> bool {
        self.is_own(actor) || self.is_shared_with(actor)
    }

    fn is_shared_with(&self, actor: &Actor) -> bool {
        let shared = self.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.shared_at.is_some());
        let adviser = self.cycle.as_ref().and_then(|cycle| cycle.adviser);
        shared && adviser == Some(actor.person) && actor.may(KeepCommittee::NAME, &self.factory.place())
    }
}

async fn there(door: &Door<'_>) -> Outcome<DiagnosisThere> {
    let factory = factory(door).await?;
    let cycle = current_cycle(door.read(), factory.id).await?;
    let diagnosis = match &cycle {
        Some(cycle) => store::diagnosis_of(door.read(), cycle.id).await?,
        None => None,
    };
    Ok(DiagnosisThere { factory, cycle, diagnosis })
}

pub struct SeeDiagnosis;

impl Action for SeeDiagnosis {
    type Subject = DiagnosisThere;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<DiagnosisThere> {
        there(door).await
    }

    fn judge(actor: &Actor, there: &DiagnosisThere) -> Judgement {
        Judgement::allow_if(there.is_readable_by(actor))
    }
}

/// Writing it and sharing it.
pub struct KeepDiagnosis;

impl Action for KeepDiagnosis {
    type Subject = DiagnosisThere;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<DiagnosisThere> {
        there(door).await
    }

    fn judge(actor: &Actor, there: &DiagnosisThere) -> Judgement {
        if there.is_own(actor) {
            Judgement::Allow
        } else if there.is_shared_with(actor) {
            Judgement::Deny("problem-denied-text")
        } else {
            Judgement::Hide
        }
    }
}
