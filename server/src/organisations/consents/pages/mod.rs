//! The pages of a factory and of a brand about what may be seen.

pub mod answer;
pub mod ask;
pub mod give;
pub mod sourcing;
pub mod viewers;

use serde::Serialize;

use super::model::{Scope, Scopes};
use crate::platform::{Form, Screen};

/// A box to tick for each scope.
#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    value: String,
    text: String,
    help: String,
    checked: bool,
}

impl Tick {
    pub fn all(screen: &Screen, ticked: impl Fn(Scope) -> bool) -> Vec<Self> {
        let tick = |scope: &Scope| Self {
            value: scope.word().to_owned(),
            text: screen.text(&format!("consent-scope-{}", scope.word())),
            help: screen.text(&format!("consent-scope-{}-help", scope.word())),
            checked: ticked(*scope),
        };
        Scope::ALL.iter().map(tick).collect()
    }

    pub fn examples() -> Vec<Self> {
        let tick = |value: &str, checked| Self {
            value: value.to_owned(),
            text: "…".to_owned(),
            help: "…".to_owned(),
            checked,
        };
        vec![tick("plan", true), tick("learning", false)]
    }
}

/// Whether the form as it was sent has this scope ticked.
fn ticked(form: &Form, scope: Scope) -> bool {
    form.all("scope").any(|word| word == scope.word())
}

/// The scopes in words, for a list.
pub fn words_of(screen: &Screen, scopes: Scopes) -> Vec<String> {
    scopes.all().into_iter().map(|scope| screen.text(&format!("consent-scope-{}", scope.word()))).collect()
}
