//! A list of findings from a spreadsheet.

use std::ops::Range;

use super::{
    finding::{Finding, refuse_doubles},
    merging::{Brought, Plans},
    reading::{Reader, Written},
    taking::take_in,
    telling::{Names, told},
};
use crate::{
    improvement::access::BringFindings,
    platform::{
        Action, Actor, Outcome, PersonId, Read, Sentence, UnitOfWork,
        imports::{Fate, Given, Import, Importer},
        spreadsheets::{Column, Row, Table},
    },
};

pub struct FindingsImporter;

const COLUMNS: &[Column] = &[
    column("factory", "import-factory", "import-factory-also", false),
    column("point", "import-point", "import-point-also", true),
    column("question", "import-question", "import-question-also", false),
    column("source", "import-source", "import-source-also", true),
    column("reference", "import-source-reference", "import-source-reference-also", false),
    column("found_on", "import-found-on", "import-found-on-also", true),
    column("severity", "import-severity", "import-severity-also", false),
    column("cycle", "import-cycle", "import-cycle-also", false),
    column("finding", "import-finding", "import-finding-also", false),
    column("root_cause", "import-root-cause", "import-root-cause-also", false),
    column("action", "import-action", "import-action-also", false),
    column("due_on", "import-due-on", "import-due-on-also", false),
];

pub const fn column(name: &'static str, heading: &'static str, also: &'static str, needed: bool) -> Column {
    Column { name, heading, also, needed }
}

#[async_trait::async_trait]
impl Importer for FindingsImporter {
    fn kind(&self) -> &'static str {
        "findings"
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn may(&self, actor: &Actor) -> bool {
        actor.may_anywhere(BringFindings::NAME)
    }

    async fn begin(&self, read: &Read, given: Given, table: Table) -> Outcome<Box<dyn Import>> {
        let reader =
            Reader::of_reach::<BringFindings>(read, &given.actor, given.engine.texts(), given.now).await?;
        let rows = table.rows.iter().map(|row| (row.line, finding(&reader, row))).collect();
        Ok(Box::new(FindingsImport::of(&given, reader.names(&given), rows)))
    }
}

fn finding(reader: &Reader, row: &Row) -> Result<Finding, Sentence> {
    if let Some(fault) = row.fault() {
        return Err(fault);
    }
    reader.finding(&Written {
        factory: row.text("factory"),
        point: row.text("point"),
        question: row.text("question"),
        source: row.text("source"),
        reference: row.text("reference"),
        found_on: row.text("found_on"),
        severity: row.text("severity"),
        cycle: row.text("cycle"),
        text: row.text("finding"),
        root_cause: row.text("root_cause"),
        action: row.text("action"),
        due_on: row.text("due_on"),
    })
}

/// Rows that were read, in the order in which they are taken: factory by factory, so that a step needs few plans.
pub struct FindingsImport {
    by: PersonId,
    names: Names,
    lines: Vec<u32>,
    rows: Vec<Result<Finding, Sentence>>,
}

impl FindingsImport {
    pub fn of(given: &Given, names: Names, mut rows: Vec<(u32, Result<Finding, Sentence>)>) -> Self {
        refuse_doubles(&mut rows);
        rows.sort_by_key(|(line, row)| (row.as_ref().map(|finding| finding.factory).ok(), *line));
        let (lines, rows) = rows.into_iter().unzip();
        Self { by: given.actor.person, names, lines, rows }
    }
}

#[async_trait::async_trait]
impl Import for FindingsImport {
    fn lines(&self) -> &[u32] {
        &self.lines
    }

    async fn preview(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let before = self.rows.get(..rows.start).unwrap_or_default();
        let rows = self.rows.get(rows).unwrap_or_default();
        let taken: Vec<&Finding> = rows.iter().filter_map(|row| row.as_ref().ok()).collect();
        let mut plans = Plans::of(read, &taken).await?;
        let factory = taken.first().map(|finding| finding.factory);
        // Sorted by factory, only the first factory of a step can have rows in the step before.
        let coming = before.iter().rev().map_while(|row| row.as_ref().ok());
        let coming = coming.take_while(|finding| Some(finding.factory) == factory);
        plans.expect(coming.filter(|finding| !finding.gone).map(Finding::item_key));
        // Nothing is written: the ids are only told apart.
        let mut count = 0_u128;
        let by = self.by;
        let mut brought = || {
            count += 1;
            Brought { id: uuid::Uuid::from_u128(count), at: chrono::DateTime::UNIX_EPOCH, by }
        };
        Ok(rows
            .iter()
            .map(|row| match row {
                Ok(finding) => told(&mut plans, finding, &self.names, &mut brought),
                Err(reason) => Fate::Refused(reason.clone()),
            })
            .collect())
    }

    async fn carry_out(&self, work: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let rows = self.rows.get(rows).unwrap_or_default();
        let answers = take_in(work, rows, self.by).await?;
        Ok(answers
            .into_iter()
            .map(|answer| answer.map_or_else(Fate::Refused, |(deed, _)| deed.fate()))
            .collect())
    }
}
