//! What a step asks of its learner, as those see it who keep courses: with the answers.

use courses::{Activity, Answer, AnswerOption, Ending, Exercise, Item, Localised, Question, Scenario};
use serde::Serialize;

use crate::platform::Screen;

/// Texts are in the language of the preview; what is called HTML is safe, as the course crate makes it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ActivityShown {
    questions: Vec<QuestionShown>,
    scenes: Vec<SceneShown>,
    inputs: Vec<Line>,
    results: Vec<Line>,
}

#[derive(Clone, Debug, Serialize)]
struct QuestionShown {
    text: String,
    more_html: String,
    hint_html: String,
    options: Vec<OptionShown>,
    /// The right answer where there are no options.
    answer: Vec<String>,
    feedback_html: Vec<String>,
    explanation_html: String,
}

#[derive(Clone, Debug, Serialize)]
struct OptionShown {
    html: String,
    right: bool,
    said_html: String,
}

#[derive(Clone, Debug, Serialize)]
struct SceneShown {
    heading: String,
    body_html: String,
    choices: Vec<Line>,
    /// A text key; empty where the story goes on.
    ending: String,
}

/// Something with what belongs to it: a choice and where it leads, a field and its value.
#[derive(Clone, Debug, Serialize)]
struct Line {
    text: String,
    value: String,
}

impl ActivityShown {
    pub fn of(screen: &Screen, activity: &Activity, language: &str) -> Self {
        let words = Words { screen, language };
        match activity {
            Activity::Quiz(quiz) => {
                let questions = quiz.questions.iter().map(|question| words.question(question)).collect();
                Self { questions, ..Self::default() }
            }
            Activity::Scenario(scenario) => Self { scenes: words.scenes(scenario), ..Self::default() },
            Activity::Exercise(exercise) => words.exercise(exercise),
            Activity::Lesson | Activity::Plan(_) => Self::default(),
        }
    }

    pub fn example() -> Self {
        let line = || Line { text: "…".to_owned(), value: "…".to_owned() };
        let question = |options, answer| QuestionShown {
            text: "…".to_owned(),
            more_html: "<p>…</p>".to_owned(),
            hint_html: "<p>…</p>".to_owned(),
            options,
            answer,
            feedback_html: vec!["<p>…</p>".to_owned()],
            explanation_html: "<p>…</p>".to_owned(),
        };
        let option =
            |right| OptionShown { html: "…".to_owned(), right, said_html: "<p>…</p>".to_owned() };
        let scene = |ending: &str| SceneShown {
            heading: "…".to_owned(),
            body_html: "<p>…</p>".to_owned(),
            choices: vec![line()],
            ending: ending.to_owned(),
        };
        Self {
            questions: vec![
                question(vec![option(true), option(false)], Vec::new()),
                question(Vec::new(), vec!["…".to_owned()]),
            ],
            scenes: vec![scene(""), scene("…")],
            inputs: vec![line()],
            results: vec![line()],
        }
    }
}

struct Words<'w> {
    screen: &'w Screen,
    language: &'w str,
}

impl Words<'_> {
    fn text(&self, text: &Localised<String>) -> String {
        text.get(self.language).cloned().unwrap_or_default()
    }

    fn perhaps(&self, text: &Localised<Option<String>>) -> String {
        text.get(self.language).cloned().flatten().unwrap_or_default()
    }

    fn question(&self, question: &Question) -> QuestionShown {
        let feedback = match &question.answer {
            Answer::One { .. } | Answer::Several { .. } => None,
            Answer::Number { feedback, .. }
            | Answer::Text { feedback, .. }
            | Answer::Order { feedback, .. }
            | Answer::Match { feedback, .. } => Some(feedback),
        };
        let said =
            feedback.into_iter().flat_map(|said| [self.perhaps(&said.right), self.perhaps(&said.wrong)]);
        QuestionShown {
            text: self.text(&question.text),
            more_html: self.text(&question.more),
            hint_html: self.perhaps(&question.hint),
            options: match &question.answer {
                Answer::One { options } | Answer::Several { options } => {
                    options.iter().map(|option| self.option(option)).collect()
                }
                _ => Vec::new(),
            },
            answer: self.answer(&question.answer),
            feedback_html: said.filter(|said| !said.is_empty()).collect(),
            explanation_html: self.perhaps(&question.explanation),
        }
    }

    fn option(&self, option: &AnswerOption) -> OptionShown {
        OptionShown {
            html: self.text(&option.text),
            right: option.right,
            said_html: self.perhaps(&option.feedback),
        }
    }

    fn answer(&self, answer: &Answer) -> Vec<String> {
        let item = |item: &Item| self.text(&item.text);
        match answer {
            Answer::One { .. } | Answer::Several { .. } => Vec::new(),
            Answer::Number { value, tolerance, unit, .. } => {
                let within = if *tolerance > 0.0 { format!(" ± {tolerance}") } else { String::new() };
                vec![format!("{value}{within} {}", self.text(unit)).trim().to_owned()]
            }
            Answer::Text { accepted, .. } => accepted.get(self.language).cloned().unwrap_or_default(),
            Answer::Order { items, .. } => items.iter().map(item).collect(),
            Answer::Match { pairs, .. } => {
                pairs.iter().map(|pair| format!("{} → {}", item(&pair.left), item(&pair.right))).collect()
            }
        }
    }

    fn scenes(&self, scenario: &Scenario) -> Vec<SceneShown> {
        let leads_to =
            |id: &str| scenario.scene(id).map(|scene| self.text(&scene.heading)).unwrap_or_default();
        let ending = |ending: Ending| match ending {
            Ending::Good => "kept-ending-good",
            Ending::Mixed => "kept-ending-mixed",
            Ending::Bad => "kept-ending-bad",
        };
        let shown = |scene: &courses::Scene| SceneShown {
            heading: self.text(&scene.heading),
            body_html: self.text(&scene.body),
            choices: scene
                .choices
                .iter()
                .map(|choice| Line { text: self.text(&choice.text), value: leads_to(&choice.id) })
                .collect(),
            ending: scene.ending.map(|end| self.screen.text(ending(end))).unwrap_or_default(),
        };
        scenario.scenes.iter().map(shown).collect()
    }

    fn exercise(&self, exercise: &Exercise) -> ActivityShown {
        let input = |input: &courses::Input| Line {
            text: self.text(&input.label),
            value: format!("{} {}", input.value, self.text(&input.unit)).trim().to_owned(),
        };
        let result = |result: &courses::ResultLine| Line {
            text: self.text(&result.label),
            value: format!("{} {}", result.formula, self.text(&result.unit)).trim().to_owned(),
        };
        ActivityShown {
            inputs: exercise.inputs.iter().map(input).collect(),
            results: exercise.results.iter().map(result).collect(),
            ..ActivityShown::default()
        }
    }
}
