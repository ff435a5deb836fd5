//! Cycles, visits and rules through the pages.

use super::world::World;
use crate::{
    engagement::{adviser_of, current_cycle, cycles_of, factories_of_adviser},
    platform::roles::Role,
};

#[actix_web::test]
async fn a_factory_is_enrolled_visited_ended_and_enrolled_again_by_hand() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let mut adviser = world.signed_in(huy).await;
        let (page, path) = (
            format!("/factories/{}/engagement", world.factory),
            format!("/factories/{}/cycles", world.factory),
        );
        let new = format!("{path}/new");
        let person = huy.to_string();
        let begin = [("started_on", "2026-09-01"), ("adviser", person.as_str())];
        assert_eq!(adviser.submits(&new, &path, &begin).await.status, 303);
        let again = adviser.submits(&new, &path, &[("started_on", "2026-10-01")]).await;
        assert_eq!(again.status, 422);
        assert!(again.text.contains("in a cycle already"), "{}", again.text);
        let read = world.academy.db().read();
        assert_eq!(adviser_of(read, world.factory).await.unwrap(), Some(huy));
        assert_eq!(factories_of_adviser(read, huy).await.unwrap(), [world.factory]);

        let shown = adviser.opens(&page).await;
        assert!(shown.text.contains("Begins with the first advisory visit"), "{}", shown.text);
        let visits = format!("/factories/{}/visits", world.factory);
        let visit = [("visit_on", "2026-11-12"), ("purpose", "advisory"), ("delivery", "virtual")];
        let refused = adviser.submits(&format!("{visits}/new"), &visits, &visit).await;
        assert!(refused.status == 422 && refused.text.contains("not on site"), "{}", refused.text);
        let with_reason = [visit.as_slice(), &[("reason", "Flood"), ("note", "Talked of overtime")]].concat();
        assert_eq!(adviser.submits(&format!("{visits}/new"), &visits, &with_reason).await.status, 303);
        assert!(adviser.opens(&page).await.text.contains("Day 10 of 100"));
        assert!(adviser.opens("/engagement").await.text.contains("Day 10 of 100"));

        let cycle = current_cycle(read, world.factory).await.unwrap().unwrap();
        let end = format!("/cycles/{}/end", cycle.id);
        let early = [("ended_on", "2026-08-01"), ("seen", "0")];
        assert_eq!(adviser.submits(&end, &end, &early).await.status, 422);
        let stale = [("ended_on", "2026-11-20"), ("seen", "7")];
        let second = adviser.submits(&end, &end, &stale).await;
        assert_eq!(second.status, 409);
        // The page says what is so now, beside what was typed, and may be sent again.
        let (now, seen) = ("Le Huy", "name=\"seen\" value=\"0\"");
        for said in ["Somebody else changed this meanwhile", "20 November 2026", now, seen] {
            assert!(second.text.contains(said), "{said}: {}", second.text);
        }
        let right = [("ended_on", "2026-11-20"), ("seen", "0")];
        assert_eq!(adviser.submits(&end, &end, &right).await.status, 303);
        assert_eq!(current_cycle(read, world.factory).await.unwrap(), None);
        assert_eq!(adviser.submits(&new, &path, &[("started_on", "2026-11-20")]).await.status, 422);
        assert_eq!(adviser.submits(&new, &path, &[("started_on", "2026-11-22")]).await.status, 303);
        let numbers: Vec<u32> =
            cycles_of(read, world.factory).await.unwrap().iter().map(|cycle| cycle.number).collect();
        assert_eq!(numbers, [2, 1]);
    }
}

#[actix_web::test]
async fn a_pause_has_a_reason_and_a_handover_goes_to_an_adviser_of_the_country() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let cycle = world.enrolled(huy, 1, "2026-09-01").await;
        let mut adviser = world.signed_in(huy).await;
        let pause = format!("/cycles/{cycle}/pause");
        assert_eq!(adviser.submits(&pause, &pause, &[("reason", "")]).await.status, 422);
        assert_eq!(adviser.submits(&pause, &pause, &[("reason", "Lunar New Year")]).await.status, 303);
        assert_eq!(adviser.submits(&pause, &pause, &[("reason", "Again")]).await.status, 409);
        let resume = format!("/cycles/{cycle}/resumption");
        let page = format!("/factories/{}/engagement", world.factory);
        let shown = adviser.opens(&page).await.text;
        assert!(shown.contains("Since 22 November 2026: Lunar New Year"), "{shown}");
        assert_eq!(adviser.submits(&pause, &resume, &[]).await.status, 303);
        let shown = adviser.opens(&page).await.text;
        assert!(shown.contains("began to count again on 22 November 2026"), "{shown}");

        let handover = format!("/cycles/{cycle}/handover");
        let (to, stranger) = (minh.to_string(), hanh.to_string());
        let wrong = [("adviser", stranger.as_str()), ("reason", "Leave"), ("seen", "0")];
        assert_eq!(adviser.submits(&handover, &handover, &wrong).await.status, 422);
        let right = [("adviser", to.as_str()), ("reason", "Leave"), ("seen", "0")];
        assert_eq!(adviser.submits(&handover, &handover, &right).await.status, 303);
        assert_eq!(adviser_of(world.academy.db().read(), world.factory).await.unwrap(), Some(minh));
        // Whoever still had the page of before sees to whom it went, and why, beside their own.
        let back = huy.to_string();
        let late = [("adviser", back.as_str()), ("reason", "Mine after all"), ("seen", "0")];
        let second = adviser.submits(&handover, &handover, &late).await;
        assert_eq!(second.status, 409);
        for said in ["Bui Minh", "Le Huy", "Leave", "Mine after all", "name=\"seen\" value=\"1\""] {
            assert!(second.text.contains(said), "{said}: {}", second.text);
        }
        let page = adviser.opens(&format!("/factories/{}/engagement", world.factory)).await;
        assert!(page.text.contains("Le Huy → Bui Minh"), "{}", page.text);
        // The factory and the new adviser are told, by notice and mail.
        world.academy.runs_jobs().await;
        let told = "Sao Mai 1 has a new adviser: Bui Minh";
        for person in [minh, hanh] {
            assert!(world.signed_in(person).await.opens("/notices").await.text.contains(told), "{person}");
        }
        assert!(!adviser.opens("/notices").await.text.contains(told), "whoever did it knows");
        let letters = world.academy.letters().await;
        assert_eq!(letters.iter().filter(|letter| letter.subject.contains(told)).count(), 2, "{letters:?}");
        let mut manager = world.signed_in(hanh).await;
        assert_eq!(manager.submits("/profile", &pause, &[("reason", "No")]).await.status, 403);
    }
}

#[actix_web::test]
async fn the_first_hundred_days_are_not_paused_once_they_are_over() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let cycle = world.enrolled(huy, 1, "2026-06-01").await;
        let page = format!("/factories/{}/engagement", world.factory);
        let pause = format!("/cycles/{cycle}/pause");
        let mut adviser = world.signed_in(huy).await;
        assert!(adviser.opens(&page).await.text.contains(&pause));
        let visit =
            serde_json::json!({ "visit_on": "2026-06-10", "purpose": "advisory", "delivery": "in-person" });
        let visits = format!("/api/v1/factories/{}/visits", world.factory);
        let (status, made) = world.caller(huy).await.posts(&visits, visit).await;
        assert_eq!(status, 201, "{made}");
        assert!(!adviser.opens(&page).await.text.contains(&pause));
        let refused = adviser.submits(&page, &pause, &[("reason", "Late")]).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
    }
}

#[actix_web::test]
async fn a_threshold_set_for_a_country_changes_what_its_factories_are_told() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        world.enrolled(huy, 3, "2026-09-01").await;
        let (mut adviser, mut manager) = (world.signed_in(huy).await, world.signed_in(ha).await);
        let page = format!("/factories/{}/engagement", world.factory);
        assert!(adviser.opens(&page).await.text.contains("Needed: cycle 3 or later"));
        let fields = |country: &'static str, from_on: &'static str| {
            [
                ("rule", "hybrid-cycle"),
                ("country", country),
                ("amount", "4"),
                ("from_on", from_on),
                ("reason", "Agreed with the constituents"),
            ]
        };
        let (form, set) = ("/engagement/rules/new", "/engagement/rules");
        assert_eq!(manager.submits(form, set, &fields("VN", "2026-11-01")).await.status, 422);
        assert_eq!(manager.submits(form, set, &fields("KH", "2026-11-22")).await.status, 403);
        assert_eq!(manager.submits(form, set, &fields("", "2026-11-22")).await.status, 403);
        assert_eq!(manager.submits(form, set, &fields("VN", "2026-11-22")).await.status, 303);
        assert!(manager.opens(set).await.text.contains("Agreed with the constituents"));
        assert!(adviser.opens(&page).await.text.contains("Needed: cycle 4 or later"));
        assert_eq!(adviser.opens(set).await.status, 404);
    }
}

#[actix_web::test]
async fn a_package_is_proposed_with_reasons_and_another_one_needs_a_reason() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 2, "2026-09-01").await;
        let mut adviser = world.signed_in(huy).await;
        let (form, path) = (
            format!("/factories/{}/package/new", world.factory),
            format!("/factories/{}/package", world.factory),
        );
        let shown = adviser.opens(&form).await;
        assert!(shown.text.contains("No assessment report has been released yet"), "{}", shown.text);
        assert_eq!(adviser.submits(&form, &path, &[("package", "advanced")]).await.status, 422);
        let chosen = [("package", "advanced"), ("reason", "Agreed with the committee")];
        assert_eq!(adviser.submits(&form, &path, &chosen).await.status, 303);
        let page = adviser.opens(&format!("/factories/{}/engagement", world.factory)).await.text;
        for said in ["Why another was chosen", "Agreed with the committee", "Le Huy, 22 November 2026"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let issues = format!("/factories/{}/serious-issues", world.factory);
        let issue = [("kind", "violence"), ("found_on", "2026-11-10"), ("note", "A worker was hit")];
        assert_eq!(adviser.submits(&format!("{issues}/new"), &issues, &issue).await.status, 303);
        assert!(adviser.opens(&form).await.text.contains("Intensive"));
    }
}

#[actix_web::test]
async fn an_adviser_who_left_is_named_as_such_and_the_assessors_alone_learn_who_is_missing() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let secret = world.planned(minh, huy, "2027-01-19", "kingfisher").await;
        let page = format!("/factories/{}/engagement", world.factory);
        let (mut manager, mut assessor) = (world.signed_in(ha).await, world.signed_in(minh).await);
        let gone = "Le Huy is not at work here any more";
        assert!(!manager.opens(&page).await.text.contains(gone));
        let assessment = format!("/assessments/{secret}");
        assert!(!assessor.opens(&assessment).await.text.contains("Not at work here any more"));
        world.leaves(huy).await;
        let shown = manager.opens(&page).await.text;
        assert!(shown.contains(gone) && !shown.contains("kingfisher"), "{shown}");
        let board = manager.opens("/engagement?show=all").await.text;
        assert!(board.contains("Le Huy (not at work here any more)"), "{board}");
        let home = manager.opens("/pathways?factories=all").await.text;
        assert!(home.contains("name another adviser"), "{home}");
        let shown = assessor.opens(&assessment).await.text;
        assert!(shown.contains("Not at work here any more: Le Huy"), "{shown}");
        assert_eq!(manager.opens(&assessment).await.status, 404);
    }
}

#[actix_web::test]
async fn the_next_cycle_keeps_the_adviser_and_the_planned_visits_and_a_short_one_is_not_completed() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        let first = world.enrolled(huy, 1, "2026-10-04").await;
        let mut adviser = world.signed_in(huy).await;
        let visits = format!("/factories/{}/visits", world.factory);
        let planned = [("visit_on", "2026-12-01"), ("purpose", "advisory"), ("delivery", "in-person")];
        assert_eq!(adviser.submits(&format!("{visits}/new"), &visits, &planned).await.status, 303);
        let end = format!("/cycles/{first}/end");
        assert_eq!(
            adviser.submits(&end, &end, &[("ended_on", "2026-11-21"), ("seen", "0")]).await.status,
            303
        );
        let cycles = format!("/factories/{}/cycles", world.factory);
        let mut manager = world.signed_in(ha).await;
        let next = [("started_on", "2026-11-22")];
        assert_eq!(manager.submits(&format!("{cycles}/new"), &cycles, &next).await.status, 303);
        let read = world.academy.db().read();
        let running = current_cycle(read, world.factory).await.unwrap().unwrap();
        assert_eq!((running.number, running.adviser), (2, Some(huy)));
        let visit =
            crate::engagement::visits::store::visits_of(read, world.factory, 5).await.unwrap().remove(0);
        assert_eq!(visit.cycle, running.id);
        let page = adviser.opens(&format!("/factories/{}/engagement", world.factory)).await.text;
        for said in ["Completed cycles: 0. Needed: 2.", "1 cycle was ended before 180 days were over"] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
}

#[actix_web::test]
async fn in_the_first_cycle_nobody_confirms_another_package_than_all_get() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let mut adviser = world.signed_in(huy).await;
        let path = format!("/factories/{}/package", world.factory);
        let form = format!("{path}/new");
        let other = [("package", "advanced"), ("reason", "I want")];
        let refused = adviser.submits(&form, &path, &other).await;
        assert!(
            refused.status == 422 && refused.text.contains("the same for every factory"),
            "{}",
            refused.text
        );
        assert_eq!(adviser.submits(&form, &path, &[("package", "initial")]).await.status, 303);
    }
}

#[actix_web::test]
async fn a_board_of_thirty_costs_as_many_queries_as_one_of_three() {
    let world = World::new().await;
    let huy = world.adviser("Le Huy").await;
    let mut adviser = world.signed_in(huy).await;
    world.enrolled(huy, 1, "2026-09-01").await;
    adviser.opens("/engagement?show=all").await;
    let before = world.academy.db().queries();
    adviser.opens("/engagement?show=all").await;
    let few = world.academy.db().queries() - before;
    for number in 0..22 {
        world.another_factory(huy, number).await;
    }
    let before = world.academy.db().queries();
    let page = adviser.opens("/engagement?show=all").await;
    assert_eq!(world.academy.db().queries() - before, few);
    assert!(page.text.matches("<th scope=\"row\">").count() > 20);
}

impl World {
    /// Yesterday was this person's last day.
    async fn leaves(&self, person: crate::platform::PersonId) {
        let work = self.academy.begin().await;
        let last_day = super::world::day("2026-11-21");
        crate::organisations::store::memberships::end_all(&work, person, last_day).await.unwrap();
        work.commit().await.unwrap();
    }

    pub async fn another_factory(&self, adviser: crate::platform::PersonId, number: u32) {
        use crate::{
            engagement::cycles::store::{NewCycle, add},
            organisations::store::organisations::{self, NewOrganisation},
            platform::roles::OrganisationKind,
        };
        let work = self.academy.begin().await;
        let new = NewOrganisation {
            kind: OrganisationKind::Factory,
            name: format!("Factory {number}"),
            country: Some("VN".to_owned()),
            part_of: None,
        };
        let factory = organisations::add(&work, &new).await.unwrap();
        let started_on = super::world::day("2026-09-01");
        let cycle =
            NewCycle { factory, number: 1, started_on, adviser: Some(adviser), reference: None, by: adviser };
        add(&work, &cycle).await.unwrap();
        work.commit().await.unwrap();
    }
}
