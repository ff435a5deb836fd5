//! What administrators set while the Academy runs, and the history of it.

mod commands;
pub mod pages;

use crate::platform::{Access, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/administration/settings", Access::SignedIn, pages::list)
        .get("/administration/settings/{setting}", Access::SignedIn, pages::show)
        .post("/administration/settings/{setting}", Access::SignedIn, pages::change)
}
