//! A new password for somebody who has forgotten theirs: a link by mail, good for an hour, once.

mod commands;
pub mod pages;

pub use commands::job;

use crate::platform::{Access, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/password-resets", Access::Public, pages::show)
        .post("/password-resets", Access::Public, pages::ask)
        .get("/password-resets/sent", Access::Public, pages::sent)
        .get("/password-resets/{token}", Access::Public, pages::show_reset)
        .post("/password-resets/{token}", Access::Public, pages::set_password)
}
