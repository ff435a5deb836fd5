//! Teams: the people of an organisation and of its parts, how far they are with their courses, and what those who help
//! them change.

pub mod access;
mod counting;
mod model;
mod pages;
mod store;

pub use counting::{count, count_all, jobs};

use crate::platform::{
    Access, Action, Routes,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    Routes::new().get("/teams", Access::SignedIn, pages::list::teams).get(
        "/teams/{organisation}",
        Access::SignedIn,
        pages::team::team,
    )
}

pub fn navigation() -> NavigationItem {
    NavigationItem {
        path: "/teams",
        text: "teams-navigation",
        shown_to: |actor| actor.may_anywhere(access::SeeTeam::NAME),
    }
}

pub fn examples() -> Vec<Example> {
    [examples_of::<pages::list::TeamsPage>(), examples_of::<pages::team::TeamPage>()]
        .into_iter()
        .flatten()
        .collect()
}
