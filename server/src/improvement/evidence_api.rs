//! Evidence of an item as files that programs bring, list and fetch: the same checks, limits and kinds as in the browser.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{CarryOutItem, SeeItem},
    commands::{self, Brought},
    files,
    store::evidence::{self, Evidence, EvidenceId},
};
use crate::platform::{
    Db, FieldErrors, Outcome, Permit, PersonId, Problem, RequestKey, SentFile, Storage, storage::FileKey,
};

#[derive(Serialize, ToSchema)]
pub struct EvidenceList {
    evidence: Vec<EvidenceLine>,
}

#[derive(Serialize, ToSchema)]
pub struct EvidenceLine {
    id: EvidenceId,
    file_name: String,
    media_type: String,
    bytes: u32,
    note: String,
    at: DateTime<Utc>,
    by: PersonId,
}

impl From<Evidence> for EvidenceLine {
    fn from(one: Evidence) -> Self {
        Self {
            id: one.id,
            file_name: one.file_name,
            media_type: one.media_type,
            bytes: u32::try_from(one.bytes).unwrap_or(0),
            note: one.note,
            at: one.at,
            by: one.by_person_id,
        }
    }
}

/// What goes with a file that is brought.
#[derive(Debug, Deserialize)]
pub struct Wish {
    /// A UUID that the client made: brought again under it, a file is there once.
    id: Option<String>,
    /// Needed where the body is the file itself; in a form the file has its own name.
    #[serde(default)]
    file_name: String,
    #[serde(default)]
    note: String,
}

pub async fn list(permit: Permit<SeeItem>, db: web::Data<Db>) -> Outcome<web::Json<EvidenceList>> {
    let evidence = evidence::of_item(db.read(), permit.item.id).await?;
    Ok(web::Json(EvidenceList { evidence: evidence.into_iter().map(EvidenceLine::from).collect() }))
}

/// 201 with what is there now; 200 where the same file came under the same id before.
pub async fn bring(
    permit: Permit<CarryOutItem>,
    wish: web::Query<Wish>,
    key: RequestKey,
    file: SentFile<{ files::LARGEST }>,
    db: web::Data<Db>,
    storage: web::Data<Storage>,
) -> Outcome<HttpResponse> {
    let id = match wish.id.as_deref() {
        None | Some("") => None,
        Some(text) => {
            let id: Result<EvidenceId, _> = text.parse();
            Some(id.map_err(|_| FieldErrors::one("id", "evidence-id-wrong"))?)
        }
    };
    let named = if file.0.name.is_empty() { &wish.file_name } else { &file.0.name };
    let file_name = files::plain_name(named);
    if file_name.is_empty() {
        return Err(FieldErrors::one("file_name", "evidence-name-missing").into());
    }
    let media_type = files::taken(&file.0.bytes, &file_name).map_err(|key| FieldErrors::one("file", key))?;
    let bytes = file.0.bytes.len();
    // Before the unit of work: storing waits for disk or bucket.
    let stored = storage.put(file.0.bytes.into()).await?;
    let note = wish.note.trim();
    let brought = Brought { id, file: &stored, file_name: &file_name, media_type, bytes, note };
    let mut once = db.begin_once(&key).await?;
    let (id, is_new) = commands::bring_evidence(&mut once, &permit, &brought).await?;
    let line = EvidenceLine::from(evidence::evidence(&once, id).await?);
    once.json(if is_new { StatusCode::CREATED } else { StatusCode::OK }, &line).await
}

pub async fn download(
    permit: Permit<SeeItem>,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    db: web::Data<Db>,
    storage: web::Data<Storage>,
) -> Outcome<HttpResponse> {
    let there = evidence::evidence(db.read(), EvidenceId(path.into_inner().1)).await?;
    if there.item_id != permit.item.id || there.withdrawn_at.is_some() {
        return Err(Problem::NotFound);
    }
    let key = FileKey::parse(&there.file).ok_or(Problem::NotFound)?;
    Ok(files::download(&there, storage.get(&key).await?))
}

/// Answers with the files that are left.
pub async fn withdraw(
    permit: Permit<CarryOutItem>,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::withdraw_evidence(&mut once, &permit, EvidenceId(path.into_inner().1)).await?;
    let left = evidence::of_item(&once, permit.item.id).await?;
    let left = EvidenceList { evidence: left.into_iter().map(EvidenceLine::from).collect() };
    once.json(StatusCode::OK, &left).await
}
