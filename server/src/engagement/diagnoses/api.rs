//! The self-diagnosis as JSON: the same commands as its pages, the same readers.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{DiagnosisThere, KeepDiagnosis, SeeDiagnosis},
    commands::{self, TypedLine},
    plan,
    points::{self, PointNamed},
    store::{self, DiagnosisLine},
};
use crate::{
    engagement::model::{Cluster, JudgedAs, Side},
    platform::{Access, Actor, Body, Db, Described, Outcome, Permit, Read, RequestKey, Routes},
};

pub fn routes() -> Routes {
    const DIAGNOSIS: &str = "/api/v1/factories/{factory}/self-diagnosis";
    const LINES: &str = "/api/v1/factories/{factory}/self-diagnosis/lines";
    const SHARING: &str = "/api/v1/factories/{factory}/self-diagnosis/sharing";
    let show = Described::new("self-diagnosis", 200).gives::<DiagnosisShown>();
    let write = Described::new("self-diagnosis-write", 201).takes::<LineBody>().gives::<DiagnosisShown>();
    let share = Described::new("self-diagnosis-share", 200).takes::<SharingBody>().gives::<DiagnosisShown>();
    Routes::new()
        .api(Method::GET, DIAGNOSIS, Access::Token, show, self::show)
        .api(Method::POST, LINES, Access::Token, write, self::write)
        .api(Method::POST, SHARING, Access::Token, share, self::share)
}

#[derive(Serialize, ToSchema)]
pub struct DiagnosisShown {
    /// Those of the running cycle that the reader may read, by matter.
    lines: Vec<LineShown>,
    /// How many lines of the reader's own side are not shared yet; null for readers of no side.
    waiting: Option<usize>,
}

#[derive(Serialize, ToSchema)]
pub struct LineShown {
    id: uuid::Uuid,
    side: Side,
    cluster: Cluster,
    /// Code of a compliance point.
    point: Option<String>,
    judgement: JudgedAs,
    remark: String,
    /// Whether it is in the improvement plan once it is shared.
    into_plan: bool,
    written_at: DateTime<Utc>,
    /// Null as long as only the factory reads it.
    shared_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineBody {
    /// One of the eight clusters of the compliance frame, `working-time`.
    #[schema(required = true, nullable = false)]
    cluster: Option<String>,
    /// Code of a compliance point of this cluster.
    point: Option<String>,
    /// `in-order`, `to-improve` or `not-known`.
    #[schema(required = true, nullable = false)]
    judgement: Option<String>,
    #[schema(required = true, nullable = false)]
    remark: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SharingBody {
    /// `waiting` as it was read: when somebody of the same side wrote more, the answer is 409.
    waiting: usize,
}

pub async fn show(permit: Permit<SeeDiagnosis>, db: web::Data<Db>) -> Outcome<web::Json<DiagnosisShown>> {
    let points = points::points(&db).await?;
    Ok(web::Json(shown(db.read(), &permit, &permit.actor, &points).await?))
}

async fn shown(
    read: &Read,
    there: &DiagnosisThere,
    actor: &Actor,
    points: &[PointNamed],
) -> Outcome<DiagnosisShown> {
    let Some(cycle) = &there.cycle else { return Ok(DiagnosisShown { lines: Vec::new(), waiting: None }) };
    // Asked anew: the first line begins it.
    let lines = match store::diagnosis_of(read, cycle.id).await? {
        Some(diagnosis) => store::lines(read, diagnosis.id).await?,
        None => Vec::new(),
    };
    let waiting = there.side_of(actor).map(|side| commands::waiting(&lines, side).len());
    let line = |line: DiagnosisLine| LineShown {
        into_plan: !plan::found_among([&line], points, (&there.factory, cycle)).is_empty(),
        id: line.id,
        side: line.side,
        cluster: line.cluster,
        point: line.point,
        judgement: line.judged_as,
        remark: line.remark,
        written_at: line.at,
        shared_at: line.shared_at,
    };
    let seen = lines.into_iter().filter(|line| there.shows(line, actor));
    Ok(DiagnosisShown { lines: seen.map(line).collect(), waiting })
}

pub async fn write(
    permit: Permit<KeepDiagnosis>,
    key: RequestKey,
    body: Body<LineBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let LineBody { cluster, point, judgement, remark } = body.0;
    let typed = TypedLine {
        cluster: cluster.as_deref().and_then(Cluster::from_word),
        judged_as: judgement.as_deref().and_then(JudgedAs::from_word),
        remark: remark.unwrap_or_default().trim().to_owned(),
        point: point.filter(|point| !point.is_empty()),
    };
    let points = points::points(&db).await?;
    let mut once = db.begin_once(&key).await?;
    commands::write(&mut once, &permit, &typed).await?;
    let now = shown(&once, &permit, &permit.actor, &points).await?;
    once.json(StatusCode::CREATED, &now).await
}

pub async fn share(
    permit: Permit<KeepDiagnosis>,
    key: RequestKey,
    body: Body<SharingBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points::points(&db).await?;
    let mut once = db.begin_once(&key).await?;
    commands::share(&mut once, &permit, body.0.waiting).await?;
    let now = shown(&once, &permit, &permit.actor, &points).await?;
    once.json(StatusCode::OK, &now).await
}
