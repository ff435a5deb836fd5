//! Every test of ours that does something audited also looks whether the audit could be read.

use std::sync::OnceLock;

use super::Entry;
use crate::platform::{Language, Texts, assets};

/// Fails the test that wrote an entry whose action or subject has no text in some language: the audit's page would
/// show the bare name.
pub fn assert_named(done: &[Entry]) {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| assets::read_texts().unwrap());
    for entry in done {
        let action = format!("audit-action-{}", entry.action.replace('.', "-"));
        let subject = format!("audit-subject-{}", entry.subject_kind);
        for (key, language) in [action, subject].iter().flat_map(|key| Language::ALL.map(|of| (key, of))) {
            assert!(texts.has(language, key), "{key} has no text in {language}");
        }
    }
}
