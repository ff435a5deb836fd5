//! A day as it is typed, and in which years it may lie.

use chrono::{Datelike, NaiveDate};

/// Factories, people and plans of the Academy live in these years.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

const WRONG: &str = "problem-day-wrong";
pub(super) const UNMEANT: &str = "problem-day-unmeant";

/// A day that somebody can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(NaiveDate);

impl Day {
    /// As a calendar in the browser sends it: `2026-11-22`, with space around it or none.
    ///
    /// # Errors
    /// The text key of why it is none: it cannot be read, or it lies in another century.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        typed.trim().parse().map_err(|_| WRONG).and_then(Self::of)
    }

    /// The same where the field may stay empty.
    ///
    /// # Errors
    /// As [`Day::parse`].
    pub fn optional(typed: &str) -> Result<Option<NaiveDate>, &'static str> {
        match typed.trim() {
            "" => Ok(None),
            typed => Self::parse(typed).map(|day| Some(day.date())),
        }
    }

    /// # Errors
    /// The text key for a day of another century.
    pub fn of(date: NaiveDate) -> Result<Self, &'static str> {
        if YEARS.contains(&date.year()) { Ok(Self(date)) } else { Err(UNMEANT) }
    }

    pub fn date(self) -> NaiveDate {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_a_century_that_somebody_can_mean() {
        for typed in ["+262142-12-31", "9999-12-31", "0000-01-01", "-0001-01-01", "1899-12-31", "2200-01-01"]
        {
            assert_eq!(Day::parse(typed), Err(UNMEANT), "{typed}");
        }
        for typed in ["", "9999", "2026-02-30", "22/11/2026", "9999-12-31 is no day of ours"] {
            assert_eq!(Day::parse(typed), Err(WRONG), "{typed}");
        }
        for typed in ["1900-01-01", "2026-11-22", " 2199-12-31 "] {
            assert_eq!(Day::parse(typed).unwrap().date().to_string(), typed.trim());
        }
        assert_eq!(Day::optional(" "), Ok(None));
        assert_eq!(Day::optional("soon"), Err(WRONG));
    }
}
