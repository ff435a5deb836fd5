//! The one way in.

use super::{
    model::Statement,
    projector::Projectors,
    store::{self, Record},
};
use crate::platform::{Outcome, Problem, UnitOfWork};

/// What became of a statement. There is no fourth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    Stored,
    /// The same statement is there already: a phone sent it twice.
    AlreadyThere,
    /// Another statement has this id (xAPI 2.0, 4.1.11: 409).
    Conflict,
}

/// Stores the statement and folds it into every projection, in the caller's unit of work.
pub async fn append(work: &UnitOfWork, statement: &Statement) -> Outcome<Appended> {
    if store::insert(work, statement).await? {
        let projectors = work.attached::<Projectors>();
        let projectors =
            projectors.ok_or_else(|| Problem::Internal("no projectors are attached".to_owned()))?;
        projectors.apply(work, &[Record::from(statement)]).await?;
        return Ok(Appended::Stored);
    }
    match store::fingerprint_of(work, statement.id).await? {
        Some(fingerprint) if fingerprint == statement.fingerprint() => Ok(Appended::AlreadyThere),
        _ => Ok(Appended::Conflict),
    }
}

/// Stores statements about what was made in this very unit, so that none of them can be there already, and folds them.
pub async fn append_new(work: &UnitOfWork, statements: &[Statement]) -> Outcome<()> {
    store::insert_all(work, statements).await?;
    let projectors = work.attached::<Projectors>();
    let projectors = projectors.ok_or_else(|| Problem::Internal("no projectors are attached".to_owned()))?;
    let records: Vec<Record> = statements.iter().map(Record::from).collect();
    projectors.apply(work, &records).await
}
