//! What the audit is asked by those who may read it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use uuid::Uuid;

use super::entry;
use crate::platform::{OrganisationId, Outcome, PersonId, Read};

/// One line of the audit, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub actor: PersonId,
    pub action: String,
    pub subject_kind: String,
    pub subject: Uuid,
    pub organisation: Option<OrganisationId>,
    pub details: String,
}

/// Which lines. What is `None` or empty asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Done by one of these, or done to one of these.
    pub people: Option<Vec<Uuid>>,
    pub action: String,
    pub organisations: Option<Vec<OrganisationId>>,
    /// From the first moment of this day (UTC).
    pub from: Option<NaiveDate>,
    /// To the last moment of this day.
    pub until: Option<NaiveDate>,
}

/// Where a line stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(DateTime<Utc>, Uuid);

impl Line {
    pub fn place(&self) -> Place {
        Place(self.at, self.id)
    }
}

impl From<entry::Model> for Line {
    fn from(row: entry::Model) -> Self {
        Self {
            id: row.id,
            at: row.at,
            actor: row.actor_id,
            action: row.action,
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            organisation: row.organisation_id,
            details: row.details,
        }
    }
}

impl Wanted {
    fn condition(&self) -> Condition {
        use entry::Column;
        let mut all = Condition::all();
        if let Some(people) = &self.people {
            let actors = people.iter().copied().map(PersonId);
            all = all.add(
                Condition::any()
                    .add(Column::ActorId.is_in(actors))
                    .add(Column::SubjectId.is_in(people.iter().copied())),
            );
        }
        if !self.action.is_empty() {
            all = all.add(Column::Action.eq(self.action.as_str()));
        }
        if let Some(organisations) = &self.organisations {
            all = all.add(Column::OrganisationId.is_in(organisations.iter().copied()));
        }
        if let Some(day) = self.from {
            all = all.add(Column::At.gte(begin_of(day)));
        }
        if let Some(day) = self.until.and_then(|day| day.checked_add_days(Days::new(1))) {
            all = all.add(Column::At.lt(begin_of(day)));
        }
        all
    }
}

fn begin_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc()
}

/// Up to `limit` lines, the newest first, leaving out `offset`.
pub async fn lines(read: &Read, wanted: &Wanted, offset: u64, limit: u64) -> Outcome<Vec<Line>> {
    let rows = entry::Entity::find()
        .filter(wanted.condition())
        .order_by_desc(entry::Column::At)
        .order_by_desc(entry::Column::Id)
        .offset(offset)
        .limit(limit)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// Up to `limit` lines behind a place, the newest first: a long list is walked without counting from its beginning.
pub async fn lines_behind(
    read: &Read,
    wanted: &Wanted,
    behind: Option<Place>,
    limit: u64,
) -> Outcome<Vec<Line>> {
    use entry::Column;
    let mut asked = wanted.condition();
    if let Some(Place(at, id)) = behind {
        let same = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id));
        asked = asked.add(Column::At.lte(at)).add(Condition::any().add(Column::At.lt(at)).add(same));
    }
    let rows = entry::Entity::find()
        .filter(asked)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

pub async fn count(read: &Read, wanted: &Wanted) -> Outcome<u64> {
    Ok(entry::Entity::find().filter(wanted.condition()).count(read).await?)
}

/// Every action that stands in the audit, by jumps in the index: as many steps as there are actions.
pub async fn actions(read: &Read) -> Outcome<Vec<String>> {
    let sql = "WITH RECURSIVE seen(action) AS (SELECT MIN(action) FROM audit UNION ALL \
        SELECT (SELECT MIN(a.action) FROM audit a WHERE a.action > seen.action) FROM seen \
        WHERE seen.action IS NOT NULL) SELECT action FROM seen WHERE action IS NOT NULL";
    let statement = Statement::from_string(read.get_database_backend(), sql);
    let rows = read.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}
