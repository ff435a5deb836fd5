//! The table of suggestions, in force and ended: sorted, searched, by country.

use std::{cmp::Ordering, collections::HashMap};

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::parts::title_of;
use crate::{
    catalogue,
    improvement::{self, Point},
    organisations::country_filters,
    pathways::{
        access::{ChangeSuggestion, ChangeSuggestions, SeeSuggestions},
        suggestions::{self, is_of_course, model::Rule, store},
    },
    platform::{
        Action, Db, Judgement, Outcome, Page, Permit, Screen,
        folding::fold,
        pages::{Filter, ListQuery, PAGE, Pager, SortHead},
    },
};

/// By what the table is sorted where nobody asks otherwise.
const DEFAULT: &str = "name";

pub async fn show(
    screen: Screen,
    permit: Permit<SeeSuggestions>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let read = db.read();
    let listings = catalogue::listings(read).await?;
    let points = improvement::points_by_code(read).await?;
    let today = db.clock().now().date_naive();
    let offered = |course: &String| listings.iter().any(|listing| listing.slug == *course);
    let all = suggestions::rows(store::changed_rules(read).await?, &listings);
    let line = |rule: &Rule| RuleLine {
        url: (ChangeSuggestion::judge(&permit.actor, rule) == Judgement::Allow)
            .then(|| format!("/suggestions/{}", rule.code)),
        code: rule.code.clone(),
        name: title_of(&rule.learning.titles, screen.language.code()),
        kind: screen.text(&format!("pathway-kind-{}", rule.learning.kind.word())),
        points: points_of(&screen, rule, &points),
        causes: rule.root_causes.join(", "),
        country: country_of(&screen, rule.country.as_deref()),
        valid_from: Some(rule.valid_from).filter(|from| *from > NaiveDate::MIN),
        valid_until: rule.valid_until,
        in_force: rule.is_in_force(rule.country.as_deref(), today),
        withdrawn: rule.learning.course.as_ref().is_some_and(|course| !offered(course)),
        source: match is_of_course(rule) {
            true => screen.text("suggestion-source-course"),
            false => rule.source.clone(),
        },
    };
    let (wanted, country) = (fold(query.text("search")), query.text("country"));
    let mut rows: Vec<RuleLine> =
        all.iter().filter(|rule| holds_in(rule, country)).map(line).filter(|row| row.says(&wanted)).collect();
    let (by, descends) = query.sort(DEFAULT);
    rows.sort_by(|one, other| match descends {
        true => one.compared(other, by).reverse(),
        false => one.compared(other, by),
    });
    let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let first = usize::try_from((query.page() - 1).saturating_mul(PAGE)).unwrap_or(usize::MAX);
    screen.show(&SuggestionTablePage {
        rows: rows.into_iter().skip(first).take(usize::try_from(PAGE).unwrap_or(usize::MAX)).collect(),
        search: query.text("search").to_owned(),
        country: country.to_owned(),
        countries: filters(&screen, &query, &all),
        by_name: query.head("name", DEFAULT),
        by_country: query.head("country", DEFAULT),
        by_start: query.head("from", DEFAULT),
        pager: query.pager(&screen, "suggestion-shown", total),
        may_change: permit.actor.may_anywhere(ChangeSuggestions::NAME),
    })
}

/// Whether a row counts in a country; every row does where none was asked for.
fn holds_in(rule: &Rule, country: &str) -> bool {
    country.is_empty() || rule.country.as_deref().is_none_or(|own| own == country)
}

pub fn country_of(screen: &Screen, country: Option<&str>) -> String {
    country.map_or_else(
        || screen.text("suggestion-every-country"),
        |country| screen.text(&format!("country-{country}")),
    )
}

fn points_of(screen: &Screen, rule: &Rule, points: &HashMap<String, Point>) -> String {
    let name = |code: &String| match points.get(code) {
        Some(point) => point.name(screen.language).to_owned(),
        None => code.clone(),
    };
    let named: Vec<String> = rule.compliance_points.iter().map(name).collect();
    if named.is_empty() { screen.text("suggestion-any-point") } else { named.join(", ") }
}

/// All, and each country that has a row of its own; nothing where none has.
fn filters(screen: &Screen, query: &ListQuery, rules: &[Rule]) -> Vec<Filter> {
    let own = rules.iter().filter_map(|rule| rule.country.as_deref());
    country_filters(screen, query, "suggestion-all-rows", 1, own)
}

#[derive(Serialize)]
pub struct SuggestionTablePage {
    rows: Vec<RuleLine>,
    search: String,
    country: String,
    countries: Vec<Filter>,
    by_name: SortHead,
    by_country: SortHead,
    by_start: SortHead,
    pager: Pager,
    may_change: bool,
}

#[derive(Clone, Serialize)]
struct RuleLine {
    url: Option<String>,
    code: String,
    name: String,
    kind: String,
    points: String,
    causes: String,
    country: String,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    in_force: bool,
    withdrawn: bool,
    source: String,
}

impl RuleLine {
    fn says(&self, wanted: &str) -> bool {
        let own = [&self.name, &self.code, &self.points, &self.causes, &self.source];
        own.into_iter().any(|text| fold(text).contains(wanted))
    }

    fn compared(&self, other: &Self, by: &str) -> Ordering {
        let own = match by {
            "country" => fold(&self.country).cmp(&fold(&other.country)),
            "from" => self.valid_from.cmp(&other.valid_from),
            _ => Ordering::Equal,
        };
        own.then_with(|| fold(&self.name).cmp(&fold(&other.name))).then_with(|| self.code.cmp(&other.code))
    }
}

impl Page for SuggestionTablePage {
    const TEMPLATE: &'static str = "pathways/table";

    fn examples() -> Vec<Self> {
        let row = RuleLine {
            url: Some("/suggestions/osh-walk-through".to_owned()),
            code: "osh-walk-through".to_owned(),
            name: "Safety walk-through".to_owned(),
            kind: "Workshop".to_owned(),
            points: "Emergency preparedness".to_owned(),
            causes: "no owner".to_owned(),
            country: "Viet Nam".to_owned(),
            valid_from: Some(NaiveDate::default()),
            valid_until: Some(NaiveDate::default()),
            in_force: false,
            withdrawn: true,
            source: "…".to_owned(),
        };
        let lasting = RuleLine {
            url: None,
            valid_from: None,
            valid_until: None,
            in_force: true,
            withdrawn: false,
            causes: String::new(),
            ..row.clone()
        };
        let page = |rows, search: &str, may_change| Self {
            rows,
            search: search.to_owned(),
            country: if may_change { "VN".to_owned() } else { String::new() },
            countries: vec![Filter::example()],
            by_name: SortHead::example(),
            by_country: SortHead::example(),
            by_start: SortHead::example(),
            pager: Pager::example(),
            may_change,
        };
        vec![page(vec![row, lasting], "", true), page(Vec::new(), "none", false)]
    }
}
