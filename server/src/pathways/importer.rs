//! Rows of the table of suggestions from a spreadsheet. A row is known again by its code.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use chrono::NaiveDate;

use super::{
    access::{ChangeSuggestions, may_set_rows_of},
    model::{GoalKind, StepDelivery, StepKind},
    suggestions::{
        self,
        model::{Learning, Rule},
        store,
    },
};
use crate::{
    catalogue,
    organisations::countries,
    platform::{
        Action, Actor, Language, Outcome, Read, Sentence, UnitOfWork,
        imports::{Fate, Given, Import, Importer},
        spreadsheets::{Column, Row, Table},
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
        let slugs: Vec<String> = catalogue::listings(read).await?.into_iter().map(|one| one.slug).collect();
        let mut first: HashMap<String, u32> = HashMap::new();
        let (mut lines, mut rows) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let read = rule(row, &slugs, &given.actor);
            let twice = first.insert(row.text("code").to_owned(), row.line);
            lines.push(row.line);
            rows.push(match twice {
                Some(line) => Err(Sentence::of("import-line-twice").with("line", line)),
                None => read,
            });
        }
        Ok(Box::new(SuggestionsImport { actor: given.actor, lines, rows }))
    }
}

fn rule(row: &Row, slugs: &[String], actor: &Actor) -> Result<Rule, Sentence> {
    if let Some(fault) = row.fault() {
        return Err(fault);
    }
    let unknown = |field: &'static str| {
        Sentence::of("import-suggestion-word").with("column", field).with("word", row.text(field))
    };
    let words = |column: &str| -> Vec<String> {
        let parts = row.text(column).split([',', ';']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let day = |column: &'static str| -> Result<Option<NaiveDate>, Sentence> {
        row.optional(column).map(|text| text.parse().map_err(|_| unknown(column))).transpose()
    };
    let code = row.optional("code").ok_or("import-suggestion-code-missing")?.to_owned();
    let kind = StepKind::from_word(row.text("kind")).ok_or_else(|| unknown("kind"))?;
    let delivery = StepDelivery::from_word(row.text("delivery")).ok_or_else(|| unknown("delivery"))?;
    let goal = GoalKind::from_word(row.text("goal")).ok_or_else(|| unknown("goal"))?;
    let country = row.optional("country").map(countries::parse).transpose()?.map(str::to_owned);
    if !may_set_rows_of(actor, country.as_deref()) {
        return Err("suggestion-country-not-own".into());
    }
    let course = row.optional("course").map(str::to_owned);
    if (kind == StepKind::Course) != course.as_ref().is_some_and(|course| slugs.contains(course)) {
        return Err(unknown("course"));
    }
    let title = |language: Language| {
        let title = row.optional(&format!("title_{}", language.code()))?;
        Some((language.code().to_owned(), title.to_owned()))
    };
    let titles: BTreeMap<String, String> = Language::ALL.into_iter().filter_map(title).collect();
    if titles.is_empty() && course.is_none() {
        return Err("import-suggestion-title-missing".into());
    }
    let (compliance_points, root_causes) = (words("compliance_points"), words("root_causes"));
    if compliance_points.is_empty() && root_causes.is_empty() {
        return Err("import-suggestion-nothing".into());
    }
    Ok(Rule {
        code,
        compliance_points,
        root_causes,
        country,
        learning: Learning { kind, delivery, goal, course, titles, needs_session: false },
        valid_from: day("valid_from")?.ok_or_else(|| unknown("valid_from"))?,
        valid_until: day("valid_until")?,
        source: row.text("source").to_owned(),
        changes: None,
    })
}

struct SuggestionsImport {
    actor: Actor,
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
            .filter(|(_, fate)| matches!(fate, Fate::Created | Fate::Changed))
            .filter_map(|(row, _)| row.as_ref().ok().cloned())
            .collect();
        store::save_rules(work, &fresh, self.actor.person).await?;
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
            other.is_none_or(|other| may_set_rows_of(&self.actor, other.country.as_deref()))
        };
        let fate = |row: &Result<Rule, Sentence>| match row {
            Err(reason) => Fate::Refused(reason.clone()),
            Ok(rule) => match there.get(&rule.code) {
                None if !may_take(rule) => Fate::Refused("suggestion-country-not-own".into()),
                None => Fate::Created,
                Some(same) if Rule { changes: None, ..same.clone() } == *rule => Fate::Unchanged,
                // Nobody takes over a row of another country.
                Some(other) if !may_set_rows_of(&self.actor, other.country.as_deref()) => {
                    Fate::Refused("suggestion-country-not-own".into())
                }
                Some(_) => Fate::Changed,
            },
        };
        Ok(self.rows.get(rows).unwrap_or_default().iter().map(fate).collect())
    }
}
