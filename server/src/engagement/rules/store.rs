//! The table `rule_setting`: rows are added and stay, so that everybody sees what held when and why.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    engagement::model::settings::{Rule, Setting, Thresholds},
    platform::{Outcome, PersonId, Problem, Read, UnitOfWork},
};

mod setting_row {
    use sea_orm::entity::prelude::*;

    use super::{PersonId, Rule};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rule_setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub rule: Rule,
        pub country: String,
        pub amount: i32,
        pub from_on: Date,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A row with who set it and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSetting {
    pub setting: Setting,
    pub reason: String,
    pub at: DateTime<Utc>,
    pub by: PersonId,
}

/// All of them, in the order in which they were made.
pub async fn settings(read: &Read) -> Outcome<Vec<KeptSetting>> {
    let rows = setting_row::Entity::find()
        .order_by_asc(setting_row::Column::At)
        .order_by_asc(setting_row::Column::Id)
        .all(read)
        .await?;
    rows.into_iter().zip(0..).map(|(row, made)| kept(row, made)).collect()
}

fn kept(row: setting_row::Model, made: u32) -> Outcome<KeptSetting> {
    let amount = u32::try_from(row.amount).map_err(Problem::internal)?;
    let setting = Setting { rule: row.rule, country: row.country, amount, from_on: row.from_on, made };
    Ok(KeptSetting { setting, reason: row.reason, at: row.at, by: row.by_person_id })
}

/// The thresholds that hold in a country on a day.
pub async fn in_force(read: &Read, country: Option<&str>, day: NaiveDate) -> Outcome<Thresholds> {
    let own = [country.unwrap_or_default(), ""];
    let rows = setting_row::Entity::find()
        .filter(setting_row::Column::Country.is_in(own))
        .filter(setting_row::Column::FromOn.lte(day))
        .order_by_asc(setting_row::Column::At)
        .order_by_asc(setting_row::Column::Id)
        .all(read)
        .await?;
    let settings: Vec<Setting> = rows
        .into_iter()
        .zip(0..)
        .map(|(row, made)| kept(row, made).map(|kept| kept.setting))
        .collect::<Outcome<_>>()?;
    Ok(Thresholds::in_force(&settings, country, day))
}

/// Sets a threshold, in the rule's own unit; earlier rows stay as history.
pub async fn add(work: &UnitOfWork, setting: &Setting, reason: &str, by: PersonId) -> Outcome<uuid::Uuid> {
    let id = work.new_id();
    let row = setting_row::ActiveModel {
        id: Set(id),
        rule: Set(setting.rule),
        country: Set(setting.country.clone()),
        amount: Set(i32::try_from(setting.amount).map_err(Problem::internal)?),
        from_on: Set(setting.from_on),
        reason: Set(reason.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    setting_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}
