//! The criteria of high performers (R10): data of a version, answered one by one, and what the Academy itself knows of
//! them on a day.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::platform::{Language, Sentence, Texts};

crate::word_enum! {
    /// What the Academy can count itself. Its text is `criterion-<word>`, with the amount that is asked for.
    Measure {
        CompletedCycles = "completed-cycles",
        NoSeriousIssue = "no-serious-issue",
        CommitteeMonthly = "committee-monthly",
        ReleasedAssessments = "released-assessments",
        OverdueItems = "overdue-items",
    }
}

impl Measure {
    /// The amounts that a version may ask for.
    pub fn amounts(self) -> std::ops::RangeInclusive<u32> {
        match self {
            Self::CompletedCycles | Self::ReleasedAssessments => 1..=20,
            Self::NoSeriousIssue => 1..=10,
            Self::CommitteeMonthly => 1..=24,
            Self::OverdueItems => 0..=1000,
        }
    }

    /// Said where somebody would grant the status against it.
    pub fn unmet(self) -> &'static str {
        match self {
            Self::CompletedCycles => "criterion-unmet-completed-cycles",
            Self::NoSeriousIssue => "criterion-unmet-no-serious-issue",
            Self::CommitteeMonthly => "criterion-unmet-committee-monthly",
            Self::ReleasedAssessments => "criterion-unmet-released-assessments",
            Self::OverdueItems => "criterion-unmet-overdue-items",
        }
    }
}

/// What a criterion asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Criterion {
    Measured {
        measure: Measure,
        amount: u32,
    },
    /// In the words of whoever published it.
    Written {
        text: String,
    },
}

impl Criterion {
    pub fn words(&self, texts: &Texts, language: Language) -> String {
        match self {
            Self::Measured { measure, amount } => {
                let key = format!("criterion-{}", measure.word());
                texts.with(language, &key, &[("amount", (*amount).into())])
            }
            Self::Written { text } => text.clone(),
        }
    }
}

/// The criteria of a version with their keys, by which answers name them: the word of the measure, or `written-<n>` from 1.
pub fn keyed(criteria: &[Criterion]) -> Vec<(String, &Criterion)> {
    let mut written = 0_u32;
    let key = |criterion: &Criterion| match criterion {
        Criterion::Measured { measure, .. } => measure.word().to_owned(),
        Criterion::Written { .. } => {
            written = written.saturating_add(1);
            format!("written-{written}")
        }
    };
    let keys: Vec<String> = criteria.iter().map(key).collect();
    keys.into_iter().zip(criteria).collect()
}

/// What the Academy knows of a criterion, in words with the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub met: bool,
    pub sentence: Sentence,
}

/// All that the criteria are measured by. Assessments are counted once they are released, never before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerformerFacts {
    pub today: NaiveDate,
    pub completed_cycles: u32,
    /// When the cycles began, the newest first.
    pub cycles_began: Vec<NaiveDate>,
    /// Whether the newest cycle still runs.
    pub in_cycle: bool,
    pub open_issues: u32,
    pub issues_found: Vec<NaiveDate>,
    pub committee_met: Vec<NaiveDate>,
    pub released_assessments: u32,
    /// None where nobody keeps a plan for the factory.
    pub overdue_items: Option<u32>,
}

impl PerformerFacts {
    /// None where the Academy cannot know.
    pub fn known(&self, criterion: &Criterion) -> Option<Known> {
        let Criterion::Measured { measure, amount } = criterion else { return None };
        let known = |met, sentence| Some(Known { met, sentence });
        match measure {
            Measure::CompletedCycles => {
                let count = self.completed_cycles;
                known(count >= *amount, Sentence::of("known-completed-cycles").with("count", count))
            }
            Measure::NoSeriousIssue => {
                let found = self.issues_within(*amount);
                let said = Sentence::of("known-serious-issues").with("open", self.open_issues);
                known(self.open_issues == 0 && found == 0, said.with("found", found).with("amount", *amount))
            }
            Measure::CommitteeMonthly => {
                let months = self.months_met(*amount);
                let said = Sentence::of("known-committee-months").with("months", months);
                known(months >= *amount, said.with("amount", *amount))
            }
            Measure::ReleasedAssessments => {
                let count = self.released_assessments;
                known(count >= *amount, Sentence::of("known-released-assessments").with("count", count))
            }
            Measure::OverdueItems => {
                let count = self.overdue_items?;
                known(count <= *amount, Sentence::of("known-overdue-items").with("count", count))
            }
        }
    }

    /// Serious issues found in the running cycle and in so many cycles before it.
    pub fn issues_within(&self, cycles_before: u32) -> u32 {
        let counted = cycles_before.saturating_add(u32::from(self.in_cycle));
        let counted = self.cycles_began.iter().take(usize::try_from(counted).unwrap_or(usize::MAX));
        let Some(since) = counted.min() else { return 0 };
        count(self.issues_found.iter().filter(|day| *day >= since).count())
    }

    /// In how many of the last full calendar months the committee met.
    fn months_met(&self, last: u32) -> u32 {
        let this = self.today.with_day(1).unwrap_or(self.today);
        let met_in = |back: &u32| {
            let begins = this.checked_sub_months(Months::new(*back));
            let ends = this.checked_sub_months(Months::new(back.saturating_sub(1)));
            begins.zip(ends).is_some_and(|(from, until)| {
                self.committee_met.iter().any(|day| *day >= from && *day < until)
            })
        };
        count((1..=last).filter(met_in).count())
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts() -> PerformerFacts {
        PerformerFacts {
            today: day("2026-11-22"),
            completed_cycles: 2,
            cycles_began: vec![day("2026-06-01"), day("2025-06-01"), day("2024-06-01")],
            in_cycle: true,
            committee_met: ["2026-08-31", "2026-09-01", "2026-10-15", "2026-11-02"].map(day).into(),
            ..PerformerFacts::default()
        }
    }

    fn met(facts: &PerformerFacts, measure: Measure, amount: u32) -> Option<bool> {
        facts.known(&Criterion::Measured { measure, amount }).map(|known| known.met)
    }

    #[test]
    fn a_month_counts_where_the_committee_met_in_it_and_the_running_one_does_not() {
        assert_eq!(met(&facts(), Measure::CommitteeMonthly, 3), Some(true));
        assert_eq!(met(&facts(), Measure::CommitteeMonthly, 4), Some(false));
        let twice = PerformerFacts { committee_met: vec![day("2026-10-01"), day("2026-10-30")], ..facts() };
        assert_eq!(met(&twice, Measure::CommitteeMonthly, 1), Some(true));
        assert_eq!(met(&twice, Measure::CommitteeMonthly, 2), Some(false));
    }

    #[test]
    fn a_serious_issue_counts_in_the_running_cycle_and_those_before_it() {
        let found = |on: &str| PerformerFacts { issues_found: vec![day(on)], ..facts() };
        assert_eq!(met(&found("2024-06-01"), Measure::NoSeriousIssue, 2), Some(false));
        assert_eq!(met(&found("2024-05-31"), Measure::NoSeriousIssue, 2), Some(true));
        assert_eq!(met(&found("2024-06-01"), Measure::NoSeriousIssue, 1), Some(true));
        let between = PerformerFacts { in_cycle: false, ..found("2024-06-01") };
        assert_eq!(met(&between, Measure::NoSeriousIssue, 2), Some(true));
        let open = PerformerFacts { open_issues: 1, ..facts() };
        assert_eq!(met(&open, Measure::NoSeriousIssue, 2), Some(false));
    }

    #[test]
    fn amounts_are_reached_or_not_passed_and_what_nobody_counts_is_not_known() {
        assert_eq!(met(&facts(), Measure::CompletedCycles, 2), Some(true));
        assert_eq!(met(&facts(), Measure::CompletedCycles, 3), Some(false));
        assert_eq!(met(&facts(), Measure::ReleasedAssessments, 1), Some(false));
        assert_eq!(met(&facts(), Measure::OverdueItems, 0), None);
        let late = PerformerFacts { overdue_items: Some(1), ..facts() };
        assert_eq!(met(&late, Measure::OverdueItems, 0), Some(false));
        assert_eq!(met(&late, Measure::OverdueItems, 1), Some(true));
        assert_eq!(facts().known(&Criterion::Written { text: "Open books".to_owned() }), None);
    }

    #[test]
    fn answers_name_a_criterion_by_its_measure_or_its_number_among_the_written() {
        let written = |text: &str| Criterion::Written { text: text.to_owned() };
        let measured = Criterion::Measured { measure: Measure::OverdueItems, amount: 0 };
        let criteria = [measured, written("a"), written("b")];
        let keys: Vec<String> = keyed(&criteria).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["overdue-items", "written-1", "written-2"]);
    }
}
