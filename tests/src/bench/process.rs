//! A server as a process, and what the system says of it (proc(5)).

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::client::Connection;

const PATIENCE: Duration = Duration::from_secs(30);

pub struct Server {
    pub port: u16,
    pub id: u32,
    child: Child,
    /// From the start of the process to its first answer.
    pub first_answer_after: Duration,
}

impl Server {
    /// Starts a program that will listen on `port`, and waits until it answers `path`.
    pub async fn start(mut command: Command, port: u16, path: &str, log: &Path) -> Self {
        let log = File::options().create(true).append(true).open(log).expect("a log file");
        let errors = log.try_clone().expect("a second handle");
        command.stdin(Stdio::null()).stdout(log).stderr(errors).kill_on_drop(true);
        let begun = Instant::now();
        let mut child = command.spawn().expect("the program starts");
        let id = child.id().expect("it runs");
        loop {
            if let Ok(mut connection) = Connection::open(port).await {
                let status = connection.get(path).await.status;
                assert!(status < 500, "{path} answers {status}");
                break;
            }
            if let Ok(Some(status)) = child.try_wait() {
                panic!("{command:?} ended with {status}");
            }
            assert!(begun.elapsed() < PATIENCE, "{command:?} does not answer");
            sleep(Duration::from_micros(500)).await;
        }
        Self { port, id, child, first_answer_after: begun.elapsed() }
    }

    /// CPU that the process has used, in user and kernel mode, all its present threads together. The scheduler counts
    /// it in nanoseconds, where `utime` and `stime` come in hundredths of a second.
    pub fn cpu(&self) -> Duration {
        let threads = fs::read_dir(format!("/proc/{}/task", self.id)).expect("the process runs");
        let nanoseconds = threads.flatten().filter_map(|thread| {
            // A thread that ended meanwhile did little.
            let counted = fs::read_to_string(thread.path().join("schedstat")).ok()?;
            counted.split_whitespace().next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanoseconds.sum())
    }

    /// Resident memory now, in bytes.
    pub fn memory(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// The most that was resident since the start.
    pub fn memory_peak(&self) -> u64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id)).expect("the process runs");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("the system tells");
        line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
    }

    pub async fn stop(mut self) {
        self.child.kill().await.expect("the server ends");
    }
}
