//! Who may see, register and change organisations.

use super::store::organisations::{self, Organisation};
use crate::platform::{
    Action, Actor, Door, Judgement, OrganisationId, Outcome, Place, actor::Extent, roles::OrganisationKind,
};

/// The list, which shows each person what they may see.
pub struct SeeOrganisations;

impl Action for SeeOrganisations {
    type Subject = ();
    const NAME: &'static str = "organisation.see";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

pub struct SeeOrganisation;

impl Action for SeeOrganisation {
    type Subject = Organisation;
    const NAME: &'static str = "organisation.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

impl SeeOrganisation {
    /// The organisations for which `judge` allows it.
    pub fn visible_to(actor: &Actor) -> Extent {
        actor.extent(Self::NAME)
    }
}

/// Somewhere, for the empty form; or where the form says.
pub struct RegisterOrganisation;

pub struct Registration(pub Option<(OrganisationKind, Place)>);

impl Action for RegisterOrganisation {
    type Subject = Registration;
    const NAME: &'static str = "organisation.register";

    async fn subject(_: &Door<'_>) -> Outcome<Registration> {
        Ok(Registration(None))
    }

    fn judge(actor: &Actor, registration: &Registration) -> Judgement {
        let allowed = match &registration.0 {
            None => actor.may_anywhere(Self::NAME),
            // A new part of the Academy could be given any role of it.
            Some((OrganisationKind::Academy, _)) => actor.extent(Self::NAME).everywhere,
            Some((_, place)) => actor.may(Self::NAME, place),
        };
        if allowed || !actor.may_anywhere(Self::NAME) {
            Judgement::allow_if(allowed)
        } else {
            Judgement::Deny("organisation-out-of-reach")
        }
    }
}

/// The place of an organisation that is not there yet.
pub fn place_to_be(country: Option<String>, part_of: Option<OrganisationId>) -> Place {
    Place { organisation: OrganisationId(uuid::Uuid::nil()), part_of, country }
}

pub struct ChangeOrganisation;

impl Action for ChangeOrganisation {
    type Subject = Organisation;
    const NAME: &'static str = "organisation.change";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        let place = organisation.place();
        if actor.may(Self::NAME, &place) {
            return Judgement::Allow;
        }
        let seen = actor.may(SeeOrganisation::NAME, &place);
        if seen { Judgement::Deny("problem-denied-text") } else { Judgement::Hide }
    }
}
