//! The built server as a process.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

use crate::bucket::Bucket;
use crate::mailbox::Mailbox;
use crate::port;
use crate::store::{Place, Store};
use crate::visitor::Visitor;

pub(crate) const SECRET: &str = "5f2c9a0b7de1436c8a90b1c2d3e4f5061728394a5b6c7d8e9f00112233445566";
const PATIENCE: Duration = Duration::from_secs(30);
const LAST_LINES: usize = 60;

/// Where the server lies: `ACADEMY_TEST_BINARY`, or beside the tests, where `cargo build` puts it.
pub fn binary() -> PathBuf {
    let path = env::var_os("ACADEMY_TEST_BINARY")
        .map(PathBuf::from)
        .unwrap_or_else(|| crate::repository::target().join("debug/academy"));
    assert!(path.exists(), "{} is not built; run cargo build", path.display());
    path
}

/// How a server is to be started.
#[derive(Clone)]
pub struct Setup {
    place: Place,
    arguments: Vec<String>,
    settings: Vec<(String, String)>,
    /// Told that a file may grow no further, the server gets an error and no signal, as on a full disk.
    outlives_full_disk: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    pub role: String,
    pub email: String,
    pub password: String,
}

/// The first line that the server prints.
#[derive(Debug, Deserialize)]
struct Greeting {
    url: String,
    #[serde(default)]
    people: Vec<Person>,
}

pub struct Academy {
    setup: Setup,
    port: u16,
    public_url: String,
    people: Vec<Person>,
    process: Option<Child>,
    log: PathBuf,
}

impl Setup {
    pub fn mail(self, mailbox: &Mailbox) -> Self {
        self.setting("ACADEMY_SMTP_URL", &mailbox.url())
    }

    pub fn bucket(self, bucket: &Bucket) -> Self {
        let with_url = self.setting("ACADEMY_STORAGE_URL", &bucket.url());
        bucket.keys().into_iter().fold(with_url, |setup, (name, value)| setup.setting(name, value))
    }

    pub fn setting(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn outliving_full_disk(mut self) -> Self {
        self.outlives_full_disk = true;
        self
    }

    pub async fn start(self) -> Academy {
        let port = port::free();
        Academy::start(self, port, format!("http://127.0.0.1:{port}")).await
    }
}

impl Academy {
    /// A real server on a migrated, empty store.
    pub fn on(store: Store) -> Setup {
        Setup {
            place: Place::migrated(store),
            arguments: vec!["serve".into(), "--json".into()],
            settings: Vec::new(),
            outlives_full_disk: false,
        }
    }

    /// The same on a PostgreSQL server of its own, which the test may stop.
    pub fn on_own_postgres() -> Setup {
        Setup { place: Place::on_own_postgres(), ..Self::on(Store::Sqlite) }
    }

    /// A furnished server; `people()` names who may sign in.
    pub fn furnished(store: Store) -> Setup {
        let place = Place::empty(store);
        let arguments = ["demo", "--json", "--data"].map(str::to_owned).into_iter();
        let arguments =
            arguments.chain([place.data().display().to_string(), "--port".into(), "0".into()]).collect();
        Setup { place, arguments, settings: Vec::new(), outlives_full_disk: false }
    }

    async fn start(setup: Setup, port: u16, public_url: String) -> Self {
        let log = setup.place.data().with_extension(format!("{port}.log"));
        let mut academy = Self { setup, port, public_url, people: Vec::new(), process: None, log };
        academy.restart().await;
        academy
    }

    /// One more server on the same store, known to the world under the same address.
    pub async fn another(&self) -> Self {
        let mut setup = self.setup.clone();
        setup.arguments = vec!["serve".into(), "--json".into()];
        Self::start(setup, port::free(), self.public_url.clone()).await
    }

    /// Starts again on the same port, after a stop or a kill.
    pub async fn restart(&mut self) {
        self.kill_9().await;
        let log = File::options().create(true).append(true).open(&self.log).expect("a log file");
        let mut command = self.command(&self.setup.arguments);
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the server starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output is ours")).lines();
        let line = match timeout(PATIENCE, lines.next_line()).await {
            Ok(Ok(Some(line))) => line,
            other => panic!("the server printed no first line ({other:?}): {}", self.log()),
        };
        let greeting: Greeting = serde_json::from_str(&line)
            .unwrap_or_else(|error| panic!("{error} in the server's first line: {line}"));
        if self.setup.arguments[0] == "demo" {
            self.public_url = greeting.url.trim_end_matches('/').to_owned();
            let port = self.public_url.rsplit(':').next().and_then(|port| port.parse().ok());
            self.port = port.unwrap_or_else(|| panic!("no port in {}", greeting.url));
            self.people = greeting.people;
        }
        // Whatever else it prints is read, so that it never waits for a full pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        self.process = Some(process);
        self.becomes_ready().await;
    }

    async fn becomes_ready(&self) {
        let deadline = Instant::now() + PATIENCE;
        let mut visitor = self.visitor();
        while visitor.tries("/healthz").await.is_none() {
            assert!(Instant::now() < deadline, "the server does not answer: {}", self.log());
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Ends the server as a power cut would.
    pub async fn kill_9(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().await.expect("the server ends");
        }
    }

    /// Asks the server to stop, as an operator does, and waits for it.
    pub async fn stops(&mut self) {
        let Some(mut process) = self.process.take() else { return };
        let id = process.id().expect("the server runs").to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let status =
            timeout(PATIENCE, process.wait()).await.expect("the server stops").expect("it has a status");
        assert!(status.success(), "the server stopped with {status}: {}", self.log());
    }

    /// Runs another command of the binary on the same store and gives back what it printed.
    pub async fn runs(&self, arguments: &[&str]) -> String {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        let output = self.command(&arguments).output().await.expect("the command starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(
            output.status.success(),
            "academy {} failed: {}{}",
            arguments.join(" "),
            text(&output.stdout),
            text(&output.stderr)
        );
        text(&output.stdout)
    }

    fn command(&self, arguments: &[String]) -> Command {
        let mut command = if self.setup.outlives_full_disk {
            let mut command = Command::new("sh");
            command.args(["-c", r#"trap "" XFSZ; exec "$0" "$@""#]).arg(binary());
            command
        } else {
            Command::new(binary())
        };
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ACADEMY_")) {
            command.env_remove(name);
        }
        command.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
        command.env("ACADEMY_DATA", self.setup.place.data()).env("ACADEMY_SECRET", SECRET);
        if arguments[0] != "demo" {
            command
                .env("ACADEMY_LISTEN", format!("127.0.0.1:{}", self.port))
                .env("ACADEMY_URL", &self.public_url);
        }
        if let Some(url) = self.setup.place.database_url() {
            command.env("ACADEMY_DATABASE_URL", url);
        }
        command.envs(self.setup.settings.iter().cloned());
        command
    }

    /// Somebody new before the sign-in page, with a browser of their own.
    pub fn visitor(&self) -> Visitor {
        Visitor::of(&[self])
    }

    /// The people of a furnished Academy in this role.
    pub fn person(&self, role: &str) -> &Person {
        let roles: Vec<&str> = self.people.iter().map(|person| person.role.as_str()).collect();
        self.people
            .iter()
            .find(|person| person.role == role)
            .unwrap_or_else(|| panic!("no {role} among {roles:?}"))
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The address that stands in mails and in the browser.
    pub fn public_url(&self) -> &str {
        &self.public_url
    }

    /// The address of this server itself.
    pub fn own_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn place(&self) -> &Place {
        &self.setup.place
    }

    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// No file of the server may grow beyond so many bytes; `None` makes room again.
    pub fn may_fill(&self, bytes: Option<u64>) {
        let id = self.process.as_ref().and_then(Child::id).expect("the server runs").to_string();
        let most = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let status = std::process::Command::new("prlimit")
            .args(["--pid", &id, &format!("--fsize={most}:")])
            .status()
            .expect("prlimit is there");
        assert!(status.success(), "prlimit ended with {status}");
    }

    /// Resident memory in bytes.
    pub fn memory(&self) -> u64 {
        let id = self.process.as_ref().and_then(Child::id).expect("the server runs");
        let status = fs::read_to_string(format!("/proc/{id}/status")).expect("the system tells");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("memory is among it");
        line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
    }
}

impl Drop for Academy {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.log();
            let last: Vec<&str> = log.lines().rev().take(LAST_LINES).collect();
            let last: Vec<&str> = last.into_iter().rev().collect();
            eprintln!("the last that the server at {} wrote:\n{}", self.own_url(), last.join("\n"));
        }
        let _ = fs::remove_file(&self.log);
    }
}
