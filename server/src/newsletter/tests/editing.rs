//! Writing, trying and sending an issue; who may.

use actix_web::http::StatusCode;

use super::{editor, issue, subscribers, subscription_of};
use crate::{
    learning::fixture,
    newsletter::{
        access::EditNewsletter,
        commands,
        model::{IssueId, bounced_addresses},
    },
    organisations::store::memberships,
    platform::Permit,
    testing::{TestAcademy, Visitor},
};

const WHOLE: [(&str, &str); 5] = [
    ("subject-en", "A new  course"),
    ("body-en", "## Wages\n\nSee <script>alert(1)</script> [it](/en/courses)."),
    ("subject-vi", "Khoá học mới"),
    ("body-vi", "Xem [ở đây](/vi/courses)."),
    ("topic", "wages"),
];

async fn begins(editor: &mut Visitor<'_>) -> (String, IssueId) {
    let made = editor.submits("/newsletter/issues", "/newsletter/issues", &[]).await;
    let path = made.location.unwrap().replace("/edition", "");
    let id = path.rsplit('/').next().unwrap().parse::<uuid::Uuid>().unwrap();
    (path, IssueId(id))
}

async fn saves(editor: &mut Visitor<'_>, path: &str, fields: &[(&str, &str)]) -> StatusCode {
    let edition = format!("{path}/edition");
    editor.submits(&edition, &edition, fields).await.status
}

#[actix_web::test]
async fn an_editor_writes_looks_tries_and_sends() {
    for academy in TestAcademy::on_both().await {
        let (mut editor, _, _) = editor(&academy).await;
        subscribers(&academy, 2).await;
        let (path, id) = begins(&mut editor).await;
        assert_eq!(saves(&mut editor, &path, &WHOLE).await, StatusCode::SEE_OTHER);
        let page = editor.opens(&path).await;
        assert!(page.text.contains("A new course") && page.text.contains("Khoá học mới"), "{}", page.text);
        assert!(page.text.contains("<h2>Wages</h2>") && !page.text.contains("<script>alert"));
        let tried = editor.submits(&path, &format!("{path}/tries"), &[("language", "vi")]).await;
        assert_eq!(tried.status, StatusCode::SEE_OTHER);
        let letters = academy.letters().await;
        assert_eq!((letters.len(), letters[0].subject.as_str()), (1, "Khoá học mới"));
        assert!(letters[0].html.contains("href=\"http://localhost:8080/vi/courses\""));
        let plain = &letters[0].text;
        assert!(plain.contains("Xem ở đây (http://localhost:8080/vi/courses)."), "{plain}");
        let sent = editor.submits(&path, &format!("{path}/sending"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        academy.runs_jobs().await;
        assert_eq!(academy.letters().await.len(), 3);
        // On its way it neither changes nor goes out again.
        let edition = format!("{path}/edition");
        assert_eq!(editor.submits(&path, &edition, &WHOLE).await.status, StatusCode::FORBIDDEN);
        let again = editor.submits("/profile", &format!("{path}/sending"), &[]).await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
        assert!(!issue(&academy, id).await.is_draft());
    }
}

#[actix_web::test]
async fn half_an_issue_is_kept_but_not_sent() {
    let academy = TestAcademy::new().await;
    let (mut editor, _, _) = editor(&academy).await;
    let (path, id) = begins(&mut editor).await;
    assert_eq!(saves(&mut editor, &path, &WHOLE[..2]).await, StatusCode::SEE_OTHER);
    let sent = editor.submits("/profile", &format!("{path}/sending"), &[]).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert!(issue(&academy, id).await.is_draft());
    let picture = [("subject-en", "News"), ("body-en", "![p](https://elsewhere.example/p.png)")];
    let edition = format!("{path}/edition");
    let refused = editor.submits(&edition, &edition, &picture).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("A picture comes from another site"), "{}", refused.text);
    let long = "x".repeat(8_001);
    let fields = [("subject-en", ""), ("body-en", long.as_str())];
    assert_eq!(saves(&mut editor, &path, &fields).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(issue(&academy, id).await.words.len(), 2, "what was there stays");
}

#[actix_web::test]
async fn only_those_who_hold_the_action_find_the_newsletter_s_pages() {
    for academy in TestAcademy::on_both().await {
        let (mut editor, _, membership) = editor(&academy).await;
        let (path, _) = begins(&mut editor).await;
        let pages = ["/newsletter/issues", "/newsletter/subscribers", path.as_str()];
        let somebody = fixture::person(&academy, "Linh").await;
        let mut stranger = fixture::signed_in(&academy, somebody).await;
        for page in pages {
            assert_eq!(editor.opens(page).await.status, StatusCode::OK, "{page}");
            assert_eq!(stranger.opens(page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        let refused = stranger.submits("/profile", "/newsletter/issues", &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let work = academy.begin().await;
        memberships::end(&work, membership, crate::testing::now().date_naive()).await.unwrap();
        work.commit().await.unwrap();
        academy.clock.advance(chrono::TimeDelta::days(1));
        let refused = editor.submits("/profile", &format!("{path}/sending"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn an_editor_finds_and_removes_a_subscriber() {
    for academy in TestAcademy::on_both().await {
        let (mut editor, _, _) = editor(&academy).await;
        subscribers(&academy, 3).await;
        let found = editor.opens("/newsletter/subscribers?search=READER-1").await;
        assert!(found.text.contains("reader-1@example.org") && !found.text.contains("reader-2@example.org"));
        let id = subscription_of(&academy, "reader-1@example.org").await.unwrap().id;
        let path = format!("/newsletter/subscribers/{id}/removal");
        let removed = editor.submits("/newsletter/subscribers", &path, &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
        assert!(subscription_of(&academy, "reader-1@example.org").await.is_none());
        assert_eq!(editor.submits("/profile", &path, &[]).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn a_list_of_thirty_costs_as_many_queries_as_one_of_three() {
    for academy in TestAcademy::on_both().await {
        let (mut editor, _, _) = editor(&academy).await;
        let mut counts = Vec::new();
        for more in [3, 27] {
            subscribers(&academy, more).await;
            for _ in 0..more.min(25) {
                begins(&mut editor).await;
            }
            for page in ["/newsletter/subscribers", "/newsletter/issues"] {
                let before = academy.db().queries();
                editor.opens(page).await;
                counts.push(academy.db().queries() - before);
            }
        }
        assert_eq!(counts[..2], counts[2..]);
    }
}

#[actix_web::test]
async fn bounces_from_a_report_are_noted() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 2).await;
        let addresses = bounced_addresses("Reader-0@example.org\nnobody@example.org\n");
        let mut work = academy.begin().await;
        let permit = Permit::<EditNewsletter>::by_operator(());
        assert_eq!(commands::record_bounces(&mut work, &permit, &addresses).await.unwrap(), 1);
        work.commit().await.unwrap();
        assert!(subscription_of(&academy, "reader-0@example.org").await.unwrap().bounced_at.is_some());
        assert!(subscription_of(&academy, "reader-1@example.org").await.unwrap().bounced_at.is_none());
    }
}
