//! The pages of webhooks.

pub mod form;
pub mod list;
pub mod webhook;

use super::store::webhooks::Webhook;
use crate::platform::{Screen, outgoing::EventKind};

/// The kinds of events in words.
fn kinds_of(screen: &Screen, kinds: &[EventKind]) -> Vec<String> {
    kinds.iter().map(|kind| kind_text(screen, *kind)).collect()
}

fn kind_text(screen: &Screen, kind: EventKind) -> String {
    screen.text(&format!("webhook-event-{}", kind.word().replace('.', "-")))
}

fn country_of(screen: &Screen, webhook: &Webhook) -> String {
    match &webhook.country {
        Some(code) => screen.text(&format!("country-{code}")),
        None => screen.text("webhook-all-countries"),
    }
}

/// A mark, and its word.
fn state_of(screen: &Screen, webhook: &Webhook) -> (&'static str, String) {
    let (mark, word) = if webhook.disabled_at.is_some() {
        ("closed", "disabled")
    } else if webhook.failing_since.is_some() {
        ("overdue", "failing")
    } else {
        ("done", "well")
    };
    (mark, screen.text(&format!("webhook-state-{word}")))
}
