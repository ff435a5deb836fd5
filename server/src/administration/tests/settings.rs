//! Settings that change while the Academy runs.

use super::world::World;
use crate::{
    platform::runtime_settings::{self, Setting},
    testing::{Answer, Visitor},
};

const LIST: &str = "/administration/settings";

async fn sets(minh: &mut Visitor<'_>, setting: &str, value: &str, reason: &str) -> Answer {
    let path = format!("{LIST}/{setting}");
    minh.submits(&path, &path, &[("value", value), ("reason", reason)]).await
}

#[actix_web::test]
async fn a_setting_is_changed_with_a_reason_read_by_the_server_and_put_back() {
    for world in World::on_both().await {
        let mut minh = world.administrator().await;
        let mut anybody = world.academy.visitor().await;
        assert!(anybody.opens("/en/contact").await.text.contains("academy@localhost"));
        let list = minh.opens(LIST).await;
        for holds in ["academy@localhost", "now: 3 ", "now: 7 ", "now: 90 ", "now: 5 ", "now: 10 "] {
            assert!(list.text.contains(holds), "{holds}: {}", list.text);
        }
        let negative = sets(&mut minh, "newsletter-rate", "-1", "Less").await;
        assert!(negative.status == 422 && negative.text.contains("outside of what can be set"));
        let soon = sets(&mut minh, "follow-up-days", "6", "At once").await;
        assert!(soon.status == 422 && soon.text.contains("outside of what can be set"));
        let bare = sets(&mut minh, "contact", "help@academy.example", "").await;
        assert!(bare.status == 422 && bare.text.contains("Say why"), "{}", bare.text);
        assert!(bare.text.contains("help@academy.example"), "nothing typed is lost");
        assert_eq!(sets(&mut minh, "contact", "help@academy.example", "A new desk").await.status, 303);
        assert!(anybody.opens("/en/contact").await.text.contains("help@academy.example"));

        let history = minh.opens(LIST).await;
        for part in ["help@academy.example", "A new desk", "Minh"] {
            assert!(history.text.contains(part), "{part}: {}", history.text);
        }
        assert_eq!(sets(&mut minh, "contact", "", "The old desk is back").await.status, 303);
        assert!(anybody.opens("/en/contact").await.text.contains("academy@localhost"));
        let same = sets(&mut minh, "contact", "", "Again").await;
        assert!(same.status == 422 && same.text.contains("holds already"), "{}", same.text);
        let one = minh.opens(&format!("{LIST}/contact?value=desk%40academy.example")).await;
        assert!(one.text.contains("value=\"desk@academy.example\""), "{}", one.text);
        let audit = minh.opens("/administration/audit?action=setting.change").await;
        assert!(audit.text.contains("Changed a setting"), "{}", audit.text);
        assert_eq!(minh.opens(&format!("{LIST}/nothing")).await.status, 404);
        let mut lan = world.signed_in(world.lan).await;
        assert_eq!(lan.opens(&format!("{LIST}/contact")).await.status, 404);
    }
}

#[actix_web::test]
async fn small_figures_are_never_smaller_than_promised() {
    for world in World::on_both().await {
        let mut minh = world.administrator().await;
        let low = sets(&mut minh, "smallest-figure", "4", "Curiosity").await;
        assert!(low.status == 422 && low.text.contains("outside"), "{}", low.text);
        assert_eq!(sets(&mut minh, "smallest-figure", "8", "Small factories").await.status, 303);
        let values = runtime_settings::stored(world.academy.db().read()).await.unwrap();
        assert_eq!(values.number(Setting::SmallestFigure, 5), 8);
        let report = minh.opens("/reports").await;
        assert!(report.text.contains('8'), "{}", report.text);
    }
}
