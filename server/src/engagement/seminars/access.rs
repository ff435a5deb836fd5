//! Who holds seminars: the programme's people in the country.

use super::store::{self, Seminar};
use crate::{
    engagement::access::{ChangeEngagement, SeeEngagements},
    platform::{Action, Actor, Door, Judgement, OrganisationId, Outcome, Place},
};

/// The list, and the form of a new one.
pub type SeeSeminars = SeeEngagements;

pub struct KeepSeminar;

impl Action for KeepSeminar {
    type Subject = Seminar;
    const NAME: &'static str = ChangeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Seminar> {
        store::seminar(door.read(), door.id("seminar")?).await
    }

    fn judge(actor: &Actor, seminar: &Seminar) -> Judgement {
        let organisation = OrganisationId(uuid::Uuid::nil());
        let place = Place { organisation, part_of: None, country: Some(seminar.country.clone()) };
        Judgement::allow_if(actor.may(Self::NAME, &place))
    }
}
