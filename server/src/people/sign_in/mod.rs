//! Signing in and out, on pages and for the API.

mod api;
mod commands;
pub mod pages;
pub mod password_check;

use actix_web::{HttpRequest, http::Method, http::header};
use chrono::TimeDelta;

pub use commands::begin_sign_in;
pub use password_check::{PasswordCheck, Proven, Verdict};

use super::{model::device_of, store::sign_ins};
use crate::platform::{Access, Described, JobContext, JobKind, Outcome, Routes};

pub fn routes() -> Routes {
    let token = Described::new("token-make", 201).takes::<api::TokenRequest>().gives::<api::TokenAnswer>();
    Routes::new()
        .get("/sign-in", Access::Public, pages::show)
        .post("/sign-in", Access::Public, pages::sign_in)
        .post("/sign-out", Access::Public, pages::sign_out)
        .api(Method::POST, "/api/v1/tokens", Access::Public, token, api::make_token)
}

/// What the request tells of its device, in two words.
pub fn device(request: &HttpRequest) -> String {
    let header = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    device_of(header.unwrap_or_default())
}

/// Forgets sign-ins that have ended.
pub fn upkeep() -> JobKind {
    JobKind::every(TimeDelta::hours(12), "sign-in-upkeep", forget_ended)
}

async fn forget_ended(context: JobContext) -> Outcome<()> {
    let work = context.db.begin().await?;
    sign_ins::forget_ended(&work).await?;
    work.commit().await
}
