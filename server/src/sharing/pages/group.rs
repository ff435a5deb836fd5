//! The factories of a manufacturing group by theme.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::{
    improvement::{self, Cluster},
    organisations::{
        country_filters, country_text,
        store::organisations::{self, Organisation},
    },
    platform::{
        Action, Argument, Db, Judgement, OrganisationId, Outcome, Page, Permit, Problem, Redirect, Screen,
        pages::{Filter, ListQuery},
    },
    sharing::{
        access::{SeeOwnGroups, SeeThemes, StartPathways, groups_of},
        model::ThemeState,
        store::{self, ThemeCount},
    },
};

#[derive(Serialize)]
pub struct GroupPage {
    group: String,
    group_url: String,
    summary: String,
    themes: Vec<String>,
    factories: Vec<FactoryLine>,
    countries: Vec<Filter>,
    /// Whether the factories stand in more than one country.
    abroad: bool,
    legend: Vec<Legend>,
    /// The pathways of these factories.
    pathways_url: String,
    /// For those who may begin pathways here.
    start_url: Option<String>,
}

#[derive(Serialize)]
struct FactoryLine {
    name: String,
    url: String,
    country: String,
    group_only: bool,
    cells: Vec<Cell>,
}

/// `number` is read by the piece as `this.number`.
#[derive(Serialize)]
struct Cell {
    theme: String,
    state: &'static str,
    number: String,
    words: String,
}

#[derive(Serialize)]
struct Legend {
    state: &'static str,
    word: String,
}

impl Page for GroupPage {
    const TEMPLATE: &'static str = "sharing/group";

    fn examples() -> Vec<Self> {
        let cell = |state, number: &str| Cell {
            theme: "…".to_owned(),
            state,
            number: number.to_owned(),
            words: "…".to_owned(),
        };
        let line = |group_only| FactoryLine {
            name: "Hải Đăng Garment".to_owned(),
            url: "/organisations/2".to_owned(),
            country: "Việt Nam".to_owned(),
            group_only,
            cells: vec![cell("overdue", "3"), cell("done", ""), cell("not-needed", "")],
        };
        let page = |factories, countries, abroad| Self {
            group: "Sao Mai Group".to_owned(),
            group_url: "/organisations/1".to_owned(),
            summary: "…".to_owned(),
            themes: vec!["…".to_owned(), "…".to_owned(), "…".to_owned()],
            factories,
            countries,
            abroad,
            legend: vec![Legend { state: "overdue", word: "…".to_owned() }],
            pathways_url: "/organisations/1/pathways".to_owned(),
            start_url: Some("/organisations/1/pathways/new".to_owned()),
        };
        let filter = Filter::example();
        vec![page(vec![line(false), line(true)], vec![filter], true), page(Vec::new(), Vec::new(), false)]
    }
}

/// The way in from the navigation.
pub async fn own(permit: Permit<SeeOwnGroups>) -> Outcome<Redirect> {
    let group = groups_of(&permit.actor).into_iter().next().ok_or(Problem::NotFound)?;
    Ok(Redirect::to(format!("/organisations/{group}/themes")))
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeThemes>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let read = db.read();
    let mut factories = organisations::factories_of(read, permit.id).await?;
    // Whoever looks after one country of a group sees its factories there.
    factories.retain(|factory| permit.actor.may(SeeThemes::NAME, &factory.place()));
    let there = factories.iter().filter_map(|factory| factory.country.as_deref());
    let countries = country_filters(&screen, &query, "group-all-countries", 2, there);
    let abroad = countries.len() > 2;
    let chosen = query.text("country");
    factories.retain(|factory| chosen.is_empty() || factory.country.as_deref() == Some(chosen));
    let ids: Vec<OrganisationId> = factories.iter().map(|factory| factory.id).collect();
    let today = organisations::day_in_all(&factories, db.clock().now());
    let counts = store::themes(read, &ids, today).await?;
    let clusters = improvement::clusters(read).await?;
    let counts: HashMap<(OrganisationId, &str), &ThemeCount> =
        counts.iter().map(|count| ((count.factory_id, count.cluster.as_str()), count)).collect();
    // Compared within a country: the same theme is another law elsewhere.
    factories.sort_by_cached_key(|factory| (factory.country.clone(), worst(&clusters, &counts, factory.id)));
    let lines = factories.iter().map(|factory| line(&screen, &clusters, &counts, factory)).collect();
    let own = factories.iter().filter(|factory| !factory.group_only).count();
    screen.show(&GroupPage {
        group: permit.name.clone(),
        group_url: format!("/organisations/{}", permit.id),
        summary: screen.text_with(
            "group-summary",
            &[("programme", whole(own)), ("others", whole(factories.len() - own))],
        ),
        themes: clusters.iter().map(|cluster| cluster.name(screen.language).to_owned()).collect(),
        factories: lines,
        countries,
        abroad,
        legend: ThemeState::ALL.iter().map(|state| legend(&screen, *state)).collect(),
        pathways_url: format!("/organisations/{}/pathways", permit.id),
        start_url: (StartPathways::judge(&permit.actor, &permit.subject) == Judgement::Allow)
            .then(|| format!("/organisations/{}/pathways/new", permit.id)),
    })
}

fn whole(number: usize) -> Argument {
    Argument::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn legend(screen: &Screen, state: ThemeState) -> Legend {
    Legend { state: state.mark(), word: screen.text(&format!("shared-theme-{}", state.word())) }
}

/// By which factories are put in order, the worst first.
fn worst(
    clusters: &[Cluster],
    counts: &HashMap<(OrganisationId, &str), &ThemeCount>,
    factory: OrganisationId,
) -> std::cmp::Reverse<(i64, i64, i64)> {
    let own = clusters.iter().filter_map(|cluster| counts.get(&(factory, cluster.code.as_str())));
    let sums = own.fold((0, 0, 0), |(overdue, soon, open), count| {
        let unverified = count.open + count.under_way + count.reported_fixed;
        (overdue + count.overdue, soon + count.due_soon, open + unverified)
    });
    std::cmp::Reverse(sums)
}

fn line(
    screen: &Screen,
    clusters: &[Cluster],
    counts: &HashMap<(OrganisationId, &str), &ThemeCount>,
    factory: &Organisation,
) -> FactoryLine {
    let cell = |cluster: &Cluster| {
        let (state, number) = counts
            .get(&(factory.id, cluster.code.as_str()))
            .map_or((ThemeState::Nothing, 0), |count| count.worst());
        let shown = number > 0 && state != ThemeState::Verified;
        let count = Argument::from(u32::try_from(number).unwrap_or(u32::MAX));
        Cell {
            theme: cluster.name(screen.language).to_owned(),
            state: state.mark(),
            number: if shown { number.to_string() } else { String::new() },
            words: screen.text_with(&format!("shared-theme-{}-words", state.word()), &[("count", count)]),
        }
    };
    FactoryLine {
        name: factory.name.clone(),
        url: format!("/organisations/{}", factory.id),
        country: country_text(screen, factory),
        group_only: factory.group_only,
        cells: clusters.iter().map(cell).collect(),
    }
}
