//! Learning itself: who is on which course, the player, progress folded from the records, the action plan.

pub mod access;
mod api;
pub mod audiences;
mod checks;
pub mod commands;
#[cfg(test)]
pub mod fixture;
mod jobs;
mod model;
mod my_courses;
mod named_places;
pub mod news;
pub mod occasions;
mod pages;
mod personal_data;
mod player;
mod projection;
mod promises;
mod reading;
mod store;
pub mod teams;
#[cfg(test)]
pub mod tests;

pub use checks::checks;
pub use jobs::{ASK_ABOUT_PLAN, jobs};
pub use model::{ASK_AGAIN_AFTER_DAYS, Commitment, Enrolment, KEPT, LearningState};
pub use my_courses::Enrolled;
pub use named_places::NamedPlaces;
pub use personal_data::personal_data;
pub use reading::Reading;
pub use store::{
    LearnerLine, attended_among, commitments, countersignature, enrolment as enrolment_of, enrolments,
    enrolments_of, enrolments_of_people, is_in_force, open_and_due, plans,
};

use crate::{
    platform::{
        Action, Actor, Routes,
        pages::{Example, NavigationItem},
    },
    records::Projector,
};

pub fn routes() -> Routes {
    pages::routes().and(player::routes()).and(teams::routes()).and(audiences::routes()).and(api::routes())
}

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem { path: "/learning", text: "learning-title", shown_to: |_| true }]
}

/// What is shown to those who help others learn, after everybody's pages.
pub fn supervision() -> Vec<NavigationItem> {
    let shown_to: fn(&Actor) -> bool = |actor| actor.may_anywhere(access::Countersign::NAME);
    vec![teams::navigation(), NavigationItem { path: "/plans", text: "plans-title", shown_to }]
}

/// Examples of every page.
pub fn examples() -> Vec<Example> {
    let pages = pages::examples().into_iter().chain(player::examples());
    pages.chain(teams::examples()).chain(audiences::examples()).collect()
}

/// What is folded from the records.
pub fn projectors() -> Vec<Box<dyn Projector>> {
    vec![Box::new(projection::ProgressProjector)]
}
