//! The two databases that every journey must pass on.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use tempfile::TempDir;

use crate::academy::{SECRET, binary};
use crate::postgres;
use crate::repository;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Sqlite,
    Postgres,
}

/// Makes two tests of each journey, which takes the store that it runs on.
#[macro_export]
macro_rules! on_both_stores {
    ($($journey:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $journey() {
                super::$journey($crate::Store::Sqlite).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $journey() {
                super::$journey($crate::Store::Postgres).await;
            })+
        }
    };
}

/// A database and a data folder of one test, shared by all servers that the test starts on it.
#[derive(Clone)]
pub struct Place {
    data: Arc<TempDir>,
    postgres: Option<Arc<postgres::Server>>,
    database: String,
}

impl Place {
    /// An empty data folder, and on PostgreSQL an empty database.
    pub fn empty(store: Store) -> Self {
        let data = TempDir::with_prefix("academy-data-").expect("a temporary folder");
        let database =
            data.path().file_name().unwrap().to_string_lossy().to_lowercase().replace(['-', '.'], "_");
        let postgres = (store == Store::Postgres).then(|| {
            let server = postgres::Server::of_this_run();
            server.create(&database, None);
            Arc::new(server)
        });
        Self { data: Arc::new(data), postgres, database }
    }

    /// The schema is there, and nothing else: a copy of what `academy migrate` made once for this build.
    pub fn migrated(store: Store) -> Self {
        match store {
            Store::Sqlite => {
                let place = Self::empty(store);
                copy(&template_folder(), place.data());
                place
            }
            Store::Postgres => {
                let server = postgres::Server::of_this_run();
                let template = template_database(&server);
                let data = TempDir::with_prefix("academy-data-").expect("a temporary folder");
                let database = data
                    .path()
                    .file_name()
                    .unwrap()
                    .to_string_lossy()
                    .to_lowercase()
                    .replace(['-', '.'], "_");
                server.create(&database, Some(&template));
                Self { data: Arc::new(data), postgres: Some(Arc::new(server)), database }
            }
        }
    }

    /// A database on a PostgreSQL server that nobody else uses.
    pub fn on_own_postgres() -> Self {
        let place = Self::empty(Store::Sqlite);
        let server = postgres::Server::Own(postgres::Postgres::start());
        let url = server.create(&place.database, None);
        migrate(place.data(), Some(&url));
        Self { postgres: Some(Arc::new(server)), ..place }
    }

    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// The server of the database, to look into it; absent on SQLite.
    pub fn postgres(&self) -> Option<&postgres::Server> {
        self.postgres.as_deref()
    }

    /// What `ACADEMY_DATABASE_URL` takes; absent on SQLite.
    pub fn database_url(&self) -> Option<String> {
        self.postgres.as_ref().map(|server| server.database(&self.database))
    }
}

/// Names the build, so that a template never outlives the migrations that made it.
fn build_name() -> String {
    let about = fs::metadata(binary()).expect("the server is built");
    let made =
        about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("template_{}_{}", about.len(), made.as_millis())
}

/// One process makes a template, the others wait for it.
fn lock() -> File {
    let folder = repository::target().join("tmp");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let lock = File::create(folder.join("academy-templates.lock")).expect("a lock file");
    lock.lock().expect("a lock");
    lock
}

fn template_folder() -> PathBuf {
    let _lock = lock();
    let folder = repository::target().join("tmp").join(format!("academy_{}", build_name()));
    if !folder.exists() {
        let draft = folder.with_extension("draft");
        let _ = fs::remove_dir_all(&draft);
        fs::create_dir_all(&draft).expect("a folder for the template");
        migrate(&draft, None);
        fs::rename(&draft, &folder).expect("the template gets its name");
    }
    folder
}

fn template_database(server: &postgres::Server) -> String {
    let _lock = lock();
    let name = build_name();
    if !server.has(&name) {
        let draft = format!("{name}_draft");
        server.run_sql("postgres", &format!("DROP DATABASE IF EXISTS {draft}"));
        let url = server.create(&draft, None);
        let data = TempDir::new().expect("a temporary folder");
        migrate(data.path(), Some(&url));
        server.run_sql("postgres", &format!("ALTER DATABASE {draft} RENAME TO {name}"));
    }
    name
}

fn migrate(data: &Path, database: Option<&str>) {
    let mut command = Command::new(binary());
    command.arg("migrate").env("ACADEMY_DATA", data).env("ACADEMY_SECRET", SECRET).stdin(Stdio::null());
    command.env_remove("ACADEMY_DATABASE_URL");
    if let Some(url) = database {
        command.env("ACADEMY_DATABASE_URL", url);
    }
    let output = command.output().expect("the server starts");
    assert!(output.status.success(), "academy migrate failed: {}", String::from_utf8_lossy(&output.stderr));
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder is there").flatten() {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("a file can be copied");
        }
    }
}
