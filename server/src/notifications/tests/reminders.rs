//! Reminders of due dates, and of promises after 90 days.

use chrono::TimeDelta;

use super::*;
use crate::notifications::jobs::remind_of_dates;

async fn reminds(academy: &TestAcademy) {
    remind_of_dates(&context(academy), &academy.academy.secret).await.unwrap();
}

#[actix_web::test]
async fn a_date_is_reminded_of_a_week_before_a_day_before_and_when_it_is_past() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        assigned(&academy, &brand, Some(10)).await;
        academy.runs_jobs().await;
        let mut told = Vec::new();
        for _ in 0..30 {
            reminds(&academy).await;
            told.push(words(&academy, brand.buyer).await.len());
            academy.clock.advance(TimeDelta::days(1));
        }
        let first_with = |count: usize| told.iter().position(|told| *told == count);
        assert_eq!([1, 2, 3, 4].map(first_with), [Some(0), Some(3), Some(9), Some(11)], "{told:?}");
        assert_eq!(words(&academy, brand.buyer).await, ["assigned", "due-soon", "due-tomorrow", "overdue"]);
    }
}

#[actix_web::test]
async fn a_moved_date_is_reminded_of_anew_and_a_completed_course_no_more() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let id = assigned(&academy, &brand, Some(10)).await;
    academy.clock.advance(TimeDelta::days(5));
    reminds(&academy).await;
    let mut coordinator = fixture::signed_in(&academy, brand.coordinator).await;
    let page = format!("/enrolments/{id}");
    let later = in_days(&academy, 6).to_string();
    coordinator.submits(&page, &format!("{page}/due-date"), &[("due_on", &later)]).await;
    reminds(&academy).await;
    assert_eq!(words(&academy, brand.buyer).await, ["due-soon", "due-soon"]);
    let work = academy.begin().await;
    fixture::completed(&work, id, brand.buyer).await;
    work.commit().await.unwrap();
    academy.clock.advance(TimeDelta::days(8));
    reminds(&academy).await;
    assert_eq!(words(&academy, brand.buyer).await, ["due-soon", "due-soon"]);
}

#[actix_web::test]
async fn whoever_was_enrolled_only_just_or_is_suspended_or_withdrawn_is_not_reminded() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    assigned(&academy, &brand, Some(3)).await;
    reminds(&academy).await;
    assert!(words(&academy, brand.buyer).await.is_empty());
    suspend(&academy, brand.buyer).await;
    academy.clock.advance(TimeDelta::days(5));
    reminds(&academy).await;
    assert!(words(&academy, brand.buyer).await.is_empty());
}

#[actix_web::test]
async fn reminders_of_thirty_people_cost_as_many_queries_as_of_three() {
    let academy = TestAcademy::new().await;
    brand(&academy).await;
    let mut costs = Vec::new();
    for count in [3, 30] {
        let due_on = in_days(&academy, 10);
        for number in 0..count {
            let name = format!("Person{count}x{number}");
            let person = fixture::person(&academy, &name).await;
            let id = fixture::enrolled(&academy, person, &fixture::course()).await;
            let work = academy.begin().await;
            fixture::due_on(&work, id, due_on).await;
            work.commit().await.unwrap();
        }
        academy.clock.advance(TimeDelta::days(4));
        let before = academy.db().queries();
        reminds(&academy).await;
        costs.push(academy.db().queries() - before);
        academy.clock.advance(TimeDelta::days(40));
    }
    assert_eq!(academy.letters().await.len(), 33);
    assert!(costs[0].abs_diff(costs[1]) <= 1, "{costs:?}");
}
