//! The table `notice`.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, Statement,
    sea_query::{Expr, JoinType, OnConflict, Query, SelectStatement},
};

use crate::{
    catalogue::CourseVersionId,
    improvement::ItemId,
    learning,
    notifications::model::{Matter, NoticeId, NoticeKind, SubjectId, Window},
    people::store::suspensions,
    platform::{Clock, Outcome, PersonId, Read, UnitOfWork, pages::bell},
    records::EnrolmentId,
};

pub mod row {
    use sea_orm::entity::prelude::*;

    use super::{NoticeId, NoticeKind, PersonId, SubjectId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeId,
        pub person_id: PersonId,
        pub kind: NoticeKind,
        pub subject_id: SubjectId,
        pub day: Date,
        pub due_on: Option<Date>,
        pub in_app: bool,
        pub made_at: DateTimeUtc,
        pub read_at: Option<DateTimeUtc>,
        pub digest_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{ActiveModel, Column, Entity, Model};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub person: PersonId,
    pub kind: NoticeKind,
    pub subject: SubjectId,
    pub due_on: Option<NaiveDate>,
    pub made_at: DateTime<Utc>,
    pub read: bool,
}

impl From<Model> for Notice {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            kind: row.kind,
            subject: row.subject_id,
            due_on: row.due_on,
            made_at: row.made_at,
            read: row.read_at.is_some(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct NewNotice {
    pub id: NoticeId,
    pub person: PersonId,
    pub kind: NoticeKind,
    pub subject: SubjectId,
    pub day: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub in_app: bool,
    pub digest_at: Option<DateTime<Utc>>,
}

/// So many rows in one statement.
const AT_ONCE: usize = 1000;

/// Adds those that are not there yet, and returns their ids.
pub async fn add_many(work: &UnitOfWork, new: &[NewNotice]) -> Outcome<HashSet<NoticeId>> {
    let same = OnConflict::new().do_nothing().to_owned();
    let mut fresh: HashSet<NoticeId> = new.iter().map(|notice| notice.id).collect();
    for chunk in new.chunks(AT_ONCE) {
        let rows: Vec<ActiveModel> = chunk.iter().map(|notice| active(work, notice)).collect();
        let there: Vec<NoticeId> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Id.is_in(chunk.iter().map(|notice| notice.id)))
            .into_tuple()
            .all(&**work)
            .await?;
        for id in &there {
            fresh.remove(id);
        }
        Entity::insert_many(rows).on_conflict(same.clone()).exec_without_returning(work).await?;
    }
    Ok(fresh)
}

fn active(work: &UnitOfWork, notice: &NewNotice) -> ActiveModel {
    ActiveModel {
        id: Set(notice.id),
        person_id: Set(notice.person),
        kind: Set(notice.kind),
        subject_id: Set(notice.subject),
        day: Set(notice.day),
        due_on: Set(notice.due_on),
        in_app: Set(notice.in_app),
        made_at: Set(work.now()),
        read_at: Set(None),
        digest_at: Set(notice.digest_at),
    }
}

pub async fn find(read: &Read, id: NoticeId) -> Outcome<Option<Notice>> {
    Ok(Entity::find_by_id(id).one(read).await?.map(Notice::from))
}

/// What stands in a person's notice centre: about enrolments that are in force (their own or somebody else's), and about
/// factories to which they belong on this day.
fn centre_of((person, today): (PersonId, NaiveDate)) -> Select<Entity> {
    let subject = Expr::col((Entity, Column::SubjectId));
    let kinds = |matter| Column::Kind.is_in(NoticeKind::about(matter));
    let still = Condition::any()
        .add(learning::is_in_force(subject))
        .add(Column::Kind.is_in([NoticeKind::Withdrawn, NoticeKind::SeminarLeft]))
        .add(kinds(Matter::Item).and(reaches(of("improvement_item", "id"), "factory_id", today)))
        .add(kinds(Matter::Assessment).and(reaches(of("assessment", "id"), "organisation_id", today)))
        .add(kinds(Matter::Meeting).and(reaches(minutes(), "organisation_id", today)))
        .add(kinds(Matter::Seminar).and(reaches(of("seminar_place", "seminar_id"), "organisation_id", today)))
        .add(kinds(Matter::Factory).and(reaches(of("organisation", "id"), "id", today)))
        .add(kinds(Matter::Pathway).and(reaches(of("pathway", "id"), "organisation_id", today)))
        .add(kinds(Matter::Gathering).and(expected_here(today)));
    Entity::find().filter(Column::PersonId.eq(person)).filter(Column::InApp.eq(true)).filter(still)
}

/// The rows of a table that are about the subject of a notice, called `subject`.
fn of(table: &'static str, id: &'static str) -> SelectStatement {
    let mut rows = Query::select();
    rows.expr(Expr::val(1))
        .from_as(table, "subject")
        .and_where(Expr::col(("subject", id)).equals((Entity, Column::SubjectId)));
    rows
}

/// The committee, called `subject`, whose minutes they were.
fn minutes() -> SelectStatement {
    let (version, meeting) = ("committee_meeting_version", "committee_meeting");
    let mut rows = Query::select();
    rows.expr(Expr::val(1))
        .from(version)
        .inner_join(meeting, Expr::col((meeting, "id")).equals((version, "meeting_id")))
        .join_as(
            JoinType::InnerJoin,
            "committee",
            "subject",
            Expr::col(("subject", "id")).equals((meeting, "committee_id")),
        )
        .and_where(Expr::col((version, "id")).equals((Entity, Column::SubjectId)));
    rows
}

/// Whether the reader belongs to the factory of the pathway whose step the subject is.
fn expected_here(today: NaiveDate) -> Expr {
    let membership = |column: &'static str| Expr::col(("membership", column));
    let in_force =
        Condition::any().add(membership("ends_on").is_null()).add(membership("ends_on").gte(today));
    let found = Query::select()
        .expr(Expr::val(1))
        .from("pathway_step")
        .inner_join("pathway", Expr::col(("pathway", "id")).equals(("pathway_step", "pathway_id")))
        .inner_join("membership", membership("organisation_id").equals(("pathway", "organisation_id")))
        .and_where(membership("person_id").equals((Entity, Column::PersonId)))
        .and_where(Expr::col(("pathway_step", "id")).equals((Entity, Column::SubjectId)))
        .and_where(membership("starts_on").lte(today))
        .cond_where(in_force)
        .to_owned();
    Expr::exists(found)
}

/// Whether the reader belongs to the factory of the subject, to its group, or to the Academy of its country.
fn reaches(mut subjects: SelectStatement, factory: &'static str, today: NaiveDate) -> Expr {
    let membership = |column: &'static str| Expr::col(("membership", column));
    let own = |column: &'static str| Expr::col(("own", column));
    let of_country =
        Condition::any().add(own("country").equals(("factory", "country"))).add(own("country").is_null());
    let near = Condition::any()
        .add(own("id").equals(("factory", "id")))
        .add(own("id").equals(("factory", "part_of")))
        .add(Condition::all().add(own("kind").eq("academy")).add(of_country));
    let in_force =
        Condition::any().add(membership("ends_on").is_null()).add(membership("ends_on").gte(today));
    subjects
        .join_as(
            JoinType::InnerJoin,
            "organisation",
            "factory",
            Expr::col(("factory", "id")).equals(("subject", factory)),
        )
        .inner_join("membership", membership("person_id").equals((Entity, Column::PersonId)))
        .join_as(
            JoinType::InnerJoin,
            "organisation",
            "own",
            own("id").equals(("membership", "organisation_id")),
        )
        .and_where(membership("starts_on").lte(today))
        .cond_where(in_force)
        .cond_where(near);
    Expr::exists(subjects)
}

/// One page, the newest first, and how many there are in all.
pub async fn notices_of(
    read: &Read,
    reader: (PersonId, NaiveDate),
    unread_only: bool,
    skip: u64,
    most: u64,
) -> Outcome<(Vec<Notice>, u64)> {
    let all = match unread_only {
        true => centre_of(reader).filter(Column::ReadAt.is_null()),
        false => centre_of(reader),
    };
    let total = all.clone().count(read).await?;
    let rows =
        all.order_by_desc(Column::MadeAt).order_by_asc(Column::Id).offset(skip).limit(most).all(read).await?;
    Ok((rows.into_iter().map(Notice::from).collect(), total))
}

/// The count beside the bell.
pub struct UnreadNotices {
    pub clock: Clock,
}

#[async_trait::async_trait(?Send)]
impl bell::Unread for UnreadNotices {
    async fn of(&self, read: &Read, person: PersonId) -> Outcome<u64> {
        let today = self.clock.now().date_naive();
        let unread = centre_of((person, today)).filter(Column::ReadAt.is_null());
        Ok(unread.limit(bell::COUNTED).count(read).await?)
    }
}

pub async fn mark_read(work: &UnitOfWork, id: NoticeId) -> Outcome<()> {
    mark(work, Column::Id.eq(id)).await
}

pub async fn mark_all_read(work: &UnitOfWork, person: PersonId) -> Outcome<()> {
    mark(work, Column::PersonId.eq(person)).await
}

async fn mark(work: &UnitOfWork, which: Expr) -> Outcome<()> {
    let row = ActiveModel { read_at: Set(Some(work.now())), ..Default::default() };
    Entity::update_many().set(row).filter(which).filter(Column::ReadAt.is_null()).exec(work).await?;
    Ok(())
}

/// An enrolment that is to be reminded of.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Due {
    pub enrolment_id: EnrolmentId,
    pub person_id: PersonId,
    pub course_version_id: CourseVersionId,
    pub due_on: NaiveDate,
}

/// Open enrolments whose due date lies in the window and of which their people were not reminded yet; nobody suspended.
pub async fn due_without_notice(read: &Read, window: &Window, most: u64) -> Outcome<Vec<Due>> {
    let of_due = |column: &'static str| Expr::col(("due", column));
    let told = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::PersonId)).eq(of_due("person_id")))
        .and_where(Expr::col((Entity, Column::Kind)).eq(window.kind.word()))
        .and_where(Expr::col((Entity, Column::SubjectId)).eq(of_due("enrolment_id")))
        .and_where(Expr::col((Entity, Column::Day)).eq(of_due("due_on")))
        .to_owned();
    let due = learning::open_and_due(window.first, window.last, window.made_before);
    let question = Query::select()
        .columns(["enrolment_id", "person_id", "course_version_id", "due_on"].map(|name| ("due", name)))
        .from_subquery(due, "due")
        .and_where(Expr::exists(told).not())
        .and_where(suspensions::is_suspended_here(of_due("person_id")).not())
        .limit(most)
        .to_owned();
    Ok(Due::find_by_statement(read.get_database_backend().build(&question)).all(read).await?)
}

/// An item that is to be reminded of.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DueItem {
    pub item_id: ItemId,
    pub person_id: PersonId,
    pub due_on: NaiveDate,
}

const DUE_ITEMS: &str = "\
    SELECT i.id AS item_id, i.owner_person_id AS person_id, i.due_on AS due_on FROM improvement_item i \
    JOIN organisation f ON f.id = i.factory_id \
    WHERE i.state IN ('open', 'under-way') AND i.due_on >= $1 AND i.due_on <= $2 \
    AND (i.changed_at IS NULL OR i.changed_at < $3) \
    AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = i.owner_person_id \
        AND (m.organisation_id = f.id OR m.organisation_id = f.part_of) \
        AND m.starts_on <= $4 AND (m.ends_on IS NULL OR m.ends_on >= $4)) \
    AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = i.owner_person_id AND s.lifted_at IS NULL) \
    AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.person_id = i.owner_person_id AND n.kind = $5 \
        AND n.subject_id = i.id AND n.day = i.due_on) \
    ORDER BY i.due_on, i.id LIMIT 5000";

/// Open items due in the window of which their owners, who still belong there, were not reminded yet.
pub async fn due_items(read: &Read, window: &Window, today: NaiveDate) -> Outcome<Vec<DueItem>> {
    let values = [
        window.first.into(),
        window.last.into(),
        window.made_before.into(),
        today.into(),
        window.kind.word().into(),
    ];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), DUE_ITEMS, values);
    Ok(DueItem::find_by_statement(statement).all(read).await?)
}

/// What waits in the digests of some people whose time has come; of each of them all.
pub async fn waiting_for_digest(read: &Read, now: DateTime<Utc>, most_people: u64) -> Outcome<Vec<Notice>> {
    let people: Vec<PersonId> = Entity::find()
        .select_only()
        .distinct()
        .column(Column::PersonId)
        .filter(Column::DigestAt.lte(now))
        .limit(most_people)
        .into_tuple()
        .all(read)
        .await?;
    let rows = Entity::find()
        .filter(Column::PersonId.is_in(people))
        .filter(Column::DigestAt.lte(now))
        .order_by_asc(Column::PersonId)
        .order_by_asc(Column::MadeAt)
        .order_by_asc(Column::Id)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Notice::from).collect())
}

/// Takes these out of what waits. Of two servers that ask at once, each notice goes to one.
pub async fn take_for_digest(work: &UnitOfWork, ids: &[NoticeId]) -> Outcome<HashSet<NoticeId>> {
    let taken = ActiveModel { digest_at: Set(None), ..Default::default() };
    let rows = Entity::update_many()
        .set(taken)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::DigestAt.is_not_null())
        .exec_with_returning(work)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Deletes what is older than a year. Returns how many.
pub async fn forget_old(work: &UnitOfWork) -> Outcome<u64> {
    let old = Column::MadeAt.lt(work.now() - TimeDelta::days(365));
    Ok(Entity::delete_many().filter(old).exec(work).await?.rows_affected)
}
