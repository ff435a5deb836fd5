//! The same figures on the page, in the files, and by mail a link to them; and the time of one learner.

use super::*;
use crate::{learning::fixture::signed_in, testing::Visitor};

/// The figures of a page's table, row by row, as they are read.
fn cells(page: &str) -> Vec<Vec<String>> {
    let table = page.split_once("<tbody>").unwrap().1.split_once("</table>").unwrap().0;
    let rows = table.split("<tr>").skip(1);
    rows.map(|row| {
        let cells = row.split("<td").skip(1);
        cells.map(|cell| text_of(cell.split_once('>').unwrap().1)).collect()
    })
    .collect()
}

/// Without tags.
fn text_of(html: &str) -> String {
    let parts = html.split('<').enumerate();
    let kept = parts.map(|(number, part)| match number {
        0 => part,
        _ => part.split_once('>').map_or("", |(_, text)| text),
    });
    kept.collect::<String>().trim().to_owned()
}

async fn coordinator(world: &World) -> Visitor<'_> {
    let (person, _) = world.member(Sex::NotStated, Role::LearningCoordinator, world.far).await;
    signed_in(&world.academy, person).await
}

#[actix_web::test]
async fn page_file_and_call_give_the_same_figures() {
    for world in World::on_both().await {
        world.learners(40, Sex::Female, world.far, "buying", Far::Completed).await;
        world.learners(12, Sex::Male, world.far, "buying", Far::Started).await;
        world.learners(3, Sex::NotStated, world.far, "buying", Far::Enrolled).await;
        let mut caller = world.caller(Role::LearningCoordinator, world.far).await;
        let called = world.report(&mut caller, "by=sex").await;
        let mut visitor = coordinator(&world).await;
        let page = visitor.opens("/reports?by=sex").await;
        assert_eq!(page.status, 200, "{}", page.text);
        let file = visitor.opens("/reports/tables/csv?by=sex").await;
        let lines: Vec<Vec<&str>> = file.text.lines().skip(1).map(|line| line.split(',').collect()).collect();
        let shown = cells(&page.text);
        assert_eq!(shown.len(), 5, "four sexes and the total");
        let rows = called["rows"].as_array().unwrap().iter().chain([&called["total"]]);
        for ((row, shown), line) in rows.zip(&shown).zip(&lines) {
            let figures =
                ["enrolled", "started", "completed", "applied"].map(|measure| match &row[measure] {
                    Value::Null => "withheld".to_owned(),
                    figure => figure.to_string(),
                });
            assert_eq!(shown[..], figures);
            assert_eq!(line[1..], figures);
        }
        assert!(page.text.contains("<svg") && page.text.contains("chart-description"));
        assert_eq!(visitor.opens("/reports/tables/xlsx?by=sex").await.status, 200);
        assert_eq!(visitor.opens("/reports/tables/exe?by=sex").await.status, 404);
        assert_eq!(visitor.opens("/reports/tables/csv?place=BD").await.status, 404);
    }
}

#[actix_web::test]
async fn a_monthly_report_comes_once_a_month_until_it_is_stopped_or_the_role_ends() {
    for world in World::on_both().await {
        let (person, membership) = world.member(Sex::Female, Role::LearningCoordinator, world.far).await;
        let mut visitor = signed_in(&world.academy, person).await;
        let path = "/reports/schedules?by=sex&course=buying";
        world.academy.academy.runner().schedule().await.unwrap();
        for _ in 0..2 {
            let answer = visitor.submits("/reports", path, &[("often", "month")]).await;
            assert_eq!(answer.status, 303, "{}", answer.text);
        }
        assert_eq!(visitor.submits("/reports", path, &[("often", "hour")]).await.status, 422);
        world.academy.runs_jobs().await;
        assert!(world.academy.letters().await.is_empty(), "not before the first of the month");
        for letters in [1, 2] {
            world.days_pass(31);
            world.academy.runs_jobs().await;
            world.academy.runs_jobs().await;
            assert_eq!(world.academy.letters().await.len(), letters);
        }
        let letter = format!("{:?}", world.academy.letters().await[0]);
        assert!(letter.contains("/reports?by=sex&"), "{letter}");
        let work = world.academy.begin().await;
        memberships::end(&work, membership, work.now().date_naive().pred_opt().unwrap()).await.unwrap();
        work.commit().await.unwrap();
        world.days_pass(31);
        world.academy.runs_jobs().await;
        assert_eq!(world.academy.letters().await.len(), 2, "who may not see it gets no mail of it");
    }
}

#[actix_web::test]
async fn only_who_asked_for_a_report_stops_it() {
    let world = World::new().await;
    world.academy.academy.runner().schedule().await.unwrap();
    let mut owner = coordinator(&world).await;
    owner.submits("/reports", "/reports/schedules?by=sex", &[("often", "week")]).await;
    let page = owner.opens("/reports?by=sex").await;
    let action = page.text.split("action=\"/reports/schedules/").nth(1).unwrap();
    let end = format!("/reports/schedules/{}", action.split('"').next().unwrap());
    let mut other = coordinator(&world).await;
    assert_eq!(other.submits("/reports", &end, &[]).await.status, 404);
    assert_eq!(owner.submits("/reports", &end, &[]).await.status, 303);
    assert_eq!(owner.submits("/reports", &end, &[]).await.status, 404);
    world.days_pass(10);
    world.academy.runs_jobs().await;
    assert!(world.academy.letters().await.is_empty());
}

#[actix_web::test]
async fn time_is_what_the_learner_s_own_records_show() {
    for world in World::on_both().await {
        let (learner, _) = world.member(Sex::Female, Role::OrganisationMember, world.far).await;
        let enrolment = world.learns(learner, "buying", Far::Started).await;
        for minutes in [10, 15, 16] {
            world.academy.clock.advance(TimeDelta::minutes(minutes));
            let step = Object::Step("start".to_owned());
            world.records(learner, enrolment, Verb::Experienced, step, "").await;
        }
        world.academy.clock.advance(TimeDelta::minutes(5));
        world.records(learner, enrolment, Verb::Countersigned, Object::Plan, "").await;
        let mut coordinator = world.caller(Role::LearningCoordinator, world.far).await;
        let path = format!("/api/v1/people/{learner}/time");
        let (status, time) = coordinator.gets(&path).await;
        assert_eq!(status, 200, "{time}");
        assert_eq!((&time["minutes"], &time["rule"]), (&25.into(), &1.into()), "{time}");
        assert_eq!(time["courses"][0]["course"], "buying");
        let mut stranger = world.caller(Role::LearningCoordinator, world.first).await;
        assert_eq!(stranger.gets(&path).await.0, 404);
        let mut donor = world.caller(Role::DevelopmentPartner, world.donor).await;
        assert_eq!(donor.gets(&path).await.0, 404, "a donor never sees a learner");
        let mut own = signed_in(&world.academy, learner).await;
        assert_eq!(own.opens(&format!("/people/{learner}/time")).await.status, 200);
    }
}
