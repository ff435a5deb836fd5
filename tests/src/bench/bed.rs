//! The two servers on one stage.

use tests::port;
use tokio::process::Command;

use crate::process::Server;
use crate::store::{Kind, Stage};

/// What a run measures with.
pub struct Bed {
    pub kind: Kind,
    pub stage: Stage,
    /// One short round, for trying things out.
    pub quick: bool,
}

impl Bed {
    pub async fn academy(&self) -> Server {
        let port = port::free();
        let mut command = self.stage.academy(port);
        command.arg("serve");
        let log = self.stage.data.with_extension("academy.log");
        Server::start(command, port, "/healthz", &log).await
    }

    pub async fn bare(&self, fillers: &[usize]) -> Server {
        let port = port::free();
        let fillers: Vec<String> = fillers.iter().map(usize::to_string).collect();
        let mut command = Command::new(std::env::current_exe().expect("this program lies somewhere"));
        command.args(["bare", "--port", &port.to_string(), "--database", &self.stage.url()]);
        command.args(["--inserts", &self.stage.inserts_url()]);
        if !fillers.is_empty() {
            command.args(["--fillers", &fillers.join(",")]);
        }
        let log = self.stage.data.with_extension("bare.log");
        Server::start(command, port, "/healthz", &log).await
    }

    /// Both servers with nobody measuring, for a profiler.
    pub async fn serve(&self) {
        let (academy, bare) = (self.academy().await, self.bare(&[]).await);
        println!("the Academy: process {}, port {}", academy.id, academy.port);
        println!("the bare application: process {}, port {}", bare.id, bare.port);
        if let Some(learner) = self.stage.manifest.learners.first() {
            println!("a learner: {learner:?}");
        }
        tokio::time::sleep(std::time::Duration::from_secs(24 * 3600)).await;
    }

    pub fn rounds(&self) -> usize {
        if self.quick { 1 } else { 5 }
    }

    /// So many requests, or fewer for a quick look.
    pub fn requests(&self, full: usize) -> usize {
        if self.quick { full / 10 } else { full }
    }
}
