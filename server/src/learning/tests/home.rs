//! The home page and the pages around it, as their readers meet them.

use actix_web::http::StatusCode;
use chrono::{DateTime, Days, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::{calls, fixture, member, organisation};
use crate::{
    learning::store,
    platform::{
        PersonId,
        roles::{OrganisationKind, Role},
        runtime_settings::{self, Setting},
    },
    records::EnrolmentId,
    testing::{TestAcademy, caller::Caller},
};

async fn due_in(academy: &TestAcademy, enrolment: EnrolmentId, days: i64) {
    let work = academy.begin().await;
    let date = (work.now() + TimeDelta::days(days)).date_naive();
    let by = PersonId(uuid::Uuid::nil());
    store::set_due_date(&work, [enrolment], Some(date), by).await.unwrap();
    work.commit().await.unwrap();
}

/// A copy of the small course under another name.
fn course(number: usize) -> courses::Course {
    let mut course = fixture::course();
    course.id = format!("buying-{number}");
    course.texts.get_mut("en").unwrap().title = format!("Buying {number}");
    course
}

#[actix_web::test]
async fn the_bare_address_leads_to_learning_or_to_the_catalogue() {
    let academy = TestAcademy::new().await;
    assert_eq!(academy.visitor().await.opens("/").await.status, 200);
    let person = fixture::person(&academy, "Linh").await;
    let mut learner = fixture::signed_in(&academy, person).await;
    assert_eq!(learner.opens("/").await.location.as_deref(), Some("/learning"));
    let home = learner.opens("/learning").await;
    assert!(home.text.contains("Your courses will stand here"), "{}", home.text);
}

#[actix_web::test]
async fn home_offers_one_thing_to_do_then_what_is_due_the_latest_first() {
    let academy = TestAcademy::new().await;
    let person = fixture::person(&academy, "Linh").await;
    let mut enrolments = Vec::new();
    for number in 1..=4 {
        enrolments.push(fixture::enrolled(&academy, person, &course(number)).await);
    }
    due_in(&academy, enrolments[0], 6).await;
    due_in(&academy, enrolments[1], -3).await;
    let mut learner = fixture::signed_in(&academy, person).await;
    let opening = format!("/enrolments/{}/steps/start/opening", enrolments[2]);
    let home = learner.opens("/learning").await.text;
    assert!(home.contains("Ready to begin") && home.contains("Start"));
    learner.submits("/learning", &opening, &[]).await;
    let home = learner.opens("/learning").await.text;
    let places: Vec<usize> = [
        "Carry on where you stopped",
        &opening,
        "Buying 2",
        "3 days late",
        "Buying 1",
        "in 6 days",
        "Buying 4",
    ]
    .iter()
    .map(|words| home.find(*words).unwrap_or_else(|| panic!("{words} in {home}")))
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(home.matches("button-main").count(), 1);
}

#[actix_web::test]
async fn home_costs_as_many_queries_with_thirty_courses_as_with_three() {
    let academy = TestAcademy::new().await;
    let mut costs = Vec::new();
    for (name, number) in [("Three", 3), ("Thirty", 30)] {
        let person = fixture::person(&academy, name).await;
        for number in 1..=number {
            fixture::enrolled(&academy, person, &course(number)).await;
        }
        let mut learner = fixture::signed_in(&academy, person).await;
        learner.opens("/learning").await;
        let before = academy.db().queries();
        learner.opens("/learning").await;
        costs.push(academy.db().queries() - before);
    }
    assert!(costs[0] == costs[1] && costs[1] <= 8, "{costs:?}");
}

#[actix_web::test]
async fn whoever_enrols_sees_what_completes_the_course() {
    let academy = TestAcademy::new().await;
    calls::publishes(&academy).await;
    let person = fixture::person(&academy, "Linh").await;
    let mut learner = fixture::signed_in(&academy, person).await;
    let enrolled = learner.submits("/courses/buying", "/courses/buying/enrolments", &[]).await;
    let page = enrolled.location.unwrap();
    let again = learner.submits("/courses/buying", "/courses/buying/enrolments", &[]).await;
    assert_eq!(again.location.as_ref(), Some(&page));
    let text = learner.opens(&page).await.text;
    for words in
        ["You are enrolled", "Every step finished", "0 of 6 steps", "and 3 more", "Nobody else has to act"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("Take off this course"));
    assert!(learner.opens("/courses/buying").await.text.contains(&page));
}

#[actix_web::test]
async fn a_coordinator_enrols_a_colleague_and_each_look_is_noted() {
    let academy = TestAcademy::new().await;
    calls::publishes(&academy).await;
    let (buyer, coordinator) = calls::brand(&academy).await;
    let mut coordinator = fixture::signed_in(&academy, coordinator).await;
    let learning = format!("/people/{buyer}/learning");
    let enrolments = format!("/people/{buyer}/enrolments");
    assert!(coordinator.opens(&learning).await.text.contains("No course yet"));
    let refused =
        coordinator.submits(&learning, &enrolments, &[("course", "none"), ("due_on", "soon")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("Choose a course") && refused.text.contains("value=\"soon\""),
        "{}",
        refused.text
    );
    let due = (academy.clock.now().date_naive() + Days::new(5)).to_string();
    let fields = [("course", "buying"), ("due_on", due.as_str())];
    assert_eq!(coordinator.submits(&learning, &enrolments, &fields).await.status, StatusCode::SEE_OTHER);
    let text = coordinator.opens(&learning).await.text;
    assert!(text.contains("in 5 days") && text.contains("assigned"), "{text}");
    let lines = store::enrolments_of(academy.db().read(), buyer).await.unwrap();
    let page = format!("/enrolments/{}", lines[0].enrolment.id);
    assert!(coordinator.opens(&page).await.text.contains("What is missing is with Linh"));
    let wrong = coordinator.submits(&page, &format!("{page}/due-date"), &[("due_on", "never")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let moved = coordinator.submits(&page, &format!("{page}/due-date"), &[("due_on", "2027-01-31")]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER);
    assert_eq!(looks(&academy).await, 7);
    let left = coordinator.submits(&page, &format!("{page}/withdrawal"), &[]).await;
    assert_eq!(left.location, Some(learning));
    let mut buyer = fixture::signed_in(&academy, buyer).await;
    assert!(buyer.opens(&page).await.text.contains("Taken off this course"));
}

/// How often somebody looked at another person's learning.
async fn looks(academy: &TestAcademy) -> i64 {
    let read = academy.db().read();
    let sql = "SELECT COUNT(*) AS looks FROM audit WHERE action = 'enrolment.see'";
    let row =
        read.query_one_raw(Statement::from_string(read.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "looks").unwrap()
}

#[actix_web::test]
async fn a_plan_is_countersigned_by_name_and_asked_about_after_ninety_days() {
    let academy = TestAcademy::new().await;
    calls::publishes(&academy).await;
    let (buyer, coordinator) = calls::brand(&academy).await;
    let enrolment = calls::completes(&mut Caller::of(&academy, buyer).await).await;
    let page = enrolment.replace("/api/v1", "");
    let plan = format!("{page}/plan");
    let mut learner = fixture::signed_in(&academy, buyer).await;
    assert!(learner.opens(&plan).await.text.contains("not countersigned yet"));
    let mut manager = fixture::signed_in(&academy, coordinator).await;
    assert!(manager.opens("/plans").await.text.contains("No change after cutting"));
    let signing = format!("{page}/countersignature");
    assert_eq!(manager.submits(&plan, &signing, &[("comment", "Good")]).await.status, StatusCode::SEE_OTHER);
    let signed = learner.opens(&plan).await.text;
    assert!(signed.contains("by Minh on 22 November 2026") && signed.contains("“Good”"), "{signed}");
    assert!(learner.opens("/learning").await.text.contains("in 28 days"));

    academy.clock.advance(TimeDelta::days(91));
    academy.runs_jobs().await;
    let letters = academy.letters().await;
    let letter = letters.iter().find(|letter| letter.subject == "How did your promises go?").unwrap();
    assert!(
        letter.text.contains("- No change after cutting") && letter.text.contains(&plan),
        "{}",
        letter.text
    );
    let mut learner = fixture::signed_in(&academy, buyer).await;
    let home = learner.opens("/learning").await.text;
    assert!(home.contains("What you promised"), "{home}");
    let action = home.split("action=\"").find(|rest| rest.contains("/follow-up\"")).unwrap();
    let action = action.split('"').next().unwrap().to_owned();
    let said = learner.submits("/learning", &action, &[("outcome", "kept")]).await;
    assert_eq!(said.location.as_deref(), Some("/learning"));
    assert!(!learner.opens("/learning").await.text.contains("What you promised"));
    assert!(learner.opens(&plan).await.text.contains("Kept"));
}

async fn asks_after(academy: &TestAcademy, days: u32, by: PersonId) {
    let work = academy.begin().await;
    let days = Some(days.to_string());
    runtime_settings::change(&work, Setting::FollowUpDays, days, by, "Sooner").await.unwrap();
    work.commit().await.unwrap();
}

#[actix_web::test]
async fn the_question_comes_by_mail_after_the_days_that_were_set() {
    let academy = TestAcademy::new().await;
    calls::publishes(&academy).await;
    let (buyer, coordinator) = calls::brand(&academy).await;
    asks_after(&academy, 14, coordinator).await;
    calls::completes(&mut Caller::of(&academy, buyer).await).await;
    let mut asked = Vec::new();
    for days in [13, 2] {
        academy.clock.advance(TimeDelta::days(days));
        academy.runs_jobs().await;
        let letters = academy.letters().await;
        let by_mail = letters.iter().any(|letter| letter.subject == "How did your promises go?");
        let mut learner = fixture::signed_in(&academy, buyer).await;
        asked.push((by_mail, learner.opens("/learning").await.text.contains("What you promised")));
    }
    assert_eq!(asked, [(false, false), (true, true)]);
}

#[actix_web::test]
async fn another_wait_before_the_question_holds_for_promises_made_from_then_on() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let (buyer, coordinator) = calls::brand(&academy).await;
        let mut buyer = Caller::of(&academy, buyer).await;
        let enrolment = calls::completes(&mut buyer).await;
        let plan = format!("{enrolment}/plan");
        let (_, first) = buyer.gets(&plan).await;
        asks_after(&academy, 14, coordinator).await;

        let mut promises = first["commitments"].as_array().unwrap().clone();
        promises.push(json!({
            "id": calls::id(), "promise": "Open costing", "owner": "Linh", "due_on": "2026-12-20",
            "measure": "Costings sent"
        }));
        let promise = |line: &Value| {
            let fields = ["id", "promise", "owner", "due_on", "measure"];
            Value::Object(fields.map(|field| (field.to_owned(), line[field].clone())).into_iter().collect())
        };
        let body = json!({ "promises": promises.iter().map(promise).collect::<Vec<_>>() });
        let (status, both) = buyer.puts(&plan, body).await;
        assert_eq!(status, 200, "{both}");
        let asked = |plan: &Value, place: usize| {
            let line = &plan["commitments"][place];
            let time = |field: &str| line[field].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
            (time("ask_at") - time("made_at")).num_days()
        };
        assert_eq!((asked(&first, 0), asked(&both, 0), asked(&both, 1)), (90, 90, 14));

        // As it was before the day was kept.
        let read = academy.db().read();
        let empty = Statement::from_string(
            read.get_database_backend(),
            "UPDATE commitment SET ask_at = NULL WHERE position = 1",
        );
        let work = academy.begin().await;
        work.execute_raw(empty).await.unwrap();
        work.commit().await.unwrap();
        let (_, earlier) = buyer.gets(&plan).await;
        assert_eq!((asked(&earlier, 0), asked(&earlier, 1)), (90, 14));
    }
}

#[actix_web::test]
async fn nobody_sees_the_learning_of_another_organisation() {
    let academy = TestAcademy::new().await;
    let person = fixture::person(&academy, "Linh").await;
    let enrolment = fixture::enrolled(&academy, person, &fixture::course()).await;
    let brand = organisation(&academy, OrganisationKind::Brand, None, None).await;
    let other = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
    let mut other = fixture::signed_in(&academy, other).await;
    for path in [
        format!("/people/{person}/learning"),
        format!("/enrolments/{enrolment}"),
        format!("/enrolments/{enrolment}/plan"),
    ] {
        assert_eq!(other.opens(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut buyer = fixture::signed_in(&academy, person).await;
    assert_eq!(buyer.opens("/plans").await.status, StatusCode::NOT_FOUND);
}
