//! Roles are given and taken away.

use super::*;

#[actix_web::test]
async fn a_role_taken_away_is_gone_at_the_next_request() {
    for world in World::on_both().await {
        let person = world.person("Hana Weber", "hana@brand.example").await;
        let membership = world.makes(person, Role::LearningCoordinator, world.brand).await;
        let mut hana = world.signed_in("hana@brand.example").await;
        assert_eq!(hana.opens("/people").await.status, 200);
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/memberships/{membership}");
        assert_eq!(world.calls(&token, Method::DELETE, &path, None).await.status, 204);
        assert_eq!(hana.opens("/people").await.status, 404);
        assert_eq!(world.calls(&token, Method::DELETE, &path, None).await.status, 404);
    }
}

#[actix_web::test]
async fn the_department_of_a_member_is_named_on_a_page_that_offers_those_that_are_known() {
    for world in World::on_both().await {
        let lan = world.person("Nguyễn Thị Lan", "lan@factory.example").await;
        let membership = world.makes(lan, Role::Supervisor, world.factory).await;
        let duc = world.person("Trần Đức", "duc@factory.example").await;
        let other = world.makes(duc, Role::Supervisor, world.factory).await;
        let mut manager = world.visitor_as(Role::FactoryManager, world.factory).await;
        let (path, person) = (format!("/memberships/{membership}/department"), format!("/people/{lan}"));
        for page in [&person, &format!("/organisations/{}", world.factory)] {
            let text = manager.opens(page).await.text;
            assert!(text.contains(&format!("{path}?back={page}")), "{text}");
        }
        let long = "x".repeat(161);
        let refused = manager.submits(&path, &path, &[("department", &long), ("back", &person)]).await;
        assert!(refused.status == 422 && refused.text.contains(&long), "{}", refused.text);
        let typed = [("department", "Sewing, line 4"), ("back", person.as_str())];
        let saved = manager.submits(&path, &path, &typed).await;
        assert!(saved.status == 303 && saved.location.is_some_and(|location| location.starts_with(&person)));
        assert!(manager.opens(&person).await.text.contains("Sewing, line 4"));
        let offered = manager.opens(&format!("/memberships/{other}/department")).await.text;
        assert!(offered.contains("<option value=\"Sewing, line 4\">"), "{offered}");

        let (api, change) =
            (format!("/api/v1/memberships/{membership}"), serde_json::json!({ "department": " " }));
        let token = world.token_as(Role::FactoryManager, world.factory).await;
        let taken_away = world.calls(&token, Method::PATCH, &api, Some(change.clone())).await;
        assert_eq!((taken_away.status.as_u16(), &json(&taken_away)["department"]), (200, &"".into()));
        // Somebody of another factory finds nothing to change.
        let stranger = world.token_as(Role::FactoryManager, world.far_factory).await;
        assert_eq!(world.calls(&stranger, Method::PATCH, &api, Some(change)).await.status, 404);
        let mut stranger = world.visitor_as(Role::FactoryManager, world.far_factory).await;
        assert_eq!(stranger.opens(&path).await.status, 404);
        assert_eq!(stranger.submits("/profile", &path, &typed).await.status, 404);
    }
}

#[actix_web::test]
async fn a_role_begins_and_ends_on_its_days() {
    for world in World::on_both().await {
        let person = world.person("Hana Weber", "hana@brand.example").await;
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/organisations/{}/memberships", world.brand);
        let body = serde_json::json!({
            "person": person, "role": "learning-coordinator", "starts_on": "2026-11-23", "ends_on": "2026-11-23",
        });
        let granted = world.calls(&token, Method::POST, &path, Some(body)).await;
        assert_eq!(granted.status, 201, "{}", granted.text);
        let mut hana = world.signed_in("hana@brand.example").await;
        assert_eq!(hana.opens("/people").await.status, 404);
        world.a_day_passes().await;
        assert_eq!(hana.opens("/people").await.status, 200);
        world.a_day_passes().await;
        assert_eq!(hana.opens("/people").await.status, 404);
    }
}

#[actix_web::test]
async fn nobody_grants_what_they_do_not_hold_nor_to_whom_they_do_not_see() {
    for world in World::on_both().await {
        let stranger = world.person("Stranger", "stranger@factory.example").await;
        world.makes(stranger, Role::Supervisor, world.factory).await;
        let token = world.token_as(Role::LearningCoordinator, world.brand).await;
        let path = format!("/api/v1/organisations/{}/memberships", world.brand);
        let body = serde_json::json!({ "person": stranger, "role": "buyer" });
        let unseen = world.calls(&token, Method::POST, &path, Some(body)).await;
        assert!(unseen.status == 422 && unseen.text.contains("no such person"), "{}", unseen.text);
        let missing =
            serde_json::json!({ "person": "00000000-0000-7000-8000-0000000000ff", "role": "buyer" });
        let missing = world.calls(&token, Method::POST, &path, Some(missing)).await;
        assert_eq!(json(&missing)["errors"], json(&unseen)["errors"]);
        let elsewhere = format!("/api/v1/organisations/{}/memberships", world.factory);
        let body = serde_json::json!({ "person": stranger, "role": "supervisor" });
        assert_eq!(world.calls(&token, Method::POST, &elsewhere, Some(body)).await.status, 404);
    }
}

#[actix_web::test]
async fn a_lesser_one_cannot_end_a_greater_one_s_role() {
    for world in World::on_both().await {
        let adviser = world.token_as(Role::Adviser, world.office).await;
        let programme = world.token_as(Role::ProgrammeManager, world.office).await;
        let administrator = world.person("Minh", "minh@academy.example").await;
        let membership = world.makes(administrator, Role::Administrator, world.office).await;
        let path = format!("/api/v1/memberships/{membership}");
        assert_eq!(world.calls(&adviser, Method::DELETE, &path, None).await.status, 404);
        assert_eq!(world.calls(&programme, Method::DELETE, &path, None).await.status, 403);
    }
}

#[actix_web::test]
async fn the_last_administrator_stays() {
    for world in World::on_both().await {
        let person = world.person("Minh", "minh@academy.example").await;
        let membership = world.makes(person, Role::Administrator, world.headquarters).await;
        let mut minh = world.signed_in("minh@academy.example").await;
        let path = format!("/memberships/{membership}/end");
        let refused = minh.submits("/organisations", &path, &[]).await;
        assert!(
            refused.status == 403 && refused.text.contains("This is the last administrator."),
            "{}",
            refused.text
        );
        world.visitor_as(Role::Administrator, world.headquarters).await;
        assert_eq!(minh.submits("/organisations", &path, &[]).await.status, 303);
    }
}

#[actix_web::test]
async fn a_repeated_call_has_one_effect_and_the_first_answer() {
    for world in World::on_both().await {
        let person = world.person("Hana Weber", "hana@brand.example").await;
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/organisations/{}/memberships", world.brand);
        let body = serde_json::json!({ "person": person, "role": "buyer" }).to_string();
        let bearer = format!("Bearer {token}");
        let headers = [
            ("content-type", "application/json"),
            ("authorization", bearer.as_str()),
            ("idempotency-key", "one-key"),
        ];
        let mut visitor = world.academy.visitor().await;
        let first = visitor.sends(Method::POST, &path, Some(body.clone()), &headers).await;
        let second = visitor.sends(Method::POST, &path, Some(body), &headers).await;
        assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
        assert_eq!(json(&first)["id"], json(&second)["id"]);
    }
}
