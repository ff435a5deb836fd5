//! A factory writes its self-diagnosis; each side shares its own lines when it wants to.

use serde_json::json;

use super::{
    access::{KeepDiagnosis, KeepLine, LineThere},
    plan, points,
    store::{self, DiagnosisId, DiagnosisLine, NewLine},
};
use crate::{
    engagement::{
        model::{Cluster, JudgedAs, Side},
        news,
    },
    organisations::store::organisations::Organisation,
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
    let line = parse(work, &permit.factory, typed, own_side(permit)?).await?;
    let diagnosis = begun(work, permit).await?;
    store::add_line(work, diagnosis, &line, permit.actor.person).await
}

/// Writes a line anew. It gets another id, so that whoever shares what they saw shares no other words.
///
/// # Errors
/// `Problem::Invalid` as above; `Problem::Conflict` where its side has shared it, somebody took it back, or its cycle ended.
pub async fn rewrite(work: &mut UnitOfWork, permit: &Permit<KeepLine>, typed: &TypedLine) -> Outcome<()> {
    let LineThere { line: before, diagnosis } = &permit.subject;
    if !diagnosis.is_running() {
        return Err(Problem::Conflict("diagnosis-no-cycle"));
    }
    let line = parse(work, &diagnosis.factory, typed, before.side).await?;
    let of = diagnosis.diagnosis.as_ref().ok_or(Problem::NotFound)?.id;
    take_back(work, permit).await?;
    store::add_line(work, of, &line, permit.actor.person).await
}

/// # Errors
/// `Problem::Conflict` where its side has shared it, or somebody took it back.
pub async fn take_back(work: &mut UnitOfWork, permit: &Permit<KeepLine>) -> Outcome<()> {
    match store::remove_line(work, permit.line.id).await? {
        true => Ok(()),
        false => Err(Problem::Conflict("diagnosis-line-shared")),
    }
}

async fn parse(work: &UnitOfWork, factory: &Organisation, typed: &TypedLine, side: Side) -> Outcome<NewLine> {
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
        let today = factory.day_at(work.now());
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
            let (point, remark) = (typed.point.clone(), typed.remark.clone());
            Ok(NewLine { cluster, point, judged_as, remark, side })
        }
        _ => Err(errors.into()),
    }
}

async fn begun(work: &UnitOfWork, permit: &Permit<KeepDiagnosis>) -> Outcome<DiagnosisId> {
    if let Some(diagnosis) = &permit.diagnosis {
        return Ok(diagnosis.id);
    }
    let cycle = permit.cycle.as_ref().ok_or(Problem::Conflict("diagnosis-no-cycle"))?;
    store::begin(work, permit.factory.id, cycle.id, permit.actor.person).await
}

fn own_side(permit: &Permit<KeepDiagnosis>) -> Outcome<Side> {
    permit.side_of(&permit.actor).ok_or(Problem::NotFound)
}

/// What a side wrote and has not shared yet.
pub fn waiting(lines: &[DiagnosisLine], side: Side) -> Vec<&DiagnosisLine> {
    lines.iter().filter(|line| line.side == side && line.shared_at.is_none()).collect()
}

/// What of one's own side is to be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All that waits, where it is still as much as was seen.
    All(usize),
    /// These lines, where all of them still wait.
    These(Vec<uuid::Uuid>),
}

impl Wanted {
    fn among<'l>(&self, waiting: Vec<&'l DiagnosisLine>) -> Option<Vec<&'l DiagnosisLine>> {
        match self {
            Self::All(seen) => (waiting.len() == *seen).then_some(waiting),
            Self::These(ids) => {
                let found: Vec<&DiagnosisLine> =
                    waiting.into_iter().filter(|line| ids.contains(&line.id)).collect();
                (!ids.is_empty() && found.len() == ids.len()).then_some(found)
            }
        }
    }
}

/// From now on the factory's adviser and the programme managers of its country read what the person's own side wrote, and
/// what it wants to improve is in the improvement plan. They are told.
///
/// # Errors
/// `Problem::Conflict` where there is nothing of this side that is not shared, or it is not what was seen.
pub async fn share(work: &mut UnitOfWork, permit: &Permit<KeepDiagnosis>, wanted: &Wanted) -> Outcome<()> {
    const NOTHING: Problem = Problem::Conflict("diagnosis-nothing-to-share");
    const CHANGED: Problem = Problem::Conflict("diagnosis-changed-meanwhile");
    let (by, side) = (permit.actor.person, own_side(permit)?);
    let (Some(diagnosis), Some(cycle)) = (&permit.diagnosis, &permit.cycle) else { return Err(NOTHING) };
    let lines = store::lines(work, diagnosis.id).await?;
    let own = waiting(&lines, side);
    if own.is_empty() {
        return Err(NOTHING);
    }
    let own = wanted.among(own).ok_or(CHANGED)?;
    let ids: Vec<uuid::Uuid> = own.iter().map(|line| line.id).collect();
    if !store::share(work, diagnosis.id, &ids, by).await? {
        return Err(CHANGED);
    }
    let points = points::points_within(work).await?;
    let found = plan::found_among(own, &points, (&permit.factory, cycle));
    plan::take(work, &found, by).await?;
    news::tell_of_diagnosis(work, (permit.factory.id, cycle.id), by).await?;
    let entry = audit::Entry::of("self-diagnosis.share", "self-diagnosis", diagnosis.id.0);
    let details = json!({ "side": side, "lines": ids.len(), "findings": found.len() });
    audit::write(work, by, entry.within(permit.factory.id).with(details)).await
}
