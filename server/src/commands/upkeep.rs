//! `rebuild`, `verify` and `openapi`: looking after what is stored, and telling what is served.

use std::{
    io::{ErrorKind, Write},
    process::ExitCode,
};

use super::opening;
use crate::{
    app,
    platform::{Language, checks, routes::document},
    records::{self, Projectors},
    settings::Settings,
};

/// Where commands stand that answer no request.
const NOWHERE: &str = "http://localhost";

pub async fn rebuild(settings: &Settings) -> anyhow::Result<ExitCode> {
    let academy = opening::open_migrated(settings, NOWHERE).await?;
    let rebuilt = records::rebuild(&academy.db, &Projectors(app::projectors())).await?;
    println!("{}", serde_json::json!({ "records": rebuilt.records }));
    academy.db.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Exit code 1 when something does not hold.
pub async fn verify(settings: &Settings, json: bool) -> anyhow::Result<ExitCode> {
    let academy = opening::open_migrated(settings, NOWHERE).await?;
    let read = academy.db.read();
    let mut findings = checks::find(read, &app::checks()).await?;
    let unreadable = records::broken_records(read).await?.len();
    findings.push(checks::Finding { check: "record-reads-back", broken: i64::try_from(unreadable)? });
    if json {
        println!("{}", serde_json::to_string(&findings)?);
    } else {
        for finding in &findings {
            let texts = academy.engine.texts();
            let sentence = texts.with(Language::En, &format!("check-{}", finding.check), &[]);
            let verdict = if finding.broken == 0 { "ok" } else { "BROKEN" };
            println!("{verdict:6} {:>6}  {sentence}", finding.broken);
        }
    }
    academy.db.close().await?;
    Ok(if findings.iter().all(|finding| finding.broken == 0) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub fn openapi() -> anyhow::Result<ExitCode> {
    let texts = crate::platform::assets::read_texts()?;
    let document = document(&app::routes().0, &texts).to_pretty_json()?;
    match writeln!(std::io::stdout(), "{document}") {
        // Whoever reads has seen enough, as `head` has.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => Ok(written.map(|()| ExitCode::SUCCESS)?),
    }
}
