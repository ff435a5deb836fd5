//! The page of a quiz, before and between attempts: what it is, where one stands, whether one may begin.

use actix_web::HttpResponse;
use chrono::{DateTime, Utc};
use courses::{Quiz, Stake};
use serde::Serialize;
use uuid::Uuid;

use super::{
    attempt,
    desk::Studied,
    frame::{Frame, Score},
    lesson, path,
};
use crate::{
    platform::{Db, Outcome, Page, Screen},
    quizzes::{self, Attempt, StartRefusal},
};

#[derive(Serialize)]
pub struct QuizPage {
    frame: Frame,
    /// Safe HTML, often empty.
    body: String,
    is_final: bool,
    questions: usize,
    needed: Option<u32>,
    minutes: Option<u32>,
    open: Option<OpenAttempt>,
    last: Option<LastAttempt>,
    chance: Chance,
    /// The client-made id of the attempt that would begin.
    attempt: Uuid,
}

#[derive(Serialize)]
struct OpenAttempt {
    url: String,
    answered: u32,
    time_is_up: bool,
}

#[derive(Serialize)]
struct LastAttempt {
    url: String,
    score: Score,
    passed: Option<bool>,
}

/// Whether another attempt may begin, and if not, why.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Chance {
    may_start: bool,
    /// Begun before, so that beginning is trying again.
    is_again: bool,
    /// Where the rule counts them.
    tries_left: Option<usize>,
    wait_until: Option<DateTime<Utc>>,
    passed: bool,
}

impl Chance {
    pub fn of(stake: &Stake, attempts: &[Attempt], now: DateTime<Utc>) -> Self {
        let finished: Vec<Attempt> =
            attempts.iter().filter(|attempt| attempt.handed_in_at.is_some()).cloned().collect();
        let refusal = quizzes::may_start(stake, &finished, now).err();
        Self {
            may_start: refusal.is_none(),
            is_again: !finished.is_empty(),
            tries_left: quizzes::tries_left(stake, finished.len()),
            wait_until: match refusal {
                Some(StartRefusal::WaitUntil(until)) => Some(until),
                _ => None,
            },
            passed: refusal == Some(StartRefusal::AlreadyPassed),
        }
    }

    pub fn none() -> Self {
        Self { may_start: false, is_again: true, tries_left: None, wait_until: None, passed: true }
    }

    /// For examples of pages.
    pub fn examples() -> Vec<Self> {
        let refused = Self { passed: false, ..Self::none() };
        vec![
            Self { may_start: true, tries_left: Some(2), ..refused },
            Self { may_start: true, is_again: false, ..refused },
            Self { wait_until: Some(DateTime::UNIX_EPOCH), ..refused },
            refused,
            Self::none(),
        ]
    }
}

impl Page for QuizPage {
    const TEMPLATE: &'static str = "player/quiz";

    fn examples() -> Vec<Self> {
        let open = |time_is_up| OpenAttempt { url: "/attempts/1".to_owned(), answered: 3, time_is_up };
        let last = |passed| LastAttempt {
            url: "/attempts/1".to_owned(),
            score: Score { right: 8, asked: 10 },
            passed,
        };
        let example = |is_final: bool, chance, open, last| Self {
            frame: Frame::example(is_final.then_some("next-closed-final-not-handed-in"), None),
            body: String::new(),
            is_final,
            questions: 10,
            needed: is_final.then_some(7),
            minutes: is_final.then_some(30),
            open,
            last,
            chance,
            attempt: Uuid::nil(),
        };
        let chances = Chance::examples();
        let of_final =
            chances.iter().map(|chance| example(true, *chance, None, Some(last(Some(chance.passed)))));
        let of_practice = chances.iter().map(|chance| example(false, *chance, None, Some(last(None))));
        let others = [
            example(true, Chance::none(), Some(open(true)), None),
            example(false, Chance::none(), Some(open(false)), None),
        ];
        of_final.chain(of_practice).chain(others).collect()
    }
}

pub async fn show(screen: &Screen, study: &Studied, quiz: &Quiz, db: &Db) -> Outcome<HttpResponse> {
    let now = db.clock().now();
    let attempts = quizzes::attempts_at(db.read(), study.enrolment.id, &study.step).await?;
    let open = match attempts.iter().find(|attempt| attempt.handed_in_at.is_none()) {
        Some(open) => Some(OpenAttempt {
            url: path::attempt(open.id),
            answered: quizzes::answered(db.read(), open.id).await?,
            time_is_up: attempt::is_over(open, now),
        }),
        None => None,
    };
    let questions = asked(quiz);
    screen.show(&QuizPage {
        frame: Frame::of(study)?,
        body: lesson::body(screen, study)?,
        is_final: matches!(quiz.stake, Stake::Final(_)),
        questions,
        needed: needed(&quiz.stake, u32::try_from(questions).unwrap_or(u32::MAX)),
        minutes: match &quiz.stake {
            Stake::Final(rule) => rule.minutes,
            Stake::Practice => None,
        },
        open,
        last: best(&attempts),
        chance: Chance::of(&quiz.stake, &attempts, now),
        attempt: db.ids().next(now),
    })
}

/// The attempt to look back at: the one that passed, else the latest.
fn best(attempts: &[Attempt]) -> Option<LastAttempt> {
    let finished = || attempts.iter().filter_map(|attempt| Some((attempt, attempt.result?)));
    let passed = finished().find(|(_, result)| result.passed == Some(true));
    let (attempt, result) = passed.or_else(|| finished().next_back())?;
    let score = Score { right: result.right, asked: result.asked };
    Some(LastAttempt { url: path::attempt(attempt.id), score, passed: result.passed })
}

/// Questions of one attempt.
fn asked(quiz: &Quiz) -> usize {
    match &quiz.stake {
        Stake::Final(rule) => rule.draw.map_or(quiz.questions.len(), |draw| draw.min(quiz.questions.len())),
        Stake::Practice => quiz.questions.len(),
    }
}

/// Right answers that pass; the same rounding as the mark itself.
pub fn needed(stake: &Stake, asked: u32) -> Option<u32> {
    match stake {
        Stake::Final(rule) => Some((u32::from(rule.pass_percent) * asked).div_ceil(100)),
        Stake::Practice => None,
    }
}
