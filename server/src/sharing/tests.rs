//! Brands see counts that a consent allows and nothing else; groups see their own factories by theme.

use std::{collections::HashMap, rc::Rc};

use actix_web::http::Method;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::{
    engagement::{
        access::ChangeEngagement,
        cycles::{self, commands::Enrolment},
    },
    learning::fixture,
    organisations::{
        consents::{
            Scopes,
            model::Span,
            store::consents::{self, NewConsent},
        },
        store::{
            memberships::{self, NewMembership},
            organisations::{self, NewOrganisation},
        },
    },
    platform::{
        Actor, Language, OrganisationId, Permit, PersonId, UnitOfWork,
        roles::{OrganisationKind, Role},
        runtime_settings::{self, Setting},
    },
    testing::{TestAcademy, caller::Caller, now},
};

struct World {
    academy: TestAcademy,
    brand: OrganisationId,
    group: OrganisationId,
    factory: OrganisationId,
    people: HashMap<&'static str, PersonId>,
}

async fn organisation(
    work: &UnitOfWork,
    kind: OrganisationKind,
    (name, country): (&str, Option<&str>),
    part_of: Option<OrganisationId>,
) -> OrganisationId {
    let country = country.map(str::to_owned);
    let new = NewOrganisation { kind, name: name.to_owned(), country, part_of };
    organisations::add(work, &new).await.unwrap()
}

impl World {
    async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            let mut people = HashMap::new();
            for name in ["Ada", "Huy", "Clara", "Tung", "Hanh"] {
                people.insert(name, fixture::person(&academy, name).await);
            }
            let work = academy.begin().await;
            let headquarters = organisation(&work, OrganisationKind::Academy, ("Academy", None), None).await;
            let office = organisation(&work, OrganisationKind::Academy, ("Office", Some("VN")), None).await;
            let brand = organisation(&work, OrganisationKind::Brand, ("Linden", None), None).await;
            let group =
                organisation(&work, OrganisationKind::ManufacturingGroup, ("Sao Mai", None), None).await;
            let factory =
                organisation(&work, OrganisationKind::Factory, ("Hải Đăng", Some("VN")), Some(group)).await;
            for (name, role, at) in [
                ("Ada", Role::Administrator, headquarters),
                ("Huy", Role::Adviser, office),
                ("Clara", Role::LearningCoordinator, brand),
                ("Tung", Role::FactoryManager, group),
                ("Hanh", Role::FactoryManager, factory),
            ] {
                let person = people[name];
                let starts_on = now().date_naive();
                let new = NewMembership {
                    person,
                    organisation: at,
                    role,
                    starts_on,
                    ends_on: None,
                    granted_by: person,
                };
                memberships::add(&work, &new).await.unwrap();
            }
            work.commit().await.unwrap();
            worlds.push(Self { academy, brand, group, factory, people });
        }
        worlds
    }

    async fn consents_to(&self, scopes: Scopes) {
        let work = self.academy.begin().await;
        let new = NewConsent {
            factory: self.factory,
            brand: self.brand,
            scopes,
            span: Span { starts_on: now().date_naive(), ends_on: None },
            given_by: self.people["Hanh"],
            given_for: self.factory,
            request: None,
        };
        consents::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
    }

    /// Findings on these points, brought by the adviser.
    async fn finds(&self, factory: OrganisationId, points: &[&str]) {
        let mut caller = Caller::of(&self.academy, self.people["Huy"]).await;
        let finding = |point: &&str| {
            json!({
                "compliance_point": point, "found_on": "2026-11-01", "text": "The secret of the workshop",
                "source": "bw-assessment", "severity": "high",
            })
        };
        let body = json!({ "findings": points.iter().map(finding).collect::<Vec<_>>() });
        let (status, answer) = caller.posts(&format!("/api/v1/factories/{factory}/findings"), body).await;
        assert_eq!(status, 200, "{answer}");
    }

    async fn sees(&self, who: &str, path: &str) -> (u16, String) {
        let answer = fixture::signed_in(&self.academy, self.people[who]).await.opens(path).await;
        (answer.status.as_u16(), answer.text)
    }

    /// Enrols a factory in its first cycle; answers with the key of the refusal.
    async fn enrols(&self, factory: OrganisationId) -> Option<&'static str> {
        let mut work = self.academy.begin().await;
        let factory = organisations::organisation(&work, factory).await.unwrap();
        let operator = Rc::new(Actor::operator(Language::En));
        let permit = Permit::<ChangeEngagement>::judge(operator, factory).unwrap();
        let enrolment = Enrolment { started_on: Some(now().date_naive()), ..Enrolment::default() };
        let enrolled = cycles::commands::enrol(&mut work, &permit, &enrolment).await;
        work.commit().await.unwrap();
        enrolled.err().and_then(|problem| problem.reason())
    }

    async fn events(&self) -> i64 {
        let read = self.academy.db().read();
        let sql = "SELECT COUNT(*) AS told FROM outgoing_event WHERE kind = 'item.changed'";
        let statement = Statement::from_string(read.get_database_backend(), sql);
        read.query_one_raw(statement).await.unwrap().unwrap().try_get("", "told").unwrap()
    }

    fn shared(&self) -> String {
        format!("/organisations/{}/shared-factories/{}", self.brand, self.factory)
    }
}

#[actix_web::test]
async fn a_brand_sees_counts_by_theme_and_neither_texts_nor_people() {
    for world in World::on_both().await {
        world.finds(world.factory, &["paid-leave", "overtime-wages", "chemicals"]).await;
        assert_eq!(world.events().await, 3, "other systems are told of each new item");
        world.consents_to(Scopes { plan: true, learning: false }).await;
        let (status, page) = world.sees("Clara", &world.shared()).await;
        assert_eq!(status, 200, "{page}");
        assert!(page.contains("Compensation") && !page.contains("The secret"), "{page}");
        assert!(!page.contains("People on courses"), "learning is not part of this consent: {page}");
        assert!(page.contains("Neither number shows"), "no claim that one brought about the other");
        let mut caller = Caller::of(&world.academy, world.people["Clara"]).await;
        let (_, shared) = caller.gets(&format!("/api/v1{}", world.shared())).await;
        let themes = shared["themes"].as_array().unwrap();
        let compensation = themes.iter().find(|theme| theme["theme"] == "compensation").unwrap();
        assert_eq!((themes.len(), &compensation["open"]), (2, &json!(2)), "{shared}");
        assert_eq!(shared["learning"], Value::Null);
        for path in [
            format!("/factories/{}/improvement-plan", world.factory),
            format!("/organisations/{}", world.factory),
            format!("/organisations/{}/themes", world.group),
        ] {
            assert_eq!(world.sees("Clara", &path).await.0, 404, "{path}");
        }
    }
}

#[actix_web::test]
async fn figures_over_few_people_are_kept_back() {
    for world in World::on_both().await {
        world.consents_to(Scopes { plan: false, learning: true }).await;
        fixture::enrolled(&world.academy, world.people["Hanh"], &fixture::course()).await;
        let (status, page) = world.sees("Clara", &world.shared()).await;
        assert_eq!(status, 200, "{page}");
        assert!(page.contains("withheld"), "one person is few: {page}");
        assert!(!page.contains("Compensation"), "the plan is not part of this consent");
        let mut caller = Caller::of(&world.academy, world.people["Clara"]).await;
        let (_, shared) = caller.gets(&format!("/api/v1{}", world.shared())).await;
        assert_eq!(shared["learning"]["people"], Value::Null, "{shared}");
        assert_eq!(shared["themes"], Value::Null, "{shared}");
    }
}

#[actix_web::test]
async fn what_administrators_set_as_the_smallest_figure_holds_for_a_brand_too() {
    for world in World::on_both().await {
        world.consents_to(Scopes { plan: false, learning: true }).await;
        for number in 0..6 {
            let person = fixture::person(&world.academy, &format!("Supervisor{number}")).await;
            let new = NewMembership {
                person,
                organisation: world.factory,
                role: Role::Supervisor,
                starts_on: now().date_naive(),
                ends_on: None,
                granted_by: person,
            };
            let work = world.academy.begin().await;
            memberships::add(&work, &new).await.unwrap();
            work.commit().await.unwrap();
            fixture::enrolled(&world.academy, person, &fixture::course()).await;
        }
        let path = format!("/api/v1{}", world.shared());
        let told = async || {
            let mut caller = Caller::of(&world.academy, world.people["Clara"]).await;
            caller.gets(&path).await.1["learning"]["people"].clone()
        };
        assert_eq!(told().await, json!(6));
        let work = world.academy.begin().await;
        let (seven, by) = (Some("7".to_owned()), world.people["Ada"]);
        runtime_settings::change(&work, Setting::SmallestFigure, seven, by, "Small factories").await.unwrap();
        work.commit().await.unwrap();
        world.academy.clock.advance(chrono::TimeDelta::minutes(2));
        assert_eq!(told().await, Value::Null);
        assert!(world.sees("Clara", &world.shared()).await.1.contains("withheld"));
    }
}

#[actix_web::test]
async fn a_group_of_two_hundred_factories_by_theme_takes_ten_questions() {
    for world in World::on_both().await {
        let themes = format!("/organisations/{}/themes", world.group);
        let mut costs = Vec::new();
        for many in [3, 200] {
            let work = world.academy.begin().await;
            for number in 0..many {
                let country = if number % 3 == 0 { "KH" } else { "VN" };
                let name = format!("Factory {many} {number}");
                let place = (name.as_str(), Some(country));
                organisation(&work, OrganisationKind::Factory, place, Some(world.group)).await;
            }
            work.commit().await.unwrap();
            let mut tung = fixture::signed_in(&world.academy, world.people["Tung"]).await;
            let before = world.academy.db().queries();
            let page = tung.opens(&themes).await;
            costs.push(world.academy.db().queries() - before);
            assert!(page.status == 200 && page.text.contains("Factory 3 1"), "{}", page.text);
            assert!(page.text.contains("Each country has its own law"), "{}", page.text);
        }
        assert_eq!(costs[0], costs[1]);
        assert!(costs[1] <= 10, "{} questions", costs[1]);
    }
}

#[actix_web::test]
async fn a_group_sees_its_own_factories_and_those_known_only_through_it_are_not_counted() {
    for world in World::on_both().await {
        world.finds(world.factory, &["paid-leave"]).await;
        let work = world.academy.begin().await;
        let place = ("Small Stitching", Some("VN"));
        let only = organisation(&work, OrganisationKind::Factory, place, Some(world.group)).await;
        organisations::mark_group_only(&work, only, true).await.unwrap();
        let stranger = organisation(&work, OrganisationKind::Factory, ("Bến Trăng", Some("VN")), None).await;
        work.commit().await.unwrap();
        let (_, page) = world.sees("Tung", &format!("/organisations/{}/themes", world.group)).await;
        for words in [
            "One factory of Better Work",
            "one that is known through the group only",
            "Small Stitching",
            "known through its group only",
            "One item open",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("Bến Trăng"), "{page}");
        assert_eq!(world.enrols(only).await, Some("cycle-of-group-only"), "it is not assessed");
        assert_eq!(world.enrols(stranger).await, None);
        // Nor is one in a cycle marked so.
        assert_eq!(world.enrols(world.factory).await, None);
        let mut ada = Caller::of(&world.academy, world.people["Ada"]).await;
        let path = format!("/api/v1/organisations/{}", world.factory);
        let mark = Some(json!({ "group_only": true }));
        let (status, answer) = ada.calls(Method::PATCH, &path, mark, "").await;
        assert!(status == 403 && answer.to_string().contains("in a cycle"), "{answer}");
        assert_eq!(world.sees("Hanh", &format!("/organisations/{}/themes", world.group)).await.0, 404);
        let token_free = Caller::of(&world.academy, world.people["Hanh"])
            .await
            .calls(Method::GET, &format!("/api/v1/organisations/{}/themes", world.group), None, "")
            .await;
        assert_eq!(token_free.0, 404);
    }
}

#[actix_web::test]
async fn a_group_begins_one_pathway_for_several_of_its_factories() {
    for world in World::on_both().await {
        let work = world.academy.begin().await;
        let place = ("Small Stitching", Some("KH"));
        let other = organisation(&work, OrganisationKind::Factory, place, Some(world.group)).await;
        let stranger = organisation(&work, OrganisationKind::Factory, ("Bến Trăng", Some("VN")), None).await;
        work.commit().await.unwrap();
        let mut tung = fixture::signed_in(&world.academy, world.people["Tung"]).await;
        let form = format!("/organisations/{}/pathways/new", world.group);
        let action = format!("/organisations/{}/pathways", world.group);
        let (one, two, third) = (world.factory.to_string(), other.to_string(), stranger.to_string());
        let none = tung.submits(&form, &action, &[("name", "Working hours")]).await;
        assert!(none.status == 422 && none.text.contains("at least one factory"), "{}", none.text);
        let foreign = tung.submits(&form, &action, &[("name", "Working hours"), ("factory", &third)]).await;
        assert_eq!(foreign.status, 422, "{}", foreign.text);
        let fields = [("name", "Working hours"), ("factory", one.as_str()), ("factory", two.as_str())];
        assert_eq!(tung.submits(&form, &action, &fields).await.status, 303);
        for factory in [world.factory, other] {
            let read = world.academy.db().read();
            let begun = crate::pathways::store::pathways::pathways_of(read, factory).await.unwrap();
            assert_eq!(
                begun.iter().map(|pathway| pathway.name.as_str()).collect::<Vec<_>>(),
                ["Working hours"]
            );
        }
        for who in ["Hanh", "Clara", "Huy"] {
            assert_eq!(world.sees(who, &form).await.0, 404, "{who}");
        }
        let call = format!("/api/v1/organisations/{}/pathways", world.group);
        let body = |factory| json!({ "factories": [world.factory, factory], "name": "Wages" });
        let mut group = Caller::of(&world.academy, world.people["Tung"]).await;
        assert_eq!(group.posts(&call, body(stranger)).await.0, 422);
        let (status, begun) = group.posts(&call, body(other)).await;
        assert_eq!((status, begun["pathways"].as_array().map(Vec::len)), (201, Some(2)), "{begun}");
        let mut factory = Caller::of(&world.academy, world.people["Hanh"]).await;
        assert_eq!(factory.posts(&call, body(other)).await.0, 404);
    }
}

#[actix_web::test]
async fn what_the_pathways_of_a_group_wait_for_is_named_with_who_must_act() {
    for world in World::on_both().await {
        let call = format!("/api/v1/organisations/{}/pathways", world.group);
        let path = format!("/organisations/{}/pathways", world.group);
        assert!(world.sees("Tung", &path).await.1.contains("No pathways yet"));
        let body = json!({ "factories": [world.factory], "name": "Working hours" });
        let mut group = Caller::of(&world.academy, world.people["Tung"]).await;
        let (status, begun) = group.posts(&call, body).await;
        assert_eq!(status, 201, "{begun}");
        // Nobody advises the factory, so the programme goes on with it.
        let (_, page) = world.sees("Tung", &path).await;
        for words in
            ["Hải Đăng", "“Working hours” is begun: its dates or steps are missing", "By whom: the programme"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let (_, shown) = group.gets(&call).await;
        let pathway = &shown["pathways"][0];
        assert_eq!(pathway["factory"], json!(world.factory), "{shown}");
        assert_eq!(pathway["waits_for"][0]["whom"], "the programme", "{shown}");
        let silent = &pathway["waits_for"][1]["what"];
        assert!(
            silent.as_str().unwrap().contains("nobody of the factory can answer for the workers"),
            "{shown}"
        );

        // The factory goes to another group: its draft says so, to whoever goes on with it.
        let work = world.academy.begin().await;
        let kind = OrganisationKind::ManufacturingGroup;
        let next = organisation(&work, kind, ("Linh Lan", None), None).await;
        let mut factory = organisations::organisation(&work, world.factory).await.unwrap();
        factory.part_of = Some(next);
        organisations::save_all(&work, &[factory]).await.unwrap();
        work.commit().await.unwrap();
        let (_, shown) = group.gets(&call).await;
        assert_eq!(shown["pathways"], json!([]), "it is not the group's any more");
        let draft = begun["pathways"][0].as_str().unwrap();
        let mut adviser = Caller::of(&world.academy, world.people["Huy"]).await;
        let (status, shown) = adviser.gets(&format!("/api/v1/pathways/{draft}")).await;
        assert_eq!(status, 200, "{shown}");
        let broken = shown["broken"].as_array().unwrap();
        let left =
            broken.iter().find(|one| one["what"].as_str().unwrap().contains("does not belong any more"));
        assert_eq!(left.unwrap()["decider"], "programme-manager", "{shown}");
        let (_, home) = world.sees("Huy", "/pathways?factories=all").await;
        assert!(home.contains("the group that began it has this factory no more"), "{home}");
        for who in ["Hanh", "Clara", "Huy"] {
            assert_eq!(world.sees(who, &path).await.0, 404, "{who}");
        }
    }
}
