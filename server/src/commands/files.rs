//! Files that rows of the database name: pictures of courses, evidence, lists that wait to be taken in.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;

use crate::{
    catalogue, improvement,
    platform::{
        Clock, Db, Ids, Outcome, Read, Storage,
        db::StoreAddress,
        health, imports,
        storage::{FileKey, FilesInUse},
    },
};

/// Each file with what names it: a course and the path in it, or a table.
async fn named(read: &Read) -> Outcome<BTreeMap<FileKey, String>> {
    let rows = FilesInUse(vec![improvement::EVIDENCE_FILES, imports::LISTS]).all(read).await?;
    Ok(rows.into_iter().chain(catalogue::pictures(read).await?).collect())
}

/// What storage lacks, as `<what names it> <key>`.
pub async fn missing(read: &Read, storage: &Storage) -> Outcome<Vec<String>> {
    // Named before they are listed: a file is stored before a row names it.
    let mut named_before = named(read).await?;
    let there: BTreeSet<FileKey> = storage.list().await?.into_iter().collect();
    named_before.retain(|key, _| !there.contains(key));
    if named_before.is_empty() {
        return Ok(Vec::new());
    }
    // A row that was deleted meanwhile may have taken its file with it.
    let named_still = named(read).await?;
    named_before.retain(|key, _| named_still.contains_key(key));
    Ok(named_before.into_iter().map(|(key, name)| format!("{name} {}", key.as_str())).collect())
}

/// # Errors
/// One that names what storage lacks. Of a database of another version nothing is said.
pub async fn ensure_complete(store: &StoreAddress, storage: &Storage) -> anyhow::Result<()> {
    let db = Db::open(store, Clock::default(), Ids::default()).await?;
    let lacking = match health::is_schema_current(db.read()).await {
        Ok(()) => missing(db.read(), storage).await,
        Err(_) => Ok(Vec::new()),
    };
    db.close().await?;
    let lacking = lacking?;
    if !lacking.is_empty() {
        bail!(
            "the backup was written, but it is not whole: of the files that the database names, {} are missing:\n{}",
            lacking.len(),
            lacking.join("\n")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Parcel, Publish, PublishCourse, commands},
        commands::backup::backup,
        learning::fixture,
        platform::{Permit, audit::AuditKey, db, secrets::Secret},
    };

    /// A course with two pictures, one of which is lost.
    async fn keeps_course(store: &StoreAddress, there: &FileKey, lost: &FileKey) {
        let db = Db::open(store, Clock::default(), Ids::default()).await.unwrap();
        let secret = Secret::parse("a secret that only tests ever know").unwrap();
        let db = db.attach(AuditKey::of(&secret).unwrap());
        let mut course = fixture::course();
        let pictures = [("images/there.svg", there), ("images/lost.svg", lost)];
        course.images =
            pictures.map(|(path, key)| (path.to_owned(), key.as_str().to_owned())).into_iter().collect();
        let mut work = db.begin().await.unwrap();
        let permit = Permit::<PublishCourse>::by_operator(());
        let parcel = Parcel::of(&course).unwrap();
        commands::import(&mut work, &permit, &parcel, Publish::Draft).await.unwrap();
        work.commit().await.unwrap();
        db.close().await.unwrap();
    }

    #[actix_web::test]
    async fn a_file_that_storage_lacks_is_named_and_the_backup_is_written_without_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = StoreAddress::choose(None, folder.path());
        let storage = Storage::open(None, folder.path()).unwrap();
        db::migrate(&store).await.unwrap();
        let there = storage.put("a picture".into()).await.unwrap();
        let lost = FileKey::of(b"a lost picture");
        keeps_course(&store, &there, &lost).await;

        let file = folder.path().join("backup.zip");
        let said = backup(&store, &storage, &Clock::default(), &file).await.unwrap_err().to_string();
        assert!(said.contains(&format!("images/lost.svg {}", lost.as_str())), "{said}");
        assert!(!said.contains("there.svg") && file.exists(), "{said}");

        storage.put("a lost picture".into()).await.unwrap();
        let whole = folder.path().join("whole.zip");
        assert_eq!(backup(&store, &storage, &Clock::default(), &whole).await.unwrap(), 2);
    }
}
