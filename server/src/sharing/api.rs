//! What a brand sees of factories, and what a group begins for its own, for the API.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{SeeFactoriesOfBrand, SeeSharedFactory, SeeThemes, StartPathways},
    commands::{self, Start},
    model::LearningTold,
    pages::{factory::note, start::find},
    store::{self, ThemeCount},
};
use crate::{
    organisations::{
        consents::{Scope, Sharing, sharing_with},
        store::organisations,
    },
    pathways::{form::description, model::PathwayId},
    platform::{
        Action, Body, Db, FieldErrors, Form, Language, OrganisationId, Outcome, Permit, RequestKey,
        pages::ListQuery, smallest_figure::Smallest,
    },
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
    let asked = (query.text("search"), query.page());
    let (found, total) = sharing_with(db.read(), permit.id, asked, db.clock().now()).await?;
    let factories = found.into_iter().map(shown).collect();
    Ok(web::Json(SharedList { factories, total, page: query.page() }))
}

/// How the items of a theme stand in the last plan.
#[derive(Serialize, ToSchema)]
struct ThemeShown {
    /// The code of a compliance cluster.
    theme: String,
    open: i64,
    under_way: i64,
    reported_fixed: i64,
    verified: i64,
    /// Of those that are not verified.
    overdue: i64,
}

/// Counts of people; nothing where few people stand behind one.
#[derive(Serialize, ToSchema)]
struct LearningShown {
    people: Option<i64>,
    completed: Option<i64>,
    /// Steps of published pathways, and how many of them are done.
    steps: usize,
    steps_done: usize,
}

/// A factory, and what of it the consent allows; the rest is nothing.
#[derive(Serialize, ToSchema)]
pub struct SharedFactoryShown {
    factory: SharedFactory,
    themes: Option<Vec<ThemeShown>>,
    learning: Option<LearningShown>,
}

#[derive(Serialize, ToSchema)]
pub struct GroupThemes {
    factories: Vec<FactoryThemes>,
}

#[derive(Serialize, ToSchema)]
struct FactoryThemes {
    id: OrganisationId,
    name: String,
    /// ISO 3166-1 alpha-2. The same theme is another law in another country.
    country: Option<String>,
    /// Known through the group only: no factory of Better Work.
    group_only: bool,
    themes: Vec<ThemeShown>,
}

fn theme(count: ThemeCount) -> ThemeShown {
    ThemeShown {
        theme: count.cluster,
        open: count.open,
        under_way: count.under_way,
        reported_fixed: count.reported_fixed,
        verified: count.verified,
        overdue: count.overdue,
    }
}

pub async fn themes(
    permit: Permit<SeeThemes>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<GroupThemes>> {
    let mut factories = organisations::factories_of(db.read(), permit.id).await?;
    let country = query.text("country");
    factories.retain(|factory| permit.actor.may(SeeThemes::NAME, &factory.place()));
    factories.retain(|factory| country.is_empty() || factory.country.as_deref() == Some(country));
    let ids: Vec<OrganisationId> = factories.iter().map(|factory| factory.id).collect();
    let today = organisations::day_in_all(&factories, db.clock().now());
    let counts = store::themes(db.read(), &ids, today).await?;
    let of =
        |id: OrganisationId| counts.iter().filter(move |count| count.factory_id == id).cloned().map(theme);
    let factories = factories.into_iter().map(|factory| FactoryThemes {
        id: factory.id,
        name: factory.name,
        country: factory.country,
        group_only: factory.group_only,
        themes: of(factory.id).collect(),
    });
    Ok(web::Json(GroupThemes { factories: factories.collect() }))
}

pub async fn factory(
    permit: Permit<SeeSharedFactory>,
    db: web::Data<Db>,
) -> Outcome<web::Json<SharedFactoryShown>> {
    note(&db, &permit).await?;
    let today = permit.factory.day_at(db.clock().now());
    let (id, scopes) = (permit.factory.id, permit.granted.scopes);
    let themes = match scopes.hold(Scope::Plan) {
        true => Some(store::themes(db.read(), &[id], today).await?.into_iter().map(theme).collect()),
        false => None,
    };
    let learning = match scopes.hold(Scope::Learning) {
        true => {
            let told = LearningTold::of(
                store::learning(db.read(), id, today).await?,
                Smallest::in_force(&db).await?,
            );
            let steps = store::steps(db.read(), id, today).await?;
            Some(LearningShown {
                people: told.people,
                completed: told.completed,
                steps: steps.total,
                steps_done: steps.done,
            })
        }
        false => None,
    };
    let factory = shown(Sharing { factory: permit.factory.clone(), granted: permit.granted });
    Ok(web::Json(SharedFactoryShown { factory, themes, learning }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartBody {
    /// Factories of the group.
    factories: Vec<OrganisationId>,
    name: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    /// Code of a template that the Academy comes with, or id of one that people made for every country.
    template: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PathwaysBegun {
    /// One for each factory, not published yet.
    pathways: Vec<PathwayId>,
}

pub async fn start(
    request: HttpRequest,
    permit: Permit<StartPathways>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<StartBody>,
) -> Outcome<HttpResponse> {
    let StartBody { factories, name, starts_on, ends_on, template } = body.0;
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let fields = [("name", name), ("starts_on", day(starts_on)), ("ends_on", day(ends_on))];
    let described = description(&Form::of(fields), &[])?;
    let template = match template {
        None => None,
        Some(value) => {
            let found = find(db.read(), (&*permit.actor, Language::of(&request)), &value).await?;
            Some(found.ok_or_else(|| FieldErrors::one("template", "pathway-template-unknown"))?)
        }
    };
    let mut once = db.begin_once(&key).await?;
    let start = Start { factories: &factories, description: &described, template: template.as_ref() };
    let pathways = commands::start(&mut once, &permit, &start).await?;
    once.json(StatusCode::CREATED, &PathwaysBegun { pathways }).await
}
