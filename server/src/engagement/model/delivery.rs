//! How a factory may be served and assessed (R1 to R4): each condition is answered in words.

use chrono::NaiveDate;

use super::{
    Answer, Reason, Risk,
    settings::{Rule, Thresholds},
};
use crate::platform::Sentence;

/// What is known about virtual delivery at a factory, as it was on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    pub checked_on: NaiveDate,
    /// It meets the performance criteria.
    pub performs: bool,
    pub risk: Risk,
    /// Devices, bandwidth and a room.
    pub technology: bool,
    /// Active factory ambassadors.
    pub ambassadors: u32,
}

/// R1, with the least share of the delivery that stays in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blended {
    pub answer: Answer,
    /// Percent.
    pub in_person_share: u32,
}

/// R1: blended delivery, after so many *completed* cycles. What is not allowed is wholly in person.
pub fn blended(
    completed: u32,
    readiness: Option<&Readiness>,
    rules: &Thresholds,
    today: NaiveDate,
) -> Blended {
    let needed = rules.of(Rule::BlendedCycles);
    let mut reasons = vec![Reason::new(
        completed >= needed,
        Sentence::of("blended-cycles-completed").with("completed", completed).with("needed", needed),
    )];
    match readiness.filter(|readiness| is_fresh(readiness, rules, today)) {
        None => reasons.push(Reason::new(false, "blended-risk-not-known")),
        Some(readiness) => reasons.extend(gates(readiness, rules)),
    }
    let answer = Answer::of(reasons);
    let share = match (answer.allowed, readiness) {
        (true, Some(readiness)) => rules.of(share_of(readiness.risk)).min(100),
        _ => 100,
    };
    Blended { answer, in_person_share: share }
}

fn gates(readiness: &Readiness, rules: &Thresholds) -> [Reason; 4] {
    let needed = rules.of(Rule::BlendedAmbassadors);
    let key = |met: bool, yes: &'static str, no: &'static str| Reason::new(met, if met { yes } else { no });
    [
        key(readiness.performs, "blended-performance-met", "blended-performance-not-met"),
        Reason::new(true, risk_key(readiness.risk)),
        key(readiness.technology, "blended-technology-met", "blended-technology-not-met"),
        Reason::new(
            readiness.ambassadors >= needed,
            Sentence::of("blended-ambassadors").with("active", readiness.ambassadors).with("needed", needed),
        ),
    ]
}

fn risk_key(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "blended-risk-low",
        Risk::Medium => "blended-risk-medium",
        Risk::High => "blended-risk-high",
    }
}

fn share_of(risk: Risk) -> Rule {
    match risk {
        Risk::Low => Rule::InPersonShareLow,
        Risk::Medium => Rule::InPersonShareMedium,
        Risk::High => Rule::InPersonShareHigh,
    }
}

/// A check grows old.
fn is_fresh(readiness: &Readiness, rules: &Thresholds, today: NaiveDate) -> bool {
    let age = (today - readiness.checked_on).num_days();
    age >= 0 && age <= i64::from(rules.of(Rule::DeliveryCheckDays))
}

/// R2: a hybrid assessment, from so many'th *current* cycle on, where no serious issue is open.
pub fn hybrid(current: Option<u32>, open_serious_issues: u32, rules: &Thresholds) -> Answer {
    let needed = rules.of(Rule::HybridCycle);
    let cycle = match current {
        Some(number) => Reason::new(
            number >= needed,
            Sentence::of("hybrid-cycle-reached").with("cycle", number).with("needed", needed),
        ),
        None => Reason::new(false, "hybrid-no-cycle"),
    };
    let issues = match open_serious_issues {
        0 => Reason::new(true, "hybrid-no-serious-issue"),
        open => Reason::new(false, Sentence::of("hybrid-serious-issues-open").with("count", open)),
    };
    Answer::of(vec![cycle, issues])
}

/// What made it impossible to come: an event outside the factory and the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'e> {
    pub cause: &'e str,
    pub happened_on: Option<NaiveDate>,
}

/// The event has not happened yet.
pub const EVENT_TO_COME: &str = "virtual-check-event-to-come";

/// R3: a virtual check stands in only when an external event keeps assessors away; nobody chooses it, and nothing that
/// has not happened yet is an event.
pub fn virtual_check(event: Event<'_>, first_day: NaiveDate, today: NaiveDate) -> Answer {
    let recorded = !event.cause.trim().is_empty();
    let cause = if recorded { "virtual-check-cause-recorded" } else { "virtual-check-cause-missing" };
    let when = match event.happened_on {
        Some(day) if day > today => Reason::new(false, EVENT_TO_COME),
        Some(day) if day <= first_day => Reason::new(true, "virtual-check-event-before"),
        Some(_) => Reason::new(false, "virtual-check-event-after"),
        None => Reason::new(false, "virtual-check-event-undated"),
    };
    Answer::of(vec![Reason::new(recorded, cause), when])
}

#[cfg(test)]
mod tests;
