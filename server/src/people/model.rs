//! What a person's name, address and device look like.

use unicode_normalization::UnicodeNormalization;

/// An e-mail address that mail can be sent to, with the one spelling by which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress {
    spelled: String,
    key: String,
}

impl EmailAddress {
    /// # Errors
    /// The text key of what is wrong.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let spelled = text.trim();
        if spelled.is_empty() {
            return Err("email-missing");
        }
        let plain =
            spelled.is_ascii() && !spelled.contains(['"', '(', ')', ',', ';', '<', '>', '[', ']', '\\']);
        let has_domain = spelled.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
        let mailable = spelled.len() <= 254 && spelled.parse::<lettre::Address>().is_ok();
        if !(plain && has_domain && mailable) {
            return Err("email-wrong");
        }
        Ok(Self { spelled: spelled.to_owned(), key: spelled.to_ascii_lowercase() })
    }

    /// Two addresses with the same key are the same person's.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.spelled)
    }
}

/// What a person is called, in any script, in one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

const LONGEST_NAME: usize = 120;

impl PersonName {
    /// # Errors
    /// The text key of what is wrong.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
        if name.is_empty() {
            return Err("person-name-missing");
        }
        if name.chars().count() > LONGEST_NAME {
            return Err("person-name-too-long");
        }
        let readable = name.chars().any(char::is_alphabetic) && !name.chars().any(is_hidden);
        if readable { Ok(Self(name)) } else { Err("person-name-wrong") }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and marks that turn the direction of what follows.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl std::fmt::Display for PersonName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Browser and system in two words, from what the browser says of itself (`User-Agent`); nothing more of it is kept.
pub fn device_of(user_agent: &str) -> String {
    let first = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    // In this order: most browsers also claim to be those that stand below them.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_compared_without_case_and_kept_as_typed() {
        let address = EmailAddress::parse(" Lan.Nguyen@Brand.Example ").unwrap();
        assert_eq!(address.to_string(), "Lan.Nguyen@Brand.Example");
        assert_eq!(address.key(), "lan.nguyen@brand.example");
    }

    #[test]
    fn what_is_no_address_is_told_apart_from_nothing() {
        assert_eq!(EmailAddress::parse("  "), Err("email-missing"));
        for wrong in [
            "lan",
            "lan@",
            "@brand.example",
            "lan@brand",
            "a b@brand.example",
            "lan@brand.example\nBcc: x@y.z",
        ] {
            assert_eq!(EmailAddress::parse(wrong), Err("email-wrong"), "{wrong}");
        }
    }

    #[test]
    fn a_name_may_be_in_any_script_and_holds_no_hidden_marks() {
        assert_eq!(PersonName::parse("  Nguyễn   Thị Lan ").unwrap().as_str(), "Nguyễn Thị Lan");
        assert!(PersonName::parse("সুমাইয়া").is_ok());
        assert_eq!(PersonName::parse(""), Err("person-name-missing"));
        assert_eq!(PersonName::parse("---"), Err("person-name-wrong"));
        assert_eq!(PersonName::parse("Lan\u{202e}nimda"), Err("person-name-wrong"));
        assert_eq!(PersonName::parse(&"a".repeat(121)), Err("person-name-too-long"));
    }

    #[test]
    fn a_device_is_two_words_and_never_what_the_browser_wrote() {
        let phone =
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML) Chrome/130.0 Mobile Safari/537.36";
        assert_eq!(device_of(phone), "Chrome, Android");
        assert_eq!(
            device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17 Safari/604.1"),
            "Safari, iPhone"
        );
        assert_eq!(device_of("<script>"), "");
    }

    proptest! {
        #[test]
        fn an_address_that_was_taken_is_taken_again_with_the_same_key(text in "[A-Za-z0-9.@+-]{1,30}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(&address.to_string()).unwrap(), address.clone());
                let key = EmailAddress::parse(address.key()).unwrap();
                prop_assert_eq!(key.key(), address.key());
            }
        }
    }
}
