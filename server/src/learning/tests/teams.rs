//! Teams: who sees whom, in which order, and how it is counted.

use actix_web::http::StatusCode;
use chrono::{Days, NaiveDate};
use sea_orm::{ConnectionTrait, Statement};

use super::{calls, fixture, member, organisation};
use crate::{
    app,
    learning::{store, teams},
    organisations::store::memberships::{self, NewMembership},
    platform::{
        Language, OrganisationId, PersonId, checks,
        roles::{OrganisationKind as Kind, Role},
    },
    records::{self, EnrolmentId, Object, Projectors, Statement as LearningStatement, StatementResult, Verb},
    testing::{TestAcademy, caller::Caller},
};

/// On the small course, due so many days from now.
pub async fn on_course(academy: &TestAcademy, person: PersonId, due_in: Option<i64>) -> EnrolmentId {
    let enrolment = fixture::enrolled(academy, person, &fixture::course()).await;
    let work = academy.begin().await;
    let due_on = due_in.map(|days| work.now().date_naive() + chrono::TimeDelta::days(days));
    store::set_due_date(&work, [enrolment], due_on, person).await.unwrap();
    teams::count(&work, &[person]).await.unwrap();
    work.commit().await.unwrap();
    enrolment
}

async fn completed(academy: &TestAcademy, enrolment: EnrolmentId, person: PersonId) {
    let work = academy.begin().await;
    store::start(&work, enrolment, person, work.now()).await.unwrap();
    store::mark_completed(&work, enrolment, work.now()).await.unwrap();
    teams::count(&work, &[person]).await.unwrap();
    work.commit().await.unwrap();
}

/// The names in the order in which a page shows them.
fn order(text: &str, names: &[&str]) -> Vec<String> {
    let mut found: Vec<(usize, String)> = names
        .iter()
        .filter_map(|name| Some((text.find(&format!("/learning\">{name}</a>"))?, (*name).to_owned())))
        .collect();
    found.sort();
    found.into_iter().map(|(_, name)| name).collect()
}

async fn table(academy: &TestAcademy, sql: &str) -> Vec<String> {
    let read = academy.db().read();
    let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), sql)).await.unwrap();
    let number = |row: &sea_orm::QueryResult, name: &str| row.try_get::<i32>("", name).unwrap_or_default();
    rows.iter()
        .map(|row| {
            let due = row.try_get::<NaiveDate>("", "due").unwrap();
            format!("{due} {} {}", number(row, "open"), number(row, "done"))
        })
        .collect()
}

#[actix_web::test]
async fn those_who_are_latest_come_first_and_the_sums_count_everybody() {
    for academy in TestAcademy::on_both().await {
        let brand = organisation(&academy, Kind::Brand, None, None).await;
        let coordinator = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
        let late = member(&academy, "Linh", Role::Buyer, brand).await;
        let later = member(&academy, "Anna", Role::Buyer, brand).await;
        let soon = member(&academy, "Bela", Role::Buyer, brand).await;
        let done = member(&academy, "Cora", Role::Buyer, brand).await;
        academy.runs_jobs().await;
        on_course(&academy, late, Some(-3)).await;
        on_course(&academy, later, Some(-9)).await;
        on_course(&academy, soon, Some(2)).await;
        let enrolment = on_course(&academy, done, Some(-20)).await;
        completed(&academy, enrolment, done).await;
        let mut coordinator = fixture::signed_in(&academy, coordinator).await;
        let led = coordinator.opens("/teams").await;
        let path = format!("/teams/{brand}");
        assert_eq!(led.location.as_ref(), Some(&path));
        let page = coordinator.opens(&path).await;
        let names = ["Linh", "Anna", "Bela", "Cora", "Minh"];
        assert_eq!(order(&page.text, &names), ["Anna", "Linh", "Bela", "Cora", "Minh"], "{}", page.text);
        assert!(page.text.contains("1 of 4 completed, 2 overdue"), "{}", page.text);
        assert!(page.text.contains("9 days late") && page.text.contains("not needed"));
        let overdue = coordinator.opens(&format!("{path}?show=overdue")).await.text;
        assert_eq!(order(&overdue, &names), ["Anna", "Linh"]);
        let by_name = coordinator.opens(&format!("{path}?sort=-name")).await.text;
        assert_eq!(order(&by_name, &names), ["Minh", "Linh", "Cora", "Bela", "Anna"]);
        let searched = coordinator.opens(&format!("{path}?search=cor")).await.text;
        assert_eq!(order(&searched, &names), ["Cora"]);
        let nobody = coordinator.opens(&format!("{path}?search=zzz")).await.text;
        assert!(nobody.contains("Nobody found"), "{nobody}");
    }
}

#[actix_web::test]
async fn a_group_sees_its_factories_and_nobody_sees_another_s_team() {
    for academy in TestAcademy::on_both().await {
        let group = organisation(&academy, Kind::ManufacturingGroup, Some("VN"), None).await;
        let factory = organisation(&academy, Kind::Factory, Some("VN"), Some(group)).await;
        let other = organisation(&academy, Kind::Factory, Some("VN"), None).await;
        let director = member(&academy, "Tung", Role::FactoryManager, group).await;
        let chief = member(&academy, "Hanh", Role::FactoryManager, factory).await;
        let worker = member(&academy, "Lan", Role::Supervisor, factory).await;
        let stranger = member(&academy, "Khoa", Role::FactoryManager, other).await;
        academy.runs_jobs().await;
        on_course(&academy, worker, Some(-1)).await;
        let status = async |person: PersonId, team: OrganisationId| {
            fixture::signed_in(&academy, person).await.opens(&format!("/teams/{team}")).await.status
        };
        let mut director = fixture::signed_in(&academy, director).await;
        let page = director.opens(&format!("/teams/{group}")).await.text;
        assert_eq!(order(&page, &["Lan", "Hanh", "Tung", "Khoa"]), ["Lan", "Hanh", "Tung"], "{page}");
        assert!(page.contains(&format!("/teams/{factory}")));
        assert_eq!(director.opens(&format!("/teams/{factory}")).await.status, StatusCode::OK);
        assert_eq!(status(chief, factory).await, StatusCode::OK);
        for (person, team) in [(chief, group), (stranger, factory), (stranger, group), (worker, factory)] {
            assert_eq!(status(person, team).await, StatusCode::NOT_FOUND);
        }
    }
}

#[actix_web::test]
async fn whoever_leaves_is_gone_from_the_team_and_from_its_counts() {
    for academy in TestAcademy::on_both().await {
        let brand = organisation(&academy, Kind::Brand, None, None).await;
        let coordinator = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
        let buyer = fixture::person(&academy, "Linh").await;
        let work = academy.begin().await;
        let (starts_on, tomorrow) = (work.now().date_naive(), work.now().date_naive() + Days::new(1));
        let new = NewMembership {
            person: buyer,
            organisation: brand,
            role: Role::Buyer,
            starts_on,
            ends_on: Some(tomorrow),
            granted_by: coordinator,
        };
        memberships::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        academy.runs_jobs().await;
        on_course(&academy, buyer, None).await;
        let path = format!("/teams/{brand}");
        let text = fixture::signed_in(&academy, coordinator).await.opens(&path).await.text;
        assert_eq!(order(&text, &["Linh", "Minh"]), ["Linh", "Minh"]);
        academy.clock.advance(chrono::TimeDelta::days(2));
        let mut minh = fixture::signed_in(&academy, coordinator).await;
        let gone = minh.opens(&path).await.text;
        assert_eq!(order(&gone, &["Linh", "Minh"]), ["Minh"], "before anything was counted again");
        teams::count_all(academy.db()).await.unwrap();
        let counted = minh.opens(&path).await.text;
        assert!(counted.contains("1 to 1 of 1"), "{counted}");
        assert!(table(&academy, "SELECT due_on AS due, open, done FROM team_count").await.is_empty());
    }
}

#[actix_web::test]
async fn a_team_counted_anew_equals_the_team_counted_step_by_step() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let (buyer, coordinator) = calls::brand(&academy).await;
        academy.runs_jobs().await;
        calls::completes(&mut Caller::of(&academy, buyer).await).await;
        on_course(&academy, coordinator, Some(5)).await;
        let counts = "SELECT due_on AS due, open, done FROM team_count WHERE open + done > 0 ORDER BY due_on";
        let lines = "SELECT first_due_on AS due, open, done FROM team_line ORDER BY name_key";
        let live = (table(&academy, counts).await, table(&academy, lines).await);
        assert_eq!(live.0, ["2026-11-27 1 0", "9999-12-31 0 1"]);
        assert_eq!(live.1, ["9999-12-31 0 1", "2026-11-27 1 0"]);
        records::rebuild(academy.db(), &Projectors(app::projectors())).await.unwrap();
        teams::count_all(academy.db()).await.unwrap();
        assert_eq!((table(&academy, counts).await, table(&academy, lines).await), live);
        let work = academy.begin().await;
        work.execute_unprepared("DELETE FROM team_line").await.unwrap();
        work.execute_unprepared("DELETE FROM team_count").await.unwrap();
        work.commit().await.unwrap();
        teams::count_all(academy.db()).await.unwrap();
        assert_eq!((table(&academy, counts).await, table(&academy, lines).await), live);
        let findings = checks::find(academy.db().read(), &crate::learning::checks()).await.unwrap();
        assert!(findings.iter().all(|finding| finding.broken == 0 || !finding.check.starts_with("team")));
    }
}

#[actix_web::test]
async fn a_team_of_thirty_costs_as_many_queries_as_a_team_of_three() {
    let academy = TestAcademy::new().await;
    let brand = organisation(&academy, Kind::Brand, None, None).await;
    let coordinator = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
    let mut queries = Vec::new();
    let mut known = 0;
    for size in [3, 30] {
        while known < size {
            let person = member(&academy, &format!("Buyer{known}"), Role::Buyer, brand).await;
            academy.runs_jobs().await;
            on_course(&academy, person, Some(known)).await;
            known += 1;
        }
        let mut coordinator = fixture::signed_in(&academy, coordinator).await;
        coordinator.opens(&format!("/teams/{brand}")).await;
        let before = academy.db().queries();
        assert_eq!(coordinator.opens(&format!("/teams/{brand}")).await.status, StatusCode::OK);
        queries.push(academy.db().queries() - before);
    }
    assert_eq!(queries[0], queries[1]);
    assert!(queries[0] <= 10, "{queries:?}");
}

#[actix_web::test]
async fn a_course_shows_its_modules_and_only_those_who_are_on_it() {
    for academy in TestAcademy::on_both().await {
        let brand = organisation(&academy, Kind::Brand, None, None).await;
        let coordinator = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
        let linh = member(&academy, "Linh", Role::Buyer, brand).await;
        academy.runs_jobs().await;
        let enrolment = on_course(&academy, linh, None).await;
        let work = academy.begin().await;
        store::start(&work, enrolment, linh, work.now()).await.unwrap();
        for step in ["start", "check", "story", "minute"] {
            store::finish(&work, enrolment, step, work.now()).await.unwrap();
        }
        work.commit().await.unwrap();
        let mut minh = fixture::signed_in(&academy, coordinator).await;
        let team = minh.opens(&format!("/teams/{brand}")).await.text;
        let is_course = |rest: &&str| rest.starts_with("/teams/") && rest.contains("/courses/");
        let path = team.split("href=\"").find(is_course).unwrap().split('"').next().unwrap();
        let page = minh.opens(path).await.text;
        assert_eq!(order(&page, &["Linh", "Minh"]), ["Linh"], "{page}");
        for part in ["Promises", "team-done", "team-not-started"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let unknown = format!("/teams/{brand}/courses/{}", uuid::Uuid::nil());
        assert_eq!(minh.opens(&unknown).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn whoever_goes_wrong_three_times_in_a_row_needs_help_until_it_goes_well() {
    for academy in TestAcademy::on_both().await {
        let brand = organisation(&academy, Kind::Brand, None, None).await;
        let coordinator = member(&academy, "Minh", Role::LearningCoordinator, brand).await;
        let linh = member(&academy, "Linh", Role::Buyer, brand).await;
        academy.runs_jobs().await;
        let enrolment = on_course(&academy, linh, None).await;
        let path = format!("/teams/{brand}?show=help");
        for (number, right) in [0, 2, 1, 5].into_iter().enumerate() {
            tried(&academy, linh, enrolment, right).await;
            academy.clock.advance(chrono::TimeDelta::minutes(1));
            let mut minh = fixture::signed_in(&academy, coordinator).await;
            let shown = order(&minh.opens(&path).await.text, &["Linh"]);
            assert_eq!(shown.len(), usize::from(number == 2), "after attempt {number}");
            let before = needs_help(&academy, enrolment).await;
            records::rebuild(academy.db(), &Projectors(app::projectors())).await.unwrap();
            assert_eq!(needs_help(&academy, enrolment).await, before);
        }
    }
}

async fn needs_help(academy: &TestAcademy, enrolment: EnrolmentId) -> bool {
    store::progress(academy.db().read(), enrolment).await.unwrap().unwrap().needs_help
}

/// A final quiz of six questions, with so many right.
async fn tried(academy: &TestAcademy, person: PersonId, enrolment: EnrolmentId, right: u32) {
    let work = academy.begin().await;
    let passed = right >= 5;
    let statement = |verb, object, result| LearningStatement {
        id: work.new_id(),
        person,
        verb,
        course: "buying".to_owned(),
        object,
        result,
        enrolment,
        language: Language::En,
        at: work.now(),
    };
    let begun = statement(Verb::Initialized, Object::Course, StatementResult::default());
    let result = StatementResult { success: Some(passed), score: Some((right, 6)), ..Default::default() };
    let verb = if passed { Verb::Passed } else { Verb::Failed };
    let attempt = statement(verb, Object::Step("final".to_owned()), result);
    records::append_new(&work, &[begun, attempt]).await.unwrap();
    work.commit().await.unwrap();
}
