//! A quiz: questions in LiaScript's notation, with feedback and hints.

mod answers;

use super::{
    Seen,
    lines::{Fence, Line, Section, sections},
    module::{Place, check_heading, only},
    note_id,
};
use crate::{
    document::{Activity, FinalRule, Localised, Question, Quiz, Stake},
    mistakes::MistakeKind,
};

pub fn read(place: &Place, lines: &[Line], is_final: bool, seen: &mut Seen) -> (String, Activity, String) {
    let (before, found) = sections(lines, 3);
    let questions: Vec<Question> =
        found.iter().filter_map(|section| question(place, section, seen)).collect();
    if found.is_empty() {
        place.here.mistake(place.line, MistakeKind::QuizEmpty { id: place.id.to_owned() });
    }
    let stake = if is_final { Stake::Final(rule(place, questions.len())) } else { practice(place) };
    (place.writer.block(&before), Activity::Quiz(Quiz { stake, questions }), String::new())
}

fn practice(place: &Place) -> Stake {
    place.only_options(&[]);
    Stake::Practice
}

fn rule(place: &Place, questions: usize) -> FinalRule {
    place.only_options(&["pass", "tries", "wait", "minutes", "draw"]);
    let here = place.here;
    let pass = place.option("pass");
    if pass.is_none_or(|pass| pass > 100) {
        here.mistake(place.line, MistakeKind::PassMarkMissing { id: place.id.to_owned() });
    }
    let (tries, wait_hours) = (place.option("tries"), place.option("wait"));
    if wait_hours.is_some() && tries.is_none() {
        here.mistake(place.line, MistakeKind::WaitWithoutTries { id: place.id.to_owned() });
    }
    let draw = place.option("draw").and_then(|draw| usize::try_from(draw).ok());
    if let Some(draw) = draw.filter(|draw| *draw > questions) {
        let kind = MistakeKind::DrawTooLarge { draw: draw.to_string(), questions: questions.to_string() };
        here.mistake(place.line, kind);
    }
    let pass_percent = pass.and_then(|pass| u8::try_from(pass).ok()).unwrap_or(100);
    FinalRule { pass_percent, tries, wait_hours, minutes: place.option("minutes"), draw }
}

/// What a question is made of, sorted out before it is understood.
#[derive(Default)]
struct Parts<'a> {
    text: Vec<Line<'a>>,
    answers: Vec<AnswerLine<'a>>,
    hint: Option<Line<'a>>,
    right: Vec<Line<'a>>,
    wrong: Vec<Line<'a>>,
    explanation: Vec<Line<'a>>,
}

/// A line with an answer, and what is said when it is chosen.
struct AnswerLine<'a> {
    line: Line<'a>,
    feedback: Vec<Line<'a>>,
}

fn question(place: &Place, section: &Section, seen: &mut Seen) -> Option<Question> {
    let here = place.here;
    let heading = &section.heading;
    check_heading(here, section);
    for (option, _) in &heading.options {
        here.mistake(section.line, MistakeKind::StepOptionUnknown { option: (*option).to_owned() });
    }
    let Some(id) = heading.id else {
        here.mistake(section.line, MistakeKind::QuestionIdMissing { heading: heading.text.to_owned() });
        return None;
    };
    note_id(here, section.line, id, seen);
    let kind = match heading.kinds.as_slice() {
        [] => "",
        [kind @ ("number" | "text" | "order" | "match")] => kind,
        [.., kind] => {
            here.mistake(section.line, MistakeKind::QuestionKindUnknown { kind: (*kind).to_owned() });
            return None;
        }
    };
    let parts = parts(place, section, kind, id);
    let answer = answers::read(place, section.line, id, kind, &parts)?;
    let block = |lines: &[Line]| (!lines.is_empty()).then(|| place.writer.block(lines));
    Some(Question {
        id: id.to_owned(),
        text: only(here, place.writer.plain(&[(section.line, heading.text)])),
        more: only(here, block(&parts.text).unwrap_or_default()),
        hint: only(here, parts.hint.map(|line| place.writer.inline(&[line]))),
        explanation: only(here, block(&parts.explanation)),
        answer,
    })
}

fn parts<'a>(place: &Place, section: &Section<'a>, kind: &str, id: &str) -> Parts<'a> {
    let mut parts = Parts::default();
    let mut last = Last::Text;
    let mut fence = Fence::default();
    for &(number, line) in &section.lines {
        let trimmed = line.trim();
        let in_code = fence.holds(line);
        let quoted = trimmed.strip_prefix('>').map(|quoted| quoted.strip_prefix(' ').unwrap_or(quoted));
        if in_code && parts.answers.is_empty() {
            // Whatever stands in a block of code is shown as it is.
            parts.text.push((number, line));
        } else if in_code {
            place.here.mistake(number, MistakeKind::TextAfterAnswers { id: id.to_owned() });
        } else if let Some(quoted) = quoted.filter(|quoted| last != Last::Text || is_marked(quoted)) {
            last = said(place, &mut parts, last, (number, quoted), id);
        } else if let Some(hint) = trimmed.strip_prefix("[[?]]") {
            if hint.trim().is_empty() {
                place.here.mistake(number, MistakeKind::HintEmpty { id: id.to_owned() });
            }
            if parts.hint.replace((number, hint.trim_start())).is_some() {
                place.here.mistake(number, MistakeKind::HintTwice { id: id.to_owned() });
            }
            last = Last::Other;
        } else if answers::is_answer(trimmed, kind) {
            parts.answers.push(AnswerLine { line: (number, trimmed), feedback: Vec::new() });
            last = Last::Answer;
        } else if parts.answers.is_empty() {
            if !trimmed.is_empty() || !parts.text.is_empty() {
                parts.text.push((number, line));
            }
        } else if trimmed.is_empty() {
            if last != Last::Answer {
                last = Last::Other;
            }
        } else {
            place.here.mistake(number, MistakeKind::TextAfterAnswers { id: id.to_owned() });
        }
    }
    parts
}

/// What the line before was, so that a `>` line goes on with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Text,
    Answer,
    Right,
    Wrong,
    Explanation,
    Other,
}

/// Whether a quoted line says by itself what it is; before any answer, others are a quotation in the question's text.
fn is_marked(quoted: &str) -> bool {
    ["[!", "[+]", "[-]"].iter().any(|mark| quoted.trim_start().starts_with(mark))
}

fn said<'a>(place: &Place, parts: &mut Parts<'a>, last: Last, (number, text): Line<'a>, id: &str) -> Last {
    let id = || id.to_owned();
    if text.trim_start().starts_with("[!") {
        if !parts.explanation.is_empty() {
            place.here.mistake(number, MistakeKind::ExplanationTwice { id: id() });
        }
        if text.trim() != "[!NOTE]" {
            let name = text.trim().trim_start_matches("[!").replacen(']', "", 1);
            place.here.mistake(number, MistakeKind::CalloutUnknown { name });
        }
        return Last::Explanation;
    }
    for (mark, list, now) in [("[+]", &mut parts.right, Last::Right), ("[-]", &mut parts.wrong, Last::Wrong)]
    {
        if let Some(words) = text.trim_start().strip_prefix(mark) {
            if !list.is_empty() {
                place.here.mistake(number, MistakeKind::FeedbackTwice { id: id() });
            }
            list.push((number, words.trim_start()));
            return now;
        }
    }
    match last {
        Last::Explanation => parts.explanation.push((number, text)),
        Last::Right => parts.right.push((number, text)),
        Last::Wrong => parts.wrong.push((number, text)),
        Last::Answer => {
            if let Some(answer) = parts.answers.last_mut() {
                answer.feedback.push((number, text));
            }
        }
        Last::Text => parts.text.push((number, text)),
        Last::Other => place.here.mistake(number, MistakeKind::FeedbackMisplaced { id: id() }),
    }
    last
}

/// Feedback as HTML; `None` where nothing is said.
fn feedback(place: &Place, lines: &[Line]) -> Localised<Option<String>> {
    only(place.here, (!lines.is_empty()).then(|| place.writer.block(lines)))
}
