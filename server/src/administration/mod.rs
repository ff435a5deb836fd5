//! What administrators look after: who did what to whom, requests to be erased, invitations, jobs, mails, settings.

mod access;
mod audit;
#[cfg(test)]
mod tests;

use crate::platform::{
    Access, Action, Described, Routes,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    let asks = &["person", "action", "organisation", "from", "until", "page"];
    let list = Described::new("audit-list", 200).asks(asks).gives::<audit::api::AuditList>();
    Routes::new().get("/administration/audit", Access::SignedIn, audit::pages::show).api(
        actix_web::http::Method::GET,
        "/api/v1/audit",
        Access::Token,
        list,
        audit::api::list,
    )
}

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem {
        path: "/administration/audit",
        text: "audit-title",
        shown_to: |actor| actor.may_anywhere(access::SeeAudit::NAME),
    }]
}

pub fn examples() -> Vec<Example> {
    examples_of::<audit::pages::AuditPage>()
}
