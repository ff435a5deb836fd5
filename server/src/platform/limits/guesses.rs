//! One counter for guesses, whatever door they come through: by account, and by the place they come from. The table
//! holds neither addresses nor names, only what the installation's secret makes of them.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use super::place;
use crate::platform::{Db, Outcome, Problem, UnitOfWork, secrets::Secret};

mod guess {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "guess")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: Vec<u8>,
        pub failures: i32,
        pub counted_from: DateTimeUtc,
        pub closed_until: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use guess::{ActiveModel, Column, Entity, Model};

/// Tries are counted for so long, and too many of them close the door for as long again.
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// A whole factory may sit behind one address.
const OF_ONE_PLACE: i32 = 100;

/// A try that is about to be made, and what it counts against.
#[derive(Clone, Debug)]
pub struct Try {
    account: Vec<u8>,
    place: Option<Vec<u8>>,
    of_one_account: i32,
}

impl Try {
    /// A guess of the password of `account` (the one spelling of an address), whether such an account exists or not.
    pub fn of_password(secret: &Secret, account: &str, from: Option<IpAddr>) -> Outcome<Self> {
        Self::of(secret, "password", account, from, 10)
    }

    /// A wish for a mail to `account`, so that nobody's mailbox is filled from outside.
    pub fn of_mail(secret: &Secret, account: &str, from: Option<IpAddr>) -> Outcome<Self> {
        Self::of(secret, "mail", account, from, 3)
    }

    fn of(
        secret: &Secret,
        what: &str,
        account: &str,
        from: Option<IpAddr>,
        of_one_account: i32,
    ) -> Outcome<Self> {
        let key =
            |kind: &str, about: &str| secret.key_for("guess", format!("{what} {kind} {about}").as_bytes());
        let place = from.map(|address| key("place", &place(address).to_string())).transpose()?;
        Ok(Self { account: key("account", account)?, place, of_one_account })
    }

    fn subjects(&self) -> Vec<Vec<u8>> {
        self.place.iter().chain([&self.account]).cloned().collect()
    }

    fn allowed(&self, subject: &[u8]) -> i32 {
        if subject == self.account { self.of_one_account } else { OF_ONE_PLACE }
    }
}

/// Counts the try before it is made, so that many at once are no more than many in a row. Whoever was right takes it
/// back with [`succeeded`].
///
/// # Errors
/// `Problem::TooMany` with the seconds to wait.
pub async fn claim(db: &Db, guess: &Try) -> Outcome<()> {
    let seen = Entity::find().filter(Column::Subject.is_in(guess.subjects())).all(db.read()).await?;
    // Whoever is shut out is told so without a write.
    seen.iter().try_for_each(|row| is_open(row, db.clock().now()))?;
    let work = db.begin().await?;
    count(&work, guess).await?;
    work.commit().await
}

async fn count(work: &UnitOfWork, guess: &Try) -> Outcome<()> {
    let now = work.now();
    let fresh = guess.subjects().into_iter().map(|subject| ActiveModel {
        subject: Set(subject),
        failures: Set(0),
        counted_from: Set(now),
        closed_until: Set(None),
    });
    let known = OnConflict::column(Column::Subject).do_nothing().to_owned();
    Entity::insert_many(fresh).on_conflict(known).exec_without_returning(work).await?;
    let rows = Entity::find()
        .filter(Column::Subject.is_in(guess.subjects()))
        // Always in one order, so that two tries never wait for each other.
        .order_by_asc(Column::Subject)
        .lock_exclusive()
        .all(work)
        .await?;
    let counted = rows
        .into_iter()
        .map(|row| {
            is_open(&row, now)?;
            let allowed = guess.allowed(&row.subject);
            Ok(ActiveModel::from(counted(row, now, allowed)).reset_all())
        })
        .collect::<Outcome<Vec<_>>>()?;
    let all = [Column::Failures, Column::CountedFrom, Column::ClosedUntil];
    let replace = OnConflict::column(Column::Subject).update_columns(all).to_owned();
    Entity::insert_many(counted).on_conflict(replace).exec_without_returning(work).await?;
    Ok(())
}

/// The try was right: the account's counter is forgotten, the place gets its try back.
pub async fn succeeded(work: &UnitOfWork, guess: &Try) -> Outcome<()> {
    Entity::delete_many().filter(Column::Subject.eq(guess.account.clone())).exec(work).await?;
    if let Some(place) = &guess.place {
        Entity::update_many()
            .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
            .col_expr(Column::ClosedUntil, Expr::value(None::<DateTime<Utc>>))
            .filter(Column::Subject.eq(place.clone()))
            .filter(Column::Failures.gt(0))
            .exec(work)
            .await?;
    }
    Ok(())
}

/// Forgets counters that no longer count.
pub async fn forget_old(work: &UnitOfWork) -> Outcome<u64> {
    let old = Column::CountedFrom.lt(work.now() - TimeDelta::days(1));
    Ok(Entity::delete_many().filter(old).exec(work).await?.rows_affected)
}

fn is_open(row: &Model, now: DateTime<Utc>) -> Outcome<()> {
    match row.closed_until {
        Some(until) if until > now => {
            let seconds = (until - now).num_seconds() + 1;
            Err(Problem::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX)))
        }
        _ => Ok(()),
    }
}

/// One try more; the last one that is allowed closes the door behind it.
fn counted(row: Model, now: DateTime<Utc>, allowed: i32) -> Model {
    let over = row.closed_until.is_some() || row.counted_from + WINDOW <= now;
    let (before, counted_from) = if over { (0, now) } else { (row.failures, row.counted_from) };
    let failures = before + 1;
    let closed_until = (failures >= allowed).then_some(now + WINDOW);
    Model { subject: row.subject, failures, counted_from, closed_until }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestAcademy;

    fn secret() -> Secret {
        Secret::parse("a secret that only tests ever know").unwrap()
    }

    fn by(account: &str, address: &str) -> Try {
        Try::of_password(&secret(), account, Some(address.parse().unwrap())).unwrap()
    }

    #[actix_web::test]
    async fn ten_wrong_passwords_close_the_account_whatever_the_place() {
        for academy in TestAcademy::on_both().await {
            for number in 0..10 {
                claim(academy.db(), &by("lan@factory.example", &format!("203.0.113.{number}")))
                    .await
                    .unwrap();
            }
            let next = claim(academy.db(), &by("lan@factory.example", "203.0.113.99")).await;
            assert!(matches!(next, Err(Problem::TooMany(900..=901))), "{next:?}");
            claim(academy.db(), &by("hoa@factory.example", "203.0.113.1")).await.unwrap();

            academy.clock.advance(TimeDelta::minutes(16));
            claim(academy.db(), &by("lan@factory.example", "203.0.113.99")).await.unwrap();
        }
    }

    #[actix_web::test]
    async fn a_right_password_begins_anew() {
        for academy in TestAcademy::on_both().await {
            let guess = by("lan@factory.example", "203.0.113.7");
            for _ in 0..5 {
                for _ in 0..10 {
                    claim(academy.db(), &guess).await.unwrap();
                }
                let work = academy.begin().await;
                succeeded(&work, &guess).await.unwrap();
                work.commit().await.unwrap();
            }
            assert!(claim(academy.db(), &guess).await.is_ok());
        }
    }

    #[actix_web::test]
    async fn many_accounts_from_one_place_close_the_place() {
        let academy = TestAcademy::new().await;
        for number in 0..100 {
            claim(academy.db(), &by(&format!("{number}@factory.example"), "2001:db8::1")).await.unwrap();
        }
        let next = claim(academy.db(), &by("lan@factory.example", "2001:db8::2")).await;
        assert!(matches!(next, Err(Problem::TooMany(_))), "{next:?}");
    }

    #[actix_web::test]
    async fn fifty_at_once_are_ten() {
        for academy in TestAcademy::on_both().await {
            let guess = by("lan@factory.example", "203.0.113.7");
            let all = (0..50).map(|_| claim(academy.db(), &guess));
            let answers = futures_util::future::join_all(all).await;
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 10);
        }
    }

    #[actix_web::test]
    async fn the_table_names_nobody() {
        let academy = TestAcademy::new().await;
        claim(academy.db(), &by("lan@factory.example", "203.0.113.7")).await.unwrap();
        let rows = Entity::find().all(academy.db().read()).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.subject.len() == 32));
        let other = Try::of_password(
            &Secret::parse("another secret, of another academy").unwrap(),
            "lan@factory.example",
            None,
        );
        assert!(rows.iter().all(|row| row.subject != other.as_ref().unwrap().account));
    }
}
