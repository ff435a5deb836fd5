//! Invitations of all organisations: open, accepted, expired, withdrawn.

pub mod pages;

use crate::platform::{Access, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/administration/invitations", Access::SignedIn, pages::list)
        .post("/administration/invitations/{invitation}/renewal", Access::SignedIn, pages::renew)
        .post("/administration/invitations/{invitation}/withdrawal", Access::SignedIn, pages::withdraw)
}
