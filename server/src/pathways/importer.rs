//! Rows of the table of suggestions from a spreadsheet. A row is known again by its code.

use std::{collections::HashMap, ops::Range};

use chrono::NaiveDate;

use super::{
    access::{ChangeSuggestions, may_set_rows_of},
    model::{GoalKind, StepDelivery, StepKind},
    suggestions::{
        self,
        form::{self, Known, words},
        model::Rule,
        store,
    },
};
use crate::{
    catalogue, improvement,
    platform::{
        Action, Actor, FieldErrors, Form, Outcome, Read, Sentence, UnitOfWork,
        imports::{Fate, Given, Import, Importer},
        sentence::Value,
        spreadsheets::{Column, Row, Table, date_in},
    },
};

pub struct SuggestionsImporter;

const fn column(name: &'static str, heading: &'static str, needed: bool) -> Column {
    Column { name, heading, also: "import-suggestion-also", needed }
}

const COLUMNS: &[Column] = &[
    column("code", "import-suggestion-code", true),
    column("compliance_points", "import-suggestion-points", false),
    column("root_causes", "import-suggestion-causes", false),
    column("country", "import-suggestion-country", false),
    column("kind", "import-suggestion-kind", true),
    column("delivery", "import-suggestion-delivery", true),
    column("goal", "import-suggestion-goal", true),
    column("course", "import-suggestion-course", false),
    column("title_en", "import-suggestion-title-en", false),
    column("title_vi", "import-suggestion-title-vi", false),
    column("valid_from", "import-suggestion-from", true),
    column("valid_until", "import-suggestion-until", false),
    column("source", "import-suggestion-source", true),
];

#[async_trait::async_trait]
impl Importer for SuggestionsImporter {
    fn kind(&self) -> &'static str {
        "suggestions"
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn may(&self, actor: &Actor) -> bool {
        actor.may_anywhere(ChangeSuggestions::NAME)
    }

    async fn begin(&self, read: &Read, given: Given, table: Table) -> Outcome<Box<dyn Import>> {
        let listings = catalogue::listings(read).await?;
        let points = improvement::points_by_code(read).await?;
        let known = Known { listings: &listings, points: &points };
        let mut first: HashMap<String, (u32, Rule)> = HashMap::new();
        let (mut lines, mut rows) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let mut read = rule(row, &known, &given.actor);
            if let Ok(rule) = &read {
                match first.get(&rule.code) {
                    Some((line, same)) => {
                        let key = if same == rule { "import-line-twice" } else { "suggestion-line-twice" };
                        read = Err(Sentence::of(key).with("line", *line));
                    }
                    None => drop(first.insert(rule.code.clone(), (row.line, rule.clone()))),
                }
            }
            lines.push(row.line);
            rows.push(read);
        }
        Ok(Box::new(SuggestionsImport { given, lines, rows }))
    }
}

/// A row by the rules of the form in the browser.
fn rule(row: &Row, known: &Known<'_>, actor: &Actor) -> Result<Rule, Sentence> {
    if let Some(fault) = row.fault() {
        return Err(fault);
    }
    let unknown = |name: &str, word: &str| {
        Sentence::of("import-suggestion-word").with("column", heading(name)).with("word", word)
    };
    let is_known = |name: &str, word: &str| match name {
        "kind" => StepKind::from_word(word).is_some(),
        "delivery" => StepDelivery::from_word(word).is_some(),
        _ => GoalKind::from_word(word).is_some(),
    };
    for name in ["kind", "delivery", "goal"] {
        if !is_known(name, row.text(name)) {
            return Err(unknown(name, row.text(name)));
        }
    }
    let points = words(row.text("compliance_points"));
    if let Some(point) = points.iter().find(|point| !known.points.contains_key(*point)) {
        return Err(unknown("compliance_points", point));
    }
    let is_course = row.text("kind") == StepKind::Course.word();
    if !is_course && let Some(course) = row.optional("course") {
        return Err(unknown("course", course));
    }
    let mut fields: Vec<(&'static str, String)> = points.into_iter().map(|point| ("points", point)).collect();
    for (name, field) in FIELDS {
        let text = match (field, row.optional(name)) {
            ("valid_from" | "valid_until", Some(text)) => {
                date_in(text).map_err(|_| unknown(name, text))?.to_string()
            }
            (_, text) => text.unwrap_or_default().to_owned(),
        };
        fields.push((field, text));
    }
    let rule = form::rule(&Form::of(fields), None, known).map_err(|errors| wrong(&errors))?;
    match may_set_rows_of(actor, rule.country.as_deref()) {
        true => Ok(rule),
        false => Err("suggestion-country-not-own".into()),
    }
}

/// The columns with one value, each with the field of the form that it is.
const FIELDS: [(&str, &str); 12] = [
    ("code", "code"),
    ("kind", "kind"),
    ("delivery", "delivery"),
    ("goal", "goal"),
    ("course", "course"),
    ("title_en", "title_en"),
    ("title_vi", "title_vi"),
    ("root_causes", "causes"),
    ("country", "country"),
    ("valid_from", "valid_from"),
    ("valid_until", "valid_until"),
    ("source", "source"),
];

/// The first thing that the form would say, with the heading of its column.
fn wrong(errors: &FieldErrors) -> Sentence {
    let Some(error) = errors.0.first() else { return Sentence::of("import-suggestion-nothing") };
    let column =
        FIELDS.iter().find(|(_, field)| *field == error.field).map_or("compliance_points", |(name, _)| name);
    let reason = Value::Named { text: error.key.to_owned() };
    Sentence::of("import-suggestion-wrong").with("column", heading(column)).with("reason", reason)
}

/// The heading of a column, in the reader's language.
fn heading(name: &str) -> Value {
    let column = COLUMNS.iter().find(|column| column.name == name);
    Value::Named { text: column.map_or(name, |column| column.heading).to_owned() }
}

struct SuggestionsImport {
    given: Given,
    lines: Vec<u32>,
    rows: Vec<Result<Rule, Sentence>>,
}

#[async_trait::async_trait]
impl Import for SuggestionsImport {
    fn lines(&self) -> &[u32] {
        &self.lines
    }

    async fn preview(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        self.fates(read, rows).await
    }

    async fn carry_out(&self, work: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let fates = self.fates(work, rows.clone()).await?;
        let taken = self.rows.get(rows).unwrap_or_default().iter().zip(&fates);
        let fresh: Vec<Rule> = taken
            .filter(|(_, fate)| matches!(fate, Fate::Created | Fate::ChangedSo(_)))
            .filter_map(|(row, _)| row.as_ref().ok().cloned())
            .collect();
        store::save_rules(work, &fresh, self.given.actor.person).await?;
        Ok(fates)
    }
}

impl SuggestionsImport {
    async fn fates(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let there: HashMap<String, Rule> =
            store::changed_rules(read).await?.into_iter().map(|rule| (rule.code.clone(), rule)).collect();
        let shipped: HashMap<String, Rule> =
            suggestions::rows(Vec::new(), &[]).into_iter().map(|rule| (rule.code.clone(), rule)).collect();
        let may_take = |rule: &Rule| {
            let other = shipped.get(&rule.code);
            other.is_none_or(|other| may_set_rows_of(&self.given.actor, other.country.as_deref()))
        };
        let fate = |row: &Result<Rule, Sentence>| match row {
            Err(reason) => Fate::Refused(reason.clone()),
            Ok(rule) => match there.get(&rule.code) {
                None if !may_take(rule) => Fate::Refused("suggestion-country-not-own".into()),
                None => self.fate_of_first(shipped.get(&rule.code), rule),
                Some(same) if Rule { changes: None, ..same.clone() } == *rule => Fate::Unchanged,
                // Nobody takes over a row of another country.
                Some(other) if !may_set_rows_of(&self.given.actor, other.country.as_deref()) => {
                    Fate::Refused("suggestion-country-not-own".into())
                }
                Some(other) => Fate::ChangedSo(self.changes(other, rule)),
            },
        };
        Ok(self.rows.get(rows).unwrap_or_default().iter().map(fate).collect())
    }

    /// Nobody keeps this code yet: it is new, or says something of a row that the Academy came with.
    fn fate_of_first(&self, shipped: Option<&Rule>, rule: &Rule) -> Fate {
        match shipped {
            None => Fate::Created,
            Some(shipped) => match self.changes(shipped, rule) {
                // Only what it is about: it says the same.
                told if told.len() == 1 => Fate::Unchanged,
                told => Fate::ChangedSo(told),
            },
        }
    }

    /// What a row says otherwise, in words.
    fn changes(&self, before: &Rule, after: &Rule) -> Vec<Sentence> {
        let text = |text: &str| Value::Text(if text.is_empty() { "–" } else { text }.to_owned());
        let optional = |word: Option<&String>| text(word.map(String::as_str).unwrap_or_default());
        let named = |prefix: &str, word: &str| Value::Named { text: format!("{prefix}{word}") };
        let day = |day: Option<NaiveDate>| {
            let written = day.map(|day| self.given.engine.formats().date(self.given.actor.language, day));
            text(&written.unwrap_or_default())
        };
        let said = |rule: &Rule| -> [Value; 12] {
            let learning = &rule.learning;
            [
                text(&rule.compliance_points.join(", ")),
                text(&rule.root_causes.join(", ")),
                optional(rule.country.as_ref()),
                named("pathway-kind-", learning.kind.word()),
                named("pathway-delivery-", learning.delivery.word()),
                named("pathway-goal-", learning.goal.word()),
                optional(learning.course.as_ref()),
                optional(learning.titles.get("en")),
                optional(learning.titles.get("vi")),
                day(Some(rule.valid_from)),
                day(rule.valid_until),
                text(&rule.source),
            ]
        };
        // In the order of the columns, whose first one is the code.
        let columns = COLUMNS.iter().skip(1).map(|column| column.name);
        let both = said(before).into_iter().zip(said(after));
        let change = |(name, (from, to)): (&'static str, (Value, Value))| {
            let what = heading(name);
            (from != to).then(|| {
                Sentence::of("suggestion-told-change").with("what", what).with("from", from).with("to", to)
            })
        };
        let about = Sentence::of("suggestion-told-about").with("code", after.code.as_str());
        std::iter::once(about).chain(columns.zip(both).filter_map(change)).collect()
    }
}
