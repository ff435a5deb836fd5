//! What is kept here of people. Nothing of it outlives them: what others were told about their learning names them.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![MAILS_ABOUT, NOTICES_ABOUT, NOTICES, CHOICES, RHYTHM, FEED]
}

const ABOUT: &str = "subject_id IN (SELECT e.id FROM enrolment e WHERE e.person_id = {person})";

/// Mails to others that name the person, as long as they wait.
const MAILS_ABOUT: PersonalRows = PersonalRows {
    table: "mail",
    name: "",
    whose: "sent_at IS NULL AND (content LIKE {like_name} AND template IN ('mail/notice', 'mail/notice-digest') \
        OR id IN (SELECT n.id FROM notice n JOIN enrolment e ON e.id = n.subject_id WHERE e.person_id = {person}))",
    told: &[],
    erasure: Erasure::Delete,
};

const NOTICES_ABOUT: PersonalRows =
    PersonalRows { table: "notice", name: "", whose: ABOUT, told: &[], erasure: Erasure::Delete };

/// What somebody chooses by, of a notice; by the rule of [`NoticeKind::topic`](super::NoticeKind::topic).
const TOPIC: &str = "CASE WHEN kind = 'due-tomorrow' THEN 'due-soon' WHEN kind IN ('item-due-soon', 'item-overdue') \
    THEN 'item-due' WHEN kind IN ('item-changed', 'item-commented') THEN 'item-owned' \
    WHEN kind = 'item-reopened' THEN 'item-verified' WHEN kind IN ('moved', 'withdrawn', \
    'gathering-expected', 'gathering-changed', 'gathering-off') THEN 'assigned' \
    WHEN kind IN ('assessment-cycle-ended', 'assessment-planned', 'assessment-cancelled') \
    THEN 'assessment-released' WHEN kind = 'action-agreed' THEN 'meeting-changed' \
    WHEN kind IN ('seminar-planned', 'seminar-changed', 'seminar-cancelled', 'seminar-left') \
    THEN 'seminar' WHEN kind IN ('pathway-waits', 'pathway-confirmed', 'pathway-refused') \
    THEN 'pathway' ELSE kind END";

const NOTICES: PersonalRows = PersonalRows {
    table: "notice",
    name: "notice",
    whose: "person_id = {person}",
    told: &[
        Told::time("made_at"),
        Told::word("kind", "notices-topic-").made_by(TOPIC),
        Told::text("course").made_by(
            "SELECT c.slug FROM course c JOIN enrolment e ON e.course_id = c.id WHERE e.id = notice.subject_id",
        ),
        Told::day("due_on"),
        Told::time("read_at"),
    ],
    erasure: Erasure::Delete,
};

const CHOICES: PersonalRows = PersonalRows {
    table: "notice_choice",
    name: "notice-choice",
    whose: "person_id = {person}",
    told: &[Told::word("topic", "notices-topic-"), Told::truth("in_app"), Told::truth("by_mail")],
    erasure: Erasure::Delete,
};

const RHYTHM: PersonalRows = PersonalRows {
    table: "notice_rhythm",
    name: "notice-rhythm",
    whose: "person_id = {person}",
    told: &[Told::word("rhythm", "notices-rhythm-")],
    erasure: Erasure::Delete,
};

const FEED: PersonalRows = PersonalRows {
    table: "calendar_feed",
    name: "calendar-feed",
    whose: "person_id = {person}",
    told: &[Told::time("made_at")],
    erasure: Erasure::Delete,
};

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, Statement};

    use super::*;
    use crate::{notifications::NoticeKind, testing::TestAcademy};

    #[actix_web::test]
    async fn a_notice_is_told_by_its_topic() {
        let academy = TestAcademy::new().await;
        let read = academy.db().read();
        for kind in NoticeKind::ALL {
            let sql = format!("SELECT {TOPIC} AS topic FROM (SELECT '{}' AS kind) n", kind.word());
            let row = read.query_one_raw(Statement::from_string(read.get_database_backend(), sql)).await;
            let topic: String = row.unwrap().unwrap().try_get("", "topic").unwrap();
            assert_eq!(topic, kind.topic().word());
        }
    }
}
