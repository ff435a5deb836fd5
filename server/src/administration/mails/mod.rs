//! Mails: to whom, of which kind, how far; those that failed are sent again. What they say is nobody's business.

mod access;
mod commands;
pub mod pages;

use crate::platform::{Access, Routes};

pub fn routes() -> Routes {
    Routes::new().get("/administration/mails", Access::SignedIn, pages::list).post(
        "/administration/mails/{mail}/sending",
        Access::SignedIn,
        pages::send_again,
    )
}
