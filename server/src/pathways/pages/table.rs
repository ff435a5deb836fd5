//! The table of suggestions as it is in force.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::parts::title_of;
use crate::{
    catalogue, improvement,
    pathways::{
        access::ChangeSuggestions,
        suggestions::{self, model::Rule, store},
    },
    platform::{Db, Outcome, Page, Permit, Screen},
};

pub async fn show(screen: Screen, _: Permit<ChangeSuggestions>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let read = db.read();
    let listings = catalogue::listings(read).await?;
    let points = improvement::points_by_code(read).await?;
    let today = db.clock().now().date_naive();
    let language = screen.language;
    let point =
        |code: &String| points.get(code).map_or(code.as_str(), |point| point.name(language)).to_owned();
    let line = |rule: &Rule| {
        let named: Vec<String> = rule.compliance_points.iter().map(point).collect();
        RuleLine {
            code: rule.code.clone(),
            name: title_of(&rule.learning.titles, language.code()),
            kind: screen.text(&format!("pathway-kind-{}", rule.learning.kind.word())),
            points: match named.is_empty() {
                true => screen.text("suggestion-any-point"),
                false => named.join(", "),
            },
            causes: rule.root_causes.join(", "),
            country: match &rule.country {
                Some(country) => screen.text(&format!("country-{country}")),
                None => screen.text("suggestion-every-country"),
            },
            valid_from: Some(rule.valid_from).filter(|from| *from > NaiveDate::MIN),
            valid_until: rule.valid_until,
            in_force: rule.is_in_force(rule.country.as_deref(), today),
            source: match rule.source.as_str() {
                "" => screen.text("suggestion-source-course"),
                source => source.to_owned(),
            },
        }
    };
    let rows = suggestions::table(store::changed_rules(read).await?, &listings).iter().map(line).collect();
    screen.show(&SuggestionTablePage { rows })
}

#[derive(Serialize)]
pub struct SuggestionTablePage {
    rows: Vec<RuleLine>,
}

#[derive(Clone, Serialize)]
struct RuleLine {
    code: String,
    name: String,
    kind: String,
    points: String,
    causes: String,
    country: String,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    in_force: bool,
    source: String,
}

impl Page for SuggestionTablePage {
    const TEMPLATE: &'static str = "pathways/table";

    fn examples() -> Vec<Self> {
        let row = RuleLine {
            code: "osh-walk-through".to_owned(),
            name: "Safety walk-through".to_owned(),
            kind: "Workshop".to_owned(),
            points: "Emergency preparedness".to_owned(),
            causes: "no owner".to_owned(),
            country: "Viet Nam".to_owned(),
            valid_from: Some(NaiveDate::default()),
            valid_until: Some(NaiveDate::default()),
            in_force: false,
            source: "…".to_owned(),
        };
        let lasting = RuleLine {
            valid_from: None,
            valid_until: None,
            in_force: true,
            causes: String::new(),
            ..row.clone()
        };
        vec![Self { rows: vec![row, lasting] }]
    }
}
