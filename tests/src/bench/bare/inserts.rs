//! Bare durable inserts: one row for each request. On SQLite those that wait together share one transaction; PostgreSQL
//! groups commits itself.

use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::{HttpResponse, web};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait, Value};
use serde::Deserialize;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

const AT_ONCE: usize = 64;

pub enum Inserts {
    /// To the one writer.
    Sqlite(mpsc::Sender<Insert>),
    Postgres(DatabaseConnection),
}

pub struct Insert {
    text: String,
    done: oneshot::Sender<()>,
}

#[derive(Deserialize)]
pub struct Answer {
    text: String,
}

impl Inserts {
    pub async fn start(database: DatabaseConnection) -> Self {
        if database.get_database_backend() == DbBackend::Postgres {
            return Self::Postgres(database);
        }
        let table = "CREATE TABLE IF NOT EXISTS bare_answer (id uuid PRIMARY KEY, text text NOT NULL)";
        database.execute_unprepared(table).await.expect("the table is there");
        let (sender, receiver) = mpsc::channel(1024);
        tokio::spawn(write(database, receiver));
        Self::Sqlite(sender)
    }
}

async fn write(database: DatabaseConnection, mut waiting: mpsc::Receiver<Insert>) {
    let mut group = Vec::with_capacity(AT_ONCE);
    while waiting.recv_many(&mut group, AT_ONCE).await > 0 {
        let transaction = database.begin().await.expect("a transaction");
        for insert in &group {
            add(&transaction, &insert.text).await;
        }
        transaction.commit().await.expect("the rows are on disk");
        for insert in group.drain(..) {
            // Whoever hung up has nobody to tell.
            let _ = insert.done.send(());
        }
    }
}

async fn add(database: &impl ConnectionTrait, text: &str) {
    let values: [Value; 2] = [next_id().into(), text.into()];
    let sql = "INSERT INTO bare_answer (id, text) VALUES ($1, $2)";
    let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
    database.execute_raw(statement).await.expect("the row is written");
}

pub async fn insert(inserts: web::Data<Inserts>, answer: web::Form<Answer>) -> HttpResponse {
    let text = answer.into_inner().text;
    match &**inserts {
        Inserts::Sqlite(writer) => {
            let (done, written) = oneshot::channel();
            assert!(writer.send(Insert { text, done }).await.is_ok(), "the writer runs");
            written.await.expect("the row is on disk");
        }
        Inserts::Postgres(database) => {
            let transaction = database.begin().await.expect("a transaction");
            add(&transaction, &text).await;
            transaction.commit().await.expect("the row is on disk");
        }
    }
    HttpResponse::Ok().finish()
}

/// Ids that grow, as those of a table that is only appended to.
fn next_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = u128::from(NEXT.fetch_add(1, Ordering::Relaxed));
    Uuid::from_u128(u128::from(std::process::id()) << 64 | number)
}
