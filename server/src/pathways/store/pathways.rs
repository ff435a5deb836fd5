//! Pathways with their stages, goals and steps.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QueryTrait,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use serde::{Deserialize, Serialize};

use super::{
    in_force::as_published,
    rows::{goal_row, pathway_row, stage_row, step_row},
};
use crate::{
    pathways::{
        model::{GoalId, PathwayId, StageId, StepId, TakesPart},
        suggestions::model::Situation,
    },
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork, folding::fold},
};

pub use goal_row::Model as Goal;
pub use pathway_row::Model as Pathway;
pub use stage_row::Model as Stage;
pub use step_row::Model as Step;

impl Step {
    /// For whom the step is meant.
    pub fn who(&self) -> TakesPart {
        TakesPart { role: self.role, side: self.side, sex: self.sex, department: fold(&self.department) }
    }
}

/// A pathway with all that belongs to it; steps that were taken out are not among its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    pub pathway: Pathway,
    pub stages: Vec<Stage>,
    pub goals: Vec<Goal>,
    pub steps: Vec<Step>,
}

impl Whole {
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Who owns the pathway or one of its steps.
    pub fn owners(&self) -> impl Iterator<Item = PersonId> {
        let of_steps = self.steps.iter().filter_map(|step| step.owner_person_id);
        of_steps.chain(self.pathway.owner_person_id)
    }
}

/// # Errors
/// `Problem::NotFound` where there is none.
pub async fn pathway(read: &Read, id: PathwayId) -> Outcome<Pathway> {
    pathway_row::Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)
}

/// A factory's pathways, the newest first.
pub async fn pathways_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<Pathway>> {
    let own = pathway_row::Entity::find().filter(pathway_row::Column::OrganisationId.eq(factory));
    Ok(own.order_by_desc(pathway_row::Column::Id).all(read).await?)
}

/// Three queries.
pub async fn whole(read: &Read, pathway: Pathway) -> Outcome<Whole> {
    wholes(read, vec![pathway]).await?.pop().ok_or(Problem::NotFound)
}

/// Three queries, however many pathways there are.
pub async fn wholes(read: &Read, pathways: Vec<Pathway>) -> Outcome<Vec<Whole>> {
    let ids: Vec<PathwayId> = pathways.iter().map(|pathway| pathway.id).collect();
    let stages = stage_row::Entity::find()
        .filter(stage_row::Column::PathwayId.is_in(ids.iter().copied()))
        .order_by_asc(stage_row::Column::Position)
        .all(read)
        .await?;
    let goals = goal_row::Entity::find()
        .filter(goal_row::Column::PathwayId.is_in(ids.iter().copied()))
        .order_by_asc(goal_row::Column::Position)
        .all(read)
        .await?;
    let steps = step_row::Entity::find()
        .filter(step_row::Column::PathwayId.is_in(ids))
        .filter(step_row::Column::RemovedAt.is_null())
        .order_by_asc(step_row::Column::Position)
        .all(read)
        .await?;
    let whole = |pathway: Pathway| Whole {
        stages: stages.iter().filter(|stage| stage.pathway_id == pathway.id).cloned().collect(),
        goals: goals.iter().filter(|goal| goal.pathway_id == pathway.id).cloned().collect(),
        steps: steps.iter().filter(|step| step.pathway_id == pathway.id).cloned().collect(),
        pathway,
    };
    Ok(pathways.into_iter().map(whole).collect())
}

/// The steps of these pathways that were not taken out, each with the name of who owns it: one query.
pub async fn steps_with_owners(read: &Read, pathways: &[PathwayId]) -> Outcome<Vec<(Step, Option<String>)>> {
    Ok(steps_with_items(read, pathways).await?.0)
}

/// Steps by the items that they are for.
#[derive(Default)]
pub struct Answers {
    /// Places among the steps.
    items: HashMap<uuid::Uuid, Vec<usize>>,
    /// Of the steps that are for a compliance point, whatever the item.
    points: HashMap<String, Vec<usize>>,
}

impl Answers {
    /// `situations`: the items of a suggestion from which the step came, its own perhaps among them.
    fn add(&mut self, place: usize, step: &Step, situations: Vec<Situation>) {
        let items: BTreeSet<_> = situations.into_iter().map(|one| one.item).chain(step.item_id).collect();
        for item in items {
            self.items.entry(item).or_default().push(place);
        }
        if let (None, Some(point)) = (step.item_id, &step.compliance_point) {
            self.points.entry(point.clone()).or_default().push(place);
        }
    }

    /// Where the steps for an item, named by its id and its compliance point, stand among the steps, in their order: those
    /// for this one, for several of which it is one, or for its compliance point whatever the item.
    pub fn of(&self, (item, point): (uuid::Uuid, &str)) -> impl Iterator<Item = usize> {
        let own = self.items.get(&item).into_iter().chain(self.points.get(point)).flatten();
        own.copied().collect::<BTreeSet<_>>().into_iter()
    }
}

/// The same with which of them are for which item: one query too.
pub async fn steps_with_items(
    read: &Read,
    pathways: &[PathwayId],
) -> Outcome<(Vec<(Step, Option<String>)>, Answers)> {
    if pathways.is_empty() {
        return Ok((Vec::new(), Answers::default()));
    }
    let mut select = step_row::Entity::find()
        .filter(step_row::Column::PathwayId.is_in(pathways.iter().copied()))
        .filter(step_row::Column::RemovedAt.is_null())
        .order_by_asc(step_row::Column::Position)
        .into_query();
    let owner = Expr::col(("person", "id")).eq(Expr::col(("pathway_step", "owner_person_id")));
    select.left_join("person", owner).expr_as(Expr::col(("person", "name")), "owner");
    let taken = Expr::col(("suggestion_decision", "step_id")).eq(Expr::col(("pathway_step", "id")));
    let situation = Expr::col(("suggestion_decision", "situation"));
    select.left_join("suggestion_decision", taken).expr_as(situation, "situation");
    let rows = sea_orm::ConnectionTrait::query_all(read, &select).await?;
    let (mut steps, mut answers) = (Vec::new(), Answers::default());
    for row in &rows {
        let step = Step::from_query_result(row, "")?;
        let situations = match row.try_get::<Option<String>>("", "situation")? {
            Some(situation) => serde_json::from_str(&situation).map_err(Problem::internal)?,
            None => Vec::new(),
        };
        answers.add(steps.len(), &step, situations);
        steps.push((step, row.try_get::<Option<String>>("", "owner")?));
    }
    Ok((steps, answers))
}

/// What is kept of a step as it was published.
const PUBLISHED: [&str; 6] = [
    "published_name",
    "published_kind",
    "published_starts_on",
    "published_due_on",
    "published_place",
    "published_owner_person_id",
];

/// These steps as they are in force, those that were taken out among them, each with its factory: one query.
pub async fn steps_at(
    read: &Read,
    ids: impl Iterator<Item = StepId>,
) -> Outcome<HashMap<StepId, (Step, OrganisationId)>> {
    let mut select = step_row::Entity::find().filter(step_row::Column::Id.is_in(ids)).into_query();
    let own = Expr::col(("pathway", "id")).eq(Expr::col(("pathway_step", "pathway_id")));
    select.inner_join("pathway", own).expr_as(Expr::col(("pathway", "organisation_id")), "factory");
    for column in PUBLISHED {
        select.column(("pathway_step", column));
    }
    let rows = sea_orm::ConnectionTrait::query_all(read, &select).await?;
    let step = |row: &sea_orm::QueryResult| {
        let step = as_published(row, Step::from_query_result(row, "")?)?;
        Ok((step.id, (step, row.try_get("", "factory")?)))
    };
    Ok(rows.iter().map(step).collect::<Result<_, sea_orm::DbErr>>()?)
}

/// # Errors
/// `Problem::NotFound` where there is none, or it was taken out.
pub async fn step(read: &Read, id: StepId) -> Outcome<Step> {
    let step = step_row::Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)?;
    if step.removed_at.is_some() { Err(Problem::NotFound) } else { Ok(step) }
}

/// Adds a pathway with all its parts.
pub async fn add(work: &UnitOfWork, whole: &Whole) -> Outcome<()> {
    pathway_row::Entity::insert(whole.pathway.clone().into_active_model())
        .exec_without_returning(work)
        .await?;
    add_parts(work, whole).await
}

/// Adds stages, goals and steps, each kind in one statement.
pub async fn add_parts(work: &UnitOfWork, parts: &Whole) -> Outcome<()> {
    if !parts.stages.is_empty() {
        let rows = parts.stages.iter().cloned().map(IntoActiveModel::into_active_model);
        stage_row::Entity::insert_many(rows).exec_without_returning(work).await?;
    }
    if !parts.goals.is_empty() {
        let rows = parts.goals.iter().cloned().map(IntoActiveModel::into_active_model);
        goal_row::Entity::insert_many(rows).exec_without_returning(work).await?;
    }
    if !parts.steps.is_empty() {
        let rows = parts.steps.iter().cloned().map(IntoActiveModel::into_active_model);
        step_row::Entity::insert_many(rows).exec_without_returning(work).await?;
    }
    Ok(())
}

/// Counts a change of the pathway by somebody who saw it with so many changes.
///
/// # Errors
/// `Problem::Conflict` where somebody else changed it meanwhile, or ended it.
pub async fn note_change(work: &UnitOfWork, id: PathwayId, seen: i32, by: PersonId) -> Outcome<()> {
    count_change(work, id, pathway_row::Column::Changes.eq(seen), by).await
}

/// Counts a change of a step by somebody who saw its pathway with so many changes. Others may have changed other parts
/// since then. Returns the step as it is, with the change by which it is changed now.
///
/// # Errors
/// `Problem::Conflict` where somebody else changed the step meanwhile or took it out, or ended the pathway.
pub async fn note_change_of_step(
    work: &UnitOfWork,
    seen_step: &Step,
    seen: i32,
    by: PersonId,
) -> Outcome<Step> {
    let id = seen_step.pathway_id;
    // From here on the row is ours, and nobody else changes a step.
    count_change(work, id, pathway_row::Column::Changes.gte(seen), by).await?;
    let changed_with = pathway(work, id).await?.changes;
    let there = step_row::Entity::find_by_id(seen_step.id).one(work).await?;
    let there = there.filter(|step| step.removed_at.is_none() && step.changed_with <= seen);
    let step = there.ok_or(Problem::Conflict("pathway-changed-meanwhile"))?;
    Ok(Step { changed_with, ..step })
}

async fn count_change(work: &UnitOfWork, id: PathwayId, as_seen: SimpleExpr, by: PersonId) -> Outcome<()> {
    let row = pathway_row::ActiveModel {
        changed_at: Set(work.now()),
        changed_by_person_id: Set(by),
        ..Default::default()
    };
    let changed = pathway_row::Entity::update_many()
        .set(row)
        .col_expr(pathway_row::Column::Changes, Expr::col(pathway_row::Column::Changes).add(1))
        .filter(pathway_row::Column::Id.eq(id))
        .filter(as_seen)
        .filter(pathway_row::Column::EndedAt.is_null())
        .exec(work)
        .await?;
    if changed.rows_affected == 1 {
        return Ok(());
    }
    let has_ended = pathway(work, id).await?.ended_at.is_some();
    Err(Problem::Conflict(if has_ended { "pathway-has-ended" } else { "pathway-changed-meanwhile" }))
}

/// Saves name, owner and dates; the changes are counted by [`note_change`].
pub async fn describe(work: &UnitOfWork, pathway: &Pathway) -> Outcome<()> {
    let row = pathway_row::ActiveModel {
        name: Set(pathway.name.clone()),
        owner_person_id: Set(pathway.owner_person_id),
        starts_on: Set(pathway.starts_on),
        ends_on: Set(pathway.ends_on),
        group_id: Set(pathway.group_id),
        adviser_person_id: Set(pathway.adviser_person_id),
        ..Default::default()
    };
    pathway_row::Entity::update_many()
        .set(row)
        .filter(pathway_row::Column::Id.eq(pathway.id))
        .exec(work)
        .await?;
    Ok(())
}

pub async fn end(work: &UnitOfWork, id: PathwayId, by: PersonId) -> Outcome<()> {
    let row = pathway_row::ActiveModel {
        ended_at: Set(Some(work.now())),
        ended_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    pathway_row::Entity::update_many().set(row).filter(pathway_row::Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Saves a stage under its id.
pub async fn save_stage(work: &UnitOfWork, stage: &Stage) -> Outcome<()> {
    let mut row = stage.clone().into_active_model().reset_all();
    row.id = NotSet;
    stage_row::Entity::update_many().set(row).filter(stage_row::Column::Id.eq(stage.id)).exec(work).await?;
    Ok(())
}

/// Takes a stage out; its steps stay and stand in none.
/// Returns whether the pathway had it.
pub async fn remove_stage(work: &UnitOfWork, pathway: PathwayId, stage: StageId) -> Outcome<bool> {
    step_row::Entity::update_many()
        .set(step_row::ActiveModel { stage_id: Set(None), ..Default::default() })
        .filter(step_row::Column::PathwayId.eq(pathway))
        .filter(step_row::Column::StageId.eq(stage))
        .exec(work)
        .await?;
    let removed = stage_row::Entity::delete_many()
        .filter(stage_row::Column::PathwayId.eq(pathway))
        .filter(stage_row::Column::Id.eq(stage))
        .exec(work)
        .await?;
    Ok(removed.rows_affected == 1)
}

/// Returns whether the pathway had it.
pub async fn remove_goal(work: &UnitOfWork, pathway: PathwayId, goal: GoalId) -> Outcome<bool> {
    let removed = goal_row::Entity::delete_many()
        .filter(goal_row::Column::PathwayId.eq(pathway))
        .filter(goal_row::Column::Id.eq(goal))
        .exec(work)
        .await?;
    Ok(removed.rows_affected == 1)
}

/// Saves a step under its id.
pub async fn save_step(work: &UnitOfWork, step: &Step) -> Outcome<()> {
    let mut row = step.clone().into_active_model().reset_all();
    row.id = NotSet;
    step_row::Entity::update_many().set(row).filter(step_row::Column::Id.eq(step.id)).exec(work).await?;
    Ok(())
}

/// Takes a step out; what people did at it stays. Steps that were there only for it stand alone from now on.
pub async fn remove_step(work: &UnitOfWork, step: &Step) -> Outcome<()> {
    let row = step_row::ActiveModel { removed_at: Set(Some(work.now())), ..Default::default() };
    step_row::Entity::update_many().set(row).filter(step_row::Column::Id.eq(step.id)).exec(work).await?;
    let alone = step_row::ActiveModel { other_step_id: Set(None), relation: Set(None), ..Default::default() };
    step_row::Entity::update_many()
        .set(alone)
        .filter(step_row::Column::OtherStepId.eq(step.id))
        .exec(work)
        .await?;
    Ok(())
}

/// Says when a step that is no course was done, or that it was not.
pub async fn mark_done(
    work: &UnitOfWork,
    id: StepId,
    done_on: Option<NaiveDate>,
    note: &str,
    by: PersonId,
) -> Outcome<()> {
    let row = step_row::ActiveModel {
        done_on: Set(done_on),
        done_by_person_id: Set(done_on.map(|_| by)),
        done_note: Set(note.to_owned()),
        ..Default::default()
    };
    step_row::Entity::update_many().set(row).filter(step_row::Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Keeps the versions of the courses on which people are enrolled, in one statement.
pub async fn keep_versions(work: &UnitOfWork, steps: &[Step]) -> Outcome<()> {
    if steps.is_empty() {
        return Ok(());
    }
    let rows = steps.iter().cloned().map(IntoActiveModel::into_active_model);
    let once = sea_orm::sea_query::OnConflict::column(step_row::Column::Id)
        .update_column(step_row::Column::CourseVersionId)
        .to_owned();
    step_row::Entity::insert_many(rows).on_conflict(once).exec_without_returning(work).await?;
    Ok(())
}
