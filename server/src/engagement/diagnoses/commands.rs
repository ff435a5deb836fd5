//! A factory writes its self-diagnosis, and shares it when it wants to.

use serde_json::json;

use super::{
    access::KeepDiagnosis,
    points,
    store::{self, DiagnosisId, DiagnosisLine},
};
use crate::{
    engagement::model::{Cluster, JudgedAs, Side},
    platform::{Actor, FieldErrors, Outcome, Permit, Problem, UnitOfWork, audit, roles::Role},
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
        match points.iter().find(|point| point.code == *code) {
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
            let line = DiagnosisLine {
                id: uuid::Uuid::nil(),
                cluster,
                point: typed.point.clone(),
                judged_as,
                remark: typed.remark.clone(),
                side: side_of(&permit.actor),
            };
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

fn side_of(actor: &Actor) -> Side {
    let workers = actor.memberships.iter().any(|standing| standing.role == Role::WorkersRepresentative);
    if workers { Side::Workers } else { Side::Management }
}

/// From now on the factory's adviser reads it.
///
/// # Errors
/// `Problem::Conflict` where nothing was written yet, or it was shared already.
pub async fn share(work: &mut UnitOfWork, permit: &Permit<KeepDiagnosis>) -> Outcome<()> {
    let by = permit.actor.person;
    let diagnosis = permit.diagnosis.as_ref().ok_or(Problem::Conflict("diagnosis-nothing-to-share"))?;
    if !store::share(work, diagnosis.id, by).await? {
        return Err(Problem::Conflict("diagnosis-shared-already"));
    }
    let entry = audit::Entry::of("self-diagnosis.share", "self-diagnosis", diagnosis.id.0);
    audit::write(work, by, entry.within(permit.factory.id).with(json!({}))).await
}
