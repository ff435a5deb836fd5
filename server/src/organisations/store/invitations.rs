//! Invitations: good for fourteen days, once.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, Func, OnConflict},
};

use crate::{
    people::{EmailAddress, PersonName},
    platform::{
        Language, OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork,
        db::listing::{containing, page_of},
        roles::{Role, Sex},
    },
};

crate::id_type!(InvitationId);

pub const LASTS: TimeDelta = TimeDelta::days(14);

mod invitation {
    use sea_orm::entity::prelude::*;

    use super::{InvitationId, OrganisationId, PersonId, Role, Sex};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvitationId,
        pub fingerprint: Vec<u8>,
        pub organisation_id: OrganisationId,
        pub role: Role,
        pub name: String,
        pub email: String,
        pub email_key: String,
        pub language: String,
        pub at: DateTimeUtc,
        pub invited_by_person_id: PersonId,
        pub ends_at: DateTimeUtc,
        pub accepted_at: Option<DateTimeUtc>,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub sex: Option<Sex>,
        pub starts_on: Option<Date>,
        pub ends_on: Option<Date>,
        pub department: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use invitation::{ActiveModel, Column, Entity, Model};

/// An invitation that nobody has answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub organisation: OrganisationId,
    pub role: Role,
    pub name: String,
    pub email: String,
    pub language: Language,
    pub at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub invited_by: PersonId,
    /// As whoever invites knows it.
    pub sex: Option<Sex>,
    /// The days of the membership to come; left out, it begins when it is accepted.
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    /// Where in the organisation they will work.
    pub department: Option<String>,
}

/// An invitation whose link is good: only its token finds one.
#[derive(Clone, Debug)]
pub struct OpenInvitation(pub Invitation);

pub struct NewInvitation {
    pub organisation: OrganisationId,
    pub role: Role,
    pub name: PersonName,
    pub email: EmailAddress,
    pub language: Language,
    pub invited_by: PersonId,
    /// Where they will work; may be empty.
    pub department: String,
}

impl From<Model> for Invitation {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation_id,
            role: row.role,
            name: row.name,
            email: row.email,
            language: Language::from_code(&row.language).unwrap_or_default(),
            at: row.at,
            ends_at: row.ends_at,
            invited_by: row.invited_by_person_id,
            sex: row.sex,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            department: row.department,
        }
    }
}

/// Neither accepted nor withdrawn; its time may be over.
fn unanswered() -> Condition {
    Condition::all().add(Column::AcceptedAt.is_null()).add(Column::WithdrawnAt.is_null())
}

pub async fn invitation(read: &Read, id: InvitationId) -> Outcome<Invitation> {
    let row = Entity::find_by_id(id).filter(unanswered()).one(read).await?;
    row.map(Invitation::from).ok_or(Problem::NotFound)
}

/// The newest first.
pub async fn invitations_in(read: &Read, organisation: OrganisationId) -> Outcome<Vec<Invitation>> {
    let rows = Entity::find()
        .filter(Column::OrganisationId.eq(organisation))
        .filter(unanswered())
        .order_by_desc(Column::At)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

pub async fn find_open(
    read: &Read,
    fingerprint: Vec<u8>,
    now: DateTime<Utc>,
) -> Outcome<Option<OpenInvitation>> {
    let row = Entity::find()
        .filter(Column::Fingerprint.eq(fingerprint))
        .filter(Column::EndsAt.gt(now))
        .filter(Condition::any().add(Column::EndsOn.is_null()).add(Column::EndsOn.gte(now.date_naive())))
        .filter(unanswered())
        .one(read)
        .await?;
    Ok(row.map(|row| OpenInvitation(row.into())))
}

/// The unanswered invitation of this address to this role, if there is one.
pub async fn find_same(
    read: &Read,
    organisation: OrganisationId,
    email: &EmailAddress,
    role: Role,
) -> Outcome<Option<Invitation>> {
    let row = Entity::find()
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::EmailKey.eq(email.key()))
        .filter(Column::Role.eq(role))
        .filter(unanswered())
        .one(read)
        .await?;
    Ok(row.map(Invitation::from))
}

pub async fn add(work: &UnitOfWork, new: &NewInvitation, fingerprint: Vec<u8>) -> Outcome<InvitationId> {
    let id: InvitationId = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        fingerprint: Set(fingerprint),
        organisation_id: Set(new.organisation),
        role: Set(new.role),
        name: Set(new.name.to_string()),
        email: Set(new.email.to_string()),
        email_key: Set(new.email.key().to_owned()),
        language: Set(new.language.code().to_owned()),
        at: Set(work.now()),
        invited_by_person_id: Set(new.invited_by),
        ends_at: Set(work.now() + LASTS),
        accepted_at: Set(None),
        withdrawn_at: Set(None),
        sex: Set(None),
        starts_on: Set(None),
        ends_on: Set(None),
        department: Set(Some(new.department.clone()).filter(|department| !department.is_empty())),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// A new link for fourteen days more; the old one works no longer. Returns false when it was answered meanwhile.
pub async fn renew(work: &UnitOfWork, id: InvitationId, fingerprint: Vec<u8>) -> Outcome<bool> {
    let ends_at = work.now() + LASTS;
    let row = ActiveModel { fingerprint: Set(fingerprint), ends_at: Set(ends_at), ..Default::default() };
    change_unanswered(work, id, row).await
}

/// Returns false when it was answered meanwhile.
pub async fn withdraw(work: &UnitOfWork, id: InvitationId) -> Outcome<bool> {
    change_unanswered(work, id, ActiveModel { withdrawn_at: Set(Some(work.now())), ..Default::default() })
        .await
}

/// Returns false when somebody else used the link meanwhile.
pub async fn accept(work: &UnitOfWork, open: &OpenInvitation) -> Outcome<bool> {
    change_unanswered(
        work,
        open.0.id,
        ActiveModel { accepted_at: Set(Some(work.now())), ..Default::default() },
    )
    .await
}

async fn change_unanswered(work: &UnitOfWork, id: InvitationId, row: ActiveModel) -> Outcome<bool> {
    let changed =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(unanswered()).exec(work).await?;
    Ok(changed.rows_affected == 1)
}

/// Those of these addresses (their keys) that nobody has answered.
pub async fn unanswered_at(read: &Read, keys: &[&str]) -> Outcome<Vec<Invitation>> {
    let at = Column::EmailKey.is_in(keys.iter().copied());
    let rows = Entity::find().filter(at).filter(unanswered()).order_by_asc(Column::Id).all(read).await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// Adds those that are new, each with the fingerprint of its link, and changes whom and what the others speak of, in
/// one statement.
pub async fn save_all(work: &UnitOfWork, all: &[(Invitation, Vec<u8>)]) -> Outcome<()> {
    if all.is_empty() {
        return Ok(());
    }
    let row = |(one, fingerprint): &(Invitation, Vec<u8>)| ActiveModel {
        id: Set(one.id),
        fingerprint: Set(fingerprint.clone()),
        organisation_id: Set(one.organisation),
        role: Set(one.role),
        name: Set(one.name.clone()),
        email: Set(one.email.clone()),
        email_key: Set(one.email.to_ascii_lowercase()),
        language: Set(one.language.code().to_owned()),
        at: Set(one.at),
        invited_by_person_id: Set(one.invited_by),
        ends_at: Set(one.ends_at),
        accepted_at: Set(None),
        withdrawn_at: Set(None),
        sex: Set(one.sex),
        starts_on: Set(one.starts_on),
        ends_on: Set(one.ends_on),
        department: Set(one.department.clone()),
    };
    let changed =
        [Column::Name, Column::Language, Column::Sex, Column::StartsOn, Column::EndsOn, Column::Department];
    Entity::insert_many(all.iter().map(row))
        .on_conflict(OnConflict::column(Column::Id).update_columns(changed).to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(())
}

crate::word_enum! {
    /// How it stands with an invitation. Its text is `invitation-standing-<word>`.
    Standing {
        Open = "open",
        Accepted = "accepted",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

/// Which invitations, in which order. What is empty asks for nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct WantedInvitations<'w> {
    pub standing: Option<Standing>,
    /// A part of the name or the address.
    pub search: &'w str,
    pub sort: &'w str,
    pub descending: bool,
    /// From 1.
    pub page: u64,
}

fn standing_as(standing: Standing, now: DateTime<Utc>) -> Condition {
    match standing {
        Standing::Open => unanswered().add(Column::EndsAt.gt(now)),
        Standing::Expired => unanswered().add(Column::EndsAt.lte(now)),
        Standing::Accepted => Condition::all().add(Column::AcceptedAt.is_not_null()),
        Standing::Withdrawn => {
            Condition::all().add(Column::AcceptedAt.is_null()).add(Column::WithdrawnAt.is_not_null())
        }
    }
}

fn standing_of(row: &Model, now: DateTime<Utc>) -> Standing {
    match row {
        row if row.accepted_at.is_some() => Standing::Accepted,
        row if row.withdrawn_at.is_some() => Standing::Withdrawn,
        row if row.ends_at > now => Standing::Open,
        _ => Standing::Expired,
    }
}

/// One page of those of all organisations, and how many there are.
pub async fn list(
    read: &Read,
    wanted: &WantedInvitations<'_>,
    now: DateTime<Utc>,
) -> Outcome<(Vec<(Invitation, Standing)>, u64)> {
    let mut asked = wanted.standing.map_or_else(Condition::all, |standing| standing_as(standing, now));
    if !wanted.search.is_empty() {
        // Names have no folded key here: as typed, or in small letters.
        let in_small = Expr::expr(Func::lower(Expr::col(Column::Name)));
        let small = wanted.search.to_lowercase();
        let either = Condition::any()
            .add(Expr::col(Column::Name).like(containing(wanted.search)))
            .add(in_small.like(containing(&small)))
            .add(Expr::col(Column::EmailKey).like(containing(&small)));
        asked = asked.add(either);
    }
    let column = match wanted.sort {
        "name" => Column::Name,
        "end" => Column::EndsAt,
        _ => Column::At,
    };
    let order = if wanted.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let sorted = Entity::find().filter(asked).order_by(column, order.clone()).order_by(Column::Id, order);
    let (rows, total) = page_of(read, sorted, wanted.page).await?;
    let told = |row: Model| {
        let standing = standing_of(&row, now);
        (Invitation::from(row), standing)
    };
    Ok((rows.into_iter().map(told).collect(), total))
}

/// How many stand in which way.
pub async fn standings(read: &Read, now: DateTime<Utc>) -> Outcome<Vec<(Standing, u64)>> {
    let count = |standing| Entity::find().filter(standing_as(standing, now)).count(read);
    let (open, accepted, expired, withdrawn) = futures_util::try_join!(
        count(Standing::Open),
        count(Standing::Accepted),
        count(Standing::Expired),
        count(Standing::Withdrawn)
    )?;
    Ok(Standing::ALL.iter().copied().zip([open, accepted, expired, withdrawn]).collect())
}
