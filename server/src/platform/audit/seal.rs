//! What nobody can make who does not know the secret of the installation: seals over entries, links and the end of
//! their chain.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::entry;
use crate::platform::{Outcome, Problem, UnitOfWork, secrets::Secret};

/// 32 bytes.
pub type Hash = Vec<u8>;

/// The key of the audit; hung on the store when the server starts.
#[derive(Clone)]
pub struct AuditKey(Vec<u8>);

impl AuditKey {
    pub fn of(secret: &Secret) -> Outcome<Self> {
        Ok(Self(secret.key_for("audit", b"seals of entries and their chain")?))
    }

    pub fn attached_to(work: &UnitOfWork) -> Outcome<std::sync::Arc<Self>> {
        work.attached::<Self>()
            .ok_or_else(|| Problem::Internal("the key of the audit is not attached".to_owned()))
    }

    /// The same for the same key, so that another key is told from a changed entry.
    pub fn mark(&self) -> Outcome<Hash> {
        self.over("mark", &[])
    }

    /// Over every column of an entry but the seal itself.
    pub fn of_entry(&self, entry: &entry::Model) -> Outcome<Hash> {
        let organisation = entry.organisation_id.map(|organisation| organisation.0);
        self.over(
            "entry",
            &[
                entry.id.as_bytes(),
                &entry.at.timestamp_micros().to_be_bytes(),
                entry.actor_id.0.as_bytes(),
                entry.action.as_bytes(),
                entry.subject_kind.as_bytes(),
                entry.subject_id.as_bytes(),
                organisation.as_ref().map(|id| id.as_bytes().as_slice()).unwrap_or_default(),
                entry.details.as_bytes(),
            ],
        )
    }

    /// Each part with its length before it, so that no two lists of parts read alike.
    pub fn over(&self, what: &str, parts: &[&[u8]]) -> Outcome<Hash> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(Problem::internal)?;
        for part in [what.as_bytes()].iter().chain(parts) {
            mac.update(&u64::try_from(part.len()).map_err(Problem::internal)?.to_be_bytes());
            mac.update(part);
        }
        Ok(mac.finalize().into_bytes().to_vec())
    }
}
