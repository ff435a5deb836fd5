//! `academy serve`: listens until it is told to stop, then lets running requests finish.

use std::{net::TcpListener, process::ExitCode};

use actix_web::HttpServer;
use anyhow::Context;

use super::opening;
use crate::{
    app::Academy,
    platform::health,
    settings::{ServeOptions, Settings},
};

pub async fn serve(settings: &Settings, options: &ServeOptions) -> anyhow::Result<ExitCode> {
    let listener = TcpListener::bind(settings.listen)
        .with_context(|| format!("{} cannot be listened on; another server may be there", settings.listen))?;
    let url =
        settings.url.clone().map_or_else(|| Ok(format!("http://{}", listener.local_addr()?)), anyhow::Ok)?;
    let academy = opening::open_migrating(settings, &url).await?;
    if options.json {
        println!("{}", serde_json::json!({ "url": url }));
    } else {
        println!("{url}");
    }
    listen(academy, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Serves on `listener` until a signal comes.
pub async fn listen(academy: Academy, listener: TcpListener) -> anyhow::Result<()> {
    health::start();
    let jobs = academy.runner().start();
    let serving = academy.clone();
    HttpServer::new(move || serving.application())
        .backlog(1024)
        .max_connections(10_000)
        .shutdown_timeout(20)
        .listen(listener)?
        .run()
        .await?;
    jobs.stop().await;
    academy.db.close().await?;
    Ok(())
}
