//! The pathways of a group's factories: how far each is, what it waits for and who must act.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    organisations::store::organisations::Organisation,
    pathways::{
        store::stakes::PathwayAtStake,
        waiting::{AtStake, Waiting, waiting},
    },
    platform::{Action, Db, Judgement, Outcome, Page, Permit, Screen},
    sharing::{
        access::{SeeThemes, StartPathways},
        pathways::found,
    },
};

#[derive(Serialize)]
pub struct GroupPathwaysPage {
    group: String,
    themes_url: String,
    /// Those that have pathways, by name.
    factories: Vec<FactoryCard>,
    /// For those who may begin pathways here.
    start_url: Option<String>,
}

#[derive(Serialize)]
struct FactoryCard {
    name: String,
    url: String,
    group_only: bool,
    pathways: Vec<PathwayLine>,
}

#[derive(Serialize)]
struct PathwayLine {
    name: String,
    url: String,
    /// The mark's look and its word.
    state: &'static str,
    word: String,
    waits: Vec<WaitingLine>,
}

#[derive(Serialize)]
struct WaitingLine {
    what: String,
    whom: String,
    since: Option<NaiveDate>,
}

impl Page for GroupPathwaysPage {
    const TEMPLATE: &'static str = "sharing/pathways";

    fn examples() -> Vec<Self> {
        let waits = |since| WaitingLine { what: "…".to_owned(), whom: "Lê Quang Huy".to_owned(), since };
        let pathway = |state, waits| PathwayLine {
            name: "Working hours".to_owned(),
            url: "/pathways/1".to_owned(),
            state,
            word: "…".to_owned(),
            waits,
        };
        let card = |group_only, pathways| FactoryCard {
            name: "Hải Đăng Garment".to_owned(),
            url: "/factories/2/pathway".to_owned(),
            group_only,
            pathways,
        };
        let page = |factories, start_url| Self {
            group: "Sao Mai Group".to_owned(),
            themes_url: "/organisations/1/themes".to_owned(),
            factories,
            start_url,
        };
        let waiting = vec![waits(Some(NaiveDate::default())), waits(None)];
        let full = vec![
            card(false, vec![pathway("not-started", waiting), pathway("under-way", Vec::new())]),
            card(true, vec![pathway("due", vec![waits(None)])]),
        ];
        vec![page(full, Some("/organisations/1/pathways/new".to_owned())), page(Vec::new(), None)]
    }
}

pub async fn show(screen: Screen, permit: Permit<SeeThemes>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (factories, at_stake) = found(&db, &permit, screen.language).await?;
    let cards = factories.iter().map(|factory| card(&screen, factory, &at_stake));
    screen.show(&GroupPathwaysPage {
        group: permit.name.clone(),
        themes_url: format!("/organisations/{}/themes", permit.id),
        factories: cards.filter(|card| !card.pathways.is_empty()).collect(),
        start_url: (StartPathways::judge(&permit.actor, &permit.subject) == Judgement::Allow)
            .then(|| format!("/organisations/{}/pathways/new", permit.id)),
    })
}

fn card(screen: &Screen, factory: &Organisation, at_stake: &AtStake) -> FactoryCard {
    FactoryCard {
        name: factory.name.clone(),
        url: format!("/factories/{}/pathway", factory.id),
        group_only: factory.group_only,
        pathways: at_stake.of_factory(factory.id).map(|one| line(screen, one, at_stake)).collect(),
    }
}

fn line(screen: &Screen, one: &PathwayAtStake, at_stake: &AtStake) -> PathwayLine {
    let (state, key) = match one.published {
        None => ("not-started", "pathway-draft"),
        Some(changes) if changes != one.pathway.changes => ("due", "pathway-changed-since"),
        Some(_) => ("under-way", "pathway-in-force"),
    };
    let texts = screen.engine().texts();
    let told = |waiting: Waiting| WaitingLine {
        what: waiting.what.text(texts, screen.language),
        whom: waiting.whom.text(texts, screen.language),
        since: waiting.since,
    };
    PathwayLine {
        name: one.pathway.name.clone(),
        url: format!("/pathways/{}", one.pathway.id),
        state,
        word: screen.text(key),
        waits: waiting(one, &at_stake.steps_of(one.pathway.id)).into_iter().map(told).collect(),
    }
}
