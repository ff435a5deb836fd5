//! Rows of the table that were changed, and what was decided about suggestions.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement},
};
use serde::de::DeserializeOwned;

use super::model::{Decided, Learning, Rule};
use crate::{
    pathways::model::StepId,
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(RuleId);
crate::id_type!(DecisionId);

mod rule_row {
    use sea_orm::entity::prelude::*;

    use super::RuleId;
    use crate::{
        pathways::model::{GoalKind, StepDelivery, StepKind},
        platform::PersonId,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suggestion_rule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RuleId,
        pub code: String,
        pub compliance_points: String,
        pub root_causes: String,
        pub country: Option<String>,
        pub kind: StepKind,
        pub delivery: StepDelivery,
        pub goal: GoalKind,
        pub course: Option<String>,
        pub titles: String,
        pub valid_from: Date,
        pub valid_until: Option<Date>,
        pub source: String,
        pub changes: i32,
        pub changed_at: DateTimeUtc,
        pub changed_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod decision_row {
    use sea_orm::entity::prelude::*;

    use super::DecisionId;
    use crate::{
        pathways::{model::StepId, suggestions::model::Decision},
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suggestion_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub organisation_id: OrganisationId,
        pub rule_code: String,
        pub decision: Decision,
        pub reason: String,
        pub situation: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub step_id: Option<StepId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The rows that people of the Academy added or changed.
pub async fn changed_rules(read: &Read) -> Outcome<Vec<Rule>> {
    let rows = rule_row::Entity::find().order_by_asc(rule_row::Column::Code).all(read).await?;
    rows.into_iter().map(rule).collect()
}

/// Saves rows by their code, in one statement; each counts as changed once more.
pub async fn save_rules(work: &UnitOfWork, rules: &[Rule], by: PersonId) -> Outcome<()> {
    if rules.is_empty() {
        return Ok(());
    }
    let rows = rules.iter().map(|rule| rule_to_row(work, rule, by)).collect::<Outcome<Vec<_>>>()?;
    let written = [
        rule_row::Column::CompliancePoints,
        rule_row::Column::RootCauses,
        rule_row::Column::Country,
        rule_row::Column::Kind,
        rule_row::Column::Delivery,
        rule_row::Column::Goal,
        rule_row::Column::Course,
        rule_row::Column::Titles,
        rule_row::Column::ValidFrom,
        rule_row::Column::ValidUntil,
        rule_row::Column::Source,
        rule_row::Column::ChangedAt,
        rule_row::Column::ChangedByPersonId,
    ];
    let counted = Expr::col(("suggestion_rule", "changes")).add(1);
    rule_row::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(rule_row::Column::Code)
                .update_columns(written)
                .value(rule_row::Column::Changes, counted)
                .to_owned(),
        )
        .exec_without_returning(work)
        .await?;
    Ok(())
}

/// Keeps a row of a code that nobody keeps yet; says whether it is the first.
pub async fn add_rule(work: &UnitOfWork, rule: &Rule, by: PersonId) -> Outcome<bool> {
    let once = OnConflict::column(rule_row::Column::Code).do_nothing().to_owned();
    let row = rule_to_row(work, rule, by)?;
    Ok(rule_row::Entity::insert(row).on_conflict(once).exec_without_returning(work).await? == 1)
}

/// Saves a row that had so many changes when it was seen; says whether it still had.
pub async fn change_rule(work: &UnitOfWork, rule: &Rule, seen: i32, by: PersonId) -> Outcome<bool> {
    let row =
        rule_row::ActiveModel { id: NotSet, code: NotSet, changes: NotSet, ..rule_to_row(work, rule, by)? };
    let saved = rule_row::Entity::update_many()
        .set(row)
        .col_expr(rule_row::Column::Changes, Expr::col(rule_row::Column::Changes).add(1))
        .filter(rule_row::Column::Code.eq(rule.code.as_str()))
        .filter(rule_row::Column::Changes.eq(seen))
        .exec(work)
        .await?;
    Ok(saved.rows_affected == 1)
}

fn rule_to_row(work: &UnitOfWork, rule: &Rule, by: PersonId) -> Outcome<rule_row::ActiveModel> {
    let Learning { kind, delivery, goal, course, titles, .. } = rule.learning.clone();
    Ok(rule_row::ActiveModel {
        id: Set(work.new_id()),
        code: Set(rule.code.clone()),
        compliance_points: Set(serde_json::to_string(&rule.compliance_points).map_err(Problem::internal)?),
        root_causes: Set(serde_json::to_string(&rule.root_causes).map_err(Problem::internal)?),
        country: Set(rule.country.clone()),
        kind: Set(kind),
        delivery: Set(delivery),
        goal: Set(goal),
        course: Set(course),
        titles: Set(serde_json::to_string(&titles).map_err(Problem::internal)?),
        valid_from: Set(rule.valid_from),
        valid_until: Set(rule.valid_until),
        source: Set(rule.source.clone()),
        changes: Set(1),
        changed_at: Set(work.now()),
        changed_by_person_id: Set(by),
    })
}

fn rule(row: rule_row::Model) -> Outcome<Rule> {
    let titles: BTreeMap<String, String> = parsed(&row.titles)?;
    Ok(Rule {
        code: row.code,
        compliance_points: parsed(&row.compliance_points)?,
        root_causes: parsed(&row.root_causes)?,
        country: row.country,
        learning: Learning {
            kind: row.kind,
            delivery: row.delivery,
            goal: row.goal,
            course: row.course,
            titles,
            needs_session: false,
        },
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        source: row.source,
        changes: Some(row.changes),
    })
}

/// The step that came of a decision, where it was taken out or its pathway ended: then it decides nothing any more.
fn steps_that_are_over() -> SelectStatement {
    let step = |column: &'static str| Expr::col(("pathway_step", column));
    let own = Expr::col((decision_row::Entity, decision_row::Column::StepId));
    Query::select()
        .expr(Expr::val(1))
        .from("pathway_step")
        .inner_join("pathway", Expr::col(("pathway", "id")).equals(("pathway_step", "pathway_id")))
        .and_where(step("id").eq(own))
        .and_where(step("removed_at").is_not_null().or(Expr::col(("pathway", "ended_at")).is_not_null()))
        .to_owned()
}

/// What was decided about suggestions for a factory, as far as it stands.
pub async fn decisions(read: &Read, factory: OrganisationId) -> Outcome<Vec<Decided>> {
    let rows = decision_row::Entity::find()
        .filter(decision_row::Column::OrganisationId.eq(factory))
        .filter(Expr::exists(steps_that_are_over()).not())
        .order_by_asc(decision_row::Column::Id)
        .all(read)
        .await?;
    let decided = |row: decision_row::Model| {
        Ok(Decided {
            rule: row.rule_code,
            decision: row.decision,
            reason: row.reason,
            situations: parsed(&row.situation)?,
            at: row.at,
        })
    };
    rows.into_iter().map(decided).collect()
}

/// Keeps what was decided; `step` is what came of it.
pub async fn add_decision(
    work: &UnitOfWork,
    factory: OrganisationId,
    decided: &Decided,
    step: Option<StepId>,
    by: PersonId,
) -> Outcome<()> {
    let row = decision_row::ActiveModel {
        id: Set(work.new_id()),
        organisation_id: Set(factory),
        rule_code: Set(decided.rule.clone()),
        decision: Set(decided.decision),
        reason: Set(decided.reason.clone()),
        situation: Set(serde_json::to_string(&decided.situations).map_err(Problem::internal)?),
        at: Set(decided.at),
        by_person_id: Set(by),
        step_id: Set(step),
    };
    decision_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

fn parsed<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(Problem::internal)
}
