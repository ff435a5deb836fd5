//! What must hold in the stored data. Each capability says so in a query that counts what breaks it.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::Serialize;

use super::{Outcome, Problem, Read, audit::chain::Broken};

/// One invariant. Its sentence is the text `check-<name>`.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    pub name: &'static str,
    /// Counts the rows that break it, in SQL that both databases understand.
    pub broken: &'static str,
}

/// What a check found.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    pub check: &'static str,
    /// Rows that break the invariant.
    pub broken: i64,
    /// Which entries of the audit, where it is about them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Broken>,
    /// What it is about, where that has a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<String>,
}

impl Finding {
    pub fn of(check: &'static str, broken: i64) -> Self {
        Self { check, broken, entries: Vec::new(), named: Vec::new() }
    }

    /// One for each name.
    pub fn named(check: &'static str, named: Vec<String>) -> Self {
        let broken = i64::try_from(named.len()).unwrap_or(i64::MAX);
        Self { named, ..Self::of(check, broken) }
    }
}

/// What the platform's own tables promise.
pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "mail-has-job", broken: MAIL_WITHOUT_JOB },
        Check {
            name: "audit-is-whole",
            broken: "SELECT COUNT(*) FROM audit WHERE details = '' OR action = ''",
        },
    ]
}

const MAIL_WITHOUT_JOB: &str = "\
    SELECT COUNT(*) FROM mail m WHERE m.sent_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM job j WHERE j.kind IN ('mail-send', 'mail-send-many') AND j.done_at IS NULL)";

/// Runs every check.
pub async fn find(read: &Read, checks: &[Check]) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    for check in checks {
        findings.push(Finding::of(check.name, count(read, check.broken).await?));
    }
    if read.get_database_backend() == DbBackend::Sqlite {
        let orphans = Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check");
        let broken = i64::try_from(read.query_all_raw(orphans).await?.len()).map_err(Problem::internal)?;
        findings.push(Finding::of("references", broken));
    }
    Ok(findings)
}

async fn count(read: &Read, sql: &str) -> Outcome<i64> {
    let statement = Statement::from_string(read.get_database_backend(), sql);
    let row = read.query_one_raw(statement).await?;
    row.map_or(Ok(0), |row| Ok(row.try_get_by_index(0)?))
}
