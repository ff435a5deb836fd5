//! Where shared lines go that say that a compliance point is to improve: into the improvement plan, which lies above.
//! `app.rs` hangs it on the store.

use chrono::NaiveDate;

use super::{points::PointNamed, store::DiagnosisLine};
use crate::{
    engagement::{
        cycles::store::Cycle,
        model::{JudgedAs, Side},
    },
    organisations::store::organisations::Organisation,
    platform::{OrganisationId, Outcome, PersonId, UnitOfWork},
};

/// A line that comes into the plan of its factory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBySide {
    pub line: uuid::Uuid,
    pub factory: OrganisationId,
    pub cycle: uuid::Uuid,
    pub cycle_number: u32,
    pub side: Side,
    /// Code of the compliance point.
    pub point: String,
    pub remark: String,
    pub found_on: NaiveDate,
}

#[async_trait::async_trait(?Send)]
pub trait Plan {
    /// Takes the lines into the plan; one that is there already stays as it is.
    async fn take(&self, work: &UnitOfWork, found: &[FoundBySide], by: PersonId) -> Outcome<()>;
}

pub struct PlanDoor(pub Box<dyn Plan + Send + Sync>);

/// Those of some lines that come into the plan when they are shared.
pub fn found_among<'l>(
    lines: impl IntoIterator<Item = &'l DiagnosisLine>,
    points: &[PointNamed],
    (factory, cycle): (&Organisation, &Cycle),
) -> Vec<FoundBySide> {
    let found = |line: &DiagnosisLine| {
        let found_on = factory.day_at(line.at);
        let point = points.iter().find(|point| Some(&point.code) == line.point.as_ref())?;
        (line.judged_as == JudgedAs::ToImprove && point.is_valid(found_on)).then(|| FoundBySide {
            line: line.id,
            factory: factory.id,
            cycle: cycle.id.0,
            cycle_number: cycle.number,
            side: line.side,
            point: point.code.clone(),
            remark: line.remark.clone(),
            found_on,
        })
    };
    lines.into_iter().filter_map(found).collect()
}

pub async fn take(work: &UnitOfWork, found: &[FoundBySide], by: PersonId) -> Outcome<()> {
    match work.attached::<PlanDoor>() {
        Some(door) if !found.is_empty() => door.0.take(work, found, by).await,
        _ => Ok(()),
    }
}
