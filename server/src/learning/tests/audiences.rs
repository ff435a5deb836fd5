//! Audiences: who is in, now and later, and what leaving changes.

use actix_web::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{calls, fixture, member, organisation};
use crate::{
    learning::store,
    organisations::store::memberships,
    people::store::persons,
    platform::{
        Language, OrganisationId, PersonId,
        roles::{OrganisationKind as Kind, Role, Sex},
    },
    testing::{TestAcademy, caller::Caller},
};

async fn courses_of(academy: &TestAcademy, person: PersonId) -> Vec<Option<String>> {
    let lines = store::enrolments_of(academy.db().read(), person).await.unwrap();
    lines.iter().map(|line| line.enrolment.due_on.map(|day| day.to_string())).collect()
}

async fn makes(academy: &TestAcademy, coordinator: PersonId, team: OrganisationId, body: Value) -> String {
    let mut caller = Caller::of(academy, coordinator).await;
    let (status, made) = caller.posts(&format!("/api/v1/teams/{team}/audiences"), body).await;
    assert_eq!(status, 201, "{made}");
    academy.runs_jobs().await;
    format!("/api/v1/audiences/{}", made["id"].as_str().unwrap())
}

async fn speaks(academy: &TestAcademy, person: PersonId, language: Language) {
    let work = academy.begin().await;
    let name = crate::people::PersonName::parse("Somebody").unwrap();
    persons::describe(&work, person, &name, language, Sex::NotStated).await.unwrap();
    crate::people::changed(&work, &[person]).await.unwrap();
    work.commit().await.unwrap();
    academy.runs_jobs().await;
}

#[actix_web::test]
async fn whoever_matches_is_enrolled_now_and_later_with_a_date_counted_from_their_match() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let brand = organisation(&academy, Kind::Brand, None, None).await;
        let minh = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
        let linh = member(&academy, "Linh", Role::Buyer, brand).await;
        academy.runs_jobs().await;
        let body = json!({ "name": "Buyers", "role": "buyer", "course": "buying", "due_in_days": 30 });
        makes(&academy, minh, brand, body).await;
        assert_eq!(courses_of(&academy, linh).await, [Some("2026-12-22".to_owned())]);
        assert!(courses_of(&academy, minh).await.is_empty());
        academy.clock.advance(TimeDelta::days(10));
        let anna = member(&academy, "Anna", Role::Buyer, brand).await;
        academy.runs_jobs().await;
        assert_eq!(courses_of(&academy, anna).await, [Some("2027-01-01".to_owned())]);
        assert_eq!(courses_of(&academy, linh).await, [Some("2026-12-22".to_owned())]);
    }
}

#[actix_web::test]
async fn leaving_an_audience_withdraws_nobody_and_coming_back_enrols_nobody_again() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let brand = organisation(&academy, Kind::Brand, None, None).await;
        let minh = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
        let linh = member(&academy, "Linh", Role::Buyer, brand).await;
        academy.runs_jobs().await;
        let body = json!({ "name": "In English", "role": "buyer", "language": "en", "course": "buying" });
        makes(&academy, minh, brand, body).await;
        assert_eq!(courses_of(&academy, linh).await, [None]);
        speaks(&academy, linh, Language::Vi).await;
        assert_eq!(courses_of(&academy, linh).await.len(), 1);
        let lines = store::enrolments_of(academy.db().read(), linh).await.unwrap();
        let work = academy.begin().await;
        store::withdraw(&work, lines[0].enrolment.id, minh).await.unwrap();
        work.commit().await.unwrap();
        speaks(&academy, linh, Language::En).await;
        assert!(courses_of(&academy, linh).await.is_empty(), "whoever was taken off stays off");
    }
}

#[actix_web::test]
async fn a_rule_by_country_and_day_reaches_the_factories_of_a_group_and_no_others() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let group = organisation(&academy, Kind::ManufacturingGroup, Some("VN"), None).await;
        let here = organisation(&academy, Kind::Factory, Some("VN"), Some(group)).await;
        let there = organisation(&academy, Kind::Factory, Some("KH"), Some(group)).await;
        let foreign = organisation(&academy, Kind::Factory, Some("VN"), None).await;
        let tung = member(&academy, "Tung", Role::FactoryManager, group).await;
        let old = member(&academy, "Old", Role::Supervisor, here).await;
        academy.clock.advance(TimeDelta::days(1));
        let new = member(&academy, "New", Role::Supervisor, here).await;
        let abroad = member(&academy, "Abroad", Role::Supervisor, there).await;
        let stranger = member(&academy, "Stranger", Role::Supervisor, foreign).await;
        academy.runs_jobs().await;
        let body = json!({
            "name": "New in Viet Nam", "role": "supervisor", "country": "VN", "joined_after": "2026-11-22",
            "course": "buying", "due_in_days": 7
        });
        let audience = makes(&academy, tung, group, body).await;
        let enrolled = async |person| courses_of(&academy, person).await.len();
        assert_eq!(enrolled(new).await, 1);
        for person in [old, abroad, stranger, tung] {
            assert_eq!(enrolled(person).await, 0);
        }
        let mut caller = Caller::of(&academy, tung).await;
        let (_, shown) = caller.gets(&audience).await;
        assert_eq!((&shown["matching"], &shown["changes"]), (&json!(1), &json!(0)));
        let change = json!({
            "name": "Anybody in Viet Nam", "role": "supervisor", "country": "VN", "course": "buying",
            "changes": 0
        });
        let (status, changed) = caller.puts(&audience, change.clone()).await;
        assert_eq!((status, &changed["matching"], &changed["changes"]), (200, &json!(2), &json!(1)));
        assert_eq!(caller.puts(&audience, change).await.0, 409, "it was changed since it was read");
        academy.runs_jobs().await;
        assert_eq!(enrolled(old).await, 1);
        assert_eq!(caller.calls(Method::DELETE, &audience, None, "").await.0, 204);
        let late = member(&academy, "Late", Role::Supervisor, here).await;
        academy.runs_jobs().await;
        assert_eq!(enrolled(late).await, 0);
        assert_eq!(enrolled(new).await, 1, "the end of an audience withdraws nobody");
        let chief = member(&academy, "Chief", Role::FactoryManager, foreign).await;
        assert_eq!(Caller::of(&academy, chief).await.gets(&audience).await.0, 404);
    }
}

#[actix_web::test]
async fn the_page_previews_refuses_and_keeps_what_was_typed() {
    let academy = TestAcademy::new().await;
    calls::publishes(&academy).await;
    let brand = organisation(&academy, Kind::Brand, None, None).await;
    let minh = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
    let clara = member(&academy, "Clara", Role::LearningCoordinator, brand).await;
    member(&academy, "Linh", Role::Buyer, brand).await;
    academy.runs_jobs().await;
    let list = format!("/teams/{brand}/audiences");
    let new = format!("{list}/new");
    let mut minh_there = fixture::signed_in(&academy, minh).await;
    assert!(minh_there.opens(&list).await.text.contains("No audience yet"));
    let fields = [("name", "Buyers"), ("role", "buyer"), ("course", "buying"), ("due_in_days", "14")];
    let preview = minh_there.submits(&new, &format!("{list}/preview"), &fields).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(
        preview.text.contains("1 person matches now") && preview.text.contains("<li>Linh</li>"),
        "{}",
        preview.text
    );
    assert!(preview.text.contains("value=\"Buyers\""));
    let wrong =
        [("name", ""), ("role", "king"), ("course", ""), ("due_in_days", "-3"), ("joined_after", "soon")];
    let refused = minh_there.submits(&new, &list, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["Give the audience a name", "Choose a role", "from 1 to 730", "value=\"soon\""] {
        assert!(refused.text.contains(part), "{part}: {}", refused.text);
    }
    assert_eq!(minh_there.submits(&new, &list, &fields).await.location, Some(list.clone()));
    let shown = minh_there.opens(&list).await.text;
    let audience = shown.split("href=\"").find(|rest| rest.starts_with("/audiences/")).unwrap();
    let audience = audience.split('"').next().unwrap().to_owned();
    let mut clara_there = fixture::signed_in(&academy, clara).await;
    let first = [&fields[..], &[("seen", "0")]].concat();
    assert_eq!(clara_there.submits(&audience, &audience, &first).await.status, StatusCode::SEE_OTHER);
    let second = minh_there.submits(&audience, &audience, &first).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text.contains("Somebody else changed or ended this audience"), "{}", second.text);
    let ended = minh_there.submits(&audience, &format!("{audience}/end"), &[]).await;
    assert_eq!(ended.location, Some(list.clone()));
    assert!(minh_there.opens(&audience).await.text.contains("This audience has ended"));
    let work = academy.begin().await;
    let today = work.now().date_naive();
    let held = memberships::memberships_of(&work, [minh], today).await.unwrap();
    memberships::end(&work, held[0].id, today.pred_opt().unwrap()).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(minh_there.opens(&audience).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn the_form_offers_the_roles_that_people_of_such_an_organisation_can_have() {
    let academy = TestAcademy::new().await;
    let brand = organisation(&academy, Kind::Brand, None, None).await;
    let minh = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
    let mut minh = fixture::signed_in(&academy, minh).await;
    let form = minh.opens(&format!("/teams/{brand}/audiences/new")).await;
    assert!(form.text.contains("<option value=\"buyer\""), "{}", form.text);
    for role in ["administrator", "factory-manager", "labour-inspector"] {
        assert!(!form.text.contains(&format!("<option value=\"{role}\"")), "{role} in {}", form.text);
    }
}
