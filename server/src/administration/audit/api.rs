//! The audit for programs: by ids, as it is stored.

use actix_web::web;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{commands, query};
use crate::{
    administration::access::SeeAudit,
    platform::{
        Db, OrganisationId, Outcome, Permit, PersonId,
        audit::{self, Line},
        pages::{ListQuery, PAGE},
    },
};

/// A page of the audit, the newest first.
#[derive(Serialize, ToSchema)]
pub struct AuditList {
    total: u64,
    entries: Vec<AuditEntry>,
}

#[derive(Serialize, ToSchema)]
struct AuditEntry {
    id: Uuid,
    at: DateTime<Utc>,
    actor: PersonId,
    action: String,
    subject_kind: String,
    subject: Uuid,
    organisation: Option<OrganisationId>,
    /// A JSON object of ids, words and numbers, as text.
    details: String,
}

impl From<Line> for AuditEntry {
    fn from(line: Line) -> Self {
        Self {
            id: line.id,
            at: line.at,
            actor: line.actor,
            action: line.action,
            subject_kind: line.subject_kind,
            subject: line.subject,
            organisation: line.organisation,
            details: line.details,
        }
    }
}

pub async fn list(
    permit: Permit<SeeAudit>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<AuditList>> {
    let asked = query::asked(&db, &query).await?.readable()?;
    let offset = (query.page() - 1).saturating_mul(PAGE);
    let lines = audit::lines(db.read(), &asked.wanted, offset, PAGE).await?;
    let total = audit::count(db.read(), &asked.wanted).await?;
    let mut work = db.begin().await?;
    commands::note_sight(&mut work, &permit, asked.people.as_deref()).await?;
    work.commit().await?;
    Ok(web::Json(AuditList { total, entries: lines.into_iter().map(AuditEntry::from).collect() }))
}
