//! Words as they are searched: “hỗ trợ” is found by “ho tro” too.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::platform::folding::fold;

/// A word in its two forms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// Lower case with its marks (NFC).
    pub exact: String,
    /// Lower case without them.
    pub folded: String,
}

/// The words that somebody looks for. The last one may be only begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(pub Vec<Word>);

/// Nobody types more, and each word costs a comparison.
const MOST_WANTED: usize = 8;

impl Wanted {
    pub fn of(question: &str) -> Self {
        let mut wanted: Vec<Word> = Vec::new();
        for word in words(question) {
            if !wanted.contains(&word) {
                wanted.push(word);
            }
        }
        wanted.truncate(MOST_WANTED);
        Self(wanted)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The words of a text: letters and digits of any script, with the marks that belong to them.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let exact = exact(text);
    let parts: Vec<String> = exact
        .split(|character: char| !(character.is_alphanumeric() || is_combining_mark(character)))
        .filter(|part| part.contains(char::is_alphanumeric))
        .map(str::to_owned)
        .collect();
    parts.into_iter().map(|exact| Word { folded: fold(&exact), exact })
}

/// Lower case, marks kept, one way of writing each letter.
pub fn exact(text: &str) -> String {
    text.to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded_words(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn marks_and_case_are_left_out_of_the_folded_form_and_kept_in_the_exact_one() {
        assert_eq!(folded_words("Hỗ TRỢ Đường"), ["ho", "tro", "duong"]);
        assert_eq!(exact("Hỗ TRỢ Đường"), "hỗ trợ đường");
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same_word() {
        assert_eq!(exact("tre\u{302}\u{303}"), exact("trễ"));
        assert_eq!(folded_words("tre\u{302}\u{303}"), ["tre"]);
    }

    #[test]
    fn words_end_where_letters_and_digits_end() {
        assert_eq!(
            folded_words("Chi phí: 19.825 đồng/áo — “nhanh”"),
            ["chi", "phi", "19", "825", "dong", "ao", "nhanh"]
        );
        assert_eq!(folded_words(" –  … "), Vec::<String>::new());
    }

    #[test]
    fn a_bengali_word_stays_whole_and_keeps_its_vowels() {
        assert_eq!(folded_words("শিক্ষা কেন্দ্র").len(), 2);
        assert_ne!(folded_words("শিক্ষা"), folded_words("শক্ষ"));
    }

    #[test]
    fn what_is_wanted_names_each_word_once_and_not_endlessly_many() {
        assert_eq!(Wanted::of("giá giá Giá").0.len(), 1);
        assert_eq!(Wanted::of("a b c d e f g h i j k").0.len(), MOST_WANTED);
        assert!(Wanted::of("?!").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn no_word_holds_a_sign_that_means_something_to_a_query(text in ".{0,40}") {
            for word in words(&text) {
                prop_assert!(!word.folded.contains(['%', '_', '\\', '\'']), "{:?}", word);
            }
        }
    }
}
