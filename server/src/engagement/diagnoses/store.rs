//! Self-diagnoses, one for each cycle, and their lines.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use crate::{
    engagement::{
        cycles::store::CycleId,
        model::{Cluster, JudgedAs, Side},
    },
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(DiagnosisId);

mod diagnosis_row {
    use sea_orm::entity::prelude::*;

    use super::{CycleId, DiagnosisId, OrganisationId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "self_diagnosis")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DiagnosisId,
        pub organisation_id: OrganisationId,
        pub cycle_id: CycleId,
        pub begun_at: DateTimeUtc,
        pub begun_by_person_id: PersonId,
        pub shared_at: Option<DateTimeUtc>,
        pub shared_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod line_row {
    use sea_orm::entity::prelude::*;

    use super::{Cluster, DiagnosisId, JudgedAs, PersonId, Side};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "self_diagnosis_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub self_diagnosis_id: DiagnosisId,
        pub cluster: Cluster,
        pub point: Option<String>,
        pub judgement: JudgedAs,
        pub remark: String,
        pub side: Side,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub shared_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    pub id: DiagnosisId,
    pub factory: OrganisationId,
    pub cycle: CycleId,
    /// When a side shared something first.
    pub shared_at: Option<DateTime<Utc>>,
}

/// What one side says of one matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosisLine {
    pub id: uuid::Uuid,
    pub cluster: Cluster,
    /// The code of a compliance point, where it is known.
    pub point: Option<String>,
    pub judged_as: JudgedAs,
    pub remark: String,
    pub side: Side,
    pub at: DateTime<Utc>,
    /// Nothing as long as only the factory reads it.
    pub shared_at: Option<DateTime<Utc>>,
}

impl From<diagnosis_row::Model> for Diagnosis {
    fn from(row: diagnosis_row::Model) -> Self {
        Self { id: row.id, factory: row.organisation_id, cycle: row.cycle_id, shared_at: row.shared_at }
    }
}

impl From<line_row::Model> for DiagnosisLine {
    fn from(row: line_row::Model) -> Self {
        Self {
            id: row.id,
            cluster: row.cluster,
            point: row.point,
            judged_as: row.judgement,
            remark: row.remark,
            side: row.side,
            at: row.at,
            shared_at: row.shared_at,
        }
    }
}

/// What a side says; its id and time are made where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine {
    pub cluster: Cluster,
    /// The code of a compliance point, where one is named.
    pub point: Option<String>,
    pub judged_as: JudgedAs,
    pub remark: String,
    pub side: Side,
}

pub async fn diagnosis_of(read: &Read, cycle: CycleId) -> Outcome<Option<Diagnosis>> {
    let row =
        diagnosis_row::Entity::find().filter(diagnosis_row::Column::CycleId.eq(cycle)).one(read).await?;
    Ok(row.map(Diagnosis::from))
}

/// By cluster, in the order in which they were written.
pub async fn lines(read: &Read, diagnosis: DiagnosisId) -> Outcome<Vec<DiagnosisLine>> {
    let rows = line_row::Entity::find()
        .filter(line_row::Column::SelfDiagnosisId.eq(diagnosis))
        .order_by_asc(line_row::Column::Cluster)
        .order_by_asc(line_row::Column::At)
        .order_by_asc(line_row::Column::Id)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(DiagnosisLine::from).collect())
}

/// A line, with the cycle of its diagnosis.
pub async fn line(read: &Read, id: uuid::Uuid) -> Outcome<(DiagnosisLine, CycleId)> {
    let row = line_row::Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)?;
    let of = diagnosis_row::Entity::find_by_id(row.self_diagnosis_id).one(read).await?;
    Ok((DiagnosisLine::from(row), of.ok_or(Problem::NotFound)?.cycle_id))
}

/// Those of a factory, by their cycles.
pub async fn diagnoses_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<Diagnosis>> {
    let own = diagnosis_row::Entity::find().filter(diagnosis_row::Column::OrganisationId.eq(factory));
    let rows = own.order_by_desc(diagnosis_row::Column::BegunAt).all(read).await?;
    Ok(rows.into_iter().map(Diagnosis::from).collect())
}

/// Begins the one of a cycle; where the other side began it at the same moment, that one is it.
pub async fn begin(
    work: &UnitOfWork,
    factory: OrganisationId,
    cycle: CycleId,
    by: PersonId,
) -> Outcome<DiagnosisId> {
    let row = diagnosis_row::ActiveModel {
        id: Set(work.new_id()),
        organisation_id: Set(factory),
        cycle_id: Set(cycle),
        begun_at: Set(work.now()),
        begun_by_person_id: Set(by),
        shared_at: Set(None),
        shared_by_person_id: Set(None),
    };
    diagnosis_row::Entity::insert(row)
        .on_conflict(OnConflict::column(diagnosis_row::Column::CycleId).do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(diagnosis_of(work, cycle).await?.ok_or(Problem::NotFound)?.id)
}

/// Writes a line, which is the factory's alone.
pub async fn add_line(
    work: &UnitOfWork,
    diagnosis: DiagnosisId,
    line: &NewLine,
    by: PersonId,
) -> Outcome<()> {
    let row = line_row::ActiveModel {
        id: Set(work.new_id()),
        self_diagnosis_id: Set(diagnosis),
        cluster: Set(line.cluster),
        point: Set(line.point.clone()),
        judgement: Set(line.judged_as),
        remark: Set(line.remark.clone()),
        side: Set(line.side),
        at: Set(work.now()),
        by_person_id: Set(by),
        shared_at: Set(None),
    };
    line_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

/// Takes a line away that is still the factory's alone. Returns whether it was.
pub async fn remove_line(work: &UnitOfWork, line: uuid::Uuid) -> Outcome<bool> {
    let removed = line_row::Entity::delete_many()
        .filter(line_row::Column::Id.eq(line))
        .filter(line_row::Column::SharedAt.is_null())
        .exec(work)
        .await?;
    Ok(removed.rows_affected == 1)
}

/// Shares these lines. Returns whether all of them were still the factory's alone.
pub async fn share(
    work: &UnitOfWork,
    diagnosis: DiagnosisId,
    lines: &[uuid::Uuid],
    by: PersonId,
) -> Outcome<bool> {
    let row = line_row::ActiveModel { shared_at: Set(Some(work.now())), ..Default::default() };
    let shared = line_row::Entity::update_many()
        .set(row)
        .filter(line_row::Column::SelfDiagnosisId.eq(diagnosis))
        .filter(line_row::Column::Id.is_in(lines.iter().copied()))
        .filter(line_row::Column::SharedAt.is_null())
        .exec(work)
        .await?;
    let first = diagnosis_row::ActiveModel {
        shared_at: Set(Some(work.now())),
        shared_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    diagnosis_row::Entity::update_many()
        .set(first)
        .filter(diagnosis_row::Column::Id.eq(diagnosis))
        .filter(diagnosis_row::Column::SharedAt.is_null())
        .exec(work)
        .await?;
    Ok(usize::try_from(shared.rows_affected).is_ok_and(|count| count == lines.len()))
}
