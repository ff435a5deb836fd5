//! From what a factory must improve to what its people could learn: which rows of the table fit, in which order, and why.
//! Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    pathways::model::{GoalKind, StepDelivery, StepKind},
    platform::{Sentence, folding::fold},
};

/// A row of the table of suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Never changes: `osh-walk-through`.
    pub code: String,
    /// Codes of compliance points; any where there are none.
    pub compliance_points: Vec<String>,
    /// Words that a root cause holds; any where there are none.
    pub root_causes: Vec<String>,
    /// ISO 3166-1 alpha-2; every country where it is `None`.
    pub country: Option<String>,
    pub learning: Learning,
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_until: Option<NaiveDate>,
    /// Who says that it helps, and where.
    pub source: String,
    /// How often people of the Academy changed it; `None` for a row as the Academy comes with it.
    pub changes: Option<i32>,
}

/// What is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    pub kind: StepKind,
    pub delivery: StepDelivery,
    pub goal: GoalKind,
    /// The slug of a course.
    pub course: Option<String>,
    /// By language: what a workshop, a visit or a task is called.
    pub titles: BTreeMap<String, String>,
    /// Complete only together with a facilitated session.
    pub needs_session: bool,
}

/// An item of an improvement plan that is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub item: Uuid,
    pub point: String,
    pub root_cause: Option<String>,
    pub severity: Severity,
    /// In how many cycles it was found; at least 1.
    pub found_in: u32,
}

crate::word_enum! {
    /// How severe a finding is, as far as suggestions tell them apart.
    Severity {
        Low = "low",
        Medium = "medium",
        High = "high",
        Critical = "critical",
    }
}

/// How far the people of a factory are with a course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    pub done: u32,
    pub of: u32,
}

/// How an item stood when something was decided about a suggestion for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    pub item: Uuid,
    pub severity: Severity,
    pub found_in: u32,
    pub root_cause: Option<String>,
}

crate::word_enum! {
    /// What became of a suggestion. Its text is `suggestion-decision-<word>`.
    Decision {
        Accepted = "accepted",
        Changed = "changed",
        Declined = "declined",
    }
}

/// What was decided about a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub rule: String,
    pub decision: Decision,
    pub reason: String,
    pub situations: Vec<Situation>,
    pub at: DateTime<Utc>,
}

/// Something to learn for these items, with the reasons in sentences; the weightiest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub rule: Rule,
    /// The codes of the compliance points that it answers, each once.
    pub points: Vec<String>,
    /// The point of the first item.
    pub first_point: String,
    /// The items that it answers, the first the one that a step begins with.
    pub situations: Vec<Situation>,
    pub weight: u32,
    pub reasons: Vec<Sentence>,
    pub learned: Learned,
}

/// What suggestions are made from.
pub struct Grounds<'g> {
    pub rules: &'g [Rule],
    pub needs: &'g [Need],
    /// By the slug of a course; a course that nobody of the factory is on is left out.
    pub done: &'g HashMap<String, u32>,
    /// People of the factory.
    pub people: u32,
    pub country: Option<&'g str>,
    pub today: NaiveDate,
    pub decided: &'g [Decided],
}

const OF_SEVERITY: u32 = 30;
const OF_REPEAT: u32 = 20;
const OF_REACH: u32 = 8;
const OF_ROOT_CAUSE: u32 = 10;
const OF_NEWS: u32 = 20;
/// More than this adds no weight.
const MOST_REPEATS: u32 = 3;
const MOST_ITEMS: u32 = 5;

/// Those that fit, the weightiest first. What was decided while all stood as it stands is not among them.
pub fn rank(grounds: &Grounds<'_>) -> Vec<Suggestion> {
    let mut suggestions: Vec<Suggestion> = grounds
        .rules
        .iter()
        .filter(|rule| rule.is_in_force(grounds.country, grounds.today))
        .filter(|rule| !grounds.is_said_otherwise(rule))
        .filter_map(|rule| suggest(rule, grounds))
        .collect();
    suggestions.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.rule.code.cmp(&b.rule.code)));
    suggestions
}

impl Grounds<'_> {
    /// Whether the country has a row of its own for the course that this row names for every country, in force or ended.
    fn is_said_otherwise(&self, rule: &Rule) -> bool {
        let here = |other: &&Rule| other.country.is_some() && other.country.as_deref() == self.country;
        let mut own = self.rules.iter().filter(here);
        rule.country.is_none()
            && rule.learning.course.is_some()
            && own.any(|other| other.learning.course == rule.learning.course)
    }
}

impl Rule {
    /// In this country (ISO 3166-1 alpha-2) on this day; the first and the last day count. A rule without a country holds
    /// in all.
    pub fn is_in_force(&self, country: Option<&str>, on: NaiveDate) -> bool {
        let here = self.country.is_none() || self.country.as_deref() == country;
        here && self.valid_from <= on && self.valid_until.is_none_or(|last| on <= last)
    }

    fn answers(&self, need: &Need) -> bool {
        let by_point = self.compliance_points.is_empty() || self.compliance_points.contains(&need.point);
        by_point && (self.root_causes.is_empty() || self.answers_cause(need))
    }

    fn answers_cause(&self, need: &Need) -> bool {
        // People write the root cause in their own words.
        let Some(written) = need.root_cause.as_ref().map(|cause| fold(cause)) else { return false };
        self.root_causes.iter().any(|cause| written.contains(&fold(cause)))
    }
}

fn suggest(rule: &Rule, grounds: &Grounds<'_>) -> Option<Suggestion> {
    let needs: Vec<&Need> = grounds.needs.iter().filter(|need| rule.answers(need)).collect();
    let severest = needs.iter().map(|need| need.severity).max()?;
    let situations: Vec<Situation> = needs.iter().map(|need| situation(need)).collect();
    let last = grounds.decided.iter().filter(|decided| decided.rule == rule.code).max_by_key(|last| last.at);
    let mut reasons = match last {
        None => Vec::new(),
        Some(decided) => came_back(decided, &situations)?,
    };
    let found_in = needs.iter().map(|need| need.found_in).max().unwrap_or(1);
    let reach = u32::try_from(needs.len()).unwrap_or(u32::MAX);
    let by_cause = needs.iter().any(|need| rule.answers_cause(need));
    let done = rule.learning.course.as_ref().and_then(|course| grounds.done.get(course)).copied();
    let learned = Learned { done: done.unwrap_or(0).min(grounds.people), of: grounds.people };
    reasons.extend(because(rule, severest, found_in, reach, by_cause, learned));
    Some(Suggestion {
        weight: weight(severest, found_in, reach, by_cause, learned),
        points: needs.iter().map(|need| need.point.clone()).collect::<BTreeSet<_>>().into_iter().collect(),
        first_point: needs.first().map(|need| need.point.clone()).unwrap_or_default(),
        rule: rule.clone(),
        situations,
        reasons,
        learned,
    })
}

fn situation(need: &Need) -> Situation {
    let Need { item, severity, found_in, root_cause, .. } = need.clone();
    Situation { item, severity, found_in, root_cause }
}

fn weight(severest: Severity, found_in: u32, reach: u32, by_cause: bool, learned: Learned) -> u32 {
    let severity = match severest {
        Severity::Low => 1,
        Severity::Medium => 2,
        Severity::High => 3,
        Severity::Critical => 4,
    };
    let cause = if by_cause { OF_ROOT_CAUSE } else { 0 };
    let new_to = learned.of.saturating_sub(learned.done);
    let news = (OF_NEWS * new_to).checked_div(learned.of).unwrap_or(OF_NEWS);
    severity * OF_SEVERITY
        + found_in.saturating_sub(1).min(MOST_REPEATS) * OF_REPEAT
        + reach.min(MOST_ITEMS) * OF_REACH
        + cause
        + news
}

/// One sentence for each thing that weighed.
fn because(
    rule: &Rule,
    severest: Severity,
    found_in: u32,
    reach: u32,
    by_cause: bool,
    learned: Learned,
) -> Vec<Sentence> {
    let mut reasons = vec![Sentence::of(match severest {
        Severity::Critical | Severity::High => "suggestion-because-severe",
        Severity::Medium => "suggestion-because-medium",
        Severity::Low => "suggestion-because-low",
    })];
    if found_in > 1 {
        reasons.push(Sentence::of("suggestion-because-repeated").with("cycles", found_in));
    }
    if reach > 1 {
        reasons.push(Sentence::of("suggestion-because-reach").with("items", reach));
    }
    if by_cause {
        reasons.push(Sentence::of("suggestion-because-cause"));
    }
    if rule.learning.course.is_some() && learned.of > 0 {
        reasons.push(match learned.done {
            0 => Sentence::of("suggestion-because-new"),
            done => Sentence::of("suggestion-because-learned").with("done", done).with("people", learned.of),
        });
    }
    if rule.learning.needs_session {
        reasons.push(Sentence::of("suggestion-because-session"));
    }
    reasons
}

/// Why what was decided is offered again; `None` while all stands as it stood. What was accepted comes back only when an
/// item was found again.
fn came_back(decided: &Decided, now: &[Situation]) -> Option<Vec<Sentence>> {
    let declined = decided.decision == Decision::Declined;
    let mut back: Vec<Sentence> = Vec::new();
    let mut add = |sentence: Sentence| {
        if !back.contains(&sentence) {
            back.push(sentence);
        }
    };
    for new in now {
        let Some(old) = decided.situations.iter().find(|old| old.item == new.item) else {
            if declined {
                add(Sentence::of("suggestion-back-item"));
            }
            continue;
        };
        if declined && new.severity != old.severity {
            add(Sentence::of("suggestion-back-severity"));
        }
        if new.found_in != old.found_in {
            add(Sentence::of("suggestion-back-repeated").with("cycles", new.found_in));
        }
        if declined && new.root_cause != old.root_cause {
            add(Sentence::of("suggestion-back-cause"));
        }
    }
    (!back.is_empty()).then_some(back)
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
