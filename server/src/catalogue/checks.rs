//! What must hold of the catalogue in the store.

use crate::platform::checks::Check;

pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "course-shown-is-published", broken: SHOWN_UNPUBLISHED },
        Check { name: "course-published-is-shown", broken: PUBLISHED_UNSHOWN },
        Check { name: "course-versions-counted", broken: VERSIONS_WITH_GAPS },
    ]
}

const SHOWN_UNPUBLISHED: &str = "\
    SELECT COUNT(*) FROM course_listing l WHERE NOT EXISTS (SELECT 1 FROM publication p \
    WHERE p.course_version_id = l.course_version_id AND p.withdrawn_at IS NULL)";

const PUBLISHED_UNSHOWN: &str = "\
    SELECT COUNT(*) FROM publication p WHERE p.withdrawn_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM course_listing l WHERE l.course_id = p.course_id)";

const VERSIONS_WITH_GAPS: &str = "\
    SELECT COUNT(*) FROM course c WHERE (SELECT COUNT(*) FROM course_version v WHERE v.course_id = c.id) \
    <> (SELECT COALESCE(MAX(v.number), 0) FROM course_version v WHERE v.course_id = c.id)";
