//! How long learners spent, as evidence: computed from their records by a stated rule.

mod api;
mod model;
mod pages;

use actix_web::http::Method;

use crate::platform::{
    Access, Described, Routes,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    let described = Described::new("person-time", 200).gives::<api::TimeDocument>();
    Routes::new().get("/people/{person}/time", Access::SignedIn, pages::show).api(
        Method::GET,
        "/api/v1/people/{person}/time",
        Access::Token,
        described,
        api::time,
    )
}

pub fn examples() -> Vec<Example> {
    examples_of::<pages::TimePage>()
}
