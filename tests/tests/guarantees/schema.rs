//! One schema on two databases: what SQLite and PostgreSQL say of themselves after the migrations reads the same.

use std::collections::BTreeMap;

use sqlx::{Connection, Row, SqliteConnection};
use tests::postgres::Server;
use tests::store::{Place, Store};

/// Kept by the library that applies the migrations; not ours.
const NOT_OURS: [&str; 2] = ["seaql_migrations", "sqlite_sequence"];

/// The lines under each table, in an order that does not depend on the database.
type Schema = BTreeMap<String, Vec<String>>;

#[tokio::test]
async fn both_databases_have_the_same_schema() {
    let sqlite = of_sqlite(&Place::migrated(Store::Sqlite)).await;
    let postgres = of_postgres(&Place::migrated(Store::Postgres));
    for part in ["primary key (id)", "column response: text required", "unique index", "refers to attempt.id"]
    {
        assert!(sqlite["answer"].iter().any(|line| line.contains(part)), "{part} was not read: {sqlite:?}");
    }
    assert!(sqlite["record"].iter().any(|line| line == "guarded before update"), "{:?}", sqlite["record"]);
    let differences = differences(&sqlite, &postgres);
    assert!(differences.is_empty(), "the databases differ:\n{}", differences.join("\n"));
    insta::assert_snapshot!(picture(&sqlite));
}

#[test]
fn a_difference_is_named_with_its_table_and_its_database() {
    let schema = |lines: &[&str]| {
        Schema::from([("answer".to_owned(), lines.iter().map(|&line| line.to_owned()).collect())])
    };
    let found = differences(&schema(&["id id required", "at time"]), &schema(&["id id required", "at date"]));
    assert_eq!(found, ["only SQLite:     answer: at time", "only PostgreSQL: answer: at date"]);
    assert_eq!(differences(&schema(&[]), &Schema::new()), ["only SQLite:     answer: the table"]);
}

fn picture(schema: &Schema) -> String {
    let tables: Vec<String> =
        schema.iter().map(|(table, lines)| format!("{table}\n  {}", lines.join("\n  "))).collect();
    tables.join("\n\n")
}

fn differences(sqlite: &Schema, postgres: &Schema) -> Vec<String> {
    let flat = |schema: &Schema| -> Vec<String> {
        let with_name = |table: &String, line: &str| format!("{table}: {line}");
        let lines = schema.iter().flat_map(|(table, lines)| {
            lines.iter().map(String::as_str).chain(["the table"]).map(move |line| with_name(table, line))
        });
        lines.collect()
    };
    let (sqlite, postgres) = (flat(sqlite), flat(postgres));
    let only = |here: &[String], there: &[String], word: &str| -> Vec<String> {
        here.iter().filter(|line| !there.contains(line)).map(|line| format!("{word} {line}")).collect()
    };
    [only(&sqlite, &postgres, "only SQLite:    "), only(&postgres, &sqlite, "only PostgreSQL:")].concat()
}

/// A column's kind in one word, whatever the database calls it.
fn kind(type_name: &str) -> String {
    let word = match type_name {
        "uuid_text" | "uuid" => "id",
        "text" | "varchar" | "character varying" => "text",
        "blob" | "blob(1)" | "bytea" => "bytes",
        "timestamp_with_timezone_text" | "timestamp with time zone" => "time",
        "date_text" | "date" => "date",
        // A number of SQLite has 64 bits wherever it stands; PostgreSQL must be asked for them.
        "integer" => "number",
        "bigint" => "large number",
        "boolean" => "truth",
        other => other,
    };
    word.to_owned()
}

fn column(name: &str, type_name: &str, required: bool, default: Option<&str>) -> String {
    let required = if required { "required" } else { "optional" };
    let default = default.map(|value| format!(" default {}", value.to_lowercase())).unwrap_or_default();
    format!("column {name}: {} {required}{default}", kind(&type_name.to_lowercase()))
}

fn index(name: &str, unique: bool, columns: &str, condition: Option<&str>) -> String {
    let word = if unique { "unique index" } else { "index" };
    // The databases put their own brackets and quotes round the same condition.
    let bare = |text: &str| text.replace(['(', ')', '"'], "").to_lowercase();
    let condition = condition.map(|text| format!(" where {}", bare(text))).unwrap_or_default();
    format!("{word} {name} ({columns}){condition}")
}

async fn of_sqlite(place: &Place) -> Schema {
    let address = format!("sqlite://{}", place.data().join("academy.db").display());
    let mut database = SqliteConnection::connect(&address).await.expect("the database opens");
    let tables = rows(&mut database, "SELECT name, sql FROM sqlite_master WHERE type = 'table'").await;
    let mut schema = Schema::new();
    for table in tables.iter().filter(|table| !NOT_OURS.contains(&table[0].as_str())) {
        let mut lines = sqlite_columns(&mut database, &table[0], table[1].contains("AUTOINCREMENT")).await;
        lines.extend(sqlite_indexes(&mut database, &table[0]).await);
        let keys = format!(
            "SELECT \"from\", \"table\", coalesce(\"to\", 'id'), on_delete, on_update \
             FROM pragma_foreign_key_list('{}')",
            table[0]
        );
        lines.extend(rows(&mut database, &keys).await.iter().map(|key| foreign_key(key)));
        let guards =
            format!("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{}'", table[0]);
        lines.extend(rows(&mut database, &guards).await.iter().map(|guard| sqlite_guard(&guard[0])));
        lines.sort();
        schema.insert(table[0].clone(), lines);
    }
    schema
}

fn sqlite_guard(sql: &str) -> String {
    let words: Vec<String> = sql.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let before = words.iter().position(|word| word == "before").expect("a guard acts before the change");
    format!("guarded before {}", words[before + 1])
}

async fn sqlite_columns(database: &mut SqliteConnection, table: &str, counted: bool) -> Vec<String> {
    let about = format!(
        "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{table}') ORDER BY pk"
    );
    let found = rows(database, &about).await;
    let key: Vec<&str> = found.iter().filter(|row| row[4] != "0").map(|row| row[0].as_str()).collect();
    let mut lines = vec![format!("primary key ({})", key.join(", "))];
    for row in &found {
        let is_counted = counted && key == [row[0].as_str()];
        let type_name = if is_counted { "bigint" } else { &row[1] };
        let default = if is_counted { Some("the next number") } else { Some(row[3].as_str()) };
        lines.push(column(&row[0], type_name, row[2] == "1", default.filter(|text| !text.is_empty())));
    }
    lines
}

async fn sqlite_indexes(database: &mut SqliteConnection, table: &str) -> Vec<String> {
    let about = format!(
        "SELECT list.name, list.\"unique\", group_concat(part.name, ', ' ORDER BY part.seqno), coalesce(made.sql, '') \
         FROM pragma_index_list('{table}') AS list JOIN pragma_index_info(list.name) AS part \
         LEFT JOIN sqlite_master AS made ON made.name = list.name \
         WHERE list.origin <> 'pk' GROUP BY list.name"
    );
    let found = rows(database, &about).await;
    let lines = found.iter().map(|row| {
        index(&row[0], row[1] == "1", &row[2], row[3].split_once(" WHERE ").map(|(_, condition)| condition))
    });
    lines.collect()
}

async fn rows(database: &mut SqliteConnection, question: &str) -> Vec<Vec<String>> {
    let found = sqlx::query(sqlx::AssertSqlSafe(question)).fetch_all(database).await.expect("SQLite answers");
    let text = |row: &sqlx::sqlite::SqliteRow, at: usize| {
        let number = || row.try_get_unchecked::<i64, _>(at).map(|number| number.to_string());
        row.try_get::<Option<String>, _>(at).map(Option::unwrap_or_default).or_else(|_| number())
    };
    found
        .iter()
        .map(|row| (0..row.len()).map(|at| text(row, at).expect("text or a number")).collect())
        .collect()
}

fn of_postgres(place: &Place) -> Schema {
    let address = place.database_url().expect("a database on PostgreSQL");
    let name = address.rsplit('/').next().expect("it has a name").to_owned();
    let server = place.postgres().expect("a server");
    let mut schema = Schema::new();
    for question in [COLUMNS, PRIMARY_KEYS, INDEXES, FOREIGN_KEYS, GUARDS] {
        for row in answers(server, &name, question) {
            let line = match question {
                COLUMNS => column(&row[1], &row[2], row[3] == "NO", default_on_postgres(&row[4])),
                PRIMARY_KEYS => format!("primary key ({})", row[1]),
                INDEXES => index(
                    &row[1],
                    row[2] == "t",
                    &row[3],
                    Some(row[4].as_str()).filter(|text| !text.is_empty()),
                ),
                GUARDS => format!("guarded {} {}", row[1], row[2]).to_lowercase(),
                _ => foreign_key(&row[1..]),
            };
            schema.entry(row[0].clone()).or_default().push(line);
        }
    }
    schema.retain(|table, _| !NOT_OURS.contains(&table.as_str()));
    schema.values_mut().for_each(|lines| lines.sort());
    schema
}

fn answers(server: &Server, database: &str, question: &str) -> Vec<Vec<String>> {
    let said = server.run_sql(database, question);
    said.lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split('|').map(str::to_owned).collect())
        .collect()
}

fn default_on_postgres(text: &str) -> Option<&str> {
    match text {
        "" => None,
        counted if counted.starts_with("nextval(") || counted == "identity" => Some("the next number"),
        // PostgreSQL says of which type a text is.
        other => Some(other.strip_suffix("::text").unwrap_or(other)),
    }
}

/// Column, other table, its column, what happens when that row goes, what happens when its key changes.
fn foreign_key(key: &[String]) -> String {
    let [column, table, to, gone, changed] = key else { panic!("{key:?} is no foreign key") };
    format!("{column} refers to {table}.{to}, on delete {gone}, on update {changed}").to_lowercase()
}

const COLUMNS: &str = "SELECT table_name, column_name, data_type, is_nullable, \
    CASE WHEN is_identity = 'YES' THEN 'identity' ELSE coalesce(column_default, '') END \
    FROM information_schema.columns WHERE table_schema = 'public'";

const PRIMARY_KEYS: &str = "SELECT of.relname, string_agg(a.attname, ', ' ORDER BY k.place) \
    FROM pg_constraint c JOIN pg_class of ON of.oid = c.conrelid \
    CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(number, place) \
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number \
    WHERE c.contype = 'p' AND of.relnamespace = 'public'::regnamespace GROUP BY of.relname, c.oid";

const INDEXES: &str = "SELECT of.relname, own.relname, i.indisunique, \
    string_agg(a.attname, ', ' ORDER BY k.place), coalesce(pg_get_expr(i.indpred, i.indrelid), '') \
    FROM pg_index i JOIN pg_class own ON own.oid = i.indexrelid JOIN pg_class of ON of.oid = i.indrelid \
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(number, place) \
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number \
    WHERE NOT i.indisprimary AND of.relnamespace = 'public'::regnamespace \
    GROUP BY of.relname, own.relname, i.indexrelid, i.indisunique, i.indpred, i.indrelid";

const FOREIGN_KEYS: &str = "SELECT of.relname, a.attname, other.relname, b.attname, \
    CASE c.confdeltype WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' \
      WHEN 'n' THEN 'set null' ELSE 'set default' END, \
    CASE c.confupdtype WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' \
      WHEN 'n' THEN 'set null' ELSE 'set default' END \
    FROM pg_constraint c JOIN pg_class of ON of.oid = c.conrelid JOIN pg_class other ON other.oid = c.confrelid \
    CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k(own, theirs) \
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own \
    JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.theirs WHERE c.contype = 'f'";

const GUARDS: &str = "SELECT event_object_table, action_timing, event_manipulation \
    FROM information_schema.triggers WHERE trigger_schema = 'public'";
