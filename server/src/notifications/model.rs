//! What there is to tell, and how somebody wishes to hear it. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{platform::PersonId, records::EnrolmentId};

crate::id_type!(NoticeId);
crate::id_type!(
    /// What a notice is about, as its kind says: an enrolment, an item of an improvement plan, an assessment, the minutes of
    /// a meeting as they were before, a seminar, a factory, a pathway, or a step of one.
    SubjectId
);

impl From<EnrolmentId> for SubjectId {
    fn from(id: EnrolmentId) -> Self {
        Self(id.0)
    }
}

/// What kind of thing a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    Enrolment,
    Item,
    Assessment,
    Meeting,
    Seminar,
    /// A gathering of a pathway: a workshop, a visit or a task.
    Gathering,
    Pathway,
    Factory,
}

crate::word_enum! {
    /// Its sentence is `notices-about-<word>`, what a mail adds `notices-text-<word>`.
    NoticeKind {
        Assigned = "assigned",
        Moved = "moved",
        Withdrawn = "withdrawn",
        Reminded = "reminded",
        DueSoon = "due-soon",
        DueTomorrow = "due-tomorrow",
        Overdue = "overdue",
        Completed = "completed",
        CountersignatureAsked = "countersignature-asked",
        FollowUp = "follow-up",
        ItemOwned = "item-owned",
        ItemChanged = "item-changed",
        ItemCommented = "item-commented",
        ItemDueSoon = "item-due-soon",
        ItemOverdue = "item-overdue",
        ItemReportedFixed = "item-reported-fixed",
        ItemVerified = "item-verified",
        ItemReopened = "item-reopened",
        AssessmentReleased = "assessment-released",
        AssessmentCycleEnded = "assessment-cycle-ended",
        AssessmentPlanned = "assessment-planned",
        AssessmentCancelled = "assessment-cancelled",
        MeetingChanged = "meeting-changed",
        SeminarPlanned = "seminar-planned",
        SeminarChanged = "seminar-changed",
        SeminarCancelled = "seminar-cancelled",
        SeminarLeft = "seminar-left",
        GatheringExpected = "gathering-expected",
        GatheringChanged = "gathering-changed",
        GatheringOff = "gathering-off",
        FactoryHandedOver = "factory-handed-over",
        DiagnosisShared = "diagnosis-shared",
        ActionAgreed = "action-agreed",
        PathwayWaits = "pathway-waits",
        PathwayConfirmed = "pathway-confirmed",
        PathwayRefused = "pathway-refused",
    }
}

crate::word_enum! {
    /// What somebody chooses by. Its text is `notices-topic-<word>`.
    Topic {
        Assigned = "assigned",
        Reminded = "reminded",
        DueSoon = "due-soon",
        Overdue = "overdue",
        Completed = "completed",
        CountersignatureAsked = "countersignature-asked",
        FollowUp = "follow-up",
        ItemOwned = "item-owned",
        ItemDue = "item-due",
        ItemReportedFixed = "item-reported-fixed",
        ItemVerified = "item-verified",
        AssessmentReleased = "assessment-released",
        MeetingChanged = "meeting-changed",
        Seminar = "seminar",
        FactoryHandedOver = "factory-handed-over",
        DiagnosisShared = "diagnosis-shared",
        Pathway = "pathway",
    }
}

crate::word_enum! {
    /// When mails come. Its text is `notices-rhythm-<word>`.
    Rhythm {
        AtOnce = "at-once",
        Daily = "daily",
    }
}

impl NoticeKind {
    pub fn topic(self) -> Topic {
        match self {
            Self::Assigned | Self::Moved | Self::Withdrawn => Topic::Assigned,
            Self::GatheringExpected | Self::GatheringChanged | Self::GatheringOff => Topic::Assigned,
            Self::Reminded => Topic::Reminded,
            Self::DueSoon | Self::DueTomorrow => Topic::DueSoon,
            Self::Overdue => Topic::Overdue,
            Self::Completed => Topic::Completed,
            Self::CountersignatureAsked => Topic::CountersignatureAsked,
            Self::FollowUp => Topic::FollowUp,
            Self::ItemOwned | Self::ItemChanged | Self::ItemCommented => Topic::ItemOwned,
            Self::ItemDueSoon | Self::ItemOverdue => Topic::ItemDue,
            Self::ItemReportedFixed => Topic::ItemReportedFixed,
            Self::ItemVerified | Self::ItemReopened => Topic::ItemVerified,
            Self::AssessmentReleased | Self::AssessmentCycleEnded => Topic::AssessmentReleased,
            Self::AssessmentPlanned | Self::AssessmentCancelled => Topic::AssessmentReleased,
            Self::MeetingChanged | Self::ActionAgreed => Topic::MeetingChanged,
            Self::SeminarPlanned | Self::SeminarChanged | Self::SeminarCancelled | Self::SeminarLeft => {
                Topic::Seminar
            }
            Self::FactoryHandedOver => Topic::FactoryHandedOver,
            Self::DiagnosisShared => Topic::DiagnosisShared,
            Self::PathwayWaits | Self::PathwayConfirmed | Self::PathwayRefused => Topic::Pathway,
        }
    }

    pub fn matter(self) -> Matter {
        if matches!(self, Self::GatheringExpected | Self::GatheringChanged | Self::GatheringOff) {
            return Matter::Gathering;
        }
        match self.topic() {
            Topic::ItemOwned | Topic::ItemDue | Topic::ItemReportedFixed | Topic::ItemVerified => {
                Matter::Item
            }
            Topic::AssessmentReleased => Matter::Assessment,
            Topic::MeetingChanged if self == Self::ActionAgreed => Matter::Factory,
            Topic::MeetingChanged => Matter::Meeting,
            Topic::Seminar => Matter::Seminar,
            Topic::Pathway => Matter::Pathway,
            Topic::FactoryHandedOver | Topic::DiagnosisShared => Matter::Factory,
            _ => Matter::Enrolment,
        }
    }

    /// The kinds that are about such a thing.
    pub fn about(matter: Matter) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |kind| kind.matter() == matter)
    }

    /// The page on which the reader does what the notice asks for.
    pub fn path(self, subject: SubjectId) -> String {
        match self {
            _ if self.matter() == Matter::Item => format!("/improvement-items/{subject}"),
            Self::MeetingChanged => format!("/committee-meeting-versions/{subject}"),
            // There is nothing more to see for those who are not asked any more.
            Self::SeminarLeft => "/notices".to_owned(),
            _ if self.matter() == Matter::Seminar => format!("/seminars/{subject}"),
            _ if self.matter() == Matter::Pathway => format!("/pathways/{subject}"),
            _ if self.matter() == Matter::Assessment => format!("/assessments/{subject}"),
            Self::DiagnosisShared => format!("/factories/{subject}/self-diagnosis"),
            Self::ActionAgreed => format!("/factories/{subject}/committee"),
            _ if self.matter() == Matter::Factory => format!("/factories/{subject}/engagement"),
            Self::CountersignatureAsked | Self::FollowUp => format!("/enrolments/{subject}/plan"),
            Self::Withdrawn | Self::GatheringExpected | Self::GatheringChanged | Self::GatheringOff => {
                "/learning".to_owned()
            }
            _ => format!("/enrolments/{subject}"),
        }
    }

    /// The icon before the sentence.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Assigned => "book-open",
            Self::Reminded => "bell",
            Self::Moved | Self::DueSoon | Self::DueTomorrow | Self::GatheringChanged => "clock",
            Self::Withdrawn | Self::SeminarCancelled | Self::SeminarLeft | Self::GatheringOff => "circle-x",
            Self::GatheringExpected => "bell",
            Self::Overdue => "triangle-alert",
            Self::Completed => "circle-check",
            Self::CountersignatureAsked => "pencil",
            Self::FollowUp => "message-circle",
            Self::ItemOwned | Self::ItemChanged | Self::MeetingChanged => "pencil",
            Self::ItemCommented => "message-circle",
            Self::ItemDueSoon | Self::SeminarChanged => "clock",
            Self::ItemOverdue => "triangle-alert",
            Self::ItemReportedFixed | Self::SeminarPlanned => "bell",
            Self::ItemVerified | Self::AssessmentReleased => "circle-check",
            Self::AssessmentCycleEnded | Self::ItemReopened => "triangle-alert",
            Self::AssessmentPlanned => "bell",
            Self::AssessmentCancelled | Self::PathwayRefused => "circle-x",
            Self::PathwayWaits => "bell",
            Self::PathwayConfirmed => "circle-check",
            Self::FactoryHandedOver | Self::DiagnosisShared | Self::ActionAgreed => "bell",
        }
    }

    /// The text key of the day that a notice names: when something is due, or when it is held.
    pub fn day_text(self) -> &'static str {
        if self.matter() == Matter::Seminar { "notices-held-on" } else { "notices-due-on" }
    }

    /// Whether it reminds of the date of an item.
    pub fn is_reminder(self) -> bool {
        matches!(self, Self::ItemDueSoon | Self::ItemOverdue)
    }

    /// Whether it says nothing more once the course is completed.
    pub fn ends_with_completion(self) -> bool {
        matches!(
            self,
            Self::Assigned | Self::Moved | Self::Reminded | Self::DueSoon | Self::DueTomorrow | Self::Overdue
        )
    }

    /// Whether only its reader may know that there was something to tell. Administrators read to whom mails go and when, so
    /// nothing of it is mailed; and because of that it comes in the Academy, whatever its reader chose.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::AssessmentCycleEnded | Self::AssessmentPlanned | Self::AssessmentCancelled)
    }

    /// Whether whoever did it tells it by mail themselves, with all that changed.
    pub fn has_its_own_mail(self) -> bool {
        matches!(self, Self::Moved | Self::Withdrawn) || self.matter() == Matter::Gathering
    }
}

/// The ways on which a topic comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    pub in_app: bool,
    pub by_mail: bool,
}

/// How a person wishes to hear of things. Nothing chosen means everything, at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    pub topics: BTreeMap<Topic, Ways>,
    pub rhythm: Rhythm,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { topics: BTreeMap::new(), rhythm: Rhythm::AtOnce }
    }
}

impl Wishes {
    pub fn of(&self, topic: Topic) -> Ways {
        self.topics.get(&topic).copied().unwrap_or(Ways { in_app: true, by_mail: true })
    }
}

/// The id follows from what makes a notice the same, so that however often it is made it is one. Its mail has the same
/// id, so that the mail is one too.
pub fn notice_id(person: PersonId, kind: NoticeKind, subject: SubjectId, day: NaiveDate) -> NoticeId {
    NoticeId(id_of(&format!("{person}\n{}\n{subject}\n{day}", kind.word())))
}

/// RFC 9562, 5.8: a UUID whose bits are our own.
pub fn id_of(seed: &str) -> Uuid {
    let digest: [u8; 32] = Sha256::digest(seed.as_bytes()).into();
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().zip(digest) {
        *slot = byte;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Digests go out at midnight UTC: the morning of Hanoi, the night of Berlin.
pub fn next_digest(now: DateTime<Utc>) -> DateTime<Utc> {
    let tomorrow = now.date_naive().checked_add_days(Days::new(1)).unwrap_or(now.date_naive());
    tomorrow.and_time(NaiveTime::MIN).and_utc()
}

/// Due dates from `first` to `last` are reminded of now, for enrolments made before `made_before`: whoever was assigned
/// a course only just knows its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub kind: NoticeKind,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub made_before: DateTime<Utc>,
}

/// So many days before a date it is reminded of first, where nobody set another number.
pub const REMINDED_BEFORE: u32 = 7;

/// A reminder that no server was there to give is given up to the next window, an overdue one for two weeks.
pub fn windows(today: NaiveDate, reminded_before: u32) -> [Window; 3] {
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let before = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let start_of = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let window = |kind, first, last, made_before| Window { kind, first, last, made_before };
    [
        window(NoticeKind::DueSoon, after(2), after(reminded_before.into()), start_of(before(1))),
        window(NoticeKind::DueTomorrow, today, after(1), start_of(today)),
        window(NoticeKind::Overdue, before(14), before(1), start_of(after(1))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_due_date_lies_in_one_window_at_most() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for offset in -20_i64..20 {
            let date = today + chrono::TimeDelta::days(offset);
            let hit: Vec<_> = windows(today, REMINDED_BEFORE)
                .into_iter()
                .filter(|w| w.first <= date && date <= w.last)
                .map(|w| w.kind)
                .collect();
            let expected = match offset {
                -14..=-1 => vec![NoticeKind::Overdue],
                0..=1 => vec![NoticeKind::DueTomorrow],
                2..=7 => vec![NoticeKind::DueSoon],
                _ => vec![],
            };
            assert_eq!(hit, expected, "{offset}");
        }
    }

    #[test]
    fn the_same_notice_has_the_same_id_and_another_day_another() {
        let (person, subject) = (PersonId(Uuid::from_u128(1)), SubjectId(Uuid::from_u128(2)));
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let id = |kind, day| notice_id(person, kind, subject, day);
        assert_eq!(id(NoticeKind::Overdue, day), id(NoticeKind::Overdue, day));
        assert_ne!(id(NoticeKind::Overdue, day), id(NoticeKind::Overdue, day.succ_opt().unwrap()));
        assert_ne!(id(NoticeKind::Overdue, day), id(NoticeKind::DueSoon, day));
    }

    #[test]
    fn a_digest_goes_out_at_the_next_midnight() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(next_digest(at("2026-11-22T08:00:00Z")), at("2026-11-23T00:00:00Z"));
        assert_eq!(next_digest(at("2026-11-22T00:00:00Z")), at("2026-11-23T00:00:00Z"));
    }
}
