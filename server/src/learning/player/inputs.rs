//! The fields of a question, filled, in the order that was drawn. Nothing here tells what is right.

use courses::{Answer, Item, Question};
use serde::Serialize;

use super::{
    desk::Studied,
    filled::{Filled, RESPONSE, RESPONSES, pair_of, place_of},
};
use crate::quizzes::Drawn;

/// Every list stands in every kind of question, because templates are strict.
#[derive(Default, Serialize)]
pub struct Inputs {
    /// `one`, `several`, `number`, `text`, `order`, `match`.
    kind: &'static str,
    choices: Vec<Choice>,
    value: String,
    unit: String,
    items: Vec<Placed>,
    pairs: Vec<PairField>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    /// Safe HTML.
    html: String,
    checked: bool,
}

#[derive(Serialize)]
struct Placed {
    name: String,
    text: String,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    place: usize,
    selected: bool,
}

#[derive(Serialize)]
struct PairField {
    name: String,
    text: String,
    rights: Vec<Right>,
}

#[derive(Serialize)]
struct Right {
    value: String,
    text: String,
    selected: bool,
}

impl Inputs {
    pub fn of(study: &Studied, question: &Question, drawn: &Drawn, filled: &Filled) -> Self {
        let value = filled.text(RESPONSE).to_owned();
        match &question.answer {
            Answer::One { options } | Answer::Several { options } => {
                let several = matches!(question.answer, Answer::Several { .. });
                let (kind, field) = if several { ("several", RESPONSES) } else { ("one", RESPONSE) };
                let choice = |option: &courses::AnswerOption| Choice {
                    value: option.id.clone(),
                    html: study.text(&option.text).to_owned(),
                    checked: filled.holds(field, &option.id),
                };
                let shown = in_order(drawn, options, |option| &option.id);
                Self { kind, choices: shown.map(choice).collect(), ..Self::default() }
            }
            Answer::Number { unit, .. } => {
                Self { kind: "number", value, unit: study.text(unit).to_owned(), ..Self::default() }
            }
            Answer::Text { .. } => Self { kind: "text", value, ..Self::default() },
            Answer::Order { items, .. } => {
                let shown = in_order(drawn, items, |item| &item.id).enumerate();
                let items =
                    shown.map(|(index, item)| placed(study, item, index + 1, items.len(), filled)).collect();
                Self { kind: "order", items, ..Self::default() }
            }
            Answer::Match { pairs, .. } => {
                let rights: Vec<&Item> =
                    in_order(drawn, pairs, |pair| &pair.right.id).map(|pair| &pair.right).collect();
                let pairs = pairs.iter().map(|pair| pair_field(study, &pair.left, &rights, filled)).collect();
                Self { kind: "match", pairs, ..Self::default() }
            }
        }
    }
}

/// The things of a question in the order that was drawn for this attempt.
pub fn in_order<'t, T>(
    drawn: &'t Drawn,
    things: &'t [T],
    id: fn(&T) -> &String,
) -> impl Iterator<Item = &'t T> {
    drawn.order.iter().filter_map(move |wanted| things.iter().find(|thing| id(thing) == wanted))
}

/// Before it is answered, each item stands at the place at which it is shown.
fn placed(study: &Studied, item: &Item, shown_at: usize, of: usize, filled: &Filled) -> Placed {
    let name = place_of(&item.id);
    let chosen = filled.text(&name).parse().unwrap_or(shown_at);
    let places = (1..=of).map(|place| Place { place, selected: place == chosen }).collect();
    Placed { name, text: study.text(&item.text).to_owned(), places }
}

fn pair_field(study: &Studied, left: &Item, rights: &[&Item], filled: &Filled) -> PairField {
    let name = pair_of(&left.id);
    let chosen = filled.text(&name).to_owned();
    let right = |right: &&Item| Right {
        value: right.id.clone(),
        text: study.text(&right.text).to_owned(),
        selected: right.id == chosen,
    };
    PairField { text: study.text(&left.text).to_owned(), rights: rights.iter().map(right).collect(), name }
}

impl Inputs {
    /// For examples of pages: one of each kind.
    pub fn examples() -> Vec<Self> {
        let choice = |checked| Choice { value: "a1".to_owned(), html: "<em>A</em>".to_owned(), checked };
        let places = vec![Place { place: 1, selected: true }, Place { place: 2, selected: false }];
        let item = Placed { name: "place-i1".to_owned(), text: "Forecast".to_owned(), places };
        let right = Right { value: "r1".to_owned(), text: "Overtime".to_owned(), selected: true };
        let pair =
            PairField { name: "pair-l1".to_owned(), text: "Late change".to_owned(), rights: vec![right] };
        let text = || "880".to_owned();
        vec![
            Self { kind: "one", choices: vec![choice(true), choice(false)], ..Self::default() },
            Self { kind: "several", choices: vec![choice(true), choice(true)], ..Self::default() },
            Self { kind: "number", value: text(), unit: "VND".to_owned(), ..Self::default() },
            Self { kind: "text", value: text(), ..Self::default() },
            Self { kind: "order", items: vec![item], ..Self::default() },
            Self { kind: "match", pairs: vec![pair], ..Self::default() },
        ]
    }
}
