//! The rules of attempts.

use std::collections::HashSet;

use chrono::TimeDelta;
use courses::{Answer, AnswerOption, Feedback, FinalRule, Item, Pair, Question, Quiz, Stake};
use proptest::prelude::*;

use super::{
    Attempt, AttemptId, QuizResult, Standing, StartRefusal, may_start,
    model::{draw, result, tries_left},
};
use crate::{platform::Ids, records::EnrolmentId, testing::now};

fn final_quiz(tries: u32, wait_hours: Option<u32>, draw: Option<usize>, questions: usize) -> Quiz {
    let rule = FinalRule { pass_percent: 70, tries: Some(tries), wait_hours, minutes: Some(30), draw };
    let questions = (0..questions)
        .map(|number| Question {
            id: format!("q{number}"),
            text: Default::default(),
            more: Default::default(),
            hint: Default::default(),
            explanation: Default::default(),
            answer: Answer::One {
                options: ["a", "b", "c"]
                    .map(|id| AnswerOption {
                        id: id.to_owned(),
                        right: id == "a",
                        text: Default::default(),
                        feedback: Default::default(),
                    })
                    .to_vec(),
            },
        })
        .collect();
    Quiz { stake: Stake::Final(rule), questions }
}

fn attempt(number: i32, passed: bool) -> Attempt {
    Attempt {
        id: AttemptId(uuid::Uuid::from_u128(1)),
        enrolment: EnrolmentId(uuid::Uuid::from_u128(2)),
        step: "final".to_owned(),
        number,
        drawn: Vec::new(),
        started_at: now(),
        ends_at: Some(now() + TimeDelta::minutes(30)),
        handed_in_at: Some(now()),
        result: Some(QuizResult { right: 0, asked: 10, passed: Some(passed) }),
    }
}

#[test]
fn a_learner_who_used_all_tries_waits_and_then_gets_new_ones() {
    let stake = final_quiz(3, Some(24), None, 1).stake;
    let failed: Vec<Attempt> = (1..=3).map(|number| attempt(number, false)).collect();
    assert_eq!(may_start(&stake, &failed[..2], now()), Ok(()));
    assert_eq!(may_start(&stake, &failed, now()), Err(StartRefusal::WaitUntil(now() + TimeDelta::hours(24))));
    assert_eq!(may_start(&stake, &failed, now() + TimeDelta::hours(24)), Ok(()));
    assert_eq!(tries_left(&stake, 1), Some(2));
    assert_eq!(tries_left(&stake, 3), Some(3));
}

#[test]
fn without_a_waiting_time_used_tries_do_not_come_back() {
    let stake = final_quiz(1, None, None, 1).stake;
    assert_eq!(may_start(&stake, &[attempt(1, false)], now()), Err(StartRefusal::NoTriesLeft));
}

#[test]
fn a_passed_quiz_is_not_sat_again_and_practice_always_is() {
    let stake = final_quiz(3, None, None, 1).stake;
    assert_eq!(may_start(&stake, &[attempt(1, true)], now()), Err(StartRefusal::AlreadyPassed));
    assert_eq!(may_start(&Stake::Practice, &[attempt(1, true)], now()), Ok(()));
}

#[test]
fn the_server_s_clock_ends_an_attempt() {
    let open = Attempt { handed_in_at: None, ..attempt(1, false) };
    assert_eq!(open.standing(now() + TimeDelta::minutes(30)), Standing::Open);
    assert_eq!(open.standing(now() + TimeDelta::minutes(31)), Standing::TimeUp);
    assert_eq!(attempt(1, false).standing(now()), Standing::HandedIn);
}

#[test]
fn seven_of_ten_pass_a_mark_of_seventy_per_cent() {
    let stake = final_quiz(3, None, None, 10).stake;
    assert_eq!(result(&stake, 7, 10).passed, Some(true));
    assert_eq!(result(&stake, 6, 10).passed, Some(false));
    assert_eq!(result(&Stake::Practice, 0, 10).passed, None);
}

proptest! {
    #[test]
    fn a_draw_has_each_question_once_and_is_the_same_for_the_same_lot(lot: [u8; 32], drawn in 1_usize..20) {
        let quiz = final_quiz(3, None, Some(drawn), 12);
        let one = draw(&quiz, lot);
        prop_assert_eq!(&one, &draw(&quiz, lot));
        prop_assert_eq!(one.len(), drawn.min(12));
        let mut questions: Vec<&str> = one.iter().map(|drawn| drawn.question.as_str()).collect();
        questions.sort_unstable();
        questions.dedup();
        prop_assert_eq!(questions.len(), one.len());
        for drawn in &one {
            let mut order = drawn.order.clone();
            order.sort_unstable();
            prop_assert_eq!(order, ["a", "b", "c"]);
        }
    }

    #[test]
    fn what_is_put_in_order_or_matched_is_never_shown_as_it_is_right(lot: [u8; 32], matched: bool) {
        let quiz = mixed_quiz(3, matched);
        let shown = &draw(&quiz, lot)[0].order;
        prop_assert_eq!(shown.len(), 3);
        prop_assert_ne!(shown, &["i0", "i1", "i2"]);
    }
}

/// One question whose items or right sides stand in their right order.
fn mixed_quiz(items: usize, matched: bool) -> Quiz {
    let item = |number: usize| Item { id: format!("i{number}"), text: Default::default() };
    let feedback = Feedback::default();
    let answer = if matched {
        let pair =
            |number| Pair { left: Item { id: format!("l{number}"), ..item(number) }, right: item(number) };
        Answer::Match { pairs: (0..items).map(pair).collect(), feedback }
    } else {
        Answer::Order { items: (0..items).map(item).collect(), feedback }
    };
    let mut quiz = final_quiz(3, None, None, 1);
    quiz.questions[0].answer = answer;
    quiz
}

#[test]
fn of_two_things_either_order_is_drawn() {
    for matched in [false, true] {
        let quiz = mixed_quiz(2, matched);
        let shown: HashSet<Vec<String>> =
            (0..64).map(|lot| draw(&quiz, [lot; 32])[0].order.clone()).collect();
        assert_eq!(shown.len(), 2);
    }
}

/// A client knows the id of its attempt and may choose it.
#[actix_web::test]
async fn the_lot_follows_from_no_id() {
    let quiz = mixed_quiz(8, false);
    let ids = Ids::default();
    let shown: HashSet<Vec<String>> = (0..8).map(|_| draw(&quiz, ids.lot())[0].order.clone()).collect();
    assert!(shown.len() > 1);
}
