//! Attempts at quizzes.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use courses::Quiz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::questions::QuestionDocument;
use crate::{
    learning::{
        commands,
        player::{Desk, Sheet, Studied},
    },
    platform::{Body, Db, Outcome, RequestKey},
    quizzes::{self, Attempt, AttemptId, GivenAnswer, Standing},
    records::EnrolmentId,
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttemptBody {
    /// Made by the client (UUID version 7), so that a repeat is harmless; left out, the server makes one.
    id: Option<AttemptId>,
}

#[derive(Serialize, ToSchema)]
pub struct AttemptDocument {
    id: AttemptId,
    enrolment: EnrolmentId,
    step: String,
    /// 1 for the first attempt.
    number: i32,
    /// `open`, `time-up` or `handed-in`.
    standing: &'static str,
    started_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    /// By the server's clock; empty where time is not limited, or the attempt is handed in.
    remaining_seconds: Option<i64>,
    handed_in_at: Option<DateTime<Utc>>,
    result: Option<ResultDocument>,
    /// In the order drawn for this attempt.
    questions: Vec<QuestionDocument>,
}

#[derive(Serialize, ToSchema)]
pub struct ResultDocument {
    right: u32,
    asked: u32,
    /// Empty for practice.
    passed: Option<bool>,
}

pub async fn start(
    desk: Desk,
    body: Body<AttemptBody>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let Desk { permit, study } = &desk;
    let (course, language) = (&*study.course, study.language);
    let quiz = study.quiz()?;
    let mut once = db.begin_once(&key).await?;
    commands::begin_unless_begun(&mut once, permit, course, &study.step, language).await?;
    let id = body.0.id.unwrap_or_else(|| once.new_id());
    let attempt = commands::begin_attempt(&mut once, permit, course, &study.step, id, language).await?;
    let answers = quizzes::answers_of(&once, attempt.id).await?;
    let document = AttemptDocument::of(study, quiz, &attempt, &answers, once.now());
    once.json(StatusCode::CREATED, &document).await
}

pub async fn attempt(sheet: Sheet, db: web::Data<Db>) -> Outcome<web::Json<AttemptDocument>> {
    let quiz = sheet.study.quiz()?;
    let now = db.clock().now();
    Ok(web::Json(AttemptDocument::of(&sheet.study, quiz, sheet.attempt(), &sheet.answers, now)))
}

pub async fn hand_in(sheet: Sheet, key: RequestKey, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let Sheet { permit, study, answers } = &sheet;
    let quiz = study.quiz()?;
    let mut once = db.begin_once(&key).await?;
    commands::hand_in(&mut once, permit, &study.course, study.language).await?;
    let attempt = quizzes::attempt(&once, permit.attempt.id).await?;
    let document = AttemptDocument::of(study, quiz, &attempt, answers, once.now());
    once.json(StatusCode::OK, &document).await
}

impl AttemptDocument {
    fn of(
        study: &Studied,
        quiz: &Quiz,
        attempt: &Attempt,
        answers: &[GivenAnswer],
        now: DateTime<Utc>,
    ) -> Self {
        let standing = match attempt.standing(now) {
            Standing::Open => "open",
            Standing::TimeUp => "time-up",
            Standing::HandedIn => "handed-in",
        };
        let remaining = attempt.ends_at.filter(|_| attempt.handed_in_at.is_none());
        let questions = attempt.drawn.iter().filter_map(|drawn| {
            let question = quiz.question(&drawn.question)?;
            let given = answers.iter().find(|answer| answer.question == drawn.question);
            Some(QuestionDocument::of(study, question, drawn, given, given_or_due(quiz, attempt, given)))
        });
        Self {
            id: attempt.id,
            enrolment: attempt.enrolment,
            step: attempt.step.clone(),
            number: attempt.number,
            standing,
            started_at: attempt.started_at,
            ends_at: attempt.ends_at,
            remaining_seconds: remaining.map(|ends_at| (ends_at - now).num_seconds().max(0)),
            handed_in_at: attempt.handed_in_at,
            result: attempt.result.map(|result| ResultDocument {
                right: result.right,
                asked: result.asked,
                passed: result.passed,
            }),
            questions: questions.collect(),
        }
    }
}

/// Whether what is right may be told of this question now.
fn given_or_due(quiz: &Quiz, attempt: &Attempt, given: Option<&GivenAnswer>) -> bool {
    match given {
        Some(given) => given.right_when_due(&quiz.stake, attempt).is_some(),
        None => attempt.handed_in_at.is_some(),
    }
}
