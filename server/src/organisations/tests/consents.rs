//! What a factory lets brands see: nobody sees anything without its consent, and the factory sees who looks.

use super::*;
use crate::organisations::consents::{
    Scope, Scopes, looked,
    model::Span,
    store::consents::{self, NewConsent},
};

impl World {
    /// A consent of the factory in these words; answers with its path.
    pub(super) async fn consent(&self, body: serde_json::Value) -> String {
        let token = self.token_of(Role::FactoryManager, self.factory).await;
        let path = format!("/api/v1/organisations/{}/consents", self.factory);
        let made = self.calls(&token, Method::POST, &path, Some(body)).await;
        assert_eq!(made.status, 201, "{}", made.text);
        format!("/api/v1/consents/{}", json(&made)["id"].as_str().unwrap())
    }

    /// A token of the one person who has this role there.
    pub(super) async fn token_of(&self, role: Role, organisation: OrganisationId) -> String {
        let address = format!("{}-{organisation}-one@academy.example", role.word());
        let body = serde_json::json!({ "email": address, "password": PASSWORD });
        let answer = self.calls("", Method::POST, "/api/v1/tokens", Some(body.clone())).await;
        if answer.status == 201 || answer.status == 200 {
            return json(&answer)["token"].as_str().unwrap().to_owned();
        }
        let person = self.person("Somebody Else", &address).await;
        self.makes(person, role, organisation).await;
        let answer = self.calls("", Method::POST, "/api/v1/tokens", Some(body)).await;
        json(&answer)["token"].as_str().unwrap().to_owned()
    }

    fn shared(&self) -> String {
        format!("/organisations/{}/shared-factories/{}", self.brand, self.factory)
    }

    /// So many new brands with a consent of the factory, and factories that let the brand see something.
    async fn brands_that_look(&self, many: usize) {
        let work = self.academy.begin().await;
        let by = PersonId(work.new_id());
        for number in 0..many {
            let add = async |kind, name: String, country: Option<&str>| {
                let country = country.map(str::to_owned);
                let new = NewOrganisation { kind, name, country, part_of: None };
                organisation_store::add(&work, &new).await.unwrap()
            };
            let brand = add(OrganisationKind::Brand, format!("Brand {many} {number}"), None).await;
            let factory =
                add(OrganisationKind::Factory, format!("Factory {many} {number}"), Some("VN")).await;
            for (factory, brand) in [(self.factory, brand), (factory, self.brand)] {
                let new = NewConsent {
                    factory,
                    brand,
                    scopes: Scopes { plan: true, learning: true },
                    span: Span { starts_on: now().date_naive(), ends_on: None },
                    given_by: by,
                    given_for: factory,
                    request: None,
                };
                consents::add(&work, &new).await.unwrap();
                looked(&work, (brand, factory), by, &[Scope::Plan]).await.unwrap();
            }
        }
        work.commit().await.unwrap();
    }

    pub(super) async fn sources(&self) {
        let token = self.token_of(Role::FactoryManager, self.factory).await;
        let path = format!("/api/v1/organisations/{}/sourcing-links", self.factory);
        let body = serde_json::json!({ "brand": "northwind apparel" });
        assert_eq!(self.calls(&token, Method::POST, &path, Some(body)).await.status, 201);
    }
}

/// The page without what differs from answer to answer: nonce, tokens, the number of the request, its own address.
fn plain(answer: &Answer, path: &str) -> String {
    let text = answer.text.replace(path, "PATH");
    let (before, after) = text.split_once("Number of this request: ").unwrap();
    let text = format!("{before}{}", after.split_once('<').unwrap().1);
    let words = text.split(|sign: char| "<>\"= ".contains(sign));
    words.filter(|word| word.len() < 20).collect::<Vec<_>>().join(" ")
}

#[actix_web::test]
async fn without_a_consent_in_force_a_factory_answers_like_one_that_is_not_there() {
    for world in World::on_both().await {
        let mut clara = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let token = world.token_of(Role::LearningCoordinator, world.brand).await;
        let shared = world.shared();
        let missing =
            format!("/organisations/{}/shared-factories/00000000-0000-7000-8000-0000000000ff", world.brand);
        let mut nothing = async |when: &str| {
            let (page, none) = (clara.opens(&shared).await, clara.opens(&missing).await);
            assert_eq!((page.status.as_u16(), none.status.as_u16()), (404, 404), "{when}");
            assert_eq!(plain(&page, &shared), plain(&none, &missing), "{when}");
            let path = format!("/api/v1{shared}");
            assert_eq!(world.calls(&token, Method::GET, &path, None).await.status, 404, "{when}");
        };
        nothing("without").await;
        let consent = world
            .consent(serde_json::json!({
                "brand": world.brand, "scopes": ["plan"], "starts_on": "2026-11-23", "ends_on": "2026-11-24",
            }))
            .await;
        nothing("before its first day").await;
        world.a_day_passes().await;
        let mut clara =
            world.signed_in(&format!("learning-coordinator-{}@academy.example", world.brand)).await;
        let seen = clara.opens(&shared).await;
        assert!(seen.status == 200 && seen.text.contains("Hải Đăng Garment"), "{}", seen.text);
        world.a_day_passes().await;
        assert_eq!(clara.opens(&shared).await.status, 200, "on its last day");
        world.a_day_passes().await;
        assert_eq!(clara.opens(&shared).await.status, 404, "after its last day");
        let manager = world.token_of(Role::FactoryManager, world.factory).await;
        let revoke = format!("{consent}/revocation");
        let answer = world.calls(&manager, Method::POST, &revoke, Some(serde_json::json!({}))).await;
        assert_eq!(answer.status, 204, "what is over can be revoked too: {}", answer.text);
    }
}

#[actix_web::test]
async fn a_revocation_ends_what_a_brand_sees_at_its_next_request() {
    for world in World::on_both().await {
        world
            .consent(serde_json::json!({ "brand": "NORTHWIND  apparel", "scopes": ["plan", "learning"] }))
            .await;
        let mut clara = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let list = clara.opens("/shared-factories?search=hai+dang").await;
        assert!(list.text.contains("Hải Đăng Garment"), "{}", list.text);
        assert_eq!(clara.opens(&world.shared()).await.status, 200);
        let mut manager = world.visitor_as(Role::FactoryManager, world.factory).await;
        let viewers = format!("/organisations/{}/viewers", world.factory);
        let page = manager.opens(&viewers).await;
        let action = page.text.split("action=\"/consents/").nth(1).and_then(|rest| rest.split('"').next());
        let revoked = manager
            .submits(&viewers, &format!("/consents/{}", action.unwrap()), &[("reason", "Enough")])
            .await;
        assert_eq!(revoked.status, 303, "{}", revoked.text);
        assert_eq!(clara.opens(&world.shared()).await.status, 404);
        assert!(!clara.opens("/shared-factories").await.text.contains("Hải Đăng Garment"));
        let page = manager.opens(&viewers).await;
        assert!(page.text.contains("Enough") && page.text.contains("revoked"), "{}", page.text);
    }
}

#[actix_web::test]
async fn the_factory_reads_who_looked_when_and_at_what_and_nobody_changes_that() {
    for world in World::on_both().await {
        world.consent(serde_json::json!({ "brand": world.brand, "scopes": ["learning"] })).await;
        let person = world.person("Clara Weber", "clara@brand.example").await;
        world.makes(person, Role::LearningCoordinator, world.brand).await;
        world.signed_in("clara@brand.example").await.opens(&world.shared()).await;
        let mut manager = world.visitor_as(Role::WorkersRepresentative, world.factory).await;
        let page = manager.opens(&format!("/organisations/{}/viewers", world.factory)).await;
        assert!(
            page.text.contains("Clara Weber") && page.text.contains("Pathway and learning"),
            "{}",
            page.text
        );
        assert!(!page.text.contains("/revocation"), "only who answers for the factory revokes");
        let token = world.token_of(Role::FactoryManager, world.factory).await;
        let path = format!("/api/v1/organisations/{}/looks", world.factory);
        let looks = world.calls(&token, Method::GET, &path, None).await;
        assert_eq!(json(&looks)["looks"][0]["person"], person.to_string());
        assert_eq!(json(&looks)["total"], 1);
        let work = world.academy.begin().await;
        let change = sea_orm::ConnectionTrait::execute_unprepared(&work, "DELETE FROM data_look").await;
        assert!(change.unwrap_err().to_string().contains("never change"));
    }
}

#[actix_web::test]
async fn nobody_else_sees_a_factory_by_another_brand_s_consent() {
    for world in World::on_both().await {
        world.consent(serde_json::json!({ "brand": world.brand, "scopes": ["plan", "learning"] })).await;
        let work = world.academy.begin().await;
        let new = NewOrganisation {
            kind: OrganisationKind::Brand,
            name: "Other Brand".to_owned(),
            country: None,
            part_of: None,
        };
        let other = organisation_store::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        let mut stranger = world.visitor_as(Role::LearningCoordinator, other).await;
        let by_other = format!("/organisations/{other}/shared-factories/{}", world.factory);
        assert_eq!(stranger.opens(&world.shared()).await.status, 404);
        assert_eq!(stranger.opens(&by_other).await.status, 404);
        assert!(!stranger.opens("/shared-factories").await.text.contains("Hải Đăng"));
        for (role, organisation) in [
            (Role::Buyer, world.brand),
            (Role::LabourInspector, world.brand),
            (Role::FactoryManager, world.factory),
            (Role::ProgrammeManager, world.office),
            (Role::Administrator, world.headquarters),
        ] {
            if role.fits(OrganisationKind::Brand) || organisation != world.brand {
                let mut visitor = world.visitor_as(role, organisation).await;
                assert_eq!(visitor.opens(&world.shared()).await.status, 404, "{role:?}");
            }
        }
    }
}

#[actix_web::test]
async fn a_brand_asks_where_it_sources_and_the_factory_decides() {
    for world in World::on_both().await {
        let token = world.token_of(Role::LearningCoordinator, world.brand).await;
        world.token_of(Role::FactoryManager, world.factory).await;
        let path = format!("/api/v1/organisations/{}/consent-requests", world.brand);
        let body = serde_json::json!({
            "factory": world.factory, "scopes": ["plan"], "purpose": "We plan orders for next year.",
        });
        let refused = world.calls(&token, Method::POST, &path, Some(body.clone())).await;
        assert_eq!(refused.status, 422, "it does not source there: {}", refused.text);
        world.sources().await;
        let asked = world.calls(&token, Method::POST, &path, Some(body.clone())).await;
        assert_eq!(asked.status, 201, "{}", asked.text);
        let again = world.calls(&token, Method::POST, &path, Some(body)).await;
        assert!(again.status == 422 && again.text.contains("not answered"), "{}", again.text);
        let letters = world.academy.letters().await;
        assert!(
            letters.iter().any(|letter| letter.subject.contains("Northwind Apparel asks")),
            "{letters:?}"
        );
        let mut manager = world.visitor_as(Role::FactoryManager, world.factory).await;
        let request = format!("/consent-requests/{}", json(&asked)["id"].as_str().unwrap());
        let page = manager.opens(&request).await;
        assert!(page.text.contains("We plan orders"), "{}", page.text);
        let answer = format!("{request}/answer");
        let nothing = manager.submits(&request, &answer, &[("answer", "given")]).await;
        assert!(nothing.status == 422 && nothing.text.contains("at least one"), "{}", nothing.text);
        for none in [("answer", "accepted"), ("answer", "withdrawn"), ("other", "")] {
            let unanswered = [none, ("scope", "plan"), ("ends_on", "2026-12-31")];
            let refused = manager.submits(&request, &answer, &unanswered).await;
            assert!(refused.status == 422 && refused.text.contains("given or declined"), "{}", refused.text);
        }
        let fields = [("answer", "given"), ("scope", "plan"), ("ends_on", "2026-12-31")];
        assert_eq!(manager.submits(&request, &answer, &fields).await.status, 303);
        let twice = manager.submits("/organisations", &answer, &fields).await;
        assert_eq!(twice.status, 409, "{}", twice.text);
        let shared = world.calls(&token, Method::GET, &format!("/api/v1{}", world.shared()), None).await;
        assert_eq!(json(&shared)["factory"]["scopes"], serde_json::json!(["plan"]));
        assert_eq!(json(&shared)["factory"]["ends_on"], "2026-12-31");
        let letters = world.academy.letters().await;
        assert!(letters.iter().any(|letter| letter.subject.contains("lets Northwind")), "{letters:?}");
    }
}

#[actix_web::test]
async fn only_the_factory_speaks_for_the_factory_and_only_the_brand_for_the_brand() {
    for world in World::on_both().await {
        let body = serde_json::json!({ "brand": world.brand, "scopes": ["plan"] });
        let path = format!("/api/v1/organisations/{}/consents", world.factory);
        for (role, at, status) in [
            (Role::Administrator, world.headquarters, 404),
            (Role::ProgrammeManager, world.office, 404),
            (Role::LearningCoordinator, world.brand, 404),
            (Role::WorkersRepresentative, world.factory, 404),
            (Role::FactoryManager, world.far_factory, 404),
            (Role::FactoryManager, world.group, 403),
            (Role::FactoryManager, world.factory, 201),
        ] {
            let token = world.token_of(role, at).await;
            let answer = world.calls(&token, Method::POST, &path, Some(body.clone())).await;
            assert_eq!(answer.status, status, "{role:?}: {}", answer.text);
        }
        world.sources().await;
        let ask = format!("/api/v1/organisations/{}/consent-requests", world.brand);
        let body = serde_json::json!({ "factory": world.factory, "scopes": ["plan"], "purpose": "x" });
        let token = world.token_of(Role::Administrator, world.headquarters).await;
        assert_eq!(world.calls(&token, Method::POST, &ask, Some(body)).await.status, 404);
    }
}

#[actix_web::test]
async fn a_new_consent_takes_the_place_of_the_one_before() {
    for world in World::on_both().await {
        let of = |scopes: &[&str], starts_on: &str| serde_json::json!({ "brand": world.brand, "scopes": scopes, "starts_on": starts_on });
        world.consent(of(&["plan", "learning"], "2026-11-22")).await;
        let narrow = world.consent(of(&["plan"], "2026-11-22")).await;
        let later = world.consent(of(&["learning"], "2026-11-24")).await;
        let manager = world.token_of(Role::FactoryManager, world.factory).await;
        let path = format!("/api/v1/organisations/{}/consents", world.factory);
        let all = json(&world.calls(&manager, Method::GET, &path, None).await);
        let all = all["consents"].as_array().unwrap();
        let states: Vec<&str> = all.iter().map(|one| one["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["to-come", "in-force", "revoked"], "{all:?}");
        assert_eq!(all[1]["ends_on"], "2026-11-23");
        let token = world.token_of(Role::LearningCoordinator, world.brand).await;
        let shared = world.calls(&token, Method::GET, &format!("/api/v1{}", world.shared()), None).await;
        assert_eq!(json(&shared)["factory"]["scopes"], serde_json::json!(["plan"]));
        assert_eq!(json(&shared)["factory"]["ends_on"], "2026-11-23");
        for consent in [narrow, later] {
            let revoke = format!("{consent}/revocation");
            let answer = world.calls(&manager, Method::POST, &revoke, Some(serde_json::json!({}))).await;
            assert_eq!(answer.status, 204);
        }
        let shared = world.calls(&token, Method::GET, &format!("/api/v1{}", world.shared()), None).await;
        assert_eq!(shared.status, 404, "{}", shared.text);
    }
}

#[actix_web::test]
async fn thirty_consents_cost_as_many_questions_as_three() {
    for world in World::on_both().await {
        let mut manager = world.visitor_as(Role::FactoryManager, world.factory).await;
        let mut clara = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let mut costs = Vec::new();
        for more in [3, 27] {
            world.brands_that_look(more).await;
            let before = world.academy.db().queries();
            let viewers = manager.opens(&format!("/organisations/{}/viewers", world.factory)).await;
            assert_eq!(viewers.status, 200, "{}", viewers.text);
            assert_eq!(clara.opens("/shared-factories").await.status, 200);
            costs.push(world.academy.db().queries() - before);
        }
        assert_eq!(costs[0], costs[1]);
        assert!(costs[0] <= 20, "two pages cost {} questions", costs[0]);
    }
}

#[actix_web::test]
async fn a_factory_known_through_its_group_only_is_marked_and_counted_nowhere() {
    for world in World::on_both().await {
        let token = world.token_of(Role::Administrator, world.headquarters).await;
        let read = world.academy.db().read();
        let everywhere = crate::platform::actor::Extent { everywhere: true, ..Default::default() };
        assert_eq!(organisation_store::programme_factories(read, &everywhere).await.unwrap(), 2);
        let mark = async |factory, group_only: bool| {
            let body = serde_json::json!({ "group_only": group_only });
            let path = format!("/api/v1/organisations/{factory}");
            world.calls(&token, Method::PATCH, &path, Some(body)).await
        };
        let marked = mark(world.factory, true).await;
        assert_eq!(json(&marked)["group_only"], true, "{}", marked.text);
        assert_eq!(organisation_store::programme_factories(read, &everywhere).await.unwrap(), 1);
        assert_eq!(mark(world.far_factory, true).await.status, 403, "it belongs to no group");
        let mut manager = world.visitor_as(Role::FactoryManager, world.group).await;
        let page = manager.opens(&format!("/organisations/{}", world.group)).await;
        assert!(page.text.contains("known through its group only"), "{}", page.text);
        assert_eq!(mark(world.factory, false).await.status, 200);
        assert_eq!(organisation_store::programme_factories(read, &everywhere).await.unwrap(), 2);
    }
}
