//! A seat on the committee counts wherever somebody is asked what they may do.

use crate::organisations::actors::Members;

/// Who sits on two seats sits on the first one. It counts as long as the person belongs to the factory.
const SEAT: &str = "\
    SELECT k.side FROM committee c JOIN committee_member k ON k.committee_id = c.id \
    WHERE c.organisation_id = m.organisation_id AND k.person_id = m.person_id \
    AND k.from_on <= $1 AND (k.until_on IS NULL OR k.until_on >= $1) \
    ORDER BY k.side, k.from_on, k.id LIMIT 1";

/// Those who ask, with their memberships and seats.
pub fn actors() -> Members {
    Members { seat: SEAT }
}
