//! Who sees the pathways of a factory, who builds them, and who confirms them.

use super::{
    model::{PathwayId, Side, StepId},
    store::{
        pathways::{self, Pathway, Step},
        templates::{self, KeptTemplate},
    },
    suggestions::{self, model::Rule},
};
use crate::{
    engagement,
    organisations::store::organisations::{self as places, Organisation},
    platform::{
        Action, Actor, Door, Judgement, Outcome, PersonId, Problem,
        actor::Extent,
        roles::{OrganisationKind, Role},
    },
};

async fn factory(door: &Door<'_>) -> Outcome<Organisation> {
    let found = places::organisation(door.read(), door.id("factory")?).await?;
    if found.kind == OrganisationKind::Factory { Ok(found) } else { Err(Problem::NotFound) }
}

/// The pathways of a factory, beside its plan.
pub struct SeePathways;

impl Action for SeePathways {
    type Subject = Organisation;
    const NAME: &'static str = "pathway.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &factory.place()))
    }
}

/// Beginning a pathway, and deciding about what is suggested.
pub struct MakePathway;

impl Action for MakePathway {
    type Subject = Organisation;
    const NAME: &'static str = "pathway.change";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        told_or_hidden(actor, Self::NAME, factory)
    }
}

impl MakePathway {
    /// The factories for which `judge` allows it.
    pub fn visible_to(actor: &Actor) -> Extent {
        actor.extent(Self::NAME)
    }
}

/// The home of those who advise factories.
pub struct FollowFactories;

impl Action for FollowFactories {
    type Subject = ();
    const NAME: &'static str = MakePathway::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// A pathway with its factory.
pub struct There {
    pub pathway: Pathway,
    pub factory: Organisation,
}

async fn there(door: &Door<'_>) -> Outcome<There> {
    let pathway = pathways::pathway(door.read(), door.id::<PathwayId>("pathway")?).await?;
    let factory = places::organisation(door.read(), pathway.organisation_id).await?;
    Ok(There { pathway, factory })
}

/// Whoever sees the factory's pathways, and the owner of this one as long as they belong to the factory.
pub struct SeePathway;

impl Action for SeePathway {
    type Subject = There;
    const NAME: &'static str = SeePathways::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There> {
        there(door).await
    }

    fn judge(actor: &Actor, there: &There) -> Judgement {
        let owned = there.pathway.owner_person_id == Some(actor.person) && actor.belongs_to(there.factory.id);
        if owned { Judgement::Allow } else { SeePathways::judge(actor, &there.factory) }
    }
}

pub struct ChangePathway;

impl Action for ChangePathway {
    type Subject = There;
    const NAME: &'static str = MakePathway::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<There> {
        there(door).await
    }

    fn judge(actor: &Actor, there: &There) -> Judgement {
        told_or_hidden(actor, Self::NAME, &there.factory)
    }
}

/// A step with its pathway and factory.
pub struct StepThere {
    pub step: Step,
    pub pathway: Pathway,
    pub factory: Organisation,
}

pub struct ChangeStep;

impl Action for ChangeStep {
    type Subject = StepThere;
    const NAME: &'static str = MakePathway::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<StepThere> {
        let There { pathway, factory } = there(door).await?;
        let step = pathways::step(door.read(), door.id::<StepId>("step")?).await?;
        if step.pathway_id != pathway.id {
            return Err(Problem::NotFound);
        }
        Ok(StepThere { step, pathway, factory })
    }

    fn judge(actor: &Actor, there: &StepThere) -> Judgement {
        told_or_hidden(actor, Self::NAME, &there.factory)
    }
}

/// Saying yes or no for one's side of the committee.
pub struct ConfirmPathway;

/// A pathway with the seats of those on the factory's committee who belong to the factory.
pub struct Confirmable {
    pub there: There,
    pub seats: Vec<(PersonId, Side)>,
}

impl Confirmable {
    /// The side for which somebody speaks: the one on which they sit; and where nobody with an account sits on a side, its
    /// role in this very factory.
    pub fn side_of(&self, actor: &Actor) -> Option<Side> {
        let seat = actor.seat_in(self.there.factory.id).map(Side::of_seat);
        let is_empty = |side: Side| self.seats.iter().all(|(_, taken)| *taken != side);
        let here =
            actor.memberships.iter().filter(|standing| standing.place.organisation == self.there.factory.id);
        let by_role = here.filter_map(|standing| match standing.role {
            Role::FactoryManager => Some(Side::Management),
            Role::WorkersRepresentative => Some(Side::Workers),
            _ => None,
        });
        seat.or_else(|| by_role.into_iter().find(|side| is_empty(*side)))
    }
}

impl Action for ConfirmPathway {
    type Subject = Confirmable;
    const NAME: &'static str = "pathway.confirm";

    async fn subject(door: &Door<'_>) -> Outcome<Confirmable> {
        let there = there(door).await?;
        let today = there.factory.day_at(door.db.clock().now());
        let committee = engagement::committee_of(door.read(), there.factory.id, today).await?;
        let seats = committee.map(|committee| seats(&committee)).unwrap_or_default();
        Ok(Confirmable { there, seats })
    }

    fn judge(actor: &Actor, subject: &Confirmable) -> Judgement {
        if subject.side_of(actor).is_some() {
            return Judgement::Allow;
        }
        let seen = actor.may(SeePathways::NAME, &subject.there.factory.place());
        if seen { Judgement::Deny("pathway-confirm-committee-only") } else { Judgement::Hide }
    }
}

/// The members who have an account and can speak for their side, which stands with each.
pub fn seats(committee: &engagement::Committee) -> Vec<(PersonId, Side)> {
    let members = committee.sitting();
    members.filter_map(|member| Some((member.person?, Side::of_seat(member.side)))).collect()
}

/// The sides on which nobody sits.
pub fn empty_sides(committee: &engagement::Committee) -> Vec<Side> {
    let sits = |side: Side| committee.sitting().any(|member| Side::of_seat(member.side) == side);
    Side::ALL.iter().copied().filter(|side| !sits(*side)).collect()
}

/// The table of suggestions: everywhere, or for one's own country.
pub struct ChangeSuggestions;

impl Action for ChangeSuggestions {
    type Subject = ();
    const NAME: &'static str = "suggestion.change";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// Reading the table, for whoever decides about what it suggests.
pub struct SeeSuggestions;

impl Action for SeeSuggestions {
    type Subject = ();
    const NAME: &'static str = MakePathway::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        let changes = actor.may_anywhere(ChangeSuggestions::NAME);
        Judgement::allow_if(changes || actor.may_anywhere(Self::NAME))
    }
}

/// Changing a row of the table.
pub struct ChangeSuggestion;

impl Action for ChangeSuggestion {
    type Subject = Rule;
    const NAME: &'static str = ChangeSuggestions::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Rule> {
        suggestions::row(door.read(), door.text("suggestion")?).await
    }

    fn judge(actor: &Actor, rule: &Rule) -> Judgement {
        if may_set_rows_of(actor, rule.country.as_deref()) {
            return Judgement::Allow;
        }
        match SeeSuggestions::judge(actor, &()) {
            Judgement::Allow => Judgement::Deny("suggestion-country-not-own"),
            hidden => hidden,
        }
    }
}

/// Whether somebody may set rows of this country, or of every country.
pub fn may_set_rows_of(actor: &Actor, country: Option<&str>) -> bool {
    let extent = actor.extent(ChangeSuggestions::NAME);
    extent.everywhere || country.is_some_and(|country| extent.countries.iter().any(|own| own == country))
}

fn told_or_hidden(actor: &Actor, action: &str, factory: &Organisation) -> Judgement {
    let place = factory.place();
    if actor.may(action, &place) {
        Judgement::Allow
    } else if actor.may(SeePathways::NAME, &place) {
        Judgement::Deny("problem-denied-text")
    } else {
        Judgement::Hide
    }
}

/// The templates, for whoever may make their own.
pub struct SeeTemplates;

impl Action for SeeTemplates {
    type Subject = ();
    const NAME: &'static str = "pathway-template.change";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// Changing a template of one's own organisation or country.
pub struct ChangeTemplate;

impl Action for ChangeTemplate {
    type Subject = KeptTemplate;
    const NAME: &'static str = SeeTemplates::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<KeptTemplate> {
        templates::template(door.read(), door.id("template")?).await
    }

    fn judge(actor: &Actor, template: &KeptTemplate) -> Judgement {
        let extent = actor.extent(Self::NAME);
        let own = template.organisation_id.is_some_and(|own| extent.organisations.contains(&own));
        if own || sets_for_country(&extent, template) {
            return Judgement::Allow;
        }
        // What is shared may be seen in the list and cloned.
        if may_begin_with(actor, template) { Judgement::Deny("template-not-own") } else { Judgement::Hide }
    }
}

fn sets_for_country(extent: &Extent, template: &KeptTemplate) -> bool {
    let country = template.country.as_ref().is_some_and(|country| extent.countries.contains(country));
    extent.everywhere || country
}

/// Whether somebody may begin pathways with a template, and copy it: one of their own organisation, or one that was shared
/// by those who set templates for their country.
pub fn may_begin_with(actor: &Actor, template: &KeptTemplate) -> bool {
    let extent = actor.extent(ChangeTemplate::NAME);
    let own = template.organisation_id.is_some_and(|own| extent.organisations.contains(&own));
    let countries = actor.memberships.iter().map(|standing| standing.place.country.as_ref());
    let here = template.country.is_none()
        || extent.everywhere
        || countries.flatten().any(|country| Some(country) == template.country.as_ref());
    own || (template.shared_at.is_some() && here)
}

/// Whether somebody sees a template in the list: one to begin with, or one that they may read before they share it.
pub fn sees_template(actor: &Actor, template: &KeptTemplate) -> bool {
    ChangeTemplate::judge(actor, template) != Judgement::Hide
}

/// Gives a template to all of its country, or of every country: by whoever sets templates there, who has read it.
pub struct ShareTemplate;

impl Action for ShareTemplate {
    type Subject = KeptTemplate;
    const NAME: &'static str = SeeTemplates::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<KeptTemplate> {
        templates::template(door.read(), door.id("template")?).await
    }

    fn judge(actor: &Actor, template: &KeptTemplate) -> Judgement {
        if sets_for_country(&actor.extent(Self::NAME), template) {
            return Judgement::Allow;
        }
        match ChangeTemplate::judge(actor, template) {
            Judgement::Hide => Judgement::Hide,
            _ => Judgement::Deny("template-shared-by-country"),
        }
    }
}
