//! Items and pathways that lie with somebody of a factory, for their home.

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use crate::{
    learning::charges::{Charge, Charges},
    platform::{Actor, Language, Outcome, Read, Screen},
};

/// In the factories to which $1 belongs on the day $2.
const LIE_WITH: &str = "\
    SELECT 'item' AS kind, i.id AS id, p.name_en AS name_en, p.name_vi AS name_vi, o.name AS factory, i.due_on AS due_on \
    FROM improvement_item i JOIN compliance_point p ON p.code = i.point_code \
    JOIN organisation o ON o.id = i.factory_id \
    WHERE i.owner_person_id = $1 AND i.state <> 'verified' AND i.factory_id IN ({factories}) \
    UNION ALL \
    SELECT 'pathway' AS kind, w.id AS id, w.name AS name_en, w.name AS name_vi, o.name AS factory, w.ends_on AS due_on \
    FROM pathway w JOIN organisation o ON o.id = w.organisation_id \
    WHERE w.owner_person_id = $1 AND w.ended_at IS NULL AND w.organisation_id IN ({factories})";
const FACTORIES: &str = "\
    SELECT m.organisation_id FROM membership m \
    WHERE m.person_id = $1 AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2)";

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    id: uuid::Uuid,
    name_en: String,
    name_vi: String,
    factory: String,
    due_on: Option<NaiveDate>,
}

pub struct InCharge;

#[async_trait::async_trait(?Send)]
impl Charges for InCharge {
    async fn of(
        &self,
        screen: &Screen,
        read: &Read,
        actor: &Actor,
        today: NaiveDate,
    ) -> Outcome<Vec<Charge>> {
        let sql = LIE_WITH.replace("{factories}", FACTORIES);
        let values = [actor.person.0.into(), today.into()];
        let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
        let rows = Row::find_by_statement(statement).all(read).await?;
        let mut charges: Vec<Charge> = rows.into_iter().map(|row| charge(screen, row)).collect();
        charges.sort_by(|one, other| {
            let order = |charge: &Charge| (charge.due_on.is_none(), charge.due_on);
            order(one).cmp(&order(other)).then_with(|| one.title.cmp(&other.title))
        });
        Ok(charges)
    }
}

fn charge(screen: &Screen, row: Row) -> Charge {
    let title = match screen.language {
        Language::Vi => row.name_vi,
        Language::En => row.name_en,
    };
    let (path, key) = match row.kind.as_str() {
        "pathway" => (format!("/pathways/{}", row.id), "charge-of-pathway"),
        _ => (format!("/improvement-items/{}", row.id), "charge-of-plan"),
    };
    let within = screen.text_with(key, &[("factory", row.factory.into())]);
    Charge { path, title, within, due_on: row.due_on }
}
