//! The clocks of countries, as far as they are one all over the country and the whole year (IANA time zone database).

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Country (ISO 3166-1 alpha-2), and minutes ahead of UTC. Countries with several clocks, or with summer time, are not
/// here: what they show is told in UTC, and says so.
const MINUTES_AHEAD: &[(&str, i32)] = &[
    ("BD", 360),
    ("CN", 480),
    ("ET", 180),
    ("HK", 480),
    ("IN", 330),
    ("JO", 180),
    ("JP", 540),
    ("KE", 180),
    ("KH", 420),
    ("KR", 540),
    ("LK", 330),
    ("LS", 120),
    ("MG", 180),
    ("MM", 390),
    ("MY", 480),
    ("NI", -360),
    ("PH", 480),
    ("PK", 300),
    ("SG", 480),
    ("TH", 420),
    ("TN", 60),
    ("TR", 180),
    ("TW", 480),
    ("UZ", 300),
    ("VN", 420),
    ("ZA", 120),
];

/// The clock of a country that has one.
pub fn of_country(code: &str) -> Option<FixedOffset> {
    let (_, minutes) = MINUTES_AHEAD.iter().find(|(country, _)| *country == code)?;
    FixedOffset::east_opt(minutes * 60)
}

/// The clock that all these countries share.
pub fn of_countries<'c>(countries: impl Iterator<Item = &'c str>) -> Option<FixedOffset> {
    let mut zones = countries.map(of_country);
    let first = zones.next()??;
    zones.all(|zone| zone == Some(first)).then_some(first)
}

/// The day that it is in a country, where its clock is known; in UTC elsewhere.
pub fn day_in(country: Option<&str>, now: DateTime<Utc>) -> NaiveDate {
    day_by(country.and_then(of_country), now)
}

/// The day by a clock; in UTC where there is none.
pub fn day_by(zone: Option<FixedOffset>, now: DateTime<Utc>) -> NaiveDate {
    zone.map_or_else(|| now.date_naive(), |zone| now.with_timezone(&zone).date_naive())
}

/// Where it is another day than in UTC: the day, and the countries that have it.
pub fn other_days(now: DateTime<Utc>) -> Vec<(NaiveDate, Vec<&'static str>)> {
    let mut days: Vec<(NaiveDate, Vec<&'static str>)> = Vec::new();
    for (country, _) in MINUTES_AHEAD {
        let day = day_in(Some(country), now);
        match days.iter_mut().find(|(known, _)| *known == day) {
            _ if day == now.date_naive() => {}
            Some((_, countries)) => countries.push(country),
            None => days.push((day, vec![country])),
        }
    }
    days
}

/// The first moment of a day in a country, where its clock is known; in UTC elsewhere.
pub fn start_in(country: Option<&str>, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    let ahead = country.and_then(of_country).map_or(0, |zone| zone.local_minus_utc());
    midnight - TimeDelta::seconds(ahead.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_the_country() {
        let evening: DateTime<Utc> = "2026-11-22T18:30:00Z".parse().unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(day_in(Some("VN"), evening), day("2026-11-23"));
        assert_eq!(day_in(Some("NI"), evening), day("2026-11-22"));
        assert_eq!(day_in(None, evening), day("2026-11-22"));
    }

    #[test]
    fn countries_that_have_another_day_are_found_with_it() {
        let at = |text: &str| other_days(text.parse().unwrap());
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(at("2026-11-22T08:00:00Z").is_empty());
        let evening = at("2026-11-22T17:30:00Z");
        assert_eq!(evening.len(), 1);
        assert_eq!(evening[0].0, day("2026-11-23"));
        assert!(evening[0].1.contains(&"VN") && !evening[0].1.contains(&"PK"));
        let night = at("2026-11-23T02:00:00Z");
        assert_eq!(night, [(day("2026-11-22"), vec!["NI"])]);
    }

    #[test]
    fn a_day_begins_with_the_clock_of_the_country() {
        let day = "2026-11-23".parse().unwrap();
        let begins = |country| start_in(country, day).to_rfc3339();
        assert_eq!(begins(Some("VN")), "2026-11-22T17:00:00+00:00");
        assert_eq!(begins(Some("NI")), "2026-11-23T06:00:00+00:00");
        assert_eq!(begins(None), "2026-11-23T00:00:00+00:00");
    }

    #[test]
    fn a_clock_is_known_where_all_countries_share_one() {
        let zone = |countries: &[&str]| of_countries(countries.iter().copied());
        assert_eq!(zone(&["VN"]), FixedOffset::east_opt(7 * 3600));
        assert_eq!(zone(&["VN", "KH"]), FixedOffset::east_opt(7 * 3600));
        assert_eq!(zone(&["VN", "BD"]), None);
        assert_eq!(zone(&["DE"]), None);
        assert_eq!(zone(&["VN", "ID"]), None);
        assert_eq!(zone(&[]), None);
    }
}
