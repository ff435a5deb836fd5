//! Every text exists in every language, and every text is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use tests::repository::{files, root};

use super::assert_none;
use super::literals::take_apart;

/// Beginnings of keys that are put together while the server runs, where no literal shows it.
const BUILT_WHILE_RUNNING: [&str; 0] = [];

/// A text's arguments, and the other texts that it names.
#[derive(Debug, Default, PartialEq, Eq)]
struct Text {
    arguments: BTreeSet<String>,
    names: BTreeSet<String>,
}

type Texts = BTreeMap<String, Text>;

fn languages() -> Vec<String> {
    let folder = root().join("assets/text");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn texts(language: &str) -> Texts {
    let mut texts = Texts::new();
    for file in files(&format!("assets/text/{language}"), ".ftl") {
        let resource = fluent_syntax::parser::parse(file.text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{} is not Fluent: {errors:?}", file.path));
        for entry in resource.body {
            let (name, patterns) = match entry {
                Entry::Message(message) => {
                    let attributes = message.attributes.into_iter().map(|attribute| attribute.value);
                    (
                        message.id.name.to_owned(),
                        message.value.into_iter().chain(attributes).collect::<Vec<_>>(),
                    )
                }
                Entry::Term(term) => (format!("-{}", term.id.name), vec![term.value]),
                _ => continue,
            };
            let mut text = Text::default();
            patterns.iter().for_each(|pattern| read_pattern(pattern, &mut text));
            assert!(
                texts.insert(name.clone(), text).is_none(),
                "{}: {name} stands twice in {language}",
                file.path
            );
        }
    }
    texts
}

fn read_pattern(pattern: &Pattern<&str>, text: &mut Text) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            read_expression(expression, text);
        }
    }
}

fn read_expression(expression: &Expression<&str>, text: &mut Text) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, text),
        Expression::Select { selector, variants } => {
            read_inline(selector, text);
            variants.iter().for_each(|variant| read_pattern(&variant.value, text));
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, text: &mut Text) {
    match inline {
        InlineExpression::VariableReference { id } => {
            text.arguments.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            text.names.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, .. } => {
            text.names.insert(format!("-{}", id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| read_inline(argument, text));
        }
        InlineExpression::Placeable { expression } => read_expression(expression, text),
        _ => {}
    }
}

/// Every word in quotation marks that could be a key: in templates, scripts and Rust, with the place of its first use.
fn quoted() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in ["server/src", "courses/src"].iter().flat_map(|folder| files(folder, ".rs")) {
        for literal in take_apart(&file.text).literals {
            found.entry(literal.text).or_insert(format!("{}:{}", file.path, literal.line));
        }
    }
    for file in files("assets/templates", ".hbs").into_iter().chain(files("assets/scripts", ".js")) {
        for (number, line) in file.lines() {
            // Quotation marks stand inside quotation marks there, so every piece between two of them may be a key.
            for word in line.split(['"', '\'', '`']) {
                found.entry(word.to_owned()).or_insert(format!("{}:{number}", file.path));
            }
        }
    }
    found
}

/// `role-{}` and `role-` begin keys that are put together.
fn beginning(word: &str) -> Option<&str> {
    let begin = word.split(['{', '$']).next()?;
    let is_kebab =
        begin.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    (begin.len() > 3 && begin.ends_with('-') && is_kebab).then_some(begin)
}

#[test]
fn every_text_exists_in_every_language_with_the_same_arguments() {
    let languages = languages();
    let Some((first, others)) = languages.split_first() else { return };
    let source = texts(first);
    let mut violations = Vec::new();
    for language in others {
        let translated = texts(language);
        for key in source.keys().chain(translated.keys()).collect::<BTreeSet<_>>() {
            match (source.get(key), translated.get(key)) {
                (Some(_), None) => violations.push(format!("{key} is missing in {language}")),
                (None, Some(_)) => violations.push(format!("{key} is missing in {first}")),
                (Some(one), Some(other)) if one.arguments != other.arguments => violations.push(format!(
                    "{key} takes {:?} in {first} and {:?} in {language}",
                    one.arguments, other.arguments
                )),
                _ => {}
            }
        }
    }
    assert_none("Texts differ between languages", &violations);
}

#[test]
fn every_key_that_a_template_names_exists() {
    let languages = languages();
    let Some(first) = languages.first() else { return };
    let texts = texts(first);
    let mut violations = Vec::new();
    for file in files("assets/templates", ".hbs") {
        for (number, line) in file.lines() {
            for begin in ["{{t \"", "(t \"", "{{{t \"", "{{~t \""] {
                for rest in line.split(begin).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    if !texts.contains_key(key) {
                        violations.push(format!("{}:{number} {key}", file.path));
                    }
                }
            }
        }
    }
    assert_none("These keys have no text", &violations);
}

#[test]
fn every_text_is_used() {
    let languages = languages();
    let Some(first) = languages.first() else { return };
    let texts = texts(first);
    let quoted = quoted();
    let beginnings: BTreeSet<&str> =
        quoted.keys().filter_map(|word| beginning(word)).chain(BUILT_WHILE_RUNNING).collect();
    let named: BTreeSet<&String> = texts.values().flat_map(|text| &text.names).collect();
    let unused: Vec<String> = texts
        .keys()
        .filter(|key| !quoted.contains_key(*key) && !named.contains(key))
        .filter(|key| !beginnings.iter().any(|begin| key.starts_with(begin)))
        .cloned()
        .collect();
    assert_none("Nothing uses these texts", &unused);
}

/// What a `word_enum!` says of its texts (`role-<word>`), and its words; an enum that names no text has none.
fn words_with_texts(source: &str) -> Vec<(Vec<&str>, Vec<&str>)> {
    let enums = source.split("word_enum! {").skip(1).filter_map(|rest| rest.split("\n}").next());
    let read = |body| {
        let (told, variants): (Vec<&str>, Vec<&str>) =
            str::lines(body).partition(|line| line.trim_start().starts_with("///"));
        let beginnings = told.iter().flat_map(|line| line.split('`').skip(1).step_by(2));
        let words = variants.iter().flat_map(|line| line.split('"').skip(1).step_by(2));
        (beginnings.filter_map(|named| named.strip_suffix("<word>")).collect(), words.collect())
    };
    enums.map(read).collect()
}

#[test]
fn every_word_of_an_enum_has_the_texts_that_the_enum_promises() {
    let mut violations = Vec::new();
    let mut looked_at = 0;
    let all: Vec<(String, Texts)> =
        languages().into_iter().map(|code| (code.clone(), texts(&code))).collect();
    for file in files("server/src", ".rs") {
        for (beginnings, words) in words_with_texts(&file.text) {
            for (begin, word) in
                beginnings.iter().flat_map(|begin| words.iter().map(move |word| (begin, word)))
            {
                let key = format!("{begin}{}", word.replace('.', "-"));
                looked_at += 1;
                let without = all.iter().filter(|(_, texts)| !texts.contains_key(&key));
                violations.extend(without.map(|(code, _)| format!("{}: {key} in {code}", file.path)));
            }
        }
    }
    assert!(looked_at > 100, "only {looked_at} words were found");
    assert_none("These words would be shown bare", &violations);
}
