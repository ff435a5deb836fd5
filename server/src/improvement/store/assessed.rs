//! What a factory's items show for themselves: evidence, and whether assessments found them.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::items::ItemId;
use crate::{
    improvement::model::SourceKind,
    platform::{OrganisationId, Outcome, Read},
};

/// A cycle of which an assessment speaks, with a point that it found; without one, where it was only released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    pub cycle_number: i32,
    pub point_code: String,
}

#[derive(FromQueryResult)]
struct Row {
    item_id: Option<ItemId>,
    cycle_number: i32,
    point_code: String,
    evidence: i64,
    assessed: i32,
}

/// The pieces of evidence of each item of a factory that has some, and what assessments say of the factory: one query. Of
/// an assessment that is not released nothing is a source yet, and nothing is told here.
pub async fn evidence_and_assessed(
    read: &Read,
    factory: OrganisationId,
) -> Outcome<(HashMap<ItemId, u64>, Vec<Assessed>)> {
    const SQL: &str = "\
        SELECT i.id AS item_id, i.cycle_number AS cycle_number, i.point_code AS point_code, \
        COUNT(*) AS evidence, 0 AS assessed \
        FROM improvement_item i JOIN improvement_evidence e ON e.item_id = i.id \
        WHERE i.factory_id = $1 AND e.withdrawn_at IS NULL GROUP BY i.id, i.cycle_number, i.point_code \
        UNION ALL SELECT NULL, i.cycle_number, i.point_code, 0, 1 \
        FROM improvement_source s JOIN improvement_item i ON i.id = s.item_id \
        WHERE s.factory_id = $2 AND s.kind = $3 AND s.gone_on IS NULL GROUP BY i.cycle_number, i.point_code \
        UNION ALL SELECT NULL, c.number, '', 0, 1 FROM assessment a JOIN cycle c ON c.id = a.cycle_id \
        WHERE a.organisation_id = $4 AND a.released_on IS NOT NULL";
    let factory = sea_orm::Value::from(factory.0);
    let assessment = SourceKind::BwAssessment.word().into();
    let values = [factory.clone(), factory.clone(), assessment, factory];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), SQL, values);
    let rows = Row::find_by_statement(statement).all(read).await?;
    let count = |row: &Row| Some((row.item_id?, u64::try_from(row.evidence).ok().filter(|some| *some > 0)?));
    let evidence = rows.iter().filter_map(count).collect();
    let said = rows.into_iter().filter(|row| row.assessed == 1);
    let assessed = |row: Row| Assessed { cycle_number: row.cycle_number, point_code: row.point_code };
    Ok((evidence, said.map(assessed).collect()))
}
