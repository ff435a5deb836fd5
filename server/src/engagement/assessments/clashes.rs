//! Where assessments that somebody knows of stand in each other's way. They are told of those alone.

use super::store::Assessment;
use crate::{engagement::model::assessment::Mode, platform::Sentence};

/// `known` are all that the reader knows of, this one among them.
pub fn clashes(one: &Assessment, known: &[Assessment]) -> Vec<Sentence> {
    let others = || known.iter().filter(|other| other.id != one.id && !other.is_settled());
    // A virtual check may come on top of the assessment of a cycle.
    let is_whole = |assessment: &Assessment| assessment.mode != Mode::VirtualCheck;
    let second = others().any(|other| other.cycle == one.cycle && is_whole(other) && is_whole(one));
    let meets = |other: &Assessment| {
        let same_days = other.first_on <= one.last_on && one.first_on <= other.last_on;
        same_days && other.assessors.iter().any(|assessor| one.assessors.contains(assessor))
    };
    let second = second.then(|| Sentence::of("assessment-two-in-cycle"));
    let same_days = others().any(meets).then(|| Sentence::of("assessment-same-days"));
    second.into_iter().chain(same_days).collect()
}
