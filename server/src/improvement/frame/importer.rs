//! The frame as a spreadsheet: a row is a point, or, where it names a country, a question of that country; where it says
//! so, a cluster or a priority theme.

use std::collections::HashMap;

use super::{
    access::ChangeFrame,
    doubles::{refuse_doubles, refuse_groupless, refuse_lawless, refuse_same_day},
    groups::{self, Group, GroupLine},
    store::{self, Cluster, Point, Question, Theme},
    taking::FrameImport,
    telling::Names,
};
use crate::{
    improvement::findings::column,
    organisations::{countries, imports::words::Words},
    platform::{
        Action, Actor, Language, Outcome, Read, Sentence, Texts,
        folding::fold,
        imports::{Given, Import, Importer},
        sentence::Value,
        spreadsheets::{Column, Row, Table, date_in},
    },
};

pub struct FrameImporter;

pub(super) const COLUMNS: &[Column] = &[
    column("code", "import-frame-code", "import-frame-code-also", true),
    column("name_en", "import-frame-name-en", "import-frame-name-en-also", true),
    column("name_vi", "import-frame-name-vi", "import-frame-name-vi-also", true),
    column("kind", "import-frame-kind", "import-frame-kind-also", false),
    column("cluster", "import-frame-cluster", "import-frame-cluster-also", false),
    column("theme", "import-frame-theme", "import-frame-theme-also", false),
    column("confirmed", "import-frame-confirmed", "import-frame-confirmed-also", false),
    column("valid_from", "import-frame-valid-from", "import-frame-valid-from-also", false),
    column("country", "import-country", "import-country-also", false),
    column("point", "import-point", "import-point-also", false),
    column("version", "import-frame-version", "import-frame-version-also", false),
    column("law", "import-frame-law", "import-frame-law-also", false),
    column("valid_to", "import-frame-valid-to", "import-frame-valid-to-also", false),
    column("public_from", "import-frame-public-from", "import-frame-public-from-also", false),
];

#[async_trait::async_trait]
impl Importer for FrameImporter {
    fn kind(&self) -> &'static str {
        "frame"
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn may(&self, actor: &Actor) -> bool {
        actor.may_anywhere(ChangeFrame::NAME)
    }

    async fn begin(&self, read: &Read, given: Given, table: Table) -> Outcome<Box<dyn Import>> {
        let texts = given.engine.texts();
        let points = store::points(read).await?;
        let (mut clusters, mut themes) = (store::clusters(read).await?, store::themes(read).await?);
        let grouped = clusters.iter().map(|one| (Group::Cluster, one.code.clone()));
        let grouped = grouped.chain(themes.iter().map(|one| (Group::Theme, one.code.clone())));
        let grouped: Vec<(Group, String)> = grouped.collect();
        groups::expect(texts, &table.rows, &mut clusters, &mut themes);
        let known = Known {
            clusters,
            themes,
            in_file: table
                .rows
                .iter()
                .filter(|row| row.text("country").is_empty() && groups::group_of(texts, row) == Ok(None))
                .map(|row| row.text("code").to_owned())
                .collect(),
            points: points.into_iter().map(|point| (point.code.clone(), point)).collect(),
            countries: Words::of(texts, "country-", countries::all().map(|code| (code, code))),
        };
        let rows = table.rows.iter().map(|row| (row.line, known.read(texts, row)));
        let mut rows: Vec<(u32, Result<Line, Sentence>)> = rows.collect();
        // What points name stands before them.
        rows.sort_by_key(|(_, row)| !matches!(row, Ok(Line::Group(_))));
        let (lines, mut rows): (Vec<u32>, Vec<Result<Line, Sentence>>) = rows.into_iter().unzip();
        refuse_doubles(&lines, &mut rows);
        refuse_groupless(&grouped, &mut rows);
        let stored = store::all_questions(read).await?;
        refuse_same_day(&stored, &mut rows);
        refuse_lawless(&stored, &mut rows);
        let names = Names::of(&given, &known.clusters, &known.themes, &known.points);
        Ok(Box::new(FrameImport { actor: given.actor, names, lines, rows }))
    }
}

/// A row that can be read. Empty cells of something that is there change nothing.
#[derive(Clone, PartialEq)]
pub enum Line {
    Group(GroupLine),
    Point(PointLine),
    Question(Question),
}

#[derive(Clone, PartialEq)]
pub struct PointLine {
    pub code: String,
    pub name_en: String,
    pub name_vi: String,
    pub cluster: Option<String>,
    pub theme: Option<String>,
    pub confirmed: Option<bool>,
    pub valid_from: Option<chrono::NaiveDate>,
}

struct Known {
    clusters: Vec<Cluster>,
    themes: Vec<Theme>,
    points: HashMap<String, Point>,
    in_file: Vec<String>,
    countries: Words<&'static str>,
}

impl Known {
    fn read(&self, texts: &Texts, row: &Row) -> Result<Line, Sentence> {
        if let Some(fault) = row.fault() {
            return Err(fault);
        }
        let code = row.text("code").to_owned();
        let well = !code.is_empty()
            && code.len() <= 80
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if !well {
            return Err(Sentence::of("frame-code-wrong").with("word", code));
        }
        let (name_en, name_vi) = (row.text("name_en").to_owned(), row.text("name_vi").to_owned());
        if name_en.is_empty() || name_vi.is_empty() {
            return Err("point-name-missing".into());
        }
        if let Some(group) = groups::group_of(texts, row)? {
            return groups::line(row, group, (code, name_en, name_vi)).map(Line::Group);
        }
        let confirmed = row.optional("confirmed").map(|word| is_confirmed(texts, word)).transpose()?;
        let valid_from = row.optional("valid_from").map(date_in).transpose()?;
        let Some(country) = row.optional("country") else {
            let of_questions = ["point", "version", "law", "valid_to", "public_from"];
            let filled = COLUMNS
                .iter()
                .find(|column| of_questions.contains(&column.name) && row.optional(column.name).is_some());
            if let Some(column) = filled {
                let heading = Value::Named { text: column.heading.to_owned() };
                return Err(Sentence::of("frame-column-of-questions").with("column", heading));
            }
            return self.point(
                row,
                PointLine { code, name_en, name_vi, cluster: None, theme: None, confirmed, valid_from },
            );
        };
        let found = self.countries.find(country);
        let country = found.ok_or_else(|| Sentence::of("import-country-unknown").with("word", country))?;
        let point = row.text("point");
        if !self.points.contains_key(point) && !self.in_file.iter().any(|code| code == point) {
            return Err(Sentence::of("finding-point-unknown").with("word", point));
        }
        // They are those of its point; what cannot be is a mistake all the same.
        self.cluster(row)?;
        self.theme(row)?;
        let version = match row.optional("version") {
            None => 1,
            Some(text) => text
                .parse()
                .ok()
                .filter(|version| (1..=1000).contains(version))
                .ok_or("frame-version-wrong")?,
        };
        let valid_to = row.optional("valid_to").map(date_in).transpose()?;
        if valid_from.zip(valid_to).is_some_and(|(from, to)| to < from) {
            return Err("question-days-wrong".into());
        }
        Ok(Line::Question(Question {
            country: country.to_owned(),
            code,
            version,
            point_code: point.to_owned(),
            text_en: name_en,
            text_vi: name_vi,
            law_reference: row.text("law").to_owned(),
            confirmed: confirmed.unwrap_or(false),
            valid_from,
            valid_to,
            public_from: row.optional("public_from").map(date_in).transpose()?,
            changes: 0,
            changed_at: None,
            changed_by_person_id: None,
        }))
    }

    fn point(&self, row: &Row, mut line: PointLine) -> Result<Line, Sentence> {
        line.cluster = self.cluster(row)?;
        if line.cluster.is_none() && !self.points.contains_key(&line.code) {
            return Err("frame-cluster-missing".into());
        }
        line.theme = self.theme(row)?;
        Ok(Line::Point(line))
    }

    fn cluster(&self, row: &Row) -> Result<Option<String>, Sentence> {
        let Some(word) = row.optional("cluster") else { return Ok(None) };
        let named = |one: &&Cluster| {
            [&one.code, &one.name_en, &one.name_vi].iter().any(|name| fold(name) == fold(word))
        };
        let found = self.clusters.iter().find(named).map(|one| Some(one.code.clone()));
        found.ok_or_else(|| Sentence::of("frame-cluster-unknown").with("word", word))
    }

    fn theme(&self, row: &Row) -> Result<Option<String>, Sentence> {
        let Some(word) = row.optional("theme") else { return Ok(None) };
        let named = |one: &&Theme| {
            [&one.code, &one.name_en, &one.name_vi].iter().any(|name| fold(name) == fold(word))
        };
        let found = self.themes.iter().find(named).map(|one| Some(one.code.clone()));
        found.ok_or_else(|| Sentence::of("frame-theme-unknown").with("word", word))
    }
}

/// `C` and `R` are the marks by which the field says confirmed and recalled.
fn is_confirmed(texts: &Texts, word: &str) -> Result<bool, Sentence> {
    let folded = fold(word);
    let is_one_of = |key: &'static str| {
        let mut all = Language::ALL.into_iter().flat_map(|language| texts.plain(language, key).split('|'));
        all.any(|one| fold(one) == folded)
    };
    if folded == "c" || is_one_of("point-confirmed") || is_one_of("import-yes-words") {
        Ok(true)
    } else if folded == "r" || is_one_of("point-to-be-verified") || is_one_of("import-no-words") {
        Ok(false)
    } else {
        Err(Sentence::of("frame-confirmed-unknown").with("word", word))
    }
}
