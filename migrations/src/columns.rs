//! The few kinds of columns that the schema is made of, so that both databases get the same ones.

use sea_orm_migration::prelude::*;

pub fn id() -> ColumnDef {
    required("id").uuid().primary_key().to_owned()
}

/// A required reference; the foreign key is added with [`references`].
pub fn link(name: &'static str) -> ColumnDef {
    required(name).uuid().to_owned()
}

pub fn text(name: &'static str) -> ColumnDef {
    required(name).text().to_owned()
}

pub fn bytes(name: &'static str) -> ColumnDef {
    required(name).binary().to_owned()
}

/// UTC, in microseconds.
pub fn time(name: &'static str) -> ColumnDef {
    required(name).timestamp_with_time_zone().to_owned()
}

pub fn date(name: &'static str) -> ColumnDef {
    required(name).date().to_owned()
}

pub fn number(name: &'static str) -> ColumnDef {
    required(name).integer().to_owned()
}

pub fn truth(name: &'static str) -> ColumnDef {
    required(name).boolean().to_owned()
}

/// The same column, allowed to be empty.
pub fn optional(mut column: ColumnDef) -> ColumnDef {
    column.null().to_owned()
}

fn required(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).not_null().to_owned()
}

/// A table of these columns.
pub fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    table
}

/// `column` refers to `id` of `other`.
pub fn references(table: &mut TableCreateStatement, column: &'static str, other: &'static str) {
    let own = table.get_table_name().cloned();
    let mut key = ForeignKey::create();
    if let Some(own) = own {
        key.from_tbl(own);
    }
    key.from_col(column).to(other, "id");
    table.foreign_key(&mut key);
}

pub fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

pub fn unique(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(name, table, columns).unique().to_owned()
}

/// Makes the tables, then the indexes.
pub async fn make(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Rows of this table are added and never changed or deleted: the database itself refuses.
pub async fn keep_for_ever(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let refusal = format!("rows of {table} never change");
    if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION {table}_never_changes() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
        );
        connection.execute_unprepared(&function).await?;
        let trigger = format!(
            "CREATE TRIGGER {table}_never_changes BEFORE UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION {table}_never_changes()"
        );
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    for change in ["UPDATE", "DELETE"] {
        let name = change.to_ascii_lowercase();
        let trigger = format!(
            "CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} \
             BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        );
        connection.execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// A migration that only goes up: going back is restoring a backup.
#[macro_export]
macro_rules! migration {
    ($up:expr) => {
        pub struct Migration;

        impl MigrationName for Migration {
            fn name(&self) -> &str {
                module_path!().rsplit("::").next().unwrap_or_default()
            }
        }

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }

            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                $up(manager).await
            }
        }
    };
}
