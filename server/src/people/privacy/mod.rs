//! What somebody may do about the data that is held of them: see all of it, and have it erased.

mod access;
mod api;
mod commands;
pub mod held;
pub mod pages;
pub mod telling;
#[cfg(test)]
mod tests;

use actix_web::http::Method;

use crate::platform::{Access, Described, Routes};

pub fn routes() -> Routes {
    let data = Described::new("me-data", 200).gives::<api::HeldData>();
    Routes::new()
        .get("/profile/data", Access::SignedIn, pages::show)
        .post("/profile/erasure", Access::SignedIn, pages::ask)
        .post("/profile/erasure/withdrawal", Access::SignedIn, pages::withdraw)
        .get("/profile/data.json", Access::SignedIn, held::as_json)
        .get("/profile/data.html", Access::SignedIn, held::as_page)
        .api(Method::GET, "/api/v1/me/data", Access::Token, data, api::data)
}
