//! Invitations by mail to become a member of an organisation.

mod access;
mod api;
mod commands;
pub mod mails;
pub mod pages;

use actix_web::http::Method;

pub use super::store::invitations::NewInvitation;
pub use access::{ChangeInvitation, Invite};
pub use commands::{issue, renew, withdraw};

use crate::platform::{Access, Described, Routes};

pub fn routes() -> Routes {
    let list = Described::new("invitations-list", 200).gives::<api::InvitationList>();
    let make =
        Described::new("invitation-make", 201).takes::<api::InvitationRequest>().gives::<api::Invited>();
    Routes::new()
        .get("/organisations/{organisation}/invitations/new", Access::SignedIn, pages::new)
        .post("/organisations/{organisation}/invitations", Access::SignedIn, pages::invite)
        .post(
            "/organisations/{organisation}/invitations/{invitation}/renewal",
            Access::SignedIn,
            pages::renew,
        )
        .post(
            "/organisations/{organisation}/invitations/{invitation}/withdrawal",
            Access::SignedIn,
            pages::withdraw,
        )
        .get("/invitations/{token}", Access::Public, pages::acceptance::show)
        .post("/invitations/{token}", Access::Public, pages::acceptance::accept)
        .api(Method::GET, "/api/v1/organisations/{organisation}/invitations", Access::Token, list, api::list)
        .api(
            Method::POST,
            "/api/v1/organisations/{organisation}/invitations",
            Access::Token,
            make,
            api::invite,
        )
        .api(
            Method::DELETE,
            "/api/v1/invitations/{invitation}",
            Access::Token,
            Described::new("invitation-withdraw", 204),
            api::withdraw,
        )
}
