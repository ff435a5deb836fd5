//! Dates and numbers as the reader writes them (Unicode CLDR, through ICU4X).

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Offset, Timelike, Utc};
use icu_calendar::Gregorian;
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets::YMD, fieldsets::YMDT, options::YearStyle};
use icu_decimal::{
    DecimalFormatter,
    input::{Decimal, SignDisplay},
};
use icu_locale_core::Locale;

use super::Language;

/// The formatters of all languages, made once.
pub struct Formats {
    english: LanguageFormats,
    vietnamese: LanguageFormats,
}

struct LanguageFormats {
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    date_time: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    number: DecimalFormatter,
}

impl Formats {
    pub fn new() -> anyhow::Result<Self> {
        // In words a Vietnamese date would need “ngày”, “tháng” and “năm”; people write it with strokes.
        let with_strokes = YMD::short().with_year_style(YearStyle::Full);
        Ok(Self {
            english: LanguageFormats::new("en-GB", YMD::long())?,
            vietnamese: LanguageFormats::new("vi", with_strokes)?,
        })
    }

    /// “22 November 2026”, “22/11/2026”.
    pub fn date(&self, language: Language, date: NaiveDate) -> String {
        match gregorian(date) {
            Some(date) => self.of(language).date.format(&date).to_string(),
            None => date.to_string(),
        }
    }

    /// The day of a moment by the reader's clock, or in UTC.
    pub fn day(&self, language: Language, time: DateTime<Utc>, zone: Option<FixedOffset>) -> String {
        self.date(language, time.with_timezone(&ahead(zone)).date_naive())
    }

    /// The date with hour and minute by the reader's clock; in UTC, which it says, where that is not known.
    pub fn date_time(&self, language: Language, time: DateTime<Utc>, zone: Option<FixedOffset>) -> String {
        let local = time.with_timezone(&ahead(zone)).naive_local();
        let text = self.local_date_time(language, local);
        if zone.is_some() { text } else { format!("{text} UTC") }
    }

    fn local_date_time(&self, language: Language, time: NaiveDateTime) -> String {
        let small = |number: u32| u8::try_from(number).unwrap_or(0);
        let clock = icu_datetime::input::Time::try_new(small(time.hour()), small(time.minute()), 0, 0);
        match (gregorian(time.date()), clock) {
            (Some(date), Ok(time)) => {
                self.of(language).date_time.format(&icu_datetime::input::DateTime { date, time }).to_string()
            }
            _ => self.date(language, time.date()),
        }
    }

    /// A number rounded to so many decimals, grouped as the language does: “8,400,000”, “8.400.000”.
    pub fn number(&self, language: Language, value: f64, decimals: u8) -> String {
        self.of(language).number.format(&decimal(value, decimals)).to_string()
    }

    /// The same with its sign: “+1,586”.
    pub fn signed(&self, language: Language, value: f64, decimals: u8) -> String {
        let mut decimal = decimal(value, decimals);
        decimal.apply_sign_display(SignDisplay::ExceptZero);
        self.of(language).number.format(&decimal).to_string()
    }

    fn of(&self, language: Language) -> &LanguageFormats {
        match language {
            Language::En => &self.english,
            Language::Vi => &self.vietnamese,
        }
    }
}

impl LanguageFormats {
    fn new(locale: &str, days: YMD) -> anyhow::Result<Self> {
        let locale: Locale = locale.parse().map_err(|error| anyhow::anyhow!("{error:?}"))?;
        Ok(Self {
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), days)?,
            date_time: FixedCalendarDateTimeFormatter::try_new((&locale).into(), days.with_time_hm())?,
            number: DecimalFormatter::try_new((&locale).into(), Default::default())?,
        })
    }
}

fn ahead(zone: Option<FixedOffset>) -> FixedOffset {
    zone.unwrap_or(Utc.fix())
}

fn gregorian(date: NaiveDate) -> Option<icu_datetime::input::Date<Gregorian>> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    icu_datetime::input::Date::try_new_gregorian(date.year(), month, day).ok()
}

fn decimal(value: f64, decimals: u8) -> Decimal {
    let places = usize::from(decimals);
    let text = if value.is_finite() { format!("{value:.places$}") } else { "0".to_owned() };
    let decimal: Decimal = text.parse().unwrap_or_default();
    if decimal.to_string().trim_matches(['-', '0', '.']).is_empty() { Decimal::from(0) } else { decimal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_read_as_each_language_writes_them() {
        let formats = Formats::new().unwrap();
        let date = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(formats.number(Language::En, 8_400_000.0, 0), "8,400,000");
        assert_eq!(formats.number(Language::Vi, 1652.1, 2), "1.652,10");
        assert_eq!(formats.signed(Language::En, 1586.4, 0), "+1,586");
        assert_eq!(formats.number(Language::En, -0.2, 0), "0");
        assert_eq!(formats.date(Language::En, date), "22 November 2026");
        assert_eq!(formats.date(Language::Vi, date), "22/11/2026");
    }

    #[test]
    fn a_moment_is_told_by_the_reader_s_clock_or_says_that_it_is_not() {
        let formats = Formats::new().unwrap();
        let time = "2026-11-22T18:05:00Z".parse().unwrap();
        let vietnam = FixedOffset::east_opt(7 * 3600);
        assert_eq!(formats.day(Language::En, time, None), "22 November 2026");
        assert_eq!(formats.day(Language::En, time, vietnam), "23 November 2026");
        let here = formats.date_time(Language::En, time, vietnam);
        assert!(here.starts_with("23 November 2026") && here.ends_with("01:05"), "{here}");
        assert_eq!(formats.date_time(Language::Vi, time, vietnam), "01:05 23/11/2026");
        let nowhere = formats.date_time(Language::En, time, None);
        assert!(nowhere.starts_with("22 November 2026") && nowhere.ends_with("18:05 UTC"), "{nowhere}");
    }
}
