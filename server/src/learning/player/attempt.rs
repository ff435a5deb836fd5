//! An attempt as a whole: beginning it, looking it over before it is handed in, and its result.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, Utc};
use courses::{Quiz, Stake};
use serde::Serialize;

use super::{
    desk::{Desk, Sheet},
    frame::Score,
    marked::{Marked, Marking, Reveal},
    path,
    quiz::{Chance, needed},
    quiz_head::QuizHead,
};
use crate::{
    learning::{commands, model, store},
    platform::{Db, Form, Outcome, Page, Problem, Redirect, Screen},
    quizzes::{self, Attempt, AttemptId, QuizResult},
};

/// Before handing in: what is answered and what is not.
#[derive(Serialize)]
pub struct OverviewPage {
    quiz: QuizHead,
    /// The first question without an answer, or the last one.
    resume: String,
}

impl Page for OverviewPage {
    const TEMPLATE: &'static str = "player/overview";

    fn examples() -> Vec<Self> {
        vec![Self { quiz: QuizHead::example(true, 0), resume: "/attempts/1/questions/2".to_owned() }]
    }
}

/// After handing in: the score, each question with its feedback, what next.
#[derive(Serialize)]
pub struct ResultPage {
    quiz: QuizHead,
    score: Score,
    passed: Option<bool>,
    /// Right answers that pass a final quiz.
    needed: Option<u32>,
    /// The server's clock ended it.
    time_was_up: bool,
    chance: Chance,
    marked: Vec<MarkedQuestion>,
    /// Whether the step is through, so that Next is open.
    is_through: bool,
}

#[derive(Serialize)]
struct MarkedQuestion {
    place: usize,
    text: String,
    marked: Marked,
}

impl Page for ResultPage {
    const TEMPLATE: &'static str = "player/result";

    fn examples() -> Vec<Self> {
        let marked =
            |marked| MarkedQuestion { place: 1, text: "What does a minute cost?".to_owned(), marked };
        let example = |passed: Option<bool>, chance| Self {
            quiz: QuizHead::example(passed.is_some(), 0),
            score: Score { right: 8, asked: 10 },
            passed,
            needed: passed.map(|_| 7),
            time_was_up: passed == Some(false),
            chance,
            marked: Marked::examples().into_iter().map(marked).collect(),
            is_through: passed != Some(false),
        };
        let chances = Chance::examples().into_iter().map(|chance| example(Some(false), chance));
        let others = [Some(true), None].map(|passed| example(passed, Chance::none()));
        chances.chain(others).collect()
    }
}

/// Begins an attempt, or takes up the open one.
pub async fn start(desk: Desk, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let Desk { permit, study } = &desk;
    let id = form.text("attempt").parse().unwrap_or_else(|_| AttemptId(db.ids().next(db.clock().now())));
    let mut once = db.begin_once(&form.key).await?;
    study.begin_if_new(&mut once, permit).await?;
    let attempt =
        commands::begin_attempt(&mut once, permit, &study.course, &study.step, id, study.language).await?;
    once.redirect(Redirect::to(path::question(attempt.id, 1))).await
}

pub async fn show(sheet: Sheet, screen: Screen, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (attempt, quiz) = (sheet.attempt(), sheet.study.quiz()?);
    if let Some(result) = attempt.result.filter(|_| attempt.handed_in_at.is_some()) {
        return show_result(&sheet, quiz, result, &screen, &db).await;
    }
    if is_over(attempt, db.clock().now()) {
        close(&sheet, &db).await?;
        return Ok(Redirect::to(path::attempt(attempt.id)).respond_to(screen.request()));
    }
    let resume = path::question(attempt.id, first_unanswered(&sheet).unwrap_or(attempt.drawn.len()));
    if matches!(quiz.stake, Stake::Practice) {
        return Ok(Redirect::to(resume).respond_to(screen.request()));
    }
    screen.show(&OverviewPage { quiz: QuizHead::of(&sheet, quiz, 0, db.clock().now())?, resume })
}

pub async fn hand_in(sheet: Sheet, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::hand_in(&mut once, &sheet.permit, &sheet.study.course, sheet.study.language).await?;
    once.redirect(Redirect::to(path::attempt(sheet.attempt().id))).await
}

/// Whether the time of an attempt is up that nobody has handed in yet.
pub fn is_over(attempt: &Attempt, now: DateTime<Utc>) -> bool {
    attempt.handed_in_at.is_none() && attempt.ends_at.is_some_and(|ends_at| ends_at <= now)
}

/// The number of the first question without an answer.
pub fn first_unanswered(sheet: &Sheet) -> Option<usize> {
    let position = sheet.attempt().drawn.iter().position(|drawn| sheet.answer_to(&drawn.question).is_none());
    position.map(|index| index + 1)
}

/// The clock hands in what is saved; whoever looks first makes it so.
async fn close(sheet: &Sheet, db: &Db) -> Outcome<()> {
    let mut work = db.begin().await?;
    commands::hand_in(&mut work, &sheet.permit, &sheet.study.course, sheet.study.language).await?;
    work.commit().await
}

async fn show_result(
    sheet: &Sheet,
    quiz: &Quiz,
    result: QuizResult,
    screen: &Screen,
    db: &Db,
) -> Outcome<HttpResponse> {
    let (attempt, study, now) = (sheet.attempt(), &sheet.study, db.clock().now());
    let attempts = quizzes::attempts_at(db.read(), attempt.enrolment, &attempt.step).await?;
    let steps = store::steps(db.read(), attempt.enrolment).await?;
    let progress = steps.iter().find(|progress| progress.step == attempt.step);
    let QuizResult { right, asked, passed } = result;
    screen.show(&ResultPage {
        quiz: QuizHead::of(sheet, quiz, 0, now)?,
        score: Score { right, asked },
        passed,
        needed: needed(&quiz.stake, asked),
        time_was_up: attempt.handed_in_at == attempt.ends_at,
        chance: Chance::of(&quiz.stake, &attempts, now),
        marked: marked(screen, sheet, quiz)?,
        is_through: model::is_closed(study.place()?.step, progress).is_none(),
    })
}

fn marked(screen: &Screen, sheet: &Sheet, quiz: &Quiz) -> Outcome<Vec<MarkedQuestion>> {
    let numbered = sheet.attempt().drawn.iter().enumerate();
    numbered
        .map(|(index, drawn)| {
            let question = quiz.question(&drawn.question).ok_or(Problem::NotFound)?;
            let given = sheet.answer_to(&drawn.question);
            let right = given.and_then(|given| given.right_when_due(&quiz.stake, sheet.attempt()));
            let study = &sheet.study;
            let marking = Marking { screen, study, question, drawn, reveal: Reveal::Solution };
            let marked = marking.of(given, right.unwrap_or(false));
            Ok(MarkedQuestion { place: index + 1, text: study.text(&question.text).to_owned(), marked })
        })
        .collect()
}
