//! Attempts and answers.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, OnConflict, Query, SubQueryStatement},
};

use super::model::{AnswerId, Attempt, AttemptId, QuizResult};
use crate::{
    platform::{Outcome, Problem, Read, UnitOfWork},
    records::EnrolmentId,
};

mod attempt_row {
    use sea_orm::entity::prelude::*;

    use super::{AttemptId, EnrolmentId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AttemptId,
        pub enrolment_id: EnrolmentId,
        pub step: String,
        pub number: i32,
        pub drawn: String,
        pub started_at: DateTimeUtc,
        pub ends_at: Option<DateTimeUtc>,
        pub handed_in_at: Option<DateTimeUtc>,
        pub right: Option<i32>,
        pub asked: i32,
        pub passed: Option<bool>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod answer_row {
    use sea_orm::entity::prelude::*;

    use super::{AnswerId, AttemptId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AnswerId,
        pub attempt_id: AttemptId,
        pub question: String,
        pub response: String,
        pub saved_at: DateTimeUtc,
        pub right: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A saved answer.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenAnswer {
    pub id: AnswerId,
    pub question: String,
    pub response: courses::Response,
    pub saved_at: DateTime<Utc>,
    right: bool,
}

impl GivenAnswer {
    pub fn new(
        id: AnswerId,
        question: &str,
        response: courses::Response,
        saved_at: DateTime<Utc>,
        right: bool,
    ) -> Self {
        Self { id, question: question.to_owned(), response, saved_at, right }
    }

    /// Whether it is right, once that is due: at once in practice, after handing in otherwise.
    pub fn right_when_due(&self, stake: &courses::Stake, attempt: &Attempt) -> Option<bool> {
        let due = matches!(stake, courses::Stake::Practice) || attempt.handed_in_at.is_some();
        due.then_some(self.right)
    }
}

pub async fn attempt(read: &Read, id: AttemptId) -> Outcome<Attempt> {
    let row = attempt_row::Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)?;
    attempt_from(row)
}

/// The attempt, and beside it what `E` says of its enrolment, whose id stands there in `key`: one query.
pub async fn attempt_beside<E: EntityTrait>(
    read: &Read,
    id: AttemptId,
    key: E::Column,
) -> Outcome<(Attempt, E::Model)> {
    let relation = attempt_row::Entity::belongs_to(E::default());
    let relation = relation.from(attempt_row::Column::EnrolmentId).to(key);
    let found = attempt_row::Entity::find_by_id(id)
        .join(JoinType::InnerJoin, relation.into())
        .select_also(E::default())
        .one(read)
        .await?;
    match found {
        Some((row, Some(beside))) => Ok((attempt_from(row)?, beside)),
        _ => Err(Problem::NotFound),
    }
}

/// The attempts of one enrolment at one step, the oldest first.
pub async fn attempts_at(read: &Read, enrolment: EnrolmentId, step: &str) -> Outcome<Vec<Attempt>> {
    let rows = attempt_row::Entity::find()
        .filter(attempt_row::Column::EnrolmentId.eq(enrolment))
        .filter(attempt_row::Column::Step.eq(step))
        .order_by_asc(attempt_row::Column::Number)
        .all(read)
        .await?;
    rows.into_iter().map(attempt_from).collect()
}

/// Attempts whose time ran out before `time` and that nobody handed in.
pub async fn open_past_their_time(read: &Read, time: DateTime<Utc>, most: u64) -> Outcome<Vec<Attempt>> {
    let rows = attempt_row::Entity::find()
        .filter(attempt_row::Column::HandedInAt.is_null())
        .filter(attempt_row::Column::EndsAt.lt(time))
        .limit(most)
        .all(read)
        .await?;
    rows.into_iter().map(attempt_from).collect()
}

pub async fn answers_of(read: &Read, attempt: AttemptId) -> Outcome<Vec<GivenAnswer>> {
    let rows = answer_row::Entity::find().filter(answer_row::Column::AttemptId.eq(attempt)).all(read).await?;
    rows.into_iter().map(answer_from).collect()
}

/// How many questions of the attempt have an answer.
pub async fn answered(read: &Read, attempt: AttemptId) -> Outcome<u32> {
    Ok(answer_counts(read, attempt).await?.0)
}

/// How many questions of the attempt have an answer, and how many of those are right.
pub async fn answer_counts(read: &Read, attempt: AttemptId) -> Outcome<(u32, u32)> {
    let right = Expr::case(answer_row::Column::Right.eq(true), 1);
    let counts: Option<(i64, i64)> = answer_row::Entity::find()
        .select_only()
        .column_as(answer_row::Column::Id.count(), "answered")
        .expr_as(Func::count(right), "right")
        .filter(answer_row::Column::AttemptId.eq(attempt))
        .into_tuple()
        .one(read)
        .await?;
    let (answered, right) = counts.unwrap_or_default();
    let count = |number: i64| u32::try_from(number).map_err(Problem::internal);
    Ok((count(answered)?, count(right)?))
}

/// Whether the attempt is new: the same id, or the same number in a parallel request, is not.
pub async fn insert_attempt(work: &UnitOfWork, attempt: &Attempt) -> Outcome<bool> {
    let asked = i32::try_from(attempt.drawn.len()).map_err(Problem::internal)?;
    let row = attempt_row::ActiveModel {
        id: Set(attempt.id),
        enrolment_id: Set(attempt.enrolment),
        step: Set(attempt.step.clone()),
        number: Set(attempt.number),
        drawn: Set(serde_json::to_string(&attempt.drawn).map_err(Problem::internal)?),
        started_at: Set(attempt.started_at),
        ends_at: Set(attempt.ends_at),
        handed_in_at: Set(None),
        right: Set(None),
        asked: Set(asked),
        passed: Set(None),
    };
    let inserted = attempt_row::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(inserted == 1)
}

/// Saves an answer in place of an earlier one to the same question. Returns how many questions have an answer now.
pub async fn upsert_answer(work: &UnitOfWork, attempt: AttemptId, answer: &GivenAnswer) -> Outcome<u32> {
    let row = answer_row::ActiveModel {
        id: Set(answer.id),
        attempt_id: Set(attempt),
        question: Set(answer.question.clone()),
        response: Set(serde_json::to_string(&answer.response).map_err(Problem::internal)?),
        saved_at: Set(answer.saved_at),
        right: Set(answer.right),
    };
    let newer = OnConflict::columns([answer_row::Column::AttemptId, answer_row::Column::Question])
        .update_columns([
            answer_row::Column::Id,
            answer_row::Column::Response,
            answer_row::Column::SavedAt,
            answer_row::Column::Right,
        ])
        .to_owned();
    // Counted without this question, so that it does not matter whether the database sees the new row yet.
    let others = answer_row::Entity::find()
        .select_only()
        .expr(answer_row::Column::Id.count())
        .filter(answer_row::Column::AttemptId.eq(attempt))
        .filter(answer_row::Column::Question.ne(answer.question.as_str()))
        .into_query();
    let mut save = answer_row::Entity::insert(row).on_conflict(newer).into_query();
    save.returning(Query::returning().expr(Expr::from(SubQueryStatement::from(others))));
    let statement = work.get_database_backend().build(&save);
    let saved = work.query_one_raw(statement).await?;
    let others: i64 = saved.map_or(Ok(0), |saved| saved.try_get_by_index(0))?;
    u32::try_from(others.saturating_add(1)).map_err(Problem::internal)
}

/// Closes an attempt, if nobody has; the row itself decides between two who try at once.
pub async fn close(
    work: &UnitOfWork,
    attempt: AttemptId,
    at: DateTime<Utc>,
    result: QuizResult,
) -> Outcome<bool> {
    let row = attempt_row::ActiveModel {
        handed_in_at: Set(Some(at)),
        right: Set(Some(i32::try_from(result.right).map_err(Problem::internal)?)),
        passed: Set(result.passed),
        ..Default::default()
    };
    let updated = attempt_row::Entity::update_many()
        .set(row)
        .filter(attempt_row::Column::Id.eq(attempt))
        .filter(attempt_row::Column::HandedInAt.is_null())
        .exec(work)
        .await?;
    Ok(updated.rows_affected == 1)
}

fn attempt_from(row: attempt_row::Model) -> Outcome<Attempt> {
    let count = |number: i32| u32::try_from(number).map_err(Problem::internal);
    let result = match row.right {
        Some(right) => {
            Some(QuizResult { right: count(right)?, asked: count(row.asked)?, passed: row.passed })
        }
        None => None,
    };
    Ok(Attempt {
        id: row.id,
        enrolment: row.enrolment_id,
        step: row.step,
        number: row.number,
        drawn: serde_json::from_str(&row.drawn).map_err(Problem::internal)?,
        started_at: row.started_at,
        ends_at: row.ends_at,
        handed_in_at: row.handed_in_at,
        result,
    })
}

fn answer_from(row: answer_row::Model) -> Outcome<GivenAnswer> {
    Ok(GivenAnswer {
        id: row.id,
        question: row.question,
        response: serde_json::from_str(&row.response).map_err(Problem::internal)?,
        saved_at: row.saved_at,
        right: row.right,
    })
}
