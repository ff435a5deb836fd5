//! What people tell of themselves, their password, and where they are signed in.

mod access;
mod api;
mod commands;
pub mod pages;

use actix_web::http::Method;

use crate::platform::{Access, Described, Routes};

pub fn routes() -> Routes {
    let me = || Described::new("me", 200).gives::<api::Me>();
    let change = Described::new("me-change", 200).takes::<api::MeChange>().gives::<api::Me>();
    Routes::new()
        .get("/profile", Access::SignedIn, pages::show)
        .post("/profile", Access::SignedIn, pages::change)
        .get("/profile/password", Access::SignedIn, pages::show_password)
        .post("/profile/password", Access::SignedIn, pages::change_password)
        .post("/profile/sign-ins/end", Access::SignedIn, pages::sign_out_everywhere)
        .post("/profile/sign-ins/{sign_in}/end", Access::SignedIn, pages::end_sign_in)
        .api(Method::GET, "/api/v1/me", Access::Token, me(), api::me)
        .api(Method::PATCH, "/api/v1/me", Access::Token, change, api::change)
}
