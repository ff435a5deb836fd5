//! Who sets the thresholds: administrators everywhere, programme managers in their country.

use crate::platform::{Action, Actor, Door, Judgement, OrganisationId, Outcome, Place};

/// For a country, or everywhere; none named is the page itself.
pub struct ChangeRules;

/// Where a threshold shall hold.
pub enum Scope {
    Unnamed,
    Everywhere,
    Country(String),
}

impl Action for ChangeRules {
    type Subject = Scope;
    const NAME: &'static str = "rule-setting.change";

    async fn subject(_: &Door<'_>) -> Outcome<Scope> {
        Ok(Scope::Unnamed)
    }

    fn judge(actor: &Actor, scope: &Scope) -> Judgement {
        let allowed = match scope {
            Scope::Unnamed => actor.may_anywhere(Self::NAME),
            Scope::Everywhere => actor.extent(Self::NAME).everywhere,
            Scope::Country(country) => actor.may(Self::NAME, &place_in(country)),
        };
        if allowed || !actor.may_anywhere(Self::NAME) {
            Judgement::allow_if(allowed)
        } else {
            Judgement::Deny("rule-country-out-of-reach")
        }
    }
}

fn place_in(country: &str) -> Place {
    let organisation = OrganisationId(uuid::Uuid::nil());
    Place { organisation, part_of: None, country: Some(country.to_owned()) }
}
