//! `academy backup FILE`: database and files in one zip file, made while the server serves. The secret of the
//! installation is not in it: whoever finds the file can then sign nothing.

use std::{
    fs::{File, OpenOptions},
    io::{BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::files;
use crate::platform::{
    Clock, Storage,
    audit::chain::Anchor,
    db::{StoreAddress, snapshot},
    storage::FileKey,
};

/// The entry that says what the others are. It is written last: without it a backup is not whole.
pub const MANIFEST: &str = "manifest.json";
pub const DATABASE: &str = "database";
pub const FILES: &str = "files/";
/// Raised when a restore must do something else.
pub const FORMAT: u32 = 1;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The version of the server that made it.
    pub version: String,
    pub made_at: chrono::DateTime<chrono::Utc>,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// SHA-256 of the database's file.
    pub database: String,
    /// Every file by its key, which is the SHA-256 of its content.
    pub files: Vec<FileKey>,
    /// The end of the audit's chain as it stood outside the database.
    #[serde(default)]
    pub audit: Option<Anchor>,
}

/// Writes the backup and says how many files are in it. `target` must not exist.
///
/// # Errors
/// Also when files are missing that the database names; the backup of what is there is written nevertheless.
pub async fn backup(
    store: &StoreAddress,
    storage: &Storage,
    clock: &Clock,
    target: &Path,
) -> anyhow::Result<usize> {
    if target.exists() {
        bail!("{} is there already", target.display());
    }
    let part = Unfinished(with_ending(target, "part"));
    let database = Unfinished(with_ending(target, "database"));
    drop(std::fs::remove_file(&part.0));
    drop(std::fs::remove_file(&database.0));
    // Made first, and for its owner alone: it holds everybody's data.
    let archive = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part.0);
    let archive = archive.with_context(|| format!("{} cannot be written", target.display()))?;

    // The end of the audit's chain before the database: the chain may only have grown since then.
    let audit = Anchor::kept(storage).await?;
    // The database before the files: whatever it names is among them by then.
    snapshot::take(store, &database.0).await?;
    let keys = storage.list().await?;
    let mut archive = Archive { writer: ZipWriter::new(BufWriter::new(archive)) };
    let hash = archive.add_database(&database.0)?;
    for key in &keys {
        archive.add_file(key, &storage.get(key).await?)?;
    }
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: clock.now(),
        engine: store.engine().to_owned(),
        database: hash,
        files: keys,
        audit,
    };
    archive.finish(&manifest)?;
    std::fs::rename(&part.0, target)
        .with_context(|| format!("{} cannot be put in place", target.display()))?;
    files::ensure_complete(store, storage).await?;
    Ok(manifest.files.len())
}

struct Archive {
    writer: ZipWriter<BufWriter<File>>,
}

impl Archive {
    fn add_database(&mut self, file: &Path) -> anyhow::Result<String> {
        self.writer.start_file(DATABASE, entry(CompressionMethod::Deflated))?;
        copy_hashed(BufReader::new(File::open(file)?), &mut self.writer)
    }

    fn add_file(&mut self, key: &FileKey, content: &[u8]) -> anyhow::Result<()> {
        // Mostly pictures, which do not get smaller.
        self.writer.start_file(format!("{FILES}{}", key.as_str()), entry(CompressionMethod::Stored))?;
        Ok(self.writer.write_all(content)?)
    }

    fn finish(mut self, manifest: &Manifest) -> anyhow::Result<()> {
        self.writer.start_file(MANIFEST, entry(CompressionMethod::Deflated))?;
        self.writer.write_all(&serde_json::to_vec_pretty(manifest)?)?;
        let mut file = self.writer.finish()?;
        file.flush()?;
        Ok(file.get_ref().sync_all()?)
    }
}

/// A file that goes away unless it was renamed.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

/// Copies, and returns the SHA-256 of what was copied.
pub fn copy_hashed(mut from: impl Read, to: &mut impl Write) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0_u8; 64 * 1024];
    loop {
        let count = from.read(&mut buffer)?;
        let Some(chunk) = buffer.get(..count).filter(|chunk| !chunk.is_empty()) else { break };
        hash.update(chunk);
        to.write_all(chunk)?;
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn entry(compression: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(compression).large_file(true).unix_permissions(0o600)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
