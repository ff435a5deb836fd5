//! What must hold of learning in the store.

use crate::platform::checks::Check;

pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "learning-enrolment-has-record", broken: ENROLMENT_WITHOUT_RECORD },
        Check { name: "learning-steps-counted", broken: STEPS_MISCOUNTED },
        Check { name: "learning-completion-recorded", broken: COMPLETION_WITHOUT_RECORD },
        Check { name: "learning-record-of-its-learner", broken: RECORD_OF_ANOTHER },
        Check { name: "learning-answer-recorded", broken: ANSWER_WITHOUT_RECORD },
        Check { name: "learning-attempt-counted", broken: ATTEMPT_MISCOUNTED },
        Check { name: "team-lines-counted", broken: LINES_MISCOUNTED },
        Check { name: "team-counts-agree", broken: COUNTS_APART },
    ]
}

const ENROLMENT_WITHOUT_RECORD: &str = "\
    SELECT COUNT(*) FROM enrolment e \
    WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.enrolment_id = e.id AND r.verb = 'registered')";

const STEPS_MISCOUNTED: &str = "\
    SELECT COUNT(*) FROM progress p WHERE p.steps_done <> (SELECT COUNT(*) FROM step_progress s \
    WHERE s.enrolment_id = p.enrolment_id AND s.done_at IS NOT NULL AND s.step NOT LIKE '%/%')";

const COMPLETION_WITHOUT_RECORD: &str = "\
    SELECT COUNT(*) FROM progress p WHERE (p.completed_at IS NOT NULL) <> EXISTS (SELECT 1 FROM record r \
    WHERE r.enrolment_id = p.enrolment_id AND r.verb = 'completed' AND r.object = 'course')";

const RECORD_OF_ANOTHER: &str = "\
    SELECT COUNT(*) FROM record r JOIN enrolment e ON e.id = r.enrolment_id WHERE r.person_id <> e.person_id";

const ANSWER_WITHOUT_RECORD: &str = "\
    SELECT COUNT(*) FROM answer a \
    WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = a.id AND r.verb = 'answered')";

const ATTEMPT_MISCOUNTED: &str = "\
    SELECT COUNT(*) FROM attempt t WHERE t.handed_in_at IS NOT NULL AND t.\"right\" <> \
    (SELECT COUNT(*) FROM answer a WHERE a.attempt_id = t.id AND a.\"right\")";

const LINES_MISCOUNTED: &str = "\
    SELECT COUNT(*) FROM team_line l WHERE l.open + l.done <> \
    (SELECT COUNT(*) FROM enrolment e WHERE e.person_id = l.person_id AND e.withdrawn_at IS NULL)";

const COUNTS_APART: &str = "\
    SELECT COUNT(*) FROM \
    (SELECT organisation_id, SUM(open) AS open, SUM(done) AS done FROM team_line GROUP BY organisation_id) l \
    LEFT JOIN \
    (SELECT organisation_id, SUM(open) AS open, SUM(done) AS done FROM team_count GROUP BY organisation_id) c \
    ON c.organisation_id = l.organisation_id \
    WHERE l.open <> COALESCE(c.open, 0) OR l.done <> COALESCE(c.done, 0)";
