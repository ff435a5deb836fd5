//! The words and rules of pathways. Pure.

mod broken;
mod differences;
mod following;
mod publishing;

pub use broken::{Broken, Decider, Since, Standing, broken};
pub use differences::{AtStep, Difference, DifferenceKind, differences};
pub use following::{StepCount, StepState, ThemeCell, ThemeState, slipped_since, step_state, worst};
pub use publishing::{Around, Lack, lacks};

use crate::platform::roles::{self, Role, Sex};

crate::id_type!(PathwayId);
crate::id_type!(StageId);
crate::id_type!(GoalId);
crate::id_type!(StepId);
crate::id_type!(TemplateId);

crate::word_enum! {
    /// What a step is. Its text is `pathway-kind-<word>`.
    StepKind {
        Course = "course",
        Workshop = "workshop",
        Visit = "visit",
        Task = "task",
    }
}

crate::word_enum! {
    /// How people come to it. Its text is `pathway-delivery-<word>`.
    StepDelivery {
        InPerson = "in-person",
        Virtual = "virtual",
        Digital = "digital",
    }
}

crate::word_enum! {
    /// The four kinds of goals. Its text is `pathway-goal-<word>`.
    GoalKind {
        Compliance = "compliance",
        Learning = "learning",
        SocialDialogue = "social-dialogue",
        InternalSystems = "internal-systems",
    }
}

crate::word_enum! {
    /// A side of the bipartite committee. Its text is `pathway-side-<word>`.
    Side {
        Management = "management",
        Workers = "workers",
    }
}

crate::word_enum! {
    /// What a step is to another one: whoever did it has done the other, or the other is complete only with it. Its
    /// text is `pathway-relation-<word>`.
    Relation {
        Equivalent = "equivalent",
        Together = "together",
    }
}

impl Side {
    pub fn of_seat(seat: roles::Side) -> Self {
        match seat {
            roles::Side::Management => Self::Management,
            roles::Side::Workers => Self::Workers,
        }
    }

    /// The side on which a role stands where no committee says it.
    pub fn of(role: Role) -> Option<Self> {
        match role {
            Role::FactoryManager | Role::Supervisor | Role::LearningCoordinator => Some(Self::Management),
            Role::WorkersRepresentative | Role::OrganisationMember => Some(Self::Workers),
            _ => None,
        }
    }
}

/// The roles that people of a factory have.
pub const FACTORY_ROLES: [Role; 5] = [
    Role::FactoryManager,
    Role::LearningCoordinator,
    Role::Supervisor,
    Role::WorkersRepresentative,
    Role::OrganisationMember,
];

/// Who takes part in a step; what is `None` may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakesPart {
    pub role: Option<Role>,
    pub side: Option<Side>,
    pub sex: Option<Sex>,
    /// Without case and marks; empty for every department.
    pub department: String,
}

impl TakesPart {
    /// Whether somebody could be meant by both, as far as these words tell.
    pub fn meets(&self, other: &Self) -> bool {
        fn fits<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let department = |who: &Self| Some(who.department.clone()).filter(|name| !name.is_empty());
        fits(self.role, other.role)
            && fits(self.side, other.side)
            && fits(self.sex, other.sex)
            && fits(department(self), department(other))
    }

    /// Whether somebody with these roles and departments, on this side of the committee if on any, is meant.
    pub fn means(&self, roles: &[Role], departments: &[String], seat: Option<Side>, sex: Sex) -> bool {
        let side = |side: Side| match seat {
            Some(seat) => seat == side,
            None => roles.iter().any(|role| Side::of(*role) == Some(side)),
        };
        self.role.is_none_or(|role| roles.contains(&role))
            && self.side.is_none_or(side)
            && self.sex.is_none_or(|wanted| wanted == sex)
            && (self.department.is_empty() || departments.contains(&self.department))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_take_part_by_role_side_sex_and_department() {
        let supervisor = [Role::Supervisor];
        let means = |who: TakesPart, seat| who.means(&supervisor, &["cutting".to_owned()], seat, Sex::Female);
        assert!(means(TakesPart::default(), None));
        assert!(means(TakesPart { role: Some(Role::Supervisor), ..TakesPart::default() }, None));
        assert!(!means(TakesPart { role: Some(Role::FactoryManager), ..TakesPart::default() }, None));
        assert!(means(TakesPart { sex: Some(Sex::Female), ..TakesPart::default() }, None));
        assert!(!means(TakesPart { sex: Some(Sex::Male), ..TakesPart::default() }, None));
        assert!(means(TakesPart { department: "cutting".to_owned(), ..TakesPart::default() }, None));
        assert!(!means(TakesPart { department: "sewing".to_owned(), ..TakesPart::default() }, None));
    }

    #[test]
    fn a_seat_in_the_committee_says_the_side_before_the_role_does() {
        let workers = TakesPart { side: Some(Side::Workers), ..TakesPart::default() };
        assert!(!workers.means(&[Role::Supervisor], &[], None, Sex::Male));
        assert!(workers.means(&[Role::Supervisor], &[], Some(Side::Workers), Sex::Male));
        assert!(!workers.means(&[Role::WorkersRepresentative], &[], Some(Side::Management), Sex::Male));
    }
}
