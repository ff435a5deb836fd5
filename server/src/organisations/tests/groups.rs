//! Factories that are known through their group only.

use serde_json::json as of;

use super::*;

impl World {
    async fn administrator_s_token(&self) -> String {
        self.visitor_as(Role::Administrator, self.headquarters).await;
        let address = format!("{}-{}@academy.example", Role::Administrator.word(), self.headquarters);
        let body = of!({ "email": address, "password": PASSWORD });
        let answer = self.calls("", Method::POST, "/api/v1/tokens", Some(body)).await;
        json(&answer)["token"].as_str().unwrap().to_owned()
    }
}

#[actix_web::test]
async fn a_factory_is_registered_as_known_through_its_group_only_and_does_not_leave_it_so() {
    for world in World::on_both().await {
        let token = world.administrator_s_token().await;
        let factory = |group: Option<OrganisationId>| {
            of!({
                "kind": "factory", "name": "Small Stitching", "country": "VN", "part_of": group,
                "group_only": true,
            })
        };
        let all = "/api/v1/organisations";
        let alone = world.calls(&token, Method::POST, all, Some(factory(None))).await;
        assert_eq!(alone.status, 403, "it belongs to no group: {}", alone.text);
        let made = world.calls(&token, Method::POST, all, Some(factory(Some(world.group)))).await;
        assert_eq!((made.status.as_u16(), &json(&made)["group_only"]), (201, &of!(true)), "{}", made.text);
        let path = format!("{all}/{}", json(&made)["id"].as_str().unwrap());
        let leaves = world.calls(&token, Method::PATCH, &path, Some(of!({ "part_of": "" }))).await;
        assert!(leaves.status == 422 && leaves.text.contains("through its group only"), "{}", leaves.text);
        let both = of!({ "part_of": "", "group_only": false });
        let leaves = world.calls(&token, Method::PATCH, &path, Some(both)).await;
        assert_eq!((leaves.status.as_u16(), &json(&leaves)["group_only"]), (200, &of!(false)));
        // Into a group and known through it only, in one breath.
        let back = of!({ "part_of": world.group, "group_only": true });
        let back = world.calls(&token, Method::PATCH, &path, Some(back)).await;
        assert_eq!((back.status.as_u16(), &json(&back)["group_only"]), (200, &of!(true)), "{}", back.text);
    }
}

#[actix_web::test]
async fn a_group_sees_the_consents_of_its_factory_and_neither_gives_nor_revokes_one() {
    for world in World::on_both().await {
        let consent = world.consent(of!({ "brand": world.brand, "scopes": ["plan"] })).await;
        let token = world.token_of(Role::FactoryManager, world.group).await;
        let path = format!("/api/v1/organisations/{}/consents", world.factory);
        let seen = json(&world.calls(&token, Method::GET, &path, None).await);
        assert_eq!(seen["consents"][0]["given_for"], world.factory.to_string(), "{seen}");
        let revoke = format!("{consent}/revocation");
        let refused = world.calls(&token, Method::POST, &revoke, Some(of!({}))).await;
        assert!(
            refused.status == 403 && refused.text.contains("Only the factory itself"),
            "{}",
            refused.text
        );
        let mut group = world.visitor_as(Role::FactoryManager, world.group).await;
        let page = group.opens(&format!("/organisations/{}/viewers", world.factory)).await;
        assert!(page.status == 200 && !page.text.contains("/revocation"), "{}", page.text);
        assert!(!page.text.contains("/consents/new"), "{}", page.text);
        world.sources().await;
        let asking = world.token_of(Role::LearningCoordinator, world.brand).await;
        let ask = format!("/api/v1/organisations/{}/consent-requests", world.brand);
        let body = of!({ "factory": world.factory, "scopes": ["plan"], "purpose": "Orders" });
        let asked = json(&world.calls(&asking, Method::POST, &ask, Some(body)).await);
        let answer = format!("/api/v1/consent-requests/{}/answer", asked["id"].as_str().unwrap());
        let body = of!({ "answer": "declined" });
        assert_eq!(world.calls(&token, Method::POST, &answer, Some(body)).await.status, 403);
    }
}

#[actix_web::test]
async fn the_group_speaks_for_a_factory_known_through_it_alone_until_somebody_there_can() {
    for world in World::on_both().await {
        let admin = world.token_of(Role::Administrator, world.headquarters).await;
        let place = format!("/api/v1/organisations/{}", world.factory);
        let body = of!({ "group_only": true });
        assert_eq!(world.calls(&admin, Method::PATCH, &place, Some(body)).await.status, 200);
        world.token_of(Role::WorkersRepresentative, world.factory).await;
        world.token_of(Role::LearningCoordinator, world.brand).await;
        let token = world.token_of(Role::FactoryManager, world.group).await;
        let path = format!("{place}/consents");
        let body = of!({ "brand": world.brand, "scopes": ["plan"] });
        let given = world.calls(&token, Method::POST, &path, Some(body.clone())).await;
        assert_eq!(given.status, 201, "{}", given.text);
        let seen = json(&world.calls(&token, Method::GET, &path, None).await);
        assert_eq!(seen["consents"][0]["given_for"], world.group.to_string(), "{seen}");
        let mut own = world.visitor_as(Role::WorkersRepresentative, world.factory).await;
        let viewers = format!("/organisations/{}/viewers", world.factory);
        let page = own.opens(&viewers).await.text;
        assert!(page.contains("in the factory’s name"), "{page}");
        let group =
            &organisation_store::organisation(world.academy.db().read(), world.group).await.unwrap().name;
        let letters = world.academy.letters().await;
        let told = |subject: &str| {
            let said = format!("Done by Somebody Else, {group}.");
            letters.iter().any(|letter| letter.subject.contains(subject) && letter.text.contains(&said))
        };
        assert!(told("lets Northwind Apparel see"), "the brand: {letters:?}");
        assert!(told("The group of"), "the factory's own: {letters:?}");
        assert!(letters.iter().all(|letter| {
            !letter.subject.starts_with("The group of")
                || letter.address.starts_with("workers-representative")
        }));

        // Somebody of the factory answers for it now.
        let manager = world.token_of(Role::FactoryManager, world.factory).await;
        let revoke = format!("/api/v1/consents/{}/revocation", json(&given)["id"].as_str().unwrap());
        let refused = world.calls(&token, Method::POST, &revoke, Some(of!({}))).await;
        assert_eq!(refused.status, 403, "{}", refused.text);
        assert_eq!(world.calls(&token, Method::POST, &path, Some(body)).await.status, 403);
        let revoked = world.calls(&manager, Method::POST, &revoke, Some(of!({}))).await;
        assert_eq!(revoked.status, 204, "{}", revoked.text);
        let seen = json(&world.calls(&token, Method::GET, &path, None).await);
        assert_eq!(seen["consents"][0]["revoked_for"], world.factory.to_string(), "{seen}");
    }
}
