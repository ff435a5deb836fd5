//! Going through a course, as a learner meets it.

mod activities;
mod quiz;

use actix_web::http::StatusCode;

use crate::{
    learning::{fixture, store},
    records::EnrolmentId,
    testing::{TestAcademy, Visitor},
};

/// Linh, who is on the small course.
pub struct Learner<'a> {
    pub visitor: Visitor<'a>,
    pub enrolment: EnrolmentId,
}

impl<'a> Learner<'a> {
    pub async fn of(academy: &'a TestAcademy) -> Self {
        let person = fixture::person(academy, "Linh").await;
        let enrolment = fixture::enrolled(academy, person, &fixture::course()).await;
        Self { visitor: fixture::signed_in(academy, person).await, enrolment }
    }

    pub fn step(&self, step: &str) -> String {
        format!("/enrolments/{}/steps/{step}", self.enrolment)
    }

    /// Posts what the step's page offers at `what`.
    pub async fn does(&mut self, step: &str, what: &str, fields: &[(&str, &str)]) -> crate::testing::Answer {
        let from = self.step(step);
        self.visitor.submits(&from, &format!("{from}/{what}"), fields).await
    }
}

#[actix_web::test]
async fn a_lesson_says_where_one_is_and_next_finishes_it() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let begun = learner.does("start", "opening", &[]).await;
    assert_eq!(begun.location, Some(learner.step("start")));
    let page = learner.visitor.opens(&learner.step("start")).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["1 of 4", "Buying · 1.&nbsp;Minutes", "<p class=\"callout-label\">", "Try this", "Saved"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let next = learner.does("start", "completion", &[]).await;
    assert_eq!((next.status, next.location), (StatusCode::SEE_OTHER, Some(learner.step("check"))));
    let progress = store::progress(academy.db().read(), learner.enrolment).await.unwrap().unwrap();
    assert_eq!((progress.steps_done, progress.current_step.as_str()), (1, "check"));
}

#[actix_web::test]
async fn who_comes_by_a_link_and_presses_next_has_begun() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    learner.does("start", "completion", &[]).await;
    learner.does("start", "completion", &[]).await;
    let progress = store::progress(academy.db().read(), learner.enrolment).await.unwrap().unwrap();
    assert_eq!(progress.steps_done, 1);
}

#[actix_web::test]
async fn next_is_closed_with_a_reason_and_pressing_it_all_the_same_changes_nothing() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let page = learner.visitor.opens(&learner.step("check")).await;
    assert!(page.text.contains("Answer every question of this quiz"), "{}", page.text);
    let refused = learner.does("check", "completion", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn somebody_else_s_step_and_one_that_is_not_there_answer_alike() {
    let academy = TestAcademy::new().await;
    let learner = Learner::of(&academy).await;
    let stranger = fixture::person(&academy, "Stranger").await;
    let mut stranger = fixture::signed_in(&academy, stranger).await;
    let hidden = stranger.opens(&learner.step("start")).await;
    let missing = stranger.opens("/enrolments/0192f0c1-2e3d-7c4b-8a5f-6d7e8f901234/steps/start").await;
    assert_eq!((hidden.status, missing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
}

#[actix_web::test]
async fn a_step_costs_few_queries() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    for step in ["start", "check", "story", "minute", "final", "plan"] {
        learner.visitor.opens(&learner.step(step)).await;
        let before = academy.db().queries();
        learner.visitor.opens(&learner.step(step)).await;
        let queries = academy.db().queries() - before;
        assert!(queries <= 5, "{queries} queries for {step}");
    }
}
