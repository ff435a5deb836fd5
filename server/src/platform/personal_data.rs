//! What is held about people. Each capability names the tables in which somebody's rows lie, what of them is told to
//! the person, and what erasure leaves of them; so that nobody's data is forgotten in an export or an erasure.

mod erasure;
mod own_tables;
mod told;

use chrono::{DateTime, Utc};
use sea_orm::Value;

use super::PersonId;
pub use erasure::{Erasure, erase};
pub use own_tables::personal_data;
pub use told::{Cell, Kind, Section, Told, held};

/// The rows of one table that speak of a person.
#[derive(Clone, Copy, Debug)]
pub struct PersonalRows {
    pub table: &'static str,
    /// What they are to the person. The text `held-<name>` is the heading under which they are told.
    pub name: &'static str,
    /// The condition that finds them, in SQL that both databases understand. `{person}` stands for the id, `{address}`
    /// for the address in small letters; `{like_person}`, `{like_address}` and `{like_name}` for patterns that find
    /// them anywhere in a text (the name in quotation marks, as JSON writes it; `{like_plain_name}` without).
    pub whose: &'static str,
    /// What is told to the person; nothing for what tells them nothing.
    pub told: &'static [Told],
    pub erasure: Erasure,
}

/// All of them, hung on the store when the server starts, in the order in which they are erased: what refers to a
/// row stands before it.
#[derive(Default)]
pub struct PersonalData(pub Vec<PersonalRows>);

/// Whose data it is, with the marks by which it is found where no id stands.
#[derive(Clone, Debug)]
pub struct DataSubject {
    pub person: PersonId,
    pub name: String,
    pub email: String,
}

impl DataSubject {
    /// `sql` with numbered places, and the values for them.
    fn bind(&self, sql: &str, now: DateTime<Utc>) -> (String, Vec<Value>) {
        let address = self.email.to_ascii_lowercase();
        // A wildcard for one letter stands for what would be a wildcard by itself.
        let pattern = |text: &str| Value::from(format!("%{}%", text.replace(['%', '_', '\\'], "_")));
        let words = [
            ("{person}", Value::from(self.person.0)),
            ("{like_person}", pattern(&self.person.to_string())),
            ("{like_address}", pattern(&address)),
            ("{like_plain_name}", pattern(&self.name)),
            ("{like_name}", pattern(&format!("\"{}\"", self.name))),
            ("{address}", Value::from(address)),
            ("{quoted_name}", Value::from(format!("\"{}\"", self.name))),
            ("{unlike_any}", Value::from(format!("erased {}", self.person))),
            ("{now}", Value::from(now)),
        ];
        let mut bound = sql.to_owned();
        let mut values = Vec::new();
        for (word, value) in words.into_iter().filter(|(word, _)| sql.contains(word)) {
            values.push(value);
            bound = bound.replace(word, &format!("${}", values.len()));
        }
        (bound, values)
    }
}
