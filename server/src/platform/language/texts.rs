//! The sentences, from `assets/text/<language>/*.ftl` (Fluent). Messages without arguments are looked up once and kept.

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
    /// Messages without arguments: plain, and escaped for HTML.
    fixed: HashMap<String, (String, String)>,
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
        self.of(language).fixed.get(key).map_or(key, |(plain, _)| plain)
    }

    /// The same, escaped for HTML.
    pub fn escaped<'t>(&'t self, language: Language, key: &str) -> Option<&'t str> {
        self.of(language).fixed.get(key).map(|(_, escaped)| escaped.as_str())
    }

    pub fn has(&self, language: Language, key: &str) -> bool {
        self.of(language).bundle.has_message(key)
    }

    /// The text of a key with its arguments, as plain text.
    pub fn with(&self, language: Language, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.try_with(language, key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Texts::with`]; `None` when the key or an argument is missing.
    pub fn try_with(&self, language: Language, key: &str, arguments: &[(&str, Argument)]) -> Option<String> {
        let messages = self.of(language);
        if arguments.is_empty() {
            return messages.fixed.get(key).map(|(plain, _)| plain.clone());
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
        let mut keys = Vec::new();
        for (_, file, source) in sources.filter(|(code, _, _)| *code == language.code()) {
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) => resource,
                Err((_, errors)) => bail!("{language}/{file}.ftl: {errors:?}"),
            };
            keys.extend(message_keys(source));
            if let Err(errors) = bundle.add_resource(resource) {
                bail!("{language}/{file}.ftl: {errors:?}");
            }
        }
        let fixed = keys
            .into_iter()
            .filter_map(|key| {
                let mut errors = Vec::new();
                let pattern = bundle.get_message(&key)?.value()?;
                let plain = bundle.format_pattern(pattern, None, &mut errors).into_owned();
                let escaped = handlebars::html_escape(&plain);
                errors.is_empty().then_some((key, (plain, escaped)))
            })
            .collect();
        Ok(Self { bundle, fixed })
    }
}

fn message_keys(source: &str) -> impl Iterator<Item = String> + '_ {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let starts_well = key.starts_with(|first: char| first.is_ascii_lowercase());
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (starts_well && is_key).then(|| key.to_owned())
    })
}
