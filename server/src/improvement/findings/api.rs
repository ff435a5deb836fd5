//! Findings by the API: one or a list, with the same answer as every import.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    finding::{Deed, Finding, refuse_doubles},
    reading::{Reader, Written},
    taking::take_in,
};
use crate::{
    improvement::{access::BringFindings, store::items::ItemId},
    platform::{
        Body, Db, Engine, Language, Outcome, Permit, Problem, RequestKey, Sentence, pages::ListQuery,
    },
};

#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub enum FindingsBody {
    Several(Vec<FindingBody>),
    Wrapped { findings: Vec<FindingBody> },
    One(Box<FindingBody>),
}

#[derive(Deserialize, ToSchema)]
pub struct FindingBody {
    /// Code or name of a compliance point.
    #[serde(alias = "compliance_point", alias = "point_code")]
    pub point: String,
    /// Code of a question of the factory's country.
    #[serde(default, alias = "compliance_question")]
    pub question: Option<String>,
    /// `self-diagnosis`, `bw-assessment`, `slcp-self-assessment`, `worker-survey` or `other`.
    #[serde(alias = "source_kind", alias = "kind")]
    pub source: String,
    /// What the source calls this finding; by it the finding is known again.
    #[serde(default, alias = "source_reference")]
    pub reference: Option<String>,
    /// A day, `2026-11-22`; not in the future.
    #[serde(alias = "date")]
    pub found_on: String,
    /// `low`, `medium` (also where left out), `high` or `critical`.
    #[serde(default)]
    pub severity: Option<String>,
    /// The number of the cycle; left out, the current one.
    #[serde(default, alias = "cycle_number")]
    pub cycle: Option<u32>,
    #[serde(default, alias = "finding", alias = "description")]
    pub text: Option<String>,
    #[serde(default)]
    pub root_cause: Option<String>,
    #[serde(default)]
    pub action: Option<String>,
    #[serde(default)]
    pub due_on: Option<String>,
    /// What nothing is known of, so that a misspelt field is said and not lost.
    #[serde(flatten)]
    #[schema(ignore)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

#[derive(Serialize, ToSchema)]
pub struct FindingsTaken {
    /// New items.
    created: u32,
    /// Items with one more source, or a source that says something else now.
    changed: u32,
    unchanged: u32,
    refused: Vec<FindingRefused>,
    /// In the order of the findings that were taken.
    items: Vec<ItemId>,
}

#[derive(Serialize, ToSchema)]
pub struct FindingRefused {
    /// The place in the list, from 1.
    line: u32,
    reason: String,
}

pub async fn bring(
    request: HttpRequest,
    permit: Permit<BringFindings>,
    key: RequestKey,
    query: ListQuery,
    body: Body<FindingsBody>,
    db: web::Data<Db>,
    engine: web::Data<Engine>,
) -> Outcome<HttpResponse> {
    let bodies = match body.0 {
        FindingsBody::Several(list) | FindingsBody::Wrapped { findings: list } => list,
        FindingsBody::One(one) => vec![*one],
    };
    let leave_out = query.flag("leave_out_refused")?;
    let texts = engine.texts();
    let reader = Reader::of(db.read(), vec![permit.subject.clone()], texts, db.clock().now()).await?;
    let read = bodies.iter().map(|body| finding(&reader, body));
    let mut read: Vec<(u32, Result<Finding, Sentence>)> = (1..).zip(read).collect();
    refuse_doubles(&mut read);
    let read: Vec<Result<Finding, Sentence>> = read.into_iter().map(|(_, row)| row).collect();
    let reasons = refusals(&read);
    let all_refused = !read.is_empty() && reasons.len() == read.len();
    if all_refused || (!reasons.is_empty() && !leave_out) {
        return Err(Problem::Refused(reasons));
    }
    let language = Language::of(&request);
    let refused = read.iter().enumerate().filter_map(|(place, read)| {
        let reason = read.as_ref().err()?.text(texts, language);
        Some(FindingRefused { line: u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1), reason })
    });
    let refused: Vec<FindingRefused> = refused.collect();
    let once = db.begin_once(&key).await?;
    let done = take_in(&once, &read, permit.actor.person).await?;
    let deeds: Vec<(Deed, Option<ItemId>)> = done.into_iter().filter_map(Result::ok).collect();
    let count = |these: &[Deed]| {
        let counted = deeds.iter().filter(|(deed, _)| these.contains(deed)).count();
        u32::try_from(counted).unwrap_or(u32::MAX)
    };
    let taken = FindingsTaken {
        created: count(&[Deed::Made]),
        changed: count(&[Deed::Merged, Deed::Corrected]),
        unchanged: count(&[Deed::Nothing]),
        refused,
        items: deeds.iter().filter_map(|(_, item)| *item).collect(),
    };
    once.json(StatusCode::OK, &taken).await
}

fn finding(reader: &Reader, body: &FindingBody) -> Result<Finding, Sentence> {
    if let Some(word) = body.unknown.keys().next() {
        return Err(Sentence::of("finding-field-unknown").with("word", word.as_str()));
    }
    let text = |given: &'_ Option<String>| given.clone().unwrap_or_default().trim().to_owned();
    let cycle = body.cycle.map(|cycle| cycle.to_string()).unwrap_or_default();
    let (question, reference, severity) = (text(&body.question), text(&body.reference), text(&body.severity));
    let (said, cause) = (text(&body.text), text(&body.root_cause));
    let (action, due_on) = (text(&body.action), text(&body.due_on));
    reader.finding(&Written {
        factory: "",
        point: body.point.trim(),
        question: &question,
        source: body.source.trim(),
        reference: &reference,
        found_on: body.found_on.trim(),
        severity: &severity,
        cycle: &cycle,
        text: &said,
        root_cause: &cause,
        action: &action,
        due_on: &due_on,
    })
}

/// Each refused finding by its place, from 1.
fn refusals(read: &[Result<Finding, Sentence>]) -> Vec<(String, Sentence)> {
    let line = |place: usize| format!("findings.{}", place + 1);
    read.iter()
        .enumerate()
        .filter_map(|(place, finding)| Some((line(place), finding.as_ref().err()?.clone())))
        .collect()
}
