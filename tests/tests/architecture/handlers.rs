//! A handler contains neither a query nor a sentence.

use tests::repository::{SourceFile, files};

use super::assert_none;
use super::literals::{Parts, without_tests};

fn handlers() -> Vec<(SourceFile, Parts)> {
    files("server/src", ".rs")
        .into_iter()
        .filter(|file| is_handler(&file.path))
        .map(|file| {
            let parts = without_tests(&file.text);
            (file, parts)
        })
        .collect()
}

/// The folder `platform/pages` is what renders pages; it speaks to developers.
fn is_handler(path: &str) -> bool {
    !path.starts_with("server/src/platform/")
        && path.split('/').any(|part| ["pages.rs", "api.rs", "pages", "api"].contains(&part))
}

#[test]
fn no_handler_contains_a_query() {
    let mut violations = Vec::new();
    for (file, parts) in handlers() {
        for (index, line) in parts.code.lines().enumerate() {
            if line.contains("sea_orm") || line.contains("sqlx") {
                violations.push(format!("{}:{} {}", file.path, index + 1, line.trim()));
            }
        }
        for literal in &parts.literals {
            if ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
                .iter()
                .any(|verb| literal.text.starts_with(verb))
            {
                violations.push(format!("{}:{} {}", file.path, literal.line, literal.text));
            }
        }
    }
    assert_none("Queries belong in store.rs", &violations);
}

#[test]
fn no_handler_contains_a_sentence() {
    let mut violations = Vec::new();
    for (file, parts) in handlers() {
        let lines: Vec<&str> = file.text.lines().collect();
        for literal in parts.literals.iter().filter(|literal| is_sentence(&literal.text)) {
            let line = lines.get(literal.line - 1).copied().unwrap_or_default();
            // What an attribute says is for whoever reads the API document, not for a person on a page.
            if !line.trim_start().starts_with("#[") && !line.contains("description =") {
                violations.push(format!("{}:{} {:?}", file.path, literal.line, literal.text));
            }
        }
    }
    assert_none("Words for people belong in assets/text", &violations);
}

/// Three words in a row, made of letters: examples like "Nguyễn Thị Hoa" pass, because each begins with a capital.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(3).any(|three| {
        let plain = |word: &str| {
            let word = word.trim_end_matches(['.', ',', ':', ';', '?', '!']);
            !word.is_empty() && word.chars().all(|letter| letter.is_alphabetic() || letter == '\'')
        };
        let lower = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
        three.iter().all(|word| plain(word)) && lower(three[1]) && lower(three[2])
    })
}

#[test]
fn a_sentence_is_known_from_a_name_and_from_code() {
    assert!(is_sentence("You may not see this."));
    assert!(!is_sentence("Nguyễn Thị Hoa"));
    assert!(!is_sentence("application/json; charset=utf-8"));
    assert!(!is_sentence("sign-in-title"));
}
