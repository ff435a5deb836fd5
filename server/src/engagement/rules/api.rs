//! The thresholds as JSON: what holds, what was set from which day on and why.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::ChangeRules,
    commands::{self, TypedSetting},
    store::{self, KeptSetting},
};
use crate::{
    engagement::model::settings::{Rule, Setting, Thresholds},
    platform::{
        Access, Body, Db, Described, Outcome, Permit, PersonId, Read, RequestKey, Routes, pages::ListQuery,
    },
};

pub fn routes() -> Routes {
    const RULES: &str = "/api/v1/engagement-rules";
    let list = Described::new("engagement-rules", 200).asks(&["country"]).gives::<RuleList>();
    let set = Described::new("engagement-rule-set", 201).takes::<RuleBody>().gives::<RuleList>();
    Routes::new().api(Method::GET, RULES, Access::Token, list, self::list).api(
        Method::POST,
        RULES,
        Access::Token,
        set,
        self::set,
    )
}

#[derive(Serialize, ToSchema)]
pub struct RuleList {
    /// Those of today, everywhere or in the country that is asked for.
    rules: Vec<RuleShown>,
    /// Everything that was set, the newest first.
    settings: Vec<RuleSetting>,
}

#[derive(Serialize, ToSchema)]
pub struct RuleShown {
    rule: Rule,
    /// In the rule's own unit: the number of a cycle, days, people or percent.
    amount: u32,
    /// What holds where nothing was set.
    published: u32,
}

#[derive(Serialize, ToSchema)]
pub struct RuleSetting {
    rule: Rule,
    /// ISO 3166-1 alpha-2; empty where it holds everywhere.
    country: String,
    amount: u32,
    from_on: NaiveDate,
    reason: String,
    set_at: DateTime<Utc>,
    set_by: PersonId,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleBody {
    #[schema(required = true, nullable = false)]
    rule: Option<Rule>,
    /// ISO 3166-1 alpha-2; left out or empty, everywhere.
    country: Option<String>,
    #[schema(required = true, nullable = false)]
    amount: Option<u32>,
    /// Today or later.
    #[schema(required = true, nullable = false)]
    from_on: Option<NaiveDate>,
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
}

impl From<KeptSetting> for RuleSetting {
    fn from(kept: KeptSetting) -> Self {
        Self {
            rule: kept.setting.rule,
            country: kept.setting.country,
            amount: kept.setting.amount,
            from_on: kept.setting.from_on,
            reason: kept.reason,
            set_at: kept.at,
            set_by: kept.by,
        }
    }
}

async fn rules(read: &Read, country: &str, today: NaiveDate) -> Outcome<RuleList> {
    let kept = store::settings(read).await?;
    let settings: Vec<Setting> = kept.iter().map(|kept| kept.setting.clone()).collect();
    let country = Some(country).filter(|country| !country.is_empty());
    let in_force = Thresholds::in_force(&settings, country, today);
    let shown =
        |rule: &Rule| RuleShown { rule: *rule, amount: in_force.of(*rule), published: rule.published() };
    let rules = Rule::ALL.iter().map(shown).collect();
    Ok(RuleList { rules, settings: kept.into_iter().rev().map(RuleSetting::from).collect() })
}

pub async fn list(
    _: Permit<ChangeRules>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<RuleList>> {
    let today = db.clock().now().date_naive();
    Ok(web::Json(rules(db.read(), query.text("country"), today).await?))
}

pub async fn set(
    permit: Permit<ChangeRules>,
    key: RequestKey,
    body: Body<RuleBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let RuleBody { rule, country, amount, from_on, reason } = body.0;
    let text = |text: Option<String>| text.unwrap_or_default().trim().to_owned();
    let typed = TypedSetting { rule, country: text(country), amount, from_on, reason: text(reason) };
    let mut once = db.begin_once(&key).await?;
    commands::set(&mut once, &permit, &typed).await?;
    let now = rules(&once, &typed.country, once.now().date_naive()).await?;
    once.json(StatusCode::CREATED, &now).await
}
