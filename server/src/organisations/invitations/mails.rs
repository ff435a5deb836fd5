//! The mail that invites.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::platform::{MailPage, roles::Role};

#[derive(Serialize)]
pub struct InvitationMail {
    pub organisation: String,
    pub role_key: String,
    pub url: String,
    pub ends_at: DateTime<Utc>,
}

impl InvitationMail {
    pub fn of(organisation: &str, role: Role, url: String, ends_at: DateTime<Utc>) -> Self {
        Self {
            organisation: organisation.to_owned(),
            role_key: format!("role-{}", role.word()),
            url,
            ends_at,
        }
    }
}

impl MailPage for InvitationMail {
    const TEMPLATE: &'static str = "mail/invitation";

    fn examples() -> Vec<Self> {
        let url = "https://academy.example/invitations/token".to_owned();
        vec![Self::of("Northwind Apparel", Role::Buyer, url, DateTime::default())]
    }
}
