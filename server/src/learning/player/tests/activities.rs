//! Stories, calculations, action plans, and a whole course.

use actix_web::http::{Method, StatusCode};
use serde_json::json;

use super::Learner;
use crate::{
    learning::{fixture, store},
    testing::TestAcademy,
};

const PROMISE: [(&str, &str); 4] = [
    ("promise-1", "Freeze the specification"),
    ("owner-1", "I"),
    ("due-1", "2027-01-31"),
    ("measure-1", "changes per order"),
];

#[actix_web::test]
async fn a_story_shows_the_way_taken_and_its_end_opens_next() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let beginning = learner.visitor.opens(&learner.step("story")).await;
    assert!(
        beginning.text.contains("Knitwear") && beginning.text.contains("Follow the story"),
        "{}",
        beginning.text
    );
    let asked = learner.visitor.opens(&format!("{}/scenes/ask", learner.step("story"))).await;
    assert!(asked.text.contains("Scene ask") && asked.text.contains("<li>Go to ask</li>"), "{}", asked.text);
    let ended = learner.does("story", "ending", &[("way", "ask.split")]).await;
    assert_eq!(ended.location, Some(format!("{}/scenes/ask.split", learner.step("story"))));
    let ending = learner.visitor.opens(&ended.location.unwrap()).await;
    assert!(ending.text.contains("A good end") && ending.text.contains("Try another way"), "{}", ending.text);
    let next = learner.does("story", "completion", &[]).await;
    assert_eq!(next.location, Some(learner.step("minute")));
}

#[actix_web::test]
async fn a_way_that_the_story_does_not_have_is_not_there() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    for way in ["split", "ask.send", "nowhere"] {
        let page = learner.visitor.opens(&format!("{}/scenes/{way}", learner.step("story"))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{way}");
    }
    assert_eq!(learner.does("story", "ending", &[("way", "ask")]).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_calculation_reads_numbers_as_the_reader_writes_them() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let first = learner.visitor.opens(&learner.step("minute")).await;
    for words in ["value=\"8,400,000\"", "673.08 VND", "+53.85 VND", "8,400,000 ÷ 12480"] {
        assert!(first.text.contains(words), "{words} in {}", first.text);
    }
    let changed =
        learner.visitor.opens(&format!("{}?wage=9%20000%20000&rise=0", learner.step("minute"))).await;
    assert!(
        changed.text.contains("721.15 VND") && changed.text.contains("value=\"9 000 000\""),
        "{}",
        changed.text
    );
}

#[actix_web::test]
async fn a_wrong_number_is_told_at_its_field_and_stays() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let page = learner.visitor.opens(&format!("{}?wage=many&rise=101", learner.step("minute"))).await;
    for words in
        ["value=\"many\"", "This is not a number", "Choose a number from 0 to 100", "id=\"wage-error\""]
    {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let path = format!("{}?wage=5000000&rise=8", learner.step("minute"));
    let fragment = learner.visitor.sends(Method::GET, &path, None, &[("x-fragment", "results")]).await;
    assert!(fragment.text.contains("400.64 VND") && !fragment.text.contains("<html"), "{}", fragment.text);
}

#[actix_web::test]
async fn a_plan_with_something_missing_comes_back_with_everything_typed() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let empty = learner.does("plan", "plan", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut late = PROMISE;
    late[2] = ("due-1", "2026-11-22");
    let refused = learner.does("plan", "plan", &late).await;
    for words in ["Choose a date after today", "Freeze the specification", "href=\"#due-1\""] {
        assert!(refused.text.contains(words), "{words} in {}", refused.text);
    }
    assert!(store::commitments(academy.db().read(), learner.enrolment).await.unwrap().is_empty());
}

#[actix_web::test]
async fn a_saved_plan_can_be_read_sent_and_changed() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    let saved = learner.does("plan", "plan", &PROMISE).await;
    assert_eq!(saved.location, Some(learner.step("plan")));
    let page = learner.visitor.opens(&learner.step("plan")).await;
    for words in ["Your plan is saved", "31 January 2027", "/plan\"", "Finish"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let form = learner.visitor.opens(&format!("{}/plan", learner.step("plan"))).await;
    let before = store::commitments(academy.db().read(), learner.enrolment).await.unwrap();
    assert!(form.text.contains(&before[0].id.to_string()) && form.text.contains("value=\"2027-01-31\""));
}

#[actix_web::test]
async fn who_changes_the_language_in_mid_lesson_stays_where_they_are_and_their_profile_as_it_is() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    learner.does("start", "opening", &[]).await;
    let back = learner.step("start");
    let action = format!("/enrolments/{}/language", learner.enrolment);
    let fields = [("language", "vi"), ("back", back.as_str())];
    let changed = learner.visitor.submits(&back, &action, &fields).await;
    assert_eq!(changed.location, Some(back.clone()));
    let page = learner.visitor.opens(&back).await;
    for words in ["1.&nbsp;Phút", "Start (vi)", "Thử làm ngay", "1 of 4", "Next", "Saved"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let home = learner.visitor.opens("/profile").await;
    assert!(home.text.contains("<html lang=\"en\""), "{}", home.text);
    let progress = store::progress(academy.db().read(), learner.enrolment).await.unwrap().unwrap();
    assert_eq!(progress.current_step, "start");
    let unknown = learner.visitor.submits(&back, &action, &[("language", "tlh"), ("back", &back)]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}

#[actix_web::test]
async fn a_course_stays_in_the_language_of_the_enrolment_when_the_reader_changes_theirs() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    learner.does("start", "opening", &[]).await;
    let fields = [("language", "vi"), ("back", "/profile")];
    learner.visitor.submits("/profile", "/language", &fields).await;
    let page = learner.visitor.opens(&learner.step("start")).await;
    for words in ["1.&nbsp;Minutes", "<h1 lang=\"en\"", "1/4", "Tiếp theo", "Đã lưu"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
}

#[actix_web::test]
async fn a_course_that_is_not_in_the_reader_s_language_says_so() {
    let academy = TestAcademy::new().await;
    let person = fixture::person(&academy, "Linh").await;
    let mut course = serde_json::to_value(fixture::course()).unwrap();
    course["languages"] = json!(["vi"]);
    course["source_language"] = json!("vi");
    let enrolment = fixture::enrolled(&academy, person, &serde_json::from_value(course).unwrap()).await;
    let mut visitor = fixture::signed_in(&academy, person).await;
    let page = visitor.opens(&format!("/enrolments/{enrolment}/steps/start")).await;
    assert!(
        page.text.contains("You see it in Tiếng Việt") && page.text.contains("lang=\"vi\""),
        "{}",
        page.text
    );
    assert!(page.text.contains("Next"), "the Academy's own words stay in the reader's language");
}

#[actix_web::test]
async fn after_the_last_step_comes_the_course_s_page() {
    let academy = TestAcademy::new().await;
    let mut learner = Learner::of(&academy).await;
    learner.does("plan", "plan", &PROMISE).await;
    let last = learner.does("plan", "completion", &[]).await;
    assert_eq!(last.location, Some(format!("/enrolments/{}", learner.enrolment)));
}
