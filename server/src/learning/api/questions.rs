//! Questions as an attempt asks them, and answers as they are given. What is right is told when it is due, never before.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use courses::{Answer, AnswerOption, Item, Question, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    learning::player::Studied,
    quizzes::{Drawn, GivenAnswer},
};

#[derive(Serialize, ToSchema)]
pub struct QuestionDocument {
    id: String,
    /// Plain text.
    text: String,
    /// Safe HTML between the question and its answers; often empty.
    more: String,
    hint: Option<String>,
    /// `one`, `several`, `number`, `text`, `order` or `match`.
    kind: &'static str,
    /// What can be chosen, in the order drawn: options, items to bring into order, or right sides of pairs.
    options: Vec<OptionDocument>,
    /// Left sides of pairs.
    lefts: Vec<OptionDocument>,
    /// Of a number.
    unit: Option<String>,
    answer: Option<AnswerDocument>,
    /// Safe HTML, once what is right may be told.
    explanation: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct OptionDocument {
    id: String,
    /// Safe HTML for options, plain text for items and pairs.
    text: String,
}

#[derive(Serialize, ToSchema)]
pub struct AnswerDocument {
    response: ResponseDocument,
    saved_at: DateTime<Utc>,
    /// Empty until what is right may be told.
    right: Option<bool>,
    /// Safe HTML, once what is right may be told.
    feedback: Vec<String>,
}

/// An answer by the ids of options and items.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ResponseDocument {
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

impl QuestionDocument {
    /// `told` says whether what is right may be told.
    pub fn of(
        study: &Studied,
        question: &Question,
        drawn: &Drawn,
        given: Option<&GivenAnswer>,
        told: bool,
    ) -> Self {
        let (kind, unit) = match &question.answer {
            Answer::One { .. } => ("one", None),
            Answer::Several { .. } => ("several", None),
            Answer::Number { unit, .. } => ("number", Some(study.text(unit).to_owned())),
            Answer::Text { .. } => ("text", None),
            Answer::Order { .. } => ("order", None),
            Answer::Match { .. } => ("match", None),
        };
        let explanation = study.optional(&question.explanation).filter(|_| told);
        Self {
            id: question.id.clone(),
            text: study.text(&question.text).to_owned(),
            more: study.text(&question.more).to_owned(),
            hint: study.optional(&question.hint).map(str::to_owned),
            kind,
            options: options(study, question, drawn),
            lefts: lefts(study, question),
            unit,
            answer: given.map(|given| AnswerDocument::of(study, question, given, told)),
            explanation: explanation.map(str::to_owned),
        }
    }
}

impl AnswerDocument {
    fn of(study: &Studied, question: &Question, given: &GivenAnswer, told: bool) -> Self {
        let mark =
            told.then(|| courses::mark(question, &given.response, study.language.code()).ok()).flatten();
        Self {
            response: given.response.clone().into(),
            saved_at: given.saved_at,
            right: mark.as_ref().map(|mark| mark.right),
            feedback: mark.map(|mark| mark.feedback).unwrap_or_default(),
        }
    }
}

fn options(study: &Studied, question: &Question, drawn: &Drawn) -> Vec<OptionDocument> {
    let option = |option: &AnswerOption| (option.id.clone(), study.text(&option.text).to_owned());
    let item = |item: &Item| (item.id.clone(), study.text(&item.text).to_owned());
    let texts: BTreeMap<String, String> = match &question.answer {
        Answer::One { options } | Answer::Several { options } => options.iter().map(option).collect(),
        Answer::Order { items, .. } => items.iter().map(item).collect(),
        Answer::Match { pairs, .. } => pairs.iter().map(|pair| item(&pair.right)).collect(),
        Answer::Number { .. } | Answer::Text { .. } => BTreeMap::new(),
    };
    let shown = |id: &String| Some(OptionDocument { id: id.clone(), text: texts.get(id)?.clone() });
    drawn.order.iter().filter_map(shown).collect()
}

fn lefts(study: &Studied, question: &Question) -> Vec<OptionDocument> {
    let Answer::Match { pairs, .. } = &question.answer else { return Vec::new() };
    let left = |item: &Item| OptionDocument { id: item.id.clone(), text: study.text(&item.text).to_owned() };
    pairs.iter().map(|pair| left(&pair.left)).collect()
}

impl From<Response> for ResponseDocument {
    fn from(response: Response) -> Self {
        match response {
            Response::One { option } => Self::One { option },
            Response::Several { options } => Self::Several { options },
            Response::Number { value } => Self::Number { value },
            Response::Text { text } => Self::Text { text },
            Response::Order { items } => Self::Order { items },
            Response::Match { pairs } => Self::Match { pairs },
        }
    }
}

impl From<ResponseDocument> for Response {
    fn from(response: ResponseDocument) -> Self {
        match response {
            ResponseDocument::One { option } => Self::One { option },
            ResponseDocument::Several { options } => Self::Several { options },
            ResponseDocument::Number { value } => Self::Number { value },
            ResponseDocument::Text { text } => Self::Text { text },
            ResponseDocument::Order { items } => Self::Order { items },
            ResponseDocument::Match { pairs } => Self::Match { pairs },
        }
    }
}
