//! Organisations, the memberships that connect people to them with a role, and invitations to become a member.

pub mod access;
pub mod actors;
mod api;
pub mod commands;
pub mod consents;
pub mod countries;
mod cycles;
pub mod imports;
pub mod invitations;
pub mod members;
pub mod memberships;
pub mod model;
mod pages;
mod personal_data;
mod places;
pub mod store;
#[cfg(test)]
mod tests;
mod who;

use actix_web::http::Method;

pub use commands::MOVED;
pub use cycles::{Cycles, CyclesDoor};
pub use pages::country_filters;
pub use pages::list::country_text;
pub use personal_data::personal_data;
pub use places::{
    at_work_among, is_in_team, nearest_who_may, people_in, people_reached, people_with_roles,
    people_with_roles_in, places_of, teams_of,
};
pub use who::{Who, among as who_among, people_who};

use crate::platform::{
    Access, Action, Described, Routes,
    checks::Check,
    mail,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    own_routes()
        .and(invitations::routes())
        .and(memberships::routes())
        .and(members::routes())
        .and(consents::routes())
}

fn own_routes() -> Routes {
    let asks = &["search", "kind", "sort", "page"];
    let list = Described::new("organisations-list", 200).asks(asks).gives::<api::OrganisationList>();
    let register = Described::new("organisation-register", 201)
        .takes::<api::OrganisationRequest>()
        .gives::<api::OrganisationShown>();
    let one = Described::new("organisation", 200).gives::<api::OrganisationShown>();
    let change = Described::new("organisation-change", 200)
        .takes::<api::OrganisationChange>()
        .gives::<api::OrganisationShown>();
    Routes::new()
        .get("/organisations", Access::SignedIn, pages::list::show)
        .post("/organisations", Access::SignedIn, pages::form::register)
        .get("/organisations/new", Access::SignedIn, pages::form::new)
        .get("/organisations/{organisation}", Access::SignedIn, pages::organisation::show)
        .get("/organisations/{organisation}/change", Access::SignedIn, pages::form::edit)
        .post("/organisations/{organisation}/change", Access::SignedIn, pages::form::change)
        .post("/organisations/{organisation}/group-only", Access::SignedIn, pages::form::mark_group_only)
        .api(Method::GET, "/api/v1/organisations", Access::Token, list, api::list)
        .api(Method::POST, "/api/v1/organisations", Access::Token, register, api::register)
        .api(Method::GET, "/api/v1/organisations/{organisation}", Access::Token, one, api::organisation)
        .api(Method::PATCH, "/api/v1/organisations/{organisation}", Access::Token, change, api::change)
}

/// What must hold in the stored data; `academy verify` looks.
pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "factory-in-group", broken: FACTORY_IN_NO_GROUP },
        Check { name: "organisation-has-country", broken: PLACELESS },
        Check { name: "invitation-answered-once", broken: ANSWERED_TWICE },
    ]
}

const FACTORY_IN_NO_GROUP: &str = "\
    SELECT COUNT(*) FROM organisation o JOIN organisation g ON g.id = o.part_of \
    WHERE o.kind <> 'factory' OR g.kind <> 'manufacturing-group'";
const PLACELESS: &str = "\
    SELECT COUNT(*) FROM organisation WHERE country IS NULL AND kind IN \
    ('factory', 'ministry', 'inspectorate', 'employers-organisation', 'workers-organisation')";
const ANSWERED_TWICE: &str =
    "SELECT COUNT(*) FROM invitation WHERE accepted_at IS NOT NULL AND withdrawn_at IS NOT NULL";

pub fn navigation() -> Vec<NavigationItem> {
    vec![
        NavigationItem {
            path: "/people",
            text: "people-title",
            shown_to: |actor| actor.may_anywhere(members::access::SeePeople::NAME),
        },
        NavigationItem {
            path: "/organisations",
            text: "organisations-title",
            shown_to: |actor| actor.may_anywhere(access::SeeOrganisations::NAME),
        },
    ]
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<pages::list::OrganisationsPage>(),
        examples_of::<pages::organisation::OrganisationPage>(),
        examples_of::<pages::form::OrganisationFormPage>(),
        examples_of::<invitations::pages::InvitePage>(),
        examples_of::<invitations::pages::acceptance::InvitationPage>(),
        examples_of::<invitations::pages::acceptance::InvitationGonePage>(),
        examples_of::<members::pages::list::PeoplePage>(),
        examples_of::<members::pages::person::PersonPage>(),
        examples_of::<memberships::pages::DepartmentPage>(),
        mail::examples_of::<invitations::mails::InvitationMail>(),
    ];
    pages.into_iter().flatten().chain(consents::examples()).collect()
}
