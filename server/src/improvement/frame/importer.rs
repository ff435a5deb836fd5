//! The frame as a spreadsheet: a row is a point, or, where it names a country, a question of that country.

use std::{collections::HashMap, ops::Range};

use super::{
    access::ChangeFrame,
    doubles::{refuse_doubles, refuse_lawless, refuse_same_day},
    store::{self, Again, Cluster, Point, Question, Theme},
    telling::Names,
};
use crate::{
    improvement::findings::column,
    organisations::{countries, imports::words::Words},
    platform::{
        Action, Actor, Language, Outcome, Read, Sentence, Texts, UnitOfWork, audit,
        folding::fold,
        imports::{Fate, Given, Import, Importer},
        sentence::Value,
        spreadsheets::{Column, Row, Table, date_in},
    },
};

pub struct FrameImporter;

const COLUMNS: &[Column] = &[
    column("code", "import-frame-code", "import-frame-code-also", true),
    column("name_en", "import-frame-name-en", "import-frame-name-en-also", true),
    column("name_vi", "import-frame-name-vi", "import-frame-name-vi-also", true),
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
        let known = Known {
            clusters: store::clusters(read).await?,
            themes: store::themes(read).await?,
            in_file: table
                .rows
                .iter()
                .filter(|row| row.text("country").is_empty())
                .map(|row| row.text("code").to_owned())
                .collect(),
            points: points.into_iter().map(|point| (point.code.clone(), point)).collect(),
            countries: Words::of(texts, "country-", countries::all().map(|code| (code, code))),
        };
        let lines: Vec<u32> = table.rows.iter().map(|row| row.line).collect();
        let mut rows: Vec<Result<Line, Sentence>> =
            table.rows.iter().map(|row| known.read(texts, row)).collect();
        refuse_doubles(&lines, &mut rows);
        let stored = store::all_questions(read).await?;
        refuse_same_day(&stored, &mut rows);
        refuse_lawless(&stored, &mut rows);
        let names = Names::of(&given, &known.clusters, &known.themes, &known.points);
        Ok(Box::new(FrameImport { actor: given.actor, names, lines, rows }))
    }
}

/// A row that can be read. Empty cells of something that is there change nothing.
#[derive(Clone, PartialEq)]
pub(super) enum Line {
    Point(PointLine),
    Question(Question),
}

#[derive(Clone, PartialEq)]
pub(super) struct PointLine {
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

struct FrameImport {
    actor: Actor,
    names: Names,
    lines: Vec<u32>,
    rows: Vec<Result<Line, Sentence>>,
}

/// What a step writes.
#[derive(Default)]
struct Written {
    points: Vec<Point>,
    questions: Vec<Question>,
}

impl FrameImport {
    async fn deeds(&self, read: &Read, rows: Range<usize>) -> Outcome<(Vec<Fate>, Written)> {
        let mut points = store::points_by_code(read).await?;
        let questions = store::all_questions(read).await?;
        let key = |question: &Question| (question.country.clone(), question.code.clone(), question.version);
        let mut questions: HashMap<_, Question> = questions.into_iter().map(|one| (key(&one), one)).collect();
        let mut written = Written::default();
        let mut fates = Vec::new();
        for row in self.rows.get(rows).unwrap_or_default() {
            fates.push(match row {
                Err(reason) => Fate::Refused(reason.clone()),
                Ok(Line::Point(line)) => {
                    let position = i32::try_from(points.len()).unwrap_or(i32::MAX);
                    let there = points.get(&line.code).cloned();
                    let point = described(line, there.clone(), position, self.actor.person);
                    let fate = fate(there.as_ref(), &point, |before| self.names.of_point(before, &point));
                    if fate != Fate::Unchanged {
                        written.points.retain(|other| other.code != point.code);
                        written.points.push(point.clone());
                        points.insert(point.code.clone(), point);
                    }
                    fate
                }
                Ok(Line::Question(question)) => {
                    let there = questions.get(&key(question));
                    let question = asked(question, there, self.actor.person);
                    let told = |before: &Question| self.names.of_question(before, &question);
                    let fate = fate(there, &question, told);
                    if fate != Fate::Unchanged {
                        written.questions.retain(|other| key(other) != key(&question));
                        written.questions.push(question.clone());
                        questions.insert(key(&question), question);
                    }
                    fate
                }
            });
        }
        Ok((fates, written))
    }
}

fn fate<T: PartialEq>(there: Option<&T>, new: &T, told: impl FnOnce(&T) -> Vec<Sentence>) -> Fate {
    match there {
        None => Fate::Created,
        Some(there) if there == new => Fate::Unchanged,
        Some(there) => Fate::ChangedSo(told(there)),
    }
}

/// What was told before it was done is not told again.
fn done(fate: Fate) -> Fate {
    if matches!(fate, Fate::ChangedSo(_)) { Fate::Changed } else { fate }
}

/// The question as the row says it, with what is kept of its changes.
fn asked(row: &Question, there: Option<&Question>, by: crate::platform::PersonId) -> Question {
    let Some(there) = there else { return row.clone() };
    let mut after = Question {
        // A list without this column says nothing of it.
        public_from: row.public_from.or(there.public_from),
        changes: there.changes,
        changed_at: there.changed_at,
        changed_by_person_id: there.changed_by_person_id,
        ..row.clone()
    };
    if after != *there {
        after.changes = there.changes.saturating_add(1);
        after.changed_by_person_id = Some(by);
    }
    after
}

fn described(line: &PointLine, there: Option<Point>, position: i32, by: crate::platform::PersonId) -> Point {
    let fresh = || Point {
        code: line.code.clone(),
        cluster_code: String::new(),
        name_en: String::new(),
        name_vi: String::new(),
        position,
        confirmed: false,
        theme_code: None,
        valid_from: None,
        changes: 0,
        changed_at: None,
        changed_by_person_id: None,
    };
    let before = there.unwrap_or_else(fresh);
    let mut after = Point {
        cluster_code: line.cluster.clone().unwrap_or_else(|| before.cluster_code.clone()),
        name_en: line.name_en.clone(),
        name_vi: line.name_vi.clone(),
        confirmed: line.confirmed.unwrap_or(before.confirmed),
        theme_code: line.theme.clone().or_else(|| before.theme_code.clone()),
        valid_from: line.valid_from.or(before.valid_from),
        ..before.clone()
    };
    if after != before {
        after.changes = before.changes.saturating_add(1);
        after.changed_by_person_id = Some(by);
    }
    after
}

#[async_trait::async_trait]
impl Import for FrameImport {
    fn lines(&self) -> &[u32] {
        &self.lines
    }

    async fn preview(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        Ok(self.deeds(read, rows).await?.0)
    }

    async fn carry_out(&self, work: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let (fates, mut written) = self.deeds(work, rows).await?;
        for point in &mut written.points {
            point.changed_at = Some(work.now());
        }
        for question in written.questions.iter_mut().filter(|one| one.changed_by_person_id.is_some()) {
            question.changed_at = Some(work.now());
        }
        let details = serde_json::json!({
            "points": written.points.iter().map(|point| &point.code).collect::<Vec<_>>(),
            "questions": written.questions.len(),
        });
        let any = !(written.points.is_empty() && written.questions.is_empty());
        store::save_points(work, written.points, Again::Changes).await?;
        store::save_questions(work, written.questions, Again::Changes).await?;
        if any {
            let entry =
                audit::Entry::of(ChangeFrame::NAME, "compliance-point", uuid::Uuid::nil()).with(details);
            audit::write(work, self.actor.person, entry).await?;
        }
        Ok(fates.into_iter().map(done).collect())
    }
}
