//! The pathways of a group's factories, what each waits for and who must act; for the group's page and for the API.

use actix_web::{HttpRequest, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::access::SeeThemes;
use crate::{
    organisations::store::organisations::{Organisation, day_in_all, factories_of},
    pathways::{
        access::SeePathways,
        model::PathwayId,
        store::stakes::PathwayAtStake,
        waiting::{AtStake, Waiting, at_stake, waiting},
    },
    platform::{Action, Db, Engine, Judgement, Language, OrganisationId, Outcome, Permit, Texts},
};

/// The group's factories whose pathways somebody sees, by name, and what is at stake there. Four queries, however many
/// there are.
pub async fn found(
    db: &Db,
    permit: &Permit<SeeThemes>,
    language: Language,
) -> Outcome<(Vec<Organisation>, AtStake)> {
    let mut factories = factories_of(db.read(), permit.id).await?;
    factories.retain(|factory| SeePathways::judge(&permit.actor, factory) == Judgement::Allow);
    let ids: Vec<OrganisationId> = factories.iter().map(|factory| factory.id).collect();
    let today = day_in_all(&factories, db.clock().now());
    let at_stake = at_stake(db.read(), &ids, today, language).await?;
    Ok((factories, at_stake))
}

#[derive(Serialize, ToSchema)]
pub struct GroupPathways {
    /// Those that have not ended, factory by factory.
    pathways: Vec<GroupPathway>,
}

#[derive(Serialize, ToSchema)]
struct GroupPathway {
    id: PathwayId,
    factory: OrganisationId,
    name: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    /// Whether it was ever published, and whether it was changed since.
    published: bool,
    changed_since: bool,
    waits_for: Vec<WaitingShown>,
}

/// What it waits for, and who must act.
#[derive(Serialize, ToSchema)]
struct WaitingShown {
    /// In a sentence.
    what: String,
    /// Null where nobody kept the day.
    since: Option<NaiveDate>,
    /// Somebody's name, or who it is in words.
    whom: String,
}

pub async fn list(
    request: HttpRequest,
    permit: Permit<SeeThemes>,
    db: web::Data<Db>,
    engine: web::Data<Engine>,
) -> Outcome<web::Json<GroupPathways>> {
    let language = Language::of(&request);
    let (factories, at_stake) = found(&db, &permit, language).await?;
    let texts = engine.texts();
    let shown = |one: &PathwayAtStake| GroupPathway {
        id: one.pathway.id,
        factory: one.pathway.organisation_id,
        name: one.pathway.name.clone(),
        starts_on: one.pathway.starts_on,
        ends_on: one.pathway.ends_on,
        published: one.published.is_some(),
        changed_since: one.published.is_some_and(|last| last != one.pathway.changes),
        waits_for: waiting(one, &at_stake.steps_of(one.pathway.id))
            .into_iter()
            .map(|waiting| told(waiting, texts, language))
            .collect(),
    };
    let all = factories.iter().flat_map(|factory| at_stake.of_factory(factory.id));
    Ok(web::Json(GroupPathways { pathways: all.map(shown).collect() }))
}

fn told(waiting: Waiting, texts: &Texts, language: Language) -> WaitingShown {
    WaitingShown {
        what: waiting.what.text(texts, language),
        since: waiting.since,
        whom: waiting.whom.text(texts, language),
    }
}
