//! Templates of pathways.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    pathways::model::TemplateId,
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

/// Somebody else changed the template meanwhile.
pub const CHANGED_MEANWHILE: &str = "template-changed-meanwhile";

mod row {
    use sea_orm::entity::prelude::*;

    use super::{OrganisationId, PersonId, TemplateId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_template")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TemplateId,
        pub code: String,
        pub name: String,
        pub country: Option<String>,
        pub organisation_id: Option<OrganisationId>,
        pub language: String,
        pub document: String,
        pub cloned_from_id: Option<TemplateId>,
        pub changes: i32,
        pub changed_at: DateTimeUtc,
        pub changed_by_person_id: PersonId,
        pub shared_at: Option<DateTimeUtc>,
        pub removed_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use row::Model as KeptTemplate;

/// Those that people made, by name.
pub async fn templates(read: &Read) -> Outcome<Vec<KeptTemplate>> {
    let there = row::Entity::find().filter(row::Column::RemovedAt.is_null());
    Ok(there.order_by_asc(row::Column::Name).all(read).await?)
}

/// # Errors
/// `Problem::NotFound` where there is none.
pub async fn template(read: &Read, id: TemplateId) -> Outcome<KeptTemplate> {
    let found = row::Entity::find_by_id(id).filter(row::Column::RemovedAt.is_null());
    found.one(read).await?.ok_or(Problem::NotFound)
}

/// From now on others may begin pathways with it too.
pub async fn share(work: &UnitOfWork, id: TemplateId) -> Outcome<()> {
    let row = row::ActiveModel { shared_at: Set(Some(work.now())), ..Default::default() };
    row::Entity::update_many().set(row).filter(row::Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Pathways that were begun with it stay as they are.
pub async fn remove(work: &UnitOfWork, id: TemplateId) -> Outcome<()> {
    let row = row::ActiveModel { removed_at: Set(Some(work.now())), ..Default::default() };
    row::Entity::update_many().set(row).filter(row::Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

pub async fn add(work: &UnitOfWork, template: KeptTemplate) -> Outcome<()> {
    row::Entity::insert(row::ActiveModel::from(template)).exec_without_returning(work).await?;
    Ok(())
}

/// # Errors
/// `Problem::Conflict` where somebody else changed it since it had so many changes.
pub async fn save(work: &UnitOfWork, template: &KeptTemplate, seen: i32, by: PersonId) -> Outcome<()> {
    let row = row::ActiveModel {
        name: Set(template.name.clone()),
        country: Set(template.country.clone()),
        language: Set(template.language.clone()),
        document: Set(template.document.clone()),
        shared_at: Set(template.shared_at),
        changed_at: Set(work.now()),
        changed_by_person_id: Set(by),
        ..Default::default()
    };
    let saved = row::Entity::update_many()
        .set(row)
        .col_expr(row::Column::Changes, Expr::col(row::Column::Changes).add(1))
        .filter(row::Column::Id.eq(template.id))
        .filter(row::Column::Changes.eq(seen))
        .exec(work)
        .await?;
    if saved.rows_affected == 1 { Ok(()) } else { Err(Problem::Conflict(CHANGED_MEANWHILE)) }
}
