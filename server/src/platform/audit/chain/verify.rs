//! What the chain tells: which entries were changed, are missing, were cut off at the end, or were never ours.

use serde::Serialize;
use uuid::Uuid;

use super::{
    anchor::Anchor,
    joining::{anchor_of, hash_of},
    store::{self, LinkRow, Unlinked},
};
use crate::platform::{
    Db, Outcome, Storage,
    audit::{entry, seal::AuditKey},
    secrets,
};

/// Something that does not hold, about the numbers from `first` to `last`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    pub what: What,
    pub first: i32,
    pub last: i32,
    /// The id of the entry, where it is known.
    pub entry: Option<Uuid>,
}

/// What does not hold. Its sentence is the text `audit-broken-<word>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It reads otherwise than when it was written.
    Changed,
    /// It was there when it was linked.
    Missing,
    /// Its link was put in another place, or rewritten.
    Displaced,
    /// The end of the chain is gone.
    CutOff,
    /// It stands in the table and was not written by the Academy.
    Added,
    /// What is kept outside the database is not there, or was rewritten.
    AnchorGone,
    /// The chain was made under another secret than today's.
    OtherSecret,
}

impl What {
    pub fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Displaced => "displaced",
            Self::CutOff => "cut-off",
            Self::Added => "added",
            Self::AnchorGone => "anchor-gone",
            Self::OtherSecret => "other-secret",
        }
    }
}

impl Broken {
    fn of(what: What, first: i32, last: i32) -> Self {
        Self { what, first, last, entry: None }
    }

    /// So many entries it is about; another secret is one thing, whatever the number of entries.
    pub fn count(&self) -> i64 {
        if self.what == What::OtherSecret { 1 } else { i64::from(self.last - self.first + 1).max(1) }
    }
}

/// Whether what is chained was sealed under the secret of today.
pub async fn is_under_this_secret(db: &Db) -> Outcome<bool> {
    let Some(key) = db.attached::<AuditKey>() else { return Ok(true) };
    let mark = store::chain(db.read()).await?.map(|chain| chain.key_mark);
    Ok(match mark {
        Some(mark) => secrets::same(&mark, &key.mark()?),
        None => true,
    })
}

/// Everything that does not hold, in the order of the chain. Entries that were not linked before are not looked at.
pub async fn broken(db: &Db, storage: &Storage) -> Outcome<Vec<Broken>> {
    let Some(key) = db.attached::<AuditKey>() else { return Ok(Vec::new()) };
    // Before the chain is read: the file may be behind the chain, and never ahead of it.
    let kept = Anchor::kept(storage).await?;
    let chain = store::chain(db.read()).await?;
    let last_link = store::last_link(db.read()).await?;
    let mut found = Vec::new();
    let end = match &chain {
        Some(chain) if !secrets::same(&chain.key_mark, &key.mark()?) => {
            return Ok(vec![Broken::of(What::OtherSecret, 1, chain.sequence)]);
        }
        Some(chain) if anchor_of(chain).is_ours(&key)? => anchor_of(chain),
        // No row, or one that somebody made: all links there are, and the file tells the rest.
        chain => {
            if chain.is_some() || last_link.is_some() {
                found.push(Broken::of(What::AnchorGone, 0, 0));
            }
            let last = last_link.map_or((0, Vec::new()), |last| (last.sequence, last.hash));
            Anchor { sequence: last.0, found: 0, hash: last.1, seal: Vec::new() }
        }
    };
    let mut walk = Walk { key: &key, found, expected: 1, before: Some(vec![0; 32]) };
    walk.all(db, &end).await?;
    walk.compare_with(db, kept, &end).await?;
    let added = Unlinked { sealed: false, since: None, after: None };
    for entry in store::unlinked(db.read(), &added).await? {
        walk.found.push(Broken { what: What::Added, first: 0, last: 0, entry: Some(entry.id) });
    }
    Ok(walk.found)
}

struct Walk<'k> {
    key: &'k AuditKey,
    found: Vec<Broken>,
    /// The number of the next link.
    expected: i32,
    /// The hash of the link before; nothing where that link is missing.
    before: Option<Vec<u8>>,
}

impl Walk<'_> {
    async fn all(&mut self, db: &Db, end: &Anchor) -> Outcome<()> {
        loop {
            let links = store::links_after(db.read(), self.expected - 1, end.sequence).await?;
            if links.is_empty() {
                break;
            }
            let entries = store::entries(db.read(), links.iter().map(|link| link.audit_id).collect()).await?;
            for link in &links {
                self.look_at(link, entries.get(&link.audit_id))?;
            }
        }
        if self.expected <= end.sequence {
            self.found.push(Broken::of(What::CutOff, self.expected, end.sequence));
        } else if self.before.as_ref().is_some_and(|last| *last != end.hash) && end.sequence > 0 {
            self.found.push(Broken::of(What::Displaced, end.sequence, end.sequence));
        }
        Ok(())
    }

    fn look_at(&mut self, link: &LinkRow, entry: Option<&entry::Model>) -> Outcome<()> {
        if link.sequence > self.expected {
            self.found.push(Broken::of(What::Missing, self.expected, link.sequence - 1));
            self.before = None;
        }
        let stands = match &self.before {
            Some(before) => secrets::same(&hash_of(self.key, before, link)?, &link.hash),
            None => true,
        };
        let what = match entry {
            None => Some(What::Missing),
            Some(_) if !stands => Some(What::Displaced),
            Some(entry) => (!self.is_whole(link, entry)?).then_some(What::Changed),
        };
        if let Some(what) = what {
            let (first, last) = (link.sequence, link.sequence);
            self.found.push(Broken { what, first, last, entry: Some(link.audit_id) });
        }
        self.expected = link.sequence + 1;
        self.before = Some(link.hash.clone());
        Ok(())
    }

    fn is_whole(&self, link: &LinkRow, entry: &entry::Model) -> Outcome<bool> {
        let same_seal = entry.seal.as_ref().map_or(link.found, |seal| *seal == link.seal);
        Ok(same_seal && secrets::same(&self.key.of_entry(entry)?, &link.seal))
    }

    /// The file outside the database names a link that must be there still.
    async fn compare_with(&mut self, db: &Db, kept: Option<Anchor>, end: &Anchor) -> Outcome<()> {
        let Some(kept) = kept else {
            if end.sequence > 0 {
                self.found.push(Broken::of(What::AnchorGone, 0, 0));
            }
            return Ok(());
        };
        if !kept.is_ours(self.key)? {
            self.found.push(Broken::of(What::AnchorGone, 0, 0));
            return Ok(());
        }
        if kept.sequence > end.sequence {
            self.found.push(Broken::of(What::CutOff, end.sequence + 1, kept.sequence));
        } else if let Some(link) = store::link_at(db.read(), kept.sequence).await?
            && link.hash != kept.hash
        {
            self.found.push(Broken::of(What::Displaced, kept.sequence, kept.sequence));
        }
        Ok(())
    }
}
