//! Countries by their ISO 3166-1 alpha-2 code; the text of one is `country-<code>`.

/// Where Better Work's programme runs (`domain.md`, section 1).
pub const PROGRAMME: &[&str] =
    &["BD", "KH", "EG", "ET", "HT", "ID", "JO", "MG", "NI", "PK", "LK", "UZ", "VN"];

/// Where brands, manufacturing groups and development partners are at home, and where else clothes are made.
pub const OTHERS: &[&str] = &[
    "AU", "AT", "BE", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "HK", "IE", "IN",
    "IT", "JP", "KE", "KR", "LS", "LU", "MA", "MM", "MX", "MY", "NL", "NO", "NZ", "PH", "PL", "PT", "SE",
    "SG", "TH", "TN", "TR", "TW", "US", "ZA",
];

/// # Errors
/// The text key for a code that is none of ours.
pub fn parse(code: &str) -> Result<&'static str, &'static str> {
    let code = code.trim().to_ascii_uppercase();
    let found = PROGRAMME.iter().chain(OTHERS).find(|known| **known == code);
    found.copied().ok_or("country-wrong")
}

pub fn all() -> impl Iterator<Item = &'static str> {
    PROGRAMME.iter().chain(OTHERS).copied()
}
