//! What a judgement allows and what a list shows are the same, for every role at every place.

use std::collections::HashMap;

use super::*;
use crate::{
    organisations::{
        access::SeeOrganisation,
        members::access::{Colleague, SeePerson},
        store::{members, organisations},
    },
    platform::{
        Action, Actor, Judgement,
        actor::{Standing, Through},
    },
};

impl World {
    async fn all(&self) -> Vec<organisations::Organisation> {
        let ids = [self.headquarters, self.office, self.brand, self.group, self.factory, self.far_factory];
        organisations::organisations(self.academy.db().read(), ids).await.unwrap().into_values().collect()
    }
}

/// One actor for each role in each organisation that it fits, some of them with a second role elsewhere.
fn actors(all: &[organisations::Organisation]) -> Vec<Actor> {
    let standing = |role: Role, at: &organisations::Organisation| Standing {
        role,
        kind: at.kind,
        place: at.place(),
        seat: None,
    };
    let mut standings = Vec::new();
    for role in Role::ALL {
        for organisation in all.iter().filter(|organisation| role.fits(organisation.kind)) {
            standings.push(standing(*role, organisation));
        }
    }
    let actor = |memberships: Vec<Standing>| Actor {
        person: PersonId(uuid::Uuid::nil()),
        name: String::new(),
        language: Language::En,
        through: Through::Token,
        memberships,
    };
    let single = standings.iter().map(|one| actor(vec![one.clone()]));
    let double = standings
        .iter()
        .zip(standings.iter().skip(5))
        .map(|(one, two)| actor(vec![one.clone(), two.clone()]));
    single.chain(double).chain([actor(Vec::new())]).collect()
}

#[actix_web::test]
async fn a_list_shows_the_organisations_that_a_judgement_allows_and_no_others() {
    for world in World::on_both().await {
        let all = world.all().await;
        let wanted = organisations::Wanted { page: 1, ..Default::default() };
        for actor in actors(&all) {
            let extent = SeeOrganisation::visible_to(&actor);
            let (listed, total) =
                organisations::list(world.academy.db().read(), &extent, &wanted).await.unwrap();
            for organisation in &all {
                let allowed = SeeOrganisation::judge(&actor, organisation) == Judgement::Allow;
                let shown = listed.iter().any(|listed| listed.id == organisation.id);
                assert_eq!(allowed, shown, "{:?} and {}", actor.memberships, organisation.name);
            }
            assert_eq!(usize::try_from(total).unwrap(), listed.len());
        }
    }
}

#[actix_web::test]
async fn a_list_shows_the_people_whom_a_judgement_allows_and_no_others() {
    for world in World::on_both().await {
        let all = world.all().await;
        let mut people = HashMap::new();
        for organisation in &all {
            let person = world.person("Nguyễn Thị Lan", &format!("{}@brand.example", organisation.id)).await;
            let role = Role::ALL.iter().find(|role| role.fits(organisation.kind)).unwrap();
            world.makes(person, *role, organisation.id).await;
            people.insert(person, Some(organisation.clone()));
        }
        people.insert(world.person("Nobody Anywhere", "nobody@brand.example").await, None);
        let ids: Vec<PersonId> = people.keys().copied().collect();
        let read = world.academy.db().read();
        let today = now().date_naive();
        let found = persons::people(read, ids.iter().copied()).await.unwrap();
        let memberships = membership_store::memberships_of(read, ids.iter().copied(), today).await.unwrap();
        for actor in actors(&all) {
            let extent = SeePerson::visible_to(&actor);
            let shown = members::visible_among(read, &extent, &ids, today).await.unwrap();
            for (id, organisation) in &people {
                let own = memberships.iter().filter(|membership| membership.person == *id).cloned().collect();
                let organisations =
                    organisation.iter().map(|organisation| (organisation.id, organisation.clone()));
                let colleague = Colleague {
                    person: found[id].clone(),
                    memberships: own,
                    organisations: organisations.collect(),
                };
                let allowed = SeePerson::judge(&actor, &colleague) == Judgement::Allow;
                assert_eq!(allowed, shown.contains(id), "{:?} and {organisation:?}", actor.memberships);
            }
        }
    }
}

#[actix_web::test]
async fn somebody_else_s_organisation_answers_like_one_that_is_not_there() {
    for world in World::on_both().await {
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        assert_eq!(coordinator.opens(&format!("/organisations/{}", world.brand)).await.status, 200);
        let foreign = coordinator.opens(&format!("/organisations/{}", world.factory)).await;
        let missing = coordinator.opens("/organisations/00000000-0000-7000-8000-0000000000ff").await;
        assert_eq!((foreign.status.as_u16(), missing.status.as_u16()), (404, 404));
        let list = coordinator.opens("/organisations").await;
        assert!(list.text.contains("Northwind Apparel") && !list.text.contains("Hải Đăng"), "{}", list.text);
    }
}

#[actix_web::test]
async fn a_search_needs_no_marks_and_takes_the_signs_of_patterns_as_they_are() {
    for world in World::on_both().await {
        let mut administrator = world.visitor_as(Role::Administrator, world.headquarters).await;
        let found = administrator.opens("/organisations?search=hai+dang").await;
        assert!(
            found.text.contains("Hải Đăng Garment") && !found.text.contains("Padma Knit"),
            "{}",
            found.text
        );
        let none = administrator.opens("/organisations?search=%25").await;
        assert!(none.text.contains("No organisation found"), "{}", none.text);
        let by_country = administrator.opens("/organisations?kind=factory&sort=-country").await;
        let place = |name: &str| by_country.text.find(name).unwrap();
        assert!(place("Hải Đăng Garment") < place("Padma Knit"));
    }
}

#[actix_web::test]
async fn a_group_s_managers_see_its_factories_and_a_programme_manager_their_country() {
    for world in World::on_both().await {
        let mut manager = world.visitor_as(Role::FactoryManager, world.group).await;
        assert_eq!(manager.opens(&format!("/organisations/{}", world.factory)).await.status, 200);
        assert_eq!(manager.opens(&format!("/organisations/{}", world.far_factory)).await.status, 404);
        let mut programme = world.visitor_as(Role::ProgrammeManager, world.office).await;
        assert_eq!(programme.opens(&format!("/organisations/{}", world.factory)).await.status, 200);
        assert_eq!(programme.opens(&format!("/organisations/{}", world.far_factory)).await.status, 404);
    }
}

#[actix_web::test]
async fn a_programme_manager_registers_in_their_country_only() {
    for world in World::on_both().await {
        let mut programme = world.visitor_as(Role::ProgrammeManager, world.office).await;
        let fields =
            |country| [("kind", "factory"), ("name", "Bình Minh"), ("country", country), ("part_of", "")];
        let elsewhere = programme.submits("/organisations/new", "/organisations", &fields("BD")).await;
        assert!(
            elsewhere.status == 422 && elsewhere.text.contains("in your own country"),
            "{}",
            elsewhere.text
        );
        let without = programme.submits("/organisations/new", "/organisations", &fields("")).await;
        assert!(without.text.contains("This kind of organisation stands in one."), "{}", without.text);
        let there = programme.submits("/organisations/new", "/organisations", &fields("VN")).await;
        let page = programme.opens(&there.location.unwrap()).await;
        assert!(page.text.contains("Bình Minh") && page.text.contains("Viet Nam"), "{}", page.text);
    }
}

#[actix_web::test]
async fn an_organisation_is_changed_but_never_moved_out_of_reach() {
    for world in World::on_both().await {
        let token = world.token_as(Role::ProgrammeManager, world.office).await;
        let path = format!("/api/v1/organisations/{}", world.factory);
        let renamed = world
            .calls(&token, Method::PATCH, &path, Some(serde_json::json!({ "name": "Hải Đăng 2" })))
            .await;
        assert_eq!(json(&renamed)["name"], "Hải Đăng 2");
        assert_eq!(json(&renamed)["country"], "VN");
        let moved =
            world.calls(&token, Method::PATCH, &path, Some(serde_json::json!({ "country": "BD" }))).await;
        assert_eq!(moved.status, 403, "{}", moved.text);
    }
}

#[actix_web::test]
async fn only_those_who_reach_everywhere_make_a_new_part_of_the_academy() {
    for world in World::on_both().await {
        let body = serde_json::json!({ "kind": "academy", "name": "Another Academy", "country": "VN" });
        let programme = world.token_as(Role::ProgrammeManager, world.office).await;
        let answer = world.calls(&programme, Method::POST, "/api/v1/organisations", Some(body.clone())).await;
        assert_eq!(answer.status, 403, "{}", answer.text);
        let administrator = world.token_as(Role::Administrator, world.headquarters).await;
        let answer = world.calls(&administrator, Method::POST, "/api/v1/organisations", Some(body)).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
}
