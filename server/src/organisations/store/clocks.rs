//! Conditions over many organisations of which each has its own day.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::platform::language::zones;

/// What holds on the day that it is for the organisation in this column.
pub fn by_its_day<C: ColumnTrait>(
    organisation: C,
    now: DateTime<Utc>,
    holds_on: impl Fn(NaiveDate) -> Condition,
) -> Condition {
    let mut any = Condition::any();
    let mut elsewhere = Vec::new();
    for (day, countries) in zones::other_days(now) {
        let there = organisation.in_subquery(in_countries(&countries));
        any = any.add(Condition::all().add(there).add(holds_on(day)));
        elsewhere.extend(countries);
    }
    if elsewhere.is_empty() {
        return holds_on(now.date_naive());
    }
    let other = organisation.not_in_subquery(in_countries(&elsewhere));
    any.add(Condition::all().add(other).add(holds_on(now.date_naive())))
}

fn in_countries(countries: &[&'static str]) -> SelectStatement {
    let mut select = Query::select();
    select
        .column(("organisation", "id"))
        .from("organisation")
        .and_where(Expr::col(("organisation", "country")).is_in(countries.iter().copied()));
    select
}
