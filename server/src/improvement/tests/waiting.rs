//! A progress report before its first word, and the days by which it is told.

use chrono::TimeDelta;

use super::world::World;
use crate::engagement::{
    cycles::store::{self as cycles, NewCycle},
    model::settings::{Rule, Setting},
    rules::store as rules,
};

/// The first cycle, since September.
async fn enrolled(world: &World) {
    let adviser = world.person("adviser");
    let new = NewCycle {
        factory: world.factory,
        number: 1,
        started_on: "2026-09-01".parse().unwrap(),
        adviser: Some(adviser),
        reference: None,
        by: adviser,
    };
    let work = world.academy.begin().await;
    cycles::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
}

async fn released(world: &World, on: &str) -> String {
    let path = format!("/factories/{}/progress-report", world.factory);
    let fields = [("cycle", "1"), ("released_on", on)];
    let answer = world.visitor("adviser").await.submits(&path, &format!("{path}/release"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    path
}

#[actix_web::test]
async fn a_report_that_nobody_began_says_what_will_stand_there_until_when_and_what_is_next() {
    for world in World::on_both().await {
        enrolled(&world).await;
        let path = format!("/factories/{}/progress-report", world.factory);
        let page = world.visitor("adviser").await.opens(&path).await.text;
        assert!(page.contains("within 30 days of the release"), "{page}");
        assert!(page.contains("href=\"#report-release\""), "{page}");
        let page = world.visitor("manager").await.opens(&path).await.text;
        assert!(
            page.contains("There is nothing to write yet.") && !page.contains("#report-release"),
            "{page}"
        );

        released(&world, "2026-11-10").await;
        let mut manager = world.visitor("manager").await;
        let page = manager.opens(&path).await.text;
        for said in [
            "Nothing is written yet",
            "due on 10 December 2026, 30 days after",
            "management and its workers’ representatives together",
            "How management and workers worked on the plan together.",
            "href=\"#report-write\"",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("Nothing written yet."), "no card says only that it is empty: {page}");
        let text = [("cycle", "1"), ("changes", "0"), ("social_dialogue", "We met twice"), ("systems", "")];
        assert_eq!(manager.submits(&path, &path, &text).await.status, 303);
        let page = manager.opens(&path).await.text;
        assert!(!page.contains("Nothing is written yet") && page.contains("We met twice"), "{page}");
        assert!(page.contains("Nothing written yet."), "the other sections: {page}");
    }
}

#[actix_web::test]
async fn the_days_of_a_report_follow_the_threshold_of_the_country_on_the_day_of_the_release() {
    for world in World::on_both().await {
        enrolled(&world).await;
        let work = world.academy.begin().await;
        for (amount, from_on) in [(40, "2026-11-01"), (50, "2026-11-20")] {
            let setting = Setting {
                rule: Rule::ProgressReportDays,
                country: "VN".to_owned(),
                amount,
                from_on: from_on.parse().unwrap(),
                made: 0,
            };
            rules::add(&work, &setting, "Agreed", world.person("administrator")).await.unwrap();
        }
        work.commit().await.unwrap();
        let path = released(&world, "2026-11-10").await;
        let page = world.visitor("manager").await.opens(&path).await.text;
        assert!(page.contains("due on 20 December 2026, 40 days after"), "{page}");
        assert!(page.contains("28 days left"), "{page}");
    }
}

#[actix_web::test]
async fn the_day_of_a_sending_is_that_of_the_factory() {
    for world in World::on_both().await {
        enrolled(&world).await;
        let path = released(&world, "2026-10-24").await;
        // Half past midnight in Viet Nam: the day after the last one, while it is still the last one in UTC.
        world.academy.clock.advance(TimeDelta::minutes(570) + TimeDelta::days(1));
        let text = [
            ("cycle", "1"),
            ("changes", "0"),
            ("social_dialogue", "We met twice"),
            ("systems", "A leave book"),
            ("continuous_learning", "A course"),
            ("send", "yes"),
        ];
        let mut manager = world.visitor("manager").await;
        assert_eq!(manager.submits(&path, &path, &text).await.status, 303);
        let page = manager.opens(&path).await.text;
        assert!(page.contains("Sending 1, 24 November 2026"), "{page}");
        assert!(page.contains("Sent 1 day late"), "{page}");
    }
}

#[actix_web::test]
async fn the_factory_itself_sends_its_report_and_the_page_says_who_did() {
    for world in World::on_both().await {
        enrolled(&world).await;
        let path = released(&world, "2026-11-10").await;
        let text = |changes: &'static str| {
            [
                ("cycle", "1"),
                ("changes", changes),
                ("social_dialogue", "We met twice"),
                ("systems", "A leave book"),
                ("continuous_learning", "A course"),
            ]
        };
        let sent = |changes: &'static str| [text(changes).as_slice(), &[("send", "yes")]].concat();
        for helper in ["adviser", "group-manager"] {
            let mut helper = world.visitor(helper).await;
            let page = helper.opens(&path).await.text;
            assert!(page.contains("name=\"systems\"") && !page.contains("name=\"send\""), "{page}");
            let refused = helper.submits(&path, &path, &sent("0")).await;
            assert_eq!(refused.status, 403, "{}", refused.text);
        }
        assert_eq!(world.visitor("adviser").await.submits(&path, &path, &text("0")).await.status, 303);
        let mut representative = world.visitor("representative").await;
        assert_eq!(representative.submits(&path, &path, &sent("1")).await.status, 303);
        let page = world.visitor("manager").await.opens(&path).await.text;
        let facts = page.split("facts card").nth(1).unwrap().split("</dl>").next().unwrap();
        assert!(facts.contains("Sent by") && facts.contains("representative"), "{facts}");
    }
}
