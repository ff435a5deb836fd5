//! `academy admin create`: the link with which the first administrator of a new Academy joins.

use std::process::ExitCode;

use anyhow::Context;

use super::opening;
use crate::{
    organisations::commands::make_first_administrator,
    people::{EmailAddress, PersonName},
    platform::{Language, assets::read_texts},
    settings::Settings,
};

pub async fn create(settings: &Settings, email: &str, name: &str) -> anyhow::Result<ExitCode> {
    let texts = read_texts()?;
    let sentence = |key: &'static str| anyhow::anyhow!("{}", texts.plain(Language::En, key));
    let name = PersonName::parse(name).map_err(sentence)?;
    let address = EmailAddress::parse(email).map_err(sentence)?;
    let url = settings.url.clone().unwrap_or_else(|| format!("http://{}", settings.listen));
    let academy = opening::open_migrating(settings, &url).await?;
    let mut work = academy.db.begin().await?;
    let token =
        make_first_administrator(&mut work, &name, &address).await.context("no administrator was made")?;
    work.commit().await?;
    opening::tell_default_address(settings);
    println!("{}", academy.site.link(&format!("/invitations/{token}")));
    academy.db.close().await?;
    Ok(ExitCode::SUCCESS)
}
