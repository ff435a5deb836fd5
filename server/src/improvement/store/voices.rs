//! What each side of the committee says of an item.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::items::ItemId;
use crate::{
    improvement::model::{Heard, Stance, VoiceSide},
    platform::{Outcome, PersonId, Read, UnitOfWork},
};

crate::id_type!(VoiceId);

mod voice {
    use sea_orm::entity::prelude::*;

    use super::{ItemId, Stance, VoiceId, VoiceSide};
    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "improvement_voice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VoiceId,
        pub item_id: ItemId,
        pub side: VoiceSide,
        pub stance: Stance,
        pub text: String,
        pub women_heard: bool,
        pub men_heard: bool,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub changes: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use voice::{ActiveModel, Column, Entity};

pub use voice::Model as Voice;

/// A side's view of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub side: VoiceSide,
    pub stance: Stance,
    pub text: String,
    pub women_heard: bool,
    pub men_heard: bool,
}

/// The oldest first.
pub async fn of_item(read: &Read, item: ItemId) -> Outcome<Vec<Voice>> {
    Ok(of_items(read, &[item]).await?.remove(&item).unwrap_or_default())
}

/// The views on each item, in one query; an item without any is not there.
pub async fn of_items(read: &Read, items: &[ItemId]) -> Outcome<HashMap<ItemId, Vec<Voice>>> {
    let rows = Entity::find()
        .filter(Column::ItemId.is_in(items.iter().copied()))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(read)
        .await?;
    let mut found: HashMap<ItemId, Vec<Voice>> = HashMap::new();
    for row in rows {
        found.entry(row.item_id).or_default().push(row);
    }
    Ok(found)
}

/// One view for each person of a side; a new one takes the place of their own old one, whose stance the history keeps.
pub async fn save(work: &UnitOfWork, item: ItemId, view: &View, by: PersonId) -> Outcome<()> {
    let row = ActiveModel {
        id: Set(work.new_id()),
        item_id: Set(item),
        side: Set(view.side),
        stance: Set(view.stance),
        text: Set(view.text.clone()),
        women_heard: Set(view.women_heard),
        men_heard: Set(view.men_heard),
        at: Set(work.now()),
        by_person_id: Set(by),
        changes: Set(0),
    };
    let own = OnConflict::columns([Column::ItemId, Column::Side, Column::ByPersonId])
        .update_columns([Column::Stance, Column::Text, Column::WomenHeard, Column::MenHeard, Column::At])
        .to_owned();
    Entity::insert(row).on_conflict(own).exec_without_returning(work).await?;
    Ok(())
}

/// What a side says: whoever of it is least content is not outvoted.
pub fn stance_of(voices: &[Voice], side: VoiceSide) -> Option<Stance> {
    let doubt = |stance: &Stance| match stance {
        Stance::Solved => 0,
        Stance::PartlySolved => 1,
        Stance::NotSolved => 2,
    };
    voices.iter().filter(|voice| voice.side == side).map(|voice| voice.stance).max_by_key(doubt)
}

/// Which sides gave a view, and which sexes these heard.
pub fn heard(voices: &[Voice]) -> Heard {
    let of = |side: VoiceSide| voices.iter().any(|voice| voice.side == side);
    Heard {
        management: of(VoiceSide::Management),
        workers: of(VoiceSide::Workers),
        women: voices.iter().any(|voice| voice.women_heard),
        men: voices.iter().any(|voice| voice.men_heard),
    }
}
