//! The log, on standard error: text for people, JSON for machines.

use std::io::IsTerminal;

use anyhow::{Context, bail};
use tracing_subscriber::{EnvFilter, fmt};

/// Starts the log. `filter` as in `info` or `academy=debug,warn`; `format` is `text` or `json`.
///
/// # Errors
/// A filter or a format that does not exist, or a log that was already started.
pub fn start(filter: &str, format: &str) -> anyhow::Result<()> {
    // The crate is called server; operators know it by the name of the program.
    let filter = filter.replace("academy", "server");
    let filter = EnvFilter::try_new(&filter).with_context(|| format!("ACADEMY_LOG cannot be {filter}"))?;
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match format {
        "text" => log.with_ansi(std::io::stderr().is_terminal()).try_init(),
        "json" => log.json().flatten_event(true).try_init(),
        other => bail!("ACADEMY_LOG_FORMAT is text or json, not {other}"),
    };
    started.map_err(|error| anyhow::anyhow!("the log cannot be started: {error}"))
}
