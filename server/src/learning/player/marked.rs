//! An answer after it was marked: what was given, whether it is right, and what the author says to that.

use courses::{Answer, AnswerOption, Mark, Question, Response};
use serde::Serialize;

use super::{desk::Studied, inputs::in_order};
use crate::{
    platform::{Language, Screen},
    quizzes::{Drawn, GivenAnswer},
};

/// Whether the right answer itself is shown. Who may still try again finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    Nothing,
    Solution,
}

/// Filled into `player/marked`.
#[derive(Serialize)]
pub struct Marked {
    answered: bool,
    right: bool,
    choices: Vec<MarkedChoice>,
    /// The answer in words, line by line; empty for choices.
    given: Vec<String>,
    /// The right answer in words, where it is shown and was not given.
    solution: Vec<String>,
    numbered: bool,
    /// Safe HTML to the whole answer; what is said to a choice stands at the choice.
    said: Vec<String>,
    explanation: Option<String>,
}

#[derive(Serialize)]
struct MarkedChoice {
    html: String,
    checked: bool,
    /// `right`, `wrong` or empty.
    verdict: &'static str,
    said: Option<String>,
}

impl Marked {
    /// The mark of `given`, or of no answer at all.
    pub fn of(
        screen: &Screen,
        study: &Studied,
        question: &Question,
        drawn: &Drawn,
        given: Option<&GivenAnswer>,
        reveal: Reveal,
    ) -> Self {
        let response = given.map(|given| &given.response);
        let mark =
            response.and_then(|response| courses::mark(question, response, study.language.code()).ok());
        let right = mark.as_ref().is_some_and(|mark| mark.right);
        let (choices, given_words, solution) = shown(screen, study, question, drawn, response, reveal);
        let has_choices = !choices.is_empty();
        let explanation = study.optional(&question.explanation).map(str::to_owned);
        Self {
            answered: mark.is_some(),
            right,
            choices,
            given: given_words,
            solution: if right { Vec::new() } else { solution },
            numbered: matches!(question.answer, Answer::Order { .. }),
            said: mark.filter(|_| !has_choices).map(|Mark { feedback, .. }| feedback).unwrap_or_default(),
            explanation,
        }
    }

    pub fn is_right(&self) -> bool {
        self.right
    }
}

type Shown = (Vec<MarkedChoice>, Vec<String>, Vec<String>);

fn shown(
    screen: &Screen,
    study: &Studied,
    question: &Question,
    drawn: &Drawn,
    response: Option<&Response>,
    reveal: Reveal,
) -> Shown {
    let solution = |lines: Vec<String>| if reveal == Reveal::Solution { lines } else { Vec::new() };
    match &question.answer {
        Answer::One { options } | Answer::Several { options } => {
            let shown = in_order(drawn, options, |option| &option.id);
            (
                shown.map(|option| marked_choice(study, option, response, reveal)).collect(),
                Vec::new(),
                Vec::new(),
            )
        }
        Answer::Number { value, unit, .. } => {
            let unit = study.text(unit);
            let number = format!("{} {unit}", written(screen, study.language, *value));
            (Vec::new(), typed(response, unit), solution(vec![number]))
        }
        Answer::Text { accepted, .. } => {
            let first = study.said(accepted).and_then(|accepted| accepted.first().cloned());
            (Vec::new(), typed(response, ""), solution(first.into_iter().collect()))
        }
        Answer::Order { items, .. } => {
            let text_of =
                |id: &String| items.iter().find(|item| item.id == *id).map(|item| study.text(&item.text));
            let given = match response {
                Some(Response::Order { items }) => {
                    items.iter().filter_map(text_of).map(str::to_owned).collect()
                }
                _ => Vec::new(),
            };
            (
                Vec::new(),
                given,
                solution(items.iter().map(|item| study.text(&item.text).to_owned()).collect()),
            )
        }
        Answer::Match { pairs, .. } => {
            let line = |left: &courses::Item, right: &str| {
                let right = pairs.iter().find(|pair| pair.right.id == right).map(|pair| &pair.right);
                format!(
                    "{} → {}",
                    study.text(&left.text),
                    right.map(|item| study.text(&item.text)).unwrap_or("–")
                )
            };
            let given = match response {
                Some(Response::Match { pairs: given }) => pairs
                    .iter()
                    .map(|pair| {
                        line(&pair.left, given.get(&pair.left.id).map(String::as_str).unwrap_or_default())
                    })
                    .collect(),
                _ => Vec::new(),
            };
            (Vec::new(), given, solution(pairs.iter().map(|pair| line(&pair.left, &pair.right.id)).collect()))
        }
    }
}

fn marked_choice(
    study: &Studied,
    option: &AnswerOption,
    response: Option<&Response>,
    reveal: Reveal,
) -> MarkedChoice {
    let checked = match response {
        Some(Response::One { option: chosen }) => *chosen == option.id,
        Some(Response::Several { options }) => options.contains(&option.id),
        _ => false,
    };
    let verdict = match (checked, option.right) {
        (true, true) => "right",
        (true, false) => "wrong",
        (false, true) if reveal == Reveal::Solution => "right",
        (false, _) => "",
    };
    let said = study.optional(&option.feedback).filter(|_| checked || reveal == Reveal::Solution);
    MarkedChoice {
        html: study.text(&option.text).to_owned(),
        checked,
        verdict,
        said: said.map(str::to_owned),
    }
}

fn typed(response: Option<&Response>, unit: &str) -> Vec<String> {
    match response {
        Some(Response::Number { value }) => vec![format!("{} {unit}", value.trim_end_matches(unit).trim())],
        Some(Response::Text { text }) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// A number with as many decimals as it has, two at most.
fn written(screen: &Screen, language: Language, value: f64) -> String {
    let decimals = if value.fract() == 0.0 { 0 } else { 2 };
    screen.engine().formats().number(language, value, decimals)
}

impl Marked {
    /// For examples of pages.
    pub fn examples() -> Vec<Self> {
        let choice = |checked, verdict, said: Option<&str>| MarkedChoice {
            html: "<em>A</em>".to_owned(),
            checked,
            verdict,
            said: said.map(str::to_owned),
        };
        let blank = || Self {
            answered: true,
            right: false,
            choices: Vec::new(),
            given: Vec::new(),
            solution: Vec::new(),
            numbered: false,
            said: Vec::new(),
            explanation: None,
        };
        let text = |text: &str| vec![text.to_owned()];
        vec![
            Self {
                right: true,
                choices: vec![choice(true, "right", Some("…")), choice(false, "", None)],
                ..blank()
            },
            Self { given: text("40"), solution: text("880"), said: text("<p>…</p>"), ..blank() },
            Self {
                given: text("A"),
                solution: text("B"),
                numbered: true,
                explanation: Some("…".to_owned()),
                ..blank()
            },
            Self { answered: false, ..blank() },
        ]
    }
}
