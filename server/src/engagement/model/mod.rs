//! The words of engagement and its rules, all pure: what the facts are comes in, an answer with its reasons comes out.

pub mod assessment;
pub mod clock;
pub mod committee;
pub mod criteria;
pub mod delivery;
pub mod package;
pub mod settings;

pub use crate::platform::roles::Side;

use chrono::NaiveDate;

use crate::platform::Sentence;

crate::word_enum! {
    /// How somebody is met. Its text is `delivery-<word>`.
    Delivery { InPerson = "in-person", Virtual = "virtual" }
}

crate::word_enum! {
    /// What a visit is for. Its text is `visit-purpose-<word>`.
    Purpose { Advisory = "advisory", Training = "training" }
}

crate::word_enum! {
    /// How a member of the committee came to it. Its text is `chosen-<word>`.
    Chosen { Elected = "elected", NamedByUnion = "named-by-union", Appointed = "appointed" }
}

crate::word_enum! {
    /// Whether the committee was there before the engagement. Its text is `committee-origin-<word>`.
    Origin { Existing = "existing", New = "new" }
}

crate::word_enum! {
    /// Grave violations, for which there is no patience. Its text is `serious-issue-<word>`.
    SeriousKind {
        ChildLabour = "child-labour",
        ForcedLabour = "forced-labour",
        Violence = "violence",
        SexualViolence = "sexual-violence",
        ImminentDanger = "imminent-danger",
        Bribery = "bribery",
        AccessRefused = "access-refused",
    }
}

crate::word_enum! {
    /// How much a factory's working conditions are at risk. Its text is `risk-<word>`.
    Risk { Low = "low", Medium = "medium", High = "high" }
}

crate::word_enum! {
    /// The eight clusters of the compliance frame. Its text is `diagnosis-cluster-<word>`.
    Cluster {
        ChildLabour = "child-labour",
        Discrimination = "discrimination",
        ForcedLabour = "forced-labour",
        FreedomOfAssociation = "freedom-of-association",
        Compensation = "compensation",
        Contracts = "contracts",
        SafetyHealth = "safety-health",
        WorkingTime = "working-time",
    }
}

crate::word_enum! {
    /// What the factory says of itself. Its text is `diagnosis-judgement-<word>`.
    JudgedAs { InOrder = "in-order", ToImprove = "to-improve", NotKnown = "not-known" }
}

/// Whether something may be, and each condition in words, met or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub allowed: bool,
    pub reasons: Vec<Reason>,
}

/// One condition, in words, and whether it is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub met: bool,
    pub sentence: Sentence,
}

impl Answer {
    /// All conditions must be met.
    pub fn of(reasons: Vec<Reason>) -> Self {
        Self { allowed: reasons.iter().all(|reason| reason.met), reasons }
    }
}

impl Reason {
    pub fn new(met: bool, sentence: impl Into<Sentence>) -> Self {
        Self { met, sentence: sentence.into() }
    }
}

/// One cycle of those that a factory went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CycleStep {
    pub number: u32,
    pub ended: bool,
}

/// A cycle from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CycleSpan {
    pub number: u32,
    pub started_on: NaiveDate,
    /// None while it runs.
    pub ended_on: Option<NaiveDate>,
}

impl CycleSpan {
    /// Whether it was ended before it lasted so many days.
    pub fn is_too_short(&self, least_days: u32) -> bool {
        self.ended_on.is_some_and(|last| (last - self.started_on).num_days() + 1 < i64::from(least_days))
    }
}

/// The cycles that count for the rules: one that was ended too soon is none, and those after it move up. Cycles that are
/// not known here count, because their numbers came from the programme's portal.
pub fn counted(cycles: &[CycleSpan], least_days: u32) -> Vec<CycleStep> {
    let short: Vec<u32> =
        cycles.iter().filter(|cycle| cycle.is_too_short(least_days)).map(|cycle| cycle.number).collect();
    let step = |cycle: &CycleSpan| {
        let before = short.iter().filter(|number| **number < cycle.number).count();
        let before = u32::try_from(before).unwrap_or(u32::MAX);
        CycleStep { number: cycle.number.saturating_sub(before), ended: cycle.ended_on.is_some() }
    };
    cycles.iter().filter(|cycle| !cycle.is_too_short(least_days)).map(step).collect()
}

/// How many cycles a factory has completed: the numbers before the one it is in. Who is in cycle 3 has completed 2.
pub fn completed_cycles(cycles: &[CycleStep]) -> u32 {
    let Some(last) = cycles.iter().max_by_key(|cycle| cycle.number) else { return 0 };
    if last.ended { last.number } else { last.number.saturating_sub(1) }
}

/// The number of the cycle that the factory is in now, if it is in one.
pub fn current_number(cycles: &[CycleStep]) -> Option<u32> {
    cycles.iter().filter(|cycle| !cycle.ended).map(|cycle| cycle.number).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycle(number: u32, ended: bool) -> CycleStep {
        CycleStep { number, ended }
    }

    #[test]
    fn who_is_in_the_third_cycle_has_completed_two() {
        assert_eq!(completed_cycles(&[]), 0);
        assert_eq!(completed_cycles(&[cycle(1, false)]), 0);
        assert_eq!(completed_cycles(&[cycle(1, true)]), 1);
        assert_eq!(completed_cycles(&[cycle(1, true), cycle(2, false)]), 1);
        assert_eq!(completed_cycles(&[cycle(1, true), cycle(2, true)]), 2);
        assert_eq!(completed_cycles(&[cycle(3, false), cycle(1, true), cycle(2, true)]), 2);
        // A portal that sends the running cycle alone.
        assert_eq!(completed_cycles(&[cycle(3, false)]), 2);
    }

    #[test]
    fn a_cycle_that_was_ended_too_soon_is_not_completed() {
        let span = |number, started_on: &str, ended_on: &str| CycleSpan {
            number,
            started_on: started_on.parse().unwrap(),
            ended_on: ended_on.parse().ok(),
        };
        let rushed = [
            span(1, "2026-10-04", "2026-11-21"),
            span(2, "2026-11-22", "2026-11-22"),
            span(3, "2026-11-23", ""),
        ];
        let steps = counted(&rushed, 180);
        assert_eq!((completed_cycles(&steps), current_number(&steps)), (0, Some(1)));
        assert_eq!(completed_cycles(&counted(&rushed, 0)), 2);
        let whole = [span(1, "2025-01-01", "2025-12-31"), span(2, "2026-01-01", "")];
        let steps = counted(&whole, 180);
        assert_eq!((completed_cycles(&steps), current_number(&steps)), (1, Some(2)));
        // A portal that sends the running cycle alone is believed.
        assert_eq!(completed_cycles(&counted(&[span(3, "2026-01-01", "")], 180)), 2);
        assert!(span(1, "2026-01-01", "2026-06-28").is_too_short(180));
        assert!(!span(1, "2026-01-01", "2026-06-29").is_too_short(180));
    }

    #[test]
    fn between_two_cycles_a_factory_is_in_none() {
        assert_eq!(current_number(&[cycle(1, true), cycle(2, true)]), None);
        assert_eq!(current_number(&[cycle(1, true), cycle(2, false)]), Some(2));
    }
}
