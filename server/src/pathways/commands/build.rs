//! Building a pathway: its name, owner and dates, its stages, goals and steps.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{
    engagement,
    pathways::{
        access::{ChangePathway, ChangeStep, MakePathway},
        model::{GoalId, GoalKind, PathwayId, Relation, Side, StageId, StepDelivery, StepId, StepKind},
        store::pathways::{self, Goal, Pathway, Stage, Step, Whole},
        templates::Outline,
    },
    platform::{
        OrganisationId, Outcome, Permit, PersonId, Problem, UnitOfWork, audit,
        roles::{Role, Sex},
    },
};

/// What a pathway is called, who looks after it, and when it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    pub name: String,
    pub owner: Option<PersonId>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

/// Begins a pathway, empty or from a template; whoever begins it is its owner until somebody else is.
pub async fn make(
    work: &mut UnitOfWork,
    permit: &Permit<MakePathway>,
    description: &Description,
    template: Option<&Outline>,
) -> Outcome<PathwayId> {
    let cycle = engagement::current_cycle(work, permit.id).await?.map(|cycle| cycle.id.0);
    let place = Place { factory: permit.id, cycle, group: None };
    begin(work, permit.actor.person, &place, description, template).await
}

/// Where a pathway is begun.
pub struct Place {
    pub factory: OrganisationId,
    pub cycle: Option<Uuid>,
    /// The group that begins it, where it is one.
    pub group: Option<OrganisationId>,
}

/// The same for whoever may begin pathways at several factories at once, which the caller's permit says.
pub async fn begin(
    work: &UnitOfWork,
    by: PersonId,
    place: &Place,
    description: &Description,
    template: Option<&Outline>,
) -> Outcome<PathwayId> {
    let id: PathwayId = work.new_id();
    let pathway = Pathway {
        id,
        organisation_id: place.factory,
        cycle_id: place.cycle,
        template_id: template.and_then(|template| template.id),
        name: description.name.clone(),
        owner_person_id: description.owner,
        starts_on: description.starts_on,
        ends_on: description.ends_on,
        changes: 0,
        made_at: work.now(),
        made_by_person_id: by,
        changed_at: work.now(),
        changed_by_person_id: by,
        group_id: place.group,
        adviser_person_id: None,
        ended_at: None,
        ended_by_person_id: None,
    };
    let empty = Whole { pathway, stages: Vec::new(), goals: Vec::new(), steps: Vec::new() };
    let whole = match template {
        Some(outline) => outline.laid_out(empty, || work.new_id()),
        None => empty,
    };
    pathways::add(work, &whole).await?;
    let entry = audit::Entry::of("pathway.make", "pathway", id.0).within(place.factory);
    audit::write(work, by, entry).await?;
    Ok(id)
}

/// # Errors
/// `Problem::Conflict` when somebody changed the pathway since it was seen.
pub async fn describe(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePathway>,
    description: &Description,
    seen: i32,
) -> Outcome<()> {
    note(work, permit, seen, json!({ "changed": "description" })).await?;
    let pathway = Pathway {
        name: description.name.clone(),
        owner_person_id: description.owner,
        starts_on: description.starts_on,
        ends_on: description.ends_on,
        ..permit.pathway.clone()
    };
    pathways::describe(work, &pathway).await
}

/// A stage as it was typed; its days may lie open.
pub struct NewStage {
    pub name: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

/// Adds a stage at the end, or saves the one of this id.
///
/// # Errors
/// `Problem::Conflict` when somebody changed the pathway since it was `seen`.
pub async fn add_stage(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePathway>,
    (id, new): (Option<StageId>, &NewStage),
    seen: i32,
) -> Outcome<()> {
    note(work, permit, seen, json!({ "changed": "stage" })).await?;
    let whole = pathways::whole(work, permit.pathway.clone()).await?;
    let known = id.and_then(|id| whole.stages.iter().find(|stage| stage.id == id));
    let stage = Stage {
        id: known.map_or_else(|| work.new_id(), |stage| stage.id),
        pathway_id: permit.pathway.id,
        position: known
            .map_or_else(|| after(whole.stages.iter().map(|stage| stage.position)), |stage| stage.position),
        name: new.name.clone(),
        starts_on: new.starts_on,
        ends_on: new.ends_on,
    };
    if known.is_some() {
        return pathways::save_stage(work, &stage).await;
    }
    let parts = Whole { stages: vec![stage], goals: Vec::new(), steps: Vec::new(), ..whole };
    pathways::add_parts(work, &parts).await
}

/// Its steps stay, without a stage.
///
/// # Errors
/// `Problem::Conflict` as in [`add_stage`]; `Problem::NotFound` for a stage that the pathway does not have.
pub async fn remove_stage(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePathway>,
    stage: StageId,
    seen: i32,
) -> Outcome<()> {
    note(work, permit, seen, json!({ "removed": "stage" })).await?;
    there(pathways::remove_stage(work, permit.pathway.id, stage).await?)
}

/// A goal as it was typed, with the measure by which it will show.
pub struct NewGoal {
    pub kind: GoalKind,
    pub goal: String,
    pub measure: String,
    pub due_on: Option<NaiveDate>,
}

/// Adds a goal at the end.
///
/// # Errors
/// `Problem::Conflict` as in [`add_stage`].
pub async fn add_goal(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePathway>,
    new: &NewGoal,
    seen: i32,
) -> Outcome<()> {
    note(work, permit, seen, json!({ "changed": "goal" })).await?;
    let whole = pathways::whole(work, permit.pathway.clone()).await?;
    let goal = Goal {
        id: work.new_id(),
        pathway_id: permit.pathway.id,
        position: after(whole.goals.iter().map(|goal| goal.position)),
        kind: new.kind,
        goal: new.goal.clone(),
        measure: new.measure.clone(),
        due_on: new.due_on,
    };
    let parts = Whole { goals: vec![goal], stages: Vec::new(), steps: Vec::new(), ..whole };
    pathways::add_parts(work, &parts).await
}

/// # Errors
/// `Problem::Conflict` as in [`add_stage`]; `Problem::NotFound` for a goal that the pathway does not have.
pub async fn remove_goal(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePathway>,
    goal: GoalId,
    seen: i32,
) -> Outcome<()> {
    note(work, permit, seen, json!({ "removed": "goal" })).await?;
    there(pathways::remove_goal(work, permit.pathway.id, goal).await?)
}

/// What is not a part of this pathway is not there: nothing is counted as changed.
fn there(was_there: bool) -> Outcome<()> {
    if was_there { Ok(()) } else { Err(Problem::NotFound) }
}

/// What an adviser says of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFields {
    pub kind: StepKind,
    pub delivery: StepDelivery,
    pub goal: GoalKind,
    pub name: String,
    pub course: Option<String>,
    pub stage: Option<StageId>,
    pub item: Option<Uuid>,
    pub point: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub place: String,
    pub owner: Option<PersonId>,
    pub other: Option<(StepId, Relation)>,
    pub role: Option<Role>,
    pub side: Option<Side>,
    pub sex: Option<Sex>,
    pub department: String,
    /// Per cent of those who are meant, 1 to 100.
    pub coverage: i32,
}

impl StepFields {
    /// The step with these words; what was done at it stays.
    pub fn on(&self, step: Step) -> Step {
        Step {
            stage_id: self.stage,
            item_id: self.item,
            compliance_point: self.point.clone(),
            kind: self.kind,
            delivery: self.delivery,
            goal: self.goal,
            name: self.name.clone(),
            course_version_id: step.course_version_id.filter(|_| self.course == step.course),
            course: self.course.clone(),
            starts_on: self.starts_on,
            due_on: self.due_on,
            place: self.place.clone(),
            owner_person_id: self.owner,
            other_step_id: self.other.map(|(other, _)| other),
            relation: self.other.map(|(_, relation)| relation),
            role: self.role,
            side: self.side,
            sex: self.sex,
            department: self.department.clone(),
            coverage: self.coverage,
            ..step
        }
    }

    /// A new step with these words.
    pub fn fresh(&self, id: StepId, pathway: PathwayId, position: i32) -> Step {
        self.on(Step {
            id,
            pathway_id: pathway,
            stage_id: None,
            item_id: None,
            compliance_point: None,
            position,
            kind: self.kind,
            delivery: self.delivery,
            goal: self.goal,
            name: String::new(),
            course: None,
            course_version_id: None,
            starts_on: None,
            due_on: None,
            place: String::new(),
            owner_person_id: None,
            other_step_id: None,
            relation: None,
            role: None,
            side: None,
            sex: None,
            department: String::new(),
            coverage: self.coverage,
            done_on: None,
            done_by_person_id: None,
            done_note: String::new(),
            removed_at: None,
            changed_with: 0,
        })
    }
}

/// Adds a step at the end.
///
/// # Errors
/// `Problem::Conflict` as in [`add_stage`].
pub async fn add_step(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePathway>,
    fields: &StepFields,
    seen: i32,
) -> Outcome<StepId> {
    note(work, permit, seen, json!({ "added": "step" })).await?;
    place_step(work, &permit.pathway, fields).await
}

/// Puts a step at the end of a pathway that was noted as changed.
pub async fn place_step(work: &UnitOfWork, pathway: &Pathway, fields: &StepFields) -> Outcome<StepId> {
    let whole = pathways::whole(work, pathway.clone()).await?;
    let position = after(whole.steps.iter().map(|step| step.position));
    let id: StepId = work.new_id();
    let step = fields.fresh(id, pathway.id, position);
    let parts = Whole { steps: vec![step], stages: Vec::new(), goals: Vec::new(), ..whole };
    pathways::add_parts(work, &parts).await?;
    Ok(id)
}

/// Says a step in other words.
///
/// # Errors
/// `Problem::Conflict` when somebody changed this step since it was `seen`, or took out what it names.
pub async fn save_step(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeStep>,
    fields: &StepFields,
    seen: i32,
) -> Outcome<()> {
    let step = note_step(work, permit, seen, "changed").await?;
    let whole = pathways::whole(work, permit.pathway.clone()).await?;
    let is_there = fields.stage.is_none_or(|stage| whole.stages.iter().any(|one| one.id == stage))
        && fields.other.is_none_or(|(other, _)| whole.step(other).is_some());
    if !is_there {
        return Err(Problem::Conflict(super::CHANGED_MEANWHILE));
    }
    pathways::save_step(work, &fields.on(step)).await
}

/// # Errors
/// `Problem::Conflict` as in [`save_step`].
pub async fn remove_step(work: &mut UnitOfWork, permit: &Permit<ChangeStep>, seen: i32) -> Outcome<()> {
    let step = note_step(work, permit, seen, "removed").await?;
    pathways::remove_step(work, &step).await
}

/// The step as it is, counted as changed; other steps of the pathway may have been changed since it was seen.
async fn note_step(work: &UnitOfWork, permit: &Permit<ChangeStep>, seen: i32, what: &str) -> Outcome<Step> {
    let by = permit.actor.person;
    let step = pathways::note_change_of_step(work, &permit.step, seen, by).await?;
    let entry = audit::Entry::of("pathway.change", "pathway", permit.pathway.id.0).within(permit.factory.id);
    audit::write(work, by, entry.with(json!({ what: permit.step.id }))).await?;
    Ok(step)
}

pub(super) async fn note(
    work: &UnitOfWork,
    permit: &Permit<ChangePathway>,
    seen: i32,
    details: serde_json::Value,
) -> Outcome<()> {
    let by = permit.actor.person;
    pathways::note_change(work, permit.pathway.id, seen, by).await?;
    let entry = audit::Entry::of("pathway.change", "pathway", permit.pathway.id.0).within(permit.factory.id);
    audit::write(work, by, entry.with(details)).await
}

/// The place after all of these.
pub fn after(positions: impl Iterator<Item = i32>) -> i32 {
    positions.max().map_or(1, |last| last.saturating_add(1))
}
