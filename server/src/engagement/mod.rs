//! A factory's engagement with the programme: cycles and their adviser, the first hundred days, visits and seminars, the
//! bipartite committee, self-diagnosis, and compliance assessments with their secrecy.

pub mod access;
pub mod assessments;
pub mod committees;
pub mod cycles;
pub mod diagnoses;
mod factories_api;
pub mod model;
pub mod news;
mod pages;
mod personal_data;
mod routes;
pub mod rules;
pub mod seminars;
pub mod standing;
#[cfg(test)]
mod tests;
pub mod visits;

pub use assessments::{
    history::note_done as note_in_secret,
    left::{of_ids as assessments_in_secret, unreleased_in},
    quiet::{Unreleased, unreleased_at},
    store::{Assessment, AssessmentId, days_of_released, released as assessments_released, released_among},
    telling::{Happened as AssessmentHappened, OwnPeople, OwnPeopleDoor},
};
pub use committees::{
    seats::actors,
    store::{Committee, Member, committee_of},
};
pub use cycles::running::RunningCycles;
pub use cycles::store::{
    Cycle, CycleId, adviser_of, current_cycle, current_cycles, cycle, cycles_of, cycles_of_all,
    factories_of_adviser,
};
pub use diagnoses::{
    plan::{FoundBySide, Plan, PlanDoor},
    points::PointsDoor,
};
pub use personal_data::personal_data;
pub use routes::routes;
pub use standing::{commands::serious_issue_opened, overdue::OverdueDoor, store::NewSeriousIssue};
pub use visits::store::next_visits;

use crate::platform::{
    Action,
    checks::Check,
    pages::{Example, NavigationItem, examples_of},
};

/// Parts of addresses, with the entry of the navigation that their pages belong to: the programme's or the factory's.
pub const ELSEWHERE: &[(&str, &str)] = &[
    ("/engagement/", "/engagement"),
    ("/engagement/", "/our-factory"),
    ("/committee/", "/engagement"),
    ("/committee/", "/our-factory"),
    ("/self-diagnosis/", "/engagement"),
    ("/self-diagnosis/", "/our-factory"),
    ("/self-diagnosis-lines/", "/engagement"),
    ("/self-diagnosis-lines/", "/our-factory"),
    ("/visits/", "/engagement"),
    ("/visits/", "/our-factory"),
    ("/assessments/", "/engagement"),
    ("/assessments/", "/our-factory"),
];

pub fn navigation() -> Vec<NavigationItem> {
    vec![
        NavigationItem {
            path: "/engagement",
            text: "engagement-board-title",
            shown_to: |actor| actor.may_anywhere(access::SeeEngagements::NAME),
        },
        NavigationItem {
            path: "/our-factory",
            text: "engagement-own-factory",
            shown_to: |actor| access::SeeOwnFactory::factory_of(actor).is_some(),
        },
    ]
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<pages::board::BoardPage>(),
        examples_of::<pages::shown::FormPage>(),
        examples_of::<pages::shown::SectionsPage>(),
    ];
    pages.into_iter().flatten().collect()
}

/// What must hold in the stored data; `academy verify` looks.
pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "cycle-of-factory", broken: CYCLE_OF_NO_FACTORY },
        Check { name: "cycle-ends-after-start", broken: CYCLE_BACKWARDS },
        Check { name: "assessment-has-two-assessors", broken: LONELY_ASSESSMENT },
    ]
}

const CYCLE_OF_NO_FACTORY: &str = "\
    SELECT COUNT(*) FROM cycle c JOIN organisation o ON o.id = c.organisation_id WHERE o.kind <> 'factory'";
const CYCLE_BACKWARDS: &str = "SELECT COUNT(*) FROM cycle WHERE ended_on < started_on";
const LONELY_ASSESSMENT: &str = "\
    SELECT COUNT(*) FROM assessment a WHERE \
    (SELECT COUNT(*) FROM assessment_assessor s WHERE s.assessment_id = a.id) < 2";
