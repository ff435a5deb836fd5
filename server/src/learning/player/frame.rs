//! What stands around every step: where one is, the outline, the way back and on.

use courses::{Course, Module, Step};
use serde::Serialize;

use super::{desk::Studied, path, switch::Switch};
use crate::{
    learning::model::{self, Closed, StepProgress},
    platform::Outcome,
    records::EnrolmentId,
};

/// Filled into `player/head` and `player/dock`.
#[derive(Serialize)]
pub struct Frame {
    course: String,
    module: String,
    module_number: usize,
    heading: String,
    /// The place within the module, from 1.
    number: usize,
    of: usize,
    parts: Vec<&'static str>,
    /// Of the course's words.
    language: &'static str,
    direction: &'static str,
    /// The name of that language, when the learner takes the course in another one.
    other_language: Option<&'static str>,
    switch: Option<Switch>,
    outline: Vec<OutlineModule>,
    url: String,
    overview: String,
    previous: String,
    is_last: bool,
    /// The learner's place is kept.
    saved: bool,
    /// The text key of why Next is closed.
    closed: Option<&'static str>,
}

#[derive(Serialize)]
struct OutlineModule {
    place: usize,
    words: String,
    done: usize,
    of: usize,
    present: bool,
    steps: Vec<OutlineStep>,
}

#[derive(Serialize)]
struct OutlineStep {
    words: String,
    url: String,
    done: bool,
    present: bool,
    score: Option<Score>,
}

/// Right answers and how many were asked.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Score {
    pub right: u32,
    pub asked: u32,
}

impl Frame {
    pub fn of(study: &Studied) -> Outcome<Self> {
        let place = study.place()?;
        let course = &study.course;
        let module_number =
            course.modules.iter().position(|module| module.id == place.module.id).unwrap_or(0) + 1;
        let title = study.said(&course.texts).map(|text| text.title.clone()).unwrap_or_default();
        let overview = path::enrolment(study.enrolment.id);
        Ok(Self {
            course: title,
            module: study.text(&place.module.title).to_owned(),
            module_number,
            heading: study.text(&place.step.heading).to_owned(),
            number: place.number,
            of: place.module.steps.len(),
            parts: place.module.steps.iter().map(|step| part(step, &study.step, &study.steps)).collect(),
            language: study.language.code(),
            direction: study.language.direction(),
            other_language: study.other_language(),
            switch: Switch::of(study),
            outline: outline(course, study),
            url: study.url(),
            previous: place
                .previous
                .map_or(overview.clone(), |step| path::step(study.enrolment.id, &step.id)),
            overview,
            is_last: place.next.is_none(),
            saved: study.progress().is_some(),
            closed: model::is_closed(place.step, study.progress()).map(closed_key),
        })
    }
}

impl Frame {
    /// The address of the step before, or of the course's page.
    pub fn previous(&self) -> &str {
        &self.previous
    }
}

fn closed_key(closed: Closed) -> &'static str {
    match closed {
        Closed::QuizUnanswered => "next-closed-quiz-unanswered",
        Closed::FinalNotHandedIn => "next-closed-final-not-handed-in",
        Closed::StoryNotEnded => "next-closed-story-not-ended",
        Closed::PlanNotMade => "next-closed-plan-not-made",
    }
}

fn is_done(step: &Step, steps: &[StepProgress]) -> bool {
    steps.iter().any(|progress| progress.step == step.id && progress.done_at.is_some())
}

fn part(step: &Step, present: &str, steps: &[StepProgress]) -> &'static str {
    match (step.id == present, is_done(step, steps)) {
        (true, false) => "present",
        (_, true) => "done",
        (false, false) => "ahead",
    }
}

fn outline(course: &Course, study: &Studied) -> Vec<OutlineModule> {
    let numbered = course.modules.iter().enumerate();
    numbered.map(|(index, module)| outline_module(index + 1, module, study)).collect()
}

fn outline_module(place: usize, module: &Module, study: &Studied) -> OutlineModule {
    OutlineModule {
        place,
        words: study.text(&module.title).to_owned(),
        done: module.steps.iter().filter(|step| is_done(step, &study.steps)).count(),
        of: module.steps.len(),
        present: module.steps.iter().any(|step| step.id == study.step),
        steps: module.steps.iter().map(|step| outline_step(step, study)).collect(),
    }
}

fn outline_step(step: &Step, study: &Studied) -> OutlineStep {
    let progress = study.steps.iter().find(|progress| progress.step == step.id);
    let score = progress.and_then(|progress| progress.score);
    OutlineStep {
        words: study.text(&step.heading).to_owned(),
        url: path::step(study.enrolment.id, &step.id),
        done: progress.is_some_and(|progress| progress.done_at.is_some()),
        present: step.id == study.step,
        score: score.map(|(right, asked)| Score { right, asked }),
    }
}

impl Frame {
    /// For examples of pages.
    pub fn example(closed: Option<&'static str>, other_language: Option<&'static str>) -> Self {
        let enrolment = EnrolmentId(uuid::Uuid::nil());
        let step = |title: &str, done, present, score| OutlineStep {
            words: title.to_owned(),
            url: path::step(enrolment, "minute"),
            done,
            present,
            score,
        };
        let score = Some(Score { right: 3, asked: 4 });
        let steps = vec![
            step("Price parts", true, false, None),
            step("What does a minute cost?", closed.is_none(), true, score),
            step("Check yourself", false, false, None),
        ];
        let outline =
            OutlineModule { place: 5, words: "Price".to_owned(), done: 1, of: 3, present: true, steps };
        Self {
            course: "Responsible purchasing".to_owned(),
            module: "Price and labour minutes".to_owned(),
            module_number: 5,
            heading: "What does a minute cost?".to_owned(),
            number: 2,
            of: 3,
            parts: vec!["done", "present", "ahead"],
            language: "en",
            direction: "ltr",
            other_language,
            switch: closed.map(|_| Switch::example()),
            outline: vec![outline],
            url: path::step(enrolment, "minute"),
            overview: path::enrolment(enrolment),
            previous: path::step(enrolment, "parts"),
            is_last: other_language.is_some(),
            saved: closed.is_none(),
            closed,
        }
    }
}
