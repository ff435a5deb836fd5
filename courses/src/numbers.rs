/// Languages that write one and a half as `1,5`.
const DECIMAL_COMMA: [&str; 12] = ["vi", "id", "km", "fr", "es", "pt", "de", "it", "nl", "tr", "uz", "lo"];

/// A number as a person types it in a language; `None` if it is none.
///
/// `.` and `,` are read so that nobody is misunderstood where that can be known:
/// - both occur: the last one is the decimal sign (`8.400.000,5` and `8,400,000.5` in every language);
/// - one occurs several times: it parts groups of three (`8.400.000` and `8,400,000` in every language);
/// - one occurs once: it is the decimal sign, unless it is the language's sign for groups and three digits
///   follow one to three that do not begin with a nought.
///
/// So what is ambiguous is read by the language: `1.500` is fifteen hundred in Vietnamese and one and a half in
/// English, `1,500` the reverse, while `1.5`, `1,5` and `0.500` are decimals everywhere. A space (also a narrow
/// or unbreakable one) or an apostrophe may part groups too.
pub fn number_from(typed: &str, language: &str) -> Option<f64> {
    let typed = typed.trim();
    let (sign, digits) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let digits = digits.trim_start();
    let (whole, fraction) = match decimal_sign(digits, language) {
        Some(sign) => digits.rsplit_once(sign)?,
        None => (digits, "0"),
    };
    let begins_with_decimal_sign = whole.is_empty() && !digits.is_empty();
    let whole = if begins_with_decimal_sign { "0".to_owned() } else { without_groups(whole)? };
    if !all_digits(fraction) {
        return None;
    }
    format!("{whole}.{fraction}")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .map(|number| sign * number)
}

fn decimal_sign(digits: &str, language: &str) -> Option<char> {
    let dots = digits.matches('.').count();
    let commas = digits.matches(',').count();
    match (dots, commas) {
        (0, 0) => None,
        (1, 0) => is_decimal('.', digits, language).then_some('.'),
        (0, 1) => is_decimal(',', digits, language).then_some(','),
        (_, 0) | (0, _) => None,
        _ => digits.chars().rev().find(|sign| matches!(sign, '.' | ',')),
    }
}

fn is_decimal(sign: char, digits: &str, language: &str) -> bool {
    let code = language.split('-').next().unwrap_or(language);
    let decimal = if DECIMAL_COMMA.contains(&code) { ',' } else { '.' };
    if sign == decimal {
        return true;
    }
    let Some((before, after)) = digits.split_once(sign) else { return true };
    let looks_grouped = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    let part_of_longer = before.chars().any(parts_groups);
    !(looks_grouped || part_of_longer)
}

/// The digits alone, if whatever parts them does so in groups of three and is the same sign throughout.
fn without_groups(whole: &str) -> Option<String> {
    let separator = whole.chars().find(|sign| !sign.is_ascii_digit());
    let Some(separator) = separator else { return all_digits(whole).then(|| whole.to_owned()) };
    if !matches!(separator, '.' | ',') && !parts_groups(separator) {
        return None;
    }
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let well_formed = (1..=3).contains(&first.len())
        && all_digits(first)
        && rest.iter().all(|group| group.len() == 3 && all_digits(group));
    well_formed.then(|| format!("{first}{}", rest.concat()))
}

fn parts_groups(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}')
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_a_reader_of_the_language_writes_them() {
        let cases = [
            ("8.400.000", "vi", Some(8_400_000.0)),
            ("8.400.000", "en", Some(8_400_000.0)),
            ("8,400,000", "en", Some(8_400_000.0)),
            ("8,400,000", "vi", Some(8_400_000.0)),
            ("8 400 000", "vi", Some(8_400_000.0)),
            ("8\u{a0}400", "en", Some(8_400.0)),
            ("8 400,5", "vi", Some(8_400.5)),
            ("8 400.5", "en", Some(8_400.5)),
            ("8.400.000,25", "vi", Some(8_400_000.25)),
            ("8,400,000.25", "vi", Some(8_400_000.25)),
            ("1,5", "vi", Some(1.5)),
            ("1,5", "en", Some(1.5)),
            ("1.5", "vi", Some(1.5)),
            ("1.5", "en", Some(1.5)),
            ("1.500", "vi", Some(1_500.0)),
            ("1.500", "en", Some(1.5)),
            ("1,500", "en", Some(1_500.0)),
            ("1,500", "vi", Some(1.5)),
            ("0.500", "vi", Some(0.5)),
            ("1234.567", "vi", Some(1_234.567)),
            ("-12", "en", Some(-12.0)),
            ("\u{2212}12", "vi", Some(-12.0)),
            ("+3", "en", Some(3.0)),
            (".5", "en", Some(0.5)),
            (" 880 ", "en", Some(880.0)),
            ("1.500", "vi-VN", Some(1_500.0)),
            ("", "en", None),
            ("-", "en", None),
            ("5.", "en", None),
            ("1.2.3", "en", None),
            ("1,2,3.4", "en", None),
            ("84 00", "en", None),
            ("12a", "en", None),
            ("1e5", "en", None),
            ("inf", "en", None),
            ("NaN", "en", None),
            ("--1", "en", None),
        ];
        for (typed, language, number) in cases {
            assert_eq!(number_from(typed, language), number, "{typed:?} in {language}");
        }
    }

    proptest! {
        #[test]
        fn anything_typed_is_a_finite_number_or_none(typed in "\\PC*", language in "en|vi|xx") {
            prop_assert!(number_from(&typed, &language).is_none_or(f64::is_finite));
        }

        #[test]
        fn a_plain_decimal_is_read_in_its_language(whole in 0u32..1_000_000, hundredths in 0u32..100) {
            let number: f64 = format!("{whole}.{hundredths:02}").parse().unwrap();
            prop_assert_eq!(number_from(&format!("{whole}.{hundredths:02}"), "en"), Some(number));
            prop_assert_eq!(number_from(&format!("{whole},{hundredths:02}"), "vi"), Some(number));
        }
    }
}
