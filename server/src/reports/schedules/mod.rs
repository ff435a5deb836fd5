//! Reports that come by mail, every week or every month. The mail has a link and no figures: who opens it sees what
//! they may see that day.

mod access;
mod commands;
mod jobs;
mod mails;
mod pages;
pub mod store;

pub use jobs::jobs;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Utc};

use crate::platform::{Access, PersonId, Routes, mail, pages::Example};

crate::id_type!(ScheduleId);

crate::word_enum! {
    /// Its text is `report-often-<word>`.
    Often {
        Week = "week",
        Month = "month",
    }
}

/// A report that somebody is told of again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub id: ScheduleId,
    pub person: PersonId,
    pub often: Often,
    /// As it stands in the report's address.
    pub question: String,
    pub next_at: DateTime<Utc>,
}

impl Often {
    /// The next Monday, or the first of the next month, at six in the morning (UTC).
    pub fn next_after(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let today = now.date_naive();
        let day = match self {
            Self::Week => {
                let days = 7 - u64::from(today.weekday().num_days_from_monday());
                today.checked_add_days(Days::new(days))
            }
            Self::Month => {
                let first = NaiveDate::from_ymd_opt(today.year(), today.month(), 1);
                first.and_then(|first| first.checked_add_months(Months::new(1)))
            }
        };
        let six = NaiveTime::from_hms_opt(6, 0, 0).unwrap_or_default();
        day.unwrap_or(today).and_time(six).and_utc()
    }
}

pub fn routes() -> Routes {
    Routes::new().post("/reports/schedules", Access::SignedIn, pages::begin).post(
        "/reports/schedules/{schedule}/end",
        Access::SignedIn,
        pages::end,
    )
}

pub fn examples() -> Vec<Example> {
    mail::examples_of::<mails::ReportMail>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekly_report_comes_on_monday_and_a_monthly_one_on_the_first() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // A Sunday.
        assert_eq!(Often::Week.next_after(at("2026-11-22T08:00:00Z")), at("2026-11-23T06:00:00Z"));
        assert_eq!(Often::Week.next_after(at("2026-11-23T06:00:00Z")), at("2026-11-30T06:00:00Z"));
        assert_eq!(Often::Month.next_after(at("2026-12-31T23:00:00Z")), at("2027-01-01T06:00:00Z"));
    }
}
