//! From a file to its end, in steps small enough that others can write in between.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::{Fate, Given, Import, Importer, Preview};
use crate::platform::{
    Outcome, Problem, Read, UnitOfWork, secrets,
    spreadsheets::{self, Table, Unreadable},
};

/// So many rows are one unit of work.
const STEP: usize = 500;

/// Reads the file, away from the threads that answer requests.
///
/// # Errors
/// What the file itself has wrong is the inner error.
pub async fn open(
    read: &Read,
    importer: &dyn Importer,
    given: Given,
    bytes: Vec<u8>,
) -> Outcome<Result<Box<dyn Import>, Unreadable>> {
    let (engine, columns) = (given.engine.clone(), importer.columns());
    let reading = move || Table::of(spreadsheets::read(&bytes)?, columns, engine.texts());
    match tokio::task::spawn_blocking(reading).await.map_err(Problem::internal)? {
        Ok(table) => importer.begin(read, given, table).await.map(Ok),
        Err(unreadable) => Ok(Err(unreadable)),
    }
}

/// What would become of every row.
pub async fn look_through(read: &Read, import: &dyn Import) -> Outcome<Preview> {
    Ok(plan(read, import).await?.0)
}

/// The same with its fingerprint: another one where something else would become of any row.
pub async fn plan(read: &Read, import: &dyn Import) -> Outcome<(Preview, String)> {
    let mut preview = Preview::default();
    let mut print = Sha256::new();
    let mut from = 0;
    while let Some(rows) = step(import, from) {
        from = rows.end;
        let fates = import.preview(read, rows.clone()).await?;
        for fate in &fates {
            print.update(serde_json::to_vec(fate).map_err(Problem::internal)?);
        }
        preview.and(counted(import, rows, fates));
    }
    preview.sort();
    Ok((preview, secrets::hexadecimal(&print.finalize())))
}

/// Takes in the rows from `from` on, as many as one unit should hold. Returns what became of them and where to go on;
/// nothing when all are done.
pub async fn carry_out_next(
    work: &UnitOfWork,
    import: &dyn Import,
    from: usize,
) -> Outcome<Option<(Preview, usize)>> {
    let Some(rows) = step(import, from) else { return Ok(None) };
    let fates = import.carry_out(work, rows.clone()).await?;
    Ok(Some((counted(import, rows.clone(), fates), rows.end)))
}

fn step(import: &dyn Import, from: usize) -> Option<Range<usize>> {
    let end = import.lines().len().min(from + STEP);
    (from < end).then_some(from..end)
}

fn counted(import: &dyn Import, rows: Range<usize>, fates: Vec<Fate>) -> Preview {
    let mut preview = Preview::default();
    let lines = import.lines().get(rows).unwrap_or_default();
    for (line, fate) in lines.iter().zip(fates) {
        preview.count(*line, fate);
    }
    preview
}
