//! What is told to a person of the rows that speak of them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use serde::Serialize;
use serde_json::{Value, json};

use super::{DataSubject, PersonalRows};
use crate::platform::{Outcome, Problem, Read};

/// One column, or what SQL makes of several. Its text is `held-column-<name>`.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub name: &'static str,
    from: Option<&'static str>,
    kind: Kind,
}

/// How a value is read from the store and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "texts")]
pub enum Kind {
    Text,
    /// A name that was kept in one language and may have one in others.
    Called,
    /// One of a list of words; its text is this beginning and the word.
    Word(&'static str),
    Time,
    Day,
    Number,
    Truth,
    /// A document in JSON.
    Document,
    /// What a mail was made from, in JSON; links that open an account are cut short.
    Mail,
}

impl Told {
    pub const fn text(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Text }
    }

    pub const fn called(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Called }
    }

    pub const fn word(name: &'static str, texts: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Word(texts) }
    }

    pub const fn time(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Time }
    }

    pub const fn day(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Day }
    }

    pub const fn number(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Number }
    }

    pub const fn truth(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Truth }
    }

    pub const fn document(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Document }
    }

    pub const fn mail(name: &'static str) -> Self {
        Self { name, from: None, kind: Kind::Mail }
    }

    /// Not the column of this name, but what this SQL gives.
    #[must_use]
    pub const fn made_by(self, sql: &'static str) -> Self {
        Self { from: Some(sql), ..self }
    }

    fn select(&self) -> String {
        let name = self.name;
        let from = self.from.map_or_else(|| format!("\"{name}\""), |sql| format!("({sql})"));
        match self.kind {
            Kind::Number => format!("CAST({from} AS BIGINT) AS \"{name}\""),
            _ => format!("{from} AS \"{name}\""),
        }
    }

    fn read(&self, row: &QueryResult) -> Outcome<Value> {
        let name = self.name;
        Ok(match self.kind {
            Kind::Text | Kind::Called | Kind::Word(_) => json!(row.try_get::<Option<String>>("", name)?),
            Kind::Time => json!(row.try_get::<Option<DateTime<Utc>>>("", name)?),
            Kind::Day => json!(row.try_get::<Option<NaiveDate>>("", name)?),
            Kind::Number => json!(row.try_get::<Option<i64>>("", name)?),
            Kind::Truth => json!(row.try_get::<Option<bool>>("", name)?),
            Kind::Document => {
                let text = row.try_get::<Option<String>>("", name)?.unwrap_or_default();
                serde_json::from_str(&text).unwrap_or(Value::String(text))
            }
            Kind::Mail => {
                let text = row.try_get::<Option<String>>("", name)?.unwrap_or_default();
                without_keys(serde_json::from_str(&text).unwrap_or(Value::String(text)))
            }
        })
    }
}

/// What follows in a link is the key to an account or a subscription: whoever got hold of somebody's session must not
/// find it among their data.
const BEFORE_KEYS: [&str; 3] = ["/password-resets/", "/invitations/", "/confirmations/"];

fn without_keys(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(without_key(text)),
        Value::Array(values) => values.into_iter().map(without_keys).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, without_keys(value)));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

fn without_key(mut text: String) -> String {
    let end = BEFORE_KEYS.into_iter().filter_map(|path| Some(text.find(path)? + path.len())).min();
    if let Some(end) = end {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What lies in one table.
#[derive(Clone, Debug)]
pub struct Section {
    pub name: &'static str,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug)]
pub struct Cell {
    pub name: &'static str,
    pub kind: Kind,
    pub value: Value,
}

/// Everything that is held about somebody: one query for each table, however many rows there are.
pub async fn held(read: &Read, tables: &[PersonalRows], subject: &DataSubject) -> Outcome<Vec<Section>> {
    let mut sections = Vec::new();
    for table in tables.iter().rev().filter(|table| !table.told.is_empty()) {
        sections.push(Section { name: table.name, rows: rows(read, table, subject).await? });
    }
    Ok(sections)
}

async fn rows(read: &Read, table: &PersonalRows, subject: &DataSubject) -> Outcome<Vec<Vec<Cell>>> {
    let columns: Vec<String> = table.told.iter().map(Told::select).collect();
    let sql = format!("SELECT {} FROM {} WHERE {} ORDER BY 1", columns.join(", "), table.table, table.whose);
    let (sql, values) = subject.bind(&sql, DateTime::default());
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    let found = read.query_all_raw(statement).await?;
    let cell = |row: &QueryResult, told: &Told| {
        Ok(Cell { name: told.name, kind: told.kind, value: told.read(row)? })
    };
    let line = |row: &QueryResult| table.told.iter().map(|told| cell(row, told)).collect();
    found.iter().map(line).collect::<Result<_, Problem>>()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::without_keys;

    #[test]
    fn a_key_to_an_account_is_not_told_with_the_mail_that_brought_it() {
        let content = json!({ "url": "https://academy.example/password-resets/secret", "days": [2, "two"] });
        let told = json!({ "url": "https://academy.example/password-resets/…", "days": [2, "two"] });
        assert_eq!(without_keys(content), told);
    }
}
