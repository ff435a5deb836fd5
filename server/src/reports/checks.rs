//! What must hold of the counts in the store.

use crate::platform::checks::Check;

pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "report-everybody-counted", broken: MISCOUNTED },
        Check { name: "report-counts-not-negative", broken: NEGATIVE },
    ]
}

/// 1 when the people of all are not the people who have milestones.
const MISCOUNTED: &str = "\
    SELECT COUNT(*) FROM (SELECT COUNT(DISTINCT s.person_id) AS people FROM report_standing s \
    JOIN report_milestone m ON m.enrolment_id = s.enrolment_id) p \
    WHERE p.people <> COALESCE((SELECT SUM(c.enrolled) FROM report_count c WHERE c.area_kind = 'everywhere' \
    AND c.course_id NOT IN (SELECT id FROM course) AND c.span = 'whole' AND c.breakdown = 'whole'), 0)";

const NEGATIVE: &str = "\
    SELECT COUNT(*) FROM report_count WHERE enrolled < 0 OR started < 0 OR completed < 0 OR applied < 0";
