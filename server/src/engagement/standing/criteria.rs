//! The criteria of high performers, version by version: what the Academy counts itself, and what is written in words.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    engagement::model::{
        clock::day_in,
        criteria::{Criterion, Measure},
    },
    platform::{Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(CriteriaId);

mod criteria_row {
    use sea_orm::entity::prelude::*;

    use super::{CriteriaId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "high_performer_criteria")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CriteriaId,
        pub country: String,
        pub version: i32,
        pub criteria: String,
        pub from_on: Date,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod measure_row {
    use sea_orm::entity::prelude::*;

    use super::{CriteriaId, Measure};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "high_performer_measure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub criteria_id: CriteriaId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub measure: Measure,
        pub amount: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A version of the criteria, as they were published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    pub id: CriteriaId,
    /// Empty where they hold everywhere.
    pub country: String,
    pub version: u32,
    /// What the Academy counts first, then what is written.
    pub criteria: Vec<Criterion>,
    pub from_on: NaiveDate,
    pub reason: String,
}

impl Criteria {
    /// Whether they say themselves how long no serious issue may have been found.
    pub fn measures(&self, wanted: Measure) -> bool {
        let is_wanted = |criterion: &Criterion| matches!(criterion, Criterion::Measured { measure, .. } if *measure == wanted);
        self.criteria.iter().any(is_wanted)
    }
}

/// One criterion a line.
pub fn written(text: &str) -> Vec<Criterion> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Criterion::Written { text: line.to_owned() }).collect()
}

fn criteria_of(row: criteria_row::Model, measured: Vec<measure_row::Model>) -> Criteria {
    let mut measured: Vec<(Measure, u32)> =
        measured.into_iter().map(|row| (row.measure, u32::try_from(row.amount).unwrap_or(0))).collect();
    measured.sort_unstable();
    let counted = measured.into_iter().map(|(measure, amount)| Criterion::Measured { measure, amount });
    Criteria {
        id: row.id,
        country: row.country,
        version: u32::try_from(row.version).unwrap_or(0),
        criteria: counted.chain(written(&row.criteria)).collect(),
        from_on: row.from_on,
        reason: row.reason,
    }
}

/// Every version, the newest first.
pub async fn all_criteria(read: &Read) -> Outcome<Vec<Criteria>> {
    let rows = criteria_row::Entity::find()
        .order_by_desc(criteria_row::Column::FromOn)
        .order_by_desc(criteria_row::Column::Version)
        .all(read)
        .await?;
    let found = measure_row::Entity::find()
        .filter(measure_row::Column::CriteriaId.is_in(rows.iter().map(|row| row.id)))
        .all(read)
        .await?;
    let mut measured: HashMap<CriteriaId, Vec<measure_row::Model>> = HashMap::new();
    for row in found {
        measured.entry(row.criteria_id).or_default().push(row);
    }
    let criteria = |row: criteria_row::Model| {
        let own = measured.remove(&row.id).unwrap_or_default();
        criteria_of(row, own)
    };
    Ok(rows.into_iter().map(criteria).collect())
}

crate::word_enum! {
    /// How a version stands on a day. Its text is `criteria-state-<word>`.
    VersionState { ToCome = "to-come", InForce = "in-force", Followed = "followed" }
}

/// How a version stands among all, at this moment: where it holds, the last one that has begun is in force.
pub fn state_of(version: &Criteria, all: &[Criteria], now: DateTime<Utc>) -> VersionState {
    let country = Some(version.country.as_str()).filter(|country| !country.is_empty());
    let today = day_in(country, now);
    let begun = all.iter().filter(|other| other.country == version.country && other.from_on <= today);
    let last = begun.max_by_key(|other| (other.from_on, other.version));
    match last {
        _ if version.from_on > today => VersionState::ToCome,
        Some(last) if last.id == version.id => VersionState::InForce,
        _ => VersionState::Followed,
    }
}

/// Those by which a factory of this country is judged on a day: the country's own before those for everywhere.
pub fn in_force<'c>(all: &'c [Criteria], country: Option<&str>, day: NaiveDate) -> Option<&'c Criteria> {
    let begun = all.iter().filter(|criteria| criteria.from_on <= day);
    let here =
        begun.filter(|criteria| criteria.country.is_empty() || Some(criteria.country.as_str()) == country);
    here.max_by_key(|criteria| (!criteria.country.is_empty(), criteria.from_on, criteria.version))
}

pub async fn add(work: &UnitOfWork, new: &Criteria, by: PersonId) -> Outcome<()> {
    let lines = new.criteria.iter().filter_map(|criterion| match criterion {
        Criterion::Written { text } => Some(text.as_str()),
        Criterion::Measured { .. } => None,
    });
    let row = criteria_row::ActiveModel {
        id: Set(new.id),
        country: Set(new.country.clone()),
        version: Set(i32::try_from(new.version).map_err(Problem::internal)?),
        criteria: Set(lines.collect::<Vec<_>>().join("\n")),
        from_on: Set(new.from_on),
        reason: Set(new.reason.clone()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    criteria_row::Entity::insert(row).exec_without_returning(work).await?;
    let measured = new.criteria.iter().filter_map(|criterion| match criterion {
        Criterion::Measured { measure, amount } => Some(measure_row::ActiveModel {
            criteria_id: Set(new.id),
            measure: Set(*measure),
            amount: Set(i32::try_from(*amount).unwrap_or(i32::MAX)),
        }),
        Criterion::Written { .. } => None,
    });
    let measured: Vec<measure_row::ActiveModel> = measured.collect();
    if !measured.is_empty() {
        measure_row::Entity::insert_many(measured).exec_without_returning(work).await?;
    }
    Ok(())
}
