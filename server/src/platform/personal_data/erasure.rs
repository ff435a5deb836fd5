//! What erasure leaves of the rows that speak of a person.

use sea_orm::{ConnectionTrait, Statement};

use super::{DataSubject, PersonalRows};
use crate::platform::{Outcome, UnitOfWork};

#[derive(Clone, Copy, Debug)]
pub enum Erasure {
    Delete,
    /// The rows stay, because they are counted; each of these columns becomes what the SQL beside it gives.
    /// `{unlike_any}` stands for a text that no other row has, `{now}` for the time.
    Overwrite(&'static [(&'static str, &'static str)]),
    /// Nothing in them but opaque ids, times, and words from lists.
    Keep,
}

/// Takes somebody out of every table, in the order of the list.
pub async fn erase(work: &UnitOfWork, tables: &[PersonalRows], subject: &DataSubject) -> Outcome<()> {
    for table in tables {
        let Some(sql) = statement(table) else { continue };
        let (sql, values) = subject.bind(&sql, work.now());
        work.execute_raw(Statement::from_sql_and_values(work.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

fn statement(table: &PersonalRows) -> Option<String> {
    let (name, whose) = (table.table, table.whose);
    match table.erasure {
        Erasure::Keep => None,
        Erasure::Delete => Some(format!("DELETE FROM {name} WHERE {whose}")),
        Erasure::Overwrite(columns) => {
            let set: Vec<String> =
                columns.iter().map(|(column, value)| format!("{column} = {value}")).collect();
            Some(format!("UPDATE {name} SET {} WHERE {whose}", set.join(", ")))
        }
    }
}
