//! What the machine knows by a name of its own has words for people: a page would show the bare name otherwise.

use std::collections::BTreeSet;

use crate::{
    app::{examples, jobs},
    interop,
    platform::{Language, assets, mail::Mailer, secrets::Secret},
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
fn every_kind_of_mail_is_told_in_words() {
    let examples = examples();
    let mails = examples.iter().filter_map(|example| example.template.strip_prefix("mail/"));
    assert_named(mails.map(|name| format!("mail-kind-{}", name.trim_end_matches(".txt"))));
}
