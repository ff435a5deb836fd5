//! Below how many people a figure is withheld: one setting for reports, groups, brands and progress reports alike.

use super::{
    Db, Outcome,
    runtime_settings::{self, Setting, Values},
};

/// Figures over fewer people are withheld.
pub const SMALLEST: i32 = 5;
/// The same for figures by sex.
pub const SMALLEST_BY_SEX: i32 = 10;

/// Below what number of people figures are withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Smallest {
    pub people: i32,
    pub by_sex: i32,
}

impl Default for Smallest {
    fn default() -> Self {
        Self { people: SMALLEST, by_sex: SMALLEST_BY_SEX }
    }
}

impl Smallest {
    /// As administrators set it: never less than what was promised.
    pub fn set(values: &Values) -> Self {
        let number = |setting, usual: i32| {
            let found = values.number(setting, u32::try_from(usual).unwrap_or(0));
            i32::try_from(found).unwrap_or(i32::MAX).max(usual)
        };
        Self {
            people: number(Setting::SmallestFigure, SMALLEST),
            by_sex: number(Setting::SmallestFigureBySex, SMALLEST_BY_SEX),
        }
    }

    /// What holds now, from memory where it was read within the last minute.
    pub async fn in_force(db: &Db) -> Outcome<Self> {
        let values = runtime_settings::current(db).await?;
        Ok(Self::set(&values))
    }

    /// Whether a count of people may be told: nobody, or enough of them.
    pub fn allows(self, people: impl Into<i64>) -> bool {
        let people = people.into();
        people == 0 || people >= i64::from(self.people)
    }

    /// The same for a count of one sex.
    pub fn allows_by_sex(self, people: impl Into<i64>) -> bool {
        people.into() >= i64::from(self.by_sex)
    }
}
