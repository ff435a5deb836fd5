//! The whole database as one file, taken while others write, and a new database made from such a file.

use std::{path::Path, process::Stdio};

use anyhow::{Context, bail};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use tokio::process::Command;
use url::Url;

use super::StoreAddress;

impl StoreAddress {
    /// The name of the engine, as backups write it down.
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }
}

/// Writes the database as it is at this moment into `target`, which must not exist.
pub async fn take(address: &StoreAddress, target: &Path) -> anyhow::Result<()> {
    match address {
        StoreAddress::Sqlite(file) => {
            if !file.exists() {
                bail!("there is no database at {}", file.display());
            }
            let connection = connect(format!("sqlite://{}?mode=rw", file.display())).await?;
            let statement = Statement::from_sql_and_values(
                connection.get_database_backend(),
                "VACUUM INTO ?",
                [text(target)?.into()],
            );
            connection.execute_raw(statement).await.context("SQLite did not write the copy")?;
            connection.close().await?;
            Ok(())
        }
        StoreAddress::Postgres(url) => {
            let mut command = program("pg_dump", url)?;
            command.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(target);
            run(command, "pg_dump").await
        }
    }
}

/// Whether nothing is there yet.
pub async fn is_empty(address: &StoreAddress) -> anyhow::Result<bool> {
    match address {
        StoreAddress::Sqlite(file) => Ok(!file.exists()),
        StoreAddress::Postgres(url) => {
            let connection = connect(url.clone()).await?;
            let sql = "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() LIMIT 1";
            let found = connection
                .query_one_raw(Statement::from_string(connection.get_database_backend(), sql))
                .await?;
            connection.close().await?;
            Ok(found.is_none())
        }
    }
}

/// Fills an empty database from what [`take`] wrote.
pub async fn bring_back(address: &StoreAddress, source: &Path) -> anyhow::Result<()> {
    match address {
        StoreAddress::Sqlite(file) => {
            let connection = connect(format!("sqlite://{}?mode=ro", source.display())).await?;
            let check = Statement::from_string(connection.get_database_backend(), "PRAGMA integrity_check");
            let answer = connection
                .query_one_raw(check)
                .await?
                .map(|row| row.try_get_by_index::<String>(0))
                .transpose()?;
            connection.close().await?;
            if answer.as_deref() != Some("ok") {
                bail!("the database in the backup is damaged: {}", answer.unwrap_or_default());
            }
            // On the same disk, so that it is there whole or not at all.
            std::fs::rename(source, file)
                .with_context(|| format!("{} cannot be put in place", file.display()))
        }
        StoreAddress::Postgres(url) => {
            let mut command = program("pg_restore", url)?;
            command.args(["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]);
            command.arg("--dbname").arg(database_name(url)?).arg(source);
            run(command, "pg_restore").await
        }
    }
}

async fn connect(url: String) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}

/// One of PostgreSQL's own programs. It learns the address from its environment, where no list of processes shows the
/// password (PostgreSQL documentation, 34.15).
fn program(name: &str, url: &str) -> anyhow::Result<Command> {
    let parsed = Url::parse(url).context("the address of the database cannot be read")?;
    let plain = |text: &str| percent_decoded(text);
    let mut command = Command::new(name);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command.env("PGDATABASE", database_name(url)?);
    if let Some(host) = parsed.host_str() {
        command.env("PGHOST", host.trim_matches(['[', ']']));
    }
    if let Some(port) = parsed.port() {
        command.env("PGPORT", port.to_string());
    }
    if !parsed.username().is_empty() {
        command.env("PGUSER", plain(parsed.username()));
    }
    if let Some(password) = parsed.password() {
        command.env("PGPASSWORD", plain(password));
    }
    for (name, value) in parsed.query_pairs() {
        match &*name {
            "sslmode" => command.env("PGSSLMODE", &*value),
            "sslrootcert" => command.env("PGSSLROOTCERT", &*value),
            "host" => command.env("PGHOST", &*value),
            _ => &mut command,
        };
    }
    Ok(command)
}

async fn run(mut command: Command, name: &str) -> anyhow::Result<()> {
    let output = match command.output().await {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("{name} is not installed here; it comes with the client programs of PostgreSQL");
        }
        Err(error) => return Err(error).with_context(|| format!("{name} could not be started")),
    };
    if !output.status.success() {
        bail!("{name} failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}

fn database_name(url: &str) -> anyhow::Result<String> {
    let parsed = Url::parse(url).context("the address of the database cannot be read")?;
    let name = percent_decoded(parsed.path().trim_start_matches('/'));
    if name.is_empty() {
        bail!("the address of the database names no database");
    }
    Ok(name)
}

/// What an address writes as `%40` is `@`; a plus sign is itself.
fn percent_decoded(text: &str) -> String {
    let guarded = text.replace('+', "%2B");
    url::form_urlencoded::parse(guarded.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}

fn text(path: &Path) -> anyhow::Result<&str> {
    path.to_str().with_context(|| format!("{} is no name that SQLite takes", path.display()))
}
