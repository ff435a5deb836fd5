//! The sentences, from `assets/text/<language>/*.ftl` (Fluent). Messages without arguments are kept as they are read, and
//! most of them Fluent never sees: what it makes of a message of one line is ten times as large as the line.

use std::collections::HashMap;

use anyhow::{Context, bail};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::Language;

/// A value put into a message.
#[derive(Clone, Debug)]
pub enum Argument {
    Text(String),
    Number(f64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// All texts in all languages.
pub struct Texts {
    english: Messages,
    vietnamese: Messages,
}

struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments.
    fixed: HashMap<Box<str>, Fixed>,
}

struct Fixed {
    plain: Box<str>,
    /// For HTML, where that is not the same.
    escaped: Option<Box<str>>,
}

impl Texts {
    /// Reads `(language, file, source)`.
    ///
    /// # Errors
    /// A file that is not Fluent, or a key that stands twice: both name the file.
    pub fn read<'s>(
        sources: impl Iterator<Item = (&'s str, &'s str, &'s str)> + Clone,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            english: Messages::read(Language::En, sources.clone())?,
            vietnamese: Messages::read(Language::Vi, sources)?,
        })
    }

    /// The text of a key that takes no arguments, as plain text. A missing key shows itself, and a test finds it.
    pub fn plain<'t>(&'t self, language: Language, key: &'t str) -> &'t str {
        self.of(language).fixed.get(key).map_or(key, |fixed| &fixed.plain)
    }

    /// The same, escaped for HTML.
    pub fn escaped<'t>(&'t self, language: Language, key: &str) -> Option<&'t str> {
        self.of(language).fixed.get(key).map(Fixed::escaped)
    }

    pub fn has(&self, language: Language, key: &str) -> bool {
        let messages = self.of(language);
        messages.fixed.contains_key(key) || messages.bundle.has_message(key)
    }

    /// The text of a key with its arguments, as plain text.
    pub fn with(&self, language: Language, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.try_with(language, key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Texts::with`]; `None` when the key or an argument is missing.
    pub fn try_with(&self, language: Language, key: &str, arguments: &[(&str, Argument)]) -> Option<String> {
        let messages = self.of(language);
        if let Some(fixed) = messages.fixed.get(key) {
            return Some(fixed.plain.to_string());
        }
        if arguments.is_empty() {
            return None;
        }
        let pattern = messages.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let arguments: FluentArgs<'_> = arguments
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Argument::Text(text) => FluentValue::from(text.as_str()),
                    Argument::Number(number) => FluentValue::from(*number),
                };
                (*name, value)
            })
            .collect();
        let text = messages.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    fn of(&self, language: Language) -> &Messages {
        match language {
            Language::En => &self.english,
            Language::Vi => &self.vietnamese,
        }
    }
}

impl Messages {
    fn read<'s>(
        language: Language,
        sources: impl Iterator<Item = (&'s str, &'s str, &'s str)>,
    ) -> anyhow::Result<Self> {
        let identifier: LanguageIdentifier = language.code().parse().context("a language without a tag")?;
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The isolating marks would show in mail subjects and files; both our scripts run left to right.
        bundle.set_use_isolating(false);
        let mut fixed = HashMap::new();
        let mut keys = Vec::new();
        for (_, file, source) in sources.filter(|(code, _, _)| *code == language.code()) {
            let mut rest = String::with_capacity(source.len() / 4);
            for entry in entries(source) {
                let Some((key, text)) = one_line(&entry) else {
                    rest.push_str(&entry);
                    continue;
                };
                if fixed.insert(Box::from(key), Fixed::of(text)).is_some() {
                    bail!("{language}/{file}.ftl: {key} stands twice");
                }
            }
            keys.extend(message_keys(&rest));
            let resource = match FluentResource::try_new(rest) {
                Ok(resource) => resource,
                Err((_, errors)) => bail!("{language}/{file}.ftl: {errors:?}"),
            };
            if let Err(errors) = bundle.add_resource(resource) {
                bail!("{language}/{file}.ftl: {errors:?}");
            }
        }
        for key in keys {
            if fixed.contains_key(key.as_str()) {
                bail!("{language}: {key} stands twice");
            }
            let Some(pattern) = bundle.get_message(&key).and_then(|message| message.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let plain = bundle.format_pattern(pattern, None, &mut errors);
            if errors.is_empty() {
                fixed.insert(key.into(), Fixed::of(&plain));
            }
        }
        Ok(Self { bundle, fixed })
    }
}

impl Fixed {
    fn of(plain: &str) -> Self {
        let escaped = handlebars::html_escape(plain);
        Self { plain: plain.into(), escaped: (escaped != plain).then(|| escaped.into()) }
    }

    fn escaped(&self) -> &str {
        self.escaped.as_ref().unwrap_or(&self.plain)
    }
}

/// The entries of a file, one after the other: each begins where a line does not begin with a space.
fn entries(source: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in source.split_inclusive('\n') {
        match entries.last_mut() {
            Some(entry) if line.starts_with(char::is_whitespace) => entry.push_str(line),
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

/// Key and text of an entry that is one line without arguments (Fluent 1.0: `Identifier`, `inline_text`).
fn one_line(entry: &str) -> Option<(&str, &str)> {
    let (key, text) = entry.trim_end_matches([' ', '\r', '\n']).split_once('=')?;
    let (key, text) = (key.trim_end_matches(' '), text.trim_start_matches(' '));
    (is_key(key) && !text.is_empty() && !text.contains(['{', '}', '\n'])).then_some((key, text))
}

fn message_keys(source: &str) -> impl Iterator<Item = String> + '_ {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        is_key(key).then(|| key.to_owned())
    })
}

fn is_key(key: &str) -> bool {
    let starts_well = key.starts_with(|first: char| first.is_ascii_lowercase());
    starts_well && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "# A comment = not a message
short = Bread & butter
long =
    two lines,
    one message

after-a-gap = joined

    by the line below
with-attribute = value
    .title = of it
asked = { $count ->
    [one] one
   *[other] { $count }
}
quoted = { \"{\" }
";

    fn read(source: &str) -> anyhow::Result<Texts> {
        Texts::read([("en", "test", source), ("vi", "test", source)].into_iter())
    }

    #[test]
    fn a_message_of_one_line_reads_like_any_other() {
        let texts = read(SOURCE).unwrap();
        let plain = |key: &'static str| texts.plain(Language::En, key);
        assert_eq!(plain("short"), "Bread & butter");
        assert_eq!(texts.escaped(Language::En, "short"), Some("Bread &amp; butter"));
        assert_eq!(texts.escaped(Language::En, "quoted"), Some("{"));
        assert_eq!(plain("long"), "two lines,\none message");
        assert_eq!(plain("after-a-gap"), "joined\n\nby the line below");
        assert_eq!(plain("with-attribute"), "value");
        let asked = |count| texts.try_with(Language::Vi, "asked", &[("count", Argument::Number(count))]);
        assert_eq!(asked(3.0).as_deref(), Some("3"));
        assert_eq!(texts.try_with(Language::En, "asked", &[]), None);
        assert!(texts.has(Language::En, "asked") && texts.has(Language::En, "short"));
        assert!(!texts.has(Language::En, "A") && !texts.has(Language::En, "title"));
    }

    #[test]
    fn what_is_not_fluent_and_what_stands_twice_is_refused() {
        for wrong in ["a = }\n", "a = {\n", "a =\n", "a = b\na = c\n", "a = b\na = { $c }\n", "no sentence\n"]
        {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
