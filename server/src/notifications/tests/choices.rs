//! What people choose, and the link in a mail that stops its kind.

use actix_web::http::{Method, StatusCode};
use chrono::TimeDelta;

use super::*;
use crate::notifications::model::Topic;

/// Every box ticked but those of `without`, as `by-mail-completed`.
fn ticks(without: &[&str]) -> Vec<(String, &'static str)> {
    let boxes = Topic::ALL
        .iter()
        .flat_map(|topic| ["in-app", "by-mail"].map(|way| format!("{way}-{}", topic.word())));
    let ticked = boxes.filter(|name| !without.contains(&name.as_str())).map(|name| (name, "yes"));
    [("language".to_owned(), "vi"), ("rhythm".to_owned(), "at-once")].into_iter().chain(ticked).collect()
}

#[actix_web::test]
async fn each_topic_comes_the_way_that_was_chosen_and_in_the_chosen_language() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
        let fields = ticks(&["in-app-reminded", "by-mail-completed"]);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let saved = buyer.submits("/profile/notices", "/profile/notices", &fields).await;
        assert_eq!(saved.location.as_deref(), Some("/profile/notices"));
        let id = assigned(&academy, &brand, None).await;
        tells(&academy, Happened::Reminded, id).await;
        tells(&academy, Happened::Completed, id).await;
        assert_eq!(words(&academy, brand.buyer).await, ["assigned", "completed"]);
        let mut subjects: Vec<_> = academy.letters().await.into_iter().map(|letter| letter.subject).collect();
        subjects.sort();
        assert_eq!(subjects, ["Khoá học dành cho bạn: Mua hàng", "Nhắc bạn học tiếp Mua hàng"]);
    }
}

#[actix_web::test]
async fn a_choice_that_is_none_shows_the_form_again_with_every_tick() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
    let fields = [("language", "en"), ("rhythm", "hourly"), ("by-mail-overdue", "yes")];
    let again = buyer.submits("/profile/notices", "/profile/notices", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("Choose when mails shall come"), "{}", again.text);
    assert_eq!(again.text.matches(" checked").count(), 1);
}

#[actix_web::test]
async fn a_mail_carries_the_headers_and_one_click_stops_its_kind_alone() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        let id = assigned(&academy, &brand, None).await;
        academy.runs_jobs().await;
        let letter = academy.letters().await.remove(0);
        let url = letter.unsubscribe_url.clone().unwrap();
        assert!(letter.text.contains(&url) && letter.html.contains(&url));
        let path = url.strip_prefix("http://localhost:8080").unwrap();

        let mut stranger = academy.visitor().await;
        let page = stranger.opens(path).await;
        assert!(page.text.contains("A course is assigned to me"), "{}", page.text);
        let still = store::wishes_of(academy.db().read(), brand.buyer).await.unwrap();
        assert!(still.topics.is_empty(), "looking changes nothing");
        let one_click = Some("List-Unsubscribe=One-Click".to_owned());
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let stopped = academy.visitor().await.sends(Method::POST, path, one_click.clone(), &kind).await;
        assert_eq!(stopped.status, StatusCode::OK);
        let again = academy.visitor().await.sends(Method::POST, path, one_click.clone(), &kind).await;
        assert_eq!(again.status, StatusCode::OK);
        let forged = format!("{}A", path);
        assert_eq!(academy.visitor().await.sends(Method::POST, &forged, one_click, &kind).await.status, 404);

        tells(&academy, Happened::Reminded, id).await;
        let other = fixture::course_called("second");
        let second = fixture::enrolled(&academy, brand.buyer, &other).await;
        tells(&academy, Happened::Assigned, second).await;
        let subjects: Vec<_> = academy.letters().await.into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        assert!(subjects.contains(&"A reminder to go on with Buying".to_owned()), "{subjects:?}");
        assert_eq!(words(&academy, brand.buyer).await, ["assigned", "assigned", "reminded"]);
    }
}

#[actix_web::test]
async fn a_digest_waits_for_the_morning_and_leaves_out_what_has_become_needless() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
    let fields =
        [("language", "en"), ("rhythm", "daily"), ("in-app-assigned", "yes"), ("by-mail-assigned", "yes")];
    buyer.submits("/profile/notices", "/profile/notices", &fields).await;
    let id = assigned(&academy, &brand, None).await;
    academy.runs_jobs().await;
    assert!(academy.letters().await.is_empty());
    let mut coordinator = fixture::signed_in(&academy, brand.coordinator).await;
    let page = format!("/enrolments/{id}");
    coordinator.submits(&page, &format!("{page}/withdrawal"), &[]).await;
    academy.clock.advance(TimeDelta::days(1));
    crate::notifications::digest::send_digests(&context(&academy), &academy.academy.secret).await.unwrap();
    assert!(academy.letters().await.is_empty());
}

#[actix_web::test]
async fn what_is_not_there_is_said_in_the_chosen_language_too() {
    let academy = TestAcademy::new().await;
    let lan = fixture::person(&academy, "Lan").await;
    let mut visitor = fixture::signed_in(&academy, lan).await;
    let chosen = [("language", "vi"), ("rhythm", "at-once")];
    assert_eq!(visitor.submits("/profile/notices", "/profile/notices", &chosen).await.status, 303);
    for (path, status) in [("/no-such-page", 404), ("/notices/readings", 405)] {
        let answer = visitor.opens(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text.contains("<html lang=\"vi\""), "{path}: {}", answer.text);
    }
}
