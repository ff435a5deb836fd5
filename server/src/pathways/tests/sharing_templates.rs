//! A template is its organisation's until whoever sets templates for the country has read and shared it.

use serde_json::{Value, json};

use super::world::World;

const TEMPLATES: &str = "/api/v1/pathway-templates";

async fn listed(world: &World, name: &str, id: &str) -> Option<Value> {
    let (_, all) = world.caller(name).await.gets(TEMPLATES).await;
    all["templates"].as_array().unwrap().iter().find(|one| one["id"] == id).cloned()
}

#[actix_web::test]
async fn a_template_made_of_a_pathway_is_nobody_elses_before_it_is_shared() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let of = format!("{}/template", path.replace("/pathways/", "/api/v1/pathways/"));
        let mut adviser = world.caller("adviser").await;
        let (status, made) = adviser.posts(&of, json!({})).await;
        assert_eq!((status, &made["shared"]), (201, &json!(false)), "{made}");
        let id = made["id"].as_str().unwrap();
        let one = format!("{TEMPLATES}/{id}");
        for stranger in ["manager", "other-manager", "coordinator"] {
            assert!(listed(&world, stranger, id).await.is_none(), "{stranger}");
            let mut caller = world.caller(stranger).await;
            assert_eq!(caller.gets(&one).await.0, 404, "{stranger}");
            assert_eq!(caller.posts(TEMPLATES, json!({ "template": id })).await.0, 404, "{stranger}");
            assert_eq!(caller.posts(&format!("{one}/sharing"), json!({})).await.0, 404, "{stranger}");
            assert_eq!(caller.posts(&format!("{one}/removal"), json!({})).await.0, 404, "{stranger}");
        }
        assert!(listed(&world, "adviser", id).await.is_some());

        let (status, shared) =
            world.caller("programme").await.posts(&format!("{one}/sharing"), json!({})).await;
        assert_eq!((status, &shared["shared"]), (201, &json!(true)), "{shared}");
        assert!(listed(&world, "manager", id).await.is_some());
        let mut manager = world.caller("manager").await;
        assert_eq!(manager.gets(&one).await.0, 403, "it is the office's");
        let (status, copy) = manager.posts(TEMPLATES, json!({ "template": id })).await;
        assert_eq!(status, 201, "{copy}");
        let copied = copy["id"].as_str().unwrap();
        assert!(listed(&world, "other-manager", copied).await.is_none(), "a copy is its organisation's");
        assert_eq!(manager.posts(&format!("{TEMPLATES}/{copied}/sharing"), json!({})).await.0, 403);

        assert_eq!(adviser.posts(&format!("{one}/removal"), json!({})).await.0, 204);
        assert!(listed(&world, "programme", id).await.is_none());
        let begun = world.visitor("adviser").await.opens(&path).await;
        assert_eq!(begun.status, 200, "what was begun stays");
    }
}

#[actix_web::test]
async fn the_page_of_a_template_says_which_stage_or_step_each_text_is_of() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let mut adviser = world.visitor("adviser").await;
    let made = adviser.submits(&path, &format!("{path}/template"), &[]).await;
    let page = adviser.opens(&made.location.unwrap()).await.text;
    for label in ["Stage 1", "Goal 1", "Goal 1: where it will be seen", "Step 1, in “Understand”"] {
        assert!(page.contains(&format!(">{label}</label>")), "{label}: {page}");
    }
    let countries = page.split("name=\"country\"").nth(1).unwrap().split("</select>").next().unwrap();
    assert!(countries.matches("<option").count() <= 2, "{countries}");
    let shared = adviser.submits(&path, &format!("{}/sharing", template_of(&page)), &[]).await;
    assert_eq!(shared.status, 303, "{}", shared.text);
    assert!(!adviser.opens("/pathway-templates").await.text.contains("not shared"));
}

/// The address of the template whose page this is.
fn template_of(page: &str) -> String {
    let from = page.find("/pathway-templates/").unwrap();
    page[from..].split(['"', '/']).take(3).collect::<Vec<_>>().join("/")
}
