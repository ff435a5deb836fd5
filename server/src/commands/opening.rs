//! From settings to an open Academy.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, bail};

use crate::{
    app::{Academy, Parts},
    interop::Reach,
    platform::{
        Clock, Ids, Site, Storage,
        db::StoreAddress,
        health,
        limits::Proxies,
        mail::Mailer,
        secrets::{self, Secret},
    },
    settings::Settings,
};

pub const SECRET: &str = "secret";

/// Opens the Academy that the settings name; `url` is where it is reached.
pub async fn open(settings: &Settings, url: &str) -> anyhow::Result<Academy> {
    Academy::open(parts(settings, url)?).await
}

/// The same on a store that may be new or of an earlier version.
pub async fn open_migrating(settings: &Settings, url: &str) -> anyhow::Result<Academy> {
    Academy::open_migrating(parts(settings, url)?).await
}

fn parts(settings: &Settings, url: &str) -> anyhow::Result<Parts> {
    let site = Site::parse(url).map_err(anyhow::Error::msg)?.with_contact(&settings.contact);
    // Makes the data folder, in which the secret lies.
    let store = store(settings)?;
    let secret = secret(settings)?;
    let storage = storage(settings)?;
    let mailer = mailer(settings)?;
    let proxies = Proxies::parse(&settings.trusted_proxies).map_err(anyhow::Error::msg);
    let proxies = proxies.context("ACADEMY_TRUSTED_PROXIES cannot be read")?;
    let (clock, ids) = (Clock::default(), Ids::default());
    Ok(Parts {
        store,
        storage,
        mailer,
        newsletter_rate: settings.newsletter_rate,
        webhooks: reach(settings.webhooks_private),
        site,
        proxies,
        secret,
        clock,
        ids,
    })
}

/// The same for commands that look after what is stored: there must be something.
pub async fn open_migrated(settings: &Settings, url: &str) -> anyhow::Result<Academy> {
    is_there(&store(settings)?)?;
    let academy = open(settings, url).await?;
    if let Err(problem) = health::is_schema_current(academy.db.read()).await {
        tracing::debug!(%problem, "the schema is not current");
        academy.db.close().await?;
        bail!("the database does not have this version's schema; run academy migrate first");
    }
    Ok(academy)
}

/// Opening a file that is not there would make it.
pub fn is_there(store: &StoreAddress) -> anyhow::Result<()> {
    match store {
        StoreAddress::Sqlite(file) if !file.exists() => {
            bail!("{} is not there: this data folder holds no Academy yet", file.display())
        }
        StoreAddress::Sqlite(_) | StoreAddress::Postgres(_) => Ok(()),
    }
}

/// The Academy that is stored, where it is of this version and its secret is at hand; nothing is made.
pub async fn open_if_whole(settings: &Settings, url: &str) -> anyhow::Result<Option<Academy>> {
    let has_own_secret = settings.database_url.is_none() && settings.data_folder().join(SECRET).exists();
    if settings.secret.is_none() && !has_own_secret {
        return Ok(None);
    }
    is_there(&store(settings)?)?;
    let academy = open(settings, url).await?;
    if health::is_schema_current(academy.db.read()).await.is_ok() {
        return Ok(Some(academy));
    }
    academy.db.close().await?;
    Ok(None)
}

/// Where webhooks may go.
pub fn reach(private: bool) -> Reach {
    if private { Reach::Private } else { Reach::Public }
}

pub fn store(settings: &Settings) -> anyhow::Result<StoreAddress> {
    let data = settings.data_folder();
    folder_of_its_owner(&data)
        .with_context(|| format!("the data folder {} cannot be made", data.display()))?;
    Ok(StoreAddress::choose(settings.database_url.as_deref(), &data))
}

/// Makes a folder that nobody else on the machine can look into: it will hold everybody's data.
fn folder_of_its_owner(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

pub fn storage(settings: &Settings) -> anyhow::Result<Storage> {
    Storage::open(settings.storage_url.as_deref(), &settings.data_folder())
}

/// Without one, mails wait in the outbox.
pub fn mailer(settings: &Settings) -> anyhow::Result<Option<Mailer>> {
    settings.smtp_url.as_deref().map(|url| Mailer::new(url, &settings.mail_from)).transpose()
}

pub async fn migrate(settings: &Settings) -> anyhow::Result<ExitCode> {
    let applied = Academy::migrate(&store(settings)?).await?;
    println!("{applied}");
    Ok(ExitCode::SUCCESS)
}

fn secret(settings: &Settings) -> anyhow::Result<Secret> {
    if let Some(text) = &settings.secret {
        return Secret::parse(text).context("ACADEMY_SECRET needs at least 32 characters");
    }
    if settings.database_url.is_some() {
        bail!("set ACADEMY_SECRET: servers that share a database must share it");
    }
    secret_in(&settings.data_folder())
}

/// The secret in the data folder; made at the first start, readable by its owner alone.
pub fn secret_in(data: &Path) -> anyhow::Result<Secret> {
    use std::os::unix::fs::OpenOptionsExt;
    let file = data.join(SECRET);
    if !file.exists() {
        let mut options = std::fs::OpenOptions::new();
        let made = options.write(true).create_new(true).mode(0o600).open(&file);
        let mut made = made.with_context(|| format!("{} cannot be made", file.display()))?;
        std::io::Write::write_all(&mut made, secrets::random_token().as_bytes())?;
    }
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Secret::parse(&text).with_context(|| format!("{} needs at least 32 characters", file.display()))
}

/// Mails that a command writes carry links: whoever did not say where they lead is told.
pub fn tell_default_address(settings: &Settings) {
    if settings.url.is_none() {
        eprintln!(
            "academy: links begin with http://{}; where people reach the Academy, --url or ACADEMY_URL says",
            settings.listen
        );
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::settings::CommandLine;

    #[actix_web::test]
    async fn the_first_start_makes_the_folder_with_its_secret_and_its_store() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("new");
        let path = data.to_str().unwrap();
        let settings = CommandLine::parse_from(["academy", "--data", path, "serve"]).settings;
        let academy = open_migrating(&settings, "http://localhost").await.unwrap();
        academy.db.close().await.unwrap();
        assert!(data.join(SECRET).exists() && data.join("academy.db").exists());
    }
}
