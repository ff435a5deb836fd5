//! Seminars that are planned, move, are cancelled, and who came to them.

use super::world::World;
use crate::platform::roles::Role;

const PATH: &str = "/engagement/seminars";
const NEW: &str = "/engagement/seminars/new";

/// The fields of a seminar of the two factories in Viet Nam.
fn fields<'f>(
    topic: &'f str,
    held_on: &'f str,
    factories: &'f [String],
    seen: &'f str,
) -> Vec<(&'f str, &'f str)> {
    let mut fields = vec![("topic", topic), ("held_on", held_on), ("delivery", "in-person"), ("seen", seen)];
    fields.extend(factories.iter().map(|factory| ("factories", factory.as_str())));
    fields
}

#[actix_web::test]
async fn a_seminar_moves_and_is_cancelled_and_its_factories_are_told() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let tam = world.person("Vu Tam", Role::FactoryManager, world.other_factory).await;
        let far = world.person("Sok", Role::FactoryManager, world.far_factory).await;
        let mut adviser = world.signed_in(huy).await;
        let factories = [world.factory.to_string(), world.other_factory.to_string()];
        for day in ["1900-01-01", "2021-01-01", "2028-01-05"] {
            let answer = adviser.submits(NEW, PATH, &fields("Overtime", day, &factories, "")).await;
            assert_eq!(answer.status, 422, "{day}");
            assert!(answer.text.contains("Give a day of the last five years"), "{}", answer.text);
        }
        for (typed, said) in
            [("9999-12-31", "between the years 1900 and 2199"), ("soon", "This is not a day.")]
        {
            let answer = adviser.submits(NEW, PATH, &fields("Overtime", typed, &factories, "")).await;
            assert_eq!(answer.status, 422, "{typed}");
            let shown = answer.text.contains(&format!("value=\"{typed}\""));
            assert!(shown && answer.text.contains(said), "{}", answer.text);
        }
        let unknown = [factories[0].clone(), factories[1].clone(), "abc".to_owned()];
        let planned = fields("Overtime", "2026-12-10", &unknown, "");
        assert_eq!(adviser.submits(NEW, PATH, &planned).await.status, 422);
        let planned = fields("Overtime", "2026-12-10", &factories, "");
        let seminar = adviser.submits(NEW, PATH, &planned).await.location.unwrap();
        world.academy.runs_jobs().await;
        let (mut manager, mut other) = (world.signed_in(hanh).await, world.signed_in(tam).await);
        for told in [&mut manager, &mut other] {
            let page = told.opens("/notices").await.text;
            assert!(page.contains("A seminar with other factories: Overtime"), "{page}");
            assert!(page.contains("On 10 December 2026"), "{page}");
        }
        // A factory sees that it is asked, and nothing of the others.
        let page = manager.opens(&seminar).await.text;
        assert!(
            page.contains("Sao Mai 1")
                && !page.contains("Hải Đăng")
                && !page.contains(&format!("{seminar}/change")),
            "{page}"
        );
        assert_eq!(manager.opens(&format!("{seminar}/change")).await.status, 404);
        assert_eq!(world.signed_in(far).await.opens(&seminar).await.status, 404);

        let change = format!("{seminar}/change");
        let moved = fields("Overtime", "2026-12-17", &factories, "0");
        assert_eq!(adviser.submits(&change, &change, &moved).await.status, 303);
        world.academy.runs_jobs().await;
        let page = manager.opens("/notices").await.text;
        assert!(page.contains("A seminar was changed: Overtime"), "{page}");
        assert!(page.contains("On 17 December 2026"), "{page}");
        assert!(manager.opens(&seminar).await.text.contains("17 December 2026"));
        // Whoever saves second sees what changed, and nothing typed is lost.
        let late = adviser.submits(&change, &change, &fields("Wages", "2026-12-10", &factories, "0")).await;
        assert_eq!(late.status, 409);
        for words in ["17 December 2026", "Wages", "name=\"seen\" value=\"1\""] {
            assert!(late.text.contains(words), "{words}: {}", late.text);
        }

        let cancel = format!("{seminar}/cancellation");
        assert_eq!(adviser.submits(&cancel, &cancel, &[("reason", "")]).await.status, 422);
        assert_eq!(adviser.submits(&cancel, &cancel, &[("reason", "A storm")]).await.status, 303);
        assert_eq!(adviser.submits(&cancel, &cancel, &[("reason", "A storm")]).await.status, 409);
        assert_eq!(adviser.submits(&change, &change, &moved).await.status, 409);
        world.academy.runs_jobs().await;
        assert!(other.opens("/notices").await.text.contains("A seminar was cancelled: Overtime"));
        let page = other.opens(&seminar).await.text;
        assert!(page.contains("Cancelled") && page.contains("A storm"), "{page}");
        // Its forms are not asked any more, and lead back to it.
        let gone = adviser.opens(&change).await;
        assert_eq!(gone.status, 409);
        assert!(gone.text.contains(&format!("href=\"{seminar}\">")), "{}", gone.text);
    }
}

#[actix_web::test]
async fn who_came_is_noted_from_the_day_on_and_by_factory() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await.to_string();
        let clara = world.person("Clara Brandt", Role::Buyer, world.brand).await.to_string();
        let mut adviser = world.signed_in(huy).await;
        let factories = [world.factory.to_string(), world.other_factory.to_string()];
        let planned = fields("Overtime", "2026-12-10", &factories, "");
        let ahead = adviser.submits(NEW, PATH, &planned).await.location.unwrap();
        let attendance = format!("{ahead}/attendance");
        let noted = [("came", hanh.as_str()), ("seen", "0")];
        let early = adviser.submits(&attendance, &attendance, &noted).await;
        assert_eq!(early.status, 422);
        assert!(early.text.contains("The seminar lies ahead"), "{}", early.text);

        let held = fields("Overtime", "2026-11-10", &factories, "");
        let seminar = adviser.submits(NEW, PATH, &held).await.location.unwrap();
        let attendance = format!("{seminar}/attendance");
        let asked = adviser.opens(&attendance).await.text;
        assert!(asked.contains("Do Hanh<span class=\"unseen\">, Sao Mai 1</span>"), "{asked}");
        for stranger in ["abc", clara.as_str()] {
            let wrong = [("came", hanh.as_str()), ("came", stranger), ("seen", "0")];
            let answer = adviser.submits(&attendance, &attendance, &wrong).await;
            assert_eq!(answer.status, 422, "{stranger}");
            assert!(answer.text.contains("Somebody here belongs to none"), "{}", answer.text);
        }
        assert_eq!(adviser.submits(&attendance, &attendance, &noted).await.status, 303);
        let late = adviser.submits(&attendance, &attendance, &[("seen", "0")]).await;
        assert_eq!(late.status, 409);
        assert!(late.text.contains("Do Hanh"), "{}", late.text);
        // Who came stays with the day and the factory.
        let (change, cancel) = (format!("{seminar}/change"), format!("{seminar}/cancellation"));
        let moved = fields("Overtime", "2026-12-10", &factories, "1");
        assert_eq!(adviser.submits(&change, &change, &moved).await.status, 422);
        assert_eq!(adviser.submits(&cancel, &cancel, &[("reason", "A storm")]).await.status, 422);
        let mended = fields("Wages", "2026-11-11", &factories, "1");
        assert_eq!(adviser.submits(&change, &change, &mended).await.status, 303);
    }
}
