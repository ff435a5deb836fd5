//! Brings a store to the schema of this version.

use std::time::Duration;

use migrations::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbErr, RuntimeErr};
use sea_orm_migration::MigratorTrait;
use url::Url;

use super::StoreAddress;

/// The number under which servers that start together wait for each other ("academy" in the first eight bytes).
const MIGRATION_LOCK: i64 = 0x6163_6164_656d_7900;

/// A database that starts beside us is waited for so long.
const ANSWERS_WITHIN: Duration = Duration::from_secs(15);

/// Applies what is missing and says how many migrations that were.
///
/// On a connection of its own: on a pool, SQLite's statements of one migration could land on several connections.
pub async fn migrate(address: &StoreAddress) -> Result<usize, DbErr> {
    let url = match address {
        StoreAddress::Sqlite(file) => format!("sqlite://{}?mode=rwc", file.display()),
        StoreAddress::Postgres(url) => url.clone(),
    };
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|options| {
        options.journal_mode(sqlx::sqlite::SqliteJournalMode::Wal).foreign_keys(true)
    });
    options.connect_timeout(ANSWERS_WITHIN).acquire_timeout(ANSWERS_WITHIN);
    let connection = Database::connect(options).await.map_err(|error| out_of_reach(address, &error))?;
    let shared = matches!(address, StoreAddress::Postgres(_));
    if shared {
        connection.execute_unprepared(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})")).await?;
    }
    let pending = Migrator::get_pending_migrations(&connection).await?.len();
    let applied = if pending > 0 { Migrator::up(&connection, None).await } else { Ok(()) };
    if shared {
        connection.execute_unprepared(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})")).await?;
    }
    connection.close().await?;
    applied.map(|()| pending)
}

/// The same error, with what was to be opened and which setting named it; a password is not among it.
fn out_of_reach(address: &StoreAddress, error: &DbErr) -> DbErr {
    let what = match address {
        StoreAddress::Sqlite(file) => format!("{} cannot be opened as a SQLite database", file.display()),
        StoreAddress::Postgres(url) => {
            let place = Url::parse(url).ok().and_then(|url| {
                Some(format!("{}:{}{}", url.host_str()?, url.port().unwrap_or(5432), url.path()))
            });
            let place = place.unwrap_or_default();
            format!("the PostgreSQL that ACADEMY_DATABASE_URL names ({place}) cannot be reached")
        }
    };
    let cause = match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause)) => cause.to_string(),
        other => other.to_string(),
    };
    DbErr::Conn(RuntimeErr::Internal(format!("{what}: {cause}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_store_that_cannot_be_opened_is_named_without_its_password() {
        let url = "postgres://academy:most-secret@127.0.0.1:9/academy".to_owned();
        let away = RuntimeErr::SqlxError(sqlx::Error::PoolTimedOut.into());
        let said = out_of_reach(&StoreAddress::Postgres(url), &DbErr::Conn(away)).to_string();
        assert!(said.contains("ACADEMY_DATABASE_URL") && said.contains("127.0.0.1:9/academy"), "{said}");
        assert!(!said.contains("most-secret"), "{said}");

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("academy.db");
        std::fs::write(&file, "no database, but long enough to be looked at as one".repeat(40)).unwrap();
        let said = migrate(&StoreAddress::Sqlite(file.clone())).await.unwrap_err().to_string();
        assert!(said.contains(&file.display().to_string()), "{said}");
        assert_eq!(said.matches("not a database").count(), 1, "{said}");
    }
}
