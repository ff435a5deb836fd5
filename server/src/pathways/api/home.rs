//! What those who look after factories follow, as JSON.

use actix_web::web;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::Teller;
use crate::{
    pathways::{
        access::FollowFactories,
        pages::{
            Words,
            home::{Found, found, waiting},
        },
        store::following::{Followed, ThemeCount},
    },
    platform::{Db, OrganisationId, Outcome, Permit, pages::ListQuery},
};

#[derive(Serialize, ToSchema)]
pub struct FollowedList {
    /// By name, forty on a page.
    factories: Vec<FollowedFactory>,
    /// On all pages.
    total: i64,
    /// From 1.
    page: u64,
}

#[derive(Serialize, ToSchema)]
struct FollowedFactory {
    id: OrganisationId,
    name: String,
    /// Known through its group alone, and counted nowhere as a factory of Better Work.
    group_only: bool,
    /// The number of its cycle; null for a factory that is in none.
    cycle: Option<i32>,
    /// The name of its adviser.
    adviser: Option<String>,
    next_visit: Option<NaiveDate>,
    themes: Vec<FollowedTheme>,
    /// The longest first.
    waits_for: Vec<FollowedWait>,
}

/// How many items of a theme stand how.
#[derive(Serialize, ToSchema)]
struct FollowedTheme {
    /// The code of a compliance cluster.
    theme: String,
    verified: i64,
    /// Neither verified nor overdue nor due soon; of them, those that were not begun.
    open: i64,
    not_begun: i64,
    due_soon: i64,
    overdue: i64,
    /// Of those that are not verified.
    found_again: i64,
    critical: i64,
}

/// What is late or broken, or is to be confirmed or published.
#[derive(Serialize, ToSchema)]
struct FollowedWait {
    /// In words.
    what: String,
    since: Option<NaiveDate>,
    /// Who must act: somebody's name, or who it is in words.
    whom: String,
}

pub async fn followed(
    permit: Permit<FollowFactories>,
    query: ListQuery,
    db: web::Data<Db>,
    teller: Teller,
) -> Outcome<web::Json<FollowedList>> {
    let found = found(&db, &permit.actor, &query, teller.language).await?;
    let words = Words { texts: teller.engine.texts(), language: teller.language };
    Ok(web::Json(FollowedList {
        factories: found.factories.iter().map(|factory| shown(&words, factory, &found)).collect(),
        total: found.factories.first().map_or(0, |first| first.total),
        page: query.page(),
    }))
}

fn shown(words: &Words<'_>, factory: &Followed, found: &Found) -> FollowedFactory {
    let themes = found.seen.themes.iter().filter(|theme| theme.factory_id == factory.id);
    let waits = waiting::at(words, factory, &found.seen, &found.frame).into_iter();
    FollowedFactory {
        id: factory.id,
        name: factory.name.clone(),
        group_only: factory.group_only,
        cycle: factory.cycle,
        adviser: factory.adviser.clone(),
        next_visit: factory.next_visit,
        themes: themes.map(theme).collect(),
        waits_for: waits
            .map(|waits| FollowedWait { what: waits.what, since: waits.since, whom: waits.whom })
            .collect(),
    }
}

fn theme(count: &ThemeCount) -> FollowedTheme {
    FollowedTheme {
        theme: count.cluster.clone(),
        verified: count.verified,
        open: count.open,
        not_begun: count.not_begun,
        due_soon: count.due_soon,
        overdue: count.overdue,
        found_again: count.found_again,
        critical: count.critical,
    }
}
