//! `academy restore FILE`: an empty Academy gets what a backup holds. Every hash is checked before anything is written.

use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io::{BufReader, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use zip::ZipArchive;

use super::backup::{DATABASE, FILES, FORMAT, MANIFEST, Manifest, copy_hashed};
use crate::platform::{
    Storage,
    db::{self, StoreAddress, snapshot},
    storage::FileKey,
};

/// No manifest of an honest backup is longer.
const LONGEST_MANIFEST: u64 = 256 * 1024 * 1024;

/// Restores and says how many files there were.
pub async fn restore(store: &StoreAddress, storage: &Storage, source: &Path) -> anyhow::Result<usize> {
    ensure!(snapshot::is_empty(store).await?, "the database is not empty; a restore never overwrites");
    ensure!(storage.list().await?.is_empty(), "there are files already; a restore never overwrites");
    let mut backup = Backup::open(source)?;
    backup.check(store)?;

    let folder = workplace(store, source);
    std::fs::create_dir(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let restored = backup.write(store, storage, &folder).await;
    std::fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    restored?;
    db::migrate(store).await?;
    Ok(backup.manifest.files.len())
}

struct Backup {
    archive: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl Backup {
    fn open(source: &Path) -> anyhow::Result<Self> {
        let file = File::open(source).with_context(|| format!("{} cannot be read", source.display()))?;
        let mut archive =
            ZipArchive::new(BufReader::new(file)).context("this is no backup, or it broke off")?;
        let entry = archive.by_name(MANIFEST).context("this is no backup: it has no manifest")?;
        let manifest: Manifest =
            serde_json::from_reader(entry.take(LONGEST_MANIFEST)).context("the manifest cannot be read")?;
        ensure!(
            manifest.format == FORMAT,
            "this backup was made by version {} in another format; restore it with that version",
            manifest.version
        );
        Ok(Self { archive, manifest })
    }

    /// Everything that the manifest names is there and unharmed, and nothing else.
    fn check(&mut self, store: &StoreAddress) -> anyhow::Result<()> {
        ensure!(
            self.manifest.engine == store.engine(),
            "this is the backup of a {} database, and cannot be restored into {}",
            self.manifest.engine,
            store.engine()
        );
        let named: BTreeSet<String> = self.manifest.files.iter().map(entry_of).collect();
        let known = |name: &str| name == MANIFEST || name == DATABASE || named.contains(name);
        for name in self.archive.file_names() {
            let name = name.context("a name in the backup cannot be read")?;
            ensure!(known(&name), "the backup holds {name}, which its manifest does not name");
        }
        let database = copy_hashed(self.archive.by_name(DATABASE)?, &mut std::io::sink())?;
        ensure!(
            database == self.manifest.database,
            "the database in the backup is not the one that was saved"
        );
        for key in &self.manifest.files {
            let entry = self
                .archive
                .by_name(&entry_of(key))
                .with_context(|| format!("{} is missing", key.as_str()))?;
            let hash = copy_hashed(entry, &mut std::io::sink())?;
            ensure!(
                hash == key.as_str(),
                "the file {} in the backup is not the one that was saved",
                key.as_str()
            );
        }
        Ok(())
    }

    /// Files first: a database never names what is not there yet.
    async fn write(&mut self, store: &StoreAddress, storage: &Storage, folder: &Path) -> anyhow::Result<()> {
        for key in &self.manifest.files {
            let mut content = Vec::new();
            self.archive.by_name(&entry_of(key))?.read_to_end(&mut content)?;
            storage.put(content.into()).await?;
        }
        if let Some(anchor) = &self.manifest.audit {
            anchor.keep(storage).await?;
        }
        let file = folder.join("academy.db");
        let mut target = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
        copy_hashed(self.archive.by_name(DATABASE)?, &mut target)?;
        target.sync_all()?;
        snapshot::bring_back(store, &file).await
    }
}

/// A folder for the time of the restore: on the disk where a SQLite database will lie, else beside the backup.
fn workplace(store: &StoreAddress, source: &Path) -> PathBuf {
    match store {
        StoreAddress::Sqlite(file) => file.with_extension("restore"),
        StoreAddress::Postgres(_) => source.with_extension("restore"),
    }
}

fn entry_of(key: &FileKey) -> String {
    format!("{FILES}{}", key.as_str())
}

#[cfg(test)]
#[path = "backup_tests.rs"]
mod tests;
