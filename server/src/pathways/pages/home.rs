//! The home of those who look after factories: factories by themes, what slipped and since when, who must act.

use std::collections::{BTreeMap, HashMap, HashSet};

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::parts::Words;
use crate::{
    improvement,
    pathways::{
        access::{FollowFactories, MakePathway},
        model::{PathwayId, StepCount, StepId, ThemeCell, ThemeState, worst},
        store::{
            following::{self, Followed, LateItem, ThemeCount},
            stakes::StepAtStake,
        },
        waiting::{AtStake, at_stake},
    },
    platform::{
        Actor, Argument, Db, Language, OrganisationId, Outcome, Page, Permit, Screen,
        pages::{ListQuery, Pager},
        roles::Role,
    },
};

pub mod waiting;

/// Factories on one page.
const MOST: u64 = 40;

pub async fn show(
    screen: Screen,
    permit: Permit<FollowFactories>,
    db: web::Data<Db>,
    query: ListQuery,
) -> Outcome<HttpResponse> {
    let found = found(&db, &permit.actor, &query, screen.language).await?;
    screen.show(&page(&screen, &found, &query))
}

/// What those who look after factories follow; `factories` of the query is `all` where not only those are asked for that
/// they advise.
pub struct Found {
    pub factories: Vec<Followed>,
    pub seen: Seen,
    pub frame: Frame,
    /// Whether the reader is an adviser, and whether these are their own factories.
    advises: bool,
    own: bool,
}

/// As many queries as there are kinds of things to see, however many factories there are.
pub async fn found(db: &Db, actor: &Actor, query: &ListQuery, language: Language) -> Outcome<Found> {
    let read = db.read();
    let today = actor.day_at(db.clock().now());
    let extent = MakePathway::visible_to(actor);
    let advises = actor.memberships.iter().any(|standing| standing.role == Role::Adviser);
    let own = Some(actor.person).filter(|_| advises && query.text("factories") != "all");
    let lines = ((query.page() - 1).saturating_mul(MOST), MOST);
    let factories = following::followed(read, &extent, own, today, lines).await?;
    let ids: Vec<OrganisationId> = factories.iter().map(|factory| factory.id).collect();
    let themes = following::themes(read, &ids, today).await?;
    let late = following::latest_items(read, &ids, today).await?;
    let at_stake = at_stake(read, &ids, today, language).await?;
    let published = at_stake.pathways.iter().filter(|one| one.published.is_some());
    let published: HashSet<PathwayId> = published.map(|one| one.pathway.id).collect();
    let is_past = |one: &&StepAtStake| one.step.due_on.is_some_and(|due_on| due_on < today);
    let past = at_stake.steps.iter().filter(is_past).filter(|one| published.contains(&one.step.pathway_id));
    let counts = following::counts_of_steps(read, past.map(|one| &one.step)).await?;
    let (clusters, points) = improvement::clusters_and_points(read).await?;
    let frame = Frame { clusters, points };
    let seen = Seen { themes, late, at_stake, counts, today };
    Ok(Found { factories, seen, frame, advises, own: own.is_some() })
}

pub struct Frame {
    clusters: Vec<improvement::Cluster>,
    points: HashMap<String, improvement::Point>,
}

pub struct Seen {
    pub themes: Vec<ThemeCount>,
    late: Vec<LateItem>,
    at_stake: AtStake,
    counts: HashMap<StepId, StepCount>,
    today: NaiveDate,
}

fn page(screen: &Screen, found: &Found, query: &ListQuery) -> HomePage {
    let Found { factories, seen, frame, advises, own } = found;
    let language = screen.language;
    // Themes of which no factory has an item take no room.
    let clusters: Vec<&improvement::Cluster> = frame
        .clusters
        .iter()
        .filter(|cluster| seen.themes.iter().any(|theme| theme.cluster == cluster.code))
        .collect();
    let mut rows: Vec<(_, FactoryRow)> =
        factories.iter().map(|factory| row(screen, factory, seen, frame, &clusters)).collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let acting = rows.iter().filter(|(_, row)| row.needs_you).count();
    let count = |number: usize| Argument::from(u32::try_from(number).unwrap_or(u32::MAX));
    // Factories known through their group alone are never counted among the others.
    let through_group =
        factories.first().map_or(0, |first| usize::try_from(first.total_group_only).unwrap_or(0));
    let all = factories.first().map_or(0, |first| usize::try_from(first.total).unwrap_or(0));
    let arguments = [
        ("count", count(all.saturating_sub(through_group))),
        ("group", count(through_group)),
        ("acting", count(acting)),
    ];
    let total = u64::try_from(all).unwrap_or(u64::MAX);
    let is_part = total > MOST;
    let summary = match through_group {
        _ if is_part => "following-summary-many",
        0 => "following-summary",
        _ => "following-summary-group",
    };
    HomePage {
        summary: screen.text_with(summary, &arguments),
        columns: clusters.iter().map(|cluster| cluster.name(language).to_owned()).collect(),
        factories: rows.into_iter().map(|(_, row)| row).collect(),
        legend: ThemeState::ALL.iter().map(|state| legend(screen, *state)).collect(),
        pager: is_part.then(|| query.pager_of(MOST, screen, "following-shown", total)),
        other: match (*advises, *own) {
            (true, true) => {
                Some(Other { url: "/pathways?factories=all".to_owned(), text: screen.text("following-all") })
            }
            (true, false) => Some(Other { url: "/pathways".to_owned(), text: screen.text("following-own") }),
            (false, _) => None,
        },
    }
}

fn look(state: ThemeState) -> &'static str {
    match state {
        ThemeState::Overdue => "overdue",
        ThemeState::DueSoon => "due",
        ThemeState::NotBegun => "not-started",
        ThemeState::UnderWay => "under-way",
        ThemeState::Verified => "done",
        ThemeState::Nothing => "not-needed",
    }
}

fn legend(screen: &Screen, state: ThemeState) -> Legend {
    Legend { state: look(state), word: screen.text(&format!("theme-state-{}", state.word())) }
}

type Order = std::cmp::Reverse<(u32, u32, u32)>;

fn row(
    screen: &Screen,
    factory: &Followed,
    seen: &Seen,
    frame: &Frame,
    clusters: &[&improvement::Cluster],
) -> (Order, FactoryRow) {
    let whole = |number: i64| u32::try_from(number).unwrap_or(0);
    let themes = || seen.themes.iter().filter(|theme| theme.factory_id == factory.id);
    let critical: BTreeMap<&str, u32> =
        themes().map(|theme| (theme.cluster.as_str(), whole(theme.critical))).collect();
    let own: BTreeMap<&str, ThemeCell> = themes()
        .map(|theme| {
            let cell = ThemeCell {
                verified: whole(theme.verified),
                open: whole(theme.open),
                due_soon: whole(theme.due_soon),
                overdue: whole(theme.overdue),
                found_again: whole(theme.found_again),
                not_begun: whole(theme.not_begun),
            };
            (theme.cluster.as_str(), cell)
        })
        .collect();
    let cells = clusters.iter().map(|cluster| {
        let cell = own.get(cluster.code.as_str()).copied().unwrap_or_default();
        let (state, number) = cell.state();
        let critical = critical.get(cluster.code.as_str()).copied().unwrap_or(0);
        let arguments = [
            ("count", Argument::from(number)),
            ("again", Argument::from(cell.found_again)),
            ("critical", Argument::from(critical)),
        ];
        Cell {
            column: cluster.name(screen.language).to_owned(),
            state: look(state),
            number: if number == 0 { String::new() } else { number.to_string() },
            words: screen.text_with(&format!("theme-words-{}", state.word()), &arguments),
        }
    });
    let waiting = waiting::at(&Words::of(screen), factory, seen, frame);
    let slipped = u32::try_from(waiting.iter().filter(|waits| waits.since.is_some()).count()).unwrap_or(0);
    let order = worst(&own.values().copied().collect::<Vec<_>>(), slipped);
    let followed = seen.at_stake.of_factory(factory.id).filter(|one| one.published.is_some());
    let people = followed.map(|one| Other {
        url: format!("/pathways/{}/people", one.pathway.id),
        text: screen.text_with("following-people", &[("name", one.pathway.name.as_str().into())]),
    });
    let row = FactoryRow {
        url: format!("/factories/{}/pathway", factory.id),
        name: factory.name.clone(),
        group_only: factory.group_only,
        no_cycle: factory.cycle.is_none() && !factory.group_only,
        adviser: factory.adviser.clone().unwrap_or_default(),
        next_visit: factory.next_visit,
        cells: cells.collect(),
        people: people.collect(),
        needs_you: !waiting.is_empty(),
        waits: waiting,
    };
    (order, row)
}

#[derive(Serialize)]
pub struct HomePage {
    summary: String,
    columns: Vec<String>,
    factories: Vec<FactoryRow>,
    legend: Vec<Legend>,
    /// Where there are more than stand on one page.
    pager: Option<Pager>,
    other: Option<Other>,
}

#[derive(Serialize)]
struct Other {
    url: String,
    text: String,
}

#[derive(Serialize)]
struct Legend {
    state: &'static str,
    word: String,
}

#[derive(Serialize)]
struct FactoryRow {
    url: String,
    name: String,
    group_only: bool,
    no_cycle: bool,
    adviser: String,
    next_visit: Option<NaiveDate>,
    cells: Vec<Cell>,
    /// People by the steps of each pathway that they follow.
    people: Vec<Other>,
    needs_you: bool,
    waits: Vec<Waits>,
}

#[derive(Serialize)]
struct Cell {
    column: String,
    state: &'static str,
    number: String,
    words: String,
}

#[derive(Serialize)]
pub struct Waits {
    pub what: String,
    url: String,
    /// What the day says: since when it has been late, or broken.
    lasting: String,
    pub since: Option<NaiveDate>,
    pub whom: String,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "pathways/home";

    fn examples() -> Vec<Self> {
        let empty = || Self {
            summary: "0".to_owned(),
            columns: Vec::new(),
            factories: Vec::new(),
            legend: Vec::new(),
            pager: None,
            other: None,
        };
        let cell = |state, number: &str| Cell {
            column: "Working time".to_owned(),
            state,
            number: number.to_owned(),
            words: "…".to_owned(),
        };
        let waits = |since| Waits {
            what: "Overtime".to_owned(),
            url: "/pathways/1".to_owned(),
            lasting: "late since".to_owned(),
            since,
            whom: "Committee".to_owned(),
        };
        let row = |group_only, next_visit: Option<NaiveDate>, waits: Vec<Waits>| FactoryRow {
            url: "/factories/1/pathway".to_owned(),
            name: "Northwind Garments".to_owned(),
            group_only,
            no_cycle: next_visit.is_none() && !group_only,
            adviser: if group_only { String::new() } else { "Lê Quang Huy".to_owned() },
            next_visit,
            cells: vec![cell("overdue", "3"), cell("not-needed", "")],
            people: match group_only {
                true => Vec::new(),
                false => vec![Other { url: "/pathways/1/people".to_owned(), text: "…".to_owned() }],
            },
            needs_you: true,
            waits,
        };
        let full = Self {
            columns: vec!["Working time".to_owned(), "Contracts".to_owned()],
            factories: vec![
                row(false, Some(NaiveDate::default()), vec![waits(Some(NaiveDate::default())), waits(None)]),
                row(true, None, Vec::new()),
                row(false, None, Vec::new()),
            ],
            legend: vec![Legend { state: "overdue", word: "overdue".to_owned() }],
            pager: Some(Pager::example()),
            other: Some(Other { url: "/pathways".to_owned(), text: "…".to_owned() }),
            ..empty()
        };
        vec![empty(), full]
    }
}
