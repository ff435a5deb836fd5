//! Beginning an attempt, saving an answer, handing in. Each happens under a permit that learning took.

use chrono::{DateTime, Utc};
use courses::{NotAnAnswer, Question, Quiz, Response, Stake};

use super::{
    model::{self, AnswerId, Attempt, AttemptId, QuizResult, Standing, StartRefusal},
    store::{self, GivenAnswer},
};
use crate::{
    platform::{Action, FieldErrors, Language, Outcome, Permit, Problem, UnitOfWork},
    records::EnrolmentId,
};

/// Who sits which quiz, taken from a permit.
pub struct Sitting<'q> {
    enrolment: EnrolmentId,
    step: &'q str,
    quiz: &'q Quiz,
    language: Language,
}

impl<'q> Sitting<'q> {
    /// `_permit` is the proof that the learner of this enrolment was judged.
    pub fn under<A: Action>(
        _permit: &Permit<A>,
        enrolment: EnrolmentId,
        step: &'q str,
        quiz: &'q Quiz,
        language: Language,
    ) -> Self {
        Self { enrolment, step, quiz, language }
    }
}

/// An answer as it comes from a phone: with ids that the phone made, so that sending it twice is harmless.
pub struct SaveAnswer<'a> {
    pub id: AnswerId,
    pub question: &'a str,
    pub response: Response,
}

/// Begins an attempt, or returns the one that is open. `id` may come from the client.
///
/// # Errors
/// `Conflict` with the reason when the quiz's rule allows no further attempt now.
pub async fn start(work: &mut UnitOfWork, sitting: &Sitting<'_>, id: AttemptId) -> Outcome<Attempt> {
    let earlier = store::attempts_at(work, sitting.enrolment, sitting.step).await?;
    let now = work.now();
    if let Some(open) = earlier.iter().find(|attempt| attempt.standing(now) == Standing::Open) {
        return Ok(open.clone());
    }
    if earlier.iter().any(|attempt| attempt.standing(now) == Standing::TimeUp) {
        return Err(Problem::Conflict("quiz-time-up"));
    }
    model::may_start(&sitting.quiz.stake, &earlier, now).map_err(|refusal| {
        Problem::Conflict(match refusal {
            StartRefusal::AlreadyPassed => "quiz-already-passed",
            StartRefusal::WaitUntil(_) => "quiz-wait",
            StartRefusal::NoTriesLeft => "quiz-no-tries-left",
        })
    })?;
    let attempt = Attempt {
        id,
        enrolment: sitting.enrolment,
        step: sitting.step.to_owned(),
        number: i32::try_from(earlier.len()).map_err(Problem::internal)? + 1,
        drawn: model::draw(sitting.quiz, work.lot()),
        started_at: now,
        ends_at: model::ends_at(&sitting.quiz.stake, now),
        handed_in_at: None,
        result: None,
    };
    if store::insert_attempt(work, &attempt).await? {
        return Ok(attempt);
    }
    // A parallel request was first: its attempt is the attempt.
    let now_there = store::attempts_at(work, sitting.enrolment, sitting.step).await?;
    now_there.into_iter().find(|other| other.number == attempt.number).ok_or(Problem::NotFound)
}

/// Marks an answer in the language in which it was typed, without saving it. When the mark is told,
/// `right_when_due` says.
///
/// # Errors
/// `Conflict` when the attempt is closed or its time is up; `Invalid` when this is no answer to the question.
pub fn marked(
    sitting: &Sitting<'_>,
    attempt: &Attempt,
    answer: SaveAnswer<'_>,
    now: DateTime<Utc>,
) -> Outcome<GivenAnswer> {
    match attempt.standing(now) {
        Standing::Open => {}
        Standing::TimeUp => return Err(Problem::Conflict("quiz-time-up")),
        Standing::HandedIn => return Err(Problem::Conflict("quiz-handed-in")),
    }
    if attempt.drawn(answer.question).is_none() {
        return Err(Problem::NotFound);
    }
    let question = sitting.quiz.question(answer.question).ok_or(Problem::NotFound)?;
    let right = check(question, &answer.response, sitting.language)?;
    Ok(GivenAnswer::new(answer.id, answer.question, answer.response, now, right))
}

/// Saves a marked answer in place of an earlier one to the same question. Returns how many questions have an answer.
pub async fn save(work: &mut UnitOfWork, attempt: &Attempt, given: &GivenAnswer) -> Outcome<u32> {
    store::upsert_answer(work, attempt.id, given).await
}

/// Counts what is right and closes the attempt. `None` when somebody else closed it first.
pub async fn hand_in(work: &mut UnitOfWork, stake: &Stake, attempt: &Attempt) -> Outcome<Option<QuizResult>> {
    let (_, right) = store::answer_counts(work, attempt.id).await?;
    let asked = u32::try_from(attempt.drawn.len()).map_err(Problem::internal)?;
    let result = model::result(stake, right, asked);
    let at = attempt.ends_at.map_or(work.now(), |ends_at| ends_at.min(work.now()));
    Ok(store::close(work, attempt.id, at, result).await?.then_some(result))
}

fn check(question: &Question, response: &Response, language: Language) -> Outcome<bool> {
    let mark = courses::mark(question, response, language.code());
    mark.map(|mark| mark.right).map_err(|reason| {
        let key = match reason {
            NotAnAnswer::Incomplete => "quiz-answer-incomplete",
            NotAnAnswer::NotANumber => "quiz-answer-not-a-number",
            _ => "quiz-answer-of-another-kind",
        };
        FieldErrors::one("response", key).into()
    })
}
