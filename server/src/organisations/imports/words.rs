//! Words of a list, as they stand in either language: “Buyer”, “Người mua hàng” and `buyer` are the same role.

use std::collections::HashMap;

use crate::{
    organisations::countries,
    platform::{
        Language, Texts,
        folding::fold,
        roles::{OrganisationKind, Role, Sex},
    },
};

/// What each spelling means.
pub struct Words<T>(HashMap<String, T>);

impl<T: Copy> Words<T> {
    pub fn of<'w>(texts: &Texts, prefix: &str, all: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let mut words = HashMap::new();
        for (word, meaning) in all {
            words.insert(fold(word), meaning);
            words.insert(fold(&word.replace('-', " ")), meaning);
            let key = format!("{prefix}{word}");
            for language in Language::ALL {
                words.insert(fold(texts.plain(language, &key)), meaning);
            }
        }
        Self(words)
    }

    pub fn find(&self, text: &str) -> Option<T> {
        self.0.get(&fold(text)).copied()
    }
}

pub fn roles(texts: &Texts) -> Words<Role> {
    Words::of(texts, "role-", Role::ALL.iter().map(|role| (role.word(), *role)))
}

pub fn kinds(texts: &Texts) -> Words<OrganisationKind> {
    Words::of(texts, "organisation-kind-", OrganisationKind::ALL.iter().map(|kind| (kind.word(), *kind)))
}

pub fn sexes(texts: &Texts) -> Words<Sex> {
    Words::of(texts, "sex-", Sex::ALL.iter().map(|sex| (sex.word(), *sex)))
}

pub fn country_codes(texts: &Texts) -> Words<&'static str> {
    Words::of(texts, "country-", countries::all().map(|code| (code, code)))
}

/// By code, or by the name in the language itself and in each other.
pub fn languages(texts: &Texts) -> Words<Language> {
    let mut words = Words::of(
        texts,
        "import-language-",
        Language::ALL.into_iter().map(|language| (language.code(), language)),
    );
    words.0.extend(Language::ALL.into_iter().map(|language| (fold(language.name()), language)));
    words
}
