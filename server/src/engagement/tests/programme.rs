//! Seminars, and visits that are made or cancelled, through the pages.

use super::world::World;
use crate::platform::roles::Role;

#[actix_web::test]
async fn a_seminar_of_several_factories_notes_who_came() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let clara = world.person("Clara Brandt", Role::Buyer, world.brand).await;
        let mut adviser = world.signed_in(huy).await;
        let (one, other, far) =
            (world.factory.to_string(), world.other_factory.to_string(), world.far_factory.to_string());
        let path = "/engagement/seminars";
        let fields = |second: &'static str| {
            vec![("topic", "Overtime"), ("held_on", "2026-11-10"), ("delivery", second)]
        };
        let form = format!("{path}/new");
        let alone =
            [fields("in-person"), vec![("factories", one.as_str()), ("factories", far.as_str())]].concat();
        assert_eq!(adviser.submits(&form, path, &alone).await.status, 422);
        let both =
            [fields("in-person"), vec![("factories", one.as_str()), ("factories", other.as_str())]].concat();
        let held = adviser.submits(&form, path, &both).await;
        assert_eq!(held.status, 303, "{}", held.text);
        let seminar = held.location.unwrap();
        let attendance = format!("{seminar}/attendance");
        let (came, stranger) = (hanh.to_string(), clara.to_string());
        let strange = [("came", came.as_str()), ("came", stranger.as_str()), ("seen", "0")];
        assert_eq!(adviser.submits(&attendance, &attendance, &strange).await.status, 422);
        let noted = [("came", came.as_str()), ("seen", "0")];
        assert_eq!(adviser.submits(&attendance, &attendance, &noted).await.status, 303);
        let page = adviser.opens(&seminar).await.text;
        assert!(page.contains("Do Hanh") && !page.contains("Clara Brandt"), "{page}");
        assert!(adviser.opens(path).await.text.contains("Overtime"));
        // The factory sees its own people.
        let own = world.signed_in(hanh).await.opens(&seminar).await.text;
        assert!(own.contains("Do Hanh") && !own.contains("Hải Đăng"), "{own}");
        assert_eq!(world.signed_in(clara).await.opens(&seminar).await.status, 404);
    }
}

#[actix_web::test]
async fn a_planned_visit_is_made_or_cancelled_once() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let mut adviser = world.signed_in(huy).await;
        let visits = format!("/factories/{}/visits", world.factory);
        let planned = [("visit_on", "2026-12-01"), ("purpose", "advisory"), ("delivery", "in-person")];
        assert_eq!(adviser.submits(&format!("{visits}/new"), &visits, &planned).await.status, 303);
        let page = adviser.opens(&format!("/factories/{}/engagement", world.factory)).await.text;
        let visit = page.split("href=\"/visits/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let path = format!("/visits/{visit}");
        let (hold, cancel) = (format!("{path}/holding"), format!("{path}/cancellation"));
        assert_eq!(adviser.submits(&hold, &hold, &[("visit_on", "2026-12-01")]).await.status, 422);
        assert_eq!(adviser.submits(&hold, &hold, &[("visit_on", "2026-11-21")]).await.status, 303);
        assert_eq!(adviser.submits(&hold, &hold, &[("visit_on", "2026-11-20")]).await.status, 409);
        let (notes, form) = (format!("{path}/notes"), format!("{path}/notes/new"));
        assert_eq!(adviser.submits(&form, &notes, &[("note", "Saw the night shift")]).await.status, 303);
        assert!(adviser.opens(&path).await.text.contains("Saw the night shift"));
        // Written down by mistake, it is taken back, once.
        assert!(adviser.opens(&path).await.text.contains("It was not made: take it back"));
        assert_eq!(adviser.submits(&cancel, &cancel, &[("reason", "Of another factory")]).await.status, 303);
        assert_eq!(adviser.submits(&cancel, &cancel, &[("reason", "Again")]).await.status, 409);
        let page = adviser.opens(&format!("/factories/{}/engagement", world.factory)).await.text;
        assert!(page.contains("Begins with the first advisory visit"), "{page}");
    }
}

#[actix_web::test]
async fn a_visit_goes_to_another_day_with_its_reason_and_the_hundred_days_follow() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let mut adviser = world.signed_in(huy).await;
        let visits = format!("/factories/{}/visits", world.factory);
        let held = [("visit_on", "2026-11-12"), ("purpose", "advisory"), ("delivery", "in-person")];
        assert_eq!(adviser.submits(&format!("{visits}/new"), &visits, &held).await.status, 303);
        let engagement = format!("/factories/{}/engagement", world.factory);
        let page = adviser.opens(&engagement).await.text;
        assert!(page.contains("Day 10 of 100"), "{page}");
        let visit = page.split("href=\"/visits/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let correct = format!("/visits/{visit}/correction");
        let fields = |day: &'static str, reason: &'static str, seen: &'static str| {
            [("visit_on", day), ("reason", reason), ("seen", seen)]
        };
        // Outside the cycle, to come, and without a reason.
        for wrong in [fields("2026-08-31", "Typing", "0"), fields("2026-11-23", "Typing", "0")] {
            assert_eq!(adviser.submits(&correct, &correct, &wrong).await.status, 422);
        }
        assert_eq!(adviser.submits(&correct, &correct, &fields("2026-11-13", "", "0")).await.status, 422);
        let right = fields("2026-11-13", "Written down wrongly", "0");
        assert_eq!(adviser.submits(&correct, &correct, &right).await.status, 303);
        assert!(adviser.opens(&engagement).await.text.contains("Day 9 of 100"));
        let page = adviser.opens(&format!("/visits/{visit}")).await.text;
        assert!(page.contains("Written down wrongly") && page.contains("13 November 2026"), "{page}");
        let late = adviser.submits(&correct, &correct, &fields("2026-11-11", "Mine", "0")).await;
        assert_eq!(late.status, 409);
        for said in ["Somebody else changed this meanwhile", "13 November 2026", "11 November 2026"] {
            assert!(late.text.contains(said), "{said}: {}", late.text);
        }
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let mut manager = world.signed_in(hanh).await;
        assert_eq!(manager.submits("/profile", &correct, &right).await.status, 403);
    }
}
