//! What there is to learn: courses imported from files, their versions, the catalogue and its search. Who is under way
//! stays on their version; new learners get the one that is published.

mod access;
mod api;
mod checks;
pub mod commands;
pub mod images;
mod kept;
mod library;
mod model;
pub mod my_courses;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use access::{ChangePublication, PublishCourse};
pub use checks::{checks, listed_otherwise, pictures};
pub use library::CourseLibrary;
pub use model::{
    CourseId, CourseText, CourseVersionId, Imported, Listing, Parcel, Publish, Published, Titles,
};
pub use pages::course_choices;
pub use store::{course_named, in_force as published, listed, listings, slugs, titles};

use actix_web::http::Method;

use crate::platform::{
    Access, Action, Described, Outcome, Problem, Read, Routes,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    own_routes().and(kept::routes())
}

fn own_routes() -> Routes {
    Routes::new()
        .public_page("/courses", pages::catalogue)
        .public_page("/courses/{course}", pages::course)
        .get("/course-images/{hash}", Access::Public, images::image)
        .api(Method::GET, "/api/v1/courses", Access::Public, api::list_described(), api::courses)
        .api(Method::GET, "/api/v1/courses/{course}", Access::Public, api::course_described(), api::course)
        .api(
            Method::POST,
            "/api/v1/courses/{course}/publication",
            Access::Token,
            Described::new("course-publication", 204),
            api::publish,
        )
        .api(
            Method::POST,
            "/api/v1/courses/{course}/withdrawal",
            Access::Token,
            Described::new("course-withdrawal", 204),
            api::withdraw,
        )
}

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem { path: "/courses", text: "catalogue-title", shown_to: |_| true }]
}

/// For those who bring and publish courses: it comes after what everybody sees.
pub fn upkeep() -> Vec<NavigationItem> {
    vec![NavigationItem {
        path: "/administration/courses",
        text: "kept-courses-title",
        shown_to: |actor| actor.may_anywhere(PublishCourse::NAME),
    }]
}

pub fn examples() -> Vec<Example> {
    [examples_of::<pages::CataloguePage>(), examples_of::<pages::CoursePage>(), kept::examples()]
        .into_iter()
        .flatten()
        .collect()
}

/// What new learners of the course with this slug get.
pub async fn published_with_slug(read: &Read, slug: &str) -> Outcome<Published> {
    let listing = listed(read, slug).await?.ok_or(Problem::NotFound)?;
    Ok(listing.published)
}
