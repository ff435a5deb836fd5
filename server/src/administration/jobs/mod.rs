//! Jobs: what waits, what failed and why; tried again, or dropped.

mod access;
mod commands;
pub mod pages;

use crate::platform::{Access, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/administration/jobs", Access::SignedIn, pages::list)
        .get("/administration/jobs/{job}", Access::SignedIn, pages::show)
        .post("/administration/jobs/{job}/attempts", Access::SignedIn, pages::try_again)
        .post("/administration/jobs/{job}/drop", Access::SignedIn, pages::drop_it)
}
