//! The rules of attempts. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use courses::{Answer, FinalRule, Question, Quiz, Stake};
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::SliceRandom};
use serde::{Deserialize, Serialize};

use crate::records::EnrolmentId;

crate::id_type!(AttemptId);
crate::id_type!(AnswerId);

/// An answer that was under way when the time ran out still counts when it arrives this late.
pub const GRACE: TimeDelta = TimeDelta::seconds(10);

/// One sitting of a quiz.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    pub id: AttemptId,
    pub enrolment: EnrolmentId,
    pub step: String,
    /// 1 for the first.
    pub number: i32,
    pub drawn: Vec<Drawn>,
    pub started_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    pub handed_in_at: Option<DateTime<Utc>>,
    pub result: Option<QuizResult>,
}

/// A question as this attempt shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    pub question: String,
    /// Ids of options, items, or the right-hand sides of pairs, in the order in which they are shown.
    pub order: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuizResult {
    pub right: u32,
    pub asked: u32,
    /// Empty for practice, which nobody fails.
    pub passed: Option<bool>,
}

/// Where an attempt stands by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// The time is up; it must be handed in as it is.
    TimeUp,
    HandedIn,
}

impl Attempt {
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match (self.handed_in_at, self.ends_at) {
            (Some(_), _) => Standing::HandedIn,
            (None, Some(ends_at)) if now > ends_at + GRACE => Standing::TimeUp,
            _ => Standing::Open,
        }
    }

    pub fn drawn(&self, question: &str) -> Option<&Drawn> {
        self.drawn.iter().find(|drawn| drawn.question == question)
    }
}

/// Why no new attempt may begin now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartRefusal {
    AlreadyPassed,
    /// The tries are used up; new ones from this time on.
    WaitUntil(DateTime<Utc>),
    NoTriesLeft,
}

/// Whether a new attempt may begin: practice always, a final quiz by its rule. `finished` are earlier attempts that were
/// handed in, the oldest first.
pub fn may_start(stake: &Stake, finished: &[Attempt], now: DateTime<Utc>) -> Result<(), StartRefusal> {
    let Stake::Final(rule) = stake else { return Ok(()) };
    if finished.iter().any(|attempt| attempt.result.is_some_and(|result| result.passed == Some(true))) {
        return Err(StartRefusal::AlreadyPassed);
    }
    let Some(tries) = rule.tries.and_then(|tries| usize::try_from(tries).ok()).filter(|tries| *tries > 0)
    else {
        return Ok(());
    };
    if finished.is_empty() || !finished.len().is_multiple_of(tries) {
        return Ok(());
    }
    let last = finished.last().and_then(|attempt| attempt.handed_in_at);
    match (rule.wait_hours, last) {
        (Some(hours), Some(last)) => {
            let until = last + TimeDelta::hours(hours.into());
            if now >= until { Ok(()) } else { Err(StartRefusal::WaitUntil(until)) }
        }
        _ => Err(StartRefusal::NoTriesLeft),
    }
}

/// Tries left before the learner must wait; `None` where the rule counts none.
pub fn tries_left(stake: &Stake, finished: usize) -> Option<usize> {
    let Stake::Final(FinalRule { tries: Some(tries), .. }) = stake else { return None };
    let tries = usize::try_from(*tries).ok().filter(|tries| *tries > 0)?;
    Some(tries - finished % tries)
}

/// Draws the questions of an attempt and their orders. The lot must be one that the learner can neither know nor choose:
/// a course lists its items in their right order, so whoever can draw the same can undo the mixing.
pub fn draw(quiz: &Quiz, lot: [u8; 32]) -> Vec<Drawn> {
    let mut random = StdRng::from_seed(lot);
    let mut questions: Vec<&Question> = quiz.questions.iter().collect();
    if let Stake::Final(rule) = &quiz.stake {
        questions.shuffle(&mut random);
        questions.truncate(rule.draw.unwrap_or(questions.len()));
    }
    questions.into_iter().map(|question| draw_question(question, &mut random)).collect()
}

fn draw_question(question: &Question, random: &mut StdRng) -> Drawn {
    let mut order: Vec<String> = match &question.answer {
        Answer::One { options } | Answer::Several { options } => {
            options.iter().map(|option| option.id.clone()).collect()
        }
        Answer::Order { items, .. } => items.iter().map(|item| item.id.clone()).collect(),
        Answer::Match { pairs, .. } => pairs.iter().map(|pair| pair.right.id.clone()).collect(),
        Answer::Number { .. } | Answer::Text { .. } => Vec::new(),
    };
    let given = order.clone();
    order.shuffle(random);
    // What happens to be shown in its right order would answer itself. Of two, the other order would then be certain.
    let tells = matches!(question.answer, Answer::Order { .. } | Answer::Match { .. });
    if tells && order == given && order.len() > 2 {
        let by = random.random_range(1..order.len());
        order.rotate_left(by);
    }
    Drawn { question: question.id.clone(), order }
}

/// The mark of a whole attempt.
pub fn result(stake: &Stake, right: u32, asked: u32) -> QuizResult {
    let passed = match stake {
        Stake::Practice => None,
        Stake::Final(rule) => Some(u64::from(right) * 100 >= u64::from(rule.pass_percent) * u64::from(asked)),
    };
    QuizResult { right, asked, passed }
}

/// The server's own end of an attempt that starts now.
pub fn ends_at(stake: &Stake, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match stake {
        Stake::Final(FinalRule { minutes: Some(minutes), .. }) => {
            Some(now + TimeDelta::minutes((*minutes).into()))
        }
        _ => None,
    }
}
