//! Looking at the audit is looking at other people's records, and is noted like it.

use serde_json::json;
use uuid::Uuid;

use crate::{
    administration::access::SeeAudit,
    platform::{Action, Outcome, Permit, UnitOfWork, audit},
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
