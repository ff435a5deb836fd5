//! Mails that tell one thing, and the digest that tells all of a day.

use chrono::NaiveDate;
use serde::Serialize;

use super::model::{NoticeKind, SubjectId};
use crate::platform::{MailPage, Site};

/// One notice.
#[derive(Serialize)]
pub struct NoticeMail {
    /// Text keys: the subject, what follows it, and what the button says.
    about: String,
    text: String,
    action: String,
    course: String,
    learner: String,
    due_on: Option<NaiveDate>,
    day_text: &'static str,
    promises: Vec<String>,
    url: String,
    choices_url: String,
}

/// What a notice speaks of, in its reader's language.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The title of a course, the name of an item's compliance point or of a factory's adviser, or the topic of a seminar.
    pub course: String,
    /// Whose it is: a learner, or a factory.
    pub learner: String,
    pub due_on: Option<NaiveDate>,
    pub promises: Vec<String>,
}

impl NoticeMail {
    pub fn of(site: &Site, kind: NoticeKind, subject: SubjectId, told: Told) -> Self {
        let key = |part: &str| format!("notices-{part}-{}", kind.word());
        Self {
            about: key("about"),
            text: key("text"),
            action: key("action"),
            course: told.course,
            learner: told.learner,
            due_on: told.due_on,
            day_text: kind.day_text(),
            promises: told.promises,
            url: site.link(&kind.path(subject)),
            choices_url: site.link("/profile/notices"),
        }
    }
}

impl MailPage for NoticeMail {
    const TEMPLATE: &'static str = "mail/notice";

    fn examples() -> Vec<Self> {
        let site = Site::parse("https://academy.example").ok();
        let told = || Told {
            course: "Responsible purchasing".to_owned(),
            learner: "Nguyễn Thị Lan".to_owned(),
            due_on: NaiveDate::from_ymd_opt(2026, 11, 29),
            promises: vec!["Open Costing".to_owned()],
        };
        let subject = SubjectId(uuid::Uuid::nil());
        let mail = |kind: &NoticeKind| site.as_ref().map(|site| Self::of(site, *kind, subject, told()));
        NoticeKind::ALL.iter().filter_map(mail).collect()
    }
}

/// All of a day, in one mail.
#[derive(Serialize)]
pub struct DigestMail {
    pub lines: Vec<DigestLine>,
    pub count: usize,
    pub url: String,
    pub choices_url: String,
}

#[derive(Clone, Serialize)]
pub struct DigestLine {
    /// A text key.
    about: String,
    course: String,
    learner: String,
    due_on: Option<NaiveDate>,
    day_text: &'static str,
    url: String,
}

impl DigestLine {
    pub fn of(site: &Site, kind: NoticeKind, subject: SubjectId, told: Told) -> Self {
        Self {
            about: format!("notices-about-{}", kind.word()),
            course: told.course,
            learner: told.learner,
            due_on: told.due_on,
            day_text: kind.day_text(),
            url: site.link(&kind.path(subject)),
        }
    }
}

impl DigestMail {
    pub fn of(site: &Site, lines: Vec<DigestLine>) -> Self {
        Self {
            count: lines.len(),
            lines,
            url: site.link("/notices"),
            choices_url: site.link("/profile/notices"),
        }
    }
}

impl MailPage for DigestMail {
    const TEMPLATE: &'static str = "mail/notice-digest";

    fn examples() -> Vec<Self> {
        let Ok(site) = Site::parse("https://academy.example") else { return Vec::new() };
        let subject = SubjectId(uuid::Uuid::nil());
        let told = Told { course: "Responsible purchasing".to_owned(), ..Told::default() };
        let due = Told { due_on: NaiveDate::from_ymd_opt(2026, 11, 29), ..told.clone() };
        let lines = vec![
            DigestLine::of(&site, NoticeKind::DueSoon, subject, due),
            DigestLine::of(&site, NoticeKind::Completed, subject, told),
        ];
        let one = lines.iter().take(1).cloned().collect();
        vec![Self::of(&site, lines), Self::of(&site, one)]
    }
}
