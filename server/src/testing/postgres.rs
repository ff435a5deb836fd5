//! A PostgreSQL database of its own for each test, on the server that `tests/run` starts.

use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectionTrait, Database};

use crate::{app::Academy, platform::db::StoreAddress};

/// Names the server: `postgres://academy@127.0.0.1:PORT`, without a database.
const SERVER: &str = "ACADEMY_TEST_POSTGRES";

/// A migrated, empty database; `None` where no server is named.
pub async fn database() -> Option<StoreAddress> {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let server = std::env::var(SERVER).ok()?;
    let name = format!("in_process_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::SeqCst));
    let connection = Database::connect(format!("{server}/postgres")).await.unwrap();
    // The numbers of processes come again: an earlier one of this number has ended.
    connection.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
    connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    connection.close().await.unwrap();
    let address = StoreAddress::Postgres(format!("{server}/{name}"));
    Academy::migrate(&address).await.unwrap();
    Some(address)
}
