//! The promises of the two doors. With `ACADEMY_TEST_POSTGRES` (an address without a database) they are kept on
//! PostgreSQL, too.

use std::{collections::BTreeSet, time::Duration};

use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::time::timeout;

use super::{Db, StoreAddress, UnitOfWork, migrate};
use crate::platform::{Clock, Ids, Problem, Read};

/// A store of its own, on whichever engine.
struct Store {
    db: Db,
    folder: tempfile::TempDir,
}

impl Store {
    /// A method, so that blocks that ask for it hold the folder as well.
    fn db(&self) -> &Db {
        &self.db
    }
}

async fn on_sqlite() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let address = StoreAddress::Sqlite(folder.path().join("academy.db"));
    let db = Db::open(&address, Clock::default(), Ids::default()).await.unwrap();
    prepare(Store { db, folder }).await
}

async fn on_postgres() -> Option<Store> {
    let base = std::env::var("ACADEMY_TEST_POSTGRES").ok()?;
    let name = format!("academy_doors_{}", Ids::default().next(Clock::default().now()).simple());
    let base = base.trim_end_matches('/').to_owned();
    let admin = sea_orm::Database::connect(format!("{base}/postgres")).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let address = StoreAddress::Postgres(format!("{base}/{name}"));
    let db = Db::open(&address, Clock::default(), Ids::default()).await.unwrap();
    Some(prepare(Store { db, folder: tempfile::tempdir().unwrap() }).await)
}

async fn prepare(store: Store) -> Store {
    let work = store.db().begin().await.unwrap();
    work.execute_unprepared("CREATE TABLE seat (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL)")
        .await
        .unwrap();
    work.commit().await.unwrap();
    store
}

async fn take(work: &UnitOfWork, id: i32) -> Result<(), sea_orm::DbErr> {
    let sql = format!("INSERT INTO seat (id, taken) VALUES ({id}, 1)");
    work.execute_unprepared(&sql).await.map(|_| ())
}

async fn taken(read: &Read) -> BTreeSet<i32> {
    let backend = read.get_database_backend();
    let rows = read.query_all_raw(Statement::from_string(backend, "SELECT id FROM seat")).await.unwrap();
    rows.iter().map(|row| row.try_get("", "id").unwrap()).collect()
}

async fn each_engine<T: Future<Output = ()>>(check: impl Fn(Store) -> T) {
    let stores = [Some(on_sqlite().await), on_postgres().await];
    for store in stores.into_iter().flatten() {
        timeout(Duration::from_secs(60), check(store)).await.expect("nobody hangs");
    }
}

#[actix_web::test]
async fn of_many_units_at_once_exactly_those_acknowledged_are_there() {
    each_engine(|store| async move {
        let units = (0..500).map(|id| {
            let db = store.db().clone();
            tokio::spawn(async move {
                let work = db.begin().await.unwrap();
                take(&work, id).await.unwrap();
                tokio::task::yield_now().await;
                if id % 10 == 3 {
                    drop(work);
                    return None;
                }
                work.commit().await.ok().map(|()| id)
            })
        });
        let answers = timeout(Duration::from_secs(60), join_all(units)).await.expect("nobody hangs");
        let acknowledged: BTreeSet<i32> = answers.into_iter().filter_map(Result::unwrap).collect();
        assert_eq!(acknowledged.len(), 450);
        assert_eq!(taken(store.db().read()).await, acknowledged);
    })
    .await;
}

#[actix_web::test]
async fn an_acknowledged_change_is_in_the_file_for_whoever_opens_it_next() {
    let store = on_sqlite().await;
    let file = store.folder.path().join("academy.db");
    let units = (0..64).map(|id| {
        let db = store.db().clone();
        async move {
            let work = db.begin().await.unwrap();
            take(&work, id).await.unwrap();
            work.commit().await.unwrap();
        }
    });
    join_all(units).await;
    // As after a crash: the file and its log are copied while the first server still has them open.
    let copy = tempfile::tempdir().unwrap();
    let target = copy.path().join("academy.db");
    std::fs::copy(&file, &target).unwrap();
    std::fs::copy(file.with_extension("db-wal"), target.with_extension("db-wal")).unwrap();
    let again = Db::open(&StoreAddress::Sqlite(target), Clock::default(), Ids::default()).await.unwrap();
    assert_eq!(taken(again.read()).await.len(), 64);
}

#[actix_web::test]
async fn waiting_units_share_a_flush() {
    let store = on_sqlite().await;
    let before = store.db().queries();
    let units = (0..100).map(|id| {
        let db = store.db().clone();
        tokio::spawn(async move {
            let work = db.begin().await.unwrap();
            take(&work, id).await.unwrap();
            work.commit().await.unwrap();
        })
    });
    join_all(units).await.into_iter().for_each(Result::unwrap);
    assert_eq!(taken(store.db().read()).await.len(), 100);
    assert!(store.db().queries() > before);
}

#[actix_web::test]
async fn a_unit_that_is_dropped_last_leaves_nobody_waiting() {
    each_engine(|store| async move {
        for round in 0..20 {
            let first = store.db().begin().await.unwrap();
            take(&first, round).await.unwrap();
            let db = store.db().clone();
            let second = tokio::spawn(async move { drop(db.begin().await.unwrap()) });
            tokio::task::yield_now().await;
            timeout(Duration::from_secs(5), first.commit()).await.expect("the dropped one flushes").unwrap();
            second.await.unwrap();
        }
        assert_eq!(taken(store.db().read()).await.len(), 20);
    })
    .await;
}

#[actix_web::test]
async fn a_waiter_that_hangs_up_leaves_nobody_waiting() {
    each_engine(|store| async move {
        let first = store.db().begin().await.unwrap();
        take(&first, 1).await.unwrap();
        let mut waiter = Box::pin(store.db().begin());
        drop(futures_util::poll!(waiter.as_mut()));
        let committing = tokio::spawn(first.commit());
        // The flush is left to the waiter, who hangs up when the turn is already theirs.
        tokio::time::sleep(Duration::from_millis(30)).await;
        drop(waiter);
        timeout(Duration::from_secs(5), committing).await.expect("the flush comes").unwrap().unwrap();
        assert_eq!(taken(store.db().read()).await.len(), 1);
    })
    .await;
}

#[actix_web::test]
async fn a_client_that_hangs_up_while_it_commits_takes_nobody_with_it() {
    each_engine(|store| async move {
        for round in 0..20_u8 {
            let units: Vec<_> = (0..8)
                .map(|number| {
                    let db = store.db().clone();
                    tokio::spawn(async move {
                        let work = db.begin().await?;
                        take(&work, i32::from(round) * 8 + number).await?;
                        work.commit().await
                    })
                })
                .collect();
            tokio::time::sleep(Duration::from_micros(u64::from(round) * 50)).await;
            units[usize::from(round) % 8].abort();
            for unit in units {
                let ended = timeout(Duration::from_secs(5), unit).await.expect("nobody hangs");
                if let Ok(committed) = ended {
                    committed.unwrap();
                }
            }
        }
        assert!(taken(store.db().read()).await.len() >= 140);
    })
    .await;
}

#[actix_web::test]
async fn what_sqlite_took_back_itself_is_acknowledged_to_nobody() {
    let store = on_sqlite().await;
    let first = store.db().begin().await.unwrap();
    take(&first, 1).await.unwrap();
    let db = store.db().clone();
    let second = tokio::spawn(async move {
        let work = db.begin().await.unwrap();
        // As SQLite does where the disk is full.
        work.execute_unprepared("ROLLBACK").await.unwrap();
        work.commit().await
    });
    tokio::task::yield_now().await;
    first.commit().await.unwrap_err();
    second.await.unwrap().unwrap_err();
    let third = store.db().begin().await.unwrap();
    take(&third, 3).await.unwrap();
    third.commit().await.unwrap();
    assert_eq!(taken(store.db().read()).await, BTreeSet::from([3]));
}

#[actix_web::test]
async fn a_unit_that_fails_does_not_touch_its_neighbours() {
    each_engine(|store| async move {
        let work = store.db().begin().await.unwrap();
        take(&work, 1).await.unwrap();
        work.commit().await.unwrap();
        let units = (0..20).map(|id| {
            let db = store.db().clone();
            tokio::spawn(async move {
                let work = db.begin().await.unwrap();
                take(&work, 100 + id).await.unwrap();
                if id % 2 == 0 {
                    // Somebody else has it: the statement fails, and with it this unit alone.
                    assert!(take(&work, 1).await.is_err());
                    return;
                }
                work.commit().await.unwrap();
            })
        });
        join_all(units).await.into_iter().for_each(Result::unwrap);
        assert_eq!(taken(store.db().read()).await.len(), 11);
    })
    .await;
}

#[actix_web::test]
async fn a_shared_flush_that_fails_is_an_error_for_everybody_in_it_and_the_next_one_is_not() {
    let store = on_sqlite().await;
    let work = store.db().begin().await.unwrap();
    let sql = "CREATE TABLE guest (seat INTEGER NOT NULL REFERENCES seat (id) DEFERRABLE INITIALLY DEFERRED)";
    work.execute_unprepared(sql).await.unwrap();
    work.commit().await.unwrap();

    let units = (0..8).map(|id| {
        let db = store.db().clone();
        tokio::spawn(async move {
            let work = db.begin().await.unwrap();
            take(&work, id).await.unwrap();
            if id == 3 {
                // Only the outermost commit looks at this one.
                work.execute_unprepared("INSERT INTO guest (seat) VALUES (99)").await.unwrap();
            }
            tokio::task::yield_now().await;
            work.commit().await.is_ok()
        })
    });
    let answers = timeout(Duration::from_secs(10), join_all(units)).await.expect("nobody hangs");
    let acknowledged = answers.into_iter().filter(|answer| matches!(answer, Ok(true))).count();
    assert_eq!(taken(store.db().read()).await.len(), acknowledged);
    assert!(acknowledged < 8);

    let work = store.db().begin().await.unwrap();
    take(&work, 100).await.unwrap();
    work.commit().await.unwrap();
    assert!(taken(store.db().read()).await.contains(&100));
}

#[actix_web::test]
async fn a_unit_sees_its_own_changes_and_others_only_committed_ones() {
    each_engine(|store| async move {
        let work = store.db().begin().await.unwrap();
        take(&work, 1).await.unwrap();
        assert_eq!(taken(&work).await.len(), 1);
        assert_eq!(taken(store.db().read()).await.len(), 0);
        work.commit().await.unwrap();
        assert_eq!(taken(store.db().read()).await.len(), 1);
    })
    .await;
}

#[actix_web::test]
async fn a_write_through_the_door_for_questions_is_refused() {
    each_engine(|store| async move {
        for _ in 0..6 {
            let written =
                store.db().read().execute_unprepared("INSERT INTO seat (id, taken) VALUES (1, 1)").await;
            assert!(written.is_err());
        }
        assert_eq!(taken(store.db().read()).await.len(), 0);
    })
    .await;
}

#[actix_web::test]
async fn fifty_takers_of_three_seats_get_three() {
    each_engine(|store| async move {
        let work = store.db().begin().await.unwrap();
        work.execute_unprepared("CREATE TABLE workshop (places_left INTEGER NOT NULL)").await.unwrap();
        work.execute_unprepared("INSERT INTO workshop VALUES (3)").await.unwrap();
        work.commit().await.unwrap();
        let takers = (0..50).map(|_| {
            let db = store.db().clone();
            tokio::spawn(async move {
                let work = db.begin().await.unwrap();
                let sql = "UPDATE workshop SET places_left = places_left - 1 WHERE places_left > 0";
                let got = work.execute_unprepared(sql).await.unwrap().rows_affected();
                work.commit().await.unwrap();
                got
            })
        });
        let got: u64 = join_all(takers).await.into_iter().map(Result::unwrap).sum();
        assert_eq!(got, 3);
    })
    .await;
}

#[actix_web::test]
async fn whoever_finds_the_writer_s_queue_full_hears_so_at_once() {
    let store = on_sqlite().await;
    let first = store.db().begin().await.unwrap();
    let waiting: Vec<_> = (0..1100)
        .map(|_| {
            let db = store.db().clone();
            tokio::spawn(async move { db.begin().await.map(drop) })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(matches!(store.db().begin().await.map(drop), Err(Problem::Busy)));
    first.commit().await.unwrap();
    let answers = timeout(Duration::from_secs(30), join_all(waiting)).await.expect("nobody hangs");
    let busy = answers.into_iter().filter(|answer| matches!(answer, Ok(Err(Problem::Busy)))).count();
    assert_eq!(busy, 76);
    timeout(Duration::from_secs(5), store.db().begin()).await.expect("the queue is empty again").unwrap();
}

#[actix_web::test]
async fn migrating_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let address = StoreAddress::Sqlite(folder.path().join("academy.db"));
    assert!(migrate(&address).await.unwrap() > 0);
    assert_eq!(migrate(&address).await.unwrap(), 0);
}

#[actix_web::test]
async fn sqlite_keeps_its_promises() {
    let store = on_sqlite().await;
    let work = store.db().begin().await.unwrap();
    for (pragma, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"));
        let row = work.query_one_raw(statement).await.unwrap().unwrap();
        let found = row
            .try_get_by_index::<String>(0)
            .or_else(|_| row.try_get_by_index::<i64>(0).map(|number| number.to_string()));
        assert_eq!(found.unwrap(), expected, "{pragma}");
    }
}
