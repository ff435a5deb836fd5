//! A factory's engagement with the programme: cycles and their adviser, the first hundred days, visits and seminars, the
//! bipartite committee, self-diagnosis, and compliance assessments with their secrecy.

pub mod access;
pub mod committees;
pub mod cycles;
pub mod model;
mod personal_data;

pub use committees::store::{Committee, Member, committee_of};
pub use cycles::store::{
    Cycle, CycleId, adviser_of, current_cycle, current_cycles, cycles_of, factories_of_adviser,
};
pub use personal_data::personal_data;

use crate::platform::checks::Check;

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
