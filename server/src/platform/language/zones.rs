//! The clocks of countries, as far as they are one all over the country and the whole year (IANA time zone database).

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

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
