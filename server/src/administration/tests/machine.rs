//! Jobs and mails, as administrators look after them.

use serde_json::json;

use super::world::World;
use crate::{
    platform::{Job, jobs, mail},
    testing::TestAcademy,
};

/// A job of a kind that nobody runs, given up with an error.
async fn failed_job(academy: &TestAcademy, kind: &'static str, key: &str, error: &str) {
    use sea_orm::ConnectionTrait;
    let work = academy.begin().await;
    jobs::enqueue(&work, Job::new(kind, json!({ "token": "a-secret-token" })).once(key)).await.unwrap();
    let fail = format!(
        "UPDATE job SET failed_at = made_at, attempts = 10, last_error = '{error}' WHERE unique_key = '{key}'"
    );
    work.execute_unprepared(&fail).await.unwrap();
    work.commit().await.unwrap();
}

fn first_link(page: &str, beginning: &str) -> String {
    let mark = format!("href=\"{beginning}");
    let (_, rest) = page.split_once(&mark).expect(page);
    format!("{beginning}{}", rest.split('"').next().unwrap())
}

#[actix_web::test]
async fn a_failed_job_says_why_in_plain_words_and_is_tried_again_or_dropped_with_a_reason() {
    for world in World::on_both().await {
        let academy = &world.academy;
        failed_job(academy, "mail-send", "one", "unavailable: smtp://user:hunter2@mail.example").await;
        let mut minh = world.administrator().await;
        assert!(minh.opens("/administration").await.text.contains("One job failed"));
        let list = minh.opens("/administration/jobs?state=failed").await;
        assert!(list.text.contains("did not answer"), "{}", list.text);
        assert!(!list.text.contains("hunter2") && !list.text.contains("a-secret-token"), "{}", list.text);
        let job = first_link(&list.text, "/administration/jobs/");

        let bare = minh.submits(&job, &format!("{job}/drop"), &[("reason", " ")]).await;
        assert!(bare.status == 422 && bare.text.contains("Say why"), "{}", bare.text);
        let dropped = minh.submits(&job, &format!("{job}/drop"), &[("reason", "The address is old")]).await;
        assert_eq!(dropped.status, 303, "{}", dropped.text);
        let shown = minh.opens(&job).await;
        assert!(shown.text.contains("The address is old") && shown.text.contains("Minh"), "{}", shown.text);
        assert!(minh.opens("/administration").await.text.contains("No job failed"));
        assert!(minh.opens("/administration/jobs?state=failed").await.text.contains("No job"));

        let again = minh.submits(&job, &format!("{job}/attempts"), &[]).await;
        assert_eq!(again.status, 303, "{}", again.text);
        let waiting = minh.opens("/administration/jobs?state=waiting&kind=mail-send").await;
        assert!(waiting.text.contains(&job), "{}", waiting.text);
        let audit = minh.opens("/administration/audit?action=job.drop").await;
        assert!(audit.text.contains("Dropped a job"), "{}", audit.text);
        let mut lan = world.signed_in(world.lan).await;
        for path in ["/administration/jobs", &job, "/administration/mails", "/administration/settings"] {
            assert_eq!(lan.opens(path).await.status, 404, "{path}");
        }
        assert_eq!(lan.submits("/profile", &format!("{job}/attempts"), &[]).await.status, 404);
    }
}

#[actix_web::test]
async fn mails_are_found_by_address_sent_again_and_never_say_what_is_in_them() {
    for world in World::on_both().await {
        let academy = &world.academy;
        let work = academy.begin().await;
        let lan = crate::people::store::persons::person(&work, world.lan).await.unwrap();
        let url = "https://academy.example/password-resets/a-secret-token".to_owned();
        let id =
            mail::queue(&work, &lan.recipient(), &crate::people::mails::ResetMail { url }).await.unwrap();
        work.commit().await.unwrap();
        let mut minh = world.administrator().await;
        let waiting = minh.opens("/administration/mails?state=waiting&search=LAN%40brand").await;
        assert!(waiting.text.contains("lan@brand.example"), "{}", waiting.text);
        assert!(minh.opens("/administration/mails?state=failed").await.text.contains("No mail"));

        let work = academy.begin().await;
        use sea_orm::ConnectionTrait;
        let fail = format!(
            "UPDATE job SET failed_at = made_at, last_error = 'bad request: mail-address-refused' \
             WHERE unique_key = 'mail {id}'"
        );
        assert_eq!(work.execute_unprepared(&fail).await.unwrap().rows_affected(), 1);
        work.commit().await.unwrap();
        let failed = minh.opens("/administration/mails?state=failed").await;
        assert!(failed.text.contains("refuses this address"), "{}", failed.text);
        assert!(!failed.text.contains("a-secret-token"), "{}", failed.text);
        let sending = format!("/administration/mails/{id}/sending");
        let sent = minh.submits("/administration/mails?state=failed", &sending, &[]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let waiting = minh.opens("/administration/mails?state=waiting").await;
        assert!(waiting.text.contains("lan@brand.example"), "{}", waiting.text);
        let mut theirs = world.signed_in(world.lan).await;
        assert_eq!(theirs.submits("/profile", &sending, &[]).await.status, 404);
    }
}

#[actix_web::test]
async fn lists_of_jobs_and_mails_cost_the_same_for_three_lines_as_for_twenty() {
    let world = World::of(TestAcademy::new().await).await;
    let mut minh = world.administrator().await;
    let mut costs = Vec::new();
    for round in 0..2 {
        let work = world.academy.begin().await;
        let lan = crate::people::store::persons::person(&work, world.lan).await.unwrap();
        for _ in 0..if round == 0 { 3 } else { 17 } {
            let url = "https://academy.example/".to_owned();
            mail::queue(&work, &lan.recipient(), &crate::people::mails::ResetMail { url }).await.unwrap();
        }
        work.commit().await.unwrap();
        let before = world.academy.db().queries();
        minh.opens("/administration/mails").await;
        minh.opens("/administration/jobs").await;
        minh.opens("/administration/invitations").await;
        costs.push(world.academy.db().queries() - before);
    }
    assert_eq!(costs[0], costs[1]);
}
