//! Lists show what permits allow, and nothing else.

use std::collections::BTreeSet;

use super::world::{World, in_days, organisation, today};
use crate::{
    organisations::store::{memberships, organisations},
    pathways::{
        access::{FollowFactories, MakePathway, SeePathways},
        store::following,
    },
    platform::{
        Action, Judgement, OrganisationId,
        actor::Actors,
        roles::{OrganisationKind, Role},
    },
    testing::now,
};

#[actix_web::test]
async fn whoever_owns_a_pathway_sees_it_as_long_as_they_belong_to_the_factory() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let who = "supervisor-0";
        assert_eq!(world.visitor(who).await.opens(&path).await.status, 404);
        let owner = world.person(who).to_string();
        let (starts, ends) = (in_days(0), in_days(90));
        let head = [("name", "Hours"), ("owner", owner.as_str()), ("starts_on", &starts), ("ends_on", &ends)];
        let seen = world.seen(&path).await;
        let all = [&head[..], &[("seen", seen.as_str())]].concat();
        assert_eq!(world.visitor("adviser").await.submits(&path, &path, &all).await.status, 303);
        let mut visitor = world.visitor(who).await;
        let page = visitor.opens(&path).await;
        assert_eq!(page.status, 200);
        let factory = format!("/factories/{}/pathway\"", world.factory);
        assert!(
            !page.text.contains(&factory) && !page.text.contains(&format!("{path}/stages\"")),
            "{}",
            page.text
        );
        assert_eq!(visitor.opens(&format!("/factories/{}/pathway", world.factory)).await.status, 404);
        assert_eq!(world.caller(who).await.gets(&api).await.0, 200);
        let home = visitor.opens("/learning").await.text;
        assert!(home.contains("In your charge") && home.contains(&path), "{home}");
        assert_eq!(world.visitor("supervisor-1").await.opens(&path).await.status, 404);
        let work = world.academy.begin().await;
        let own = memberships::memberships_of(&work, [world.person(who)], today()).await.unwrap().remove(0);
        memberships::end(&work, own.id, today().pred_opt().unwrap()).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(world.visitor(who).await.opens(&path).await.status, 404);
    }
}

#[actix_web::test]
async fn the_home_shows_the_factories_whose_pathways_may_be_changed_and_no_others() {
    for mut world in World::on_both().await {
        let second = organisation(&world.academy, OrganisationKind::Factory, "Second", None).await;
        world.begins_cycle(second).await;
        let group = world.group;
        world.joins("group-manager", Role::FactoryManager, group).await;
        let read = world.academy.db().read();
        for name in ["adviser", "programme", "manager", "representative", "group-manager", "coordinator"] {
            let actor = crate::engagement::actors()
                .of_person(read, world.person(name), now())
                .await
                .unwrap()
                .unwrap();
            let mut allowed: BTreeSet<OrganisationId> = BTreeSet::new();
            for factory in [world.factory, second] {
                let factory = organisations::organisation(read, factory).await.unwrap();
                if MakePathway::judge(&actor, &factory) == Judgement::Allow {
                    assert_eq!(SeePathways::judge(&actor, &factory), Judgement::Allow);
                    allowed.insert(factory.id);
                }
            }
            let extent = MakePathway::visible_to(&actor);
            let shown = following::followed(read, &extent, None, today(), (0, 40)).await.unwrap();
            let shown: BTreeSet<OrganisationId> = shown.into_iter().map(|factory| factory.id).collect();
            assert_eq!(shown, allowed, "{name}");
            let home = FollowFactories::judge(&actor, &()) == Judgement::Allow;
            assert_eq!(home, !allowed.is_empty(), "{name}");
        }
    }
}
