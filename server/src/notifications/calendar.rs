//! A person's dates as iCalendar (RFC 5545). Pure but for the secret.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::platform::{Outcome, Site, secrets::Secret};

crate::id_type!(FeedId);

/// The address's secret part: 256 bits that follow from the installation's secret, so that the owner can be shown it
/// again although only its hash is stored, and a stolen database opens nothing.
pub fn token(secret: &Secret, feed: FeedId) -> Outcome<String> {
    Ok(URL_SAFE_NO_PAD.encode(secret.key_for("calendar feed", feed.0.as_bytes())?))
}

/// One day in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: uuid::Uuid,
    pub day: NaiveDate,
    pub summary: String,
    pub path: String,
    /// When it was put down; the calendar stays the same until something changes.
    pub made_at: DateTime<Utc>,
}

/// The whole calendar as text.
pub fn written(site: &Site, name: &str, entries: &[Entry]) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Better Work Academy//Dates//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(name);
    calendar.ttl(&TimeDelta::hours(4));
    for entry in entries {
        calendar.push(event(site, entry));
    }
    calendar.to_string()
}

fn event(site: &Site, entry: &Entry) -> Event {
    let url = site.link(&entry.path);
    let after = entry.day.succ_opt().unwrap_or(entry.day);
    Event::new()
        .uid(&format!("{}@better-work-academy", entry.id))
        .timestamp(entry.made_at)
        .starts(entry.day)
        // RFC 5545, 3.6.1: the end of a day is the next one.
        .ends(after)
        .summary(&one_line(&entry.summary))
        .description(&url)
        .url(&url)
        .add_property("TRANSP", "TRANSPARENT")
        .done()
}

/// What people wrote must not begin a line of the calendar.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str) -> Entry {
        Entry {
            id: uuid::Uuid::from_u128(1),
            day: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            summary: summary.to_owned(),
            path: "/enrolments/1".to_owned(),
            made_at: "2026-11-22T08:00:00Z".parse().unwrap(),
        }
    }

    fn calendar(entries: &[Entry]) -> String {
        written(&Site::parse("https://academy.example").unwrap(), "Học viện", entries)
    }

    #[test]
    fn a_date_is_a_whole_day_with_a_lasting_id() {
        let text = calendar(&[entry("Hạn học: Mua hàng, có trách nhiệm")]);
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "DTSTART;VALUE=DATE:20261231\r\n",
            "DTEND;VALUE=DATE:20270101\r\n",
            "DTSTAMP:20261122T080000Z\r\n",
            "UID:00000000-0000-0000-0000-000000000001@better-work-academy\r\n",
            "SUMMARY:Hạn học: Mua hàng\\, có trách nhiệm\r\n",
            "URL:https://academy.example/enrolments/1\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert_eq!(text, calendar(&[entry("Hạn học: Mua hàng, có trách nhiệm")]));
    }

    #[test]
    fn what_somebody_promised_adds_no_line_of_its_own() {
        let text =
            calendar(&[entry("Fair price\r\nATTENDEE:mailto:x@example.org\rURL:https://evil.example")]);
        assert!(text.split("\r\n").all(|line| !line.starts_with("ATTENDEE") && line.len() <= 76), "{text}");
        assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
    }

    #[test]
    fn an_empty_calendar_is_a_calendar() {
        assert!(calendar(&[]).ends_with("END:VCALENDAR\r\n"));
    }
}
