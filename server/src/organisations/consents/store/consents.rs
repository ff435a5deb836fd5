//! Consents.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};

use crate::{
    organisations::{
        consents::model::{Consent, ConsentId, ConsentRequestId, Scopes, Span},
        store::{
            clocks::by_its_day,
            organisations::{self, Organisation},
        },
    },
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

mod consent {
    use sea_orm::entity::prelude::*;

    use crate::{
        organisations::consents::model::{ConsentId, ConsentRequestId},
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConsentId,
        pub factory_id: OrganisationId,
        pub brand_id: OrganisationId,
        pub of_plan: bool,
        pub of_learning: bool,
        pub starts_on: Date,
        pub ends_on: Option<Date>,
        pub given_at: DateTimeUtc,
        pub given_by_person_id: PersonId,
        pub given_for_id: Option<OrganisationId>,
        pub request_id: Option<ConsentRequestId>,
        pub revoked_at: Option<DateTimeUtc>,
        pub revoked_by_person_id: Option<PersonId>,
        pub revoked_for_id: Option<OrganisationId>,
        pub revocation_reason: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use consent::{ActiveModel, Column, Entity, Model};

/// The page of a factory shows so many.
const SHOWN: u64 = 200;

impl From<Model> for Consent {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            factory: row.factory_id,
            brand: row.brand_id,
            scopes: Scopes { plan: row.of_plan, learning: row.of_learning },
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            given_at: row.given_at,
            given_by: row.given_by_person_id,
            given_for: row.given_for_id,
            revoked_at: row.revoked_at,
            revoked_by: row.revoked_by_person_id,
            revoked_for: row.revoked_for_id,
            revocation_reason: row.revocation_reason,
        }
    }
}

/// What a brand may see of a factory today, by all consents together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granted {
    pub scopes: Scopes,
    /// The last day on which anything of it holds; `None` where one has no end.
    pub ends_on: Option<NaiveDate>,
}

impl Granted {
    fn of(consents: &[Consent]) -> Option<Self> {
        let (first, rest) = consents.split_first()?;
        let one = |consent: &Consent| Self { scopes: consent.scopes, ends_on: consent.ends_on };
        let both = |all: Self, next: &Consent| Self {
            scopes: all.scopes.and(next.scopes),
            ends_on: all.ends_on.zip(next.ends_on).map(|(one, other)| one.max(other)),
        };
        Some(rest.iter().fold(one(first), both))
    }
}

/// A factory, and what a brand may see of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    pub factory: Organisation,
    pub granted: Granted,
}

pub async fn consent(read: &Read, id: ConsentId) -> Outcome<Consent> {
    Entity::find_by_id(id).one(read).await?.map(Consent::from).ok_or(Problem::NotFound)
}

/// The consents of a factory, the newest first.
pub async fn consents_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<Consent>> {
    let rows = Entity::find()
        .filter(Column::FactoryId.eq(factory))
        .order_by_desc(Column::GivenAt)
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Consent::from).collect())
}

/// From its first to its last day, by the clock of the factory.
fn in_force(brand: OrganisationId, now: DateTime<Utc>) -> Condition {
    let holds_on = |today: NaiveDate| {
        Condition::all()
            .add(Column::StartsOn.lte(today))
            .add(Condition::any().add(Column::EndsOn.is_null()).add(Column::EndsOn.gte(today)))
    };
    Condition::all().add(Column::BrandId.eq(brand)).add(Column::RevokedAt.is_null()).add(by_its_day(
        Column::FactoryId,
        now,
        holds_on,
    ))
}

/// What the brand may see of the factory now; `None` for nothing.
pub async fn granted(
    read: &Read,
    brand: OrganisationId,
    factory: OrganisationId,
    now: DateTime<Utc>,
) -> Outcome<Option<Granted>> {
    let rows =
        Entity::find().filter(in_force(brand, now)).filter(Column::FactoryId.eq(factory)).all(read).await?;
    let consents: Vec<Consent> = rows.into_iter().map(Consent::from).collect();
    Ok(Granted::of(&consents))
}

/// A page of the factories that let the brand see something now, by name, and how many there are.
pub async fn sharing_with(
    read: &Read,
    brand: OrganisationId,
    (search, page): (&str, u64),
    now: DateTime<Utc>,
) -> Outcome<(Vec<Sharing>, u64)> {
    let ids: SelectStatement =
        Entity::find().select_only().column(Column::FactoryId).filter(in_force(brand, now)).into_query();
    let (factories, total) = organisations::list_among(read, ids, (search, page)).await?;
    let of_these = Column::FactoryId.is_in(factories.iter().map(|factory| factory.id));
    let rows = Entity::find().filter(in_force(brand, now)).filter(of_these).all(read).await?;
    let mut by_factory: BTreeMap<OrganisationId, Vec<Consent>> = BTreeMap::new();
    for row in rows {
        by_factory.entry(row.factory_id).or_default().push(Consent::from(row));
    }
    let sharing = |factory: Organisation| {
        let granted = Granted::of(by_factory.get(&factory.id)?)?;
        Some(Sharing { factory, granted })
    };
    Ok((factories.into_iter().filter_map(sharing).collect(), total))
}

/// What is given to whom.
#[derive(Clone, Debug)]
pub struct NewConsent {
    pub factory: OrganisationId,
    pub brand: OrganisationId,
    pub scopes: Scopes,
    pub span: Span,
    pub given_by: PersonId,
    /// The factory, or the group that speaks for it.
    pub given_for: OrganisationId,
    pub request: Option<ConsentRequestId>,
}

pub async fn add(work: &UnitOfWork, new: &NewConsent) -> Outcome<ConsentId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        factory_id: Set(new.factory),
        brand_id: Set(new.brand),
        of_plan: Set(new.scopes.plan),
        of_learning: Set(new.scopes.learning),
        starts_on: Set(new.span.starts_on),
        ends_on: Set(new.span.ends_on),
        given_at: Set(work.now()),
        given_by_person_id: Set(new.given_by),
        given_for_id: Set(Some(new.given_for)),
        request_id: Set(new.request),
        revoked_at: Set(None),
        revoked_by_person_id: Set(None),
        revoked_for_id: Set(None),
        revocation_reason: Set(String::new()),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// A new consent takes the place of those that the brand has from its first day on: those to come and, where it begins
/// today, the one in force are revoked; one that begins later ends the one in force the day before.
pub async fn replace(work: &UnitOfWork, new: &NewConsent, today: NaiveDate) -> Outcome<()> {
    let starts_on = new.span.starts_on;
    let there = Condition::all()
        .add(Column::FactoryId.eq(new.factory))
        .add(Column::BrandId.eq(new.brand))
        .add(Column::RevokedAt.is_null())
        .add(Condition::any().add(Column::EndsOn.is_null()).add(Column::EndsOn.gte(starts_on)));
    let mut revoked = Entity::update_many().set(ActiveModel {
        revoked_at: Set(Some(work.now())),
        revoked_by_person_id: Set(Some(new.given_by)),
        revoked_for_id: Set(Some(new.given_for)),
        ..Default::default()
    });
    if starts_on > today {
        revoked = revoked.filter(Column::StartsOn.gte(starts_on));
    }
    revoked.filter(there.clone()).exec(work).await?;
    let shorter = ActiveModel { ends_on: Set(starts_on.pred_opt()), ..Default::default() };
    Entity::update_many().set(shorter).filter(there).exec(work).await?;
    Ok(())
}

/// False where it was revoked before.
pub async fn revoke(
    work: &UnitOfWork,
    id: ConsentId,
    (by, by_for): (PersonId, OrganisationId),
    reason: &str,
) -> Outcome<bool> {
    let row = ActiveModel {
        revoked_at: Set(Some(work.now())),
        revoked_by_person_id: Set(Some(by)),
        revoked_for_id: Set(Some(by_for)),
        revocation_reason: Set(reason.to_owned()),
        ..Default::default()
    };
    let open = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::RevokedAt.is_null());
    Ok(open.exec(work).await?.rows_affected > 0)
}
