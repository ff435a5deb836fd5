//! What people are told: notices in the Academy and by mail, each once, as each person wishes it; and their dates as a
//! calendar feed. Lower layers tell what happened by a job (`learning::news`); reminders are found by date.

mod access;
mod api;
mod calendar;
mod commands;
mod dates;
mod delivery;
mod digest;
mod gatherings;
mod jobs;
mod mails;
mod model;
mod own_people;
mod pages;
mod pathway_news;
mod personal_data;
mod plan_news;
mod shown;
mod stop;
mod store;
mod subjects;
#[cfg(test)]
mod tests;

pub use jobs::jobs;
pub use model::{NoticeKind, REMINDED_BEFORE};
pub use own_people::AssessmentPeople;
pub use personal_data::personal_data;
pub use store::UnreadNotices;

use actix_web::http::Method;

use crate::platform::{
    Access, Described, Routes, mail,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    let list = Described::new("notices-list", 200).asks(&["page", "unread"]).gives::<api::NoticeList>();
    let wishes = || Described::new("notice-choices", 200).gives::<api::Choices>();
    let change =
        Described::new("notice-choices-change", 200).takes::<api::ChoicesChange>().gives::<api::Choices>();
    Routes::new()
        .get("/notices", Access::SignedIn, pages::centre::show)
        .post("/notices/readings", Access::SignedIn, pages::centre::read_all)
        .post("/notices/{notice}/reading", Access::SignedIn, pages::centre::read)
        .get("/profile/notices", Access::SignedIn, pages::choices::show)
        .post("/profile/notices", Access::SignedIn, pages::choices::change)
        .get("/mail-stops/{token}", Access::Public, pages::stop::show)
        .post("/mail-stops/{token}", Access::Public, pages::stop::stop)
        .get("/profile/calendar", Access::SignedIn, pages::calendar::show)
        .post("/profile/calendar", Access::SignedIn, pages::calendar::make)
        .post("/profile/calendar/revocation", Access::SignedIn, pages::calendar::revoke)
        .get("/calendars/{token}.ics", Access::Public, pages::calendar::feed)
        .api(Method::GET, "/api/v1/notices", Access::Token, list, api::list)
        .api(
            Method::POST,
            "/api/v1/notices/readings",
            Access::Token,
            Described::new("notices-read-all", 204),
            api::read_all,
        )
        .api(
            Method::POST,
            "/api/v1/notices/{notice}/reading",
            Access::Token,
            Described::new("notice-read", 204),
            api::read,
        )
        .api(Method::GET, "/api/v1/me/notice-choices", Access::Token, wishes(), api::choices)
        .api(Method::PUT, "/api/v1/me/notice-choices", Access::Token, change, api::change_choices)
}

/// Examples of every page and mail.
pub fn examples() -> Vec<Example> {
    let all = [
        examples_of::<pages::centre::NoticesPage>(),
        examples_of::<pages::choices::ChoicesPage>(),
        examples_of::<pages::stop::StopPage>(),
        examples_of::<pages::calendar::CalendarPage>(),
        mail::examples_of::<mails::NoticeMail>(),
        mail::examples_of::<mails::DigestMail>(),
    ];
    all.into_iter().flatten().collect()
}
