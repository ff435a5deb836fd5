//! What goes out to other systems by itself: events (`platform::outgoing`), to the addresses that administrators and
//! programme managers registered. Each is signed, tried again with growing waits, listed with its last answers, and the
//! same event has the same id however often it is sent. `server/WEBHOOKS.md` is what receivers read.

mod access;
mod api;
mod commands;
mod jobs;
mod mails;
mod model;
mod pages;
mod personal_data;
mod sending;
mod steps;
mod store;
#[cfg(test)]
mod tests;

use actix_web::http::Method;

pub use jobs::jobs;
pub use model::Reach;
pub use personal_data::personal_data;
pub use store::webhooks::{NewWebhook, add as add_webhook, disable as disable_webhook};

use crate::platform::{
    Access, Described, Routes, mail,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    let list = Described::new("webhooks-list", 200).gives::<api::WebhookList>();
    let one = Described::new("webhook", 200).gives::<api::WebhookShown>();
    let make = Described::new("webhook-register", 201)
        .takes::<api::WebhookRequest>()
        .gives::<api::WebhookRegistered>();
    let delete = Described::new("webhook-delete", 204);
    let enable = Described::new("webhook-enable", 200).gives::<api::WebhookShown>();
    let again = Described::new("webhook-send-again", 204);
    Routes::new()
        .get("/webhooks", Access::SignedIn, pages::list::show)
        .post("/webhooks", Access::SignedIn, pages::form::register)
        .get("/webhooks/new", Access::SignedIn, pages::form::new)
        .get("/webhooks/{webhook}", Access::SignedIn, pages::webhook::show)
        .post("/webhooks/{webhook}/deletion", Access::SignedIn, pages::webhook::delete)
        .post("/webhooks/{webhook}/enabling", Access::SignedIn, pages::webhook::enable)
        .post(
            "/webhooks/{webhook}/deliveries/{delivery}/repetition",
            Access::SignedIn,
            pages::webhook::send_again,
        )
        .api(Method::GET, "/api/v1/webhooks", Access::Token, list, api::list)
        .api(Method::POST, "/api/v1/webhooks", Access::Token, make, api::register)
        .api(Method::GET, "/api/v1/webhooks/{webhook}", Access::Token, one, api::webhook)
        .api(Method::DELETE, "/api/v1/webhooks/{webhook}", Access::Token, delete, api::delete)
        .api(Method::POST, "/api/v1/webhooks/{webhook}/enabling", Access::Token, enable, api::enable)
        .api(
            Method::POST,
            "/api/v1/webhooks/{webhook}/deliveries/{delivery}/repetition",
            Access::Token,
            again,
            api::send_again,
        )
}

/// Administrators find it on the page of what they look after.
pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem {
        path: "/webhooks",
        text: "webhooks-title",
        shown_to: |actor| actor.may_anywhere(access::MANAGE) && !actor.may_anywhere("administration.see"),
    }]
}

pub fn examples() -> Vec<Example> {
    let all = [
        examples_of::<pages::list::WebhooksPage>(),
        examples_of::<pages::form::WebhookFormPage>(),
        examples_of::<pages::webhook::WebhookPage>(),
        mail::examples_of::<mails::WebhookDisabledMail>(),
    ];
    all.into_iter().flatten().collect()
}
