//! One question a screen.

use actix_web::{HttpResponse, Responder, web};
use courses::{Question, Quiz, Stake};
use serde::Serialize;
use uuid::Uuid;

use super::{
    attempt,
    callouts::labelled,
    desk::Sheet,
    filled::Filled,
    inputs::Inputs,
    marked::{Marked, Marking, Reveal},
    path,
    quiz_head::QuizHead,
};
use crate::{
    platform::{Db, Outcome, Page, Problem, Redirect, Screen},
    quizzes::{Attempt, AttemptId, Drawn, Standing},
};

#[derive(Serialize)]
pub struct QuestionPage {
    quiz: QuizHead,
    text: String,
    more: String,
    hint: Option<String>,
    inputs: Inputs,
    /// The client-made id of the next answer.
    answer: Uuid,
    action: String,
    /// The sentence at a field that is wrong, or empty.
    error: String,
    /// After marking; then there are no fields.
    marked: Option<Marked>,
    previous: Option<String>,
    next: String,
    is_last: bool,
    /// Where a wrong answer may be changed.
    again: Option<String>,
    /// This question's answer is kept.
    saved: bool,
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "player/question";

    fn examples() -> Vec<Self> {
        let example = |is_final, inputs, error: &str, marked: Option<Marked>| Self {
            quiz: QuizHead::example(is_final, 2),
            text: "What does a minute cost?".to_owned(),
            more: String::new(),
            hint: is_final.then(|| "<p>…</p>".to_owned()),
            inputs,
            answer: Uuid::nil(),
            action: "/attempts/1/questions/2/answer".to_owned(),
            error: error.to_owned(),
            previous: is_final.then(|| "/attempts/1/questions/1".to_owned()),
            next: "/attempts/1".to_owned(),
            is_last: is_final,
            again: marked.as_ref().filter(|marked| !marked.is_right()).map(|_| "?again=1".to_owned()),
            saved: marked.is_some(),
            marked,
        };
        let open = Inputs::examples().into_iter().map(|inputs| example(false, inputs, "", None));
        let timed = Inputs::examples().into_iter().map(|inputs| example(true, inputs, "…", None));
        let marked =
            Marked::examples().into_iter().map(|marked| example(false, Inputs::default(), "", Some(marked)));
        open.chain(timed).chain(marked).collect()
    }
}

/// A question of an attempt, found by its number.
pub struct Asked<'s> {
    pub quiz: &'s Quiz,
    pub question: &'s Question,
    pub drawn: &'s Drawn,
    /// From 1.
    pub number: usize,
}

impl<'s> Asked<'s> {
    pub fn find(sheet: &'s Sheet, number: usize) -> Outcome<Self> {
        let quiz = sheet.study.quiz()?;
        let drawn = number.checked_sub(1).and_then(|index| sheet.attempt().drawn.get(index));
        let drawn = drawn.ok_or(Problem::NotFound)?;
        let question = quiz.question(&drawn.question).ok_or(Problem::NotFound)?;
        Ok(Self { quiz, question, drawn, number })
    }

    pub fn is_practice(&self) -> bool {
        matches!(self.quiz.stake, Stake::Practice)
    }

    /// Where the learner goes from here: the next question, after the last one the attempt.
    pub fn next(&self, attempt: &Attempt) -> String {
        if self.number < attempt.drawn.len() {
            path::question(attempt.id, self.number + 1)
        } else {
            path::attempt(attempt.id)
        }
    }
}

pub async fn show(
    sheet: Sheet,
    at: web::Path<(AttemptId, usize)>,
    screen: Screen,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    if attempt::is_over(sheet.attempt(), db.clock().now()) {
        return Ok(Redirect::to(path::attempt(sheet.attempt().id)).respond_to(screen.request()));
    }
    let asked = Asked::find(&sheet, at.1)?;
    let given = sheet.answer_to(&asked.question.id);
    let filled = given.map(|given| Filled::of_response(&given.response)).unwrap_or_default();
    let changes = screen.request().query_string() == "again=1" && is_open(&sheet, &db);
    let told = given.filter(|_| !changes);
    let told =
        told.and_then(|given| Some((given, given.right_when_due(&asked.quiz.stake, sheet.attempt())?)));
    let marked = told.map(|(given, right)| {
        let reveal = if is_open(&sheet, &db) { Reveal::Nothing } else { Reveal::Solution };
        let Asked { question, drawn, .. } = asked;
        Marking { screen: &screen, study: &sheet.study, question, drawn, reveal }.of(Some(given), right)
    });
    screen.show(&page(&screen, &sheet, &asked, &db, Shown { filled: &filled, error: None, marked })?)
}

/// What differs between a question to answer, one that was answered wrongly and one that is marked.
pub struct Shown<'f> {
    pub filled: &'f Filled,
    /// A text key.
    pub error: Option<&'static str>,
    pub marked: Option<Marked>,
}

pub fn page(
    screen: &Screen,
    sheet: &Sheet,
    asked: &Asked<'_>,
    db: &Db,
    shown: Shown<'_>,
) -> Outcome<QuestionPage> {
    let (study, attempt, now) = (&sheet.study, sheet.attempt(), db.clock().now());
    let may_change = is_open(sheet, db) && shown.marked.as_ref().is_some_and(|marked| !marked.is_right());
    let here = path::question(attempt.id, asked.number);
    Ok(QuestionPage {
        quiz: QuizHead::of(sheet, asked.quiz, asked.number, now)?,
        text: study.text(&asked.question.text).to_owned(),
        more: labelled(study.text(&asked.question.more), screen.engine().texts(), study.language)
            .into_owned(),
        hint: study.optional(&asked.question.hint).map(str::to_owned),
        inputs: Inputs::of(study, asked.question, asked.drawn, shown.filled),
        answer: db.ids().next(now),
        action: format!("{here}/answer"),
        error: shown.error.map(|key| screen.text(key)).unwrap_or_default(),
        previous: (asked.number > 1).then(|| path::question(attempt.id, asked.number - 1)),
        next: asked.next(attempt),
        is_last: asked.number == attempt.drawn.len(),
        again: may_change.then(|| format!("{here}?again=1")),
        saved: shown.error.is_none() && sheet.answer_to(&asked.question.id).is_some(),
        marked: shown.marked,
    })
}

fn is_open(sheet: &Sheet, db: &Db) -> bool {
    sheet.attempt().standing(db.clock().now()) == Standing::Open
}
