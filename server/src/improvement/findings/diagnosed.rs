//! What a side of the factory found out about itself and shared, by the door through which all findings come.

use super::{Finding, take_in};
use crate::{
    engagement::{FoundBySide, Plan},
    improvement::model::{Severity, SourceKind, VoiceSide},
    platform::{Outcome, PersonId, UnitOfWork},
};

pub struct Diagnosed;

#[async_trait::async_trait(?Send)]
impl Plan for Diagnosed {
    async fn take(&self, work: &UnitOfWork, found: &[FoundBySide], by: PersonId) -> Outcome<()> {
        let findings: Vec<_> = found.iter().map(|one| Ok(finding(one))).collect();
        take_in(work, &findings, by).await.map(|_| ())
    }
}

fn finding(one: &FoundBySide) -> Finding {
    Finding {
        factory: one.factory,
        cycle: i32::try_from(one.cycle_number).unwrap_or(i32::MAX),
        cycle_id: Some(one.cycle),
        point: one.point.clone(),
        question: String::new(),
        kind: SourceKind::SelfDiagnosis,
        // By its line it is known again, and by its side whose voice it is.
        reference: format!("{}/{}", one.side.word(), one.line),
        found_on: one.found_on,
        severity: Severity::Medium,
        text: one.remark.clone(),
        root_cause: String::new(),
        action: String::new(),
        due_on: None,
        gone: false,
    }
}

/// The side that said so, where the reference of a self-diagnosis names one.
pub fn side_in(kind: SourceKind, reference: &str) -> Option<VoiceSide> {
    let (side, _) = reference.split_once('/').filter(|_| kind == SourceKind::SelfDiagnosis)?;
    VoiceSide::from_word(side)
}
