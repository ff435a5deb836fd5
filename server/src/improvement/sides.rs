//! Of which side of a factory's committee a person is.

use super::model::VoiceSide;
use crate::{
    organisations::store::organisations::Organisation,
    platform::{
        Actor,
        roles::{Role, Side},
    },
};

/// By their seat on the bipartite committee, else by their role in the factory or in the group that it belongs to.
/// Advisers are of neither side: each side writes its own view.
pub fn sides_of(actor: &Actor, factory: &Organisation) -> Vec<VoiceSide> {
    if let Some(side) = actor.seat_in(factory.id) {
        return vec![match side {
            Side::Management => VoiceSide::Management,
            Side::Workers => VoiceSide::Workers,
        }];
    }
    let here = |role: Role| {
        actor.memberships.iter().any(|standing| {
            let place = standing.place.organisation;
            standing.role == role && (place == factory.id || Some(place) == factory.part_of)
        })
    };
    let sides =
        [(Role::FactoryManager, VoiceSide::Management), (Role::WorkersRepresentative, VoiceSide::Workers)];
    sides.into_iter().filter(|(role, _)| here(*role)).map(|(_, side)| side).collect()
}
