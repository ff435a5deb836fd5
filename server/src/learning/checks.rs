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
    ]
}

const ENROLMENT_WITHOUT_RECORD: &str = "\
    SELECT COUNT(*) FROM enrolment e \
    WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.enrolment_id = e.id AND r.verb = 'registered')";

const STEPS_MISCOUNTED: &str = "\
    SELECT COUNT(*) FROM progress p WHERE p.steps_done <> (SELECT COUNT(*) FROM step_progress s \
    WHERE s.enrolment_id = p.enrolment_id AND s.done_at IS NOT NULL AND s.step NOT LIKE 'module/%')";

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
