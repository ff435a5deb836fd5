//! Small figures are withheld, and those by which they could be worked out.

use super::*;

#[actix_web::test]
async fn a_figure_over_four_people_is_withheld_and_one_over_five_is_told() {
    for world in World::on_both().await {
        let mut coordinator = world.caller(Role::LearningCoordinator, world.far).await;
        world.learners(4, Sex::Female, world.far, "buying", Far::Started).await;
        let report = world.report(&mut coordinator, "by=course").await;
        assert!(report["total"]["enrolled"].is_null(), "{report:#}");
        assert!(row(&report, "buying")["started"].is_null());
        assert_eq!(row(&report, "buying")["completed"], 0, "nobody is no small number");
        world.learners(1, Sex::Female, world.far, "buying", Far::Enrolled).await;
        let report = world.report(&mut coordinator, "by=course").await;
        assert_eq!(report["total"]["enrolled"], 5);
        assert!(report["total"]["started"].is_null());
    }
}

#[actix_web::test]
async fn a_small_sex_takes_another_with_it_so_that_the_total_does_not_tell() {
    for world in World::on_both().await {
        world.learners(40, Sex::Female, world.far, "buying", Far::Enrolled).await;
        world.learners(30, Sex::Male, world.far, "buying", Far::Enrolled).await;
        world.learners(9, Sex::NotStated, world.far, "buying", Far::Enrolled).await;
        let mut coordinator = world.caller(Role::LearningCoordinator, world.far).await;
        let report = world.report(&mut coordinator, "by=sex").await;
        assert_eq!(report["total"]["enrolled"], 79);
        assert!(row(&report, "not-stated")["enrolled"].is_null());
        assert!(row(&report, "male")["enrolled"].is_null(), "79 less 40 and 30 would tell");
        assert_eq!(row(&report, "female")["enrolled"], 40);
    }
}

#[actix_web::test]
async fn one_small_sex_beside_nobody_else_hides_the_zeros_too() {
    let world = World::new().await;
    world.learners(7, Sex::Female, world.far, "buying", Far::Enrolled).await;
    let mut coordinator = world.caller(Role::LearningCoordinator, world.far).await;
    let report = world.report(&mut coordinator, "by=sex").await;
    assert_eq!(report["total"]["enrolled"], 7);
    for sex in ["female", "male", "other", "not-stated"] {
        assert!(row(&report, sex)["enrolled"].is_null(), "{sex}");
    }
}

#[actix_web::test]
async fn two_reports_whose_difference_is_small_do_not_both_tell() {
    for world in World::on_both().await {
        world.learners(20, Sex::Female, world.first, "buying", Far::Enrolled).await;
        world.learners(3, Sex::Female, world.second, "buying", Far::Enrolled).await;
        let mut administrator = world.caller(Role::Administrator, world.headquarters).await;
        let country = world.report(&mut administrator, "by=course&place=VN").await;
        assert_eq!(country["total"]["enrolled"], 23);
        let factory = format!("by=course&place={}", world.first);
        let one = world.report(&mut administrator, &factory).await;
        assert!(one["total"]["enrolled"].is_null(), "23 less 20 would tell of the other factory: {one:#}");
        let rows = world.report(&mut administrator, "by=organisation&place=VN").await;
        assert!(row(&rows, &world.first.to_string())["enrolled"].is_null());
        // Who sees this factory alone has nothing to take it away from.
        let mut coordinator = world.caller(Role::LearningCoordinator, world.first).await;
        let own = world.report(&mut coordinator, &factory).await;
        assert_eq!(own["total"]["enrolled"], 20);
    }
}

#[actix_web::test]
async fn one_course_and_all_courses_do_not_tell_who_is_on_the_other_alone() {
    let world = World::new().await;
    world.learners(20, Sex::Female, world.far, "buying", Far::Enrolled).await;
    world.learners(3, Sex::Female, world.far, "fairness", Far::Enrolled).await;
    let mut coordinator = world.caller(Role::LearningCoordinator, world.far).await;
    let all = world.report(&mut coordinator, "by=course").await;
    assert_eq!(all["total"]["enrolled"], 23);
    assert!(row(&all, "buying")["enrolled"].is_null() && row(&all, "fairness")["enrolled"].is_null());
    let one = world.report(&mut coordinator, "by=month&course=buying").await;
    assert!(one["total"]["enrolled"].is_null());
    assert!(one["rows"].as_array().unwrap().iter().all(|row| row["enrolled"].is_null()), "{one:#}");
}

#[actix_web::test]
async fn a_year_and_all_years_do_not_tell_of_a_small_year() {
    let world = World::new().await;
    world.learners(20, Sex::Female, world.far, "buying", Far::Enrolled).await;
    world.days_pass(60);
    world.learners(3, Sex::Female, world.far, "buying", Far::Enrolled).await;
    let mut coordinator = world.caller(Role::LearningCoordinator, world.far).await;
    assert_eq!(world.report(&mut coordinator, "by=sex").await["total"]["enrolled"], 23);
    for query in ["by=sex&year=2026", "by=sex&year=2027", "by=month&year=2026", "by=course&year=2026"] {
        let report = world.report(&mut coordinator, query).await;
        assert!(report["total"]["enrolled"].is_null(), "{query} {report:#}");
        assert!(report["rows"].as_array().unwrap().iter().all(|row| row["enrolled"].is_null()), "{query}");
    }
}
