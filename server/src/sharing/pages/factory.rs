//! What a brand sees of one factory: what its consent allows, as counts.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    improvement,
    organisations::{
        consents::{Scope, looked, pages::words_of},
        country_text,
    },
    platform::{Argument, Db, Outcome, Page, Permit, Screen, smallest_figure::Smallest},
    sharing::{
        access::{SeeSharedFactory, SharedThere},
        model::LearningTold,
        store,
    },
};

#[derive(Serialize)]
pub struct SharedFactoryPage {
    name: String,
    country: String,
    scopes: Vec<String>,
    ends_on: Option<NaiveDate>,
    /// Only with a consent for the plan.
    themes: Option<Vec<ThemeLine>>,
    /// Only with a consent for learning.
    learning: Option<LearningLine>,
}

#[derive(Serialize)]
struct ThemeLine {
    theme: String,
    open: i64,
    under_way: i64,
    reported_fixed: i64,
    verified: i64,
}

/// Figures in words, because some are kept back.
#[derive(Serialize)]
struct LearningLine {
    steps: String,
    people: String,
    completed: String,
}

impl Page for SharedFactoryPage {
    const TEMPLATE: &'static str = "sharing/factory";

    fn examples() -> Vec<Self> {
        let line =
            ThemeLine { theme: "…".to_owned(), open: 3, under_way: 2, reported_fixed: 0, verified: 4 };
        let learning =
            LearningLine { steps: "3 / 8".to_owned(), people: "40".to_owned(), completed: "…".to_owned() };
        let page = |ends_on, themes, learning| Self {
            name: "Hải Đăng Garment".to_owned(),
            country: "Việt Nam".to_owned(),
            scopes: vec!["…".to_owned()],
            ends_on,
            themes,
            learning,
        };
        let today = Some(NaiveDate::default());
        vec![
            page(None, None, Some(learning)),
            page(today, Some(Vec::new()), None),
            page(today, Some(vec![line]), None),
        ]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeSharedFactory>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    note(&db, &permit).await?;
    screen.show(&SharedFactoryPage {
        name: permit.factory.name.clone(),
        country: country_text(&screen, &permit.factory),
        scopes: words_of(&screen, permit.granted.scopes),
        ends_on: permit.granted.ends_on,
        themes: themes(&screen, &db, &permit).await?,
        learning: learning(&screen, &db, &permit).await?,
    })
}

async fn themes(
    screen: &Screen,
    db: &Db,
    permit: &Permit<SeeSharedFactory>,
) -> Outcome<Option<Vec<ThemeLine>>> {
    if !permit.granted.scopes.hold(Scope::Plan) {
        return Ok(None);
    }
    let today = permit.factory.day_at(db.clock().now());
    let counts = store::themes(db.read(), &[permit.factory.id], today).await?;
    let clusters = improvement::clusters(db.read()).await?;
    let line = |cluster: &improvement::Cluster| {
        let count = counts.iter().find(|count| count.cluster == cluster.code)?;
        Some(ThemeLine {
            theme: cluster.name(screen.language).to_owned(),
            open: count.open,
            under_way: count.under_way,
            reported_fixed: count.reported_fixed,
            verified: count.verified,
        })
    };
    Ok(Some(clusters.iter().filter_map(line).collect()))
}

async fn learning(
    screen: &Screen,
    db: &Db,
    permit: &Permit<SeeSharedFactory>,
) -> Outcome<Option<LearningLine>> {
    if !permit.granted.scopes.hold(Scope::Learning) {
        return Ok(None);
    }
    let today = permit.factory.day_at(db.clock().now());
    let count = store::learning(db.read(), permit.factory.id, today).await?;
    let told = LearningTold::of(count, Smallest::in_force(db).await?);
    let figure = |number: Option<i64>| match number {
        Some(number) => number.to_string(),
        None => screen.text("shared-withheld"),
    };
    let steps = store::steps(db.read(), permit.factory.id, today).await?;
    let whole = |number: usize| Argument::from(u32::try_from(number).unwrap_or(u32::MAX));
    let counted = [("done", whole(steps.done)), ("total", whole(steps.total))];
    Ok(Some(LearningLine {
        steps: match steps.total {
            0 => screen.text("shared-steps-none"),
            _ => screen.text_with("shared-steps-of", &counted),
        },
        people: figure(told.people),
        completed: figure(told.completed),
    }))
}

/// The look is written down before anything is shown.
pub async fn note(db: &Db, permit: &Permit<SeeSharedFactory>) -> Outcome<()> {
    let SharedThere { brand, factory, granted } = &permit.subject;
    let work = db.begin().await?;
    looked(&work, (brand.id, factory.id), permit.actor.person, &granted.scopes.all()).await?;
    work.commit().await
}
