//! High performers: criterion by criterion, never against what the Academy knows, and over at once with a serious issue.

use serde_json::{Value, json};

use super::world::World;
use crate::{
    engagement::standing::{performers, store},
    platform::roles::Role,
};

const MEASURED: [(&str, &str); 2] = [("completed_cycles", "2"), ("no_serious_issue", "2")];

impl World {
    /// The programme publishes criteria: two that are counted, if wanted, and one in words.
    async fn criteria(&self, measured: &[(&str, &str)]) -> String {
        let ha = self.person("Tran Ha", Role::ProgrammeManager, self.office).await;
        let mut manager = self.signed_in(ha).await;
        let written = [
            ("country", "VN"),
            ("from_on", "2026-11-22"),
            ("criteria", "Both sides follow the plan"),
            ("reason", "First version"),
        ];
        let fields = [written.as_slice(), measured].concat();
        let published = manager.submits("/engagement/criteria/new", "/engagement/criteria", &fields).await;
        assert_eq!(published.status, 303, "{}", published.text);
        let read = self.academy.db().read();
        let all = crate::engagement::standing::criteria::all_criteria(read).await.unwrap();
        all.first().unwrap().id.to_string()
    }

    fn performer_paths(&self) -> (String, String) {
        let path = format!("/factories/{}/high-performer", self.factory);
        (format!("{path}/new"), path)
    }
}

fn answered<'a>(criteria: &'a str, note: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("seen", criteria),
        ("answer-completed-cycles", "met"),
        ("answer-no-serious-issue", "met"),
        ("answer-written-1", "met"),
        ("note-written-1", note),
        ("reason", "Meets every criterion"),
    ]
}

#[actix_web::test]
async fn the_form_asks_each_criterion_with_what_the_academy_knows() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 3, "2026-09-01").await;
        let (form, path) = world.performer_paths();
        let mut adviser = world.signed_in(huy).await;
        let without = adviser.submits(&form, &path, &[("reason", "Good")]).await;
        assert!(without.status == 422 && without.text.contains("No criteria are published"));
        let criteria = world.criteria(&MEASURED).await;
        let page = adviser.opens(&form).await.text;
        for said in [
            "Completed cycles: at least 2",
            "The Academy knows: Completed cycles: 2. This is met.",
            "Open serious issues: 0. Found in the running cycle and the 2 before it: 0.",
            "Both sides follow the plan",
            "The Academy cannot know this.",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // A reason alone grants nothing.
        let alone = adviser.submits(&form, &path, &[("seen", &criteria), ("reason", "Good")]).await;
        assert_eq!(alone.status, 422);
        assert!(alone.text.contains("Answer this criterion."), "{}", alone.text);
        assert!(alone.text.contains("Write how you know it"), "{}", alone.text);
        let unmet = [answered(&criteria, "Minutes seen"), vec![("answer-written-1", "not-met")]].concat();
        let unmet: Vec<_> = unmet.into_iter().filter(|pair| *pair != ("answer-written-1", "met")).collect();
        let refused = adviser.submits(&form, &path, &unmet).await;
        assert!(refused.status == 422 && refused.text.contains("only if every criterion is met"));
        let granted = adviser.submits(&form, &path, &answered(&criteria, "Minutes seen")).await;
        assert_eq!(granted.status, 303, "{}", granted.text);
        let shown = adviser.opens(&granted.location.unwrap()).await.text;
        for said in ["Version 1 of the criteria", "Minutes seen", "Known that day: Completed cycles: 2."] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        // The factory reads it too; a stranger does not learn that it is there.
        let read = world.academy.db().read();
        let id = performers::performers_of(read, world.factory).await.unwrap().remove(0).id;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let clara = world.person("Clara Brandt", Role::Buyer, world.brand).await;
        let path = format!("/high-performers/{id}");
        let own = world.signed_in(hanh).await.opens(&path).await;
        assert!(own.status == 200 && !own.text.contains("/revocation"), "{}", own.text);
        assert_eq!(world.signed_in(clara).await.opens(&path).await.status, 404);
    }
}

#[actix_web::test]
async fn nobody_grants_the_status_against_what_the_academy_knows() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let measured = [MEASURED[0], ("committee_monthly", "1"), ("overdue_items", "0")];
        let criteria = world.criteria(&measured).await;
        let (form, path) = world.performer_paths();
        let mut adviser = world.signed_in(huy).await;
        let page = adviser.opens(&form).await.text;
        assert!(page.contains("Completed cycles: 0. This is not met."), "{page}");
        let more = [("answer-committee-monthly", "met"), ("answer-overdue-items", "met")];
        let all = [answered(&criteria, "Seen").as_slice(), &more].concat();
        let refused = adviser.submits(&form, &path, &all).await;
        assert_eq!(refused.status, 422);
        for said in ["that too few cycles are completed", "did not meet in each of these months"] {
            assert!(refused.text.contains(said), "{said}: {}", refused.text);
        }
        assert!(!refused.text.contains("knows that more items are overdue"), "{}", refused.text);
        let read = world.academy.db().read();
        assert!(performers::performers_of(read, world.factory).await.unwrap().is_empty());
    }
}

#[actix_web::test]
async fn the_status_is_revoked_by_a_link_that_says_so_and_ends_with_a_serious_issue() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 3, "2026-09-01").await;
        let criteria = world.criteria(&MEASURED).await;
        let (form, path) = world.performer_paths();
        let engagement = format!("/factories/{}/engagement", world.factory);
        let mut adviser = world.signed_in(huy).await;
        let right = answered(&criteria, "Minutes seen");
        let granted = adviser.submits(&form, &path, &right).await;
        assert_eq!(granted.status, 303, "{}", granted.text);
        let again = adviser.submits(&form, &path, &right).await;
        assert!(again.status == 422 && again.text.contains("has the status already"), "{}", again.text);
        let revoke = format!("{}/revocation", granted.location.unwrap());
        let page = adviser.opens(&engagement).await.text;
        assert!(page.contains(&format!("href=\"{revoke}\">Revoke the status")), "{page}");
        assert!(page.contains("3 criteria answered"), "{page}");
        assert_eq!(adviser.submits(&revoke, &revoke, &[("reason", "")]).await.status, 422);
        assert_eq!(adviser.submits(&revoke, &revoke, &[("reason", "By mistake")]).await.status, 303);
        assert_eq!(adviser.submits(&revoke, &revoke, &[("reason", "Again")]).await.status, 409);

        // Opening a serious issue ends the status; closing it brings it back no more in these cycles. It is half past
        // midnight in Viet Nam: given and lost on the same day.
        world.academy.clock.advance(chrono::TimeDelta::minutes(570));
        assert_eq!(adviser.submits(&form, &path, &right).await.status, 303);
        let issues = format!("/factories/{}/serious-issues", world.factory);
        let found = [("kind", "child-labour"), ("found_on", "2026-11-20"), ("note", "Seen in sewing")];
        let opened = adviser.submits(&format!("{issues}/new"), &issues, &found).await;
        assert_eq!(opened.status, 303, "{}", opened.text);
        let read = world.academy.db().read();
        let known = performers::performers_of(read, world.factory).await.unwrap();
        assert!(known.iter().all(|performer| performer.revoked_on >= Some(performer.granted_on)));
        assert!(known.iter().any(|performer| performer.granted_on.to_string() == "2026-11-23"));
        assert!(known.iter().any(|performer| performer.revoke_reason.as_deref() == Some("Seen in sewing")));
        // What was answered stays with it.
        let ids: Vec<_> = known.iter().map(|performer| performer.id).collect();
        let kept = performers::answers(read, &ids).await.unwrap();
        assert!(kept.len() == 2 && kept.values().all(|answers| answers.len() == 3));
        let issue = store::issues_of(read, world.factory).await.unwrap().remove(0);
        let close = format!("/serious-issues/{}/closing", issue.id);
        let page = adviser.opens(&engagement).await.text;
        assert!(page.contains(&format!("href=\"{close}\">Close the serious issue")), "{page}");
        assert_eq!(adviser.submits(&close, &close, &[("reason", "Mended")]).await.status, 303);
        let again = adviser.submits(&form, &path, &right).await;
        assert_eq!(again.status, 422);
        assert!(again.text.contains("knows of a serious issue in this time"), "{}", again.text);
    }
}

#[actix_web::test]
async fn criteria_in_words_alone_still_refuse_a_serious_issue_of_these_cycles() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let criteria = world.criteria(&[]).await;
        let (form, path) = world.performer_paths();
        let mut adviser = world.signed_in(huy).await;
        let issues = format!("/factories/{}/serious-issues", world.factory);
        let found = [("kind", "violence"), ("found_on", "2026-11-20"), ("note", "A worker was hit")];
        assert_eq!(adviser.submits(&format!("{issues}/new"), &issues, &found).await.status, 303);
        let right = answered(&criteria, "Seen");
        let open = adviser.submits(&form, &path, &right).await;
        assert!(open.status == 422 && open.text.contains("A serious issue is open."), "{}", open.text);
        let issue = store::issues_of(world.academy.db().read(), world.factory).await.unwrap().remove(0);
        let close = format!("/serious-issues/{}/closing", issue.id);
        assert_eq!(adviser.submits(&close, &close, &[("reason", "Mended")]).await.status, 303);
        let closed = adviser.submits(&form, &path, &right).await;
        assert!(closed.status == 422 && closed.text.contains("in this cycle or in the two before it"));
    }
}

#[actix_web::test]
async fn a_version_asks_for_something_and_only_for_what_makes_sense() {
    for world in World::on_both().await {
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        let mut manager = world.signed_in(ha).await;
        let (form, path) = ("/engagement/criteria/new", "/engagement/criteria");
        let fields = |more: &[(&'static str, &'static str)]| {
            let rest = [("country", "VN"), ("from_on", "2026-11-22"), ("reason", "First version")];
            [rest.as_slice(), more].concat()
        };
        let nothing = manager.submits(form, path, &fields(&[])).await;
        assert!(nothing.status == 422 && nothing.text.contains("write at least one criterion"));
        for wrong in ["0", "99", "many"] {
            assert_eq!(
                manager.submits(form, path, &fields(&[("committee_monthly", wrong)])).await.status,
                422
            );
        }
        assert_eq!(manager.submits(form, path, &fields(&[("committee_monthly", "6")])).await.status, 303);
        let rules = manager.opens("/engagement/rules").await.text;
        assert!(rules.contains("met in each of the last 6 months"), "{rules}");
    }
}

#[actix_web::test]
async fn the_portal_reads_the_criteria_grants_and_revokes() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        world.enrolled(huy, 3, "2026-09-01").await;
        let criteria = world.criteria(&MEASURED).await;
        let mut portal = world.caller(huy).await;
        let path = format!("/api/v1/factories/{}/high-performer", world.factory);
        let (status, shown) = portal.gets(&path).await;
        assert_eq!(status, 200, "{shown}");
        assert_eq!(shown["criteria"]["id"], json!(criteria));
        let asked = shown["criteria"]["criteria"].as_array().unwrap();
        let keys: Vec<&Value> = asked.iter().map(|one| &one["key"]).collect();
        assert_eq!(keys, ["completed-cycles", "no-serious-issue", "written-1"]);
        assert_eq!(asked[0]["known"]["met"], json!(true));
        assert_eq!(asked[2]["known"], Value::Null);
        let answer = |key: &str| json!({ "criterion": key, "met": true, "note": "Seen" });
        let answers: Vec<Value> = ["completed-cycles", "written-1"].map(answer).into();
        let body =
            |answers: &[Value]| json!({ "criteria": criteria, "reason": "All met", "answers": answers });
        let (status, refused) = portal.posts(&path, body(&answers)).await;
        assert_eq!(status, 422, "{refused}");
        assert!(refused.to_string().contains("answer-no-serious-issue"), "{refused}");
        let other = json!({ "criteria": world.factory, "reason": "All met", "answers": [] });
        assert_eq!(portal.posts(&path, other).await.0, 422);
        let all = [answers, vec![answer("no-serious-issue")]].concat();
        let (status, granted) = portal.posts(&path, body(&all)).await;
        assert_eq!((status, granted["answers"].as_array().map(Vec::len)), (201, Some(3)), "{granted}");
        assert_eq!(granted["answers"][0]["known"]["text"], json!("Completed cycles: 2."));

        let mut own = world.caller(hanh).await;
        let (_, seen) = own.gets(&path).await;
        assert_eq!(seen["statuses"][0]["version"], json!(1));
        let revoke = format!("/api/v1/high-performers/{}/revocation", granted["id"].as_str().unwrap());
        assert_eq!(own.posts(&revoke, json!({ "reason": "No" })).await.0, 403);
        assert_eq!(portal.posts(&revoke, json!({})).await.0, 422);
        assert_eq!(portal.posts(&revoke, json!({ "reason": "By mistake" })).await.0, 204);
        let (_, seen) = portal.gets(&path).await;
        assert_eq!(seen["statuses"][0]["revoke_reason"], json!("By mistake"));
    }
}
