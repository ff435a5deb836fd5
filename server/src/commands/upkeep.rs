//! `rebuild`, `verify` and `openapi`: looking after what is stored, and telling what is served.

use std::{
    io::{ErrorKind, Write},
    process::ExitCode,
};

use super::{files, opening};
use crate::{
    app::{self, Academy},
    catalogue,
    platform::{
        Language,
        audit::chain,
        checks::{self, Finding},
        language::{Argument, Texts},
        routes::document,
    },
    records::{self, Projectors},
    reports,
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
    findings.push(catalogue::listed_otherwise(read).await?);
    findings.push(reports::recounted(read).await?);
    findings.push(Finding::named("files-are-there", files::missing(read, &academy.storage).await?));
    let unreadable = records::broken_records(read).await?.len();
    findings.push(Finding::of("record-reads-back", i64::try_from(unreadable)?));
    findings.push(audit_chain(&academy).await?);
    if json {
        println!("{}", serde_json::to_string(&findings)?);
    } else {
        for finding in &findings {
            let texts = academy.engine.texts();
            let sentence = texts.with(Language::En, &format!("check-{}", finding.check), &[]);
            let verdict = if finding.broken == 0 { "ok" } else { "BROKEN" };
            println!("{verdict:6} {:>6}  {sentence}", finding.broken);
            for entry in &finding.entries {
                println!("{:15}{}", "", in_words(texts, entry));
            }
            for name in &finding.named {
                println!("{:15}{name}", "");
            }
        }
    }
    academy.db.close().await?;
    Ok(if findings.iter().all(|finding| finding.broken == 0) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Before a backup: what was audited until now is chained, so that nothing of it can be missing from the copy unnoticed.
/// What cannot be opened (of another version, or without its secret) is copied as it stands.
pub async fn link_audit(settings: &Settings) -> anyhow::Result<()> {
    let Some(academy) = opening::open_if_whole(settings, NOWHERE).await? else {
        tracing::warn!(
            "the audit is backed up as it stands: this database or its secret is not this version's"
        );
        return Ok(());
    };
    chain::link(&academy.db, &academy.storage, chain::Since::LastLinks).await?;
    Ok(academy.db.close().await?)
}

/// Links first what came since the server last did, so that what is looked at is everything.
async fn audit_chain(academy: &Academy) -> anyhow::Result<Finding> {
    chain::link(&academy.db, &academy.storage, chain::Since::TheBeginning).await?;
    let entries = chain::broken(&academy.db, &academy.storage).await?;
    let broken = entries.iter().map(chain::Broken::count).sum();
    Ok(Finding { entries, ..Finding::of("audit-chain", broken) })
}

fn in_words(texts: &Texts, broken: &chain::Broken) -> String {
    let id = broken.entry.map(|entry| entry.to_string()).unwrap_or_default();
    let number = |number: i32| Argument::Number(number.into());
    let arguments =
        [("first", number(broken.first)), ("last", number(broken.last)), ("entry", Argument::from(id))];
    texts.with(Language::En, &format!("audit-broken-{}", broken.what.word()), &arguments)
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
