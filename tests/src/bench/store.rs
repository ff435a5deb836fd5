//! The seeded stores: made once for each schema and seed, kept in the target folder, copied for each run.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, Value};
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteSynchronous;
use tests::postgres::{Postgres, Server};
use tests::{port, repository};
use tokio::process::Command;
use tokio::time::sleep;

use crate::machine;
use crate::process::Server as Running;
use crate::seed::{self, Manifest, Size};

/// Raised when a seeded store of an earlier benchmark would be the wrong one.
const SEED_VERSION: u32 = 2;
const SECRET: &str = "a7c0d1e2f3948576a7c0d1e2f3948576a7c0d1e2f3948576a7c0d1e2f3948576";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A copy of the seeded store, on which servers may run.
pub struct Stage {
    pub data: PathBuf,
    pub manifest: Manifest,
    /// Whose `database` is served; absent on SQLite.
    postgres: Option<Postgres>,
    database: String,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

impl Stage {
    /// Copies the seeded store; seeds it before where that was not done yet.
    pub async fn open(kind: Kind, size: Size) -> Self {
        let folder = repository::target().join("bench");
        let seeded = format!("seeded_{}", key(size));
        let kept = folder.join(format!("{seeded}_{}", kind.word()));
        let postgres = (kind == Kind::Postgres).then(|| Postgres::lasting(&folder.join("postgres")));
        let is_there = kept.join("manifest.json").exists()
            && postgres
                .as_ref()
                .is_none_or(|postgres| Server::Shared(postgres.url().to_owned()).has(&seeded));
        if !is_there {
            println!("seeding {} with {size:?}", kind.name());
            let begun = Instant::now();
            let _ = fs::remove_dir_all(&kept);
            let mut stage = Self::at(kept.clone(), postgres, seeded.clone());
            stage.seed(size).await;
            println!("seeded in {} s", begun.elapsed().as_secs());
            return stage.copied(&folder, seeded).await;
        }
        Self::at(kept, postgres, seeded.clone()).copied(&folder, seeded).await
    }

    fn at(data: PathBuf, postgres: Option<Postgres>, database: String) -> Self {
        fs::create_dir_all(&data).expect("the target folder can be written");
        let manifest = data.join("manifest.json");
        let manifest = if manifest.exists() { Manifest::read(&manifest) } else { Manifest::default() };
        Self { data, manifest, postgres, database }
    }

    async fn copied(self, folder: &Path, seeded: String) -> Self {
        let data = folder.join("run");
        let _ = fs::remove_dir_all(&data);
        copy(&self.data, &data);
        if let Some(postgres) = &self.postgres {
            let server = Server::Shared(postgres.url().to_owned());
            server.run_sql("postgres", "DROP DATABASE IF EXISTS run");
            server.create("run", Some(&seeded));
            server.run_sql("run", "CREATE TABLE bare_answer (id uuid PRIMARY KEY, text text NOT NULL)");
            let copied = Self { data, database: "run".to_owned(), ..self };
            copied.rests().await;
            return copied;
        }
        let copied = Self { data, ..self };
        copied.rests().await;
        copied
    }

    /// The jobs that come back by themselves wait, so that they do not work while something else is measured.
    async fn rests(&self) {
        self.carries_out("UPDATE job SET run_at = $1", [(machine::now() + TimeDelta::days(365)).into()])
            .await;
    }

    /// One statement, on a connection of its own.
    pub async fn carries_out<const COUNT: usize>(&self, sql: &str, values: [Value; COUNT]) {
        let database = self.connect().await;
        let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
        database.execute_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        database.close().await.expect("nothing is open any more");
    }

    /// One number, from one row.
    pub async fn number<const COUNT: usize>(&self, sql: &str, values: [Value; COUNT]) -> i64 {
        let database = self.connect().await;
        let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
        let row = database.query_one_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        let number = row.expect("a row").try_get_by_index(0).expect("a number");
        database.close().await.expect("nothing is open any more");
        number
    }

    async fn seed(&mut self, size: Size) {
        if let Some(postgres) = &self.postgres {
            let server = Server::Shared(postgres.url().to_owned());
            server.run_sql("postgres", &format!("DROP DATABASE IF EXISTS {}", self.database));
            server.create(&self.database, None);
        }
        self.runs(&["migrate"]).await;
        let folder = self.data.with_extension("courses");
        for course in seed::write_variants(&folder, size.courses) {
            self.runs(&["courses", "import", &course.display().to_string()]).await;
        }
        let database = self.connect().await;
        self.manifest = seed::fill(&database, size, machine::now()).await;
        database.close().await.expect("nothing is open any more");
        self.settles().await;
        let database = self.connect().await;
        if self.postgres.is_none() {
            let emptied = database.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await;
            emptied.expect("the log goes into the file");
        }
        database.close().await.expect("nothing is open any more");
        let _ = fs::remove_dir_all(folder);
        self.manifest.write(&self.data.join("manifest.json"));
    }

    /// Lets the server do what it does by the clock: it counts the teams.
    async fn settles(&self) {
        let port = port::free();
        let mut command = self.academy(port);
        command.arg("serve");
        let server =
            Running::start(command, port, "/healthz", &self.data.with_extension("seeding.log")).await;
        let counted =
            "SELECT COUNT(*) FROM job WHERE kind = 'teams-counted' AND run_at > $1 AND taken_by IS NULL";
        let due = "SELECT COUNT(*) FROM job WHERE done_at IS NULL AND failed_at IS NULL \
                   AND (run_at <= $1 OR taken_by IS NOT NULL)";
        while self.number(counted, [machine::now().into()]).await == 0
            || self.number(due, [machine::now().into()]).await > 0
        {
            sleep(Duration::from_millis(500)).await;
        }
        server.stop().await;
    }

    /// One connection that writes fast and not durably.
    async fn connect(&self) -> DatabaseConnection {
        let mut options = ConnectOptions::new(self.url());
        options.max_connections(1).sqlx_logging(false);
        options.map_sqlx_sqlite_opts(|options| {
            options.synchronous(SqliteSynchronous::Off).busy_timeout(Duration::from_secs(30))
        });
        Database::connect(options).await.expect("the store opens")
    }

    /// The database, as sea-orm takes it.
    pub fn url(&self) -> String {
        match &self.postgres {
            Some(postgres) => format!("{}/{}", postgres.url(), self.database),
            None => format!("sqlite://{}?mode=rwc", self.data.join("academy.db").display()),
        }
    }

    /// Where bare inserts go: a table of their own, in a file of their own on SQLite.
    pub fn inserts_url(&self) -> String {
        match &self.postgres {
            Some(_) => self.url(),
            None => format!("sqlite://{}?mode=rwc", self.data.join("bare.db").display()),
        }
    }

    /// The Academy's binary on this store.
    pub fn academy(&self, port: u16) -> Command {
        let mut command = Command::new(machine::binary());
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ACADEMY_"))
        {
            command.env_remove(name);
        }
        command
            .env("ACADEMY_DATA", &self.data)
            .env("ACADEMY_SECRET", SECRET)
            .env("ACADEMY_LISTEN", format!("127.0.0.1:{port}"))
            .env("ACADEMY_URL", format!("http://127.0.0.1:{port}"));
        if self.postgres.is_some() {
            command.env("ACADEMY_DATABASE_URL", self.url());
        }
        command
    }

    /// Carries out a command; what it printed.
    pub async fn runs(&self, arguments: &[&str]) -> String {
        let output = self.academy(0).args(arguments).output().await.expect("the command starts");
        assert!(
            output.status.success(),
            "academy {} failed: {}{}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// Names what a seeded store follows from: the schema, the course, the seed and its size.
fn key(size: Size) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{SEED_VERSION} {size:?}"));
    for (folder, ending) in [
        ("migrations/src", ".rs"),
        ("courses/src", ".rs"),
        ("courses/library/responsible-purchasing", ""),
        ("tests/src/bench/seed", ".rs"),
    ] {
        for file in repository::files(folder, ending) {
            hash.update(file.path);
            hash.update(file.text);
        }
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn copy(from: &Path, to: &Path) {
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
