//! Whoever sits on the bipartite committee takes part in it, whatever their role in the factory is.

use actix_web::http::Method;
use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::json;

use super::world::World;
use crate::{
    engagement::committees::fixture::sits,
    organisations::store::memberships,
    platform::{OrganisationId, roles::Side},
    testing::now,
};

const WHO: &str = "supervisor";

fn today() -> NaiveDate {
    now().date_naive()
}

fn yesterday() -> NaiveDate {
    today().checked_sub_days(Days::new(1)).unwrap()
}

fn tomorrow() -> NaiveDate {
    today().checked_add_days(Days::new(1)).unwrap()
}

impl World {
    async fn seats(&self, side: Side, factory: OrganisationId, days: (NaiveDate, Option<NaiveDate>)) {
        sits(&self.academy, (self.person(WHO), side), factory, days).await;
    }

    async fn finds(&self) -> String {
        let body = json!({
            "point": "paid-leave", "source": "bw-assessment", "reference": "BW-1", "found_on": "2026-11-02",
        });
        let path = format!("/api/v1/factories/{}/findings", self.factory);
        let (status, answer) = self.caller("adviser").await.posts(&path, body).await;
        assert_eq!(status, 200, "{answer}");
        answer["items"][0].as_str().unwrap().to_owned()
    }

    fn pages(&self, item: &str) -> Vec<String> {
        let factory = format!("/factories/{}", self.factory);
        ["improvement-plan", "progress-report", "committee", "engagement", "pathway"]
            .iter()
            .map(|part| format!("{factory}/{part}"))
            .chain([format!("{factory}/improvement-plan/{item}")])
            .collect()
    }

    fn answers(&self, item: &str) -> Vec<String> {
        let factory = format!("/api/v1/factories/{}", self.factory);
        let item = format!("/api/v1/improvement-items/{item}");
        vec![
            format!("{factory}/improvement-plan"),
            format!("{factory}/pathways"),
            item.clone(),
            format!("{item}/comments"),
            format!("{item}/evidence"),
        ]
    }

    /// Everything answers as if it were not there.
    async fn is_shut(&self, item: &str) {
        let mut visitor = self.visitor(WHO).await;
        for page in self.pages(item) {
            assert_eq!(visitor.opens(&page).await.status, 404, "{page}");
        }
        let mut caller = self.caller(WHO).await;
        for path in self.answers(item) {
            assert_eq!(caller.gets(&path).await.0, 404, "{path}");
        }
        let missing = "/api/v1/improvement-items/00000000-0000-7000-8000-0000000000ff";
        let own = format!("/api/v1/improvement-items/{item}");
        let view = json!({ "side": "workers", "stance": "solved", "text": "We saw it" });
        let spoke = caller.puts(&format!("{own}/voice"), view.clone()).await;
        assert_eq!(spoke.0, 404);
        let nothing = caller.puts(&format!("{missing}/voice"), view).await;
        assert_eq!((spoke.0, &spoke.1["title"]), (nothing.0, &nothing.1["title"]));
        let home = visitor.opens("/learning").await.text;
        assert!(!home.contains("\"/our-factory\"") && !home.contains("\"/improvement-plans\""), "{home}");
        assert_eq!(visitor.opens("/our-factory").await.status, 404);
    }
}

#[actix_web::test]
async fn a_seat_in_force_shows_the_plan_and_speaks_for_its_side_and_opens_no_work() {
    for (side, own, other) in
        [(Side::Workers, "workers", "management"), (Side::Management, "management", "workers")]
    {
        for world in World::on_both().await {
            let item = world.finds().await;
            world.is_shut(&item).await;
            world.seats(side, world.factory, (yesterday(), None)).await;
            let mut visitor = world.visitor(WHO).await;
            for page in world.pages(&item) {
                assert_eq!(visitor.opens(&page).await.status, 200, "{page}");
            }
            let mut caller = world.caller(WHO).await;
            for path in world.answers(&item) {
                assert_eq!(caller.gets(&path).await.0, 200, "{path}");
            }
            // The way there is where others of the factory have it.
            let home = visitor.opens("/learning").await.text;
            assert!(home.contains("\"/our-factory\"") && home.contains("\"/improvement-plans\""), "{home}");
            assert_eq!(visitor.opens("/our-factory").await.status, 303);
            assert!(visitor.opens("/improvement-plans").await.text.contains("Hoa Gạo"));

            let page = format!("/factories/{}/improvement-plan/{item}", world.factory);
            let text = visitor.opens(&page).await.text;
            assert!(text.contains(&format!("name=\"side\" value=\"{own}\"")), "{text}");
            assert!(!text.contains("/comments\"") && !text.contains("/change\""), "{text}");
            let voice = format!("{page}/voice");
            let said = [("side", own), ("stance", "not-solved"), ("voice_text", "Nobody counts")];
            assert_eq!(visitor.submits(&page, &voice, &said).await.status, 303);
            let view = |side: &str| json!({ "side": side, "stance": "solved", "text": "We saw the book" });
            let api = format!("/api/v1/improvement-items/{item}");
            assert_eq!(caller.puts(&format!("{api}/voice"), view(own)).await.0, 200);
            assert_eq!(caller.puts(&format!("{api}/voice"), view(other)).await.0, 403);
            let (_, shown) = caller.gets(&api).await;
            let voices = shown["voices"].as_array().unwrap();
            assert_eq!((voices.len(), &voices[0]["side"]), (1, &json!(own)), "{shown}");

            // Seeing and speaking is all.
            let comment = json!({ "text": "I work on it" });
            assert_eq!(caller.posts(&format!("{api}/comments"), comment).await.0, 403);
            let change = json!({ "changes": shown["changes"], "action": "Mine" });
            assert_eq!(caller.calls(Method::PATCH, &api, Some(change), "").await.0, 403);
            let verified = json!({ "changes": shown["changes"] });
            assert_eq!(caller.posts(&format!("{api}/verification"), verified).await.0, 403);
            let file = ("leave.pdf", b"%PDF-1.7 leave %%EOF".as_slice());
            assert_eq!(visitor.uploads(&page, &format!("{page}/evidence"), file).await.status, 403);
            let committee = format!("/factories/{}/committee", world.factory);
            assert_eq!(visitor.opens(&format!("{committee}/members/new")).await.status, 403);
            assert_eq!(
                visitor.opens(&format!("/factories/{}/pathways/new", world.factory)).await.status,
                403
            );
            let diagnosis = format!("/factories/{}/self-diagnosis", world.factory);
            assert_eq!(visitor.opens(&diagnosis).await.status, 404);
        }
    }
}

#[actix_web::test]
async fn a_seat_that_is_over_or_to_come_or_of_elsewhere_opens_nothing() {
    let over = (yesterday(), Some(yesterday()));
    for (days, elsewhere) in [(over, false), ((tomorrow(), None), false), ((yesterday(), None), true)] {
        for world in World::on_both().await {
            let item = world.finds().await;
            let factory = if elsewhere { world.other_factory } else { world.factory };
            world.seats(Side::Workers, factory, days).await;
            world.is_shut(&item).await;
        }
    }
}

#[actix_web::test]
async fn a_seat_begins_and_ends_with_the_day_of_the_factory_s_country() {
    for world in World::on_both().await {
        let item = world.finds().await;
        world.seats(Side::Workers, world.factory, (tomorrow(), Some(tomorrow()))).await;
        world.is_shut(&item).await;
        // One in the morning in Viet Nam, and still the day before in UTC.
        world.academy.clock.advance(TimeDelta::hours(10));
        let page = format!("/factories/{}/improvement-plan/{item}", world.factory);
        assert_eq!(world.visitor(WHO).await.opens(&page).await.status, 200);
        world.academy.clock.advance(TimeDelta::hours(23));
        world.is_shut(&item).await;
    }
}

#[actix_web::test]
async fn whoever_left_the_factory_took_no_seat_along() {
    for world in World::on_both().await {
        let item = world.finds().await;
        world.seats(Side::Workers, world.factory, (yesterday(), None)).await;
        let page = format!("/factories/{}/improvement-plan/{item}", world.factory);
        assert_eq!(world.visitor(WHO).await.opens(&page).await.status, 200);
        let work = world.academy.begin().await;
        let own = memberships::memberships_of(&work, [world.person(WHO)], today()).await.unwrap().remove(0);
        memberships::end(&work, own.id, yesterday()).await.unwrap();
        work.commit().await.unwrap();
        world.is_shut(&item).await;
    }
}
