//! What coordinators change for many at once.

use actix_web::http::StatusCode;
use serde_json::json;

use super::{calls, fixture, member, organisation, teams::on_course};
use crate::{
    learning::store,
    organisations::store::memberships,
    platform::{
        OrganisationId, PersonId,
        roles::{OrganisationKind as Kind, Role},
    },
    records::EnrolmentId,
    testing::{TestAcademy, caller::Caller},
};

struct Team {
    organisation: OrganisationId,
    coordinator: PersonId,
    buyers: Vec<PersonId>,
}

async fn team(academy: &TestAcademy, names: &[&str]) -> Team {
    let organisation = organisation(academy, Kind::Brand, None, None).await;
    let coordinator = member(academy, "Minh", Role::LearningCoordinator, organisation).await;
    let mut buyers = Vec::new();
    for name in names {
        buyers.push(member(academy, name, Role::Buyer, organisation).await);
    }
    academy.runs_jobs().await;
    Team { organisation, coordinator, buyers }
}

async fn due(academy: &TestAcademy, enrolment: EnrolmentId) -> String {
    let enrolment = store::enrolment(academy.db().read(), enrolment).await.unwrap();
    enrolment.due_on.map(|day| day.to_string()).unwrap_or_default()
}

fn value_of(page: &str, name: &str) -> String {
    let rest =
        page.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn many_are_assigned_at_once_and_whoever_is_on_the_course_keeps_their_date() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let team = team(&academy, &["Linh", "Anna"]).await;
        let stranger = fixture::person(&academy, "Stranger").await;
        let before = on_course(&academy, team.buyers[0], Some(3)).await;
        let path = format!("/teams/{}", team.organisation);
        let mut minh = fixture::signed_in(&academy, team.coordinator).await;
        let ids: Vec<String> = team.buyers.iter().chain([&stranger]).map(ToString::to_string).collect();
        let people: Vec<(&str, &str)> = ids.iter().map(|id| ("person", id.as_str())).collect();
        let none = minh.submits(&path, &format!("{path}/selection"), &[]).await;
        assert_eq!(none.location.as_ref(), Some(&path));
        let selection = minh.submits(&path, &format!("{path}/selection"), &people).await.location.unwrap();
        let page = minh.opens(&selection).await.text;
        assert!(page.contains("Linh") && page.contains("Anna") && !page.contains("Stranger"), "{page}");
        let refused = minh.submits(&selection, &format!("{path}/assignments"), &people).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Choose a course from the list"));
        let fields = [&people[..], &[("course", "buying"), ("due_on", "2026-12-24")]].concat();
        let foreign = minh.submits(&selection, &format!("{path}/assignments"), &fields).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "one of them is not in the team");
        assert!(store::enrolments_of(academy.db().read(), team.buyers[1]).await.unwrap().is_empty());
        let people = &people[..2];
        let past = [people, &[("course", "buying"), ("due_on", "2026-11-21")]].concat();
        let refused = minh.submits(&selection, &format!("{path}/assignments"), &past).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("This day is over"), "{}", refused.text);
        let fields = [people, &[("course", "buying"), ("due_on", "2026-12-24")]].concat();
        let done = minh.submits(&selection, &format!("{path}/assignments"), &fields).await;
        assert_eq!(done.location.as_ref(), Some(&path), "{}", done.text);
        assert_eq!(due(&academy, before).await, "2026-11-25");
        let lines = store::enrolments_of(academy.db().read(), team.buyers[1]).await.unwrap();
        assert_eq!(lines[0].enrolment.organisation, Some(team.organisation));
        assert_eq!(due(&academy, lines[0].enrolment.id).await, "2026-12-24");
        assert!(store::enrolments_of(academy.db().read(), stranger).await.unwrap().is_empty());
        assert!(minh.opens(&path).await.text.contains("0 of 2 completed"));
    }
}

#[actix_web::test]
async fn dates_move_for_many_in_one_tap_and_the_past_is_counted_from_today() {
    for academy in TestAcademy::on_both().await {
        let team = team(&academy, &["Linh", "Anna", "Bela"]).await;
        let late = on_course(&academy, team.buyers[0], Some(-5)).await;
        let soon = on_course(&academy, team.buyers[1], Some(4)).await;
        let undated = on_course(&academy, team.buyers[2], None).await;
        let path = format!("/teams/{}", team.organisation);
        let mut minh = fixture::signed_in(&academy, team.coordinator).await;
        let ids: Vec<String> = team.buyers.iter().map(ToString::to_string).collect();
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("person", id.as_str())).collect();
        fields.push(("days", "7"));
        assert_eq!(
            minh.submits(&path, &format!("{path}/shifts"), &fields).await.status,
            StatusCode::SEE_OTHER
        );
        let dates = [due(&academy, late).await, due(&academy, soon).await, due(&academy, undated).await];
        assert_eq!(dates, ["2026-11-29", "2026-12-03", ""]);
        assert!(minh.opens(&path).await.text.contains("0 of 3 completed<"));
        fields.pop();
        fields.push(("days", "9999"));
        let far = minh.submits(&path, &format!("{path}/shifts"), &fields).await;
        assert_eq!(far.status, StatusCode::BAD_REQUEST);
    }
}

#[actix_web::test]
async fn the_second_of_two_coordinators_sees_what_the_first_has_changed() {
    for academy in TestAcademy::on_both().await {
        let team = team(&academy, &["Linh"]).await;
        let enrolment = on_course(&academy, team.buyers[0], Some(3)).await;
        let path = format!("/teams/{}", team.organisation);
        let other = member(&academy, "Clara", Role::LearningCoordinator, team.organisation).await;
        let person = team.buyers[0].to_string();
        let selection = format!("{path}/selection?person={person}");
        let mut minh = fixture::signed_in(&academy, team.coordinator).await;
        let mut clara = fixture::signed_in(&academy, other).await;
        let seen = value_of(&minh.opens(&selection).await.text, "seen");
        assert_eq!(value_of(&clara.opens(&selection).await.text, "seen"), seen);
        let dates = format!("{path}/due-dates");
        let fields =
            |day: &'static str| [("person", person.as_str()), ("seen", seen.as_str()), ("new_due_on", day)];
        let first = clara.submits(&selection, &dates, &fields("2026-12-12")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = minh.submits(&selection, &dates, &fields("2026-12-20")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        for part in ["12 December 2026", "20 December 2026", "changed by Clara"] {
            assert!(second.text.contains(part), "{part}: {}", second.text);
        }
        assert_eq!(due(&academy, enrolment).await, "2026-12-12");
        let seen = value_of(&second.text, "seen");
        let again = [("person", person.as_str()), ("seen", seen.as_str()), ("new_due_on", "2026-12-20")];
        assert_eq!(minh.submits(&selection, &dates, &again).await.status, StatusCode::SEE_OTHER);
        assert_eq!(due(&academy, enrolment).await, "2026-12-20");
        let page = format!("/enrolments/{enrolment}");
        let old = [("due_on", "2027-01-01"), ("seen", "0")];
        let single = minh.submits(&page, &format!("{page}/due-date"), &old).await;
        assert_eq!(single.status, StatusCode::CONFLICT);
        assert!(
            single.text.contains("2027-01-01") && single.text.contains("20 December 2026"),
            "{}",
            single.text
        );
    }
}

#[actix_web::test]
async fn a_coordinator_who_was_removed_is_refused_at_the_next_action() {
    for academy in TestAcademy::on_both().await {
        let team = team(&academy, &["Linh"]).await;
        let enrolment = on_course(&academy, team.buyers[0], Some(3)).await;
        let path = format!("/teams/{}", team.organisation);
        let mut minh = fixture::signed_in(&academy, team.coordinator).await;
        let page = minh.opens(&path).await.text;
        let hidden = [("csrf", value_of(&page, "csrf")), ("request", value_of(&page, "request"))];
        let work = academy.begin().await;
        let today = work.now().date_naive();
        let held = memberships::memberships_of(&work, [team.coordinator], today).await.unwrap();
        let yesterday = today.pred_opt().unwrap();
        memberships::end(&work, held[0].id, yesterday).await.unwrap();
        work.commit().await.unwrap();
        for (noun, field) in [
            ("shifts", "days"),
            ("reminders", "days"),
            ("withdrawals", "withdrawn"),
            ("assignments", "course"),
        ] {
            let more = [("person", team.buyers[0].to_string()), (field, "7".to_owned())];
            let fields = [&hidden[..], &more[..]].concat();
            assert_eq!(
                minh.posts(&format!("{path}/{noun}"), &fields).await.status,
                StatusCode::NOT_FOUND,
                "{noun}"
            );
        }
        assert_eq!(due(&academy, enrolment).await, "2026-11-25");
    }
}

#[actix_web::test]
async fn a_learner_is_reminded_once_a_day_and_taken_off_with_all_that_was_learned_kept() {
    for academy in TestAcademy::on_both().await {
        let team = team(&academy, &["Linh"]).await;
        let enrolment = on_course(&academy, team.buyers[0], Some(3)).await;
        let path = format!("/teams/{}", team.organisation);
        let person = team.buyers[0].to_string();
        let mut minh = fixture::signed_in(&academy, team.coordinator).await;
        for _ in 0..2 {
            let done = minh.submits(&path, &format!("{path}/reminders"), &[("person", &person)]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        }
        let work = academy.begin().await;
        assert!(crate::learning::teams::remind_again(&work, &[enrolment], team.coordinator).await.is_empty());
        drop(work);
        academy.clock.advance(chrono::TimeDelta::days(1));
        let work = academy.begin().await;
        let fresh = crate::learning::teams::remind_again(&work, &[enrolment], team.coordinator).await;
        assert_eq!(fresh, [enrolment]);
        drop(work);
        let selection = format!("{path}/selection?person={person}");
        let mut minh = fixture::signed_in(&academy, team.coordinator).await;
        let course = store::enrolment(academy.db().read(), enrolment).await.unwrap().course.to_string();
        let unnamed = minh.submits(&selection, &format!("{path}/withdrawals"), &[("person", &person)]).await;
        assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("person", person.as_str()), ("withdrawn", course.as_str())];
        let done = minh.submits(&selection, &format!("{path}/withdrawals"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let kept = store::enrolment(academy.db().read(), enrolment).await.unwrap();
        assert!(kept.withdrawn_at.is_some());
        assert!(minh.opens(&path).await.text.contains("no course yet"));
    }
}

#[actix_web::test]
async fn the_calls_change_teams_as_the_pages_do() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let team = team(&academy, &["Linh", "Anna"]).await;
        let path = format!("/api/v1/teams/{}", team.organisation);
        let mut caller = Caller::of(&academy, team.coordinator).await;
        let body = json!({ "people": team.buyers, "course": "buying", "due_on": "2026-11-22" });
        let (status, made) = caller.posts(&format!("{path}/assignments"), body.clone()).await;
        assert_eq!((status, &made["changed"]), (200, &json!(2)), "{made}");
        assert_eq!(caller.posts(&format!("{path}/assignments"), body).await.1["changed"], 0);
        let shown = caller.gets(&path).await.1;
        assert_eq!((&shown["total"], &shown["courses"][0]["overdue"]), (&json!(3), &json!(0)), "{shown}");
        let course = shown["courses"][0]["course"].clone();
        let days = json!({ "people": team.buyers, "days": 10 });
        assert_eq!(caller.posts(&format!("{path}/shifts"), days).await.1["changed"], 2);
        let one = json!({ "people": [team.buyers[0]], "course": course, "due_on": "2026-12-24" });
        assert_eq!(caller.posts(&format!("{path}/due-dates"), one).await.1["changed"], 1);
        let all = json!({ "people": team.buyers, "course": course });
        for changed in [2, 0] {
            assert_eq!(caller.posts(&format!("{path}/reminders"), all.clone()).await.1["changed"], changed);
        }
        let shown = caller.gets(&format!("{path}?sort=name")).await.1;
        assert_eq!(shown["people"][0]["enrolments"][0]["due_on"], "2026-12-02");
        assert_eq!(caller.posts(&format!("{path}/withdrawals"), all).await.1["changed"], 2);
        assert_eq!(caller.posts(&format!("{path}/shifts"), json!({ "people": [], "days": 1 })).await.0, 422);
        let mut buyer = Caller::of(&academy, team.buyers[0]).await;
        assert_eq!(buyer.gets(&path).await.0, 404);
    }
}

#[actix_web::test]
async fn who_names_somebody_outside_the_team_or_a_day_that_is_over_changes_nothing() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let team = team(&academy, &["Linh"]).await;
        let elsewhere = organisation(&academy, Kind::Brand, None, None).await;
        let foreign = member(&academy, "Marcus", Role::Buyer, elsewhere).await;
        academy.runs_jobs().await;
        let enrolment = on_course(&academy, team.buyers[0], Some(3)).await;
        let course = store::enrolment(academy.db().read(), enrolment).await.unwrap().course;
        let path = format!("/api/v1/teams/{}", team.organisation);
        let mut caller = Caller::of(&academy, team.coordinator).await;
        for other in [foreign, PersonId(uuid::Uuid::from_u128(7))] {
            let people = [team.buyers[0], other];
            for (noun, body) in [
                ("assignments", json!({ "people": people, "course": "buying" })),
                ("due-dates", json!({ "people": people, "due_on": "2026-12-24" })),
                ("shifts", json!({ "people": people, "days": 7 })),
                ("reminders", json!({ "people": people })),
                ("withdrawals", json!({ "people": people, "course": course })),
            ] {
                assert_eq!(caller.posts(&format!("{path}/{noun}"), body).await.0, 404, "{noun}");
            }
        }
        let people = [team.buyers[0]];
        for (noun, body) in [
            ("assignments", json!({ "people": people, "course": "buying", "due_on": "2026-11-21" })),
            ("due-dates", json!({ "people": people, "due_on": "2026-11-21" })),
        ] {
            let (status, refused) = caller.posts(&format!("{path}/{noun}"), body).await;
            assert_eq!(
                (status, &refused["errors"][0]["field"]),
                (422, &json!("due_on")),
                "{noun}: {refused}"
            );
        }
        let kept = store::enrolment(academy.db().read(), enrolment).await.unwrap();
        assert!(kept.withdrawn_at.is_none());
        assert_eq!(due(&academy, enrolment).await, "2026-11-25");
    }
}
