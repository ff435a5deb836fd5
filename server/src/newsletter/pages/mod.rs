//! For readers: signing up, confirming, leaving. For editors: issues and subscribers.

pub mod confirmation;
pub mod edition;
pub mod issue;
pub mod issues;
pub mod leaving;
pub mod sign_up;
pub mod subscribers;

use serde::Serialize;

use super::model::{TOPICS, Topics};
use crate::platform::Screen;

/// A topic to tick.
#[derive(Clone, Serialize)]
pub struct TopicTick {
    value: &'static str,
    text: String,
    checked: bool,
}

fn ticks(screen: &Screen, chosen: &Topics) -> Vec<TopicTick> {
    let tick = |value: &'static str| TopicTick {
        value,
        text: screen.text(&format!("theme-{value}")),
        checked: chosen.has(value),
    };
    TOPICS.into_iter().map(tick).collect()
}

/// Topics in words; all of them where none was chosen.
fn topic_names(screen: &Screen, topics: &Topics) -> String {
    let names: Vec<String> = topics.words().map(|word| screen.text(&format!("theme-{word}"))).collect();
    if names.is_empty() { screen.text("newsletter-all-topics") } else { names.join(", ") }
}
