//! Forms that come back: nothing typed is lost, and no other form is emptied.

use super::world::{World, in_days, posts};

#[actix_web::test]
async fn a_refused_publication_leaves_what_the_pathway_says_of_itself() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let (seen, start) = (world.seen(&path).await, in_days(0));
    let owner = world.person("adviser").to_string();
    let head = [
        ("seen", seen.as_str()),
        ("name", "Hours"),
        ("owner", owner.as_str()),
        ("starts_on", start.as_str()),
        ("ends_on", ""),
    ];
    assert_eq!(world.visitor("adviser").await.submits(&path, &path, &head).await.status, 303);
    let refused = posts(&world, "adviser", &path, "publication", &Vec::new()).await;
    assert_eq!(refused.status, 422);
    let page = refused.text;
    assert!(page.contains("id=\"ends_on-error\""), "the sentence stands at the field: {page}");
    assert!(page.contains("name=\"name\" type=\"text\" value=\"Hours\""), "{page}");
    assert!(page.contains(&format!("value=\"{owner}\" selected")), "{page}");
    assert!(page.contains(&format!("name=\"starts_on\" type=\"date\" value=\"{start}\"")), "{page}");
}

#[actix_web::test]
async fn a_no_without_a_reason_comes_back_as_it_was_ticked() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let no = vec![("answer", "no".to_owned()), ("comment", String::new())];
    let page = posts(&world, "representative", &path, "confirmations", &no).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("value=\"no\" checked"), "{}", page.text);
    assert!(!page.text.contains("value=\"yes\" checked"), "{}", page.text);
    assert!(page.text.contains("id=\"comment-error\""), "{}", page.text);
}
