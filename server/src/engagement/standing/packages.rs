//! The service package of a cycle: what was proposed and why, and what a person confirmed.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{performers, store};
use crate::{
    engagement::{
        assessments,
        cycles::store::{Cycle, CycleId},
        model::{
            package::{Package, PackageFacts, Proposal, propose},
            settings::Thresholds,
        },
    },
    organisations::store::organisations::Organisation,
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, Sentence, UnitOfWork},
};

mod package_row {
    use sea_orm::entity::prelude::*;

    use super::{CycleId, OrganisationId, Package, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_package")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: OrganisationId,
        pub cycle_id: CycleId,
        pub proposed: Package,
        pub reasons: String,
        pub proposed_at: DateTimeUtc,
        pub confirmed: Package,
        pub reason: String,
        pub confirmed_at: DateTimeUtc,
        pub confirmed_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a person confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmedPackage {
    pub proposed: Package,
    pub reasons: Vec<Sentence>,
    pub confirmed: Package,
    /// Why another than the proposed one; empty where it is the same.
    pub reason: String,
    pub by: PersonId,
    pub on: NaiveDate,
}

/// What is proposed for the cycle as things stand. Unreleased assessments count for nothing here.
pub async fn proposal(read: &Read, cycle: &Cycle, rules: &Thresholds) -> Outcome<Proposal> {
    let released = assessments::store::released(read, cycle.factory).await?.len();
    let performers = performers::performers_of(read, cycle.factory).await?;
    let facts = PackageFacts {
        cycle: cycle.number,
        released_assessments: u32::try_from(released).unwrap_or(u32::MAX),
        open_serious_issues: store::open_issues(read, cycle.factory).await?,
        risk: store::readiness(read, cycle.factory).await?.map(|readiness| readiness.risk),
        is_high_performer: performers.iter().any(|performer| performer.revoked_on.is_none()),
    };
    Ok(propose(&facts, rules))
}

/// The last that was confirmed for a cycle.
pub async fn confirmed(
    read: &Read,
    factory: &Organisation,
    cycle: CycleId,
) -> Outcome<Option<ConfirmedPackage>> {
    let row = package_row::Entity::find()
        .filter(package_row::Column::CycleId.eq(cycle))
        .order_by_desc(package_row::Column::ConfirmedAt)
        .order_by_desc(package_row::Column::Id)
        .one(read)
        .await?;
    let package = |row: package_row::Model| {
        Ok(ConfirmedPackage {
            proposed: row.proposed,
            reasons: serde_json::from_str(&row.reasons).map_err(Problem::internal)?,
            confirmed: row.confirmed,
            reason: row.reason,
            by: row.confirmed_by_person_id,
            on: factory.day_at(row.confirmed_at),
        })
    };
    row.map(package).transpose()
}

pub async fn confirm(
    work: &UnitOfWork,
    cycle: &Cycle,
    proposal: &Proposal,
    (confirmed, reason): (Package, &str),
    by: PersonId,
) -> Outcome<()> {
    let row = package_row::ActiveModel {
        id: Set(work.new_id()),
        organisation_id: Set(cycle.factory),
        cycle_id: Set(cycle.id),
        proposed: Set(proposal.package),
        reasons: Set(serde_json::to_string(&proposal.reasons).map_err(Problem::internal)?),
        proposed_at: Set(work.now()),
        confirmed: Set(confirmed),
        reason: Set(reason.to_owned()),
        confirmed_at: Set(work.now()),
        confirmed_by_person_id: Set(by),
    };
    package_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}
