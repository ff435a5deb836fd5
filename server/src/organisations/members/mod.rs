//! People as coordinators and the Academy's staff see them: who is where, and who is suspended.

pub mod access;
mod api;
mod commands;
pub mod pages;

use actix_web::http::Method;

use crate::platform::{Access, Described, Routes};

pub fn routes() -> Routes {
    let list =
        Described::new("people-list", 200).asks(&["search", "sort", "page"]).gives::<api::PeopleList>();
    let person = Described::new("person", 200).gives::<api::PersonShown>();
    let suspend = Described::new("person-suspend", 204).takes::<api::SuspensionRequest>();
    Routes::new()
        .get("/people", Access::SignedIn, pages::list::show)
        .get("/people/{person}", Access::SignedIn, pages::person::show)
        .post("/people/{person}/suspension", Access::SignedIn, pages::person::suspend)
        .post("/people/{person}/suspension/lifting", Access::SignedIn, pages::person::lift)
        .api(Method::GET, "/api/v1/people", Access::Token, list, api::list)
        .api(Method::GET, "/api/v1/people/{person}", Access::Token, person, api::person)
        .api(Method::POST, "/api/v1/people/{person}/suspension", Access::Token, suspend, api::suspend)
        .api(
            Method::DELETE,
            "/api/v1/people/{person}/suspension",
            Access::Token,
            Described::new("person-suspension-lift", 204),
            api::lift,
        )
}
