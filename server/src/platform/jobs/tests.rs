use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::TimeDelta;
use tokio::time::{sleep, timeout};

use super::{Job, JobContext, JobKind, Runner, backlog, enqueue, queue};
use crate::{platform::Problem, testing::TestAcademy};

fn context(academy: &TestAcademy) -> JobContext {
    JobContext {
        db: academy.db().clone(),
        engine: academy.academy.engine.clone().into_inner(),
        site: academy.academy.site.clone().into_inner(),
        storage: academy.academy.storage.as_ref().clone(),
    }
}

async fn add(academy: &TestAcademy, job: Job<u32>) {
    let work = academy.begin().await;
    enqueue(&work, job).await.unwrap();
    work.commit().await.unwrap();
}

/// A kind that notes which payloads it saw.
fn noting(seen: &Arc<Mutex<Vec<u32>>>) -> JobKind {
    let seen = seen.clone();
    JobKind::new("note", move |_, number: u32| {
        let seen = seen.clone();
        async move {
            seen.lock().unwrap().push(number);
            Ok(())
        }
    })
}

/// A kind that fails a few times first.
fn failing(times: usize, problem: Problem) -> (Arc<AtomicUsize>, JobKind) {
    let tried = Arc::new(AtomicUsize::new(0));
    let counter = tried.clone();
    let kind = JobKind::new("note", move |_, _: u32| {
        let before = counter.fetch_add(1, Ordering::SeqCst);
        let answer = if before < times { Err(problem.clone()) } else { Ok(()) };
        async move { answer }
    });
    (tried, kind)
}

#[actix_web::test]
async fn a_job_exists_exactly_when_its_unit_committed() {
    for academy in TestAcademy::on_both().await {
        let seen = Arc::default();
        let runner = Runner::new(context(&academy), vec![noting(&seen)]);
        let work = academy.begin().await;
        enqueue(&work, Job::new("note", 1)).await.unwrap();
        drop(work);
        add(&academy, Job::new("note", 2)).await;
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(*seen.lock().unwrap(), [2]);
        assert_eq!(backlog(academy.db().read()).await.unwrap(), super::Backlog { open: 0, failed: 0 });
    }
}

#[actix_web::test]
async fn several_runners_take_every_job_once() {
    for academy in TestAcademy::on_both().await {
        let seen = Arc::default();
        let work = academy.begin().await;
        for number in 0..50 {
            enqueue(&work, Job::new("note", number)).await.unwrap();
        }
        work.commit().await.unwrap();
        let runners: Vec<Runner> =
            (0..4).map(|_| Runner::new(context(&academy), vec![noting(&seen)])).collect();
        let ran = futures_util::future::join_all(runners.iter().map(Runner::run_due)).await;
        assert_eq!(ran.into_iter().map(Result::unwrap).sum::<usize>(), 50);
        let mut seen = seen.lock().unwrap().clone();
        seen.sort_unstable();
        assert_eq!(seen, (0..50).collect::<Vec<u32>>());
    }
}

#[actix_web::test]
async fn a_job_waits_for_its_time_and_one_key_is_one_job() {
    for academy in TestAcademy::on_both().await {
        let seen = Arc::default();
        let runner = Runner::new(context(&academy), vec![noting(&seen)]);
        let tomorrow = academy.clock.now() + TimeDelta::days(1);
        add(&academy, Job::new("note", 1).at(tomorrow).once("the one")).await;
        add(&academy, Job::new("note", 2).once("the one")).await;
        assert_eq!(runner.run_due().await.unwrap(), 0);
        academy.clock.advance(TimeDelta::days(1));
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(*seen.lock().unwrap(), [1]);
    }
}

#[actix_web::test]
async fn a_job_whose_server_died_is_taken_by_another_after_the_lease() {
    for academy in TestAcademy::on_both().await {
        let seen = Arc::default();
        add(&academy, Job::new("note", 7)).await;
        let work = academy.begin().await;
        let until = work.now() + TimeDelta::seconds(60);
        let taken = queue::claim(&work, &["note"], "a server that dies", until, 4).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(taken.len(), 1);

        let runner = Runner::new(context(&academy), vec![noting(&seen)]);
        academy.clock.advance(TimeDelta::seconds(59));
        assert_eq!(runner.run_due().await.unwrap(), 0);
        academy.clock.advance(TimeDelta::seconds(2));
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(*seen.lock().unwrap(), [7]);

        // The dead one comes back and has no say any more.
        let work = academy.begin().await;
        queue::fail(&work, "a server that dies", taken[0].id, "late").await.unwrap();
        work.commit().await.unwrap();
        let rows = queue::all(academy.db().read()).await;
        assert!(rows[0].done_at.is_some() && rows[0].failed_at.is_none() && rows[0].attempts == 2);
    }
}

#[actix_web::test]
async fn what_fails_is_tried_again_later_and_later_and_given_up_in_the_end() {
    let academy = TestAcademy::new().await;
    let (tried, kind) = failing(usize::MAX, Problem::Unavailable("the server sleeps".to_owned()));
    let runner = Runner::new(context(&academy), vec![kind]);
    add(&academy, Job::new("note", 1)).await;
    let begun = academy.clock.now();
    let mut last_try = begun;
    while backlog(academy.db().read()).await.unwrap().failed == 0 {
        let ran = runner.run_due().await.unwrap();
        if ran > 0 {
            last_try = academy.clock.now();
        }
        academy.clock.advance(TimeDelta::minutes(10));
    }
    assert_eq!(tried.load(Ordering::SeqCst), 10);
    assert!(last_try - begun > TimeDelta::hours(47));
    let rows = queue::all(academy.db().read()).await;
    assert_eq!(rows[0].last_error.as_deref(), Some("unavailable: the server sleeps"));
}

#[actix_web::test]
async fn what_works_the_second_time_is_done() {
    let academy = TestAcademy::new().await;
    let (tried, kind) = failing(1, Problem::Busy);
    let runner = Runner::new(context(&academy), vec![kind]);
    add(&academy, Job::new("note", 1)).await;
    assert_eq!(runner.run_due().await.unwrap(), 1);
    assert_eq!(runner.run_due().await.unwrap(), 0);
    academy.clock.advance(TimeDelta::seconds(30));
    assert_eq!(runner.run_due().await.unwrap(), 1);
    assert_eq!(tried.load(Ordering::SeqCst), 2);
    assert_eq!(backlog(academy.db().read()).await.unwrap(), super::Backlog { open: 0, failed: 0 });
}

#[actix_web::test]
async fn what_can_never_work_is_given_up_at_once_and_so_is_what_kills_its_server() {
    let academy = TestAcademy::new().await;
    let (tried, kind) = failing(usize::MAX, Problem::NotFound);
    let panicking = JobKind::new("panic", |_, _: u32| async { panic!("on purpose") });
    let runner = Runner::new(context(&academy), vec![kind, panicking]);
    add(&academy, Job::new("note", 1)).await;
    assert_eq!(runner.run_due().await.unwrap(), 1);
    assert_eq!(backlog(academy.db().read()).await.unwrap(), super::Backlog { open: 0, failed: 1 });
    assert_eq!(tried.load(Ordering::SeqCst), 1);

    // A panic is an error like another; a server that dies each time leaves its lease behind.
    add(&academy, Job::new("panic", 1)).await;
    assert_eq!(runner.run_due().await.unwrap(), 1);
    assert_eq!(backlog(academy.db().read()).await.unwrap().open, 1);
    for _ in 0..10 {
        academy.clock.advance(TimeDelta::days(1));
        let work = academy.begin().await;
        queue::claim(&work, &["panic"], "dies", work.now() + TimeDelta::seconds(60), 1).await.unwrap();
        work.commit().await.unwrap();
    }
    academy.clock.advance(TimeDelta::days(1));
    runner.run_due().await.unwrap();
    assert_eq!(backlog(academy.db().read()).await.unwrap(), super::Backlog { open: 0, failed: 2 });
}

#[actix_web::test]
async fn what_a_server_does_not_know_is_left_to_others() {
    let academy = TestAcademy::new().await;
    add(&academy, Job::new("of the next version", 1)).await;
    assert_eq!(Runner::new(context(&academy), Vec::new()).run_due().await.unwrap(), 0);
    assert_eq!(backlog(academy.db().read()).await.unwrap().open, 1);
}

#[actix_web::test]
async fn what_comes_back_by_itself_is_one_row_for_ever() {
    for academy in TestAcademy::on_both().await {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = count.clone();
        let kind = JobKind::every(TimeDelta::hours(1), "hourly", move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            async { Ok(()) }
        });
        let runner = Runner::new(context(&academy), vec![kind]);
        for _ in 0..3 {
            runner.schedule().await.unwrap();
            runner.run_due().await.unwrap();
            academy.clock.advance(TimeDelta::hours(1));
        }
        assert_eq!(count.load(Ordering::SeqCst), 3);
        assert_eq!(queue::all(academy.db().read()).await.len(), 1);
    }
}

#[actix_web::test]
async fn a_started_runner_wakes_for_a_job_and_finishes_it_before_it_stops() {
    let academy = TestAcademy::new().await;
    let seen: Arc<Mutex<Vec<u32>>> = Arc::default();
    let slow = seen.clone();
    let kind = JobKind::new("note", move |_, number: u32| {
        let slow = slow.clone();
        async move {
            sleep(Duration::from_millis(300)).await;
            slow.lock().unwrap().push(number);
            Ok(())
        }
    });
    let running = Runner::new(context(&academy), vec![kind]).start();
    sleep(Duration::from_millis(100)).await;
    add(&academy, Job::new("note", 5)).await;
    let taken = async {
        while queue::all(academy.db().read()).await[0].taken_by.is_none() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(20), taken).await.expect("the runner takes the job");
    running.stop().await;
    assert_eq!(*seen.lock().unwrap(), [5]);
    assert_eq!(backlog(academy.db().read()).await.unwrap().open, 0);
}

#[actix_web::test]
async fn old_jobs_are_forgotten() {
    for academy in TestAcademy::on_both().await {
        let seen = Arc::default();
        let runner = Runner::new(context(&academy), vec![noting(&seen)]);
        add(&academy, Job::new("note", 1)).await;
        runner.run_due().await.unwrap();
        for (days, left) in [(6, 1), (2, 0)] {
            academy.clock.advance(TimeDelta::days(days));
            let work = academy.begin().await;
            queue::forget_old(&work).await.unwrap();
            work.commit().await.unwrap();
            assert_eq!(queue::all(academy.db().read()).await.len(), left);
        }
    }
}
