//! Audiences and who matched them.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement},
};

use super::model::{Audience, AudienceId, Plan};
use crate::{
    organisations::{Who, people_who, who_among},
    platform::{Language, OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork, roles::Role},
    records::EnrolmentId,
};

mod row {
    use sea_orm::entity::prelude::*;

    use crate::{
        catalogue::CourseId,
        learning::audiences::model::AudienceId,
        platform::{OrganisationId, PersonId, roles::Role},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audience")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AudienceId,
        pub organisation_id: OrganisationId,
        pub name: String,
        pub role: Option<Role>,
        pub country: Option<String>,
        pub language: Option<String>,
        pub joined_after: Option<Date>,
        pub course_id: CourseId,
        pub due_in_days: Option<i32>,
        pub made_at: DateTimeUtc,
        pub made_by_person_id: PersonId,
        pub changes: i32,
        pub ended_at: Option<DateTimeUtc>,
        pub ended_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod match_row {
    use sea_orm::entity::prelude::*;

    use crate::{learning::audiences::model::AudienceId, platform::PersonId, records::EnrolmentId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audience_match")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub audience_id: AudienceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub matched_on: Date,
        pub enrolment_id: Option<EnrolmentId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub async fn audience(read: &Read, id: AudienceId) -> Outcome<Audience> {
    row::Entity::find_by_id(id).one(read).await?.map(from_row).ok_or(Problem::NotFound)
}

/// Those of an organisation, the ones in force first, then by name.
pub async fn audiences_of(read: &Read, organisation: OrganisationId) -> Outcome<Vec<Audience>> {
    let rows = row::Entity::find()
        .filter(row::Column::OrganisationId.eq(organisation))
        .order_by_asc(row::Column::Name)
        .all(read)
        .await?;
    let mut audiences: Vec<Audience> = rows.into_iter().map(from_row).collect();
    audiences.sort_by_key(|audience| audience.ended);
    Ok(audiences)
}

/// Those in force; of these organisations, or of all.
pub async fn in_force(read: &Read, organisations: Option<Vec<OrganisationId>>) -> Outcome<Vec<Audience>> {
    let mut select = row::Entity::find().filter(row::Column::EndedAt.is_null());
    if let Some(organisations) = organisations {
        select = select.filter(row::Column::OrganisationId.is_in(organisations));
    }
    let rows = select.order_by_asc(row::Column::Id).all(read).await?;
    Ok(rows.into_iter().map(from_row).collect())
}

pub async fn add(work: &UnitOfWork, plan: &Plan, by: PersonId) -> Outcome<AudienceId> {
    let id: AudienceId = work.new_id();
    let row = row::ActiveModel {
        id: Set(id),
        organisation_id: Set(plan.who.organisation),
        made_at: Set(work.now()),
        made_by_person_id: Set(by),
        changes: Set(0),
        ended_at: Set(None),
        ended_by_person_id: Set(None),
        ..planned(plan)
    };
    row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Whether nobody changed it since it had so many changes.
pub async fn change(work: &UnitOfWork, id: AudienceId, plan: &Plan, seen: i32) -> Outcome<bool> {
    let changed = row::Entity::update_many()
        .set(row::ActiveModel { changes: Set(seen.saturating_add(1)), ..planned(plan) })
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::Changes.eq(seen))
        .filter(row::Column::EndedAt.is_null())
        .exec(work)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Ends it; the first end stays.
pub async fn end(work: &UnitOfWork, id: AudienceId, by: PersonId) -> Outcome<bool> {
    let row = row::ActiveModel {
        ended_at: Set(Some(work.now())),
        ended_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let ended = row::Entity::update_many()
        .set(row)
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::EndedAt.is_null())
        .exec(work)
        .await?;
    Ok(ended.rows_affected == 1)
}

fn planned(plan: &Plan) -> row::ActiveModel {
    row::ActiveModel {
        name: Set(plan.name.clone()),
        role: Set(plan.who.role),
        country: Set(plan.who.country.clone()),
        language: Set(plan.who.language.map(|language| language.code().to_owned())),
        joined_after: Set(plan.who.joined_after),
        course_id: Set(plan.course),
        due_in_days: Set(plan.due_in_days.and_then(|days| i32::try_from(days).ok())),
        ..Default::default()
    }
}

/// The names of the first who match, by name, and how many match.
pub async fn matching(read: &Read, who: &Who, today: NaiveDate, most: u64) -> Outcome<(Vec<String>, u64)> {
    let mut count = people_who(who, today);
    count.expr_as(Expr::col(("person", "id")).count(), "total");
    let total: i64 = match read.query_one(&count).await? {
        Some(row) => row.try_get("", "total")?,
        None => 0,
    };
    let mut first = people_who(who, today);
    first.column(("person", "name")).order_by(("person", "name_key"), sea_orm::Order::Asc).limit(most);
    let rows = read.query_all(&first).await?;
    let names = rows.iter().map(|row| row.try_get("", "name")).collect::<Result<Vec<String>, _>>()?;
    Ok((names, u64::try_from(total).unwrap_or(0)))
}

/// Up to `most` people who match and never did before, with their languages; among these, or among all.
pub async fn newly_matching(
    read: &Read,
    audience: &Audience,
    some: Option<&[PersonId]>,
    today: NaiveDate,
    most: u64,
) -> Outcome<Vec<(PersonId, Language)>> {
    let mut people: SelectStatement = people_who(&audience.plan.who, today);
    if let Some(some) = some {
        people = who_among(people, some);
    }
    let mut matched = Query::select();
    matched
        .expr(Expr::val(1))
        .from("audience_match")
        .and_where(Expr::col(("audience_match", "person_id")).equals(("person", "id")))
        .and_where(Expr::col(("audience_match", "audience_id")).eq(audience.id.0));
    people
        .columns([("person", "id"), ("person", "language")])
        .and_where(Expr::exists(matched).not())
        .order_by(("person", "id"), sea_orm::Order::Asc)
        .limit(most);
    let rows = read.query_all(&people).await?;
    let mut found = Vec::new();
    for row in rows {
        let language: String = row.try_get("", "language")?;
        found.push((row.try_get("", "id")?, Language::from_code(&language).unwrap_or_default()));
    }
    Ok(found)
}

/// Notes that these people matched today; `enrolments` of those whom it enrolled.
pub async fn note_matches(
    work: &UnitOfWork,
    audience: AudienceId,
    people: &[(PersonId, Option<EnrolmentId>)],
) -> Outcome<()> {
    let row = |(person, enrolment): &(PersonId, Option<EnrolmentId>)| match_row::ActiveModel {
        audience_id: Set(audience),
        person_id: Set(*person),
        matched_on: Set(work.now().date_naive()),
        enrolment_id: Set(*enrolment),
    };
    let once = OnConflict::columns([match_row::Column::AudienceId, match_row::Column::PersonId])
        .do_nothing()
        .to_owned();
    match_row::Entity::insert_many(people.iter().map(row))
        .on_conflict(once)
        .exec_without_returning(work)
        .await?;
    Ok(())
}

pub async fn matched_count(read: &Read, audience: AudienceId) -> Outcome<u64> {
    Ok(match_row::Entity::find().filter(match_row::Column::AudienceId.eq(audience)).count(read).await?)
}

fn from_row(row: row::Model) -> Audience {
    let who = Who {
        organisation: row.organisation_id,
        role: row.role.filter(|role: &Role| role.line().is_some()),
        country: row.country,
        language: row.language.as_deref().and_then(Language::from_code),
        joined_after: row.joined_after,
    };
    let due_in_days = row.due_in_days.and_then(|days| u32::try_from(days).ok());
    Audience {
        id: row.id,
        made_by: row.made_by_person_id,
        changes: row.changes,
        ended: row.ended_at.is_some(),
        plan: Plan { name: row.name, who, course: row.course_id, due_in_days },
    }
}
