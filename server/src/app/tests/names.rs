//! What the machine knows by a name of its own has words for people: a page would show the bare name otherwise.

use std::collections::BTreeSet;

use crate::{
    app::{checks, examples, importers, jobs, routes},
    interop,
    platform::{Language, assets, mail::Mailer, routes::ambiguous_names, secrets::Secret},
};

/// Fails with every text that is missing in a language.
fn assert_named(keys: impl Iterator<Item = String>) {
    let texts = assets::read_texts().unwrap();
    let missing: BTreeSet<String> = keys
        .flat_map(|key| Language::ALL.map(|language| (language, key.clone())))
        .filter(|(language, key)| !texts.has(*language, key))
        .map(|(language, key)| format!("{key} in {language}"))
        .collect();
    assert!(missing.is_empty(), "there is no text: {missing:#?}");
}

// A mailer wants a runtime to live in.
#[actix_web::test]
async fn every_kind_of_job_is_told_in_words() {
    let secret = Secret::parse("a secret that only tests ever know").unwrap();
    let mailer = Mailer::new("smtp://localhost", "Academy <academy@localhost>").unwrap();
    let kinds = jobs(Some(mailer), &secret, 1, interop::Reach::Public);
    assert!(kinds.iter().any(|kind| kind.name() == "mail-send"), "the jobs of a server that sends mails");
    assert_named(kinds.iter().map(|kind| format!("job-kind-{}", kind.name())));
}

#[test]
fn no_two_things_have_one_name_in_the_document_of_the_api() {
    let ambiguous = ambiguous_names(&routes().0);
    assert!(ambiguous.is_empty(), "the document keeps only one of each: {ambiguous:#?}");
}

#[test]
fn every_kind_of_mail_is_told_in_words() {
    let examples = examples();
    let mails = examples.iter().filter_map(|example| example.template.strip_prefix("mail/"));
    assert_named(mails.map(|name| format!("mail-kind-{}", name.trim_end_matches(".txt"))));
}

#[test]
fn every_check_of_what_is_stored_is_told_in_words() {
    let own = ["record-reads-back", "audit-chain"].into_iter();
    assert_named(own.chain(checks().iter().map(|check| check.name)).map(|name| format!("check-{name}")));
}

#[test]
fn every_list_that_can_be_taken_in_and_its_columns_are_told_in_words() {
    let importers = importers().0;
    assert!(!importers.is_empty());
    let kinds = importers.iter().flat_map(|one| ["title", "lead"].map(|part| (part, one.kind())));
    assert_named(kinds.map(|(part, kind)| format!("import-{part}-{kind}")));
    let columns = importers.iter().flat_map(|one| one.columns());
    assert_named(columns.flat_map(|column| [column.heading.to_owned(), column.also.to_owned()]));
}

#[test]
fn every_theme_and_audience_of_a_shipped_course_is_told_in_words() {
    let mut keys = BTreeSet::new();
    for (_, content) in assets::library().iter().filter(|(path, _)| path.ends_with("/course.toml")) {
        let course: toml::Table = toml::from_str(std::str::from_utf8(content).unwrap()).unwrap();
        for (field, beginning) in [("themes", "theme"), ("audiences", "audience")] {
            let words = course[field].as_array().unwrap().iter();
            keys.extend(words.map(|word| format!("{beginning}-{}", word.as_str().unwrap())));
        }
    }
    assert!(keys.len() > 5, "{keys:?}");
    assert_named(keys.into_iter());
}

/// `academy import KIND` names every list that the browser takes.
#[test]
fn every_list_is_imported_by_the_operator_too() {
    use clap::Parser;
    for importer in importers().0 {
        let words = ["academy", "import", importer.kind(), "list.csv"];
        assert!(crate::settings::CommandLine::try_parse_from(words).is_ok(), "{}", importer.kind());
    }
}
