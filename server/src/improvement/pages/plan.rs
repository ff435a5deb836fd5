//! A factory's improvement plan.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::words::{self, Marked, plan_path};
use crate::{
    improvement::{
        access::{BringFindings, SeePlan},
        cycles,
        frame::store::{self as frame, Point, Theme},
        model::{ItemState, Severity},
        store::{
            evidence,
            items::{self, CycleCount, Item, ItemId, Sort, Wanted},
            sources::{self, Source},
        },
    },
    people::store::persons,
    platform::{
        Action, Argument, Db, Outcome, Page, Permit, PersonId, Screen,
        folding::fold,
        pages::{Filter, ListQuery, Pager, SortHead},
    },
};

#[derive(Serialize)]
pub struct PlanPage {
    factory: String,
    path: String,
    report: String,
    may_bring: bool,
    search: String,
    /// Verified of all, in words.
    summary: String,
    verified: u64,
    total: u64,
    states: Vec<Filter>,
    themes: Vec<Filter>,
    /// Where there is more than one.
    cycles: Vec<Filter>,
    /// What other cycles left open.
    elsewhere: Vec<Filter>,
    filtered: bool,
    /// The address asks for a filter that there is not.
    strange: bool,
    items: Vec<ItemLine>,
    by_point: SortHead,
    by_state: SortHead,
    by_severity: SortHead,
    by_due: SortHead,
    pager: Pager,
}

#[derive(Serialize)]
struct ItemLine {
    url: String,
    point: String,
    /// What was found, in the words of its newest source.
    found: String,
    state: Marked,
    severity: Marked,
    found_again: bool,
    overdue: bool,
    due_on: Option<NaiveDate>,
    owner: String,
    sources: String,
    evidence: u64,
}

impl Page for PlanPage {
    const TEMPLATE: &'static str = "improvement/plan";

    fn examples() -> Vec<Self> {
        let line = |found_again: bool| ItemLine {
            url: "/factories/1/improvement-plan/1".to_owned(),
            point: "Paid leave".to_owned(),
            found: "…".to_owned(),
            state: Marked::example("due"),
            severity: Marked::example("overdue"),
            found_again,
            overdue: found_again,
            due_on: found_again.then(NaiveDate::default),
            owner: if found_again { "Nguyễn Thị Lan".to_owned() } else { String::new() },
            sources: "…".to_owned(),
            evidence: u64::from(found_again),
        };
        let page = |items: Vec<ItemLine>, filtered: bool, elsewhere: bool| Self {
            factory: "Hoa Gạo Garment".to_owned(),
            path: "/factories/1/improvement-plan".to_owned(),
            report: "/factories/1/progress-report".to_owned(),
            may_bring: !filtered,
            search: String::new(),
            summary: "…".to_owned(),
            verified: 1,
            total: 3,
            states: vec![Filter::example()],
            themes: vec![Filter::example()],
            cycles: if filtered { Vec::new() } else { vec![Filter::example()] },
            elsewhere: if elsewhere { vec![Filter::example()] } else { Vec::new() },
            filtered,
            strange: filtered,
            items,
            by_point: SortHead::example(),
            by_state: SortHead::example(),
            by_severity: SortHead::example(),
            by_due: SortHead::example(),
            pager: Pager::example(),
        };
        vec![
            page(vec![line(true), line(false)], false, true),
            page(Vec::new(), true, false),
            page(Vec::new(), false, false),
            page(Vec::new(), false, true),
        ]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeePlan>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (read, today) = (db.read(), permit.day_at(db.clock().now()));
    let points = frame::points(read).await?;
    let themes = frame::themes(read).await?;
    let cycles = items::counts_by_cycle(read, permit.id).await?;
    let now = cycles::meant(read, permit.id).await?;
    let is_there = |asked: &i32| *asked == now || cycles.iter().any(|cycle| cycle.number == *asked);
    let asked = query.text("cycle").parse().ok().filter(is_there);
    let cycle = asked.unwrap_or(now);
    let wanted = wanted(&screen, &query, &points, Some(cycle), today);
    let (found, total) = items::page(read, permit.id, &wanted).await?;
    let counts = items::counts_by_state(read, permit.id, Some(cycle)).await?;
    let ids: Vec<ItemId> = found.iter().map(|item| item.id).collect();
    let sources = sources::of_items(read, &ids).await?;
    let evidence = evidence::counts(read, &ids).await?;
    let owners = persons::people(read, found.iter().filter_map(|item| item.owner_person_id)).await?;
    let owners = owners.into_iter().map(|(id, person)| (id, person.name)).collect();
    let about = About { screen: &screen, today, points: &points, owners, sources, evidence };
    let verified = counts.get(&ItemState::Verified).copied().unwrap_or(0);
    let all: u64 = counts.values().sum();
    let whole = |value: u64| Argument::from(u32::try_from(value).unwrap_or(u32::MAX));
    screen.show(&PlanPage {
        factory: permit.name.clone(),
        path: plan_path(permit.id),
        report: format!("/factories/{}/progress-report", permit.id),
        may_bring: permit.actor.may(BringFindings::NAME, &permit.place()),
        search: query.text("search").to_owned(),
        summary: screen
            .text_with("improvement-plan-progress", &[("verified", whole(verified)), ("total", whole(all))]),
        verified,
        total: all,
        states: states(&screen, &query, &counts),
        themes: theme_filters(&screen, &query, &themes),
        cycles: cycle_filters(&screen, &query, &cycles, (now, cycle)),
        elsewhere: elsewhere(&screen, &query, &cycles, cycle),
        filtered: ["search", "show", "theme", "severity"].iter().any(|name| !query.text(name).is_empty()),
        strange: is_strange(&query, asked, &themes),
        items: found.iter().map(|item| about.line(item)).collect(),
        by_point: query.head("point", "due"),
        by_state: query.head("state", "due"),
        by_severity: query.head("severity", "due"),
        by_due: query.head("due", "due"),
        pager: query.pager(&screen, "improvement-plan-items-shown", total),
    })
}

/// Whether the address asks for a cycle, a state, a severity or a theme that there is not.
fn is_strange(query: &ListQuery, asked: Option<i32>, themes: &[Theme]) -> bool {
    let known = |name: &str, fits: &dyn Fn(&str) -> bool| {
        let text = query.text(name);
        text.is_empty() || fits(text)
    };
    let states = |word: &str| ItemState::from_word(word).is_some() || ["again", "overdue"].contains(&word);
    !(known("cycle", &|_| asked.is_some())
        && known("show", &states)
        && known("state", &|_| false)
        && known("severity", &|word| Severity::from_word(word).is_some())
        && known("theme", &|code| themes.iter().any(|theme| theme.code == code)))
}

fn wanted<'w>(
    screen: &Screen,
    query: &'w ListQuery,
    points: &[Point],
    cycle: Option<i32>,
    today: NaiveDate,
) -> Wanted<'w> {
    let (sort, descending) = query.sort("due");
    let (search, theme) = (query.text("search"), query.text("theme"));
    let called = |point: &&Point| fold(point.name(screen.language)).contains(&fold(search));
    let codes = |points: Vec<&Point>| points.into_iter().map(|point| point.code.clone()).collect();
    let of_theme = points.iter().filter(|point| point.theme_code.as_deref() == Some(theme)).collect();
    Wanted {
        cycle,
        state: ItemState::from_word(query.text("show")),
        severity: Severity::from_word(query.text("severity")),
        found_again: query.text("show") == "again",
        overdue_on: (query.text("show") == "overdue").then_some(today),
        points: (!theme.is_empty()).then(|| codes(of_theme)),
        search,
        points_called: codes(points.iter().filter(called).collect()),
        sort: match sort {
            "point" => Sort::Point,
            "severity" => Sort::Severity,
            "state" => Sort::State,
            "found" => Sort::Found,
            _ => Sort::Due,
        },
        descending,
        page: query.page(),
    }
}

fn states(screen: &Screen, query: &ListQuery, counts: &HashMap<ItemState, u64>) -> Vec<Filter> {
    let filter = |word: &str, text: String| Filter::of(query, "show", word, text);
    let of_state = |state: &ItemState| {
        let count = counts.get(state).copied().unwrap_or(0);
        let name = screen.text(&format!("improvement-state-{}", state.word()));
        filter(state.word(), format!("{name} ({count})"))
    };
    std::iter::once(filter("", screen.text("improvement-plan-all-states")))
        .chain(ItemState::ALL.iter().map(of_state))
        .chain([
            filter("overdue", screen.text("improvement-plan-overdue")),
            filter("again", screen.text("improvement-plan-found-again")),
        ])
        .collect()
}

fn theme_filters(screen: &Screen, query: &ListQuery, themes: &[Theme]) -> Vec<Filter> {
    let all = Filter::of(query, "theme", "", screen.text("improvement-plan-all-themes"));
    let one = |theme: &Theme| Filter::of(query, "theme", &theme.code, theme.name(screen.language).to_owned());
    std::iter::once(all).chain(themes.iter().map(one)).collect()
}

/// Those of which there are items, and the one that the factory is in; nothing where that is one.
fn cycle_filters(
    screen: &Screen,
    query: &ListQuery,
    cycles: &[CycleCount],
    (now, chosen): (i32, i32),
) -> Vec<Filter> {
    let mut numbers: Vec<i32> = cycles.iter().map(|cycle| cycle.number).chain([now]).collect();
    numbers.sort_by_key(|number| std::cmp::Reverse(*number));
    numbers.dedup();
    if numbers.len() < 2 {
        return Vec::new();
    }
    let words = |number: i32| [("cycle", Argument::from(u32::try_from(number).unwrap_or(0)))];
    let filter = |number: &i32| Filter {
        current: *number == chosen,
        ..Filter::of(
            query,
            "cycle",
            &number.to_string(),
            screen.text_with("improvement-plan-cycle", &words(*number)),
        )
    };
    numbers.iter().map(filter).collect()
}

/// What is open in the cycles that are not shown.
fn elsewhere(screen: &Screen, query: &ListQuery, cycles: &[CycleCount], shown: i32) -> Vec<Filter> {
    let others = cycles.iter().filter(|cycle| cycle.number != shown && cycle.open > 0);
    let told = |cycle: &CycleCount| {
        let whole = |number: i64| Argument::from(u32::try_from(number).unwrap_or(u32::MAX));
        let words = [("count", whole(cycle.open)), ("cycle", whole(cycle.number.into()))];
        let text = screen.text_with("improvement-plan-open-elsewhere", &words);
        Filter::of(query, "cycle", &cycle.number.to_string(), text)
    };
    others.map(told).collect()
}

/// What the lines of a page need beside the items.
struct About<'a> {
    screen: &'a Screen,
    today: NaiveDate,
    points: &'a [Point],
    owners: HashMap<PersonId, String>,
    sources: HashMap<ItemId, Vec<Source>>,
    evidence: HashMap<ItemId, u64>,
}

impl About<'_> {
    fn line(&self, item: &Item) -> ItemLine {
        let sources = self.sources.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let mut kinds: Vec<String> = Vec::new();
        for source in sources {
            let word = self.screen.text(&format!("finding-source-{}", source.kind.word()));
            if !kinds.contains(&word) {
                kinds.push(word);
            }
        }
        let point = self.points.iter().find(|point| point.code == item.point_code);
        let owner = item.owner_person_id.and_then(|id| self.owners.get(&id).cloned());
        ItemLine {
            url: format!("{}/{}", plan_path(item.factory_id), item.id),
            point: point.map_or(&*item.point_code, |point| point.name(self.screen.language)).to_owned(),
            found: sources.last().map(|source| source.text.clone()).unwrap_or_default(),
            state: words::state(self.screen, item.state),
            severity: words::severity(self.screen, item.severity),
            found_again: item.found_again,
            overdue: item.is_overdue(self.today),
            due_on: item.due_on,
            owner: owner.unwrap_or_else(|| item.owner_name.clone()),
            sources: kinds.join(", "),
            evidence: self.evidence.get(&item.id).copied().unwrap_or(0),
        }
    }
}
