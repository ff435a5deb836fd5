//! Everything that the store says, so that a test can look for what must not be there.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::testing::TestAcademy;

/// Each row of each table, as text and hexadecimal digits in small letters, with the table's name before it.
pub async fn rows(academy: &TestAcademy) -> Vec<String> {
    let read = academy.db().read();
    let backend = read.get_database_backend();
    let ask = async |sql: String| -> Vec<String> {
        let rows = read.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index::<Option<String>>(0).unwrap().unwrap_or_default())
            .collect()
    };
    let tables = match backend {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        _ => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
    };
    let mut found = Vec::new();
    for table in ask(tables.to_owned()).await {
        let sql = match backend {
            DbBackend::Sqlite => {
                let columns = ask(format!("SELECT name FROM pragma_table_info('{table}')")).await;
                let columns: Vec<String> =
                    columns.iter().map(|column| format!("COALESCE(hex(\"{column}\"), '')")).collect();
                format!("SELECT {} FROM \"{table}\"", columns.join(" || ' ' || "))
            }
            _ => format!("SELECT t::text FROM \"{table}\" t"),
        };
        found.extend(ask(sql).await.into_iter().map(|row| format!("{table}: {}", row.to_lowercase())));
    }
    found
}

/// The rows in which a mark stands, as it is spelled or as bytes.
pub fn with(rows: &[String], mark: &str) -> Vec<String> {
    let spelled = mark.to_lowercase();
    let bytes = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let forms = [spelled.clone(), bytes(mark), bytes(&spelled), bytes(&mark.to_uppercase())];
    rows.iter().filter(|row| forms.iter().any(|form| row.contains(form.as_str()))).cloned().collect()
}

/// The files below the academy's folder in which a mark stands.
pub fn files_with(academy: &TestAcademy, mark: &str) -> Vec<String> {
    let mut folders = vec![academy.folder().to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read(&path).unwrap().windows(mark.len()).any(|part| part == mark.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}
