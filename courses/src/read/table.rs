use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use toml::de::{DeTable, DeValue};

use super::here::Here;
use crate::mistakes::MistakeKind;

/// A TOML table that is asked key by key. What is missing, of another kind or never asked for is a mistake.
pub struct Table<'a> {
    here: Here<'a>,
    text: &'a TomlText<'a>,
    entries: &'a DeTable<'a>,
    /// Goes before its keys in messages: `completion.`.
    prefix: String,
    pub line: u32,
    asked: BTreeSet<String>,
}

pub struct TomlText<'a> {
    text: &'a str,
    /// Number of its first line in the file.
    first_line: u32,
}

impl TomlText<'_> {
    fn line_at(&self, offset: usize) -> u32 {
        let breaks = self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
        self.first_line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX))
    }
}

/// Reads a whole TOML text; `None` if it cannot be read, which is then reported.
pub fn with_table<T>(
    here: Here,
    text: &str,
    first_line: u32,
    read: impl FnOnce(&mut Table) -> Option<T>,
) -> Option<T> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let text = TomlText { text, first_line };
    for error in &errors {
        let line = text.line_at(error.span().map_or(0, |span| span.start));
        here.mistake(line, MistakeKind::TomlUnreadable { reason: error.message().to_owned() });
    }
    if !errors.is_empty() {
        return None;
    }
    let mut table = Table {
        here,
        text: &text,
        entries: root.get_ref(),
        prefix: String::new(),
        line: first_line,
        asked: BTreeSet::new(),
    };
    let value = read(&mut table);
    table.finish();
    value
}

impl<'a> Table<'a> {
    pub fn text(&mut self, key: &str) -> Option<String> {
        let found = self.needed(key)?;
        self.as_text(key, found)
    }

    pub fn text_if_any(&mut self, key: &str) -> Option<String> {
        let found = self.asked_for(key)?;
        self.as_text(key, found)
    }

    pub fn texts(&mut self, key: &str) -> Option<Vec<(u32, String)>> {
        let (line, value) = self.needed(key)?;
        let Some(array) = value.as_array() else { return self.wrong(line, key, Wanted::Texts) };
        if array.is_empty() {
            self.here.mistake(line, MistakeKind::ValueEmpty { key: self.full(key) });
        }
        let mut texts = Vec::new();
        for entry in array.iter() {
            let line = self.text.line_at(entry.span().start);
            match entry.get_ref().as_str().map(str::trim) {
                Some("") => self.here.mistake(line, MistakeKind::ValueEmpty { key: self.full(key) }),
                Some(text) => texts.push((line, text.to_owned())),
                None => return self.wrong(line, key, Wanted::Texts),
            }
        }
        Some(texts)
    }

    pub fn whole(&mut self, key: &str, range: RangeInclusive<u32>) -> Option<u32> {
        let found = self.needed(key)?;
        self.as_whole(key, found, range)
    }

    pub fn whole_if_any(&mut self, key: &str, range: RangeInclusive<u32>) -> Option<u32> {
        let found = self.asked_for(key)?;
        self.as_whole(key, found, range)
    }

    pub fn number(&mut self, key: &str) -> Option<f64> {
        let found = self.needed(key)?;
        self.as_number(key, found)
    }

    pub fn number_if_any(&mut self, key: &str) -> Option<f64> {
        let found = self.asked_for(key)?;
        self.as_number(key, found)
    }

    pub fn is_set(&mut self, key: &str) -> bool {
        let Some((line, value)) = self.asked_for(key) else { return false };
        value.as_bool().or_else(|| self.wrong(line, key, Wanted::YesOrNo)).unwrap_or_default()
    }

    pub fn table(&mut self, key: &str) -> Option<Table<'a>> {
        let (line, value) = self.needed(key)?;
        match value.as_table() {
            Some(entries) => Some(self.inner(key, line, entries)),
            None => self.wrong(line, key, Wanted::Table),
        }
    }

    /// Empty if there are none, which is for the caller to judge.
    pub fn tables(&mut self, key: &str) -> Vec<Table<'a>> {
        let Some((line, value)) = self.asked_for(key) else { return Vec::new() };
        let array = value.as_array().map(|array| array.iter().collect::<Vec<_>>()).unwrap_or_default();
        let tables: Vec<_> = array
            .iter()
            .filter_map(|entry| {
                let entries = entry.get_ref().as_table()?;
                Some(self.inner(key, self.text.line_at(entry.span().start), entries))
            })
            .collect();
        if tables.is_empty() || tables.len() < array.len() {
            self.wrong::<()>(line, key, Wanted::Tables);
        }
        tables
    }

    /// All keys of the table with their lines, for tables whose keys are not known before.
    pub fn keys(&self) -> Vec<(u32, String)> {
        let named = self
            .entries
            .iter()
            .map(|(key, _)| (self.text.line_at(key.span().start), key.get_ref().to_string()));
        named.collect()
    }

    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    pub fn line_of(&self, key: &str) -> u32 {
        self.entry(key).map_or(self.line, |(line, _)| line)
    }

    pub fn full(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// Says which keys nobody asked for.
    pub fn finish(&self) {
        for (line, key) in self.keys() {
            if !self.asked.contains(&key) {
                self.here.mistake(line, MistakeKind::KeyUnknown { key: self.full(&key) });
            }
        }
    }

    fn inner(&self, key: &str, line: u32, entries: &'a DeTable<'a>) -> Table<'a> {
        let prefix = format!("{}{key}.", self.prefix);
        Table { here: self.here, text: self.text, entries, prefix, line, asked: BTreeSet::new() }
    }

    fn entry(&self, key: &str) -> Option<(u32, &'a DeValue<'a>)> {
        let (name, value) = self.entries.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((self.text.line_at(name.span().start), value.get_ref()))
    }

    fn asked_for(&mut self, key: &str) -> Option<(u32, &'a DeValue<'a>)> {
        self.asked.insert(key.to_owned());
        self.entry(key)
    }

    fn needed(&mut self, key: &str) -> Option<(u32, &'a DeValue<'a>)> {
        let found = self.asked_for(key);
        if found.is_none() {
            self.here.mistake(self.line, MistakeKind::KeyMissing { key: self.full(key) });
        }
        found
    }

    fn as_text(&self, key: &str, (line, value): (u32, &DeValue)) -> Option<String> {
        match value.as_str().map(str::trim) {
            Some("") => {
                self.here.mistake(line, MistakeKind::ValueEmpty { key: self.full(key) });
                None
            }
            Some(text) => Some(text.to_owned()),
            None => self.wrong(line, key, Wanted::Text),
        }
    }

    fn as_whole(&self, key: &str, (line, value): (u32, &DeValue), range: RangeInclusive<u32>) -> Option<u32> {
        let Some(number) = integer(value) else { return self.wrong(line, key, Wanted::Whole) };
        let whole = u32::try_from(number).ok().filter(|number| range.contains(number));
        if whole.is_none() {
            let (least, most) = (range.start().to_string(), range.end().to_string());
            self.here.mistake(line, MistakeKind::ValueOutOfRange { key: self.full(key), least, most });
        }
        whole
    }

    fn as_number(&self, key: &str, (line, value): (u32, &DeValue)) -> Option<f64> {
        let written = match value {
            DeValue::Float(float) => Some(float.as_str().to_owned()),
            value => integer(value).map(|number| number.to_string()),
        };
        let number =
            written.and_then(|written| written.parse::<f64>().ok()).filter(|number| number.is_finite());
        number.or_else(|| self.wrong(line, key, Wanted::Number))
    }

    fn wrong<T>(&self, line: u32, key: &str, wanted: Wanted) -> Option<T> {
        let key = self.full(key);
        self.here.mistake(
            line,
            match wanted {
                Wanted::Text => MistakeKind::ValueNotText { key },
                Wanted::Texts => MistakeKind::ValueNotTexts { key },
                Wanted::Whole => MistakeKind::ValueNotWhole { key },
                Wanted::Number => MistakeKind::ValueNotNumber { key },
                Wanted::YesOrNo => MistakeKind::ValueNotYesOrNo { key },
                Wanted::Table => MistakeKind::ValueNotTable { key },
                Wanted::Tables => MistakeKind::ValueNotTables { key },
            },
        );
        None
    }
}

enum Wanted {
    Text,
    Texts,
    Whole,
    Number,
    YesOrNo,
    Table,
    Tables,
}

fn integer(value: &DeValue) -> Option<i64> {
    value.as_integer().and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok())
}
