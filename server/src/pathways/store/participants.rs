//! Who takes part in steps, and what came of it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement,
    sea_query::OnConflict,
};

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
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

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
}

/// Whoever is expected already keeps what came of it, and gets the enrolment that is there now.
pub async fn expect(work: &UnitOfWork, expected: &[Expected]) -> Outcome<()> {
    let row = |one: &Expected| row::ActiveModel {
        step_id: Set(one.step),
        person_id: Set(one.person),
        expected_at: Set(work.now()),
        enrolment_id: Set(one.enrolment),
        came: Set(None),
        noted_at: Set(None),
        noted_by_person_id: Set(None),
    };
    for some in expected.chunks(AT_ONCE) {
        row::Entity::insert_many(some.iter().map(row))
            .on_conflict(
                OnConflict::columns([row::Column::StepId, row::Column::PersonId])
                    .update_column(row::Column::EnrolmentId)
                    .to_owned(),
            )
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
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
    row::Entity::update_many().set(noted(false)).filter(row::Column::StepId.eq(step)).exec(work).await?;
    row::Entity::update_many()
        .set(noted(true))
        .filter(row::Column::StepId.eq(step))
        .filter(row::Column::PersonId.is_in(present.iter().copied()))
        .exec(work)
        .await?;
    Ok(())
}

/// The people who are expected at steps of a pathway.
pub async fn expected_at(read: &Read, steps: &[StepId]) -> Outcome<Vec<(StepId, PersonId)>> {
    let rows = row::Entity::find().filter(row::Column::StepId.is_in(steps.iter().copied())).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.step_id, row.person_id)).collect())
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
}

const PLACES: &str = "\
    SELECT x.step_id, x.person_id, p.name, CASE WHEN s.kind = 'course' THEN NULL ELSE x.came END AS came, g.started_at, g.completed_at \
    FROM pathway_participant x \
    JOIN pathway_step s ON s.id = x.step_id \
    JOIN person p ON p.id = x.person_id \
    LEFT JOIN progress g ON g.enrolment_id = x.enrolment_id \
    WHERE s.pathway_id = $1 AND s.removed_at IS NULL ORDER BY p.name_key, p.id";

/// Everybody at every step of a pathway, by name.
pub async fn places(read: &Read, pathway: PathwayId) -> Outcome<Vec<Place>> {
    let statement = Statement::from_sql_and_values(read.get_database_backend(), PLACES, [pathway.0.into()]);
    Ok(Place::find_by_statement(statement).all(read).await?)
}
