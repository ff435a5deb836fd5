//! The end of the chain, which is kept twice: whoever cuts the tail off in the database cannot cut it off in the file.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::platform::{
    Outcome, Problem, Storage,
    audit::seal::{AuditKey, Hash},
    secrets,
};

/// The file's name in storage.
const NOTE: &str = "audit-anchor";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The number of the last link.
    pub sequence: i32,
    /// So many of the first entries were found without a seal.
    pub found: i32,
    /// The hash of the last link.
    #[serde(with = "hexadecimal")]
    pub hash: Hash,
    #[serde(with = "hexadecimal")]
    pub seal: Hash,
}

impl Anchor {
    pub fn of(key: &AuditKey, sequence: i32, found: i32, hash: Hash) -> Outcome<Self> {
        let seal = seal(key, sequence, found, &hash)?;
        Ok(Self { sequence, found, hash, seal })
    }

    /// Before the first link.
    pub fn beginning(key: &AuditKey) -> Outcome<Self> {
        Self::of(key, 0, 0, vec![0; 32])
    }

    /// Whether it was made under this key.
    pub fn is_ours(&self, key: &AuditKey) -> Outcome<bool> {
        Ok(secrets::same(&seal(key, self.sequence, self.found, &self.hash)?, &self.seal))
    }

    /// As it stands outside the database. `None` where nothing stands, or nothing that can be read.
    pub async fn kept(storage: &Storage) -> Outcome<Option<Self>> {
        let Some(bytes) = storage.note(NOTE).await? else { return Ok(None) };
        Ok(serde_json::from_slice(&bytes).ok())
    }

    pub async fn keep(&self, storage: &Storage) -> Outcome<()> {
        let bytes = serde_json::to_vec(self).map_err(Problem::internal)?;
        storage.keep_note(NOTE, Bytes::from(bytes)).await
    }

    /// For logs and people: an operator who writes it down can compare it later.
    pub fn spelled_hash(&self) -> String {
        secrets::hexadecimal(&self.hash)
    }
}

fn seal(key: &AuditKey, sequence: i32, found: i32, hash: &[u8]) -> Outcome<Hash> {
    key.over("anchor", &[&sequence.to_be_bytes(), &found.to_be_bytes(), hash])
}

mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::platform::secrets;

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&secrets::hexadecimal(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let byte = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(byte).collect();
        bytes.ok_or_else(|| D::Error::custom("not hexadecimal"))
    }
}
