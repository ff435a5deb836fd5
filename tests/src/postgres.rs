//! A PostgreSQL server of our own: temporary folder, private port, no durability. PostgreSQL refuses to run as root, so
//! root runs it as the user `postgres`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::port;

/// Names the server that a test run shares: `postgres://academy@127.0.0.1:PORT`, without a database.
pub const SHARED: &str = "ACADEMY_TEST_POSTGRES";

/// What a server of the tests gives up for speed.
const WITHOUT_DURABILITY: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";

pub struct Postgres {
    folder: PathBuf,
    url: String,
    options: String,
    /// Removed with the server.
    temporary: Option<TempDir>,
}

impl Postgres {
    pub fn start() -> Self {
        let folder = TempDir::with_prefix("academy-postgres-").expect("a temporary folder");
        let mut server = Self::serve(folder.path(), WITHOUT_DURABILITY);
        server.temporary = Some(folder);
        server
    }

    /// A server that keeps its promises and whose data stay in `folder` for the next run.
    pub fn lasting(folder: &Path) -> Self {
        fs::create_dir_all(folder).expect("the folder can be made");
        Self::serve(folder, "")
    }

    fn serve(folder: &Path, settings: &str) -> Self {
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(folder));
        }
        let data = folder.join("data");
        let port = port::free();
        if !data.exists() {
            run(program("initdb")
                .args([
                    "--auth=trust",
                    "--username=academy",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                    "-D",
                ])
                .arg(&data));
        } else {
            // One that was left behind by a run that was killed.
            let _ = program("pg_ctl").arg("-D").arg(&data).args(["-s", "-m", "immediate", "stop"]).status();
        }
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=400 {settings}"
        );
        let server = Self {
            folder: folder.to_owned(),
            url: format!("postgres://academy@127.0.0.1:{port}"),
            options,
            temporary: None,
        };
        server.comes_back();
        server
    }

    /// Stops while everybody is connected. Not as in a crash: what it is asked to give up for speed, it would then lose.
    pub fn goes_away(&self) {
        run(program("pg_ctl")
            .arg("-D")
            .arg(self.folder.join("data"))
            .args(["-w", "-s", "-m", "fast", "stop"]));
    }

    /// Serves again on the same port, with the data it had.
    pub fn comes_back(&self) {
        run(program("pg_ctl")
            .arg("-D")
            .arg(self.folder.join("data"))
            .arg("-l")
            .arg(self.folder.join("log"))
            .args(["-w", "-s", "-o", &self.options, "start"]));
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let mode = if self.temporary.is_some() { "immediate" } else { "fast" };
        let _ = program("pg_ctl").arg("-D").arg(data).args(["-s", "-m", mode, "stop"]).status();
        if self.temporary.is_some() {
            // Root may not own what the user `postgres` wrote, but may remove it; TempDir then finds nothing left.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// The server of this test run, or one of this test's own.
pub enum Server {
    Shared(String),
    Own(Postgres),
}

impl Server {
    pub fn of_this_run() -> Self {
        match env::var(SHARED) {
            Ok(url) => Self::Shared(url),
            Err(_) => Self::Own(Postgres::start()),
        }
    }

    pub fn url(&self) -> &str {
        match self {
            Self::Shared(url) => url,
            Self::Own(postgres) => postgres.url(),
        }
    }

    /// The server that this test alone uses, and may stop.
    pub fn own(&self) -> &Postgres {
        match self {
            Self::Own(postgres) => postgres,
            Self::Shared(url) => panic!("{url} is everybody's"),
        }
    }

    pub fn database(&self, name: &str) -> String {
        format!("{}/{name}", self.url())
    }

    /// Makes a database, empty or as a copy of another one.
    pub fn create(&self, name: &str, template: Option<&str>) -> String {
        let template = template.map(|from| format!(" TEMPLATE {from}")).unwrap_or_default();
        self.run_sql("postgres", &format!("CREATE DATABASE {name}{template}"));
        self.database(name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.run_sql("postgres", &format!("SELECT 1 FROM pg_database WHERE datname = '{name}'")).trim() == "1"
    }

    /// The answer of `psql`: one row a line, columns separated by `|`.
    pub fn run_sql(&self, database: &str, sql: &str) -> String {
        run(Command::new(folder_of_programs().join("psql"))
            .args([
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "-v",
                "ON_ERROR_STOP=1",
                "-c",
                sql,
            ])
            .arg(self.database(database)))
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

fn program(name: &str) -> Command {
    let path = folder_of_programs().join(name);
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    } else {
        Command::new(path)
    };
    command.current_dir("/").stdin(Stdio::null()).env_remove("LC_ALL");
    command
}

/// Debian keeps the programs of each version in a folder of their own; elsewhere they are on the path.
fn folder_of_programs() -> PathBuf {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").exists())
        .collect();
    versions.sort();
    let on_path =
        || env::split_paths(&env::var_os("PATH").unwrap_or_default()).find(|folder| has_initdb(folder));
    versions
        .pop()
        .map(|(_, folder)| folder)
        .or_else(on_path)
        .expect("PostgreSQL is not installed; run tests/run")
}

fn has_initdb(folder: &Path) -> bool {
    folder.join("initdb").exists()
}

/// Output goes to files, not pipes: the server that `pg_ctl` leaves behind would keep a pipe open.
fn run(command: &mut Command) -> String {
    let output = tempfile::tempfile().expect("a temporary file");
    let errors = tempfile::tempfile().expect("a temporary file");
    let status = command
        .stdout(output.try_clone().expect("a second handle"))
        .stderr(errors.try_clone().expect("a second handle"))
        .status()
        .unwrap_or_else(|error| panic!("{command:?} did not start: {error}"));
    let text = |mut file: fs::File| {
        std::io::Seek::rewind(&mut file).expect("a file can be read again");
        std::io::read_to_string(file).unwrap_or_default()
    };
    let said = text(output);
    assert!(status.success(), "{command:?} failed: {said}{}", text(errors));
    said
}
