//! Entries get their link, in the order in which they are found: by one at a time, in small units of work.

use chrono::TimeDelta;

use super::{
    anchor::Anchor,
    store::{self, ChainRow, LinkRow, Unlinked},
};
use crate::platform::{
    Db, Outcome, Storage, UnitOfWork,
    audit::{entry, seal::AuditKey},
    secrets,
};

/// How far back entries without a link are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// An hour before the last link: no unit of work lasts as long.
    LastLinks,
    TheBeginning,
}

const LONGEST_UNIT: TimeDelta = TimeDelta::hours(1);

/// Links what has no link yet, and keeps the end of the chain. Returns how many were linked.
pub async fn link(db: &Db, storage: &Storage, since: Since) -> Outcome<u64> {
    let Some(key) = db.attached::<AuditKey>() else { return Ok(0) };
    let last = store::last_link(db.read()).await?;
    let since = match since {
        Since::LastLinks => last.as_ref().map(|last| last.linked_at - LONGEST_UNIT),
        Since::TheBeginning => None,
    };
    // Kept before the first link, so that it is never missing where there are links.
    if store::chain(db.read()).await?.is_none() && Anchor::kept(storage).await?.is_none() {
        Anchor::beginning(&key)?.keep(storage).await?;
    }
    let mut linked = 0;
    for sealed in [false, true] {
        let mut wanted = Unlinked { sealed, since: since.filter(|_| sealed), after: None };
        while let Some(count) = link_some(db, &key, &mut wanted).await? {
            linked += count;
        }
    }
    keep_end(db, storage, &key).await?;
    Ok(linked)
}

/// `None` when there is nothing more to link.
async fn link_some(db: &Db, key: &AuditKey, wanted: &mut Unlinked) -> Outcome<Option<u64>> {
    if !wanted.sealed && !accepts_unsealed(store::chain(db.read()).await?.as_ref(), key)? {
        return Ok(None);
    }
    if store::unlinked(db.read(), wanted).await?.is_empty() {
        return Ok(None);
    }
    let mark = key.mark()?;
    let work = db.begin().await?;
    let chain = store::held_chain(&work, &Anchor::beginning(key)?, &mark).await?;
    let last = store::last_link(&work).await?.map_or(0, |last| last.sequence);
    if !secrets::same(&chain.key_mark, &mark) || last > chain.sequence {
        tracing::error!("entries of the audit are not linked: academy verify says why");
        return Ok(None);
    }
    if !wanted.sealed && !accepts_unsealed(Some(&chain), key)? {
        return Ok(None);
    }
    // Asked again, because others may have linked them before this unit held the chain.
    let entries = store::unlinked(&work, wanted).await?;
    let Some(behind) = entries.last() else { return Ok(None) };
    wanted.after = Some((behind.at, behind.id));
    let count = u64::try_from(entries.len()).unwrap_or(0);
    let (links, anchor) = joined(&work, key, &chain, entries)?;
    store::add_links(&work, &links).await?;
    store::move_chain(&work, &anchor, &mark).await?;
    work.commit().await?;
    Ok(Some(count))
}

/// Only a first run finds entries without a seal: later ones were not written by the Academy.
fn accepts_unsealed(chain: Option<&ChainRow>, key: &AuditKey) -> Outcome<bool> {
    let Some(chain) = chain else { return Ok(true) };
    Ok(chain.sequence == chain.found && anchor_of(chain).is_ours(key)?)
}

pub fn anchor_of(chain: &ChainRow) -> Anchor {
    Anchor {
        sequence: chain.sequence,
        found: chain.found,
        hash: chain.hash.clone(),
        seal: chain.seal.clone(),
    }
}

fn joined(
    work: &UnitOfWork,
    key: &AuditKey,
    chain: &ChainRow,
    entries: Vec<entry::Model>,
) -> Outcome<(Vec<LinkRow>, Anchor)> {
    let (mut sequence, mut found, mut hash) = (chain.sequence, chain.found, chain.hash.clone());
    let mut links = Vec::new();
    for entry in entries {
        sequence += 1;
        // What was sealed when it was written is linked by that seal: a change since then shows.
        let sealed = entry.seal.clone();
        found += i32::from(sealed.is_none());
        let mut link = LinkRow {
            sequence,
            audit_id: entry.id,
            found: sealed.is_none(),
            seal: sealed.map_or_else(|| key.of_entry(&entry), Ok)?,
            hash: Vec::new(),
            linked_at: work.now(),
        };
        link.hash = hash_of(key, &hash, &link)?;
        hash.clone_from(&link.hash);
        links.push(link);
    }
    Ok((links, Anchor::of(key, sequence, found, hash)?))
}

pub fn hash_of(key: &AuditKey, before: &[u8], link: &LinkRow) -> Outcome<Vec<u8>> {
    let number = link.sequence.to_be_bytes();
    key.over("link", &[before, &number, link.audit_id.as_bytes(), &link.seal, &[u8::from(link.found)]])
}

/// Carries the file outside the database after the chain. One that the chain does not hold is evidence, and stays.
async fn keep_end(db: &Db, storage: &Storage, key: &AuditKey) -> Outcome<()> {
    let Some(chain) = store::chain(db.read()).await? else { return Ok(()) };
    let anchor = anchor_of(&chain);
    let Some(kept) = Anchor::kept(storage).await? else {
        tracing::error!("the end of the audit's chain is missing outside the database");
        return Ok(());
    };
    if kept == anchor || !anchor.is_ours(key)? {
        return Ok(());
    }
    let holds = match store::link_at(db.read(), kept.sequence).await? {
        Some(link) => link.hash == kept.hash,
        None => kept.sequence == 0,
    };
    if holds && kept.is_ours(key)? && kept.sequence <= anchor.sequence {
        anchor.keep(storage).await?;
        tracing::info!(number = anchor.sequence, hash = anchor.spelled_hash(), "the audit is linked");
    }
    Ok(())
}
