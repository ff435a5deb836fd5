//! The newsletter: anybody may ask for it, confirms by mail, and leaves with one click; editors write issues, which go
//! out in rounds. It has nothing to do with accounts or courses.

mod access;
pub mod commands;
mod jobs;
mod mails;
pub mod model;
mod pages;
mod personal_data;
pub mod store;
#[cfg(test)]
mod tests;

pub use access::{EditIssue, EditNewsletter};
pub use commands::erase;
pub use jobs::jobs;
pub use personal_data::personal_data;

use crate::platform::{
    Access, Action, Routes, mail,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    let readers = Routes::new()
        .public_page("/newsletter", pages::sign_up::show)
        .public_page("/newsletter/sent", pages::sign_up::sent)
        .public_page("/newsletter/confirmed", pages::confirmation::confirmed)
        .post("/newsletter/sign-ups", Access::Public, pages::sign_up::sign_up)
        .get("/newsletter/confirmations/{token}", Access::Public, pages::confirmation::show)
        .post("/newsletter/confirmations/{token}", Access::Public, pages::confirmation::confirm)
        .get("/newsletter/leaving/{token}", Access::Public, pages::leaving::show)
        .post("/newsletter/leaving/{token}", Access::Public, pages::leaving::leave);
    readers
        .get("/newsletter/issues", Access::SignedIn, pages::issues::show)
        .post("/newsletter/issues", Access::SignedIn, pages::issues::make)
        .get("/newsletter/issues/{issue}", Access::SignedIn, pages::issue::show)
        .get("/newsletter/issues/{issue}/edition", Access::SignedIn, pages::edition::show)
        .post("/newsletter/issues/{issue}/edition", Access::SignedIn, pages::edition::change)
        .post("/newsletter/issues/{issue}/tries", Access::SignedIn, pages::issue::try_out)
        .post("/newsletter/issues/{issue}/sending", Access::SignedIn, pages::issue::send)
        .get("/newsletter/subscribers", Access::SignedIn, pages::subscribers::show)
        .post("/newsletter/subscribers/{subscriber}/removal", Access::SignedIn, pages::subscribers::remove)
}

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem {
        path: "/newsletter/issues",
        text: "newsletter-title",
        shown_to: |actor| actor.may_anywhere(EditNewsletter::NAME),
    }]
}

pub fn examples() -> Vec<Example> {
    [
        examples_of::<pages::sign_up::SignUpPage>(),
        examples_of::<pages::sign_up::SentPage>(),
        examples_of::<pages::confirmation::ConfirmationPage>(),
        examples_of::<pages::confirmation::ConfirmedPage>(),
        examples_of::<pages::leaving::LeavingPage>(),
        examples_of::<pages::issues::IssuesPage>(),
        examples_of::<pages::issue::IssuePage>(),
        examples_of::<pages::edition::EditionPage>(),
        examples_of::<pages::subscribers::SubscribersPage>(),
        mail::examples_of::<mails::ConfirmationMail>(),
        mail::examples_of::<mails::NewsletterMail>(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
