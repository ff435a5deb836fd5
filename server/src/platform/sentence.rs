//! A sentence that is kept or sent and read later, by somebody in their own language: a text key with what fills it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Argument, Language, Texts};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// A key of `assets/text`.
    pub key: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<(Cow<'static, str>, Value)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    Number(u32),
    Text(String),
    /// Itself a key of `assets/text`, said in the reader's language.
    Named {
        text: String,
    },
}

impl Sentence {
    pub fn of(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), arguments: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.arguments.push((Cow::Borrowed(name), value.into()));
        self
    }

    pub fn text(&self, texts: &Texts, language: Language) -> String {
        let arguments: Vec<(&str, Argument)> = self
            .arguments
            .iter()
            .map(|(name, value)| match value {
                Value::Number(number) => (&**name, Argument::from(*number)),
                Value::Text(text) => (&**name, Argument::from(text.as_str())),
                Value::Named { text } => (&**name, Argument::from(texts.plain(language, text))),
            })
            .collect();
        texts.with(language, &self.key, &arguments)
    }
}

impl From<&'static str> for Sentence {
    fn from(key: &'static str) -> Self {
        Self::of(key)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
