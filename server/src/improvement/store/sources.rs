//! Where items come from.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

use super::{ROWS_AT_ONCE, items::ItemId};
use crate::{
    improvement::model::SourceKind,
    platform::{OrganisationId, Outcome, Read, UnitOfWork},
};

crate::id_type!(SourceId);

mod source {
    use sea_orm::entity::prelude::*;

    use super::{ItemId, SourceId, SourceKind};
    use crate::{
        improvement::model::Severity,
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "improvement_source")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SourceId,
        pub item_id: ItemId,
        pub factory_id: OrganisationId,
        pub kind: SourceKind,
        pub reference: String,
        pub found_on: Date,
        pub severity: Severity,
        pub text: String,
        pub brought_at: DateTimeUtc,
        pub brought_by_person_id: PersonId,
        pub cycle_number: i32,
        pub root_cause: String,
        pub action: String,
        pub due_on: Option<Date>,
        /// Since when it says so no more.
        pub gone_on: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use source::{ActiveModel, Column, Entity};

pub use source::Model as Source;

/// What makes a source the same one when it comes again: factory, kind, reference and cycle.
pub type SourceKey = (OrganisationId, SourceKind, String, i32);

impl Source {
    pub fn key(&self) -> SourceKey {
        (self.factory_id, self.kind, self.reference.clone(), self.cycle_number)
    }
}

/// The sources of these items, oldest first.
pub async fn of_items(read: &Read, items: &[ItemId]) -> Outcome<HashMap<ItemId, Vec<Source>>> {
    let rows = Entity::find()
        .filter(Column::ItemId.is_in(items.iter().copied()))
        .order_by_asc(Column::FoundOn)
        .order_by_asc(Column::Id)
        .all(read)
        .await?;
    let mut found: HashMap<ItemId, Vec<Source>> = HashMap::new();
    for row in rows {
        found.entry(row.item_id).or_default().push(row);
    }
    Ok(found)
}

/// Those of these factories in any of these cycles.
pub async fn in_cycles(
    read: &Read,
    factories: &[OrganisationId],
    cycles: impl IntoIterator<Item = i32>,
) -> Outcome<Vec<Source>> {
    let select = Entity::find()
        .filter(Column::FactoryId.is_in(factories.iter().copied()))
        .filter(Column::CycleNumber.is_in(cycles));
    Ok(select.all(read).await?)
}

/// Items whose finding says this.
pub async fn items_that_say(read: &Read, factory: OrganisationId, words: &str) -> Outcome<Vec<ItemId>> {
    let select = Entity::find()
        .select_only()
        .column(Column::ItemId)
        .filter(Column::FactoryId.eq(factory))
        .filter(Column::Text.contains(words));
    Ok(select.into_tuple().all(read).await?)
}

/// How many sources an item has, with those that say so no more.
pub async fn count(read: &Read, item: ItemId) -> Outcome<u64> {
    Ok(Entity::find().filter(Column::ItemId.eq(item)).count(read).await?)
}

/// Adds what is new and changes what is there under the same reference.
pub async fn save_all(work: &UnitOfWork, sources: &[Source]) -> Outcome<()> {
    for some in sources.chunks(ROWS_AT_ONCE) {
        let key = [Column::FactoryId, Column::Kind, Column::Reference, Column::CycleNumber];
        let said = [
            Column::ItemId,
            Column::FoundOn,
            Column::Severity,
            Column::Text,
            Column::RootCause,
            Column::Action,
            Column::DueOn,
            Column::GoneOn,
        ];
        let again = OnConflict::columns(key).update_columns(said).to_owned();
        Entity::insert_many(some.iter().cloned().map(ActiveModel::from))
            .on_conflict(again)
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}
