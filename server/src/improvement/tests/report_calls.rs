//! The progress report by calls.

use serde_json::{Value, json};

use super::world::World;

fn field(answer: &Value) -> &Value {
    &answer["errors"][0]["field"]
}

#[actix_web::test]
async fn the_progress_report_is_read_written_and_sent_by_calls() {
    for world in World::on_both().await {
        let path = format!("/api/v1/factories/{}/progress-report", world.factory);
        let release = format!("{path}/release");
        let (mut adviser, mut manager) = (world.caller("adviser").await, world.caller("manager").await);
        let (status, none) = manager.gets(&path).await;
        assert_eq!((status, &none["due_on"]), (200, &Value::Null), "{none}");
        assert_eq!(manager.puts(&path, json!({ "changes": 0 })).await.0, 404, "none is due");
        assert_eq!(manager.posts(&release, json!({ "released_on": "2026-11-10" })).await.0, 403);
        for wrong in [json!({}), json!({ "released_on": "2026-12-24" })] {
            let (status, refused) = adviser.posts(&release, wrong).await;
            assert_eq!((status, field(&refused)), (422, &json!("released_on")), "{refused}");
        }
        let (status, due) = adviser.posts(&release, json!({ "released_on": "2026-11-10" })).await;
        assert_eq!((status, &due["due_on"]), (200, &json!("2026-12-10")), "{due}");

        let begun = json!({ "social_dialogue": "We met monthly", "changes": due["changes"] });
        let (status, written) = manager.puts(&path, begun).await;
        assert_eq!((status, &written["sent_at"]), (200, &Value::Null), "{written}");
        let mut representative = world.caller("representative").await;
        let other = json!({ "social_dialogue": "We met once", "changes": due["changes"] });
        let (status, late) = representative.puts(&path, other).await;
        let differing =
            json!([{ "name": "social_dialogue", "theirs": "We met monthly", "yours": "We met once" }]);
        assert_eq!(
            (status, &late["changes"], &late["differing"]),
            (409, &written["changes"], &differing),
            "{late}"
        );
        let part = json!({ "social_dialogue": "We met", "send": true, "changes": written["changes"] });
        let (status, refused) = manager.puts(&path, part).await;
        assert_eq!((status, field(&refused)), (422, &json!("systems")), "{refused}");
        let whole = json!({
            "social_dialogue": "We met monthly", "systems": "A book of leave",
            "continuous_learning": "Two courses", "send": true, "changes": written["changes"],
        });
        let (status, sent) = manager.puts(&path, whole).await;
        assert_eq!((status, &sent["sendings"][0]["version"]), (200, &json!(1)), "{sent}");
        assert_eq!(sent["sendings"][0]["systems"], "A book of leave", "{sent}");
        let again = adviser.posts(&release, json!({ "released_on": "2026-11-11" })).await;
        assert_eq!((again.0, field(&again.1)), (422, &json!("released_on")), "it was sent");
        for who in ["other-manager", "coordinator", "inspector"] {
            let mut stranger = world.caller(who).await;
            assert_eq!(stranger.gets(&path).await.0, 404, "{who}");
            assert_eq!(stranger.puts(&path, json!({ "changes": 0 })).await.0, 404, "{who}");
        }
        assert_eq!(manager.gets(&format!("{path}?cycle=9")).await.0, 404);
    }
}
