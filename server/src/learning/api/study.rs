//! Going through the steps.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use utoipa::ToSchema;

use super::progress::ProgressDocument;
use crate::{
    learning::{commands, player::Desk},
    platform::{Body, Db, Outcome, RequestKey},
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndingBody {
    /// The scene in which the story ended.
    scene: String,
}

pub async fn open(desk: Desk, key: RequestKey, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let Desk { permit, study } = &desk;
    let mut once = db.begin_once(&key).await?;
    commands::begin(&mut once, permit, &study.course, &study.step, study.language).await?;
    let progress = ProgressDocument::now(&once, permit.id, &study.course).await?;
    once.json(StatusCode::OK, &progress).await
}

pub async fn complete(desk: Desk, key: RequestKey, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let Desk { permit, study } = &desk;
    let (course, language) = (&*study.course, study.language);
    let mut once = db.begin_once(&key).await?;
    commands::begin_unless_begun(&mut once, permit, course, &study.step, language).await?;
    commands::finish_step(&mut once, permit, course, &study.step, language).await?;
    let progress = ProgressDocument::now(&once, permit.id, course).await?;
    once.json(StatusCode::OK, &progress).await
}

pub async fn end_story(
    desk: Desk,
    body: Body<EndingBody>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let Desk { permit, study } = &desk;
    let (course, language) = (&*study.course, study.language);
    let mut once = db.begin_once(&key).await?;
    commands::begin_unless_begun(&mut once, permit, course, &study.step, language).await?;
    commands::end_scene(&mut once, permit, course, &study.step, &body.0.scene, language).await?;
    let progress = ProgressDocument::now(&once, permit.id, course).await?;
    once.json(StatusCode::OK, &progress).await
}
