//! The judge and the list give the same answers.

use std::rc::Rc;

use super::world::World;
use crate::{
    engagement::access::SeeEngagement,
    organisations::store::organisations::all_within,
    platform::{
        Action, Judgement, OrganisationId,
        roles::{Role, Side},
    },
};

#[actix_web::test]
async fn whose_engagement_one_sees_is_whose_engagement_stands_in_the_list() {
    let world = World::new().await;
    let somebody = world.adviser("Le Huy").await;
    let standings = [
        (Role::Administrator, world.headquarters),
        (Role::ProgrammeManager, world.office),
        (Role::Adviser, world.office),
        (Role::FactoryManager, world.factory),
        (Role::FactoryManager, world.group),
        (Role::WorkersRepresentative, world.other_factory),
        (Role::Supervisor, world.factory),
        (Role::LearningCoordinator, world.brand),
        (Role::Buyer, world.brand),
    ];
    let seated = |(role, place): (Role, OrganisationId)| {
        let sits = place == world.factory || place == world.other_factory;
        [None, sits.then_some(Side::Workers)].map(|seat| (role, place, seat))
    };
    for (role, place, seat) in standings.into_iter().flat_map(seated) {
        let mut actor = Rc::unwrap_or_clone(world.actor(somebody, role, place).await);
        actor.memberships.iter_mut().for_each(|standing| standing.seat = seat);
        let read = world.academy.db().read();
        let listed = all_within(read, &SeeEngagement::visible_to(&actor)).await.unwrap();
        for factory in [world.factory, world.other_factory, world.far_factory] {
            let factory = world.organisation(factory).await;
            let judged = SeeEngagement::judge(&actor, &factory) == Judgement::Allow;
            let name = format!("{role:?} ({seat:?}) in {place} at {}", factory.name);
            assert_eq!(listed.iter().any(|one| one.id == factory.id), judged, "{name}");
        }
    }
}
