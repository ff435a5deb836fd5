//! Whoever sits on the bipartite committee sees the pathway and answers for their side, whatever their role is.

use chrono::Days;
use serde_json::json;

use super::world::{World, posts, today};
use crate::{engagement::committees::fixture::sits, platform::roles::Side};

const WHO: &str = "supervisor-0";

#[actix_web::test]
async fn a_seat_in_force_shows_the_pathway_and_confirms_it_for_its_side_alone() {
    for (side, own, by_role) in
        [(Side::Workers, "workers", "representative"), (Side::Management, "management", "manager")]
    {
        for world in World::on_both().await {
            let path = world.begins_pathway().await;
            let api = path.replace("/pathways/", "/api/v1/pathways/");
            let said = format!("{api}/confirmations");
            let changes: i32 = world.seen(&path).await.parse().unwrap();
            let yes = json!({ "changes": changes, "agreed": true });
            let mut caller = world.caller(WHO).await;
            let mut visitor = world.visitor(WHO).await;
            assert_eq!(visitor.opens(&path).await.status, 404);
            assert_eq!(caller.gets(&api).await.0, 404);
            assert_eq!(caller.posts(&said, yes.clone()).await.0, 404);

            sits(&world.academy, (world.person(WHO), side), world.factory, (today(), None)).await;
            let page = visitor.opens(&path).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains(&format!("{path}/confirmations\"")), "{}", page.text);
            assert!(!page.text.contains(&format!("{path}/stages\"")), "{}", page.text);
            assert_eq!(caller.gets(&api).await.0, 200);
            world.confirms(&path, WHO).await;
            let no = json!({ "changes": changes, "agreed": false, "comment": "Not in the season" });
            assert_eq!(caller.posts(&said, no).await.0, 201);
            let (_, all) = caller.gets(&said).await;
            let all = all["confirmations"].as_array().unwrap();
            assert_eq!(all.len(), 2, "{all:?}");
            assert!(all.iter().all(|one| one["side"] == own), "{all:?}");

            // Where somebody sits for a side, its role alone does not answer.
            assert_eq!(world.caller(by_role).await.posts(&said, yes).await.0, 403);
            let stage = vec![("stage_name", "Mine".to_owned())];
            assert_eq!(posts(&world, WHO, &path, "stages", &stage).await.status, 403);
        }
    }
}

#[actix_web::test]
async fn a_seat_that_is_over_confirms_nothing() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let yesterday = today().checked_sub_days(Days::new(1)).unwrap();
        let days = (yesterday, Some(yesterday));
        sits(&world.academy, (world.person(WHO), Side::Workers), world.factory, days).await;
        let yes = json!({ "changes": world.seen(&path).await.parse::<i32>().unwrap(), "agreed": true });
        let mut caller = world.caller(WHO).await;
        assert_eq!(caller.gets(&api).await.0, 404);
        assert_eq!(caller.posts(&format!("{api}/confirmations"), yes.clone()).await.0, 404);
        // The side is free for whoever has its role.
        let mut representative = world.caller("representative").await;
        assert_eq!(representative.posts(&format!("{api}/confirmations"), yes).await.0, 201);
    }
}
