//! The service package that is proposed for a cycle (R9), with its reasons. A person confirms it, or another.

use super::{
    Risk,
    settings::{Rule, Thresholds},
};
use crate::platform::Sentence;

crate::word_enum! {
    /// How much and what a factory gets in a cycle. Its text is `package-<word>`.
    Package { Initial = "initial", Intensive = "intensive", Standard = "standard", Advanced = "advanced" }
}

/// Everything that the proposal is made from. Taking part in the converged assessment framework is not among it: that
/// never changes the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackageFacts {
    pub cycle: u32,
    /// Reports that were released to the factory before.
    pub released_assessments: u32,
    pub open_serious_issues: u32,
    pub risk: Option<Risk>,
    pub is_high_performer: bool,
}

/// A package with what speaks for it, in words, the first reason first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub package: Package,
    pub reasons: Vec<Sentence>,
}

/// The first year has a default; later the results decide, the gravest first.
pub fn propose(facts: &PackageFacts, rules: &Thresholds) -> Proposal {
    let from = rules.of(Rule::PackageCycle);
    let because = |package, reasons| Proposal { package, reasons };
    if facts.cycle < from {
        let first = Sentence::of("package-because-first-year").with("cycle", facts.cycle).with("from", from);
        return because(Package::Initial, vec![first]);
    }
    if facts.open_serious_issues > 0 {
        let open = Sentence::of("package-because-serious-issues").with("count", facts.open_serious_issues);
        return because(Package::Intensive, vec![open]);
    }
    if facts.released_assessments == 0 {
        return because(Package::Standard, vec![Sentence::of("package-because-no-results")]);
    }
    let mut reasons = vec![Sentence::of("package-because-results").with("count", facts.released_assessments)];
    let package = match facts.risk {
        Some(Risk::High) => {
            reasons.push(Sentence::of("package-because-risk-high"));
            Package::Intensive
        }
        _ if facts.is_high_performer => {
            reasons.push(Sentence::of("package-because-high-performer"));
            Package::Advanced
        }
        Some(Risk::Low | Risk::Medium) => {
            reasons.push(Sentence::of("package-because-risk-held"));
            Package::Standard
        }
        None => {
            reasons.push(Sentence::of("package-because-risk-not-known"));
            Package::Standard
        }
    };
    because(package, reasons)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> PackageFacts {
        PackageFacts {
            cycle: 2,
            released_assessments: 1,
            open_serious_issues: 0,
            risk: Some(Risk::Low),
            is_high_performer: false,
        }
    }

    fn proposed(facts: PackageFacts) -> (Package, Vec<String>) {
        let proposal = propose(&facts, &Thresholds::default());
        (proposal.package, proposal.reasons.iter().map(|reason| reason.key.to_string()).collect())
    }

    #[test]
    fn from_the_second_year_results_propose_the_package_with_reasons() {
        let first = proposed(PackageFacts { cycle: 1, is_high_performer: true, ..facts() });
        assert_eq!(first, (Package::Initial, vec!["package-because-first-year".to_owned()]));
        assert_eq!(proposed(facts()).0, Package::Standard);
        assert_eq!(proposed(PackageFacts { is_high_performer: true, ..facts() }).0, Package::Advanced);
        assert_eq!(proposed(PackageFacts { risk: Some(Risk::High), ..facts() }).0, Package::Intensive);
        let high = PackageFacts { risk: Some(Risk::High), is_high_performer: true, ..facts() };
        assert_eq!(proposed(high).0, Package::Intensive);
        let grave = PackageFacts { open_serious_issues: 1, is_high_performer: true, ..facts() };
        assert_eq!(proposed(grave), (Package::Intensive, vec!["package-because-serious-issues".to_owned()]));
        let unknown = proposed(PackageFacts { released_assessments: 0, ..facts() });
        assert_eq!(unknown, (Package::Standard, vec!["package-because-no-results".to_owned()]));
        assert_eq!(proposed(PackageFacts { risk: None, ..facts() }).0, Package::Standard);
    }

    /// Whoever adds a fact must name it here, and cannot add the one that the programme promised not to use.
    #[test]
    fn the_converged_framework_is_no_input() {
        let PackageFacts { cycle, released_assessments, open_serious_issues, risk, is_high_performer } =
            facts();
        let _ = (cycle, released_assessments, open_serious_issues, risk, is_high_performer);
        for source in [include_str!("package.rs"), include_str!("../standing/packages.rs")] {
            let forbidden = ["sl", "cp"].concat();
            assert!(!source.to_lowercase().contains(&forbidden));
        }
    }
}
