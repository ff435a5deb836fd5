//! How figures are painted, and which are kept back. Pure.

use super::store::{LearningCount, ThemeCount};
use crate::platform::smallest_figure::Smallest;

crate::word_enum! {
    /// How a theme stands in a factory, by the worst of its items. Its text is `shared-theme-<word>`.
    ThemeState {
        Overdue = "overdue",
        DueSoon = "due-soon",
        UnderWay = "under-way",
        Verified = "verified",
        Nothing = "nothing",
    }
}

impl ThemeState {
    /// The state of a cell and a mark.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueSoon => "due",
            Self::UnderWay => "under-way",
            Self::Verified => "done",
            Self::Nothing => "not-needed",
        }
    }
}

impl ThemeCount {
    /// The worst of its items, and how many stand so.
    pub fn worst(&self) -> (ThemeState, i64) {
        let unverified = self.open + self.under_way + self.reported_fixed;
        match self {
            Self { overdue: 1.., .. } => (ThemeState::Overdue, self.overdue),
            Self { due_soon: 1.., .. } => (ThemeState::DueSoon, self.due_soon),
            _ if unverified > 0 => (ThemeState::UnderWay, unverified),
            Self { verified: 1.., .. } => (ThemeState::Verified, self.verified),
            _ => (ThemeState::Nothing, 0),
        }
    }
}

/// What of the people's learning may be told; `None` where it is kept back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LearningTold {
    pub people: Option<i64>,
    pub completed: Option<i64>,
}

impl LearningTold {
    /// Keeps back few people, and with them what could be found by taking away.
    pub fn of(count: LearningCount, smallest: Smallest) -> Self {
        let told = |number: i64| smallest.allows(number);
        let people = Some(count.people).filter(|number| told(*number));
        let rest = count.people - count.completed;
        let completed = people.and(Some(count.completed)).filter(|number| told(*number) && told(rest));
        Self { people, completed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_over_few_people_are_kept_back_also_by_subtraction() {
        let told_from = |smallest, (people, completed)| {
            let told = LearningTold::of(LearningCount { people, completed }, smallest);
            (told.people, told.completed)
        };
        let told = |people, completed| told_from(Smallest::default(), (people, completed));
        assert_eq!(told(0, 0), (Some(0), Some(0)));
        assert_eq!(told(4, 4), (None, None));
        assert_eq!(told(12, 3), (Some(12), None), "few completed");
        assert_eq!(told(12, 9), (Some(12), None), "few did not");
        assert_eq!(told(12, 12), (Some(12), Some(12)));
        assert_eq!(told(12, 6), (Some(12), Some(6)));
        let higher = Smallest { people: 7, by_sex: 10 };
        assert_eq!(told_from(higher, (6, 0)), (None, None));
        assert_eq!(told_from(higher, (12, 6)), (Some(12), None));
    }

    #[test]
    fn a_theme_is_painted_by_the_worst_of_its_items() {
        let none = ThemeCount {
            factory_id: crate::platform::OrganisationId(uuid::Uuid::nil()),
            cluster: "compensation".to_owned(),
            open: 0,
            under_way: 0,
            reported_fixed: 0,
            verified: 0,
            overdue: 0,
            due_soon: 0,
        };
        assert_eq!(none.worst(), (ThemeState::Nothing, 0));
        let done = ThemeCount { verified: 2, ..none };
        assert_eq!(done.worst(), (ThemeState::Verified, 2));
        let open = ThemeCount { open: 1, reported_fixed: 2, ..done };
        assert_eq!(open.worst(), (ThemeState::UnderWay, 3));
        let late = ThemeCount { overdue: 1, due_soon: 2, ..open };
        assert_eq!(late.worst(), (ThemeState::Overdue, 1));
    }
}
