//! What must hold of records in the store.

use crate::platform::checks::Check;

pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "record-ids-once", broken: "SELECT COUNT(*) - COUNT(DISTINCT id) FROM record" },
        Check {
            name: "record-of-enrolment",
            broken: "SELECT COUNT(*) FROM record WHERE enrolment_id IS NULL",
        },
        Check {
            name: "record-not-from-the-future",
            broken: "SELECT COUNT(*) FROM record WHERE at > stored_at",
        },
    ]
}
