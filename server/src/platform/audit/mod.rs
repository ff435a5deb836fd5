//! Who did what to whom. Rows are added and never changed; they name people by their ids alone, so that an erased
//! person leaves them whole. Each is sealed, and all are chained: see [`chain`].

pub mod chain;
#[cfg(test)]
mod named;
mod reading;
mod seal;

use sea_orm::EntityTrait;
use serde_json::Value;
use uuid::Uuid;

use super::{OrganisationId, Outcome, PersonId, UnitOfWork};
pub use chain::jobs;
pub use reading::{Line, Place, Wanted, actions, count, lines, lines_behind};
pub use seal::AuditKey;

mod entry {
    use sea_orm::entity::prelude::*;

    use crate::platform::{OrganisationId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub actor_id: PersonId,
        pub action: String,
        pub subject_kind: String,
        pub subject_id: Uuid,
        pub organisation_id: Option<OrganisationId>,
        pub details: String,
        pub seal: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was done: `Entry::of("people.suspend", "person", id).within(organisation).with(json!({ "role": "buyer" }))`.
#[derive(Clone, Debug)]
pub struct Entry {
    action: &'static str,
    subject_kind: &'static str,
    subject: Uuid,
    organisation: Option<OrganisationId>,
    details: Value,
}

impl Entry {
    pub fn of(action: &'static str, subject_kind: &'static str, subject: Uuid) -> Self {
        Self {
            action,
            subject_kind,
            subject,
            organisation: None,
            details: Value::Object(serde_json::Map::new()),
        }
    }

    #[must_use]
    pub fn within(mut self, organisation: OrganisationId) -> Self {
        self.organisation = Some(organisation);
        self
    }

    /// An object of ids, words and numbers. Never a name, an address or what somebody wrote.
    #[must_use]
    pub fn with(mut self, details: Value) -> Self {
        self.details = details;
        self
    }
}

/// Adds an entry in the unit that does the thing itself.
pub async fn write(work: &UnitOfWork, actor: PersonId, done: Entry) -> Outcome<()> {
    write_many(work, actor, vec![done]).await
}

/// The same for much that was done at once, in one statement.
pub async fn write_many(work: &UnitOfWork, actor: PersonId, done: Vec<Entry>) -> Outcome<()> {
    if done.is_empty() {
        return Ok(());
    }
    #[cfg(test)]
    named::assert_named(&done);
    let key = AuditKey::attached_to(work)?;
    let row = |done: Entry| -> Outcome<entry::ActiveModel> {
        let mut entry = entry::Model {
            id: work.new_id(),
            at: work.now(),
            actor_id: actor,
            action: done.action.to_owned(),
            subject_kind: done.subject_kind.to_owned(),
            subject_id: done.subject,
            organisation_id: done.organisation,
            details: done.details.to_string(),
            seal: None,
        };
        entry.seal = Some(key.of_entry(&entry)?);
        Ok(entry.into())
    };
    let rows = done.into_iter().map(row).collect::<Outcome<Vec<_>>>()?;
    entry::Entity::insert_many(rows).exec_without_returning(work).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};
    use serde_json::json;

    use super::*;
    use crate::testing::TestAcademy;

    #[actix_web::test]
    async fn an_entry_is_added_with_its_unit_and_never_changes() {
        for academy in TestAcademy::on_both().await {
            let work = academy.begin().await;
            let (actor, subject) = (PersonId(work.new_id()), work.new_id());
            let entry = Entry::of("membership.grant", "person", subject).with(json!({ "role": "buyer" }));
            write(&work, actor, entry.within(OrganisationId(subject))).await.unwrap();
            work.commit().await.unwrap();

            let row = entry::Entity::find().one(academy.db().read()).await.unwrap().unwrap();
            assert_eq!(
                (row.actor_id, row.action.as_str(), row.at),
                (actor, "membership.grant", academy.clock.now())
            );
            assert_eq!(row.details, r#"{"role":"buyer"}"#);

            let work = academy.begin().await;
            let change = entry::ActiveModel { action: Set("nothing".to_owned()), ..Default::default() };
            let by_subject = entry::Column::SubjectId.eq(subject);
            let changed =
                entry::Entity::update_many().set(change).filter(by_subject.clone()).exec(&work).await;
            assert!(changed.unwrap_err().to_string().contains("never change"));
            drop(work);
            let work = academy.begin().await;
            assert!(entry::Entity::delete_many().filter(by_subject).exec(&work).await.is_err());
        }
    }
}
