use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::document::{Answer, AnswerOption, Feedback, Item, Localised, Pair, Question};
use crate::numbers::number_from;

/// What a learner answered, by the opaque ids of options and items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Response {
    One {
        option: String,
    },
    Several {
        options: Vec<String>,
    },
    /// As typed; read in the learner's language.
    Number {
        value: String,
    },
    Text {
        text: String,
    },
    Order {
        items: Vec<String>,
    },
    /// Right side by left side.
    Match {
        pairs: BTreeMap<String, String>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub right: bool,
    /// Safe HTML: what was written below the options chosen, or for a right or wrong answer.
    pub feedback: Vec<String>,
    /// Safe HTML for everybody.
    pub explanation: Option<String>,
}

/// Why a response cannot be marked. It is not a wrong answer: the learner may give another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnAnswer {
    /// A response for another kind of question.
    OtherKind,
    /// Nothing chosen or typed, or some items without a place.
    Incomplete,
    /// Something typed that is no number.
    NotANumber,
    /// An id that the question does not have.
    Unknown(String),
    /// An id that may stand once and stands twice.
    Twice(String),
    /// The question is not there in this language.
    OtherLanguage,
}

/// Marks a response. The feedback comes in the language given, which also decides how a number is read.
pub fn mark(question: &Question, response: &Response, language: &str) -> Result<Mark, NotAnAnswer> {
    if !question.text.contains_key(language) {
        return Err(NotAnAnswer::OtherLanguage);
    }
    let (right, feedback) = match (&question.answer, response) {
        (Answer::One { options }, Response::One { option }) => {
            if option.is_empty() {
                return Err(NotAnAnswer::Incomplete);
            }
            marked_options(options, std::slice::from_ref(option), language)?
        }
        (Answer::Several { options }, Response::Several { options: chosen }) => {
            marked_options(options, chosen, language)?
        }
        (Answer::Number { value, tolerance, unit, feedback }, Response::Number { value: typed }) => {
            let number = typed_number(typed, unit.get(language), language)?;
            judged(is_near(number, *value, *tolerance), feedback, language)
        }
        (Answer::Text { accepted, feedback }, Response::Text { text }) => {
            judged(is_accepted(text, accepted, language)?, feedback, language)
        }
        (Answer::Order { items, feedback }, Response::Order { items: given }) => {
            judged(is_in_order(items, given)?, feedback, language)
        }
        (Answer::Match { pairs, feedback }, Response::Match { pairs: given }) => {
            judged(is_matched(pairs, given)?, feedback, language)
        }
        _ => return Err(NotAnAnswer::OtherKind),
    };
    let explanation = question.explanation.get(language).cloned().flatten();
    Ok(Mark { right, feedback, explanation })
}

fn marked_options(
    options: &[AnswerOption],
    chosen: &[String],
    language: &str,
) -> Result<(bool, Vec<String>), NotAnAnswer> {
    if chosen.is_empty() {
        return Err(NotAnAnswer::Incomplete);
    }
    let known: BTreeSet<&str> = options.iter().map(|option| option.id.as_str()).collect();
    let chosen = each_once(chosen, &known)?;
    let right = options.iter().all(|option| option.right == chosen.contains(option.id.as_str()));
    let feedback = options
        .iter()
        .filter(|option| chosen.contains(option.id.as_str()))
        .filter_map(|option| option.feedback.get(language).cloned().flatten())
        .collect();
    Ok((right, feedback))
}

fn each_once<'a>(given: &'a [String], known: &BTreeSet<&str>) -> Result<BTreeSet<&'a str>, NotAnAnswer> {
    let mut seen = BTreeSet::new();
    for id in given {
        if !known.contains(id.as_str()) {
            return Err(NotAnAnswer::Unknown(id.clone()));
        }
        if !seen.insert(id.as_str()) {
            return Err(NotAnAnswer::Twice(id.clone()));
        }
    }
    Ok(seen)
}

/// A learner may type the unit that stands behind the field.
fn typed_number(typed: &str, unit: Option<&String>, language: &str) -> Result<f64, NotAnAnswer> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(NotAnAnswer::Incomplete);
    }
    let bare = unit.filter(|unit| !unit.is_empty()).and_then(|unit| typed.strip_suffix(unit.as_str()));
    number_from(bare.unwrap_or(typed), language).ok_or(NotAnAnswer::NotANumber)
}

/// The bounds belong to what is right; a billionth more makes up for binary fractions.
fn is_near(number: f64, value: f64, tolerance: f64) -> bool {
    (number - value).abs() <= tolerance + 1e-9 * value.abs().max(1.0)
}

fn is_accepted(text: &str, accepted: &Localised<Vec<String>>, language: &str) -> Result<bool, NotAnAnswer> {
    let text = folded(text);
    if text.is_empty() {
        return Err(NotAnAnswer::Incomplete);
    }
    Ok(accepted.get(language).is_some_and(|texts| texts.iter().any(|one| folded(one) == text)))
}

/// A short text without what does not matter: case, accents, punctuation and the width of spaces.
pub(crate) fn folded(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'đ' => 'd',
            letter if letter.is_alphanumeric() => letter,
            _ => ' ',
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_in_order(items: &[Item], given: &[String]) -> Result<bool, NotAnAnswer> {
    let known: BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
    if each_once(given, &known)?.len() < known.len() {
        return Err(NotAnAnswer::Incomplete);
    }
    Ok(items.iter().map(|item| &item.id).eq(given))
}

/// One right side may be given to several left sides: that is a wrong answer, but an answer.
fn is_matched(pairs: &[Pair], given: &BTreeMap<String, String>) -> Result<bool, NotAnAnswer> {
    let unknown_left = given.keys().find(|left| !pairs.iter().any(|pair| pair.left.id == **left));
    let unknown_right =
        given.values().find(|right| !right.is_empty() && !pairs.iter().any(|pair| pair.right.id == **right));
    if let Some(id) = unknown_left.or(unknown_right) {
        return Err(NotAnAnswer::Unknown(id.clone()));
    }
    if given.len() < pairs.len() || given.values().any(String::is_empty) {
        return Err(NotAnAnswer::Incomplete);
    }
    Ok(pairs.iter().all(|pair| given.get(&pair.left.id) == Some(&pair.right.id)))
}

fn judged(right: bool, feedback: &Feedback, language: &str) -> (bool, Vec<String>) {
    let words = if right { &feedback.right } else { &feedback.wrong };
    (right, words.get(language).cloned().flatten().into_iter().collect())
}
