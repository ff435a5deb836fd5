//! Requests to be erased, as those see them who carry them out.

mod access;
mod commands;
pub mod pages;

use crate::platform::{Access, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/administration/erasures", Access::SignedIn, pages::list)
        .get("/administration/erasures/{request}", Access::SignedIn, pages::show)
        .post("/administration/erasures/{request}/completion", Access::SignedIn, pages::carry_out)
}
