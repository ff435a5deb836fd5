//! A seat on the committee counts wherever somebody is asked what they may do.

use crate::organisations::actors::Members;

/// It counts as long as the person belongs to the factory.
const SEATS: &str = "\
    SELECT STRING_AGG(k.side || ' ' || CAST(k.from_on AS TEXT) || ' ' || COALESCE(CAST(k.until_on AS TEXT), ''), ';') \
    FROM committee c JOIN committee_member k ON k.committee_id = c.id \
    WHERE c.organisation_id = m.organisation_id AND k.person_id = m.person_id";

/// Those who ask, with their memberships and seats.
pub fn actors() -> Members {
    Members { seats: SEATS }
}
