//! Signing up, confirming, leaving, being forgotten.

use actix_web::http::{Method, StatusCode};
use chrono::TimeDelta;

use super::{issue_on_its_way, link_in, subscribers, subscription_of};
use crate::{
    newsletter::{self, model::Topics},
    people::EmailAddress,
    testing::{Answer, TestAcademy},
};

const LAN: &str = "lan@brand.example";

async fn signs_up(academy: &TestAcademy, address: &str) -> Answer {
    let fields = [("email", address), ("language", "vi"), ("topic", "wages"), ("topic", "nonsense")];
    academy.visitor().await.submits("/en/about", "/newsletter/sign-ups", &fields).await
}

#[actix_web::test]
async fn who_signs_up_is_on_the_list_only_after_confirming_by_mail() {
    for academy in TestAcademy::on_both().await {
        let answer = signs_up(&academy, LAN).await;
        assert_eq!(answer.location.as_deref(), Some("/vi/newsletter/sent"), "{}", answer.text);
        assert!(subscription_of(&academy, LAN).await.is_none());
        let letters = academy.letters().await;
        assert_eq!(letters.len(), 1);
        let link = link_in(&letters[0], "/newsletter/confirmations/");
        let mut visitor = academy.visitor().await;
        // Opening the link alone, as scanners of mails do, confirms nothing.
        let page = visitor.opens(&link).await;
        assert!(page.text.contains("<html lang=\"vi\"") && page.text.contains(LAN), "{}", page.text);
        assert!(subscription_of(&academy, LAN).await.is_none());
        let confirmed = visitor.submits(&link, &link, &[]).await;
        assert_eq!(confirmed.location.as_deref(), Some("/vi/newsletter/confirmed"));
        let subscription = subscription_of(&academy, LAN).await.unwrap();
        assert_eq!(subscription.topics.words().collect::<Vec<_>>(), ["wages"]);
        // The link works once.
        assert_eq!(visitor.opens(&link).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn the_answer_does_not_tell_whether_an_address_is_known() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 1).await;
        let known = signs_up(&academy, "reader-0@example.org").await;
        let unknown = signs_up(&academy, LAN).await;
        assert_eq!((known.status, known.location), (unknown.status, unknown.location));
        let subjects: Vec<String> =
            academy.letters().await.into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects.len(), 2);
        assert_eq!(subjects[0], subjects[1]);
    }
}

#[actix_web::test]
async fn nobody_s_mailbox_is_filled_from_outside() {
    for academy in TestAcademy::on_both().await {
        for _ in 0..2 {
            assert_eq!(signs_up(&academy, LAN).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(academy.letters().await.len(), 1, "twice within ten minutes is one mail");
        for _ in 0..4 {
            academy.clock.advance(TimeDelta::minutes(20));
            assert_eq!(signs_up(&academy, LAN).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(academy.letters().await.len(), 3);
        for _ in 0..3 {
            signs_up(&academy, "other@brand.example").await;
        }
        let answer = signs_up(&academy, "other@brand.example").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[actix_web::test]
async fn what_nobody_confirms_is_forgotten_after_two_days() {
    for academy in TestAcademy::on_both().await {
        signs_up(&academy, LAN).await;
        let link = link_in(&academy.letters().await[0], "/newsletter/confirmations/");
        academy.clock.advance(TimeDelta::days(2));
        assert_eq!(academy.visitor().await.opens(&link).await.status, StatusCode::NOT_FOUND);
        let runner = academy.academy.runner();
        runner.schedule().await.unwrap();
        runner.run_due().await.unwrap();
        assert!(academy.letters().await.is_empty());
        signs_up(&academy, LAN).await;
        assert_eq!(academy.letters().await.len(), 1, "the mails are counted anew");
    }
}

#[actix_web::test]
async fn a_wrong_address_is_asked_for_again_with_everything_kept() {
    let academy = TestAcademy::new().await;
    let answer = signs_up(&academy, "lan at brand").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("value=\"lan at brand\""));
    assert!(answer.text.contains("value=\"wages\" checked") && answer.text.contains("value=\"vi\" selected"));
}

#[actix_web::test]
async fn one_post_without_a_cookie_leaves_and_forgets_the_address() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 2).await;
        let id = issue_on_its_way(&academy, &Topics::default()).await;
        academy.runs_jobs().await;
        let letters = academy.letters().await;
        let letter = letters.iter().find(|letter| letter.address == "reader-1@example.org").unwrap();
        let link = link_in(letter, "/newsletter/leaving/");
        let mut nobody = academy.visitor().await;
        let asked = nobody.opens(&link).await;
        assert!(asked.text.contains("reader-1@example.org") && asked.text.contains("<html lang=\"vi\""));
        // RFC 8058, 3.2: what a mail programme sends.
        let form = [("content-type", "application/x-www-form-urlencoded")];
        for _ in 0..2 {
            let body = Some("List-Unsubscribe=One-Click".to_owned());
            let answer = academy.visitor().await.sends(Method::POST, &link, body, &form).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            assert!(!answer.text.contains("reader-1@example.org"));
        }
        assert!(subscription_of(&academy, "reader-1@example.org").await.is_none());
        assert_eq!(academy.letters().await.len(), 1, "what waited for them is gone");
        let counts = newsletter::store::deliveries::counts(academy.db().read(), &[id]).await.unwrap();
        assert_eq!(counts[&id][&newsletter::model::Fate::Left], 1);
        let unknown = nobody.sends(Method::POST, "/newsletter/leaving/none", None, &form).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn an_erased_address_is_nowhere_in_the_newsletter() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 1).await;
        issue_on_its_way(&academy, &Topics::default()).await;
        academy.runs_jobs().await;
        signs_up(&academy, "reader-0@example.org").await;
        assert_eq!(academy.letters().await.len(), 2);
        let work = academy.begin().await;
        newsletter::erase(&work, &EmailAddress::parse("Reader-0@example.org").unwrap()).await.unwrap();
        work.commit().await.unwrap();
        assert!(subscription_of(&academy, "reader-0@example.org").await.is_none());
        assert!(academy.letters().await.is_empty());
    }
}
