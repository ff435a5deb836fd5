//! A threshold is set from a day on, with a reason.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::{ChangeRules, Scope},
    store,
};
use crate::{
    engagement::model::{
        clock::day_in,
        settings::{Rule, Setting},
    },
    organisations::countries,
    platform::{FieldErrors, Outcome, Permit, UnitOfWork, audit},
};

/// What was typed of a threshold.
#[derive(Clone, Debug, Default)]
pub struct TypedSetting {
    pub rule: Option<Rule>,
    /// Empty for everywhere.
    pub country: String,
    pub amount: Option<u32>,
    pub from_on: Option<NaiveDate>,
    pub reason: String,
}

/// # Errors
/// `Problem::Denied` where the country is out of the actor's reach; `Problem::Invalid` for an amount outside the
/// bounds of the rule, and for a day that is over: what held is not changed afterwards.
pub async fn set(work: &mut UnitOfWork, permit: &Permit<ChangeRules>, typed: &TypedSetting) -> Outcome<()> {
    let country = Some(typed.country.as_str()).filter(|country| !country.is_empty());
    let today = day_in(country, work.now());
    let mut errors = FieldErrors::default();
    let rule = errors.take("rule", typed.rule.ok_or("rule-missing"));
    let within = |amount: &u32| rule.is_none_or(|rule| (rule.bounds().0..=rule.bounds().1).contains(amount));
    let amount = errors.take("amount", typed.amount.filter(within).ok_or("rule-amount-wrong"));
    let from_on = errors.take("from_on", typed.from_on.filter(|day| *day >= today).ok_or("rule-day-wrong"));
    let country = match typed.country.as_str() {
        "" => Some(String::new()),
        code => errors.take("country", countries::parse(code)).map(str::to_owned),
    };
    if typed.reason.is_empty() {
        errors.add("reason", "engagement-reason-missing");
    }
    match (rule, amount, from_on, country) {
        (Some(rule), Some(amount), Some(from_on), Some(country)) if errors.is_empty() => {
            let scope = if country.is_empty() { Scope::Everywhere } else { Scope::Country(country.clone()) };
            Permit::<ChangeRules>::judge(permit.actor.clone(), scope)?;
            let setting = Setting { rule, country, amount, from_on, made: 0 };
            let id = store::add(work, &setting, &typed.reason, permit.actor.person).await?;
            let details = json!({
                "rule": rule, "country": setting.country, "amount": amount, "from_on": from_on
            });
            let entry = audit::Entry::of("rule-setting.change", "rule-setting", id).with(details);
            audit::write(work, permit.actor.person, entry).await
        }
        _ => Err(errors.into()),
    }
}
