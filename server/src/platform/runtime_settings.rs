//! Settings that administrators change while the Academy runs. Each change is a row with who, when, from, to and why;
//! the last one holds, on every server within a minute.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Db, Outcome, PersonId, Problem, Read, UnitOfWork, db::listing::page_of};

crate::id_type!(SettingChangeId);

crate::word_enum! {
    /// What can be changed. Its texts are `setting-<word>` and `setting-help-<word>`.
    Setting {
        Contact = "contact",
        NewsletterRate = "newsletter-rate",
        ReminderDays = "reminder-days",
        FollowUpDays = "follow-up-days",
        SmallestFigure = "smallest-figure",
        SmallestFigureBySex = "smallest-figure-by-sex",
    }
}

impl Setting {
    /// The least and the most of a number; nothing for what is no number.
    pub fn bounds(self) -> Option<(u32, u32)> {
        match self {
            Self::Contact => None,
            Self::NewsletterRate => Some((1, 100_000)),
            Self::ReminderDays => Some((3, 60)),
            Self::FollowUpDays => Some((7, 365)),
            // Promised to everybody: never less.
            Self::SmallestFigure => Some((5, 1000)),
            Self::SmallestFigureBySex => Some((10, 1000)),
        }
    }

    /// # Errors
    /// The text key of what is wrong.
    pub fn parse(self, typed: &str) -> Result<String, &'static str> {
        let typed = typed.trim();
        match self.bounds() {
            Some((least, most)) => {
                let number: i64 = typed.parse().map_err(|_| "setting-no-number")?;
                let fits = (i64::from(least)..=i64::from(most)).contains(&number);
                fits.then(|| number.to_string()).ok_or("setting-out-of-bounds")
            }
            None => {
                let address: lettre::Address = typed.parse().map_err(|_| "email-wrong")?;
                Ok(address.to_string())
            }
        }
    }
}

mod change {
    use sea_orm::entity::prelude::*;

    use super::{PersonId, SettingChangeId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "setting_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SettingChangeId,
        pub setting: String,
        pub value: Option<String>,
        pub previous: Option<String>,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use change::Model as Change;
use change::{ActiveModel, Column, Entity};

/// What holds now; what nobody changed is not in it.
#[derive(Clone, Debug, Default)]
pub struct Values(HashMap<Setting, String>);

impl Values {
    pub fn text(&self, setting: Setting) -> Option<&str> {
        self.0.get(&setting).map(String::as_str)
    }

    /// The number that holds: `usual` where nobody changed it, and never outside the bounds.
    pub fn number(&self, setting: Setting, usual: u32) -> u32 {
        let number = self.text(setting).and_then(|text| text.parse().ok()).unwrap_or(usual);
        match setting.bounds() {
            Some((least, most)) if self.text(setting).is_some() => number.clamp(least, most),
            _ => number,
        }
    }
}

/// What holds where nobody changed it: how this server was started, or what is usual. Hung on the store.
pub struct StartedWith(pub HashMap<Setting, String>);

/// What this server read last; hung on the store when it starts.
#[derive(Default)]
pub struct RuntimeSettings(RwLock<Option<(DateTime<Utc>, Arc<Values>)>>);

const READ_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(1);

impl RuntimeSettings {
    fn fresh(&self, now: DateTime<Utc>) -> Option<Arc<Values>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (at, values) = kept.as_ref()?;
        (*at <= now && now - *at < READ_AGAIN_AFTER).then(|| values.clone())
    }

    fn keep(&self, at: DateTime<Utc>, values: &Arc<Values>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((at, values.clone()));
    }
}

/// What holds now, from memory where it was read within the last minute.
pub async fn current(db: &Db) -> Outcome<Arc<Values>> {
    let (kept, now) = (db.attached::<RuntimeSettings>(), db.clock().now());
    if let Some(values) = kept.as_ref().and_then(|kept| kept.fresh(now)) {
        return Ok(values);
    }
    let values = Arc::new(stored(db.read()).await?);
    if let Some(kept) = kept {
        kept.keep(now, &values);
    }
    Ok(values)
}

/// After a change: this server reads them anew at once.
pub fn read_again(db: &Db) {
    if let Some(kept) = db.attached::<RuntimeSettings>() {
        *kept.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// What holds, as it is stored.
pub async fn stored(read: &Read) -> Outcome<Values> {
    let rows = Entity::find().order_by_asc(Column::At).order_by_asc(Column::Id).all(read).await?;
    let mut values = HashMap::new();
    for row in rows {
        match (Setting::from_word(&row.setting), row.value) {
            (Some(setting), Some(value)) => drop(values.insert(setting, value)),
            (Some(setting), None) => drop(values.remove(&setting)),
            (None, _) => {}
        }
    }
    Ok(Values(values))
}

/// One page of the changes, the newest first, and how many there are.
pub async fn changes(read: &Read, of: Option<Setting>, page: u64) -> Outcome<(Vec<Change>, u64)> {
    let mut asked = Entity::find();
    if let Some(setting) = of {
        asked = asked.filter(Column::Setting.eq(setting.word()));
    }
    page_of(read, asked.order_by_desc(Column::At).order_by_desc(Column::Id), page).await
}

/// Writes a change; `None` puts back what the operator set. What held before is noted with it.
///
/// # Errors
/// `Problem::Conflict` when it holds already.
pub async fn change(
    work: &UnitOfWork,
    setting: Setting,
    value: Option<String>,
    by: PersonId,
    reason: &str,
) -> Outcome<SettingChangeId> {
    let previous = stored(work).await?.text(setting).map(str::to_owned);
    if previous == value {
        return Err(Problem::Conflict("setting-holds-already"));
    }
    let id: SettingChangeId = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        setting: Set(setting.word().to_owned()),
        value: Set(value),
        previous: Set(previous),
        reason: Set(reason.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::{Setting, Values};

    #[test]
    fn a_small_number_is_never_smaller_than_promised() {
        assert_eq!(Setting::SmallestFigure.parse("4"), Err("setting-out-of-bounds"));
        assert_eq!(Setting::SmallestFigure.parse(" 7 "), Ok("7".to_owned()));
        assert_eq!(Setting::SmallestFigure.parse("-1"), Err("setting-out-of-bounds"));
        assert_eq!(Setting::SmallestFigure.parse("seven"), Err("setting-no-number"));
        assert!(Setting::Contact.parse("nobody").is_err());
        let forged = Values([(Setting::SmallestFigure, "1".to_owned())].into());
        assert_eq!(forged.number(Setting::SmallestFigure, 5), 5);
        assert_eq!(Values::default().number(Setting::NewsletterRate, 200), 200);
    }
}
