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
        assert_eq!(adviser.submits(&cancel, &cancel, &[("reason", "Storm")]).await.status, 409);
        let (notes, form) = (format!("{path}/notes"), format!("{path}/notes/new"));
        assert_eq!(adviser.submits(&form, &notes, &[("note", "Saw the night shift")]).await.status, 303);
        assert!(adviser.opens(&path).await.text.contains("Saw the night shift"));
    }
}
