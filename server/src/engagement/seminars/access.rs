//! Who holds seminars: the programme's people in the country. The factories that are asked see theirs.

use super::store::{self, Seminar};
use crate::{
    engagement::access::{ChangeEngagement, SeeEngagement, SeeEngagements},
    organisations::store::organisations::{self, Organisation},
    platform::{Action, Actor, Door, Judgement, OrganisationId, Outcome, Place},
};

/// The list, and the form of a new one.
pub type SeeSeminars = SeeEngagements;

/// A seminar with the factories that are asked to it, by name.
pub struct SeminarThere {
    pub seminar: Seminar,
    pub asked: Vec<Organisation>,
}

pub struct SeeSeminar;

impl Action for SeeSeminar {
    type Subject = SeminarThere;
    const NAME: &'static str = SeeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<SeminarThere> {
        let seminar = store::seminar(door.read(), door.id("seminar")?).await?;
        let asked = store::factories(door.read(), seminar.id).await?;
        let asked = organisations::organisations(door.read(), asked).await?;
        let mut asked: Vec<Organisation> = asked.into_values().collect();
        asked.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(SeminarThere { seminar, asked })
    }

    fn judge(actor: &Actor, there: &SeminarThere) -> Judgement {
        let sees = |factory: &Organisation| actor.may(Self::NAME, &factory.place());
        Judgement::allow_if(keeps(actor, &there.seminar) || there.asked.iter().any(sees))
    }
}

/// Changing it, cancelling it, noting who came.
pub struct KeepSeminar;

impl Action for KeepSeminar {
    type Subject = Seminar;
    const NAME: &'static str = ChangeEngagement::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Seminar> {
        store::seminar(door.read(), door.id("seminar")?).await
    }

    fn judge(actor: &Actor, seminar: &Seminar) -> Judgement {
        Judgement::allow_if(keeps(actor, seminar))
    }
}

/// Whether somebody works with the factories of the seminar's country.
pub fn keeps(actor: &Actor, seminar: &Seminar) -> bool {
    let organisation = OrganisationId(uuid::Uuid::nil());
    let place = Place { organisation, part_of: None, country: Some(seminar.country.clone()) };
    actor.may(ChangeEngagement::NAME, &place)
}
