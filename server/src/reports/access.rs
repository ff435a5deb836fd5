//! Who may see which figures: coordinators their organisation and its parts, programme managers their country,
//! administrators everything, national and development partners countries and no organisation.

use std::collections::HashMap;

use super::model::Area;
use crate::{
    organisations::{
        countries,
        store::organisations::{self, Organisation},
    },
    platform::{
        Action, Actor, Door, Judgement, OrganisationId, Outcome, Place, Problem, Read, actor::Standing,
        roles::OrganisationKind,
    },
};

/// A report over one area.
pub struct SeeReport;

/// Where the asked report is about.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportArea {
    pub area: Area,
    /// The organisation or the group, where it is one.
    pub organisation: Option<Organisation>,
}

/// What partners hold: countries, no organisations.
const SEE_COUNTRY: &str = "report.see-country";

impl Action for SeeReport {
    type Subject = ReportArea;
    const NAME: &'static str = "report.see";

    /// `place` in the address is a country's code or an organisation's id; without one it is the widest that the actor
    /// may see.
    async fn subject(door: &Door<'_>) -> Outcome<ReportArea> {
        let pairs = url::form_urlencoded::parse(door.request.query_string().as_bytes());
        let place = pairs.filter(|(name, _)| name == "place").map(|(_, value)| value.into_owned()).last();
        area_named(door.read(), door.actor, place.unwrap_or_default().trim()).await
    }

    fn judge(actor: &Actor, asked: &ReportArea) -> Judgement {
        Judgement::allow_if(match &asked.area {
            Area::Everywhere => sees_everywhere(actor),
            Area::Country(Some(code)) => sees_everywhere(actor) || countries_of(actor).contains(code),
            Area::Country(None) => actor.extent(Self::NAME).everywhere,
            Area::Group(id) => {
                let extent = actor.extent(Self::NAME);
                extent.everywhere || extent.organisations.contains(id)
            }
            Area::Organisation(_) => {
                let place = asked.organisation.as_ref().map(Organisation::place);
                place.is_some_and(|place| actor.may(Self::NAME, &place))
            }
        })
    }
}

impl SeeReport {
    /// May the actor see reports at all?
    pub fn is_for(actor: &Actor) -> bool {
        actor.may_anywhere(Self::NAME) || partnerships(actor).next().is_some()
    }

    /// May the actor see the organisations of this area one by one?
    pub fn sees_organisations_of(actor: &Actor, area: &Area) -> bool {
        let extent = actor.extent(Self::NAME);
        match area {
            Area::Everywhere | Area::Country(None) => extent.everywhere,
            Area::Country(Some(code)) => extent.everywhere || extent.countries.contains(code),
            Area::Group(id) => extent.everywhere || extent.organisations.contains(id),
            Area::Organisation(_) => false,
        }
    }

    /// The countries and the organisations that the actor may choose among, the widest first; organisations of whole
    /// countries are found through the report of the country.
    pub fn areas_visible_to(actor: &Actor) -> Vec<Area> {
        let mut areas = Vec::new();
        if sees_everywhere(actor) {
            areas.push(Area::Everywhere);
            areas.extend(countries::PROGRAMME.iter().map(|code| Area::Country(Some((*code).to_owned()))));
        }
        areas.extend(countries_of(actor).into_iter().map(|code| Area::Country(Some(code))));
        let own = actor.memberships.iter().filter(|standing| standing.role.allows(Self::NAME));
        areas.extend(own.map(area_of_standing));
        let mut seen = std::collections::HashSet::new();
        areas.retain(|area| seen.insert(area.clone()));
        areas
    }
}

/// The area with this name, as the actor may see it.
pub async fn area_named(read: &Read, actor: &Actor, name: &str) -> Outcome<ReportArea> {
    if name.is_empty() {
        let widest = SeeReport::areas_visible_to(actor).into_iter().next().ok_or(Problem::NotFound)?;
        let organisation = match &widest {
            Area::Group(id) | Area::Organisation(id) => Some(organisations::organisation(read, *id).await?),
            Area::Everywhere | Area::Country(_) => None,
        };
        return Ok(ReportArea { area: widest, organisation });
    }
    if let Ok(code) = countries::parse(name) {
        return Ok(ReportArea { area: Area::Country(Some(code.to_owned())), organisation: None });
    }
    let id = name.parse().map_err(|_| Problem::NotFound)?;
    let organisation = organisations::organisation(read, id).await?;
    let own = actor.extent(SeeReport::NAME);
    let is_group = organisation.kind == OrganisationKind::ManufacturingGroup;
    let area = match is_group && (own.everywhere || own.organisations.contains(&id)) {
        true => Area::Group(id),
        false => Area::Organisation(id),
    };
    Ok(ReportArea { area, organisation: Some(organisation) })
}

/// The names of the organisations among these areas.
pub async fn names_of(read: &Read, areas: &[Area]) -> Outcome<HashMap<OrganisationId, String>> {
    let ids = areas.iter().filter_map(|area| match area {
        Area::Group(id) | Area::Organisation(id) => Some(*id),
        Area::Everywhere | Area::Country(_) => None,
    });
    let found = organisations::organisations(read, ids).await?;
    Ok(found.into_iter().map(|(id, organisation)| (id, organisation.name)).collect())
}

/// Every figure of the programme: administrators, and development partners who stand in no single country.
pub fn sees_everywhere(actor: &Actor) -> bool {
    let without_country = |standing: &Standing| {
        standing.kind == OrganisationKind::DevelopmentPartner && standing.place.country.is_none()
    };
    actor.extent(SeeReport::NAME).everywhere || partnerships(actor).any(without_country)
}

/// The countries whose figures the actor may see.
pub fn countries_of(actor: &Actor) -> Vec<String> {
    let mut countries = actor.extent(SeeReport::NAME).countries;
    countries.extend(partnerships(actor).filter_map(|standing| standing.place.country.clone()));
    countries.sort_unstable();
    countries.dedup();
    countries
}

fn partnerships(actor: &Actor) -> impl Iterator<Item = &Standing> {
    actor.memberships.iter().filter(|standing| {
        let is_partner = matches!(
            standing.kind,
            OrganisationKind::Ministry
                | OrganisationKind::Inspectorate
                | OrganisationKind::DevelopmentPartner
        );
        is_partner && standing.role.allows(SEE_COUNTRY)
    })
}

fn area_of_standing(standing: &Standing) -> Area {
    let Place { organisation, .. } = standing.place;
    match standing.kind {
        OrganisationKind::ManufacturingGroup => Area::Group(organisation),
        _ => Area::Organisation(organisation),
    }
}
