//! Looking at the audit is looking at other people's records, and is noted like it.

use serde_json::json;
use uuid::Uuid;

use crate::{
    administration::access::SeeAudit,
    platform::{Action, Outcome, Permit, UnitOfWork, audit, spreadsheets::Format},
};

/// One person, where the reader asked for one; else how many were asked for.
pub async fn note_sight(
    work: &mut UnitOfWork,
    permit: &Permit<SeeAudit>,
    people: Option<&[Uuid]>,
) -> Outcome<()> {
    let entry = match people {
        Some([one]) => audit::Entry::of(SeeAudit::NAME, "person", *one),
        Some(several) => {
            audit::Entry::of(SeeAudit::NAME, "audit", Uuid::nil()).with(json!({ "people": several.len() }))
        }
        None => audit::Entry::of(SeeAudit::NAME, "audit", Uuid::nil()),
    };
    audit::write(work, permit.actor.person, entry).await
}

/// The same for what leaves as a file.
pub async fn note_export(
    work: &mut UnitOfWork,
    permit: &Permit<SeeAudit>,
    people: Option<&[Uuid]>,
    format: Format,
) -> Outcome<()> {
    let (kind, subject) = match people {
        Some([one]) => ("person", *one),
        _ => ("audit", Uuid::nil()),
    };
    let details = json!({ "format": format.word(), "people": people.map(<[Uuid]>::len) });
    audit::write(work, permit.actor.person, audit::Entry::of("audit.export", kind, subject).with(details))
        .await
}
