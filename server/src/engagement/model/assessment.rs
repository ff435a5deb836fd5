//! How an assessment is made up: who, how many days, what is done where, and when its report is due.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{
    Delivery,
    settings::{Rule, Thresholds},
};
use crate::platform::{FieldErrors, PersonId};

crate::word_enum! {
    /// How an assessment is made. Its text is `assessment-mode-<word>`.
    Mode { OnSite = "on-site", Hybrid = "hybrid", VirtualCheck = "virtual-check" }
}

crate::word_enum! {
    /// A part of the work of an assessment. Its text is `assessment-work-<word>`.
    Work {
        Documents = "documents",
        ManagementInterviews = "management-interviews",
        WorkerInterviews = "worker-interviews",
        Inspection = "inspection",
    }
}

/// A part of the work, on the first or the second day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub work: Work,
    pub day: u32,
    pub delivery: Delivery,
}

/// The days of an assessment as they are usually made.
pub fn template(mode: Mode, days: u32) -> Vec<Block> {
    let last = days.clamp(1, 2);
    let block = |work, day, delivery| Block { work, day, delivery };
    let (here, away) = (Delivery::InPerson, Delivery::Virtual);
    match mode {
        Mode::OnSite => vec![
            block(Work::Documents, 1, here),
            block(Work::ManagementInterviews, 1, here),
            block(Work::WorkerInterviews, last, here),
            block(Work::Inspection, last, here),
        ],
        Mode::Hybrid => vec![
            block(Work::Documents, 1, away),
            block(Work::ManagementInterviews, 1, away),
            block(Work::WorkerInterviews, 2, here),
            block(Work::Inspection, 2, here),
        ],
        // Workers speak freely only where nobody listens at the door: their interviews wait for a visit.
        Mode::VirtualCheck => {
            vec![block(Work::Documents, 1, away), block(Work::ManagementInterviews, last, away)]
        }
    }
}

/// Checks the days as they were planned.
///
/// # Errors
/// The key of the first thing that is wrong.
pub fn check_blocks(mode: Mode, days: u32, blocks: &[Block]) -> Result<(), &'static str> {
    let virtual_one = |block: &Block| block.delivery == Delivery::Virtual;
    if blocks.iter().map(|block| block.work).collect::<BTreeSet<Work>>().len() < blocks.len() {
        return Err("assessment-block-twice");
    }
    if blocks.iter().any(|block| block.day < 1 || block.day > days) {
        return Err("assessment-block-outside-days");
    }
    if blocks.iter().any(|block| block.work == Work::WorkerInterviews && virtual_one(block)) {
        return Err("assessment-worker-interviews-virtual");
    }
    if blocks.iter().any(|block| block.work == Work::Inspection && virtual_one(block)) {
        return Err("assessment-inspection-virtual");
    }
    match mode {
        Mode::OnSite if blocks.iter().any(virtual_one) => Err("assessment-on-site-virtual"),
        Mode::Hybrid if days != 2 => Err("assessment-hybrid-days"),
        Mode::Hybrid if mixed(blocks) => Err("assessment-hybrid-day-mixed"),
        Mode::VirtualCheck if !blocks.iter().all(virtual_one) => Err("assessment-virtual-check-on-site"),
        _ => Ok(()),
    }
}

/// A hybrid assessment has a day of each kind, and no day of both.
fn mixed(blocks: &[Block]) -> bool {
    let days = |delivery| -> BTreeSet<u32> {
        blocks.iter().filter(|block| block.delivery == delivery).map(|block| block.day).collect()
    };
    let (here, away) = (days(Delivery::InPerson), days(Delivery::Virtual));
    here.is_empty() || away.is_empty() || !here.is_disjoint(&away)
}

/// Who makes it and on which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team<'t> {
    pub assessors: &'t [PersonId],
    pub first_on: NaiveDate,
    pub last_on: NaiveDate,
}

impl Team<'_> {
    /// Days from the first to the last, both counted; 0 where the last lies before the first.
    pub fn days(&self) -> u32 {
        u32::try_from((self.last_on - self.first_on).num_days().saturating_add(1)).unwrap_or(0)
    }

    /// # Errors
    /// At least two different assessors, one or two days in a row.
    pub fn check(&self, rules: &Thresholds) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        let different = self.assessors.iter().collect::<BTreeSet<_>>().len();
        if different < usize::try_from(rules.of(Rule::Assessors)).unwrap_or(usize::MAX) {
            errors.add("assessors", "assessment-assessors-few");
        }
        if !(1..=rules.of(Rule::AssessmentDays)).contains(&self.days()) {
            errors.add("last_on", "assessment-days-wrong");
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// About a month after the last day.
pub fn report_due(last_on: NaiveDate, rules: &Thresholds) -> NaiveDate {
    after(last_on, rules.of(Rule::ReportDays))
}

/// Whether the report came, or is, later than that.
pub fn is_late(
    last_on: NaiveDate,
    released_on: Option<NaiveDate>,
    rules: &Thresholds,
    today: NaiveDate,
) -> bool {
    released_on.unwrap_or(today) > report_due(last_on, rules)
}

/// The factory's own progress report, after the release.
pub fn progress_report_due(released_on: NaiveDate, rules: &Thresholds) -> NaiveDate {
    after(released_on, rules.of(Rule::ProgressReportDays))
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(number: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn every_template_is_as_its_mode_asks() {
        for (mode, days) in [(Mode::OnSite, 1), (Mode::OnSite, 2), (Mode::Hybrid, 2), (Mode::VirtualCheck, 1)]
        {
            assert_eq!(check_blocks(mode, days, &template(mode, days)), Ok(()), "{mode:?} {days}");
        }
        assert_eq!(check_blocks(Mode::Hybrid, 1, &[]), Err("assessment-hybrid-days"));
        let one_day = template(Mode::Hybrid, 1);
        assert_eq!(check_blocks(Mode::Hybrid, 1, &one_day), Err("assessment-block-outside-days"));
    }

    #[test]
    fn workers_are_never_interviewed_from_afar() {
        for mode in [Mode::OnSite, Mode::Hybrid, Mode::VirtualCheck] {
            let block = Block { work: Work::WorkerInterviews, day: 1, delivery: Delivery::Virtual };
            assert_eq!(
                check_blocks(mode, 2, &[block]),
                Err("assessment-worker-interviews-virtual"),
                "{mode:?}"
            );
            assert!(template(mode, 2).iter().all(|block| {
                block.work != Work::WorkerInterviews || block.delivery == Delivery::InPerson
            }));
        }
    }

    #[test]
    fn a_hybrid_assessment_has_one_day_of_each_kind() {
        let mut blocks = template(Mode::Hybrid, 2);
        for block in &mut blocks {
            block.day = 1;
        }
        assert_eq!(check_blocks(Mode::Hybrid, 2, &blocks), Err("assessment-hybrid-day-mixed"));
    }

    #[test]
    fn two_people_come_for_one_or_two_days() {
        let check = |assessors: &[PersonId], last_on: &str| {
            let team = Team { assessors, first_on: day("2026-12-01"), last_on: day(last_on) };
            team.check(&Thresholds::default()).map_err(|errors| errors.0.len())
        };
        let two = [person(1), person(2)];
        assert_eq!(check(&two, "2026-12-01"), Ok(()));
        assert_eq!(check(&two, "2026-12-02"), Ok(()));
        assert_eq!(check(&two, "2026-12-03"), Err(1));
        assert_eq!(check(&two, "2026-11-30"), Err(1));
        assert_eq!(check(&[person(1), person(1)], "2026-12-01"), Err(1));
        assert_eq!(check(&[person(1)], "2026-12-03"), Err(2));
    }

    #[test]
    fn a_report_is_due_about_a_month_later_and_late_the_day_after() {
        let rules = Thresholds::default();
        let last = day("2026-10-01");
        assert_eq!(report_due(last, &rules), day("2026-10-31"));
        assert!(!is_late(last, None, &rules, day("2026-10-31")));
        assert!(is_late(last, None, &rules, day("2026-11-01")));
        assert!(!is_late(last, Some(day("2026-10-31")), &rules, day("2027-01-01")));
        assert!(is_late(last, Some(day("2026-11-01")), &rules, day("2027-01-01")));
        assert_eq!(progress_report_due(day("2026-10-31"), &rules), day("2026-11-30"));
    }
}
