//! The words and rules of an improvement plan, pure.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::platform::folding::fold;

crate::word_enum! {
    /// How far an item is. Its text is `improvement-state-<word>`.
    ItemState {
        Open = "open",
        UnderWay = "under-way",
        ReportedFixed = "reported-fixed",
        Verified = "verified",
    }
}

crate::word_enum! {
    /// Where a finding comes from. Its text is `finding-source-<word>`.
    SourceKind {
        SelfDiagnosis = "self-diagnosis",
        BwAssessment = "bw-assessment",
        SlcpSelfAssessment = "slcp-self-assessment",
        WorkerSurvey = "worker-survey",
        Other = "other",
    }
}

crate::word_enum! {
    /// How grave a finding is. Its text is `severity-<word>`.
    Severity {
        Low = "low",
        Medium = "medium",
        High = "high",
        Critical = "critical",
    }
}

crate::word_enum! {
    /// A side of the bipartite committee. Its text is `improvement-side-<word>`.
    VoiceSide {
        Management = "management",
        Workers = "workers",
    }
}

crate::word_enum! {
    /// What a side says of an item. Its text is `voice-stance-<word>`.
    Stance {
        Solved = "solved",
        PartlySolved = "partly-solved",
        NotSolved = "not-solved",
    }
}

impl ItemState {
    /// What people may set; only an adviser verifies, by a step of its own.
    pub const WORKED: [Self; 3] = [Self::Open, Self::UnderWay, Self::ReportedFixed];

    /// Whether nothing is left to do.
    pub fn is_closed(self) -> bool {
        self == Self::Verified
    }

    /// Its day has passed, and it is not verified.
    pub fn is_late(self, due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
        !self.is_closed() && due_on.is_some_and(|due_on| due_on < today)
    }
}

/// What is known of an item when an adviser wants to verify it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proof {
    /// The factory says that it is done.
    pub reported_fixed: bool,
    pub evidence: u64,
    pub management: Option<Stance>,
    pub workers: Option<Stance>,
}

impl Proof {
    /// Why it cannot be verified yet, as text keys; nothing where it can. Learning is not among what counts.
    pub fn lacks(&self) -> Vec<&'static str> {
        let mut lacking = Vec::new();
        if !self.reported_fixed {
            lacking.push("item-lacks-report");
        }
        if self.evidence == 0 {
            lacking.push("item-lacks-evidence");
        }
        if self.management.is_none() {
            lacking.push("item-lacks-management-view");
        }
        if self.workers.is_none() {
            lacking.push("item-lacks-workers-view");
        }
        if [self.management, self.workers].contains(&Some(Stance::NotSolved)) {
            lacking.push("item-side-says-not-solved");
        }
        lacking
    }
}

/// Who was heard on an item, over both sides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heard {
    pub management: bool,
    pub workers: bool,
    pub women: bool,
    pub men: bool,
}

impl Heard {
    /// A sentence (its key) for each side and sex that was not heard.
    pub fn warnings(&self) -> Vec<&'static str> {
        let lines = [
            (self.management, "heard-not-management"),
            (self.workers, "heard-not-workers"),
            (self.women || !(self.management || self.workers), "heard-not-women"),
            (self.men || !(self.management || self.workers), "heard-not-men"),
        ];
        lines.into_iter().filter(|(heard, _)| !heard).map(|(_, key)| key).collect()
    }
}

/// The candidate most like what was written, if any is like it at all.
pub fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const LIKE: f64 = 0.5;
    let pairs = pairs(written);
    let length = written.chars().count();
    let scored = candidates.into_iter().map(|candidate| {
        let apart = candidate.chars().count().abs_diff(length);
        (likeness(&pairs, candidate), std::cmp::Reverse(apart), candidate)
    });
    let best = scored.max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    best.filter(|(score, ..)| *score >= LIKE).map(|(.., candidate)| candidate)
}

/// The neighbouring letters of each word, counted.
fn pairs(text: &str) -> HashMap<(char, char), u32> {
    let mut counted = HashMap::new();
    for word in fold(text).split(|letter: char| !letter.is_alphanumeric()) {
        let ahead = word.chars().skip(1);
        for pair in word.chars().zip(ahead) {
            *counted.entry(pair).or_default() += 1;
        }
    }
    counted
}

/// Sørensen and Dice: twice what both have, by what both have together.
fn likeness(written: &HashMap<(char, char), u32>, candidate: &str) -> f64 {
    let candidate = pairs(candidate);
    let total: u32 = written.values().sum::<u32>() + candidate.values().sum::<u32>();
    let both: u32 =
        written.iter().filter_map(|(pair, count)| candidate.get(pair).map(|other| other.min(count))).sum();
    if total == 0 { 0.0 } else { f64::from(both * 2) / f64::from(total) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_point_is_found_and_nonsense_is_like_none() {
        let codes = ["paid-leave", "leave", "chemicals", "emergency-preparedness"];
        assert_eq!(nearest("payed leave", codes), Some("paid-leave"));
        assert_eq!(nearest("chemical", codes), Some("chemicals"));
        assert_eq!(nearest("xyz", codes), None);
        assert_eq!(nearest("", codes), None);
        assert_eq!(nearest("nothing", ["method-of-payment", "Hình thức trả lương"]), None);
    }

    #[test]
    fn only_evidence_and_both_sides_let_an_item_be_verified() {
        let whole = Proof {
            reported_fixed: true,
            evidence: 1,
            management: Some(Stance::Solved),
            workers: Some(Stance::PartlySolved),
        };
        assert_eq!(Proof { reported_fixed: false, ..whole }.lacks(), ["item-lacks-report"]);
        assert!(whole.lacks().is_empty());
        assert_eq!(Proof { evidence: 0, ..whole }.lacks(), ["item-lacks-evidence"]);
        assert_eq!(Proof { workers: None, ..whole }.lacks(), ["item-lacks-workers-view"]);
        let against = Proof { workers: Some(Stance::NotSolved), ..whole };
        assert_eq!(against.lacks(), ["item-side-says-not-solved"]);
        assert_eq!(Proof::default().lacks().len(), 4);
    }

    #[test]
    fn who_was_not_heard_is_said_in_words() {
        let one_side = Heard { management: true, men: true, ..Heard::default() };
        assert_eq!(one_side.warnings(), ["heard-not-workers", "heard-not-women"]);
        let all = Heard { management: true, workers: true, women: true, men: true };
        assert!(all.warnings().is_empty());
    }
}
