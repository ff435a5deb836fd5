use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::mistakes::{MistakeKind, Mistakes};

/// The file that is being read: what was found goes to one list for the whole course.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    pub file: &'a str,
    /// Empty for `course.toml`.
    pub language: &'a str,
    pub course: &'a Findings<'a>,
}

/// What is collected while all files are read.
pub struct Findings<'a> {
    pub mistakes: RefCell<Mistakes>,
    /// The pictures that there are, by path.
    pub images: BTreeSet<&'a str>,
    pub images_used: RefCell<BTreeSet<String>>,
}

impl Here<'_> {
    pub fn mistake(&self, line: u32, kind: MistakeKind) {
        self.course.mistakes.borrow_mut().add(self.file, line, kind);
    }

    /// Whether the picture is there; it then counts as used.
    pub fn uses_image(&self, path: &str) -> bool {
        let known = self.course.images.contains(path);
        if known {
            self.course.images_used.borrow_mut().insert(path.to_owned());
        }
        known
    }
}

/// Ids of courses, modules, steps, questions and scenes: `late-approval`.
pub fn is_id(text: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let ends_well = |end: Option<char>| end.is_some_and(|letter| letter != '-');
    text.len() <= 60
        && text.chars().all(allowed)
        && ends_well(text.chars().next())
        && ends_well(text.chars().next_back())
}
