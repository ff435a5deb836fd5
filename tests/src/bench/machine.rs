//! The machine, the date, and the binary that is measured.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use chrono::{DateTime, SubsecRound, Utc};
use tests::repository;

/// Cut to microseconds, because PostgreSQL keeps no more.
#[expect(clippy::disallowed_methods, reason = "the benchmark dates what it seeds and what it measured")]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// The release build of the server: `ACADEMY_TEST_BINARY`, or where cargo puts it.
pub fn binary() -> PathBuf {
    env::var_os("ACADEMY_TEST_BINARY")
        .map_or_else(|| repository::target().join("release/academy"), PathBuf::from)
}

/// Builds the server unless `ACADEMY_TEST_BINARY` names one; quick where nothing changed.
pub fn build() {
    if env::var_os("ACADEMY_TEST_BINARY").is_some() {
        return;
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    println!("building the server, if it changed");
    let status = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--package", "server", "--bin", "academy"])
        .current_dir(repository::root())
        .status();
    assert!(status.is_ok_and(|status| status.success()), "the server could not be built");
}

/// Processor and number of cores.
pub fn description() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown processor");
    let model = model.trim_start_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores")
}
