//! The mail that asks to confirm, and the newsletter itself.

use serde::Serialize;

use super::model::Words;
use crate::platform::{Site, mail::MailPage};

#[derive(Serialize)]
pub struct ConfirmationMail {
    pub url: String,
}

impl MailPage for ConfirmationMail {
    const TEMPLATE: &'static str = "mail/newsletter-confirmation";

    fn examples() -> Vec<Self> {
        vec![Self { url: "https://academy.example/newsletter/confirmations/token".to_owned() }]
    }
}

/// One issue in one language.
#[derive(Clone, Serialize)]
pub struct NewsletterMail {
    subject: String,
    /// The same as plain text.
    body: String,
    html: String,
    /// Where one leaves; empty in a test, which has no subscriber.
    leave_url: String,
}

impl NewsletterMail {
    pub fn of(words: &Words, site: &Site) -> Self {
        Self {
            subject: words.subject.clone(),
            body: courses::plain(&words.body, |address| whole(address, site)),
            html: with_whole_links(&words.html(), site),
            leave_url: String::new(),
        }
    }

    #[must_use]
    pub fn with_leaving(mut self, url: &str) -> Self {
        url.clone_into(&mut self.leave_url);
        self
    }
}

impl MailPage for NewsletterMail {
    const TEMPLATE: &'static str = "mail/newsletter";

    fn examples() -> Vec<Self> {
        let test = Self {
            subject: "A new course".to_owned(),
            body: "…".to_owned(),
            html: "<p>…</p>".to_owned(),
            leave_url: String::new(),
        };
        vec![test.clone(), test.with_leaving("https://academy.example/newsletter/leaving/token")]
    }
}

/// In a mail a link and a picture need their host.
fn with_whole_links(html: &str, site: &Site) -> String {
    let own = |attribute: &str| (format!("{attribute}=\"/"), format!("{attribute}=\"{}/", site.origin()));
    let ((link, whole_link), (picture, whole_picture)) = (own("href"), own("src"));
    html.replace(&link, &whole_link).replace(&picture, &whole_picture)
}

fn whole(address: &str, site: &Site) -> String {
    if address.starts_with('/') { format!("{}{address}", site.origin()) } else { address.to_owned() }
}
