//! Quizzes, as a learner meets them.

use actix_web::http::{Method, StatusCode};
use chrono::TimeDelta;

use super::Learner;
use crate::{
    learning::{fixture, store},
    testing::{Answer, TestAcademy},
};

/// What only an answer that was marked may show.
const TELLING: [&str; 4] = ["said-", "explained", "verdict", "choice-right"];

const RIGHT: [(&str, &[(&str, &str)]); 6] = [
    ("one", &[("response", "a1")]),
    ("several", &[("response[]", "a1"), ("response[]", "a2")]),
    ("number", &[("response", "880")]),
    ("text", &[("response", "Critical Path")]),
    ("order", &[("place-i1", "1"), ("place-i2", "2"), ("place-i3", "3")]),
    ("match", &[("pair-l1", "r1"), ("pair-l2", "r2")]),
];

const WRONG: [(&str, &[(&str, &str)]); 6] = [
    ("one", &[("response", "a2")]),
    ("several", &[("response[]", "a1")]),
    ("number", &[("response", "40")]),
    ("text", &[("response", "a diary")]),
    ("order", &[("place-i1", "3"), ("place-i2", "2"), ("place-i3", "1")]),
    ("match", &[("pair-l1", "r2"), ("pair-l2", "r1")]),
];

impl Learner<'_> {
    /// The attempt's address.
    async fn begins(&mut self, step: &str) -> String {
        let answer = self.does(step, "attempts", &[]).await;
        let location = answer.location.unwrap_or_else(|| panic!("{}", answer.text));
        location.strip_suffix("/questions/1").unwrap().to_owned()
    }

    /// Answers a question of the attempt by its place.
    async fn answers(&mut self, attempt: &str, number: usize, fields: &[(&str, &str)]) -> Answer {
        let from = format!("{attempt}/questions/{number}");
        self.visitor.submits(&from, &format!("{from}/answer"), fields).await
    }

    /// Answers every question as the table says, whatever the order drawn, until `most` are answered.
    async fn answers_all(&mut self, attempt: &str, table: &[(&str, &[(&str, &str)])], most: usize) {
        for number in 1..=most {
            let page = self.visitor.opens(&format!("{attempt}/questions/{number}")).await;
            let found = table.iter().find(|(id, _)| {
                page.text
                    .contains(&format!("<h1 class=\"question-title\" id=\"question\">Question {id}</h1>"))
            });
            let answer = self.answers(attempt, number, found.unwrap().1).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        }
    }

    async fn saves(&mut self, attempt: &str, number: usize, fields: &[(&str, &str)]) -> Answer {
        let page = self.visitor.opens(&format!("{attempt}/questions/{number}")).await;
        let csrf =
            page.text.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &csrf).extend_pairs(fields);
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")];
        let path = format!("{attempt}/questions/{number}/answer");
        self.visitor.sends(Method::POST, &path, Some(body.finish()), &headers).await
    }
}

#[actix_web::test]
async fn practice_says_at_once_what_was_wrong_and_lets_one_try_again() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("check").await;
    let before = learner.visitor.opens(&format!("{attempt}/questions/1")).await;
    assert!(before.text.contains("Question 1 of 3") && before.text.contains("the-hint"), "{}", before.text);
    assert!(TELLING.iter().all(|word| !before.text.contains(word)), "{}", before.text);
    let answered = learner.answers(&attempt, 1, &[("response", "a2")]).await;
    assert_eq!(answered.location, Some(format!("{attempt}/questions/1")));
    let marked = learner.visitor.opens(&format!("{attempt}/questions/1")).await;
    assert!(marked.text.contains("Not quite") && marked.text.contains("said-a2"), "{}", marked.text);
    assert!(!marked.text.contains("said-a1"), "who may try again is not told the right answer");
    learner.answers(&attempt, 1, &[("response", "a1")]).await;
    let marked = learner.visitor.opens(&format!("{attempt}/questions/1")).await;
    assert!(marked.text.contains("That is right") && marked.text.contains("said-a1"), "{}", marked.text);
}

#[actix_web::test]
async fn practice_is_through_when_every_question_has_an_answer() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("check").await;
    learner.answers_all(&attempt, &[RIGHT[0], WRONG[1], RIGHT[2]], 3).await;
    let result = learner.visitor.opens(&attempt).await;
    assert!(result.text.contains("<p class=\"score\">2 of 3</p>"), "{}", result.text);
    let next = learner.does("check", "completion", &[]).await;
    assert_eq!(next.location, Some(learner.step("story")));
    let page = learner.visitor.opens(&learner.step("check")).await;
    assert!(page.text.contains("2 of 3") && page.text.contains("Try again"), "{}", page.text);
}

#[actix_web::test]
async fn an_open_final_quiz_tells_nothing_about_right_answers_in_any_response() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("final").await;
    for number in 1..=6 {
        let page = learner.visitor.opens(&format!("{attempt}/questions/{number}")).await;
        let table = RIGHT.iter().chain(&WRONG);
        let mine = table.filter(|(id, _)| {
            page.text.contains(&format!("<h1 class=\"question-title\" id=\"question\">Question {id}</h1>"))
        });
        for (_, fields) in mine {
            let saved = learner.saves(&attempt, number, fields).await;
            let document: serde_json::Value = serde_json::from_str(&saved.text).unwrap();
            let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["answered", "of", "saved_at"], "{}", saved.text);
            let again = learner.visitor.opens(&format!("{attempt}/questions/{number}")).await;
            let overview = learner.visitor.opens(&attempt).await;
            let step = learner.visitor.opens(&learner.step("final")).await;
            for text in [&page.text, &saved.text, &again.text, &overview.text, &step.text] {
                let told =
                    TELLING.iter().chain(&["\"right\"", "critical path"]).find(|word| text.contains(**word));
                assert_eq!(told, None, "{text}");
            }
        }
    }
}

#[actix_web::test]
async fn a_final_quiz_is_handed_in_once_and_then_explains_itself() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("final").await;
    learner.answers_all(&attempt, &RIGHT, 5).await;
    let overview = learner.visitor.opens(&attempt).await;
    assert!(overview.text.contains("One question has no answer yet"), "{}", overview.text);
    let hand_in = format!("{attempt}/hand-in");
    learner.visitor.submits(&attempt, &hand_in, &[]).await;
    let result = learner.visitor.opens(&attempt).await;
    for words in ["You passed", "5 of 6", "5 were needed", "explained", "not answered"] {
        assert!(result.text.contains(words), "{words} in {}", result.text);
    }
    let late = learner.saves(&attempt, 1, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let again = learner.does("final", "attempts", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let next = learner.does("final", "completion", &[]).await;
    assert_eq!(next.location, Some(learner.step("plan")));
}

#[actix_web::test]
async fn a_learner_who_fails_twice_waits_a_day() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    for tries_left in ["You have one try left", "Your tries are used up"] {
        let attempt = learner.begins("final").await;
        learner.answers_all(&attempt, &WRONG, 6).await;
        learner.visitor.submits(&attempt, &format!("{attempt}/hand-in"), &[]).await;
        let result = learner.visitor.opens(&attempt).await;
        assert!(result.text.contains(tries_left) && result.text.contains("0 of 6"), "{}", result.text);
    }
    let page = learner.visitor.opens(&learner.step("final")).await;
    assert!(page.text.contains("23 November 2026"), "{}", page.text);
    assert_eq!(learner.does("final", "attempts", &[]).await.status, StatusCode::CONFLICT);
    academy.clock.advance(TimeDelta::hours(24));
    assert_eq!(learner.does("final", "attempts", &[]).await.status, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn when_the_time_is_up_what_was_saved_is_handed_in() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("final").await;
    learner.answers_all(&attempt, &RIGHT, 2).await;
    academy.clock.advance(TimeDelta::minutes(30));
    let asked = learner.visitor.opens(&format!("{attempt}/questions/3")).await;
    assert_eq!(asked.location, Some(attempt.clone()));
    learner.visitor.opens(&attempt).await;
    let result = learner.visitor.opens(&attempt).await;
    assert!(result.text.contains("The time was up") && result.text.contains("2 of 6"), "{}", result.text);
}

#[actix_web::test]
async fn an_answer_sent_twice_is_one_and_a_question_may_be_left_for_later() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("final").await;
    let skipped = learner.answers(&attempt, 1, &[]).await;
    assert_eq!(skipped.location, Some(format!("{attempt}/questions/2")));
    let page = learner.visitor.opens(&format!("{attempt}/questions/1")).await;
    let (id, fields) =
        *RIGHT.iter().find(|(id, _)| page.text.contains(&format!("Question {id}</h1>"))).unwrap();
    let mut all = vec![("answer", "0192f0c1-2e3d-7c4b-8a5f-6d7e8f901234")];
    all.extend_from_slice(fields);
    for _ in 0..2 {
        let saved = learner.saves(&attempt, 1, &all).await;
        assert!(saved.text.contains("\"answered\":1"), "{id}: {}", saved.text);
    }
}

#[actix_web::test]
async fn an_answer_and_the_next_question_cost_few_queries() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("check").await;
    learner.visitor.opens(&format!("{attempt}/questions/2")).await;
    let before = academy.db().queries();
    learner.visitor.opens(&format!("{attempt}/questions/2")).await;
    let opened = academy.db().queries();
    let saved = learner.saves(&attempt, 1, &[("response", "a1")]).await;
    assert!(saved.text.contains("\"answered\":1"), "{}", saved.text);
    let page = opened - before;
    assert!(page <= 4, "{page} queries for a question");
    // The page from which the answer is sent, and then: who asks, the attempt, record, progress, answer.
    let answer = academy.db().queries() - opened - page;
    assert!(answer <= 5, "{answer} queries for an answer");
}

#[actix_web::test]
async fn what_is_no_answer_comes_back_with_a_sentence_and_what_was_typed() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("check").await;
    let empty = learner.answers(&attempt, 1, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Give an answer first"), "{}", empty.text);
    let typed = learner.answers(&attempt, 3, &[("response", "many")]).await;
    assert!(
        typed.text.contains("This is not a number") && typed.text.contains("value=\"many\""),
        "{}",
        typed.text
    );
}

#[actix_web::test]
async fn somebody_else_s_attempt_is_not_there() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("final").await;
    let stranger = fixture::person(&academy, "Stranger").await;
    let mut stranger = fixture::signed_in(&academy, stranger).await;
    for path in [attempt.clone(), format!("{attempt}/questions/1")] {
        assert_eq!(stranger.opens(&path).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn pages_of_an_attempt_cost_few_queries() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let attempt = learner.begins("final").await;
    learner.answers_all(&attempt, &RIGHT, 6).await;
    let cost = async |learner: &mut Learner<'_>, path: &str| {
        let before = academy.db().queries();
        learner.visitor.opens(path).await;
        academy.db().queries() - before
    };
    for path in [attempt.clone(), format!("{attempt}/questions/1")] {
        assert!(cost(&mut learner, &path).await <= 6, "{path}");
    }
    learner.visitor.submits(&attempt, &format!("{attempt}/hand-in"), &[]).await;
    assert!(cost(&mut learner, &attempt).await <= 7);
    let steps = store::steps(academy.db().read(), learner.enrolment).await.unwrap();
    assert!(steps.iter().any(|step| step.step == "final" && step.score == Some((6, 6))));
}
