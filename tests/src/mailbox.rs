//! A real SMTP server (maildev) as a process, whose mails can be read.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

use crate::port;
use crate::repository;

const PATIENCE: Duration = Duration::from_secs(20);

pub struct Mailbox {
    folder: TempDir,
    smtp: u16,
    web: u16,
    process: Option<Child>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Address {
    pub address: String,
    #[serde(default)]
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    pub id: String,
    pub subject: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub html: String,
    pub to: Vec<Address>,
    #[serde(default, rename = "messageId")]
    pub message_id: String,
}

impl Mail {
    /// The first address in the text that begins so.
    pub fn link(&self, beginning: &str) -> String {
        self.text
            .split(|mark: char| mark.is_whitespace() || "<>\"()".contains(mark))
            .find(|word| word.starts_with(beginning))
            .unwrap_or_else(|| panic!("no link to {beginning} in this mail:\n{}", self.text))
            .trim_end_matches('.')
            .to_owned()
    }
}

impl Mailbox {
    pub async fn start() -> Self {
        let folder = TempDir::with_prefix("academy-mail-").expect("a temporary folder");
        let mut mailbox = Self { folder, smtp: port::free(), web: port::free(), process: None };
        mailbox.restart().await;
        mailbox
    }

    /// What `ACADEMY_SMTP_URL` takes.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.smtp)
    }

    /// The mail server goes away: nobody answers on its port.
    pub async fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().await.expect("maildev ends");
        }
    }

    /// The mail server is back on the same port, without the mails it had.
    pub async fn restart(&mut self) {
        self.stop().await;
        let program = node_modules().join("maildev/bin/maildev");
        let child = Command::new("node")
            .arg(program)
            .args(["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--silent"])
            .args(["--smtp", &self.smtp.to_string(), "--web", &self.web.to_string()])
            .arg("--mail-directory")
            .arg(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("node starts");
        self.process = Some(child);
        let deadline = Instant::now() + PATIENCE;
        while reqwest::get(self.api("/healthz")).await.is_err() || !self.takes_mail().await {
            assert!(Instant::now() < deadline, "maildev does not answer");
            sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn mails(&self) -> Vec<Mail> {
        let answer = reqwest::get(self.api("/email")).await.expect("maildev answers");
        answer.json().await.expect("maildev answers with mails")
    }

    pub async fn mails_to(&self, address: &str) -> Vec<Mail> {
        let mut mails = self.mails().await;
        mails.retain(|mail| mail.to.iter().any(|to| to.address.eq_ignore_ascii_case(address)));
        mails
    }

    /// The newest mail to this address whose subject contains these words, as soon as it is there.
    pub async fn wait_for(&self, address: &str, subject: &str) -> Mail {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mails = self.mails_to(address).await;
            if let Some(mail) = mails.iter().rev().find(|mail| mail.subject.contains(subject)) {
                return mail.clone();
            }
            let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
            assert!(Instant::now() < deadline, "no mail “{subject}” to {address}; there are {subjects:?}");
            sleep(Duration::from_millis(50)).await;
        }
    }

    fn api(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.web)
    }

    async fn takes_mail(&self) -> bool {
        tokio::net::TcpStream::connect(("127.0.0.1", self.smtp)).await.is_ok()
    }
}

/// Where `tests/run` put the packages of tests/browser.
fn node_modules() -> PathBuf {
    let folder = env::var_os("ACADEMY_TEST_NODE_MODULES")
        .map(PathBuf::from)
        .unwrap_or_else(|| repository::target().join("browser/node_modules"));
    assert!(
        folder.join("maildev").exists(),
        "maildev is not installed in {}; run tests/run tools",
        folder.display()
    );
    folder
}
