//! The answers of a question, by its kind.

use sha2::{Digest, Sha256};

use super::{Parts, feedback};
use crate::{
    document::{Answer, AnswerOption, Feedback, Item, Pair},
    mistakes::MistakeKind,
    read::{
        lines::Line,
        module::{Place, only},
    },
};

/// Whether a line of a question of this kind is an answer.
pub fn is_answer(line: &str, kind: &str) -> bool {
    match kind {
        "order" => numbered(line).is_some(),
        "match" => line.starts_with("- ") || line.starts_with("-\t"),
        "number" | "text" => line.starts_with("[["),
        _ => mark(line).is_some(),
    }
}

pub fn read(place: &Place, line: u32, id: &str, kind: &str, parts: &Parts) -> Option<Answer> {
    if parts.answers.is_empty() {
        place.here.mistake(line, MistakeKind::AnswerMissing { id: id.to_owned() });
        return None;
    }
    let both = Feedback { right: feedback(place, &parts.right), wrong: feedback(place, &parts.wrong) };
    if kind.is_empty() {
        if let Some((line, _)) = parts.right.first().or(parts.wrong.first()) {
            place.here.mistake(*line, MistakeKind::FeedbackMisplaced { id: id.to_owned() });
        }
        return choices(place, line, id, parts);
    }
    if let Some((line, _)) = parts.answers.iter().find_map(|answer| answer.feedback.first()) {
        place.here.mistake(*line, MistakeKind::FeedbackUnmarked { id: id.to_owned() });
    }
    match kind {
        "number" => number(place, id, parts, both),
        "text" => text(place, id, parts, both),
        "order" => order(place, line, id, parts, both),
        _ => pairs(place, line, id, parts, both),
    }
}

/// The ids of answers tell nothing of their place in the file, and are the same in every language: they are made from
/// the source language's text, and translations take them over.
fn opaque(question: &str, side: &str, text: &str) -> String {
    let digest = Sha256::digest(format!("{question}\n{side}\n{text}").as_bytes());
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Each with whether several may be right, and whether this one is.
const MARKS: [(&str, bool, bool); 8] = [
    ("[(X)]", false, true),
    ("[(x)]", false, true),
    ("[( )]", false, false),
    ("[()]", false, false),
    ("[[X]]", true, true),
    ("[[x]]", true, true),
    ("[[ ]]", true, false),
    ("[[]]", true, false),
];

/// `[(X)]`, `[( )]`, `[[X]]`, `[[ ]]`: whether one or several may be right, whether this one is, and its text.
fn mark(line: &str) -> Option<(bool, bool, &str)> {
    MARKS.iter().find_map(|(mark, several, right)| Some((*several, *right, line.strip_prefix(mark)?.trim())))
}

fn choices(place: &Place, line: u32, id: &str, parts: &Parts) -> Option<Answer> {
    let here = place.here;
    let id_of = || id.to_owned();
    let mut options: Vec<AnswerOption> = Vec::new();
    let mut several = Vec::new();
    for answer in &parts.answers {
        let (number, text) = answer.line;
        let (many, right, text) = mark(text)?;
        several.push(many);
        let option = AnswerOption {
            id: opaque(id, "option", text),
            right,
            text: only(here, inline(place, id, number, text)),
            feedback: feedback(place, &answer.feedback),
        };
        if options.iter().any(|other| other.id == option.id) {
            here.mistake(number, MistakeKind::AnswerTwice { id: id_of(), text: text.to_owned() });
        }
        options.push(option);
    }
    if options.len() < 2 {
        here.mistake(line, MistakeKind::AnswerAlone { id: id_of() });
    }
    let right = options.iter().filter(|option| option.right).count();
    let many = several.first().copied().unwrap_or_default();
    if several.iter().any(|other| *other != many) {
        here.mistake(line, MistakeKind::MarksMixed { id: id_of() });
    }
    if right == 0 {
        here.mistake(line, MistakeKind::NoRightAnswer { id: id_of() });
    }
    if right > 1 && !many {
        here.mistake(line, MistakeKind::SeveralRightAnswers { id: id_of() });
    }
    Some(if many { Answer::Several { options } } else { Answer::One { options } })
}

fn inline(place: &Place, id: &str, line: u32, text: &str) -> String {
    if text.is_empty() {
        place.here.mistake(line, MistakeKind::AnswerEmpty { id: id.to_owned() });
    }
    place.writer.inline(&[(line, text)])
}

/// What stands between `[[` and `]]`.
fn bracketed<'a>(place: &Place, id: &str, parts: &Parts<'a>) -> Option<Line<'a>> {
    if let Some(second) = parts.answers.get(1) {
        place.here.mistake(second.line.0, MistakeKind::AnswerOfOtherKind { id: id.to_owned() });
    }
    let (line, text) = parts.answers.first()?.line;
    let inside = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]"));
    if inside.is_none() {
        place.here.mistake(line, MistakeKind::AnswerOfOtherKind { id: id.to_owned() });
    }
    Some((line, inside?.trim()))
}

/// `= 880 ± 5 pieces`
fn number(place: &Place, id: &str, parts: &Parts, feedback: Feedback) -> Option<Answer> {
    let (line, inside) = bracketed(place, id, parts)?;
    let unreadable = || place.here.mistake(line, MistakeKind::NumberUnreadable { text: inside.to_owned() });
    let Some(written) = inside.strip_prefix('=') else {
        unreadable();
        return None;
    };
    let (value, tolerance, unit) = match written.split_once('±') {
        Some((value, rest)) => {
            let (tolerance, unit) = first_word(rest);
            (value.trim(), tolerance, unit)
        }
        None => {
            let (value, unit) = first_word(written);
            (value, "0", unit)
        }
    };
    let (Some(value), Some(tolerance)) = (finite(value), finite(tolerance)) else {
        unreadable();
        return None;
    };
    if tolerance < 0.0 {
        place.here.mistake(line, MistakeKind::ToleranceNegative { id: id.to_owned() });
    }
    Some(Answer::Number { value, tolerance, unit: only(place.here, unit.to_owned()), feedback })
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace).map_or((text, ""), |(word, rest)| (word, rest.trim()))
}

fn finite(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

fn text(place: &Place, id: &str, parts: &Parts, feedback: Feedback) -> Option<Answer> {
    let (line, inside) = bracketed(place, id, parts)?;
    let accepted: Vec<String> =
        inside.split('|').map(|text| place.writer.plain(&[(line, text.trim())])).collect();
    if accepted.iter().any(String::is_empty) {
        place.here.mistake(line, MistakeKind::AnswerEmpty { id: id.to_owned() });
    }
    Some(Answer::Text { accepted: only(place.here, accepted), feedback })
}

/// `1. text`
fn numbered(line: &str) -> Option<&str> {
    let (number, text) = line
        .split_once(". ")
        .or_else(|| line.split_once(".\t"))
        .or_else(|| line.strip_suffix('.').map(|number| (number, "")))?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.trim())
}

fn order(place: &Place, line: u32, id: &str, parts: &Parts, feedback: Feedback) -> Option<Answer> {
    let items: Vec<Item> = parts
        .answers
        .iter()
        .filter_map(|answer| Some(item(place, id, "order", answer.line.0, numbered(answer.line.1)?)))
        .collect();
    if items.len() < 2 {
        place.here.mistake(line, MistakeKind::OrderTooShort { id: id.to_owned() });
    }
    once(place, line, id, items.iter());
    Some(Answer::Order { items, feedback })
}

fn pairs(place: &Place, line: u32, id: &str, parts: &Parts, feedback: Feedback) -> Option<Answer> {
    let mut pairs = Vec::new();
    for answer in &parts.answers {
        let (number, text) = answer.line;
        let text = text.strip_prefix('-').unwrap_or(text).trim_start();
        let Some((left, right)) = text.split_once(" = ") else {
            place.here.mistake(number, MistakeKind::PairUnreadable { text: text.to_owned() });
            continue;
        };
        let left = item(place, id, "left", number, left.trim());
        pairs.push(Pair { left, right: item(place, id, "right", number, right.trim()) });
    }
    if pairs.len() < 2 {
        place.here.mistake(line, MistakeKind::MatchTooShort { id: id.to_owned() });
    }
    once(place, line, id, pairs.iter().map(|pair| &pair.left));
    once(place, line, id, pairs.iter().map(|pair| &pair.right));
    Some(Answer::Match { pairs, feedback })
}

fn item(place: &Place, id: &str, side: &str, line: u32, text: &str) -> Item {
    if text.is_empty() {
        place.here.mistake(line, MistakeKind::AnswerEmpty { id: id.to_owned() });
    }
    Item { id: opaque(id, side, text), text: only(place.here, place.writer.plain(&[(line, text)])) }
}

/// Two items that read the same could not be told apart.
fn once<'i>(place: &Place, line: u32, id: &str, items: impl Iterator<Item = &'i Item>) {
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        if !seen.insert(&item.id) {
            let text = item.text.values().next().cloned().unwrap_or_default();
            place.here.mistake(line, MistakeKind::AnswerTwice { id: id.to_owned(), text });
        }
    }
}
