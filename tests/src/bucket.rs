//! An S3 server that checks signatures, on loopback.

use std::path::Path;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

use crate::port;

pub const ACCESS_KEY: &str = "academy-tests";
pub const SECRET_KEY: &str = "a-secret-for-tests-only";
const NAME: &str = "academy";

pub struct Bucket {
    folder: TempDir,
    port: u16,
    serving: Option<JoinHandle<()>>,
}

impl Bucket {
    pub async fn start() -> Self {
        let folder = TempDir::with_prefix("academy-bucket-").expect("a temporary folder");
        std::fs::create_dir(folder.path().join(NAME)).expect("a bucket is a folder");
        let mut bucket = Self { folder, port: port::free(), serving: None };
        bucket.restart().await;
        bucket
    }

    /// What `ACADEMY_STORAGE_URL` takes.
    pub fn url(&self) -> String {
        format!("s3://{NAME}?endpoint=http://127.0.0.1:{}&region=us-east-1", self.port)
    }

    /// What a server needs in its environment to be let in.
    pub fn keys(&self) -> [(&'static str, &'static str); 2] {
        [("AWS_ACCESS_KEY_ID", ACCESS_KEY), ("AWS_SECRET_ACCESS_KEY", SECRET_KEY)]
    }

    /// The objects' folder, to see what was stored.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The bucket goes away: connections break, nobody answers on its port.
    pub async fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            let _ = serving.await;
        }
    }

    /// The bucket is back on the same port, with what it had.
    pub async fn restart(&mut self) {
        self.stop().await;
        let files = FileSystem::new(self.folder.path()).expect("the folder is there");
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("the port is free");
        self.serving = Some(tokio::spawn(serve(listener, builder.build())));
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        if let Some(serving) = &self.serving {
            serving.abort();
        }
    }
}

/// The connections belong to the set, so that they end when serving ends.
async fn serve(listener: TcpListener, service: S3Service) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        let service = service.clone();
        connections.spawn(async move {
            let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
        });
        while connections.try_join_next().is_some() {}
    }
}
