//! Rows in bulk: as many in one statement as both databases take.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{Alias, Query, SimpleExpr};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};
use uuid::{Builder, Uuid};

/// SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
const VALUES_AT_ONCE: usize = 30_000;

/// Rows that wait in memory, of the table with the most.
pub const ROWS_AT_ONCE: usize = 20_000;

/// A table that is being filled.
pub struct Rows<'t> {
    transaction: &'t DatabaseTransaction,
    table: &'static str,
    columns: Vec<Alias>,
    waiting: Vec<Vec<Value>>,
}

impl<'t> Rows<'t> {
    pub fn of(transaction: &'t DatabaseTransaction, table: &'static str, columns: &str) -> Self {
        let columns = columns.split(' ').map(Alias::new).collect();
        Self { transaction, table, columns, waiting: Vec::new() }
    }

    pub fn add<const COUNT: usize>(&mut self, row: [Value; COUNT]) {
        assert_eq!(COUNT, self.columns.len(), "a row of {}", self.table);
        self.waiting.push(row.into());
    }

    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    pub async fn write(&mut self) {
        let at_once = VALUES_AT_ONCE / self.columns.len();
        while !self.waiting.is_empty() {
            let rest = self.waiting.split_off(self.waiting.len().min(at_once));
            let rows = std::mem::replace(&mut self.waiting, rest);
            let mut insert = Query::insert();
            insert.into_table(Alias::new(self.table)).columns(self.columns.clone());
            for row in rows {
                insert.values_panic(row.into_iter().map(SimpleExpr::from));
            }
            let written = self.transaction.execute(&insert).await;
            written.unwrap_or_else(|error| panic!("{}: {error}", self.table));
        }
    }
}

/// Ids that sort by time, as the server makes them, but the same at each seeding.
pub struct Ids(u64);

impl Ids {
    pub fn of_table(number: u64) -> Self {
        Self(number << 40)
    }

    pub fn next(&mut self, at: DateTime<Utc>) -> Uuid {
        self.0 += 1;
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let mut tail = [0_u8; 10];
        // Multiplied by an odd number, so that no two are equal and they lie far apart, as random ones do.
        tail[2..].copy_from_slice(&self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}

/// So many minutes before `end`, later for higher numbers.
pub fn minutes_before(end: DateTime<Utc>, minutes: usize) -> DateTime<Utc> {
    end - TimeDelta::minutes(i64::try_from(minutes).unwrap_or(0))
}
