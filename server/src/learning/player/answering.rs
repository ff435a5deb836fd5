//! Taking an answer: from a form that then goes on, or from a script that stays where it is.

use actix_web::{HttpRequest, HttpResponse, Responder, http::header, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{
    attempt,
    desk::{Paper, Sheet},
    filled::Filled,
    path,
    question::{self, Asked, Shown},
};
use crate::{
    learning::commands,
    platform::{Db, FieldErrors, Form, Outcome, Problem, Redirect, Screen},
    quizzes::{AnswerId, AttemptId, SaveAnswer},
};

/// What a script hears when an answer is kept.
#[derive(Serialize)]
struct Saved {
    saved_at: DateTime<Utc>,
    answered: u32,
    of: usize,
}

pub async fn answer(
    paper: Paper,
    at: web::Path<(AttemptId, usize)>,
    form: Form,
    request: HttpRequest,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let asked = Asked::find(&paper, at.1)?;
    let filled = Filled::of_form(&form);
    let saved = save(&paper, &asked, &form, &filled, &db).await;
    if wants_json(&request) {
        return saved.map(|saved| HttpResponse::Ok().json(saved));
    }
    let goes_to = |path: String| Ok(Redirect::to(path).respond_to(&request));
    let attempt = paper.attempt();
    match saved {
        _ if attempt::is_over(attempt, db.clock().now()) => goes_to(path::attempt(attempt.id)),
        Ok(_) if asked.is_practice() => goes_to(path::question(attempt.id, asked.number)),
        Ok(_) => goes_to(asked.next(attempt)),
        Err(Problem::Conflict("quiz-time-up" | "quiz-handed-in")) => goes_to(path::attempt(attempt.id)),
        Err(Problem::Invalid(errors)) => {
            let sheet = paper.whole(db.read()).await?;
            let asked = Asked::find(&sheet, at.1)?;
            if is_skipped(&sheet, &asked, &filled) {
                return goes_to(asked.next(sheet.attempt()));
            }
            // Only here is there a page with all that stands around it.
            show_again(&Screen::of(request).await?, &sheet, &asked, &db, &filled, &errors)
        }
        Err(problem) => Err(problem),
    }
}

/// The address of an answer, opened: the question itself.
pub async fn back(sheet: Sheet, at: web::Path<(AttemptId, usize)>) -> Outcome<Redirect> {
    Ok(Redirect::to(path::question(sheet.attempt().id, at.1)))
}

async fn save(sheet: &Sheet, asked: &Asked<'_>, form: &Form, filled: &Filled, db: &Db) -> Outcome<Saved> {
    let response = filled.response(asked.question).map_err(|key| FieldErrors::one("response", key))?;
    let id = form.text("answer").parse().unwrap_or_else(|_| fresh_id(db));
    let answer = SaveAnswer { id, question: &asked.question.id, response };
    let study = &sheet.study;
    let mut work = db.begin().await?;
    let (given, answered) =
        commands::save_answer(&mut work, &sheet.permit, &study.course, answer, study.language).await?;
    work.commit().await?;
    Ok(Saved { saved_at: given.saved_at, answered, of: sheet.attempt().drawn.len() })
}

fn fresh_id(db: &Db) -> AnswerId {
    let id: Uuid = db.ids().next(db.clock().now());
    AnswerId(id)
}

/// In a final quiz a question may be left for later.
fn is_skipped(sheet: &Sheet, asked: &Asked<'_>, filled: &Filled) -> bool {
    let was_answered = sheet.answer_to(&asked.question.id).is_some();
    !asked.is_practice() && !was_answered && filled.is_empty(asked.question)
}

fn show_again(
    screen: &Screen,
    sheet: &Sheet,
    asked: &Asked<'_>,
    db: &Db,
    filled: &Filled,
    errors: &FieldErrors,
) -> Outcome<HttpResponse> {
    let error = errors.0.first().map(|error| error.key);
    screen.show_again(&question::page(screen, sheet, asked, db, Shown { filled, error, marked: None })?)
}

fn wants_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}
