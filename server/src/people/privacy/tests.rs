//! Taking one's data away.

use crate::{
    learning::fixture::{self, course},
    people::{self, mails::ResetMail},
    platform::mail,
    testing::TestAcademy,
};

#[actix_web::test]
async fn somebody_takes_away_everything_that_is_held_of_them_and_nothing_of_others() {
    for academy in TestAcademy::on_both().await {
        let lan = fixture::person(&academy, "Lan").await;
        let hoa = fixture::person(&academy, "Hoa").await;
        let enrolment = fixture::enrolled(&academy, lan, &course()).await;
        let mut visitor = fixture::signed_in(&academy, lan).await;
        let step = format!("/enrolments/{enrolment}/steps/start");
        visitor.submits(&step, &format!("{step}/completion"), &[]).await;
        let work = academy.begin().await;
        let reader = people::recipient(&work, lan).await.unwrap();
        let url = "https://academy.example/password-resets/a-secret-key".to_owned();
        mail::queue(&work, &reader, &ResetMail { url }).await.unwrap();
        work.commit().await.unwrap();
        let answer = visitor.opens("/profile/data.json").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert!(answer.text.contains("mail/password-reset") && !answer.text.contains("a-secret-key"));
        let document: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        let text = |pointer: &str| document.pointer(pointer).and_then(|value| value.as_str());
        assert_eq!(text("/data/person/0/email"), Some("lan@brand.example"));
        assert_eq!(text("/data/enrolment/0/course"), Some("buying"));
        assert_eq!(document.pointer("/data/enrolment/0/by_oneself"), Some(&true.into()));
        assert_eq!(
            document.pointer("/data/sign-in").and_then(|value| value.as_array()).map(Vec::len),
            Some(1)
        );
        assert_eq!(text("/data/audit/0/action"), Some("own-data.see"));
        assert!(!answer.text.contains("hoa@") && !answer.text.contains(&hoa.to_string()), "{}", answer.text);

        let page = visitor.opens("/profile/data.html").await;
        assert!(page.text.contains("lan@brand.example") && page.text.contains("buying"), "{}", page.text);
        assert!(page.text.contains("Took their own data away"), "{}", page.text);
        for words in ["You began: course “Buying”.", "You completed: “Start”, course “Buying”.", "English"]
        {
            assert!(page.text.contains(words), "{words} in {}", page.text);
        }
        assert!(
            page.text.contains("/password-resets/…") && !page.text.contains("a-secret-key"),
            "{}",
            page.text
        );
        for code in ["urn:better-work-academy", "{&quot;", "experienced"] {
            assert!(!page.text.contains(code), "{code} in {}", page.text);
        }
        assert!(!page.text.contains("held-"), "{}", page.text);
    }
}

#[actix_web::test]
async fn much_learning_costs_no_more_queries_than_little() {
    let academy = TestAcademy::new().await;
    let lan = fixture::person(&academy, "Lan").await;
    let mut visitor = fixture::signed_in(&academy, lan).await;
    let before = academy.db().queries();
    visitor.opens("/profile/data.json").await;
    let little = academy.db().queries() - before;
    for _ in 0..30 {
        visitor.opens("/profile/data.json").await;
    }
    let before = academy.db().queries();
    visitor.opens("/profile/data.json").await;
    assert_eq!(academy.db().queries() - before, little);
}
