//! Imports follow the table in server/ARCHITECTURE.md.

use std::collections::BTreeMap;
use std::fs;

use tests::repository::{SourceFile, files, root};

use super::assert_none;
use super::literals::without_tests;

struct Row {
    layer: u8,
    beside: Vec<String>,
}

type Table = BTreeMap<String, Row>;

fn table() -> Table {
    let page = fs::read_to_string(root().join("server/ARCHITECTURE.md")).expect("the page is there");
    page.lines()
        .filter_map(|line| {
            let cells: Vec<&str> =
                line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
            let [layer, capability, beside] = cells.as_slice() else { return None };
            let beside = beside.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect();
            Some(((*capability).to_owned(), Row { layer: layer.parse().ok()?, beside }))
        })
        .collect()
}

/// The capability that a file belongs to; none for the files that put everything together, and for tests and what they stand on.
fn capability(file: &SourceFile) -> Option<String> {
    let inside = file.path.strip_prefix("server/src/")?;
    if inside.split('/').any(|part| {
        part == "tests.rs" || part == "tests" || part == "fixture.rs" || part.ends_with("_tests.rs")
    }) {
        return None;
    }
    let first = inside.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!["main", "lib", "testing"].contains(&name)).then(|| name.to_owned())
}

/// Every capability named after `crate::`, in imports with and without braces and in paths, with its line.
fn imported(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "server::"] {
        for (at, _) in code.match_indices(root) {
            let inside_another_path =
                code[..at].ends_with(|before: char| before.is_alphanumeric() || "_:".contains(before));
            if inside_another_path {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            let rest = &code[at + root.len()..];
            found.extend(first_names(rest).into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// `a::b` gives `a`; `{a::b, c::{d, e}}` gives `a` and `c`.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.trim_start().strip_prefix('{') else {
        return vec![name_at(path)];
    };
    let mut names = Vec::new();
    let mut depth = 1;
    let mut begins = true;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => begins = true,
            letter if begins && !letter.is_whitespace() => {
                names.push(name_at(&group[at..]));
                begins = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn name_at(path: &str) -> String {
    let name: String = path.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    // A macro stands at the root wherever it was written.
    if path[name.len()..].starts_with('!') { String::new() } else { name }
}

fn violations(table: &Table, from: &str, code: &str, path: &str) -> Vec<String> {
    let Some(own) = table.get(from) else {
        return vec![format!("{path}: {from} is not in the table")];
    };
    imported(code)
        .into_iter()
        .filter(|(_, to)| to != from && !to.is_empty())
        .filter_map(|(line, to)| match table.get(&to) {
            None => Some(format!("{path}:{line} imports {to}, which is not in the table")),
            Some(other) if other.layer < own.layer || own.beside.contains(&to) => None,
            Some(other) => {
                Some(format!("{path}:{line} {from} ({}) imports {to} ({})", own.layer, other.layer))
            }
        })
        .collect()
}

#[test]
fn imports_follow_the_table() {
    let table = table();
    let found: Vec<String> = files("server/src", ".rs")
        .iter()
        .filter_map(|file| Some((capability(file)?, file)))
        .flat_map(|(from, file)| violations(&table, &from, &without_tests(&file.text).code, &file.path))
        .collect();
    assert_none("Imports go down only (see server/ARCHITECTURE.md)", &found);
}

#[test]
fn the_table_itself_goes_down_only() {
    let table = table();
    assert!(table.len() > 15, "the table was not read");
    for (name, row) in &table {
        for other in &row.beside {
            assert_eq!(table[other].layer, row.layer, "{name} and {other} lie in different layers");
            let allowed_back = table[other].beside.contains(name) && name != "app" && other != "app";
            assert!(!allowed_back, "{name} and {other} import each other");
        }
    }
}

#[test]
fn an_import_upwards_or_sideways_is_found() {
    let table = table();
    let found = |code: &str| violations(&table, "people", code, "file").len();
    assert_eq!(found("use crate::platform::{Db, Problem};\nuse crate::records::append;"), 0);
    assert_eq!(found("use crate::{platform::Db, organisations::{Organisation, Role}};"), 1);
    assert_eq!(found("fn f() { crate::learning::progress() }"), 1);
    assert_eq!(found("use crate::nothing_known;"), 1);
    assert_eq!(found("use other_crate::learning;"), 0);
}

#[test]
fn migrations_import_nothing_of_ours() {
    let manifest = fs::read_to_string(root().join("migrations/Cargo.toml")).expect("the manifest is there");
    let manifest: toml::Table = toml::from_str(&manifest).expect("the manifest is TOML");
    for part in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let names: Vec<&String> = manifest
            .get(part)
            .and_then(toml::Value::as_table)
            .into_iter()
            .flat_map(toml::Table::keys)
            .collect();
        for ours in ["server", "courses", "tests"] {
            assert!(!names.iter().any(|name| *name == ours), "migrations depends on {ours}");
        }
    }
}
