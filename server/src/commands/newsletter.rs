//! `newsletter bounces`: what came back to the sender's mailbox, noted from a file.

use std::{path::Path, process::ExitCode};

use anyhow::Context;

use super::opening;
use crate::{
    newsletter::{self, EditNewsletter},
    platform::{Argument, Language, Permit},
    settings::Settings,
};

/// Where commands stand that answer no request.
const NOWHERE: &str = "http://localhost";

pub async fn bounces(settings: &Settings, file: &Path) -> anyhow::Result<ExitCode> {
    let report = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let addresses = newsletter::model::bounced_addresses(&String::from_utf8_lossy(&report));
    let academy = opening::open_migrated(settings, NOWHERE).await?;
    let mut work = academy.db.begin().await?;
    let permit = Permit::<EditNewsletter>::by_operator(());
    let marked = newsletter::commands::record_bounces(&mut work, &permit, &addresses).await?;
    work.commit().await?;
    let count = Argument::from(u32::try_from(marked).unwrap_or(u32::MAX));
    let texts = academy.engine.texts();
    println!("{}", texts.with(Language::default(), "newsletter-bounces-noted", &[("count", count)]));
    academy.db.close().await?;
    Ok(ExitCode::SUCCESS)
}
