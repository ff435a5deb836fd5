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
    access::{DiagnosisThere, KeepDiagnosis, KeepLine, SeeDiagnosis},
    commands::{self, TypedLine, Wanted},
    plan,
    points::{self, PointNamed},
    store::{self, DiagnosisLine},
};
use crate::{
    engagement::model::{Cluster, JudgedAs, Side},
    platform::{Access, Actor, Body, Db, Described, FieldErrors, Outcome, Permit, Read, RequestKey, Routes},
};

pub fn routes() -> Routes {
    const DIAGNOSIS: &str = "/api/v1/factories/{factory}/self-diagnosis";
    const LINES: &str = "/api/v1/factories/{factory}/self-diagnosis/lines";
    const SHARING: &str = "/api/v1/factories/{factory}/self-diagnosis/sharing";
    const LINE: &str = "/api/v1/self-diagnosis-lines/{line}";
    const REMOVAL: &str = "/api/v1/self-diagnosis-lines/{line}/removal";
    let show = Described::new("self-diagnosis", 200).asks(&["cycle"]).gives::<DiagnosisShown>();
    let write = Described::new("self-diagnosis-write", 201).takes::<LineBody>().gives::<DiagnosisShown>();
    let share = Described::new("self-diagnosis-share", 200).takes::<SharingBody>().gives::<DiagnosisShown>();
    let rewrite =
        Described::new("self-diagnosis-line-change", 200).takes::<LineBody>().gives::<DiagnosisShown>();
    let take_back = Described::new("self-diagnosis-line-remove", 200).gives::<DiagnosisShown>();
    Routes::new()
        .api(Method::GET, DIAGNOSIS, Access::Token, show, self::show)
        .api(Method::POST, LINES, Access::Token, write, self::write)
        .api(Method::POST, SHARING, Access::Token, share, self::share)
        .api(Method::PUT, LINE, Access::Token, rewrite, self::rewrite)
        .api(Method::POST, REMOVAL, Access::Token, take_back, self::take_back)
}

#[derive(Serialize, ToSchema)]
pub struct DiagnosisShown {
    /// The number of its cycle: the one that was asked for, else the last one; null where the factory was in none.
    cycle: Option<u32>,
    /// Those that the reader may read, by matter.
    lines: Vec<LineShown>,
    /// How many lines of the reader's own side are not shared yet; null for readers of no side, and once the cycle ended.
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
    /// One of the eight clusters of the compliance frame.
    #[schema(required = true, nullable = false)]
    cluster: Option<Cluster>,
    /// Code of a compliance point of this cluster.
    point: Option<String>,
    #[schema(required = true, nullable = false)]
    judgement: Option<JudgedAs>,
    #[schema(required = true, nullable = false)]
    remark: Option<String>,
}

/// Either all that waits of one's own side, or some of its lines.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SharingBody {
    /// `waiting` as it was read: when somebody of the same side wrote more, the answer is 409.
    waiting: Option<usize>,
    /// Lines of one's own side: when one was written anew, taken back or shared since, the answer is 409.
    lines: Option<Vec<uuid::Uuid>>,
}

impl SharingBody {
    fn wanted(self) -> Result<Wanted, FieldErrors> {
        match (self.waiting, self.lines) {
            (Some(waiting), None) => Ok(Wanted::All(waiting)),
            (None, Some(lines)) => Ok(Wanted::These(lines)),
            _ => Err(FieldErrors::one("waiting", "diagnosis-sharing-what")),
        }
    }
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
    let Some(cycle) = &there.cycle else {
        return Ok(DiagnosisShown { cycle: None, lines: Vec::new(), waiting: None });
    };
    // Asked anew: the first line begins it.
    let lines = match store::diagnosis_of(read, cycle.id).await? {
        Some(diagnosis) => store::lines(read, diagnosis.id).await?,
        None => Vec::new(),
    };
    let side = there.side_of(actor).filter(|_| there.is_running());
    let waiting = side.map(|side| commands::waiting(&lines, side).len());
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
    Ok(DiagnosisShown { cycle: Some(cycle.number), lines: seen.map(line).collect(), waiting })
}

fn typed(LineBody { cluster, point, judgement, remark }: LineBody) -> TypedLine {
    TypedLine {
        cluster,
        judged_as: judgement,
        remark: remark.unwrap_or_default().trim().to_owned(),
        point: point.filter(|point| !point.is_empty()),
    }
}

pub async fn write(
    permit: Permit<KeepDiagnosis>,
    key: RequestKey,
    body: Body<LineBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let typed = typed(body.0);
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
    let wanted = body.0.wanted()?;
    let points = points::points(&db).await?;
    let mut once = db.begin_once(&key).await?;
    commands::share(&mut once, &permit, &wanted).await?;
    let now = shown(&once, &permit, &permit.actor, &points).await?;
    once.json(StatusCode::OK, &now).await
}

/// The line gets another id.
pub async fn rewrite(
    permit: Permit<KeepLine>,
    key: RequestKey,
    body: Body<LineBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let typed = typed(body.0);
    let points = points::points(&db).await?;
    let mut once = db.begin_once(&key).await?;
    commands::rewrite(&mut once, &permit, &typed).await?;
    let now = shown(&once, &permit.diagnosis, &permit.actor, &points).await?;
    once.json(StatusCode::OK, &now).await
}

pub async fn take_back(
    permit: Permit<KeepLine>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points::points(&db).await?;
    let mut once = db.begin_once(&key).await?;
    commands::take_back(&mut once, &permit).await?;
    let now = shown(&once, &permit.diagnosis, &permit.actor, &points).await?;
    once.json(StatusCode::OK, &now).await
}
