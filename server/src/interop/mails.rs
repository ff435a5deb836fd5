//! The mail about an address that was disabled.

use serde::Serialize;
use url::Url;

use crate::platform::MailPage;

#[derive(Serialize)]
pub struct WebhookDisabledMail {
    /// The host alone: what follows it may be a secret.
    host: String,
    url: String,
}

impl WebhookDisabledMail {
    pub fn of(address: &str, url: String) -> Self {
        let host = Url::parse(address).ok().and_then(|address| address.host_str().map(str::to_owned));
        Self { host: host.unwrap_or_default(), url }
    }
}

impl MailPage for WebhookDisabledMail {
    const TEMPLATE: &'static str = "mail/webhook-disabled";

    fn examples() -> Vec<Self> {
        vec![Self::of("https://portal.example/hooks", "https://academy.example/webhooks/1".to_owned())]
    }
}
