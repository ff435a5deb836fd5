//! What people are written about their account.

use serde::Serialize;

use super::Person;
use crate::platform::mail::{MailPage, Recipient};

/// The link with which a new password can be set.
#[derive(Serialize)]
pub struct ResetMail {
    pub url: String,
}

/// Notice that the password was changed, for the case that it was somebody else.
#[derive(Serialize)]
pub struct PasswordChangedMail {
    pub url: String,
}

/// Notice that erasure was asked for, for the case that it was somebody else.
#[derive(Serialize)]
pub struct ErasureAskedMail {
    pub url: String,
}

impl MailPage for ErasureAskedMail {
    const TEMPLATE: &'static str = "mail/erasure-asked";

    fn examples() -> Vec<Self> {
        vec![Self { url: "https://academy.example/profile/data".to_owned() }]
    }
}

impl MailPage for ResetMail {
    const TEMPLATE: &'static str = "mail/password-reset";

    fn examples() -> Vec<Self> {
        vec![Self { url: "https://academy.example/password-resets/token".to_owned() }]
    }
}

impl MailPage for PasswordChangedMail {
    const TEMPLATE: &'static str = "mail/password-changed";

    fn examples() -> Vec<Self> {
        vec![Self { url: "https://academy.example/password-resets".to_owned() }]
    }
}

impl Person {
    pub fn recipient(&self) -> Recipient {
        Recipient {
            person: Some(self.id),
            name: self.name.clone(),
            address: self.email.clone(),
            language: self.language,
        }
    }
}
