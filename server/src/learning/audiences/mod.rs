//! Audiences: a rule that enrols the people of an organisation who match it, now and later. Leaving it takes nothing
//! away.

mod access;
mod api;
pub mod commands;
mod form;
mod matching;
mod model;
mod pages;
mod store;

use actix_web::http::Method;

pub use matching::{jobs, people_changed};
pub use model::Plan;

use crate::platform::{
    Access, Described, Routes,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    const ALL: &str = "/api/v1/teams/{organisation}/audiences";
    const ONE: &str = "/api/v1/audiences/{audience}";
    let list = Described::new("audience-list", 200).gives::<api::AudienceList>();
    let make =
        Described::new("audience-make", 201).takes::<api::AudienceBody>().gives::<api::AudienceShown>();
    let change =
        Described::new("audience-change", 200).takes::<api::AudienceChange>().gives::<api::AudienceShown>();
    let one = Described::new("audience", 200).gives::<api::AudienceShown>();
    Routes::new()
        .get("/teams/{organisation}/audiences", Access::SignedIn, pages::list::audiences)
        .get("/teams/{organisation}/audiences/new", Access::SignedIn, pages::edit::new)
        .post("/teams/{organisation}/audiences", Access::SignedIn, pages::edit::make)
        .post("/teams/{organisation}/audiences/preview", Access::SignedIn, pages::edit::preview_new)
        .get("/audiences/{audience}", Access::SignedIn, pages::edit::edit)
        .post("/audiences/{audience}", Access::SignedIn, pages::edit::change)
        .post("/audiences/{audience}/preview", Access::SignedIn, pages::edit::preview)
        .post("/audiences/{audience}/end", Access::SignedIn, pages::edit::end)
        .api(Method::GET, ALL, Access::Token, list, api::list)
        .api(Method::POST, ALL, Access::Token, make, api::make)
        .api(Method::GET, ONE, Access::Token, one, api::audience)
        .api(Method::PUT, ONE, Access::Token, change, api::change)
        .api(Method::DELETE, ONE, Access::Token, Described::new("audience-end", 204), api::end)
}

pub fn examples() -> Vec<Example> {
    [examples_of::<pages::list::AudiencesPage>(), examples_of::<pages::edit::AudiencePage>()]
        .into_iter()
        .flatten()
        .collect()
}
