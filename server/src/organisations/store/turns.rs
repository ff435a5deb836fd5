//! Decisions about an organisation that must not be made twice at once.

use sea_orm::{
    ConnectionTrait, DbBackend, ExprTrait,
    sea_query::{Expr, LockType, Query},
};

use crate::platform::{OrganisationId, Outcome, UnitOfWork};

/// Until the unit ends nobody else decides what is decided in turns about this organisation. On SQLite one unit writes at a
/// time anyway.
pub async fn take_turn(work: &UnitOfWork, organisation: OrganisationId) -> Outcome<()> {
    if work.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let mut select = Query::select();
    select
        .column("id")
        .from("organisation")
        .and_where(Expr::col("id").eq(organisation.0))
        .lock(LockType::NoKeyUpdate);
    work.query_all(&select).await?;
    Ok(())
}
