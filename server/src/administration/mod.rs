//! What administrators look after: who did what to whom, requests to be erased, invitations, jobs, mails, settings.

mod access;
mod audit;
mod erasures;
mod filter;
mod invitations;
mod jobs;
mod mails;
mod overview;
mod settings;
#[cfg(test)]
mod tests;
mod words;

use actix_web::http::Method;

use crate::platform::{
    Access, Action, Described, Routes,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    let asks = &["person", "action", "organisation", "from", "until", "page"];
    let list = Described::new("audit-list", 200).asks(asks).gives::<audit::api::AuditList>();
    Routes::new()
        .get("/administration", Access::SignedIn, overview::show)
        .get("/administration/audit", Access::SignedIn, audit::pages::show)
        .get("/administration/audit/exports/{format}", Access::SignedIn, audit::export::export)
        .api(Method::GET, "/api/v1/audit", Access::Token, list, audit::api::list)
        .and(erasures::routes())
        .and(jobs::routes())
        .and(mails::routes())
        .and(invitations::routes())
        .and(settings::routes())
}

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem {
        path: "/administration",
        text: "administration-title",
        shown_to: |actor| actor.may_anywhere(access::SeeAdministration::NAME),
    }]
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<overview::OverviewPage>(),
        examples_of::<audit::pages::AuditPage>(),
        examples_of::<erasures::pages::ErasuresPage>(),
        examples_of::<erasures::pages::ErasurePage>(),
        examples_of::<jobs::pages::JobsPage>(),
        examples_of::<jobs::pages::JobPage>(),
        examples_of::<mails::pages::MailsPage>(),
        examples_of::<invitations::pages::InvitationsPage>(),
        examples_of::<settings::pages::SettingsPage>(),
        examples_of::<settings::pages::SettingPage>(),
    ];
    pages.into_iter().flatten().collect()
}
