//! Lists show what permits allow, and nothing else.

use std::collections::BTreeSet;

use super::world::{World, organisation, today};
use crate::{
    organisations::store::organisations,
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
            let shown = following::followed(read, &extent, None, today(), 40).await.unwrap();
            let shown: BTreeSet<OrganisationId> = shown.into_iter().map(|factory| factory.id).collect();
            assert_eq!(shown, allowed, "{name}");
            let home = FollowFactories::judge(&actor, &()) == Judgement::Allow;
            assert_eq!(home, !allowed.is_empty(), "{name}");
        }
    }
}
