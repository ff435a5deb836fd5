//! An answer after it was marked: what was given, whether it is right, and what the author says to that.

use courses::{Answer, AnswerOption, Item, Pair, Question, Response};
use serde::Serialize;

use super::{desk::Studied, inputs::in_order};
use crate::{
    platform::Screen,
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
    said: Option<String>,
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
    pub fn is_right(&self) -> bool {
        self.right
    }
}

/// A question whose answer is shown after it was marked.
pub struct Marking<'m> {
    pub screen: &'m Screen,
    pub study: &'m Studied,
    pub question: &'m Question,
    pub drawn: &'m Drawn,
    pub reveal: Reveal,
}

impl Marking<'_> {
    /// `right` is the mark as it was made when the answer came, in the language in which it was typed.
    pub fn of(&self, given: Option<&GivenAnswer>, right: bool) -> Marked {
        let response = given.map(|given| &given.response);
        let solution = if right || self.reveal == Reveal::Nothing { Vec::new() } else { self.solution() };
        Marked {
            answered: given.is_some(),
            right,
            choices: self.choices(response),
            given: response.map(|response| self.words_of(response)).unwrap_or_default(),
            solution,
            numbered: matches!(self.question.answer, Answer::Order { .. }),
            said: given.and_then(|_| self.said(right)).map(str::to_owned),
            explanation: self.study.optional(&self.question.explanation).map(str::to_owned),
        }
    }

    fn said(&self, right: bool) -> Option<&str> {
        let feedback = match &self.question.answer {
            Answer::One { .. } | Answer::Several { .. } => return None,
            Answer::Number { feedback, .. }
            | Answer::Text { feedback, .. }
            | Answer::Order { feedback, .. }
            | Answer::Match { feedback, .. } => feedback,
        };
        self.study.optional(if right { &feedback.right } else { &feedback.wrong })
    }

    fn choices(&self, response: Option<&Response>) -> Vec<MarkedChoice> {
        match &self.question.answer {
            Answer::One { options } | Answer::Several { options } => {
                let shown = in_order(self.drawn, options, |option| &option.id);
                shown.map(|option| self.choice(option, response)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn choice(&self, option: &AnswerOption, response: Option<&Response>) -> MarkedChoice {
        let checked = match response {
            Some(Response::One { option: chosen }) => *chosen == option.id,
            Some(Response::Several { options }) => options.contains(&option.id),
            _ => false,
        };
        let reveals = self.reveal == Reveal::Solution;
        let verdict = match (checked, option.right) {
            (true, true) => "right",
            (true, false) => "wrong",
            (false, true) if reveals => "right",
            (false, _) => "",
        };
        let said = self.study.optional(&option.feedback).filter(|_| checked || reveals).map(str::to_owned);
        MarkedChoice { html: self.study.text(&option.text).to_owned(), checked, verdict, said }
    }

    /// An answer in words, line by line.
    fn words_of(&self, response: &Response) -> Vec<String> {
        match (&self.question.answer, response) {
            (Answer::Number { unit, .. }, Response::Number { value }) => {
                let unit = self.study.text(unit);
                vec![format!("{} {unit}", value.trim_end_matches(unit).trim())]
            }
            (_, Response::Text { text }) => vec![text.clone()],
            (Answer::Order { items, .. }, Response::Order { items: given }) => {
                let known = given.iter().filter_map(|id| items.iter().find(|item| item.id == *id));
                known.map(|item| self.study.text(&item.text).to_owned()).collect()
            }
            (Answer::Match { pairs, .. }, Response::Match { pairs: given }) => {
                let right_of = |pair: &Pair| given.get(&pair.left.id);
                let found = |right: &String| pairs.iter().find(|pair| pair.right.id == *right);
                let line = |pair: &Pair| {
                    self.pair(&pair.left, right_of(pair).and_then(found).map(|pair| &pair.right))
                };
                pairs.iter().map(line).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The right answer in words; for choices the marks at the choices say it.
    fn solution(&self) -> Vec<String> {
        match &self.question.answer {
            Answer::One { .. } | Answer::Several { .. } => Vec::new(),
            Answer::Number { value, unit, .. } => {
                vec![format!("{} {}", self.written(*value), self.study.text(unit))]
            }
            Answer::Text { accepted, .. } => {
                self.study.said(accepted).and_then(|accepted| accepted.first().cloned()).into_iter().collect()
            }
            Answer::Order { items, .. } => {
                items.iter().map(|item| self.study.text(&item.text).to_owned()).collect()
            }
            Answer::Match { pairs, .. } => {
                pairs.iter().map(|pair| self.pair(&pair.left, Some(&pair.right))).collect()
            }
        }
    }

    fn pair(&self, left: &Item, right: Option<&Item>) -> String {
        let right = right.map_or("–", |right| self.study.text(&right.text));
        format!("{} → {right}", self.study.text(&left.text))
    }

    /// A number with as many decimals as it has, two at most.
    fn written(&self, value: f64) -> String {
        let decimals = if value.fract() == 0.0 { 0 } else { 2 };
        self.screen.engine().formats().number(self.study.language, value, decimals)
    }
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
            said: None,
            explanation: None,
        };
        let text = |text: &str| vec![text.to_owned()];
        vec![
            Self {
                right: true,
                choices: vec![choice(true, "right", Some("…")), choice(false, "", None)],
                ..blank()
            },
            Self { given: text("40"), solution: text("880"), said: Some("<p>…</p>".to_owned()), ..blank() },
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
