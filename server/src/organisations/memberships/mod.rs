//! Who is what in which organisation, since when and until when.

mod access;
mod api;
mod commands;
pub mod pages;

use actix_web::http::Method;

pub use access::{ChangeMembership, EndMembership, GrantMembership};
pub use commands::{Grant, LONGEST_DEPARTMENT, grant};

use crate::platform::{Access, Described, Routes};

pub fn routes() -> Routes {
    let list = Described::new("memberships-list", 200).gives::<api::MembershipList>();
    let grant =
        Described::new("membership-grant", 201).takes::<api::MembershipRequest>().gives::<api::Granted>();
    let change =
        Described::new("membership-change", 200).takes::<api::MembershipChange>().gives::<api::Member>();
    Routes::new()
        .post("/memberships/{membership}/end", Access::SignedIn, pages::end)
        .get("/memberships/{membership}/department", Access::SignedIn, pages::department)
        .post("/memberships/{membership}/department", Access::SignedIn, pages::work_in)
        .api(Method::GET, "/api/v1/organisations/{organisation}/memberships", Access::Token, list, api::list)
        .api(
            Method::POST,
            "/api/v1/organisations/{organisation}/memberships",
            Access::Token,
            grant,
            api::grant,
        )
        .api(Method::PATCH, "/api/v1/memberships/{membership}", Access::Token, change, api::change)
        .api(
            Method::DELETE,
            "/api/v1/memberships/{membership}",
            Access::Token,
            Described::new("membership-end", 204),
            api::end,
        )
}
