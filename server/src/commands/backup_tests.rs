//! A backup is only as good as the restore that was tried.

use std::io::{Cursor, Write};

use bytes::Bytes;
use chrono::TimeDelta;
use clap::Parser;
use sea_orm::{ConnectionTrait, Statement};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::{
    commands::{backup::backup, opening, upkeep},
    platform::{Clock, Db, Ids, Job, PersonId, audit, jobs},
    settings::CommandLine,
};

/// An Academy with a job for each of `numbers` and two files.
struct Furnished {
    folder: tempfile::TempDir,
    store: StoreAddress,
    storage: Storage,
    db: Db,
}

async fn furnished(store: Option<StoreAddress>) -> Furnished {
    let folder = tempfile::tempdir().unwrap();
    let store = store.unwrap_or_else(|| StoreAddress::choose(None, folder.path()));
    let storage = Storage::open(None, folder.path()).unwrap();
    db::migrate(&store).await.unwrap();
    let db = Db::open(&store, Clock::default(), Ids::default()).await.unwrap();
    let furnished = Furnished { folder, store, storage, db };
    furnished.adds_jobs(10).await;
    for content in ["a picture", "a film"] {
        furnished.storage.put(Bytes::from(content)).await.unwrap();
    }
    furnished
}

impl Furnished {
    async fn adds_jobs(&self, count: i64) {
        let work = self.db.begin().await.unwrap();
        for _ in 0..count {
            let later = work.now() + TimeDelta::days(1);
            jobs::enqueue(&work, Job::new("test", ()).at(later)).await.unwrap();
        }
        work.commit().await.unwrap();
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("backup.zip")
    }

    async fn backs_up(&self) -> PathBuf {
        backup(&self.store, &self.storage, &Clock::default(), &self.file()).await.unwrap();
        self.file()
    }
}

/// An empty place to restore into.
struct Empty {
    folder: tempfile::TempDir,
    store: StoreAddress,
    storage: Storage,
}

fn empty(store: Option<StoreAddress>) -> Empty {
    let folder = tempfile::tempdir().unwrap();
    let store = store.unwrap_or_else(|| StoreAddress::choose(None, folder.path()));
    let storage = Storage::open(None, folder.path()).unwrap();
    Empty { folder, store, storage }
}

impl Empty {
    async fn restores(&self, source: &Path) -> anyhow::Result<usize> {
        restore(&self.store, &self.storage, source).await
    }

    async fn jobs(&self) -> u64 {
        let db = Db::open(&self.store, Clock::default(), Ids::default()).await.unwrap();
        jobs::backlog(db.read()).await.unwrap().open
    }

    async fn is_untouched(&self) -> bool {
        snapshot::is_empty(&self.store).await.unwrap()
            && self.storage.list().await.unwrap().is_empty()
            && !self.folder.path().join("academy.restore").exists()
    }
}

#[actix_web::test]
async fn what_was_audited_until_a_backup_is_chained_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let settings = CommandLine::parse_from(["academy", "--data", data, "verify"]).settings;
    let store = opening::store(&settings).unwrap();
    assert!(upkeep::link_audit(&settings).await.is_ok() && !folder.path().join("academy.db").exists());
    db::migrate(&store).await.unwrap();
    let academy = opening::open(&settings, "http://localhost").await.unwrap();
    let work = academy.db.begin().await.unwrap();
    let (actor, subject) = (PersonId(work.new_id()), work.new_id());
    audit::write(&work, actor, audit::Entry::of("people.suspend", "person", subject)).await.unwrap();
    work.commit().await.unwrap();
    academy.db.close().await.unwrap();

    upkeep::link_audit(&settings).await.unwrap();
    let db = Db::open(&store, Clock::default(), Ids::default()).await.unwrap();
    let sql = "SELECT COUNT(*) FROM audit JOIN audit_link ON audit_link.audit_id = audit.id";
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 1);
}

#[actix_web::test]
async fn a_restored_academy_is_the_one_that_was_saved() {
    let academy = furnished(None).await;
    let file = academy.backs_up().await;
    academy.adds_jobs(5).await;
    let other = empty(None);
    assert_eq!(other.restores(&file).await.unwrap(), 2);
    assert_eq!(other.jobs().await, 10);
    assert_eq!(other.storage.list().await.unwrap(), academy.storage.list().await.unwrap());
    assert_eq!(other.storage.get(&FileKey::of(b"a film")).await.unwrap(), Bytes::from("a film"));
}

#[actix_web::test]
async fn on_postgresql_too() {
    let Some(base) = std::env::var("ACADEMY_TEST_POSTGRES").ok() else { return };
    let admin = sea_orm::Database::connect(format!("{base}/postgres")).await.unwrap();
    let mut stores = Vec::new();
    for number in 0..2 {
        let name = format!("academy_backup_{}_{number}", std::process::id());
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        stores.push(StoreAddress::Postgres(format!("{base}/{name}")));
    }
    let academy = furnished(stores.pop()).await;
    let file = academy.backs_up().await;
    let other = empty(stores.pop());
    assert_eq!(other.restores(&file).await.unwrap(), 2);
    assert_eq!(other.jobs().await, 10);
    assert!(other.restores(&file).await.unwrap_err().to_string().contains("not empty"));
    assert!(empty(None).restores(&file).await.unwrap_err().to_string().contains("postgres database"));
}

#[actix_web::test]
async fn a_backup_made_while_others_write_holds_whole_units() {
    let academy = furnished(None).await;
    let writing = async {
        for _ in 0..30 {
            academy.adds_jobs(7).await;
        }
    };
    let (file, ()) = tokio::join!(academy.backs_up(), writing);
    let other = empty(None);
    other.restores(&file).await.unwrap();
    assert_eq!((other.jobs().await - 10) % 7, 0);
}

#[actix_web::test]
async fn nothing_is_ever_overwritten() {
    let academy = furnished(None).await;
    let file = academy.backs_up().await;
    let again = backup(&academy.store, &academy.storage, &Clock::default(), &file).await;
    assert!(again.unwrap_err().to_string().contains("there already"));

    let furnished = restore(&academy.store, &academy.storage, &file).await;
    assert!(furnished.unwrap_err().to_string().contains("not empty"));

    let other = empty(None);
    other.storage.put(Bytes::from("mine")).await.unwrap();
    assert!(other.restores(&file).await.unwrap_err().to_string().contains("files already"));
}

#[actix_web::test]
async fn a_damaged_backup_changes_nothing() {
    let academy = furnished(None).await;
    let good = std::fs::read(academy.backs_up().await).unwrap();
    let broken_off = good[..good.len() / 2].to_vec();
    let at = good.windows(9).position(|bytes| bytes == b"a picture").unwrap();
    let mut other_picture = good.clone();
    other_picture[at] = b'A';
    for (number, bytes) in [broken_off, other_picture, b"no zip file".to_vec()].iter().enumerate() {
        let file = academy.folder.path().join(format!("damaged-{number}.zip"));
        std::fs::write(&file, bytes).unwrap();
        let other = empty(None);
        assert!(other.restores(&file).await.is_err(), "{number}");
        assert!(other.is_untouched().await, "{number}");
    }
}

#[actix_web::test]
async fn a_backup_whose_parts_were_exchanged_is_refused() {
    let academy = furnished(None).await;
    let file = academy.backs_up().await;
    for (exchanged, content) in [
        (DATABASE.to_owned(), Some("another database")),
        (entry_of(&FileKey::of(b"a film")), Some("another film")),
        (entry_of(&FileKey::of(b"a film")), None),
        ("../../somewhere/else".to_owned(), Some("a stranger")),
    ] {
        let forged = academy.folder.path().join("forged.zip");
        std::fs::write(&forged, with(&file, &exchanged, content)).unwrap();
        let other = empty(None);
        assert!(other.restores(&forged).await.is_err(), "{exchanged}");
        assert!(other.is_untouched().await, "{exchanged}");
    }
}

/// The archive with one entry exchanged, added or left out; its checksums are right again.
fn with(file: &Path, exchanged: &str, content: Option<&str>) -> Vec<u8> {
    let mut old = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..old.len() {
        let mut entry = old.by_index(number).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name == exchanged {
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    if let Some(content) = content {
        new.start_file(exchanged, SimpleFileOptions::default()).unwrap();
        new.write_all(content.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[actix_web::test]
async fn a_backup_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let academy = furnished(None).await;
    let file = academy.backs_up().await;
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let names: Vec<String> = std::fs::read_dir(academy.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("backup"))
        .collect();
    assert_eq!(names, ["backup.zip"]);
}

#[actix_web::test]
async fn without_a_database_there_is_nothing_to_save() {
    let other = empty(None);
    let target = other.folder.path().join("backup.zip");
    let error = backup(&other.store, &other.storage, &Clock::default(), &target).await.unwrap_err();
    assert!(error.to_string().contains("no database"), "{error}");
    assert!(!target.exists());
}
