//! The plans that somebody may see, counted, as JSON: three queries, however many factories there are.

use actix_web::web;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    access::{SeePlan, SeePlans},
    model::ItemState,
    store::counts::{self, FactoryCount},
};
use crate::{
    organisations::store::organisations::{self, Organisation, Wanted},
    platform::{Db, OrganisationId, Outcome, Permit, pages::ListQuery, roles::OrganisationKind},
};

#[derive(Serialize, ToSchema)]
pub struct PlanCountList {
    /// By the factories' names.
    plans: Vec<PlanCount>,
    total: u64,
    /// From 1.
    page: u64,
}

/// How the items of a factory's newest plan stand.
#[derive(Serialize, ToSchema)]
pub struct PlanCount {
    factory: OrganisationId,
    name: String,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    open: u64,
    under_way: u64,
    reported_fixed: u64,
    verified: u64,
    /// Of those that are not verified.
    overdue: u64,
}

pub async fn list(
    permit: Permit<SeePlans>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<PlanCountList>> {
    let (read, search, page) = (db.read(), query.text("search"), query.page());
    let kind = Some(OrganisationKind::Factory);
    let wanted = Wanted { search, kind, by_country: false, descending: false, page };
    let (factories, total) = organisations::list(read, &SeePlan::visible_to(&permit.actor), &wanted).await?;
    let ids: Vec<OrganisationId> = factories.iter().map(|factory| factory.id).collect();
    let today = organisations::day_in_all(&factories, db.clock().now());
    let counts = counts::counts_of_factories(read, &ids, today).await?;
    let plans = factories.into_iter().map(|factory| counted(factory, &counts)).collect();
    Ok(web::Json(PlanCountList { plans, total, page }))
}

fn counted(factory: Organisation, counts: &[FactoryCount]) -> PlanCount {
    let own = || counts.iter().filter(|count| count.factory_id == factory.id);
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    let of =
        |state: ItemState| own().filter(|count| count.state == state).map(|count| number(count.items)).sum();
    PlanCount {
        open: of(ItemState::Open),
        under_way: of(ItemState::UnderWay),
        reported_fixed: of(ItemState::ReportedFixed),
        verified: of(ItemState::Verified),
        overdue: own().map(|count| number(count.overdue)).sum(),
        factory: factory.id,
        name: factory.name,
        country: factory.country,
    }
}
