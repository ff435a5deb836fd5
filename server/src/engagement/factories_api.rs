//! The factories that somebody advises or looks after, as JSON: each with its running cycle and its next visit. Six
//! queries, however many they are.

use std::collections::HashMap;

use actix_web::{http::Method, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    access::{SeeEngagement, SeeEngagements},
    cycles::{
        api::{CycleShown, cycle_shown},
        store::{self as cycles, Cycle},
    },
    visits::store as visits,
};
use crate::{
    organisations::store::organisations::{self, Organisation, Wanted},
    platform::{
        Access, Action, Db, Described, OrganisationId, Outcome, Permit, Routes, pages::ListQuery,
        roles::OrganisationKind,
    },
};

pub fn routes() -> Routes {
    let list = Described::new("factories-list", 200).asks(&["all", "page"]).gives::<FactoryList>();
    Routes::new().api(Method::GET, "/api/v1/factories", Access::Token, list, self::list)
}

#[derive(Serialize, ToSchema)]
pub struct FactoryList {
    /// By name; those that the caller advises, or with `all=true` a page of all that they may see.
    factories: Vec<EngagedFactory>,
    total: u64,
    /// From 1.
    page: u64,
}

#[derive(Serialize, ToSchema)]
pub struct EngagedFactory {
    id: OrganisationId,
    name: String,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    /// Known through its group only: no factory of Better Work.
    group_only: bool,
    /// Null where it is in none.
    cycle: Option<CycleShown>,
    /// The day of the next planned visit; one that is past was not made yet.
    next_visit: Option<NaiveDate>,
}

pub async fn list(
    permit: Permit<SeeEngagements>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<FactoryList>> {
    let read = db.read();
    let (found, total) = match query.flag("all")? {
        false => advised(&permit, &db).await?,
        true => {
            let kind = Some(OrganisationKind::Factory);
            let wanted =
                Wanted { search: "", kind, by_country: false, descending: false, page: query.page() };
            organisations::list(read, &SeeEngagement::visible_to(&permit.actor), &wanted).await?
        }
    };
    let ids: Vec<OrganisationId> = found.iter().map(|factory| factory.id).collect();
    let mut running: HashMap<OrganisationId, Cycle> = cycles::current_cycles(read, &ids).await?;
    let visits = visits::next_visits(read, &ids).await?;
    let factory = |factory: Organisation| EngagedFactory {
        cycle: running.remove(&factory.id).map(cycle_shown),
        next_visit: visits.get(&factory.id).copied(),
        id: factory.id,
        name: factory.name,
        country: factory.country,
        group_only: factory.group_only,
    };
    let factories = found.into_iter().map(factory).collect();
    Ok(web::Json(FactoryList { factories, total, page: query.page() }))
}

async fn advised(permit: &Permit<SeeEngagements>, db: &Db) -> Outcome<(Vec<Organisation>, u64)> {
    let own = cycles::factories_of_adviser(db.read(), permit.actor.person).await?;
    let known = organisations::organisations(db.read(), own).await?;
    let mut found: Vec<Organisation> = known.into_values().collect();
    found.retain(|factory| permit.actor.may(SeeEngagement::NAME, &factory.place()));
    found.sort_by(|one, other| one.name.cmp(&other.name));
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    Ok((found, total))
}
