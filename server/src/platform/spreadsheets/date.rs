//! Dates as people type them.

use chrono::NaiveDate;

use crate::platform::Day;

/// A day: `2026-11-22` or, with the day first, `22/11/2026`, `22.11.2026` and `22-11-2026`.
///
/// # Errors
/// The text key of what is wrong; `03/04/2026` could be two days, and is refused as long as nobody knows which.
pub fn date_in(text: &str) -> Result<NaiveDate, &'static str> {
    const WRONG: &str = "spreadsheet-date-wrong";
    let text = text.trim();
    let text = text.strip_suffix("T00:00:00").or_else(|| text.strip_suffix(" 00:00:00")).unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let [first, second, third] = parts[..] else { return Err(WRONG) };
    let number = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<u32>().map_err(|_| WRONG) } else { Err(WRONG) }
    };
    let (year, month, day) = match (first.len(), third.len()) {
        (4, _) => (number(first)?, number(second)?, number(third)?),
        (_, 4) => {
            let (first, second) = (number(first)?, number(second)?);
            if first <= 12 && second <= 12 && first != second {
                return Err("spreadsheet-date-unclear");
            }
            let (day, month) = if second > 12 { (second, first) } else { (first, second) };
            (number(third)?, month, day)
        }
        _ => return Err(WRONG),
    };
    let year = i32::try_from(year).map_err(|_| WRONG)?;
    Ok(Day::of(NaiveDate::from_ymd_opt(year, month, day).ok_or(WRONG)?)?.date())
}
