//! What stands around the questions of an attempt: which quiz, which question, the others, the time left.

use chrono::{DateTime, Utc};
use courses::{Quiz, Stake};
use serde::Serialize;

use super::{desk::Sheet, path, switch::Switch};
use crate::{platform::Outcome, quizzes::AttemptId};

/// Filled into `player/quiz-head`.
#[derive(Serialize)]
pub struct QuizHead {
    course: String,
    title: String,
    language: &'static str,
    direction: &'static str,
    other_language: Option<&'static str>,
    switch: Option<Switch>,
    is_final: bool,
    /// The question at hand, from 1; 0 on the pages about the whole attempt.
    at: usize,
    of: usize,
    answered: usize,
    unanswered: usize,
    parts: Vec<&'static str>,
    questions: Vec<QuestionLink>,
    /// The attempt's own page.
    url: String,
    /// The page of the quiz, where the learner came from.
    step_url: String,
    remaining_seconds: Option<i64>,
    /// The same for whoever has no script that counts; rounded up.
    remaining_minutes: Option<i64>,
}

#[derive(Serialize)]
struct QuestionLink {
    place: usize,
    words: String,
    url: String,
    answered: bool,
    present: bool,
}

impl QuizHead {
    pub fn of(sheet: &Sheet, quiz: &Quiz, at: usize, now: DateTime<Utc>) -> Outcome<Self> {
        let study = &sheet.study;
        let questions: Vec<QuestionLink> = sheet
            .attempt()
            .drawn
            .iter()
            .enumerate()
            .map(|(index, drawn)| QuestionLink {
                place: index + 1,
                words: quiz
                    .question(&drawn.question)
                    .map(|found| study.text(&found.text))
                    .unwrap_or_default()
                    .to_owned(),
                url: path::question(sheet.attempt().id, index + 1),
                answered: sheet.answer_to(&drawn.question).is_some(),
                present: index + 1 == at,
            })
            .collect();
        let answered = questions.iter().filter(|question| question.answered).count();
        let ends_at = sheet.attempt().ends_at.filter(|_| sheet.attempt().handed_in_at.is_none());
        let remaining = ends_at.map(|ends_at| (ends_at - now).num_seconds().max(0));
        Ok(Self {
            course: study.said(&study.course.texts).map(|text| text.title.clone()).unwrap_or_default(),
            title: study.text(&study.place()?.step.heading).to_owned(),
            language: study.language.code(),
            direction: study.language.direction(),
            other_language: study.other_language(),
            switch: Switch::of(study),
            is_final: matches!(quiz.stake, Stake::Final(_)),
            at,
            of: questions.len(),
            answered,
            unanswered: questions.len() - answered,
            parts: questions.iter().map(part).collect(),
            questions,
            url: path::attempt(sheet.attempt().id),
            step_url: study.url(),
            remaining_seconds: remaining,
            remaining_minutes: remaining.map(|seconds| (seconds + 59) / 60),
        })
    }
}

fn part(question: &QuestionLink) -> &'static str {
    match (question.present, question.answered) {
        (_, true) => "done",
        (true, false) => "present",
        (false, false) => "ahead",
    }
}

impl QuizHead {
    /// For examples of pages.
    pub fn example(is_final: bool, at: usize) -> Self {
        let attempt = AttemptId(uuid::Uuid::nil());
        let link = |place, answered| QuestionLink {
            place,
            words: "What does a minute cost?".to_owned(),
            url: path::question(attempt, place),
            answered,
            present: place == at,
        };
        Self {
            course: "Responsible purchasing".to_owned(),
            title: "Check yourself".to_owned(),
            language: "en",
            direction: "ltr",
            other_language: is_final.then_some("English"),
            switch: is_final.then(Switch::example),
            is_final,
            at,
            of: 2,
            answered: 1,
            unanswered: 1,
            parts: vec!["done", "present"],
            questions: vec![link(1, true), link(2, false)],
            url: path::attempt(attempt),
            step_url: "/enrolments".to_owned(),
            remaining_seconds: is_final.then_some(540),
            remaining_minutes: is_final.then_some(9),
        }
    }
}
