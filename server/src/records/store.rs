//! The table of records. There is no update and no delete here, and a test looks for them.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use super::model::{EnrolmentId, Object, RecordId, Statement, StatementResult, Verb};
use crate::platform::{Language, Outcome, PersonId, Problem, Read, UnitOfWork};

mod record {
    use sea_orm::entity::prelude::*;

    use super::{EnrolmentId, PersonId, RecordId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "record")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub sequence: i64,
        pub id: RecordId,
        pub person_id: PersonId,
        pub verb: String,
        pub object: String,
        pub enrolment_id: Option<EnrolmentId>,
        pub at: DateTimeUtc,
        pub stored_at: DateTimeUtc,
        pub statement: String,
        pub fingerprint: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A record as projectors see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub person: PersonId,
    pub verb: Verb,
    pub object: Object,
    pub result: StatementResult,
    pub enrolment: EnrolmentId,
    pub at: DateTime<Utc>,
}

impl From<&Statement> for Record {
    fn from(statement: &Statement) -> Self {
        Self {
            person: statement.person,
            verb: statement.verb,
            object: statement.object.clone(),
            result: statement.result.clone(),
            enrolment: statement.enrolment,
            at: statement.at,
        }
    }
}

/// Whether the row was new.
pub async fn insert(work: &UnitOfWork, statement: &Statement) -> Outcome<bool> {
    let inserted = record::Entity::insert(row(work, statement))
        .on_conflict(OnConflict::column(record::Column::Id).do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(inserted == 1)
}

/// Rows in one statement.
const AT_ONCE: usize = 1000;

/// The rows of statements that are new; one that is there already is a fault of the caller.
pub async fn insert_all(work: &UnitOfWork, statements: &[Statement]) -> Outcome<()> {
    let rows: Vec<_> = statements.iter().map(|statement| row(work, statement)).collect();
    for chunk in rows.chunks(AT_ONCE) {
        record::Entity::insert_many(chunk.to_vec()).exec_without_returning(work).await?;
    }
    Ok(())
}

fn row(work: &UnitOfWork, statement: &Statement) -> record::ActiveModel {
    record::ActiveModel {
        sequence: NotSet,
        id: Set(statement.id),
        person_id: Set(statement.person),
        verb: Set(statement.verb.word().to_owned()),
        object: Set(statement.object.path()),
        enrolment_id: Set(Some(statement.enrolment)),
        at: Set(statement.at),
        stored_at: Set(work.now()),
        statement: Set(statement.to_xapi().to_string()),
        fingerprint: Set(statement.fingerprint()),
    }
}

pub async fn fingerprint_of(read: &Read, id: RecordId) -> Outcome<Option<Vec<u8>>> {
    let found = record::Entity::find().filter(record::Column::Id.eq(id)).one(read).await?;
    Ok(found.map(|row| row.fingerprint))
}

/// Up to `limit` records after `sequence`, in their order, with the sequence of the last one.
pub async fn after(read: &Read, sequence: i64, limit: usize) -> Outcome<(Vec<Record>, Option<i64>)> {
    let rows = record::Entity::find()
        .filter(record::Column::Sequence.gt(sequence))
        .order_by_asc(record::Column::Sequence)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX))
        .all(read)
        .await?;
    let last = rows.last().map(|row| row.sequence);
    let records = rows.into_iter().map(read_row).collect::<Outcome<_>>()?;
    Ok((records, last))
}

/// What somebody did themselves, and when, in its order; what others did to their enrolments is left out.
pub async fn moments_of(read: &Read, person: PersonId) -> Outcome<Vec<(EnrolmentId, DateTime<Utc>)>> {
    let done_by_others =
        [Verb::Registered, Verb::Abandoned, Verb::Attended, Verb::Countersigned].map(Verb::word);
    let found = record::Entity::find()
        .select_only()
        .columns([record::Column::EnrolmentId, record::Column::At])
        .filter(record::Column::PersonId.eq(person))
        .filter(record::Column::EnrolmentId.is_not_null())
        .filter(record::Column::Verb.is_not_in(done_by_others))
        .order_by_asc(record::Column::At)
        .into_tuple()
        .all(read)
        .await?;
    Ok(found)
}

pub async fn record_count(read: &Read) -> Outcome<u64> {
    Ok(record::Entity::find().count(read).await?)
}

/// Ids of stored statements that cannot be read back, that say something else than when they were stored, or whose
/// columns tell another story than the statement.
pub async fn broken_records(read: &Read) -> Outcome<Vec<RecordId>> {
    let mut broken = Vec::new();
    let mut sequence = 0;
    loop {
        let rows = record::Entity::find()
            .filter(record::Column::Sequence.gt(sequence))
            .order_by_asc(record::Column::Sequence)
            .limit(1000)
            .all(read)
            .await?;
        let Some(last) = rows.last() else { return Ok(broken) };
        sequence = last.sequence;
        broken.extend(rows.into_iter().filter(|row| !is_whole(row)).map(|row| row.id));
    }
}

fn is_whole(row: &record::Model) -> bool {
    let Ok(statement) = serde_json::from_str::<serde_json::Value>(&row.statement) else { return false };
    let text = |pointer: &str| {
        statement.pointer(pointer).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    };
    let verb = Verb::from_word(&row.verb);
    let activity = text("/object/id");
    let course = activity
        .strip_prefix("urn:better-work-academy:course:")
        .and_then(|rest| rest.strip_suffix(&row.object)?.strip_suffix(':'));
    let (Some(course), Ok(record)) = (course, read_row(row.clone())) else { return false };
    text("/id") == row.id.to_string()
        && text("/actor/account/name") == row.person_id.to_string()
        && text("/context/registration") == record.enrolment.to_string()
        && text("/timestamp")
            .parse::<DateTime<Utc>>()
            .is_ok_and(|at| at.timestamp_micros() == row.at.timestamp_micros())
        && verb.is_some_and(|verb| text("/verb/id") == verb.iri())
        && statement_of(row.id, course, record).fingerprint() == row.fingerprint
}

/// The language is not told apart: no fingerprint covers it.
fn statement_of(id: RecordId, course: &str, record: Record) -> Statement {
    Statement {
        id,
        person: record.person,
        verb: record.verb,
        course: course.to_owned(),
        object: record.object,
        result: record.result,
        enrolment: record.enrolment,
        language: Language::default(),
        at: record.at,
    }
}

fn read_row(row: record::Model) -> Outcome<Record> {
    let broken = || Problem::Internal(format!("record {} cannot be read", row.id));
    let statement: serde_json::Value = serde_json::from_str(&row.statement).map_err(Problem::internal)?;
    let number = |pointer: &str| {
        let value = statement.pointer(pointer)?.as_u64()?;
        u32::try_from(value).ok()
    };
    let result = StatementResult {
        success: statement.pointer("/result/success").and_then(serde_json::Value::as_bool),
        score: number("/result/score/raw").zip(number("/result/score/max")),
        response: statement.pointer("/result/response").and_then(|value| value.as_str()).map(str::to_owned),
        rule: number("/result/extensions/urn:better-work-academy:extension:rule"),
    };
    Ok(Record {
        person: row.person_id,
        verb: Verb::from_word(&row.verb).ok_or_else(broken)?,
        object: Object::from_path(&row.object).ok_or_else(broken)?,
        result,
        enrolment: row.enrolment_id.ok_or_else(broken)?,
        at: row.at,
    })
}
