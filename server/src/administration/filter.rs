//! Links that narrow a list of the administration, with how many lines each has.

use serde::Serialize;

use crate::platform::{Screen, pages::ListQuery};

#[derive(Clone, Debug, Serialize)]
pub struct Filter {
    url: String,
    text: String,
    tally: Option<u64>,
    current: bool,
}

impl Filter {
    /// One for all, then one for each word; the texts are `<prefix>all` and `<prefix><word>`.
    pub fn all<'w>(
        screen: &Screen,
        query: &ListQuery,
        prefix: &str,
        words: impl IntoIterator<Item = (&'w str, Option<u64>)>,
    ) -> Vec<Self> {
        let chosen = query.text("state");
        let one = |word: &str, text: &str, tally| Self {
            url: query.with("state", word),
            text: screen.text(&format!("{prefix}{text}")),
            tally,
            current: chosen == word,
        };
        let words = words.into_iter().map(|(word, tally)| one(word, word, tally));
        std::iter::once(one("", "all", None)).chain(words).collect()
    }

    pub fn example() -> Vec<Self> {
        let one =
            |tally, current| Self { url: "?state=failed".to_owned(), text: "…".to_owned(), tally, current };
        vec![one(None, true), one(Some(0), false), one(Some(3), false)]
    }
}
