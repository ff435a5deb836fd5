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
