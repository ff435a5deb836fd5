//! What a progress report holds beside what the factory writes.

use chrono::NaiveDate;
use serde_json::json;

use super::world::World;
use crate::{
    engagement::{
        committees::{
            meetings::{self, NewAction, NewMeeting, Presence},
            store::{self as committees, NewMember},
        },
        cycles::store::{self as cycles, NewCycle},
        model::{Chosen, Delivery, Origin, Purpose, Side},
        seminars::store::{self as seminars, Seminar},
        visits::store::{self as visits, Held, NewVisit},
    },
    improvement::frame::store as frame,
    learning::fixture,
    platform::{
        roles::Sex,
        runtime_settings::{self, Setting},
    },
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A cycle since September, a committee that met once, one visit that was made and one to come, and a seminar.
async fn furnished(world: &World) {
    let work = world.academy.begin().await;
    let adviser = world.person("adviser");
    let new = NewCycle {
        factory: world.factory,
        number: 1,
        started_on: day("2026-09-01"),
        adviser: Some(adviser),
        reference: None,
        by: adviser,
    };
    let cycle = cycles::add(&work, &new).await.unwrap();
    for (visit_on, is_held) in [("2026-09-15", Held::Yes), ("2026-12-15", Held::NotYet)] {
        let new = NewVisit {
            factory: world.factory,
            cycle,
            visit_on: day(visit_on),
            purpose: Purpose::Advisory,
            delivery: Delivery::Virtual,
            reason: Some("A flood".to_owned()),
            adviser,
            is_held,
            reference: None,
            by: adviser,
        };
        visits::add(&work, &new).await.unwrap();
    }
    let formed = (Origin::New, day("2026-09-02"));
    let committee = committees::add(&work, world.factory, formed, adviser).await.unwrap();
    let mut members = Vec::new();
    for (name, side, sex) in [("Hạnh", Side::Management, Sex::Female), ("Nam", Side::Workers, Sex::Male)] {
        let new = NewMember {
            person: None,
            name: name.to_owned(),
            sex,
            side,
            chosen: Chosen::Elected,
            from_on: day("2026-09-02"),
        };
        members.push(committees::add_member(&work, committee, &new, adviser).await.unwrap());
    }
    let came =
        vec![Presence { member: members[0], heard: true }, Presence { member: members[1], heard: false }];
    for held_on in ["2026-09-20", "2026-08-20"] {
        let new = NewMeeting { held_on: day(held_on), minutes: "Kept inside".to_owned(), came: came.clone() };
        let id = meetings::add(&work, committee, &new, adviser).await.unwrap();
        let meeting = meetings::meeting(&work, id).await.unwrap();
        let action = "A leave book".to_owned();
        let new = NewAction { action, owner: members[0], due_on: day("2026-12-01") };
        meetings::add_action(&work, &meeting, &new).await.unwrap();
    }
    let seminar = Seminar {
        id: work.new_id(),
        country: "VN".to_owned(),
        topic: "Leave without loss".to_owned(),
        held_on: day("2026-10-01"),
        place: String::new(),
        delivery: Delivery::InPerson,
        changes: 0,
        cancelled_at: None,
        cancel_reason: None,
    };
    seminars::add(&work, &seminar, &[world.factory, world.other_factory], adviser).await.unwrap();
    let came: Vec<_> = ["manager", "representative", "supervisor"]
        .map(|name| (world.person(name), world.factory))
        .into_iter()
        .chain([(world.person("other-manager"), world.other_factory)])
        .collect();
    seminars::put_attendance(&work, seminar.id, &came, adviser).await.unwrap();
    work.commit().await.unwrap();
}

async fn finds(world: &World, question: &str, reference: &str) {
    let body = json!({
        "point": "paid-leave", "question": question, "source": "other", "reference": reference,
        "found_on": "2026-11-02", "text": "Untaken leave is not paid",
    });
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let (status, answer) = world.caller("adviser").await.posts(&path, body).await;
    assert_eq!(status, 200, "{answer}");
}

#[actix_web::test]
async fn a_progress_report_holds_meetings_visits_trainings_and_what_is_reported_publicly() {
    for world in World::on_both().await {
        furnished(&world).await;
        let course = fixture::course_called("paid-leave-course");
        let learner = world.person("supervisor");
        let enrolment = fixture::enrolled(&world.academy, learner, &course).await;
        let work = world.academy.begin().await;
        fixture::completed(&work, enrolment, learner).await;
        work.commit().await.unwrap();
        finds(&world, "annual-leave", "A").await;
        finds(&world, "seniority-leave", "B").await;
        let path = format!("/factories/{}/progress-report", world.factory);
        let mut manager = world.visitor("manager").await;
        let page = manager.opens(&path).await.text;
        let told = [
            "1 for management, 1 for workers",
            "Nobody of the workers was heard.",
            "1 action, 0 done",
            "15 September 2026",
            "A flood",
            "Leave without loss",
            "Seminar with other factories",
            "Fewer than 5",
            "no question is marked as publicly reported",
        ];
        for said in told {
            assert!(page.contains(said), "{said}: {page}");
        }
        // The course that somebody completed, next to the seminar.
        assert_eq!(page.matches("Fewer than 5").count(), 2, "{page}");
        let work = world.academy.begin().await;
        let (eight, by) = (Some("8".to_owned()), world.person("administrator"));
        runtime_settings::change(&work, Setting::SmallestFigure, eight, by, "Small factories").await.unwrap();
        work.commit().await.unwrap();
        world.academy.clock.advance(chrono::TimeDelta::minutes(2));
        let set = manager.opens(&path).await.text;
        assert_eq!(set.matches("Fewer than 8").count(), 2, "what administrators set holds here too: {set}");
        // What is to come, what was before the cycle, and what is the committee's own.
        for untold in ["15 December 2026", "20 August 2026", "Kept inside"] {
            assert!(!page.contains(untold), "{untold}");
        }

        let work = world.academy.begin().await;
        let mut question = frame::question(&work, "VN", "annual-leave", 1).await.unwrap();
        question.public_from = Some(day("2026-11-22"));
        let by = world.person("administrator");
        assert!(frame::change_question(&work, &question, question.changes, by).await.unwrap());
        work.commit().await.unwrap();
        let page = manager.opens(&path).await.text;
        let issues = page.split("id=\"report-issues\"").nth(1).unwrap();
        assert!(issues.contains("annual leave at full pay") && !issues.contains("years of service"));
        assert_eq!(world.visitor("other-manager").await.opens(&path).await.status, 404);
    }
}

#[actix_web::test]
async fn programs_bring_list_and_fetch_evidence_like_people_do_and_once_for_each_id() {
    for world in World::on_both().await {
        finds(&world, "annual-leave", "A").await;
        let plan = format!("/api/v1/factories/{}/improvement-plan", world.factory);
        let mut manager = world.caller("manager").await;
        let (_, plan) = manager.gets(&plan).await;
        let path = format!("/api/v1/improvement-items/{}/evidence", plan["items"][0]["id"].as_str().unwrap());
        let id = uuid::Uuid::from_u128(77);
        let named = format!("{path}?id={id}&file_name=leave.pdf&note=The+book");
        let book: &[u8] = b"%PDF-1.7 leave %%EOF";
        let (status, brought) = manager.sends_file(&named, book).await;
        assert_eq!((status, &brought["media_type"]), (201, &json!("application/pdf")), "{brought}");
        assert_eq!(manager.sends_file(&named, book).await.0, 200);
        assert_eq!(manager.sends_file(&named, b"%PDF-1.7 another %%EOF").await.0, 409);
        let page = b"<!doctype html><script>alert(1)</script>";
        assert_eq!(manager.sends_file(&format!("{path}?file_name=page.pdf"), page).await.0, 422);
        assert_eq!(manager.sends_file(&path, book).await.0, 422);
        assert_eq!(manager.sends_file(&format!("{path}?file_name=a.pdf&id=7"), book).await.0, 422);
        let (_, all) = manager.gets(&path).await;
        assert_eq!(all["evidence"].as_array().unwrap().len(), 1, "{all}");
        assert_eq!(all["evidence"][0]["note"], "The book");
        let (status, by_form) = manager.uploads(&path, "hours.csv", "Giờ làm").await;
        assert_eq!((status, &by_form["file_name"]), (201, &json!("hours.csv")), "{by_form}");
        let file = format!("{path}/{id}");
        assert_eq!(manager.fetches(&file).await, (200, "%PDF-1.7 leave %%EOF".to_owned()));
        for stranger in ["other-manager", "far-adviser", "coordinator"] {
            let mut stranger = world.caller(stranger).await;
            assert_eq!(stranger.sends_file(&named, book).await.0, 404);
            assert_eq!((stranger.gets(&path).await.0, stranger.fetches(&file).await.0), (404, 404));
        }
    }
}
