//! The criteria of high performers as JSON, version by version: what the Academy counts itself, and what is written in words.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    criteria::{self, Criteria, CriteriaId, VersionState},
    grants::{self, TypedCriteria},
};
use crate::{
    engagement::{
        model::criteria::{Criterion, Measure, keyed},
        rules::access::ChangeRules,
    },
    platform::{Access, Body, Db, Described, Outcome, Permit, Read, RequestKey, Routes, Screen},
};

pub fn routes() -> Routes {
    const CRITERIA: &str = "/api/v1/high-performer-criteria";
    let list = Described::new("high-performer-criteria", 200).gives::<CriteriaVersionList>();
    let publish = Described::new("high-performer-criteria-publish", 201)
        .takes::<CriteriaBody>()
        .gives::<CriteriaVersionList>();
    Routes::new().api(Method::GET, CRITERIA, Access::Token, list, self::list).api(
        Method::POST,
        CRITERIA,
        Access::Token,
        publish,
        self::publish,
    )
}

#[derive(Serialize, ToSchema)]
pub struct CriteriaVersionList {
    /// Every version, the one of the latest day first.
    versions: Vec<CriteriaVersion>,
}

#[derive(Serialize, ToSchema)]
pub struct CriteriaVersion {
    id: CriteriaId,
    version: u32,
    /// ISO 3166-1 alpha-2; empty where they hold everywhere.
    country: String,
    from_on: NaiveDate,
    reason: String,
    /// Where it holds, today.
    state: VersionState,
    criteria: Vec<PublishedCriterion>,
}

#[derive(Serialize, ToSchema)]
pub struct PublishedCriterion {
    /// By this an answer names it, within its version.
    key: String,
    /// What the Academy counts; null for a criterion in words.
    measure: Option<Measure>,
    amount: Option<u32>,
    /// In the caller's language.
    text: String,
}

/// At least one criterion, counted or in words.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CriteriaBody {
    /// ISO 3166-1 alpha-2; left out or empty, everywhere.
    country: Option<String>,
    /// Today or later.
    #[schema(required = true, nullable = false)]
    from_on: Option<NaiveDate>,
    /// Completed cycles, at least.
    completed_cycles: Option<u32>,
    /// Cycles, the running one and so many before it, in which no serious issue was found.
    no_serious_issue: Option<u32>,
    /// Months in a row in which the committee met.
    committee_monthly: Option<u32>,
    /// Released assessments, at least.
    released_assessments: Option<u32>,
    /// Late items of the plan, at most.
    overdue_items: Option<u32>,
    /// Further ones in words, each of which is answered with a note.
    #[serde(default)]
    criteria: Vec<String>,
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
}

impl CriteriaBody {
    fn amount_of(&self, measure: Measure) -> Option<u32> {
        match measure {
            Measure::CompletedCycles => self.completed_cycles,
            Measure::NoSeriousIssue => self.no_serious_issue,
            Measure::CommitteeMonthly => self.committee_monthly,
            Measure::ReleasedAssessments => self.released_assessments,
            Measure::OverdueItems => self.overdue_items,
        }
    }
}

fn shown(screen: &Screen, version: &Criteria, state: VersionState) -> CriteriaVersion {
    let criterion = |(key, criterion): (String, &Criterion)| {
        let (measure, amount) = match criterion {
            Criterion::Measured { measure, amount } => (Some(*measure), Some(*amount)),
            Criterion::Written { .. } => (None, None),
        };
        let text = criterion.words(screen.engine().texts(), screen.language);
        PublishedCriterion { key, measure, amount, text }
    };
    CriteriaVersion {
        id: version.id,
        version: version.version,
        country: version.country.clone(),
        from_on: version.from_on,
        reason: version.reason.clone(),
        state,
        criteria: keyed(&version.criteria).into_iter().map(criterion).collect(),
    }
}

async fn versions(screen: &Screen, read: &Read, now: DateTime<Utc>) -> Outcome<CriteriaVersionList> {
    let all = criteria::all_criteria(read).await?;
    let versions =
        all.iter().map(|version| shown(screen, version, criteria::state_of(version, &all, now))).collect();
    Ok(CriteriaVersionList { versions })
}

pub async fn list(
    screen: Screen,
    _: Permit<ChangeRules>,
    db: web::Data<Db>,
) -> Outcome<web::Json<CriteriaVersionList>> {
    Ok(web::Json(versions(&screen, db.read(), db.clock().now()).await?))
}

pub async fn publish(
    screen: Screen,
    permit: Permit<ChangeRules>,
    key: RequestKey,
    body: Body<CriteriaBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let body = body.0;
    let amount = |measure: &Measure| {
        let asked = body.amount_of(*measure);
        (*measure, asked.map(|amount| amount.to_string()).unwrap_or_default())
    };
    // One criterion a line: a break within one would make two of it.
    let line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let typed = TypedCriteria {
        country: body.country.as_deref().unwrap_or_default().trim().to_owned(),
        from_on: body.from_on,
        measures: Measure::ALL.iter().map(amount).collect(),
        written: body.criteria.iter().map(line).collect::<Vec<_>>().join("\n"),
        reason: body.reason.as_deref().unwrap_or_default().trim().to_owned(),
    };
    let mut once = db.begin_once(&key).await?;
    grants::publish_criteria(&mut once, &permit, &typed).await?;
    let now = versions(&screen, &once, once.now()).await?;
    once.json(StatusCode::CREATED, &now).await
}
