//! What a factory lets brands see: asked for by a brand or given unasked, dated, revoked in one tap. Whoever shows a
//! brand something of a factory asks [`may_see`] at that very request, and writes down with [`looked`] who saw what.

pub mod access;
mod api;
pub mod commands;
mod mails;
pub mod model;
pub mod pages;
mod personal_data;
pub mod store;

use actix_web::http::Method;
use chrono::{DateTime, Utc};

pub use model::{Consent, ConsentId, Scope, Scopes};
pub use personal_data::personal_data;
pub use store::{
    consents::{Granted, Sharing, granted, sharing_with},
    looks::looked,
};

use crate::platform::{
    Access, Described, OrganisationId, Outcome, Read, Routes, mail,
    pages::{Example, examples_of},
};

/// Whether a consent of the factory lets the brand see this now.
pub async fn may_see(
    read: &Read,
    brand: OrganisationId,
    factory: OrganisationId,
    scope: Scope,
    now: DateTime<Utc>,
) -> Outcome<bool> {
    Ok(granted(read, brand, factory, now).await?.is_some_and(|granted| granted.scopes.hold(scope)))
}

pub fn routes() -> Routes {
    Routes::new()
        .get("/organisations/{organisation}/viewers", Access::SignedIn, pages::viewers::show)
        .get("/organisations/{organisation}/consents/new", Access::SignedIn, pages::give::new)
        .post("/organisations/{organisation}/consents", Access::SignedIn, pages::give::give)
        .post("/consents/{consent}/revocation", Access::SignedIn, pages::viewers::revoke)
        .get("/consent-requests/{request}", Access::SignedIn, pages::answer::show)
        .post("/consent-requests/{request}/answer", Access::SignedIn, pages::answer::answer)
        .post("/consent-requests/{request}/withdrawal", Access::SignedIn, pages::ask::withdraw)
        .get("/organisations/{organisation}/consent-requests/new", Access::SignedIn, pages::ask::new)
        .post("/organisations/{organisation}/consent-requests", Access::SignedIn, pages::ask::ask)
        .post("/organisations/{organisation}/sourcing-links", Access::SignedIn, pages::sourcing::begin)
        .post("/sourcing-links/{link}/end", Access::SignedIn, pages::sourcing::end)
        .and(api_routes())
}

fn api_routes() -> Routes {
    let list = Described::new("consents-list", 200).gives::<api::ConsentList>();
    let give = Described::new("consent-give", 201).takes::<api::ConsentRequest>().gives::<api::ConsentMade>();
    let revoke = Described::new("consent-revoke", 204).takes::<api::Revocation>();
    let requests = Described::new("consent-requests-list", 200).gives::<api::RequestList>();
    let ask = Described::new("consent-ask", 201).takes::<api::Asking>().gives::<api::RequestMade>();
    let answer = Described::new("consent-answer", 204).takes::<api::Answering>();
    let looks = Described::new("looks-list", 200).asks(&["page"]).gives::<api::LookList>();
    let links = Described::new("sourcing-links-list", 200).gives::<api::LinkList>();
    let link =
        Described::new("sourcing-link-begin", 201).takes::<api::LinkRequest>().gives::<api::LinkMade>();
    let unlink = Described::new("sourcing-link-end", 204);
    let token = Access::Token;
    Routes::new()
        .api(Method::GET, "/api/v1/organisations/{organisation}/consents", token, list, api::list)
        .api(Method::POST, "/api/v1/organisations/{organisation}/consents", token, give, api::give)
        .api(Method::POST, "/api/v1/consents/{consent}/revocation", token, revoke, api::revoke)
        .api(
            Method::GET,
            "/api/v1/organisations/{organisation}/consent-requests",
            token,
            requests,
            api::requests,
        )
        .api(Method::POST, "/api/v1/organisations/{organisation}/consent-requests", token, ask, api::ask)
        .api(Method::POST, "/api/v1/consent-requests/{request}/answer", token, answer, api::answer)
        .api(Method::GET, "/api/v1/organisations/{organisation}/looks", token, looks, api::looks)
        .api(Method::GET, "/api/v1/organisations/{organisation}/sourcing-links", token, links, api::links)
        .api(Method::POST, "/api/v1/organisations/{organisation}/sourcing-links", token, link, api::link)
        .api(Method::DELETE, "/api/v1/sourcing-links/{link}", token, unlink, api::unlink)
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<pages::viewers::ViewersPage>(),
        examples_of::<pages::give::GivePage>(),
        examples_of::<pages::answer::AnswerPage>(),
        examples_of::<pages::ask::AskPage>(),
        mail::examples_of::<mails::ConsentMail>(),
    ];
    pages.into_iter().flatten().collect()
}
