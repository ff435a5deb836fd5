//! Where learners stood when they were enrolled, and when they came how far.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, sea_query::OnConflict,
};

use crate::{
    platform::{Language, Outcome, PersonId, Read, UnitOfWork},
    records::EnrolmentId,
    reports::model::{Learner, Milestones, Standing},
};

mod standing_row {
    use sea_orm::entity::prelude::*;

    use crate::{
        catalogue::CourseId,
        platform::{OrganisationId, PersonId, roles::Sex},
        records::EnrolmentId,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_standing")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub enrolment_id: EnrolmentId,
        pub person_id: PersonId,
        pub course_id: CourseId,
        pub organisation_id: Option<OrganisationId>,
        pub group_id: Option<OrganisationId>,
        pub country: Option<String>,
        pub sex: Sex,
        pub language: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Milestone,
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            Entity::belongs_to(super::milestone_row::Entity)
                .from(Column::EnrolmentId)
                .to(super::milestone_row::Column::EnrolmentId)
                .into()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod milestone_row {
    use sea_orm::entity::prelude::*;

    use crate::records::EnrolmentId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_milestone")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub enrolment_id: EnrolmentId,
        pub enrolled_at: DateTimeUtc,
        pub started_at: Option<DateTimeUtc>,
        pub completed_at: Option<DateTimeUtc>,
        pub countersigned_at: Option<DateTimeUtc>,
        pub kept_at: Option<DateTimeUtc>,
        pub applied_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// "report" in ASCII: which of PostgreSQL's advisory locks is ours.
const COUNTING: i64 = 0x7265_706f_7274;

/// Whether a person is counted already is asked before they are counted, so two units that count must not overlap.
/// SQLite has one writer anyway.
pub async fn wait_for_turn(work: &UnitOfWork) -> Outcome<()> {
    if work.get_database_backend() == DbBackend::Postgres {
        work.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({COUNTING})")).await?;
    }
    Ok(())
}

/// Those that were written down already.
pub async fn standings(read: &Read, enrolments: &[EnrolmentId]) -> Outcome<HashMap<EnrolmentId, Standing>> {
    let known = standing_row::Entity::find()
        .filter(standing_row::Column::EnrolmentId.is_in(enrolments.iter().copied()))
        .all(read)
        .await?;
    Ok(known.into_iter().map(|row| (row.enrolment_id, standing_from(row))).collect())
}

pub async fn keep_standings(work: &UnitOfWork, standings: &[Standing]) -> Outcome<()> {
    if standings.is_empty() {
        return Ok(());
    }
    let row = |standing: &Standing| standing_row::ActiveModel {
        enrolment_id: Set(standing.enrolment),
        person_id: Set(standing.person),
        course_id: Set(standing.course),
        organisation_id: Set(standing.organisation),
        group_id: Set(standing.group),
        country: Set(standing.country.clone()),
        sex: Set(standing.sex),
        language: Set(standing.language.code().to_owned()),
    };
    standing_row::Entity::insert_many(standings.iter().map(row)).exec_without_returning(work).await?;
    Ok(())
}

/// Every counted enrolment of each of these people.
pub async fn learners(
    read: &Read,
    people: impl IntoIterator<Item = PersonId>,
) -> Outcome<BTreeMap<PersonId, Vec<Learner>>> {
    let mut found: BTreeMap<PersonId, Vec<Learner>> =
        people.into_iter().map(|person| (person, Vec::new())).collect();
    let rows = standing_row::Entity::find()
        .select_also(milestone_row::Entity)
        .join(JoinType::InnerJoin, standing_row::Relation::Milestone.def())
        .filter(standing_row::Column::PersonId.is_in(found.keys().copied()))
        .all(read)
        .await?;
    for (standing, milestones) in rows {
        let Some(milestones) = milestones else { continue };
        let learner = Learner { milestones: milestones_from(milestones), standing: standing_from(standing) };
        found.entry(learner.standing.person).or_default().push(learner);
    }
    Ok(found)
}

/// People looked at by one query.
const PEOPLE_AT_ONCE: u64 = 500;

/// The next people in the order of their ids, each with every counted enrolment; empty after the last.
pub async fn learners_after(
    read: &Read,
    after: Option<PersonId>,
) -> Outcome<BTreeMap<PersonId, Vec<Learner>>> {
    let mut next = standing_row::Entity::find()
        .select_only()
        .column(standing_row::Column::PersonId)
        .distinct()
        .order_by_asc(standing_row::Column::PersonId)
        .limit(PEOPLE_AT_ONCE);
    if let Some(after) = after {
        next = next.filter(standing_row::Column::PersonId.gt(after));
    }
    let people: Vec<PersonId> = next.into_tuple().all(read).await?;
    learners(read, people).await
}

/// As they are now, whether they were there before or not.
pub async fn keep_milestones(work: &UnitOfWork, learners: &[&Learner]) -> Outcome<()> {
    if learners.is_empty() {
        return Ok(());
    }
    let later = [
        milestone_row::Column::StartedAt,
        milestone_row::Column::CompletedAt,
        milestone_row::Column::CountersignedAt,
        milestone_row::Column::KeptAt,
        milestone_row::Column::AppliedAt,
    ];
    let replaced = OnConflict::column(milestone_row::Column::EnrolmentId).update_columns(later).to_owned();
    let row = |learner: &&Learner| milestones_row(learner.standing.enrolment, &learner.milestones);
    milestone_row::Entity::insert_many(learners.iter().map(row))
        .on_conflict(replaced)
        .exec_without_returning(work)
        .await?;
    Ok(())
}

fn milestones_row(enrolment: EnrolmentId, milestones: &Milestones) -> milestone_row::ActiveModel {
    milestone_row::ActiveModel {
        enrolment_id: Set(enrolment),
        enrolled_at: Set(milestones.enrolled_at),
        started_at: Set(milestones.started_at),
        completed_at: Set(milestones.completed_at),
        countersigned_at: Set(milestones.countersigned_at),
        kept_at: Set(milestones.kept_at),
        applied_at: Set(milestones.applied_at),
    }
}

fn standing_from(row: standing_row::Model) -> Standing {
    Standing {
        enrolment: row.enrolment_id,
        person: row.person_id,
        course: row.course_id,
        organisation: row.organisation_id,
        group: row.group_id,
        country: row.country,
        sex: row.sex,
        language: Language::from_code(&row.language).unwrap_or_default(),
    }
}

fn milestones_from(row: milestone_row::Model) -> Milestones {
    Milestones {
        enrolled_at: row.enrolled_at,
        started_at: row.started_at,
        completed_at: row.completed_at,
        countersigned_at: row.countersigned_at,
        kept_at: row.kept_at,
        applied_at: row.applied_at,
    }
}
