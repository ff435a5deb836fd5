//! A calculation whose numbers the learner changes. They stand in the address; nothing is stored.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use courses::{Exercise, ExerciseError, Input, ResultLine, number_from};
use serde::Serialize;

use super::{callouts::labelled, desk::Studied, frame::Frame, lesson};
use crate::platform::{Argument, Outcome, Page, Screen};

#[derive(Serialize)]
pub struct ExercisePage {
    frame: Frame,
    body: String,
    /// Safe HTML, shown after the results.
    after: String,
    inputs: Vec<Field>,
    outcome: Worked,
}

/// What is fetched anew while numbers change.
#[derive(Serialize)]
pub struct ResultsFragment {
    outcome: Worked,
}

#[derive(Serialize)]
struct Field {
    name: String,
    label: String,
    value: String,
    unit: String,
    error: String,
}

#[derive(Default, Serialize)]
struct Worked {
    /// Sentences about what cannot be worked out.
    errors: Vec<String>,
    results: Vec<Line>,
    working: Vec<String>,
}

#[derive(Serialize)]
struct Line {
    label: String,
    value: String,
    main: bool,
    /// `up`, `down`, or empty for what is no change.
    change: &'static str,
}

impl Page for ExercisePage {
    const TEMPLATE: &'static str = "player/exercise";

    fn examples() -> Vec<Self> {
        let field = |error: &str| Field {
            name: "efficiency".to_owned(),
            label: "Line efficiency".to_owned(),
            value: "55".to_owned(),
            unit: "%".to_owned(),
            error: error.to_owned(),
        };
        let example = |error: &str, outcome| Self {
            frame: Frame::example(None, None),
            body: "<p>…</p>".to_owned(),
            after: "<p>…</p>".to_owned(),
            inputs: vec![field(error)],
            outcome,
        };
        vec![
            example("", Worked::example()),
            example("…", Worked { errors: vec!["…".to_owned()], ..Worked::default() }),
        ]
    }
}

impl Page for ResultsFragment {
    const TEMPLATE: &'static str = "player/results";

    fn examples() -> Vec<Self> {
        vec![Self { outcome: Worked::example() }]
    }
}

impl Worked {
    fn example() -> Self {
        let line = |change| Line {
            label: "Labour in one piece".to_owned(),
            value: "+1,586 VND".to_owned(),
            main: true,
            change,
        };
        Self {
            results: vec![line(""), line("up"), line("down")],
            working: vec!["12 × 3".to_owned()],
            errors: Vec::new(),
        }
    }
}

pub fn show(screen: &Screen, study: &Studied, exercise: &Exercise) -> Outcome<HttpResponse> {
    let desk = Sums { screen, study, exercise };
    let asked: BTreeMap<_, _> =
        url::form_urlencoded::parse(screen.request().query_string().as_bytes()).collect();
    let typed = |input: &Input| asked.get(input.id.as_str()).map(|typed| typed.trim());
    let read: Vec<Read<'_>> = exercise.inputs.iter().map(|input| desk.read(input, typed(input))).collect();
    let outcome = desk.outcome(&read);
    if screen.request().headers().get("x-fragment").is_some_and(|name| name == "results") {
        return screen.show(&ResultsFragment { outcome });
    }
    let after = study.text(&study.place()?.step.after);
    screen.show(&ExercisePage {
        frame: Frame::of(study)?,
        body: lesson::body(screen, study)?,
        after: labelled(after, screen.engine().texts(), study.language).into_owned(),
        inputs: read.into_iter().map(|read| desk.field(read)).collect(),
        outcome,
    })
}

/// What works an exercise out and writes it as the course's language does.
struct Sums<'s> {
    screen: &'s Screen,
    study: &'s Studied,
    exercise: &'s Exercise,
}

/// An input as typed, and the number or the sentence that came of it.
struct Read<'i> {
    input: &'i Input,
    typed: String,
    number: Result<f64, String>,
}

impl Sums<'_> {
    fn read<'i>(&self, input: &'i Input, typed: Option<&str>) -> Read<'i> {
        let typed = typed.map_or_else(|| self.written(input.value, decimals_of(input.value)), str::to_owned);
        let number = number_from(&typed, self.study.language.code());
        let number = number.ok_or_else(|| self.screen.text("exercise-not-a-number"));
        let number = number.and_then(|number| self.within(input, number));
        Read { input, typed, number }
    }

    fn within(&self, input: &Input, number: f64) -> Result<f64, String> {
        let low = input.min.filter(|min| number < *min);
        let high = input.max.filter(|max| number > *max);
        if low.or(high).is_none() {
            return Ok(number);
        }
        let written = |bound: f64| Argument::Text(self.written(bound, decimals_of(bound)));
        Err(match (input.min, input.max) {
            (Some(min), Some(max)) => {
                self.screen.text_with("exercise-between", &[("min", written(min)), ("max", written(max))])
            }
            (Some(min), None) => self.screen.text_with("exercise-at-least", &[("min", written(min))]),
            (None, max) => {
                self.screen.text_with("exercise-at-most", &[("max", written(max.unwrap_or(number)))])
            }
        })
    }

    fn outcome(&self, read: &[Read<'_>]) -> Worked {
        let wrong = |read: &Read<'_>| {
            let sentence = read.number.as_ref().err()?;
            Some(format!("{}: {sentence}", self.study.text(&read.input.label)))
        };
        let errors: Vec<String> = read.iter().filter_map(wrong).collect();
        if !errors.is_empty() {
            return Worked { errors, ..Worked::default() };
        }
        let given: BTreeMap<String, f64> = read
            .iter()
            .filter_map(|read| Some((read.input.id.clone(), *read.number.as_ref().ok()?)))
            .collect();
        match self.exercise.compute(&given) {
            Ok(results) => self.worked(&given, &results),
            Err(error) => Worked { errors: vec![self.no_result(&error)], ..Worked::default() },
        }
    }

    fn no_result(&self, error: &ExerciseError) -> String {
        tracing::debug!(?error, "an exercise gives no result");
        self.screen.text("exercise-no-result")
    }

    fn worked(&self, given: &BTreeMap<String, f64>, results: &[(String, f64)]) -> Worked {
        let mut numbers: BTreeMap<&str, String> = given
            .iter()
            .map(|(id, value)| (id.as_str(), self.written(*value, decimals_of(*value))))
            .collect();
        let lines: Vec<(&ResultLine, f64)> = results
            .iter()
            .filter_map(|(id, value)| {
                Some((self.exercise.results.iter().find(|line| line.id == *id)?, *value))
            })
            .collect();
        numbers.extend(
            lines.iter().map(|(line, value)| (line.id.as_str(), self.written(*value, line.decimals))),
        );
        let working = lines.iter().filter_map(|(line, _)| Some((*line, self.study.optional(&line.worked)?)));
        Worked {
            working: working.map(|(line, worked)| self.working(line, worked, &numbers)).collect(),
            results: lines
                .iter()
                .filter(|(line, _)| is_shown(line))
                .map(|(line, value)| self.line(line, *value))
                .collect(),
            errors: Vec::new(),
        }
    }

    fn working(&self, line: &ResultLine, worked: &str, numbers: &BTreeMap<&str, String>) -> String {
        let filled = numbers
            .iter()
            .fold(worked.to_owned(), |text, (id, number)| text.replace(&format!("{{{id}}}"), number));
        format!("{}: {filled}", self.study.text(&line.label))
    }

    fn line(&self, line: &ResultLine, value: f64) -> Line {
        let formats = self.screen.engine().formats();
        let number = match line.change {
            true => formats.signed(self.study.language, value, line.decimals),
            false => formats.number(self.study.language, value, line.decimals),
        };
        let change = match line.change {
            true if value > 0.0 => "up",
            true if value < 0.0 => "down",
            _ => "",
        };
        Line {
            label: self.study.text(&line.label).to_owned(),
            value: format!("{number} {}", self.study.text(&line.unit)),
            main: line.main || line.change,
            change,
        }
    }

    fn field(&self, read: Read<'_>) -> Field {
        Field {
            name: read.input.id.clone(),
            label: self.study.text(&read.input.label).to_owned(),
            value: read.typed,
            unit: self.study.text(&read.input.unit).to_owned(),
            error: read.number.err().unwrap_or_default(),
        }
    }

    fn written(&self, value: f64, decimals: u8) -> String {
        self.screen.engine().formats().number(self.study.language, value, decimals)
    }
}

/// A step of the working is not shown twice.
fn is_shown(line: &ResultLine) -> bool {
    let has_working = line.worked.values().any(Option::is_some);
    line.main || line.change || !has_working
}

/// As many decimals as an author or a learner wrote, three at most.
fn decimals_of(value: f64) -> u8 {
    let is_whole = |factor: f64| ((value * factor).round() - value * factor).abs() < 1e-6;
    [(0, 1.0), (1, 10.0), (2, 100.0)]
        .into_iter()
        .find(|(_, factor)| is_whole(*factor))
        .map_or(3, |(decimals, _)| decimals)
}
