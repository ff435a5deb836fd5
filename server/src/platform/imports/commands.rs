//! An import begins with a file, and goes on by a decision.

use serde_json::json;

use super::{
    WrongRows,
    access::{MakeImport, SeeImport},
    jobs,
    store::{self, ImportId, State},
};
use crate::platform::{Action, Outcome, Permit, PersonId, Problem, UnitOfWork, audit, storage::FileKey};

/// Keeps the file in mind; a job looks through it.
pub async fn begin(
    work: &mut UnitOfWork,
    permit: &Permit<MakeImport>,
    kind: &str,
    file_name: &str,
    file: &FileKey,
) -> Outcome<ImportId> {
    let id = store::add(work, kind, permit.actor.person, file_name, file).await?;
    jobs::will_look_through(work, id).await?;
    Ok(id)
}

/// The same for a program, which decides beforehand what becomes of it.
pub async fn begin_by_program(
    work: &mut UnitOfWork,
    permit: &Permit<MakeImport>,
    (kind, file_name): (&str, &str),
    file: &FileKey,
) -> Outcome<ImportId> {
    let id = store::add(work, kind, permit.actor.person, file_name, file).await?;
    let entry = audit::Entry::of(MakeImport::NAME, "import", id.0).with(json!({ "kind": kind }));
    audit::write(work, permit.actor.person, entry).await?;
    Ok(id)
}

/// Somebody is to be erased, who may stand in any list that waits: those lists go, and are to be sent anew.
pub async fn let_go_of_lists(work: &UnitOfWork, person: PersonId) -> Outcome<()> {
    let files = store::forget_lists(work, person).await?;
    jobs::will_let_go(work, &files).await
}

/// # Errors
/// `Problem::Conflict` when it was decided already, or when rows that are wrong keep the others out.
pub async fn decide(work: &mut UnitOfWork, permit: &Permit<SeeImport>, wrong_rows: WrongRows) -> Outcome<()> {
    let stored = &permit.subject;
    // A program's trial: its file is gone.
    if stored.file.is_none() {
        return Err(Problem::Conflict("import-decided-already"));
    }
    if stored.refused > 0 && wrong_rows == WrongRows::KeepAllOut {
        return Err(Problem::Conflict("import-rows-wrong"));
    }
    if !store::go_on(work, stored.id, State::Checked, State::Importing).await? {
        return Err(Problem::Conflict("import-decided-already"));
    }
    jobs::will_carry_out(work, stored.id, wrong_rows).await?;
    let details = json!({ "kind": stored.kind, "created": stored.created, "changed": stored.changed });
    let entry = audit::Entry::of(MakeImport::NAME, "import", stored.id.0).with(details);
    audit::write(work, permit.actor.person, entry).await
}
