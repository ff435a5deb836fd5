//! Rows that speak in codes, told in words: learning records as sentences, mails as they were sent, and steps by what they
//! are called in the reader's language.

use std::collections::HashMap;

use serde_json::Value;

use super::held::{HeldCell, shown_cell};
use crate::platform::{
    Db, Language, Outcome, Read, Screen, Site, mail,
    personal_data::{Cell, Kind, Section},
};

/// What a learning record speaks of, in somebody's language.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub course: String,
    /// The module or step, where it is about one.
    pub part: Option<String>,
}

/// Names the places of learning records. `learning` knows them; here they are only asked for, through a door that is
/// hung on the store when the server starts.
#[async_trait::async_trait(?Send)]
pub trait NamePlaces {
    /// One for each of these xAPI statements, in their order.
    async fn of(&self, read: &Read, language: Language, statements: &[Value]) -> Outcome<Vec<Place>>;
}

/// The registered [`NamePlaces`].
pub struct PlacesDoor(pub Box<dyn NamePlaces + Send + Sync>);

/// Says names in a language in which they were not kept; who kept them lies above.
#[async_trait::async_trait(?Send)]
pub trait CallNames {
    /// One for each name, in their order; a name that has no other stays.
    async fn called(&self, read: &Read, language: Language, kept: &[String]) -> Outcome<Vec<String>>;
}

/// The registered [`CallNames`].
pub struct CallsDoor(pub Box<dyn CallNames + Send + Sync>);

const RECORDS: &str = "record";
const MAILS: &str = "mail";

pub struct Teller<'t> {
    screen: &'t Screen,
    site: &'t Site,
    /// Of the records, in their order.
    places: Vec<Place>,
    /// What is called otherwise in the reader's language.
    called: HashMap<String, String>,
}

impl<'t> Teller<'t> {
    pub async fn of(screen: &'t Screen, site: &'t Site, db: &Db, sections: &[Section]) -> Outcome<Self> {
        let records = sections.iter().filter(|section| section.name == RECORDS);
        let cells = records.flat_map(|section| section.rows.iter().flatten());
        let statements: Vec<Value> =
            cells.filter(|cell| cell.name == "statement").map(|cell| cell.value.clone()).collect();
        let places = match db.attached::<PlacesDoor>() {
            Some(door) => door.0.of(db.read(), screen.language, &statements).await?,
            None => Vec::new(),
        };
        Ok(Self { screen, site, places, called: called(screen, db, sections).await? })
    }

    /// A row of a section, told; `index` is its place in it.
    pub fn row(&self, section: &str, index: usize, cells: Vec<Cell>) -> Vec<HeldCell> {
        match section {
            RECORDS => self.record(index, cells),
            MAILS => self.mail(cells),
            _ => cells.into_iter().map(|cell| shown_cell(self.screen, self.said(cell))).collect(),
        }
    }

    fn said(&self, cell: Cell) -> Cell {
        let other = cell.value.as_str().filter(|_| cell.kind == Kind::Called);
        match other.and_then(|kept| self.called.get(kept)) {
            Some(said) => Cell { value: said.as_str().into(), ..cell },
            None => cell,
        }
    }

    fn record(&self, index: usize, cells: Vec<Cell>) -> Vec<HeldCell> {
        let statement = value_of(&cells, "statement");
        let mut row: Vec<HeldCell> = cells
            .into_iter()
            .filter(|cell| cell.kind == Kind::Time)
            .map(|cell| shown_cell(self.screen, cell))
            .collect();
        row.push(self.text("statement", self.sentence(index, &statement)));
        let scored = statement.pointer("/result/score").is_some();
        let results = [
            ("right", "/result/score/raw", Kind::Number),
            ("asked", "/result/score/max", Kind::Number),
            (if scored { "passed" } else { "right" }, "/result/success", Kind::Truth),
        ];
        let results = results.into_iter().filter_map(|(name, pointer, kind)| {
            Some(Cell { name, kind, value: statement.pointer(pointer)?.clone() })
        });
        row.extend(results.map(|cell| shown_cell(self.screen, cell)));
        row
    }

    fn sentence(&self, index: usize, statement: &Value) -> String {
        let verb = statement.pointer("/verb/display/en").and_then(Value::as_str).unwrap_or_default();
        let what = self.screen.text(&format!("held-verb-{verb}"));
        let place = self.places.get(index).cloned().unwrap_or_default();
        let course = ("course", place.course.into());
        match place.part {
            Some(part) => {
                let words = [("what", what.into()), course, ("part", part.into())];
                self.screen.text_with("held-said-of-part", &words)
            }
            None => self.screen.text_with("held-said-of-course", &[("what", what.into()), course]),
        }
    }

    fn mail(&self, cells: Vec<Cell>) -> Vec<HeldCell> {
        let word = |name: &str| value_of(&cells, name).as_str().unwrap_or_default().to_owned();
        let (template, name) = (word("template"), word("name"));
        let language = Language::from_code(&word("language")).unwrap_or_default();
        let content = value_of(&cells, "content");
        let sent = (template.as_str(), &content);
        // A mail whose template is no more is told as it is held.
        let words = mail::sent_words(self.screen.engine(), self.site, sent, (&name, language));
        let (subject, text) = words.unwrap_or_else(|_| (template.clone(), content.to_string()));
        let kept = cells.into_iter().filter(|cell| !["template", "content"].contains(&cell.name));
        let mut row: Vec<HeldCell> = kept.map(|cell| shown_cell(self.screen, cell)).collect();
        row.extend([self.text("subject", subject), self.text("content", text)]);
        row
    }

    fn text(&self, name: &'static str, text: String) -> HeldCell {
        shown_cell(self.screen, Cell { name, kind: Kind::Text, value: text.into() })
    }
}

/// Each kept name with the one that the reader knows.
async fn called(screen: &Screen, db: &Db, sections: &[Section]) -> Outcome<HashMap<String, String>> {
    let cells = sections.iter().flat_map(|section| section.rows.iter().flatten());
    let named = cells.filter(|cell| cell.kind == Kind::Called).filter_map(|cell| cell.value.as_str());
    let kept: Vec<String> = named.map(str::to_owned).collect();
    let Some(door) = db.attached::<CallsDoor>().filter(|_| !kept.is_empty()) else {
        return Ok(HashMap::new());
    };
    let said = door.0.called(db.read(), screen.language, &kept).await?;
    Ok(kept.into_iter().zip(said).collect())
}

fn value_of(cells: &[Cell], name: &str) -> Value {
    cells.iter().find(|cell| cell.name == name).map(|cell| cell.value.clone()).unwrap_or_default()
}
