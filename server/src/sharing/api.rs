//! What a brand sees of factories, for the API.

use actix_web::web;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    access::{SeeFactoriesOfBrand, SeeSharedFactory},
    pages::factory::note,
};
use crate::{
    organisations::consents::{Scope, Sharing, sharing_with},
    platform::{Db, OrganisationId, Outcome, Permit, pages::ListQuery},
};

#[derive(Serialize, ToSchema)]
pub struct SharedList {
    factories: Vec<SharedFactory>,
    total: u64,
    /// From 1.
    page: u64,
}

#[derive(Serialize, ToSchema)]
pub struct SharedFactory {
    id: OrganisationId,
    name: String,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    scopes: Vec<Scope>,
    /// The last day on which it may be seen, unless it is revoked before.
    ends_on: Option<NaiveDate>,
}

fn shown(sharing: Sharing) -> SharedFactory {
    SharedFactory {
        id: sharing.factory.id,
        name: sharing.factory.name,
        country: sharing.factory.country,
        scopes: sharing.granted.scopes.all(),
        ends_on: sharing.granted.ends_on,
    }
}

pub async fn list(
    permit: Permit<SeeFactoriesOfBrand>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<SharedList>> {
    let today = db.clock().now().date_naive();
    let asked = (query.text("search"), query.page());
    let (found, total) = sharing_with(db.read(), permit.id, asked, today).await?;
    let factories = found.into_iter().map(shown).collect();
    Ok(web::Json(SharedList { factories, total, page: query.page() }))
}

pub async fn factory(
    permit: Permit<SeeSharedFactory>,
    db: web::Data<Db>,
) -> Outcome<web::Json<SharedFactory>> {
    note(&db, &permit).await?;
    let sharing = Sharing { factory: permit.factory.clone(), granted: permit.granted };
    Ok(web::Json(shown(sharing)))
}
