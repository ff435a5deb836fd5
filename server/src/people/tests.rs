//! People and their sign-ins, as a visitor meets them.

use actix_web::http::{Method, StatusCode};
use chrono::TimeDelta;

use super::{
    EmailAddress, NewPerson, PersonName,
    store::{persons, suspensions},
};
use crate::{
    platform::{Language, Passwords, PersonId, mail, roles::Sex},
    testing::{Answer, TestAcademy, Visitor},
};

const PASSWORD: &str = "năm con trâu gặm cỏ";

async fn lan(academy: &TestAcademy) -> PersonId {
    let hash = Passwords::new().unwrap().hash(PASSWORD).await.unwrap();
    let work = academy.begin().await;
    let new = NewPerson {
        name: PersonName::parse("Nguyễn Thị Lan").unwrap(),
        email: EmailAddress::parse("lan@brand.example").unwrap(),
        language: Language::En,
        sex: Sex::Female,
        password_hash: Some(hash),
    };
    let id = persons::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn signs_in(visitor: &mut Visitor<'_>, address: &str, password: &str) -> Answer {
    visitor
        .submits("/sign-in", "/sign-in", &[("email", address), ("password", password), ("next", "/profile")])
        .await
}

async fn asks_for_token(visitor: &mut Visitor<'_>, password: &str) -> Answer {
    let body = serde_json::json!({ "email": "LAN@brand.example", "password": password }).to_string();
    visitor.sends(Method::POST, "/api/v1/tokens", Some(body), &[("content-type", "application/json")]).await
}

async fn me(visitor: &mut Visitor<'_>, token: &str) -> Answer {
    visitor.sends(Method::GET, "/api/v1/me", None, &[("authorization", &format!("Bearer {token}"))]).await
}

fn field(answer: &Answer, name: &str) -> String {
    let document: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    document[name].as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn a_person_signs_in_and_lands_on_the_page_that_was_asked_for() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    let turned_away = visitor.opens("/profile").await;
    assert_eq!(turned_away.location.as_deref(), Some("/sign-in?next=%2Fprofile"));
    let answer = signs_in(&mut visitor, " Lan@Brand.example", PASSWORD).await;
    assert_eq!((answer.status, answer.location.as_deref()), (StatusCode::SEE_OTHER, Some("/profile")));
    let profile = visitor.opens("/profile").await;
    assert!(profile.text.contains("Nguyễn Thị Lan"), "{}", profile.text);
}

#[actix_web::test]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    let known = signs_in(&mut visitor, "lan@brand.example", "another password").await;
    let unknown = signs_in(&mut visitor, "hoa@brand.example", "another password").await;
    assert_eq!(
        (known.status, unknown.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
    let sentence = "The email address or the password is wrong.";
    assert!(known.text.contains(sentence) && unknown.text.contains(sentence));
    assert!(known.text.contains("value=\"lan@brand.example\"") && !known.text.contains("another password"));
}

#[actix_web::test]
async fn a_redirect_after_sign_in_never_leaves_the_host() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    let fields = [("email", "lan@brand.example"), ("password", PASSWORD), ("next", "//evil.example")];
    let answer = visitor.submits("/sign-in", "/sign-in", &fields).await;
    assert_eq!(answer.location.as_deref(), Some("/"));
}

#[actix_web::test]
async fn guesses_on_the_page_and_by_the_api_are_counted_together() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    for _ in 0..5 {
        assert_eq!(signs_in(&mut visitor, "lan@brand.example", "another password").await.status, 422);
        let refused = asks_for_token(&mut visitor, "another password").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(field(&refused, "detail").contains("password is wrong"), "{}", refused.text);
    }
    assert_eq!(asks_for_token(&mut visitor, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        signs_in(&mut visitor, "lan@brand.example", PASSWORD).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    academy.clock.advance(TimeDelta::minutes(16));
    assert_eq!(asks_for_token(&mut visitor, PASSWORD).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn a_token_speaks_for_its_person_for_a_quarter_of_an_hour() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    let token = field(&asks_for_token(&mut visitor, PASSWORD).await, "token");
    assert_eq!(field(&me(&mut visitor, &token).await, "name"), "Nguyễn Thị Lan");
    academy.clock.advance(TimeDelta::minutes(15));
    assert_eq!(me(&mut visitor, &token).await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_suspension_ends_everything_at_the_next_request_and_says_so_after_a_right_password_only() {
    let academy = TestAcademy::new().await;
    let person = lan(&academy).await;
    let mut visitor = academy.visitor().await;
    signs_in(&mut visitor, "lan@brand.example", PASSWORD).await;
    let token = field(&asks_for_token(&mut visitor, PASSWORD).await, "token");
    let work = academy.begin().await;
    suspensions::add(&work, person, person, "…").await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(visitor.opens("/profile").await.status, StatusCode::SEE_OTHER);
    assert_eq!(me(&mut visitor, &token).await.status, StatusCode::UNAUTHORIZED);
    let mut visitor = academy.visitor().await;
    assert!(
        signs_in(&mut visitor, "lan@brand.example", "wrong one").await.text.contains("password is wrong")
    );
    assert!(
        signs_in(&mut visitor, "lan@brand.example", PASSWORD)
            .await
            .text
            .contains("Your account is suspended")
    );
    assert_eq!(asks_for_token(&mut visitor, PASSWORD).await.status, StatusCode::FORBIDDEN);
}

#[actix_web::test]
async fn a_new_password_ends_every_other_sign_in_and_every_token() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let (mut here, mut there) = (academy.visitor().await, academy.visitor().await);
    signs_in(&mut here, "lan@brand.example", PASSWORD).await;
    signs_in(&mut there, "lan@brand.example", PASSWORD).await;
    let token = field(&asks_for_token(&mut there, PASSWORD).await, "token");
    academy.clock.advance(TimeDelta::seconds(1));
    let page = "/profile/password";
    let fields = [("present-password", PASSWORD), ("password", "quạt máy chạy suốt đêm")];
    let answer = here.submits(page, page, &fields).await;
    assert_eq!(answer.location.as_deref(), Some("/profile"), "{}", answer.text);
    assert_eq!(here.opens("/profile").await.status, StatusCode::OK);
    assert_eq!(there.opens("/profile").await.status, StatusCode::SEE_OTHER);
    assert_eq!(me(&mut there, &token).await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_weak_or_wrongly_proven_password_is_refused_at_its_field() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    signs_in(&mut visitor, "lan@brand.example", PASSWORD).await;
    let page = "/profile/password";
    let weak =
        visitor.submits(page, page, &[("present-password", PASSWORD), ("password", "matkhau123")]).await;
    assert!(weak.text.contains("id=\"password-error\"") && weak.status == 422, "{}", weak.text);
    let fields = [("present-password", "not this"), ("password", "quạt máy chạy suốt đêm")];
    let wrong = visitor.submits(page, page, &fields).await;
    assert!(wrong.text.contains("This is not your present password."), "{}", wrong.text);
}

#[actix_web::test]
async fn somebody_else_s_sign_in_is_not_there() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    signs_in(&mut visitor, "lan@brand.example", PASSWORD).await;
    let path = "/profile/sign-ins/00000000-0000-7000-8000-000000000001/end";
    let answer = visitor.submits("/profile", path, &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn signing_out_everywhere_ends_all() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let (mut here, mut there) = (academy.visitor().await, academy.visitor().await);
    signs_in(&mut here, "lan@brand.example", PASSWORD).await;
    signs_in(&mut there, "lan@brand.example", PASSWORD).await;
    let answer = here.submits("/profile", "/profile/sign-ins/end", &[]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in"));
    assert!(here.opens("/sign-in").await.text.contains("You are signed out on every device."));
    assert_eq!(there.opens("/profile").await.status, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn the_language_is_kept_in_the_profile_and_the_reader_stays_on_the_page() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    signs_in(&mut visitor, "lan@brand.example", PASSWORD).await;
    let answer = visitor.submits("/profile", "/language", &[("language", "vi"), ("back", "/profile")]).await;
    assert_eq!(answer.location.as_deref(), Some("/profile"));
    assert!(visitor.opens("/profile").await.text.contains("Hồ sơ cá nhân"));
    let mut elsewhere = academy.visitor().await;
    signs_in(&mut elsewhere, "lan@brand.example", PASSWORD).await;
    assert!(elsewhere.opens("/profile").await.text.contains("Hồ sơ cá nhân"));
}

#[actix_web::test]
async fn after_a_refused_form_the_choice_of_language_leads_to_a_page() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    let refused = visitor.posts("/sign-out", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("name=\"back\" value=\"/sign-out\""), "{}", refused.text);
    let answer = visitor.submits("/sign-in", "/language", &[("language", "vi"), ("back", "/sign-out")]).await;
    assert_eq!(answer.location.as_deref(), Some("/"));

    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("referer", "http://localhost:8080/courses?q=hoa"),
    ];
    let refused = visitor.sends(Method::POST, "/sign-out", Some(String::new()), &headers).await;
    assert!(refused.text.contains("name=\"back\" value=\"/courses?q&#x3D;hoa\""), "{}", refused.text);
}

#[actix_web::test]
async fn the_profile_is_changed_or_the_form_comes_back_with_what_was_typed() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut visitor = academy.visitor().await;
    signs_in(&mut visitor, "lan@brand.example", PASSWORD).await;
    let wrong = visitor
        .submits("/profile", "/profile", &[("name", "--"), ("language", "vi"), ("sex", "other")])
        .await;
    assert!(wrong.status == 422 && wrong.text.contains("value=\"--\""), "{}", wrong.text);
    assert!(wrong.text.contains("value=\"other\" checked"), "{}", wrong.text);
    let fields = [("name", "Trần  Lan"), ("language", "en"), ("sex", "not-stated")];
    assert_eq!(visitor.submits("/profile", "/profile", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(visitor.opens("/profile").await.text.contains("value=\"Trần Lan\""));
}

/// The link in the newest mail to anybody.
async fn link_of_newest_mail(academy: &TestAcademy) -> Option<String> {
    academy.academy.runner().run_due().await.unwrap();
    let (db, engine, site) = (academy.db(), &academy.academy.engine, &academy.academy.site);
    let letters = mail::letters(db.read(), engine, site).await.unwrap();
    let text = letters.last()?.text.clone();
    let link = text.lines().find(|line| line.starts_with("http://localhost:8080/password-resets/"))?;
    Some(link.trim_start_matches("http://localhost:8080").to_owned())
}

async fn asks_for_reset(academy: &TestAcademy, address: &str) -> Answer {
    let mut visitor = academy.visitor().await;
    visitor.submits("/password-resets", "/password-resets", &[("email", address)]).await
}

#[actix_web::test]
async fn a_forgotten_password_is_set_anew_by_the_link_in_the_mail_once() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let mut elsewhere = academy.visitor().await;
    signs_in(&mut elsewhere, "lan@brand.example", PASSWORD).await;
    let token = field(&asks_for_token(&mut elsewhere, PASSWORD).await, "token");
    academy.clock.advance(TimeDelta::seconds(1));
    asks_for_reset(&academy, "lan@BRAND.example").await;
    let link = link_of_newest_mail(&academy).await.unwrap();
    let mut visitor = academy.visitor().await;
    let weak = visitor.submits(&link, &link, &[("password", "lan12345678")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = visitor.submits(&link, &link, &[("password", "quạt máy chạy suốt đêm")]).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in"), "{}", answer.text);
    assert_eq!(visitor.opens(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(elsewhere.opens("/profile").await.status, StatusCode::SEE_OTHER);
    assert_eq!(me(&mut elsewhere, &token).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(signs_in(&mut visitor, "lan@brand.example", PASSWORD).await.status, 422);
    assert_eq!(signs_in(&mut visitor, "lan@brand.example", "quạt máy chạy suốt đêm").await.status, 303);
}

#[actix_web::test]
async fn a_link_is_good_for_an_hour() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    asks_for_reset(&academy, "lan@brand.example").await;
    let link = link_of_newest_mail(&academy).await.unwrap();
    assert_eq!(academy.visitor().await.opens(&link).await.status, StatusCode::OK);
    academy.clock.advance(TimeDelta::minutes(61));
    let answer = academy.visitor().await.opens(&link).await;
    assert!(answer.status == 404 && answer.text.contains("This link no longer works"));
}

#[actix_web::test]
async fn asking_for_a_reset_tells_nobody_who_has_an_account() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    let known = asks_for_reset(&academy, "lan@brand.example").await;
    let unknown = asks_for_reset(&academy, "hoa@brand.example").await;
    assert_eq!((known.status, &known.location), (unknown.status, &unknown.location));
    assert!(link_of_newest_mail(&academy).await.is_some());
}

#[actix_web::test]
async fn nobody_s_mailbox_is_filled_from_outside() {
    let academy = TestAcademy::new().await;
    lan(&academy).await;
    for _ in 0..5 {
        asks_for_reset(&academy, "lan@brand.example").await;
    }
    academy.academy.runner().run_due().await.unwrap();
    assert_eq!(mail::waiting_count(academy.db().read()).await.unwrap(), 1);
}
