//! What operators and load balancers ask: is it alive, is it ready, how does it do.

use std::sync::OnceLock;

use actix_web::{HttpResponse, http::header, web};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use migrations::Migrator;
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::MigratorTrait;

use super::{Access, Db, Outcome, Problem, Read, Routes, Storage, db::UNIT_OF_WORK_SECONDS, jobs, mail};

pub fn routes() -> Routes {
    Routes::new().get("/healthz", Access::Public, alive).get("/readyz", Access::Public, ready).get(
        "/metrics",
        Access::Public,
        numbers,
    )
}

/// The process answers; more is not said.
async fn alive() -> HttpResponse {
    plain("ok\n".to_owned())
}

/// 503 while the database or the files do not answer, or the schema is older than this server.
async fn ready(db: web::Data<Db>, storage: web::Data<Storage>) -> Outcome<HttpResponse> {
    is_schema_current(db.read()).await?;
    storage.reach().await?;
    Ok(plain("ready\n".to_owned()))
}

/// In the text format of Prometheus.
async fn numbers(db: web::Data<Db>) -> HttpResponse {
    let recorder = recorder();
    let statements = db.queries();
    metrics::counter!("academy_database_statements_total").absolute(statements);
    if let Some(bytes) = resident_bytes() {
        metrics::gauge!("academy_memory_bytes").set(bytes);
    }
    match waiting(db.read()).await {
        Ok((backlog, mails)) => {
            metrics::gauge!("academy_jobs_open").set(float(backlog.open));
            metrics::gauge!("academy_jobs_failed").set(float(backlog.failed));
            metrics::gauge!("academy_mails_waiting").set(float(mails));
        }
        Err(problem) => tracing::warn!(%problem, "the database could not be asked for its numbers"),
    }
    plain(recorder.render())
}

async fn waiting(read: &Read) -> Outcome<(jobs::Backlog, u64)> {
    Ok((jobs::backlog(read).await?, mail::waiting_count(read).await?))
}

/// The process has one recorder, as it has one log.
fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];
        let builder = ["academy_request_seconds", UNIT_OF_WORK_SECONDS].into_iter().fold(
            PrometheusBuilder::new(),
            |builder, name| {
                let matcher = Matcher::Full(name.to_owned());
                builder.set_buckets_for_metric(matcher, &buckets).unwrap_or_default()
            },
        );
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder of numbers is there already");
        }
        handle
    })
}

/// Starts counting; before this, numbers are lost.
pub fn start() {
    recorder();
}

/// Whether the database has every migration that this server knows. It may have more: the next version's.
pub async fn is_schema_current(read: &Read) -> Outcome<()> {
    let statement =
        Statement::from_string(read.get_database_backend(), "SELECT version FROM seaql_migrations");
    let rows = read.query_all_raw(statement).await?;
    let applied = rows.iter().map(|row| row.try_get("", "version")).collect::<Result<Vec<String>, _>>()?;
    let missing = Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .find(|name| !applied.contains(name));
    match missing {
        None => Ok(()),
        Some(name) => Err(Problem::Unavailable(format!("the migration {name} is missing"))),
    }
}

/// Memory of this process, where the system tells (proc(5), statm: the second number, in pages of 4 KiB).
fn resident_bytes() -> Option<f64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u32 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(f64::from(pages) * 4096.0)
}

fn float(number: u64) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

fn plain(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text)
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use sea_orm::ConnectionTrait;

    use crate::testing::TestAcademy;

    #[actix_web::test]
    async fn it_is_alive_ready_and_counts() {
        for academy in TestAcademy::on_both().await {
            let mut visitor = academy.visitor().await;
            assert_eq!(visitor.opens("/healthz").await.text, "ok\n");
            assert_eq!(visitor.opens("/readyz").await.text, "ready\n");
            // The first answer starts the counting, the second one shows it.
            visitor.opens("/metrics").await;
            visitor.opens("/healthz").await;
            academy.begin().await.commit().await.unwrap();
            let numbers = visitor.opens("/metrics").await.text;
            for line in [
                "academy_database_statements_total ",
                "academy_jobs_open 0",
                "academy_mails_waiting 0",
                "academy_memory_bytes ",
                r#"academy_request_seconds_count{route="/healthz"}"#,
                "academy_unit_of_work_seconds_count ",
            ] {
                assert!(numbers.contains(line), "{line} is not in\n{numbers}");
            }
        }
    }

    #[actix_web::test]
    async fn it_is_not_ready_without_its_schema_but_is_with_the_next_one() {
        let academy = TestAcademy::new().await;
        let mut visitor = academy.visitor().await;
        let work = academy.begin().await;
        let next = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_next', 0)";
        work.execute_unprepared(next).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(visitor.opens("/readyz").await.status, StatusCode::OK);

        let work = academy.begin().await;
        let gone = "DELETE FROM seaql_migrations WHERE version LIKE '%platform'";
        work.execute_unprepared(gone).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(visitor.opens("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(visitor.opens("/healthz").await.status, StatusCode::OK);
    }

    #[actix_web::test]
    async fn it_is_not_ready_without_its_files_or_its_database() {
        let academy = TestAcademy::new().await;
        let mut visitor = academy.visitor().await;
        academy.db().close().await.unwrap();
        assert_eq!(visitor.opens("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
        // The numbers that need no database still come.
        assert!(visitor.opens("/metrics").await.text.contains("academy_database_statements_total"));
    }
}
