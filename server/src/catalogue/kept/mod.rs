//! Courses as administrators keep them: brought as a zip, checked, looked at as learners will see them, shown and
//! withdrawn; with the history of their versions.

mod archive;
pub mod pages;
mod store;
#[cfg(test)]
mod tests;

use crate::platform::{
    Access, Routes,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/administration/courses", Access::SignedIn, pages::list)
        .post("/administration/courses", Access::SignedIn, pages::upload)
        .get("/administration/courses/{course}", Access::SignedIn, pages::course)
        .get("/administration/courses/{course}/versions/{number}", Access::SignedIn, pages::preview)
        .post("/administration/courses/{course}/publication", Access::SignedIn, pages::publish)
        .post("/administration/courses/{course}/withdrawal", Access::SignedIn, pages::withdraw)
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<pages::CoursesKeptPage>(),
        examples_of::<pages::CourseKeptPage>(),
        examples_of::<pages::CoursePreviewPage>(),
    ];
    pages.into_iter().flatten().collect()
}
