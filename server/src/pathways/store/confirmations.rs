//! What the sides of the committee said.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    pathways::model::{PathwayId, Side},
    platform::{Outcome, PersonId, Read, UnitOfWork},
};

mod row {
    use sea_orm::entity::prelude::*;

    use super::{PathwayId, PersonId, Side};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_confirmation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub pathway_id: PathwayId,
        pub changes: i32,
        pub side: Side,
        pub agreed: bool,
        pub comment: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use row::Model as Confirmation;

/// Of these pathways, the oldest first.
pub async fn confirmations(read: &Read, pathways: &[PathwayId]) -> Outcome<Vec<Confirmation>> {
    let rows = row::Entity::find()
        .filter(row::Column::PathwayId.is_in(pathways.iter().copied()))
        .order_by_asc(row::Column::Id)
        .all(read)
        .await?;
    Ok(rows)
}

/// After how many changes a pathway stands as it is asked about. Publishing counts as a change: what was confirmed then
/// still stands, and an answer after it is about the same.
pub fn asked_about(changes: i32, published: Option<i32>) -> i32 {
    if published == Some(changes) { changes.saturating_sub(1) } else { changes }
}

/// What each person of a side said last about the pathway as it is after so many changes, the oldest first.
pub fn words(all: &[Confirmation], pathway: PathwayId, changes: i32, side: Side) -> Vec<&Confirmation> {
    let is_about =
        |one: &&Confirmation| one.pathway_id == pathway && one.changes == changes && one.side == side;
    let mut last: Vec<&Confirmation> = Vec::new();
    for word in all.iter().filter(is_about) {
        last.retain(|earlier| earlier.by_person_id != word.by_person_id);
        last.push(word);
    }
    last
}

/// Whether a side confirms: somebody of it says yes, and nobody's no stands.
pub fn agrees(words: &[&Confirmation]) -> bool {
    !words.is_empty() && words.iter().all(|word| word.agreed)
}

/// How many sides confirm the pathway `w` as it is, within a query; by the rule of [`agrees`].
pub const AGREED_SIDES: &str = "\
    (SELECT COUNT(DISTINCT y.side) FROM pathway_confirmation y WHERE y.pathway_id = w.id \
        AND y.changes = w.changes AND y.agreed AND NOT EXISTS (SELECT 1 FROM pathway_confirmation n \
            WHERE n.pathway_id = y.pathway_id AND n.changes = y.changes AND n.side = y.side AND NOT n.agreed \
            AND NOT EXISTS (SELECT 1 FROM pathway_confirmation l WHERE l.pathway_id = n.pathway_id \
                AND l.changes = n.changes AND l.side = n.side AND l.by_person_id = n.by_person_id \
                AND l.id > n.id)))";

/// A side's word on the pathway as it was after so many `changes`; an earlier word stays as history.
pub async fn add(
    work: &UnitOfWork,
    (pathway, changes): (PathwayId, i32),
    side: Side,
    (agreed, comment): (bool, &str),
    by: PersonId,
) -> Outcome<()> {
    let row = row::ActiveModel {
        id: Set(work.new_id::<uuid::Uuid>()),
        pathway_id: Set(pathway),
        changes: Set(changes),
        side: Set(side),
        agreed: Set(agreed),
        comment: Set(comment.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_after_publishing_is_about_what_was_published() {
        assert_eq!([None, Some(3), Some(4)].map(|published| asked_about(4, published)), [4, 4, 3]);
    }

    #[test]
    fn a_side_agrees_where_nobody_of_it_still_says_no() {
        let id = uuid::Uuid::from_u128;
        let word = |number: u128, by: u128, agreed: bool| Confirmation {
            id: id(number),
            pathway_id: PathwayId(id(1)),
            changes: 4,
            side: Side::Workers,
            agreed,
            comment: String::new(),
            at: chrono::DateTime::default(),
            by_person_id: PersonId(id(by)),
        };
        let agree = |all: &[Confirmation]| agrees(&words(all, PathwayId(id(1)), 4, Side::Workers));
        assert!(!agree(&[]));
        assert!(agree(&[word(1, 1, true)]) && agree(&[word(1, 1, false), word(2, 1, true)]));
        assert!(!agree(&[word(1, 1, false), word(2, 2, true)]));
        assert!(!agree(&[word(1, 1, true), word(2, 1, false)]));
    }
}
