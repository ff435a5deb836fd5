//! Rules that hold over the files of this repository.

mod files;
mod handlers;
mod imports;
mod licences;
mod literals;
mod readme;
mod texts;
mod tracked;

/// Fails with one violation a line, so that all can be mended at once.
fn assert_none(rule: &str, violations: &[String]) {
    assert!(violations.is_empty(), "{rule}:\n  {}", violations.join("\n  "));
}
