//! Teams: the people of an organisation and of its parts, how far they are with their courses, and what those who help
//! them change.

pub mod access;
mod api;
pub mod commands;
mod counting;
mod model;
mod pages;
mod store;

pub use counting::{count, count_all, jobs};
#[cfg(test)]
pub use store::lines_of;

use actix_web::http::Method;

use crate::platform::{
    Access, Action, Described, Routes,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    page_routes().and(calls())
}

fn page_routes() -> Routes {
    Routes::new()
        .get("/teams", Access::SignedIn, pages::list::teams)
        .get("/teams/{organisation}", Access::SignedIn, pages::team::team)
        .get("/teams/{organisation}/courses/{course}", Access::SignedIn, pages::course::course)
        .get("/teams/{organisation}/selection", Access::SignedIn, pages::selection::selection)
        .post("/teams/{organisation}/selection", Access::SignedIn, pages::actions::select)
        .post("/teams/{organisation}/assignments", Access::SignedIn, pages::actions::assign)
        .post("/teams/{organisation}/due-dates", Access::SignedIn, pages::actions::set_due_date)
        .post("/teams/{organisation}/shifts", Access::SignedIn, pages::actions::shift)
        .post("/teams/{organisation}/reminders", Access::SignedIn, pages::actions::remind)
        .post("/teams/{organisation}/withdrawals", Access::SignedIn, pages::actions::withdraw)
}

fn calls() -> Routes {
    const TEAM: &str = "/api/v1/teams/{organisation}";
    let changes = |name: &'static str| Described::new(name, 200).gives::<api::TeamChanged>();
    let team =
        Described::new("team", 200).asks(&["search", "show", "sort", "page"]).gives::<api::TeamShown>();
    Routes::new()
        .api(Method::GET, TEAM, Access::Token, team, api::team)
        .api(
            Method::POST,
            "/api/v1/teams/{organisation}/assignments",
            Access::Token,
            changes("team-assign").takes::<api::TeamAssignment>(),
            api::assign,
        )
        .api(
            Method::POST,
            "/api/v1/teams/{organisation}/due-dates",
            Access::Token,
            changes("team-set-date").takes::<api::TeamDueDate>(),
            api::set_due_date,
        )
        .api(
            Method::POST,
            "/api/v1/teams/{organisation}/shifts",
            Access::Token,
            changes("team-shift").takes::<api::TeamShift>(),
            api::shift,
        )
        .api(
            Method::POST,
            "/api/v1/teams/{organisation}/reminders",
            Access::Token,
            changes("team-remind").takes::<api::TeamReminder>(),
            api::remind,
        )
        .api(
            Method::POST,
            "/api/v1/teams/{organisation}/withdrawals",
            Access::Token,
            changes("team-withdraw").takes::<api::TeamWithdrawal>(),
            api::withdraw,
        )
}

pub fn navigation() -> NavigationItem {
    NavigationItem {
        path: "/teams",
        text: "teams-navigation",
        shown_to: |actor| actor.may_anywhere(access::SeeTeam::NAME),
    }
}

pub fn examples() -> Vec<Example> {
    [
        examples_of::<pages::list::TeamsPage>(),
        examples_of::<pages::team::TeamPage>(),
        examples_of::<pages::selection::SelectionPage>(),
        examples_of::<pages::changed::ChangedPage>(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// For tests: whom a reminder of now would reach.
#[cfg(test)]
pub async fn remind_again(
    work: &crate::platform::UnitOfWork,
    enrolments: &[crate::records::EnrolmentId],
    by: crate::platform::PersonId,
) -> Vec<crate::records::EnrolmentId> {
    store::remind(work, enrolments, by).await.unwrap()
}
