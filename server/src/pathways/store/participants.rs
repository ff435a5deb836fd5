//! Who takes part in steps, and what came of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult,
    IntoActiveModel, QueryFilter, QueryOrder, Statement, sea_query::OnConflict,
};

use super::absences::missed_on;
use crate::{
    organisations::store::memberships,
    pathways::model::{PathwayId, StepId},
    people::store::persons,
    platform::{
        Language, OrganisationId, Outcome, PersonId, Read, UnitOfWork,
        folding::fold,
        roles::{Role, Sex},
    },
    records::EnrolmentId,
};

mod row {
    use sea_orm::entity::prelude::*;

    use super::{EnrolmentId, PersonId, StepId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_participant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub step_id: StepId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub expected_at: DateTimeUtc,
        pub enrolment_id: Option<EnrolmentId>,
        pub came: Option<bool>,
        pub noted_at: Option<DateTimeUtc>,
        pub noted_by_person_id: Option<PersonId>,
        pub released_at: Option<DateTimeUtc>,
        pub enrolled_here: bool,
        /// They did not come, and do without it.
        pub excused_at: Option<DateTimeUtc>,
        pub excused_by_person_id: Option<PersonId>,
        /// Why.
        pub excuse: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use row::Model as Participant;

/// Rows in one statement.
const AT_ONCE: usize = 1000;

/// Somebody of a factory who could take part.
#[derive(Clone, Debug)]
pub struct Colleague {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub language: Language,
    pub sex: Sex,
    pub roles: Vec<Role>,
    /// Without case and marks.
    pub departments: Vec<String>,
}

/// The people of a factory today, with their roles there, by name: two queries.
pub async fn colleagues(read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<Vec<Colleague>> {
    let mut roles: HashMap<PersonId, (Vec<Role>, Vec<String>)> = HashMap::new();
    for membership in memberships::memberships_in(read, factory, today).await? {
        if membership.starts_on <= today {
            let (roles, departments) = roles.entry(membership.person).or_default();
            roles.push(membership.role);
            departments.push(fold(&membership.department));
        }
    }
    let people = persons::people(read, roles.keys().copied()).await?;
    let colleague = |(person, (roles, departments)): (PersonId, (Vec<Role>, Vec<String>))| {
        let known = people.get(&person)?;
        Some(Colleague {
            person,
            name: known.name.clone(),
            email: known.email.clone(),
            language: known.language,
            sex: known.sex,
            roles,
            departments,
        })
    };
    let mut colleagues: Vec<Colleague> = roles.into_iter().filter_map(colleague).collect();
    colleagues.sort_by(|a, b| a.name.cmp(&b.name).then(a.person.cmp(&b.person)));
    Ok(colleagues)
}

/// The departments that people of a factory work in today, under their names without case and marks. One query.
pub async fn departments(
    read: &Read,
    factory: OrganisationId,
    today: NaiveDate,
) -> Outcome<BTreeMap<String, String>> {
    let memberships = memberships::memberships_in(read, factory, today).await?;
    let now = memberships.into_iter().filter(|one| one.starts_on <= today && !one.department.is_empty());
    Ok(now.map(|one| (fold(&one.department), one.department)).collect())
}

/// Somebody who is expected at a step from now on.
pub struct Expected {
    pub step: StepId,
    pub person: PersonId,
    pub enrolment: Option<EnrolmentId>,
    /// Whether the enrolment is there because of the pathway.
    pub enrolled_here: bool,
}

/// Whoever is expected already keeps what came of it, and gets the enrolment that is there now; whoever was released is
/// expected again.
pub async fn expect(work: &UnitOfWork, expected: &[Expected]) -> Outcome<()> {
    let row = |one: &Expected| row::ActiveModel {
        step_id: Set(one.step),
        person_id: Set(one.person),
        expected_at: Set(work.now()),
        enrolment_id: Set(one.enrolment),
        enrolled_here: Set(one.enrolled_here),
        // What is left out is null: 500 people at 40 steps are many parameters as it is.
        ..Default::default()
    };
    for some in expected.chunks(AT_ONCE) {
        row::Entity::insert_many(some.iter().map(row))
            .on_conflict(
                OnConflict::columns([row::Column::StepId, row::Column::PersonId])
                    .update_columns([
                        row::Column::EnrolmentId,
                        row::Column::EnrolledHere,
                        row::Column::ReleasedAt,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}

/// These people are not expected any more; what came of it stays.
pub async fn release(work: &UnitOfWork, leaving: &[&Participant]) -> Outcome<()> {
    let row = |one: &&Participant| row::ActiveModel {
        released_at: Set(Some(work.now())),
        ..(*one).clone().into_active_model().reset_all()
    };
    for some in leaving.chunks(AT_ONCE) {
        row::Entity::insert_many(some.iter().map(row))
            .on_conflict(
                OnConflict::columns([row::Column::StepId, row::Column::PersonId])
                    .update_column(row::Column::ReleasedAt)
                    .to_owned(),
            )
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}

/// Everybody who was ever expected at these steps.
pub async fn at(read: &Read, steps: &[StepId]) -> Outcome<Vec<Participant>> {
    let own = row::Entity::find().filter(row::Column::StepId.is_in(steps.iter().copied()));
    Ok(own.order_by_asc(row::Column::PersonId).all(read).await?)
}

/// Those of these enrolments by which somebody is expected at a step, in whichever pathway.
pub async fn still_needed(read: &Read, enrolments: &[EnrolmentId]) -> Outcome<HashSet<EnrolmentId>> {
    let rows = row::Entity::find()
        .filter(row::Column::EnrolmentId.is_in(enrolments.iter().copied()))
        .filter(row::Column::ReleasedAt.is_null())
        .all(read)
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.enrolment_id).collect())
}

#[derive(FromQueryResult)]
struct Equal {
    step_id: StepId,
    person_id: PersonId,
}

const EQUAL: &str = "\
    SELECT q.other_step_id AS step_id, y.person_id AS person_id \
    FROM pathway_step q JOIN pathway_participant y ON y.step_id = q.id \
    WHERE q.pathway_id = $1 AND q.relation = 'equivalent' AND q.removed_at IS NULL AND q.kind <> 'course' \
    AND q.other_step_id IS NOT NULL AND y.came";

/// Those who need not do a step, because they came to another one that counts as well.
pub async fn through_an_equal(read: &Read, pathway: PathwayId) -> Outcome<HashSet<(StepId, PersonId)>> {
    let statement = Statement::from_sql_and_values(read.get_database_backend(), EQUAL, [pathway.0.into()]);
    let rows = Equal::find_by_statement(statement).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.step_id, row.person_id)).collect())
}

/// Says of everybody who is expected at a step whether they came.
pub async fn note_presence(
    work: &UnitOfWork,
    step: StepId,
    present: &[PersonId],
    by: PersonId,
) -> Outcome<()> {
    let noted = |came: bool| row::ActiveModel {
        came: Set(Some(came)),
        noted_at: Set(Some(work.now())),
        noted_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    row::Entity::update_many()
        .set(noted(false))
        .filter(row::Column::StepId.eq(step))
        .filter(row::Column::ReleasedAt.is_null())
        .exec(work)
        .await?;
    row::Entity::update_many()
        .set(row::ActiveModel {
            excused_at: Set(None),
            excused_by_person_id: Set(None),
            excuse: Set(None),
            ..noted(true)
        })
        .filter(row::Column::StepId.eq(step))
        .filter(row::Column::PersonId.is_in(present.iter().copied()))
        .exec(work)
        .await?;
    Ok(())
}

/// Why somebody does without a step.
pub struct Excuse {
    pub at: DateTime<Utc>,
    pub reason: String,
    pub by: PersonId,
}

/// Gives those of these people who did not come to a step an excuse, or takes it from those who have one. Returns of how
/// many.
pub async fn set_excuse(
    work: &UnitOfWork,
    step: StepId,
    people: &[PersonId],
    excuse: Option<&Excuse>,
) -> Outcome<u64> {
    let own = row::Entity::update_many()
        .set(row::ActiveModel {
            excused_at: Set(excuse.map(|excuse| excuse.at)),
            excused_by_person_id: Set(excuse.map(|excuse| excuse.by)),
            excuse: Set(excuse.map(|excuse| excuse.reason.clone())),
            ..Default::default()
        })
        .filter(row::Column::StepId.eq(step))
        .filter(row::Column::PersonId.is_in(people.iter().copied()))
        .filter(row::Column::ReleasedAt.is_null());
    let own = match excuse {
        Some(_) => own.filter(row::Column::Came.eq(false)),
        None => own.filter(row::Column::ExcusedAt.is_not_null()),
    };
    Ok(own.exec(work).await?.rows_affected)
}

/// The people who are expected at steps of a pathway.
pub async fn expected_at(read: &Read, steps: &[StepId]) -> Outcome<Vec<(StepId, PersonId)>> {
    let rows = at(read, steps).await?;
    let expected = rows.into_iter().filter(|row| row.released_at.is_none());
    Ok(expected.map(|row| (row.step_id, row.person_id)).collect())
}

/// Somebody at a step, with how far they are there.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Place {
    pub step_id: StepId,
    pub person_id: PersonId,
    pub name: String,
    pub came: Option<bool>,
    pub started_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    /// Not zero where they did not come and somebody must decide about it.
    pub missed: i32,
    /// They do without it, and why.
    pub excused_at: Option<DateTime<Utc>>,
    pub excuse: Option<String>,
}

const PLACES: &str = "\
    SELECT x.step_id, x.person_id, p.name, CASE WHEN s.kind = 'course' THEN NULL ELSE x.came END AS came, g.started_at, g.completed_at, \
    x.excused_at, x.excuse, CASE WHEN {missed} THEN 1 ELSE 0 END AS missed \
    FROM pathway_participant x \
    JOIN pathway_step s ON s.id = x.step_id JOIN pathway w ON w.id = s.pathway_id \
    JOIN person p ON p.id = x.person_id \
    LEFT JOIN progress g ON g.enrolment_id = x.enrolment_id \
    WHERE s.pathway_id = $1 AND x.released_at IS NULL ORDER BY p.name_key, p.id";

/// Everybody at every step of a pathway, by name.
pub async fn places(read: &Read, pathway: PathwayId, today: NaiveDate) -> Outcome<Vec<Place>> {
    let sql = PLACES.replace("{missed}", &missed_on("$2"));
    let values = [pathway.0.into(), today.into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    Ok(Place::find_by_statement(statement).all(read).await?)
}
