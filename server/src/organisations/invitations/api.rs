//! Invitations, for the API.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeInvitation, Invite},
    commands::{self, Guest},
};
use crate::{
    organisations::store::invitations::{self, Invitation, InvitationId},
    platform::{Body, Db, Language, Outcome, Permit, RequestKey, Site, roles::Role},
};

#[derive(Serialize, ToSchema)]
pub struct InvitationList {
    invitations: Vec<InvitationShown>,
}

#[derive(Serialize, ToSchema)]
struct InvitationShown {
    id: InvitationId,
    name: String,
    email: String,
    role: Role,
    invited_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationRequest {
    name: String,
    email: String,
    role: String,
    /// `en` or `vi`; the language of the mail.
    language: Option<String>,
    /// Where in the organisation they will work.
    #[serde(default)]
    department: String,
}

#[derive(Serialize, ToSchema)]
pub struct Invited {
    id: InvitationId,
}

pub async fn list(permit: Permit<Invite>, db: web::Data<Db>) -> Outcome<web::Json<InvitationList>> {
    let invitations = invitations::invitations_in(db.read(), permit.id).await?;
    Ok(web::Json(InvitationList { invitations: invitations.into_iter().map(shown).collect() }))
}

pub async fn invite(
    permit: Permit<Invite>,
    key: RequestKey,
    body: Body<InvitationRequest>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let code = body.0.language.as_deref().unwrap_or(Language::default().code());
    let guest = Guest::parse(&body.0.name, &body.0.email, &body.0.role, code, &body.0.department)?;
    let mut once = db.begin_once(&key).await?;
    let id = commands::invite(&mut once, &permit, &site, &guest).await?;
    once.json(StatusCode::CREATED, &Invited { id }).await
}

pub async fn withdraw(permit: Permit<ChangeInvitation>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::withdraw(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

fn shown(invitation: Invitation) -> InvitationShown {
    InvitationShown {
        id: invitation.id,
        name: invitation.name,
        email: invitation.email,
        role: invitation.role,
        invited_at: invitation.at,
        ends_at: invitation.ends_at,
    }
}
