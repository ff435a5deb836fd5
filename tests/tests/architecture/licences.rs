//! The dependency tree is under licences that `.deny.toml` accepts.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;
use tests::repository::root;

use super::assert_none;

fn accepted() -> BTreeSet<String> {
    let list = fs::read_to_string(root().join(".deny.toml")).expect("the list is there");
    let list: toml::Table = toml::from_str(&list).expect("the list is TOML");
    list["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

/// Whether an SPDX expression can be met: `OR` needs one side, `AND` both; `/` is an old way to write `OR`.
fn is_met(expression: &str, accepted: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = either(&words, accepted);
    met && rest.is_empty()
}

fn either<'a, 'b>(words: &'a [&'b str], accepted: &BTreeSet<String>) -> (bool, &'a [&'b str]) {
    let (mut met, mut rest) = both(words, accepted);
    while let Some(("OR", after)) = rest.split_first().map(|(word, after)| (*word, after)) {
        let (other, further) = both(after, accepted);
        met |= other;
        rest = further;
    }
    (met, rest)
}

fn both<'a, 'b>(words: &'a [&'b str], accepted: &BTreeSet<String>) -> (bool, &'a [&'b str]) {
    let (mut met, mut rest) = one(words, accepted);
    while let Some(("AND", after)) = rest.split_first().map(|(word, after)| (*word, after)) {
        let (other, further) = one(after, accepted);
        met &= other;
        rest = further;
    }
    (met, rest)
}

fn one<'a, 'b>(words: &'a [&'b str], accepted: &BTreeSet<String>) -> (bool, &'a [&'b str]) {
    match words {
        ["(", inner @ ..] => {
            let (met, rest) = either(inner, accepted);
            (met, rest.get(1..).unwrap_or_default())
        }
        // An exception only ever permits more than its licence does.
        [name, "WITH", _, rest @ ..] | [name, rest @ ..] => (accepted.contains(*name), rest),
        [] => (false, words),
    }
}

#[test]
fn every_dependency_is_under_an_accepted_licence() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo is there");
    assert!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let accepted = accepted();
    let refused: Vec<String> = metadata["packages"]
        .as_array()
        .expect("there are packages")
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(|licence| is_met(licence, &accepted)))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert_none("These licences are not in .deny.toml", &refused);
}

#[test]
fn an_expression_is_read_as_spdx_says() {
    let accepted = BTreeSet::from(["MIT".to_owned(), "ISC".to_owned(), "Apache-2.0".to_owned()]);
    assert!(is_met("GPL-3.0-or-later OR MIT", &accepted));
    assert!(is_met("MIT AND (GPL-2.0-only OR ISC)", &accepted));
    assert!(is_met("Apache-2.0 WITH LLVM-exception", &accepted));
    assert!(is_met("GPL-2.0-only/MIT", &accepted));
    assert!(!is_met("MIT AND GPL-3.0-or-later", &accepted));
    assert!(!is_met("GPL-3.0-or-later", &accepted));
    assert!(!is_met("", &accepted));
}
