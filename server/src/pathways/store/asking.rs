//! Whose answer a pathway waits for.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement};

use super::{pathways::Pathway, rows::pathway_row};
use crate::{
    pathways::model::{PathwayId, Side},
    platform::{Outcome, PersonId, Read, roles::Role},
};

/// Whether the pathway `w` asks the committee, within a query: it has an owner, dates and steps, and is not published as it
/// is.
pub const ASKS: &str = "w.ended_at IS NULL AND w.owner_person_id IS NOT NULL \
    AND w.starts_on IS NOT NULL AND w.ends_on IS NOT NULL \
    AND EXISTS (SELECT 1 FROM pathway_step s WHERE s.pathway_id = w.id AND s.removed_at IS NULL) \
    AND NOT EXISTS (SELECT 1 FROM pathway_revision r WHERE r.pathway_id = w.id AND r.changes = w.changes)";

/// Whether nobody of the side `{side}` said anything of the pathway `w` as it is, within a query.
pub const UNANSWERED: &str = "NOT EXISTS (SELECT 1 FROM pathway_confirmation y WHERE y.pathway_id = w.id \
    AND y.changes = w.changes AND y.side = {side})";

/// On the day `$1`, of pathways changed last between `$2` and `$3`.
const ASKED: &str = "\
    SELECT DISTINCT w.id AS pathway, m.person_id AS person FROM pathway w \
    JOIN membership m ON m.organisation_id = w.organisation_id \
        AND m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1) \
    WHERE {asks} AND w.changed_at > $2 AND w.changed_at <= $3 AND w.changed_by_person_id <> m.person_id \
    AND ({by_role} OR EXISTS (SELECT 1 FROM committee t JOIN committee_member k ON k.committee_id = t.id \
            WHERE t.organisation_id = w.organisation_id AND k.person_id = m.person_id \
            AND k.from_on <= $1 AND (k.until_on IS NULL OR k.until_on >= $1) AND {seated}))";

/// Where nobody with an account sits on the side, its role in the factory answers.
const BY_ROLE: &str = "m.role = '{role}' AND {unanswered} \
    AND NOT EXISTS (SELECT 1 FROM committee t JOIN committee_member k ON k.committee_id = t.id \
        JOIN membership n ON n.person_id = k.person_id AND n.organisation_id = t.organisation_id \
            AND n.starts_on <= $1 AND (n.ends_on IS NULL OR n.ends_on >= $1) \
        WHERE t.organisation_id = w.organisation_id AND k.side = '{side}' \
        AND k.from_on <= $1 AND (k.until_on IS NULL OR k.until_on >= $1))";

/// Somebody whose side has not answered yet.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Asked {
    pub pathway: PathwayId,
    pub person: PersonId,
}

/// Those who may answer for a side that has not; who changed the pathway last knows of it.
pub async fn asked(
    read: &Read,
    today: NaiveDate,
    (after, until): (DateTime<Utc>, DateTime<Utc>),
) -> Outcome<Vec<Asked>> {
    let by_role = |(role, side): (Role, Side)| {
        BY_ROLE
            .replace("{role}", role.word())
            .replace("{unanswered}", &UNANSWERED.replace("{side}", &format!("'{}'", side.word())))
            .replace("{side}", side.word())
    };
    let by_role =
        [(Role::FactoryManager, Side::Management), (Role::WorkersRepresentative, Side::Workers)].map(by_role);
    let sql = ASKED
        .replace("{asks}", ASKS)
        .replace("{by_role}", &by_role.join(" OR "))
        .replace("{seated}", &UNANSWERED.replace("{side}", "k.side"));
    let values = [today.into(), after.into(), until.into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    Ok(Asked::find_by_statement(statement).all(read).await?)
}

/// Those of `ids` that are there; no query where there are none.
pub async fn called(
    read: &Read,
    ids: impl IntoIterator<Item = PathwayId>,
) -> Outcome<HashMap<PathwayId, Pathway>> {
    let ids: Vec<PathwayId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = pathway_row::Entity::find().filter(pathway_row::Column::Id.is_in(ids)).all(read).await?;
    Ok(rows.into_iter().map(|pathway| (pathway.id, pathway)).collect())
}
