//! What a subscription, a topic and an issue are.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::platform::Language;

crate::id_type!(IssueId);
crate::id_type!(SubscriptionId);

/// What the newsletter writes about: the themes of the catalogue. The text of each is `theme-<word>`.
pub const TOPICS: [&str; courses::THEMES.len()] = courses::THEMES;

/// Chosen topics; none means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Topics(Vec<String>);

impl Topics {
    /// Known words only, each once, in the order of the list.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let words: Vec<&str> = words.collect();
        Self(TOPICS.into_iter().filter(|topic| words.contains(topic)).map(str::to_owned).collect())
    }

    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As it is stored: `["wages"]`.
    pub fn to_text(&self) -> String {
        let words: Vec<String> = self.0.iter().map(|word| format!("\"{word}\"")).collect();
        format!("[{}]", words.join(","))
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    pub fn has(&self, word: &str) -> bool {
        self.0.iter().any(|own| own == word)
    }
}

crate::word_enum! {
    /// What became of an issue on its way to one subscriber. Its text is `newsletter-fate-<word>`.
    Fate {
        Waiting = "waiting",
        Sent = "sent",
        Refused = "refused",
        GivenUp = "given-up",
        Left = "left",
    }
}

/// The words of an issue in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    /// Markdown.
    pub body: String,
}

impl Words {
    /// Safe HTML, which asks no other host for a picture.
    pub fn html(&self) -> String {
        match self.has_foreign_pictures() {
            true => courses::with_images(&courses::prose(&self.body), |_| String::new()),
            false => courses::prose(&self.body),
        }
    }

    pub fn has_foreign_pictures(&self) -> bool {
        !courses::foreign_pictures(&self.body).is_empty()
    }

    pub fn are_whole(&self) -> bool {
        !self.subject.is_empty() && !self.body.is_empty()
    }
}

/// An issue with its words.
#[derive(Clone, Debug)]
pub struct Issue {
    pub id: IssueId,
    pub topics: Topics,
    pub changed_at: DateTime<Utc>,
    pub sending_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub reached: Option<SubscriptionId>,
    pub words: Vec<(Language, Words)>,
}

impl Issue {
    pub fn words_in(&self, language: Language) -> Words {
        let found = self.words.iter().find(|(own, _)| *own == language);
        found.map(|(_, words)| words.clone()).unwrap_or_default()
    }

    pub fn is_draft(&self) -> bool {
        self.sending_at.is_none()
    }

    /// Whether it is written in every language, so that every subscriber can read it.
    pub fn is_whole(&self) -> bool {
        Language::ALL.into_iter().all(|language| self.words_in(language).are_whole())
    }
}

/// Somebody who confirmed.
#[derive(Clone, Debug)]
pub struct Subscription {
    pub id: SubscriptionId,
    pub email: String,
    pub language: Language,
    pub topics: Topics,
    pub token: String,
    pub confirmed_at: DateTime<Utc>,
    pub bounced_at: Option<DateTime<Utc>>,
}

/// The addresses that a report of bounces names: one on each line, or mails of servers that gave up (RFC 3464: the
/// final recipient of each part whose action is `failed`).
pub fn bounced_addresses(report: &str) -> Vec<String> {
    if !report.contains("Final-Recipient:") {
        let lines = report.lines().map(str::trim);
        return lines.filter(|line| line.contains('@') && !line.contains(' ')).map(str::to_owned).collect();
    }
    let mut found = Vec::new();
    let mut recipient = None;
    for line in report.lines() {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        match field.trim().to_ascii_lowercase().as_str() {
            "final-recipient" => {
                recipient = value.split_once(';').map(|(_, address)| address.trim().to_owned());
            }
            "action" if value.trim().eq_ignore_ascii_case("failed") => found.extend(recipient.take()),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_known_words_each_once() {
        let topics = Topics::of(["wages", "nonsense", "working-time", "wages"].into_iter());
        assert_eq!(topics.to_text(), "[\"working-time\",\"wages\"]");
        assert_eq!(Topics::from_text(&topics.to_text()), topics);
        assert_eq!(Topics::from_text("no list"), Topics::default());
    }

    #[test]
    fn bounces_are_read_from_lines_and_from_reports() {
        assert_eq!(
            bounced_addresses("a@example.org\n\n# none\nb@example.org \n"),
            ["a@example.org", "b@example.org"]
        );
        let report = "Reporting-MTA: dns; mail.example\n\nFinal-Recipient: rfc822; gone@example.org\nAction: failed\n\
                      Status: 5.1.1\n\nFinal-Recipient: RFC822;slow@example.org\nAction: delayed\nStatus: 4.4.7\n";
        assert_eq!(bounced_addresses(report), ["gone@example.org"]);
    }
}
