//! Brings a store to the schema of this version.

use migrations::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbErr};
use sea_orm_migration::MigratorTrait;

use super::StoreAddress;

/// The number under which servers that start together wait for each other ("academy" in the first eight bytes).
const MIGRATION_LOCK: i64 = 0x6163_6164_656d_7900;

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
    let connection = Database::connect(options).await?;
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
