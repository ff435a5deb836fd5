//! Readers of the demo's newsletter, and an issue that waits to be looked at.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow};
use serde::Deserialize;

use crate::{
    app::Academy,
    newsletter::{
        self, EditIssue, EditNewsletter,
        model::{Topics, Words},
        store::requests::Wish,
    },
    people::EmailAddress,
    platform::{Language, Permit},
};

/// `newsletter.toml`.
#[derive(Deserialize)]
struct InventedNewsletter {
    readers: Vec<InventedReader>,
    /// By language.
    issue: BTreeMap<String, InventedWords>,
}

#[derive(Deserialize)]
struct InventedReader {
    email: String,
    language: Language,
    topics: Vec<String>,
}

#[derive(Deserialize)]
struct InventedWords {
    subject: String,
    body: String,
}

pub async fn furnish(academy: &Academy) -> anyhow::Result<()> {
    let invented: InventedNewsletter =
        toml::from_str(include_str!("newsletter.toml")).context("newsletter.toml")?;
    let mut work = academy.db.begin().await?;
    for reader in &invented.readers {
        let email = EmailAddress::parse(&reader.email).map_err(|key| anyhow!("{key}: {}", reader.email))?;
        let topics = Topics::of(reader.topics.iter().map(String::as_str));
        newsletter::commands::add_confirmed(&work, &Wish { email, language: reader.language, topics })
            .await?;
    }
    let id = newsletter::commands::make_issue(&mut work, &Permit::<EditNewsletter>::by_operator(())).await?;
    let issue = newsletter::store::issues::issue(&work, id).await?;
    let words: Vec<(Language, Words)> = invented
        .issue
        .into_iter()
        .filter_map(|(code, words)| {
            let words = Words { subject: words.subject, body: words.body };
            Some((Language::from_code(&code)?, words))
        })
        .collect();
    let permit = Permit::<EditIssue>::by_operator(issue);
    newsletter::commands::change_issue(&mut work, &permit, &Topics::default(), &words).await?;
    work.commit().await?;
    Ok(())
}
