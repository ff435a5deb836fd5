//! Tokens for the API.

use actix_web::{HttpResponse, http::header, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PasswordCheck, Verdict};
use crate::platform::{
    Body, Db, FieldErrors, Outcome, Problem,
    tokens::{TOKEN_LASTS, Tokens},
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenRequest {
    email: String,
    password: String,
}

#[derive(Serialize, ToSchema)]
pub struct TokenAnswer {
    token: String,
    token_type: &'static str,
    expires_at: DateTime<Utc>,
}

pub async fn make_token(
    body: Body<TokenRequest>,
    check: PasswordCheck,
    db: web::Data<Db>,
    tokens: web::Data<Tokens>,
) -> Outcome<HttpResponse> {
    let proven = match check.of(&body.0.email, &body.0.password).await? {
        Verdict::Proven(proven) => proven,
        Verdict::Wrong(_, key @ "sign-in-wrong") => return Err(Problem::NotProven(key)),
        Verdict::Wrong(_, "sign-in-suspended") => return Err(Problem::Denied("sign-in-suspended")),
        Verdict::Wrong(field, key) => return Err(FieldErrors::one(field, key).into()),
    };
    let expires_at = db.clock().now() + TOKEN_LASTS;
    let work = db.begin().await?;
    proven.counts_as_right(&work).await?;
    work.commit().await?;
    let token = tokens.issue(&db, proven.person()).await?;
    let answer = TokenAnswer { token, token_type: "Bearer", expires_at };
    Ok(HttpResponse::Created().insert_header((header::CACHE_CONTROL, "no-store")).json(answer))
}
