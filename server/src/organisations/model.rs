//! What organisations are called, where they are, and who may give which role there.

use unicode_normalization::UnicodeNormalization;

use crate::platform::{
    Actor, OrganisationId, Place,
    roles::{OrganisationKind, Reach, Role},
};

/// What an organisation is called, in one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationName(String);

const LONGEST_NAME: usize = 160;

impl OrganisationName {
    /// # Errors
    /// The text key of what is wrong.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
        if name.is_empty() {
            return Err("organisation-name-missing");
        }
        if name.chars().count() > LONGEST_NAME {
            return Err("organisation-name-too-long");
        }
        let readable = name.chars().any(char::is_alphanumeric) && !name.chars().any(char::is_control);
        if readable { Ok(Self(name)) } else { Err("organisation-name-wrong") }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Kinds that stand in one country; the others may work in many.
pub fn needs_country(kind: OrganisationKind) -> bool {
    match kind {
        OrganisationKind::Factory
        | OrganisationKind::Ministry
        | OrganisationKind::Inspectorate
        | OrganisationKind::EmployersOrganisation
        | OrganisationKind::WorkersOrganisation => true,
        OrganisationKind::Academy
        | OrganisationKind::Brand
        | OrganisationKind::ManufacturingGroup
        | OrganisationKind::DevelopmentPartner => false,
    }
}

/// Whether `actor` holds every action of `role`, as far as it would reach from `place`. Nobody grants more than that,
/// and nobody takes away more than that.
pub fn holds_all_of(actor: &Actor, role: Role, place: &Place) -> bool {
    let Some(line) = role.line() else { return false };
    let country = Place {
        organisation: OrganisationId(uuid::Uuid::nil()),
        part_of: None,
        country: place.country.clone(),
    };
    line.actions.iter().all(|action| match line.reach {
        Reach::Everywhere => actor.extent(action).everywhere,
        Reach::Country => {
            actor.may(action, place) && (place.country.is_none() || actor.may(action, &country))
        }
        Reach::Organisation => actor.may(action, place),
    })
}

/// The roles that `actor` can give in an organisation of this kind at this place.
pub fn grantable<'a>(
    actor: &'a Actor,
    kind: OrganisationKind,
    place: &'a Place,
) -> impl Iterator<Item = Role> + 'a {
    Role::ALL.iter().copied().filter(move |role| role.fits(kind) && holds_all_of(actor, *role, place))
}
