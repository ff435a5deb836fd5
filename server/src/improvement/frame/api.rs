//! The compliance frame as JSON: the codes that findings and items are sent with.

use actix_web::web;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    access::SeeFrame,
    store::{self, Cluster, Point, Question, Theme},
};
use crate::platform::{Db, Outcome, Permit, pages::ListQuery};

#[derive(Serialize, ToSchema)]
pub struct FrameShown {
    clusters: Vec<FrameName>,
    themes: Vec<FrameName>,
    /// In the order of the frame.
    points: Vec<FramePoint>,
    /// By country, point and code, the newest version first; of one country, where it is named.
    questions: Vec<FrameQuestion>,
}

#[derive(Serialize, ToSchema)]
pub struct FrameName {
    code: String,
    name_en: String,
    name_vi: String,
}

#[derive(Serialize, ToSchema)]
pub struct FramePoint {
    code: String,
    /// Code of its cluster.
    cluster: String,
    /// Code of its priority theme.
    theme: Option<String>,
    name_en: String,
    name_vi: String,
    /// Whether a public source says it, or it is to be verified.
    confirmed: bool,
    valid_from: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub struct FrameQuestion {
    /// ISO 3166-1 alpha-2.
    country: String,
    code: String,
    version: i32,
    /// Code of its compliance point.
    point: String,
    text_en: String,
    text_vi: String,
    law_reference: String,
    confirmed: bool,
    valid_from: Option<NaiveDate>,
    /// The last day.
    valid_to: Option<NaiveDate>,
    /// From this day on, what is found under it is reported publicly.
    public_from: Option<NaiveDate>,
}

pub async fn show(
    _: Permit<SeeFrame>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<FrameShown>> {
    let read = db.read();
    let questions = match query.text("country") {
        "" => store::all_questions(read).await?,
        country => store::questions(read, vec![country.to_owned()]).await?,
    };
    Ok(web::Json(FrameShown {
        clusters: store::clusters(read).await?.into_iter().map(cluster).collect(),
        themes: store::themes(read).await?.into_iter().map(theme).collect(),
        points: store::points(read).await?.into_iter().map(point).collect(),
        questions: questions.into_iter().map(question).collect(),
    }))
}

fn cluster(cluster: Cluster) -> FrameName {
    FrameName { code: cluster.code, name_en: cluster.name_en, name_vi: cluster.name_vi }
}

fn theme(theme: Theme) -> FrameName {
    FrameName { code: theme.code, name_en: theme.name_en, name_vi: theme.name_vi }
}

fn point(point: Point) -> FramePoint {
    FramePoint {
        code: point.code,
        cluster: point.cluster_code,
        theme: point.theme_code,
        name_en: point.name_en,
        name_vi: point.name_vi,
        confirmed: point.confirmed,
        valid_from: point.valid_from,
    }
}

fn question(question: Question) -> FrameQuestion {
    FrameQuestion {
        country: question.country,
        code: question.code,
        version: question.version,
        point: question.point_code,
        text_en: question.text_en,
        text_vi: question.text_vi,
        law_reference: question.law_reference,
        confirmed: question.confirmed,
        valid_from: question.valid_from,
        valid_to: question.valid_to,
        public_from: question.public_from,
    }
}
