//! A factory writes its self-diagnosis; each side shares its own lines when it wants to.

use serde_json::json;

use super::{
    access::KeepDiagnosis,
    plan, points,
    store::{self, DiagnosisId, DiagnosisLine, NewLine},
};
use crate::{
    engagement::model::{Cluster, JudgedAs, Side},
    platform::{FieldErrors, Outcome, Permit, Problem, UnitOfWork, audit},
};

/// Letters of a remark, at most.
const LONGEST: usize = 4000;

/// What was typed of a line.
#[derive(Clone, Debug, Default)]
pub struct TypedLine {
    pub cluster: Option<Cluster>,
    pub judged_as: Option<JudgedAs>,
    pub remark: String,
    /// The code of a compliance point of that cluster, where one is named.
    pub point: Option<String>,
}

/// Adds a line, in the voice of the side for which the person speaks; the first one begins the diagnosis.
///
/// # Errors
/// `Problem::Invalid` for what is missing, too long, or a point of another cluster; `Problem::Conflict` where the factory
/// is in no cycle.
pub async fn write(work: &mut UnitOfWork, permit: &Permit<KeepDiagnosis>, typed: &TypedLine) -> Outcome<()> {
    let by = permit.actor.person;
    let mut errors = FieldErrors::default();
    let cluster = errors.take("cluster", typed.cluster.ok_or("diagnosis-cluster-missing"));
    let judged_as = errors.take("judgement", typed.judged_as.ok_or("diagnosis-judgement-missing"));
    if typed.remark.is_empty() {
        errors.add("remark", "diagnosis-remark-missing");
    } else if typed.remark.chars().count() > LONGEST {
        errors.add("remark", "engagement-text-too-long");
    }
    if let (Some(code), Some(cluster)) = (&typed.point, cluster) {
        let points = points::points_within(work).await?;
        let today = permit.factory.day_at(work.now());
        match points.iter().find(|point| point.code == *code && point.is_valid(today)) {
            None => errors.add("point", "diagnosis-point-unknown"),
            Some(point) if point.cluster != cluster.word() => {
                errors.add("point", "diagnosis-point-elsewhere");
            }
            Some(_) => {}
        }
    }
    match (cluster, judged_as) {
        (Some(cluster), Some(judged_as)) if errors.is_empty() => {
            let diagnosis = begun(work, permit).await?;
            let (point, remark) = (typed.point.clone(), typed.remark.clone());
            let line = NewLine { cluster, point, judged_as, remark, side: own_side(permit)? };
            store::add_line(work, diagnosis, &line, by).await
        }
        _ => Err(errors.into()),
    }
}

async fn begun(work: &UnitOfWork, permit: &Permit<KeepDiagnosis>) -> Outcome<DiagnosisId> {
    if let Some(diagnosis) = &permit.diagnosis {
        return Ok(diagnosis.id);
    }
    let cycle = permit.cycle.as_ref().ok_or(Problem::Conflict("diagnosis-no-cycle"))?;
    store::add(work, permit.factory.id, cycle.id, permit.actor.person).await
}

fn own_side(permit: &Permit<KeepDiagnosis>) -> Outcome<Side> {
    permit.side_of(&permit.actor).ok_or(Problem::NotFound)
}

/// What a side wrote and has not shared yet.
pub fn waiting(lines: &[DiagnosisLine], side: Side) -> Vec<&DiagnosisLine> {
    lines.iter().filter(|line| line.side == side && line.shared_at.is_none()).collect()
}

/// From now on the factory's adviser and the programme managers of its country read what the person's own side wrote, and
/// what it wants to improve is in the improvement plan. `seen` is how many lines the person saw before.
///
/// # Errors
/// `Problem::Conflict` where there is nothing of this side that is not shared, or more than was seen.
pub async fn share(work: &mut UnitOfWork, permit: &Permit<KeepDiagnosis>, seen: usize) -> Outcome<()> {
    const NOTHING: Problem = Problem::Conflict("diagnosis-nothing-to-share");
    let (by, side) = (permit.actor.person, own_side(permit)?);
    let (Some(diagnosis), Some(cycle)) = (&permit.diagnosis, &permit.cycle) else { return Err(NOTHING) };
    let lines = store::lines(work, diagnosis.id).await?;
    let own = waiting(&lines, side);
    if own.is_empty() {
        return Err(NOTHING);
    }
    let ids: Vec<uuid::Uuid> = own.iter().map(|line| line.id).collect();
    if ids.len() != seen || !store::share(work, diagnosis.id, &ids, by).await? {
        return Err(Problem::Conflict("diagnosis-changed-meanwhile"));
    }
    let points = points::points_within(work).await?;
    let found = plan::found_among(own, &points, (&permit.factory, cycle));
    plan::take(work, &found, by).await?;
    let entry = audit::Entry::of("self-diagnosis.share", "self-diagnosis", diagnosis.id.0);
    let details = json!({ "side": side, "lines": ids.len(), "findings": found.len() });
    audit::write(work, by, entry.within(permit.factory.id).with(details)).await
}
