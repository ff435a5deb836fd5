//! Files that show what was done, brought and taken back.

use serde_json::json;

use super::{LONGEST_TEXT, note, tell};
use crate::{
    improvement::{
        access::{CarryOutItem, VerifyItem, WorkOnItem},
        model::ItemState,
        store::{
            evidence::{self, EvidenceId, NewEvidence},
            history::ChangeKind,
            items,
        },
    },
    platform::{Action, FieldErrors, Outcome, Permit, Problem, UnitOfWork},
};

/// What was uploaded, known by its content.
pub struct Brought<'b> {
    /// Made by the client, so that the same file brought again is there once.
    pub id: Option<EvidenceId>,
    pub file: &'b crate::platform::storage::FileKey,
    pub file_name: &'b str,
    pub media_type: &'static str,
    pub bytes: usize,
    pub note: &'b str,
}

/// Returns the evidence, and whether it is new.
///
/// # Errors
/// `Problem::Conflict` where the client's id stands for something else.
pub async fn bring_evidence(
    work: &mut UnitOfWork,
    permit: &Permit<CarryOutItem>,
    brought: &Brought<'_>,
) -> Outcome<(EvidenceId, bool)> {
    if brought.note.chars().count() > LONGEST_TEXT {
        return Err(FieldErrors::one("note", "finding-text-too-long").into());
    }
    let by = permit.actor.person;
    if let Some(id) = brought.id
        && let Some(there) = evidence::find(work, id).await?
    {
        let same = there.item_id == permit.item.id
            && there.by_person_id == by
            && there.file == brought.file.as_str()
            && there.withdrawn_at.is_none();
        return if same { Ok((id, false)) } else { Err(Problem::Conflict("evidence-id-taken")) };
    }
    let new = NewEvidence {
        id: brought.id,
        item: permit.item.id,
        file: brought.file,
        file_name: brought.file_name,
        media_type: brought.media_type,
        bytes: brought.bytes,
        note: brought.note,
        by,
    };
    let id = evidence::add(work, &new).await?;
    let details = json!({ "evidence": id });
    note(work, by, &permit.subject, WorkOnItem::NAME, ChangeKind::Evidence, details).await?;
    tell(work, &permit.item).await?;
    Ok((id, true))
}

/// Takes one's own evidence back; who leads the plan may take back anybody's. Of a verified item none goes.
///
/// # Errors
/// `Problem::NotFound` for evidence of another item or withdrawn already, `Problem::Denied` for somebody else's,
/// `Problem::Conflict` where the item is verified.
pub async fn withdraw_evidence(
    work: &mut UnitOfWork,
    permit: &Permit<CarryOutItem>,
    id: EvidenceId,
) -> Outcome<()> {
    let there = evidence::evidence(work, id).await?;
    let by = permit.actor.person;
    if there.item_id != permit.item.id {
        return Err(Problem::NotFound);
    }
    if there.by_person_id != by && !permit.actor.may(VerifyItem::NAME, &permit.factory.place()) {
        return Err(Problem::Denied("evidence-of-somebody-else"));
    }
    if items::item(work, permit.item.id).await?.state == ItemState::Verified {
        return Err(Problem::Conflict("evidence-of-verified-item"));
    }
    if !evidence::withdraw(work, id, by).await? {
        return Err(Problem::NotFound);
    }
    let details = json!({ "evidence": id });
    note(work, by, &permit.subject, WorkOnItem::NAME, ChangeKind::EvidenceWithdrawn, details).await?;
    tell(work, &permit.item).await
}
