//! Saving an answer. The client makes its id, so that sending it twice is harmless.

use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::questions::ResponseDocument;
use crate::{
    learning::{commands, player::Sheet},
    platform::{Body, Db, Outcome, Problem},
    quizzes::{AnswerId, SaveAnswer},
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// Made by the client (UUID version 7), a new one for each answer.
    id: AnswerId,
    response: ResponseDocument,
}

#[derive(Serialize, ToSchema)]
pub struct SavedAnswer {
    saved_at: DateTime<Utc>,
    /// Questions of this attempt that have an answer.
    answered: u32,
    of: usize,
    /// Empty until what is right may be told.
    right: Option<bool>,
    /// Safe HTML, once what is right may be told.
    feedback: Vec<String>,
    explanation: Option<String>,
}

pub async fn save(
    sheet: Sheet,
    body: Body<AnswerBody>,
    path: web::Path<(String, String)>,
    db: web::Data<Db>,
) -> Outcome<web::Json<SavedAnswer>> {
    let Sheet { permit, study, .. } = &sheet;
    let question = study.quiz()?.question(&path.1).ok_or(Problem::NotFound)?;
    let answer = SaveAnswer { id: body.0.id, question: &question.id, response: body.0.response.into() };
    let mut work = db.begin().await?;
    let (given, answered) =
        commands::save_answer(&mut work, permit, &study.course, answer, study.language).await?;
    work.commit().await?;
    let right = given.right_when_due(&study.quiz()?.stake, &permit.attempt);
    let mark = right.and_then(|_| courses::mark(question, &given.response, study.language.code()).ok());
    let (feedback, explanation) = mark.map(|mark| (mark.feedback, mark.explanation)).unwrap_or_default();
    let of = permit.attempt.drawn.len();
    Ok(web::Json(SavedAnswer { saved_at: given.saved_at, answered, of, right, feedback, explanation }))
}
