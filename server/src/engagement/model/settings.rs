//! The thresholds of the rules: rows with the day from which they hold, a country where they are its own, and a reason.

use chrono::NaiveDate;

crate::word_enum! {
    /// A threshold. Its text is `rule-<word>`.
    Rule {
        BlendedCycles = "blended-cycles",
        BlendedAmbassadors = "blended-ambassadors",
        DeliveryCheckDays = "delivery-check-days",
        InPersonShareLow = "in-person-share-low",
        InPersonShareMedium = "in-person-share-medium",
        InPersonShareHigh = "in-person-share-high",
        HybridCycle = "hybrid-cycle",
        Assessors = "assessors",
        AssessmentDays = "assessment-days",
        InitialAdvisoryDays = "initial-advisory-days",
        AssessmentDay = "assessment-day",
        AssessmentTolerance = "assessment-tolerance",
        ReportDays = "report-days",
        ProgressReportDays = "progress-report-days",
        PackageCycle = "package-cycle",
        CompletedCycleDays = "completed-cycle-days",
    }
}

impl Rule {
    /// What holds where nobody has set anything, as the programme published it.
    pub fn published(self) -> u32 {
        match self {
            Self::BlendedCycles | Self::Assessors | Self::AssessmentDays | Self::PackageCycle => 2,
            Self::BlendedAmbassadors => 1,
            Self::DeliveryCheckDays => 365,
            Self::CompletedCycleDays => 180,
            Self::InPersonShareLow => 50,
            Self::InPersonShareMedium => 70,
            Self::InPersonShareHigh => 90,
            Self::HybridCycle => 3,
            Self::InitialAdvisoryDays | Self::AssessmentDay => 100,
            Self::AssessmentTolerance => 20,
            Self::ReportDays | Self::ProgressReportDays => 30,
        }
    }

    /// The least and the most that can be set.
    pub fn bounds(self) -> (u32, u32) {
        match self {
            // Part of the delivery may be virtual, never all of it.
            Self::InPersonShareLow | Self::InPersonShareMedium | Self::InPersonShareHigh => (1, 100),
            Self::Assessors => (2, 10),
            Self::AssessmentDays => (1, 2),
            Self::BlendedCycles | Self::HybridCycle | Self::PackageCycle | Self::BlendedAmbassadors => {
                (1, 20)
            }
            Self::AssessmentTolerance => (0, 180),
            Self::CompletedCycleDays => (0, 1000),
            Self::DeliveryCheckDays
            | Self::InitialAdvisoryDays
            | Self::AssessmentDay
            | Self::ReportDays
            | Self::ProgressReportDays => (1, 1000),
        }
    }
}

/// One row, as far as the choice among them asks. `country` is empty where it holds everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub rule: Rule,
    pub country: String,
    pub amount: u32,
    pub from_on: NaiveDate,
    /// The order in which they were made: of two for one day the later holds.
    pub made: u32,
}

/// The thresholds in force in one country on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thresholds(Vec<(Rule, u32)>);

impl Thresholds {
    /// `country` is an ISO 3166-1 alpha-2 code; without one, only what holds everywhere counts.
    pub fn in_force(settings: &[Setting], country: Option<&str>, day: NaiveDate) -> Self {
        let amount = |rule: Rule| {
            let begun = settings.iter().filter(|setting| setting.rule == rule && setting.from_on <= day);
            let here = begun
                .filter(|setting| setting.country.is_empty() || Some(setting.country.as_str()) == country);
            // A country's own goes before one for everywhere, then the latest.
            let chosen =
                here.max_by_key(|setting| (!setting.country.is_empty(), setting.from_on, setting.made));
            chosen.map(|setting| (rule, setting.amount))
        };
        Self(Rule::ALL.iter().copied().filter_map(amount).collect())
    }

    /// What was set, else what was published; in the rule's own unit (a cycle's number, days, people, per cent).
    pub fn of(&self, rule: Rule) -> u32 {
        let set = self.0.iter().find(|(set, _)| *set == rule).map(|(_, amount)| *amount);
        set.unwrap_or_else(|| rule.published())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(country: &str, amount: u32, from_on: &str, made: u32) -> Setting {
        let from_on = from_on.parse().unwrap();
        Setting { rule: Rule::HybridCycle, country: country.to_owned(), amount, from_on, made }
    }

    #[test]
    fn a_countrys_own_threshold_goes_before_the_general_one_from_its_day_on() {
        let rows = [
            setting("", 4, "2026-01-01", 0),
            setting("VN", 5, "2026-03-01", 1),
            setting("VN", 6, "2026-03-01", 2),
            setting("", 7, "2026-06-01", 3),
        ];
        let of = |country, day: &str| {
            Thresholds::in_force(&rows, country, day.parse().unwrap()).of(Rule::HybridCycle)
        };
        assert_eq!(of(Some("VN"), "2025-12-31"), 3);
        assert_eq!(of(Some("VN"), "2026-01-01"), 4);
        assert_eq!(of(Some("VN"), "2026-02-28"), 4);
        assert_eq!(of(Some("VN"), "2026-03-01"), 6);
        assert_eq!(of(Some("VN"), "2026-07-01"), 6);
        assert_eq!(of(Some("KH"), "2026-07-01"), 7);
        assert_eq!(of(None, "2026-05-31"), 4);
    }

    #[test]
    fn what_is_published_lies_within_the_bounds() {
        for rule in Rule::ALL {
            let (least, most) = rule.bounds();
            assert!((least..=most).contains(&rule.published()), "{rule:?}");
        }
    }
}
