//! Sitting a quiz: beginning, answering, handing in, and what that means for the course.

use courses::{Activity, Course, Quiz, Stake};

use super::study::{complete_step, record};
use crate::{
    learning::{
        access::{SitQuiz, Study},
        model::Enrolment,
    },
    platform::{Language, Outcome, Permit, Problem, UnitOfWork},
    quizzes::{self, Attempt, AttemptId, GivenAnswer, QuizResult, SaveAnswer, Sitting},
    records::{self, Appended, Object, StatementResult, Verb},
};

/// The quiz of a step.
pub fn quiz_of<'c>(course: &'c Course, step: &str) -> Outcome<&'c Quiz> {
    match course.step(step).map(|step| &step.activity) {
        Some(Activity::Quiz(quiz)) => Ok(quiz),
        _ => Err(Problem::NotFound),
    }
}

/// Begins an attempt, or takes up the open one. `id` may come from the client, so that a repeat is harmless.
pub async fn begin_attempt(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    step: &str,
    id: AttemptId,
    language: Language,
) -> Outcome<Attempt> {
    let quiz = quiz_of(course, step)?;
    let sitting = Sitting::under(permit, permit.id, step, quiz, language);
    let attempt = quizzes::start(work, &sitting, id).await?;
    let object = Object::Step(step.to_owned());
    let nothing = StatementResult::default();
    let mut statement = record(&permit.subject, &course.id, Verb::Attempted, object, nothing, language, work);
    statement.id = attempt.id.0.into();
    records::append(work, &statement).await?;
    Ok(attempt)
}

/// Saves one answer. Practice is handed in by itself when every question has one. An answer that was saved before, and
/// comes again after a newer one, changes nothing. Returns the answer and how many questions have one.
pub async fn save_answer(
    work: &mut UnitOfWork,
    permit: &Permit<SitQuiz>,
    course: &Course,
    answer: SaveAnswer<'_>,
    language: Language,
) -> Outcome<(GivenAnswer, u32)> {
    let attempt = &permit.attempt;
    let quiz = quiz_of(course, &attempt.step)?;
    let sitting = Sitting::under(permit, permit.enrolment.id, &attempt.step, quiz, language);
    let given = quizzes::marked(&sitting, attempt, answer, work.now())?;
    let object = Object::Question { step: attempt.step.clone(), question: given.question.clone() };
    let success = given.right_when_due(&quiz.stake, attempt);
    let result = StatementResult { success, ..Default::default() };
    let mut statement = record(&permit.enrolment, &course.id, Verb::Answered, object, result, language, work);
    statement.id = given.id.0.into();
    match records::append(work, &statement).await? {
        Appended::Stored => {}
        Appended::AlreadyThere => {
            return first_answer(quizzes::answers_of(work, attempt.id).await?, given);
        }
        Appended::Conflict => return Err(Problem::Conflict("quiz-answer-id-taken")),
    }
    let answered = quizzes::save(work, attempt, &given).await?;
    let all = usize::try_from(answered).is_ok_and(|answered| answered >= attempt.drawn.len());
    if all && matches!(quiz.stake, Stake::Practice) {
        close(work, &permit.enrolment, course, attempt, language).await?;
    }
    Ok((given, answered))
}

/// What was saved when an answer came for the first time; one that a newer answer replaced is taken as it comes.
fn first_answer(saved: Vec<GivenAnswer>, again: GivenAnswer) -> Outcome<(GivenAnswer, u32)> {
    let answered = u32::try_from(saved.len()).map_err(Problem::internal)?;
    match saved.into_iter().find(|answer| answer.id == again.id) {
        Some(first) if first.response == again.response => Ok((first, answered)),
        // The record of a final quiz does not tell two answers apart: it holds nothing of what was answered.
        Some(_) => Err(Problem::Conflict("quiz-answer-id-taken")),
        None => Ok((again, answered)),
    }
}

/// Hands the attempt in. Again, it changes nothing.
pub async fn hand_in(
    work: &mut UnitOfWork,
    permit: &Permit<SitQuiz>,
    course: &Course,
    language: Language,
) -> Outcome<()> {
    close(work, &permit.enrolment, course, &permit.attempt, language).await
}

/// Closes an attempt whose time ran out while nobody was there.
pub async fn close_overdue(
    work: &mut UnitOfWork,
    enrolment: &Enrolment,
    course: &Course,
    attempt: &Attempt,
) -> Outcome<()> {
    close(work, enrolment, course, attempt, enrolment.language).await
}

async fn close(
    work: &mut UnitOfWork,
    enrolment: &Enrolment,
    course: &Course,
    attempt: &Attempt,
    language: Language,
) -> Outcome<()> {
    let quiz = quiz_of(course, &attempt.step)?;
    let Some(result) = quizzes::hand_in(work, &quiz.stake, attempt).await? else { return Ok(()) };
    let QuizResult { right, asked, passed } = result;
    let verb = match passed {
        Some(true) => Verb::Passed,
        Some(false) => Verb::Failed,
        None => Verb::Interacted,
    };
    let outcome = StatementResult { success: passed, score: Some((right, asked)), ..Default::default() };
    let object = Object::Step(attempt.step.clone());
    let mut statement = record(enrolment, &course.id, verb, object, outcome, language, work);
    statement.id = work.new_id();
    records::append(work, &statement).await?;
    if passed == Some(false) {
        return Ok(());
    }
    complete_step(work, enrolment, course, &attempt.step, StatementResult::default(), language).await
}
