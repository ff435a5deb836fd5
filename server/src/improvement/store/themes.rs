//! The items that count for a factory, theme by theme.

use chrono::{Days, NaiveDate};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::platform::{OrganisationId, Outcome, Read};

/// Those of the last cycle of a factory's plan, and what earlier cycles left open that no later one found again. Grouped, the
/// last cycle is looked up once for each factory; PostgreSQL would look it up for every item.
const THEMES: &str = "\
    SELECT i.factory_id AS factory_id, p.cluster_code AS cluster, {counts} \
    FROM (SELECT o.id AS id, (SELECT MAX(l.cycle_number) FROM improvement_item l WHERE l.factory_id = o.id) AS last \
        FROM organisation o WHERE o.id IN ({factories}) GROUP BY o.id) f \
    JOIN improvement_item i ON i.factory_id = f.id AND (i.cycle_number = f.last OR (i.state <> 'verified' \
        AND NOT EXISTS (SELECT 1 FROM improvement_item n WHERE n.factory_id = i.factory_id \
            AND n.point_code = i.point_code AND n.cycle_number > i.cycle_number))) \
    JOIN compliance_point p ON p.code = i.point_code \
    GROUP BY i.factory_id, p.cluster_code";

/// An item is due soon so many days before its day.
const SOON: Days = Days::new(7);

/// A row for each of these factories and each theme of which it has items, all in one query: `factory_id`, `cluster` (its
/// code), and each of `counts`, a name with the condition that an item `i` counts by, in which `$1` is today and `$2`
/// the last day that is soon.
pub async fn counts_by_theme<C: FromQueryResult>(
    read: &Read,
    counts: &[(&str, &str)],
    factories: &[OrganisationId],
    today: NaiveDate,
) -> Outcome<Vec<C>> {
    if factories.is_empty() {
        return Ok(Vec::new());
    }
    let count = |(name, condition): &(&str, &str)| {
        format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS BIGINT) AS {name}")
    };
    let counts: Vec<String> = counts.iter().map(count).collect();
    let places: Vec<String> = (3..).take(factories.len()).map(|place| format!("${place}")).collect();
    let sql = THEMES.replace("{counts}", &counts.join(", ")).replace("{factories}", &places.join(", "));
    let soon = today.checked_add_days(SOON).unwrap_or(today);
    let mut values: Vec<Value> = vec![today.into(), soon.into()];
    values.extend(factories.iter().map(|factory| Value::from(factory.0)));
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    Ok(C::find_by_statement(statement).all(read).await?)
}
