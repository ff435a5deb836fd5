//! Of which side of a factory's committee a person is.

use super::model::VoiceSide;
use crate::{
    engagement::{self, model::Side},
    organisations::store::organisations::Organisation,
    platform::{Actor, Db, Outcome, roles::Role},
};

/// By their seat on the bipartite committee, else by their role in the factory or in the group that it belongs to.
/// Advisers are of neither side: each side writes its own view.
pub async fn sides_of(db: &Db, actor: &Actor, factory: &Organisation) -> Outcome<Vec<VoiceSide>> {
    let today = db.clock().now().date_naive();
    let committee = engagement::committee_of(db.read(), factory.id, today).await?;
    if let Some(side) = committee.and_then(|committee| committee.side_of(actor.person)) {
        return Ok(vec![match side {
            Side::Management => VoiceSide::Management,
            Side::Workers => VoiceSide::Workers,
        }]);
    }
    let here = |role: Role| {
        actor.memberships.iter().any(|standing| {
            let place = standing.place.organisation;
            standing.role == role && (place == factory.id || Some(place) == factory.part_of)
        })
    };
    let sides =
        [(Role::FactoryManager, VoiceSide::Management), (Role::WorkersRepresentative, VoiceSide::Workers)];
    Ok(sides.into_iter().filter(|(role, _)| here(*role)).map(|(_, side)| side).collect())
}
