//! Others make a secret assessment than those who were to: whoever was taken out stands outside from then on, and nobody
//! else learns that anything was exchanged.

use sea_orm::{ConnectionTrait, Statement};

use super::{
    secrecy::{SECRET_DAY, SECRET_WORD, told, with_a_secret},
    world::World,
};
use crate::{
    engagement::assessments::store::assessment,
    platform::{Access, PersonId, roles::Role},
    testing::Visitor,
};

async fn exchanges(visitor: &mut Visitor<'_>, page: &str, seen: &str, who: &[PersonId]) -> (u16, String) {
    let who: Vec<String> = who.iter().map(PersonId::to_string).collect();
    let mut fields = vec![("seen", seen)];
    fields.extend(who.iter().map(|id| ("assessors", id.as_str())));
    let form = format!("{page}/assessors");
    let answer = visitor.submits(&form, &form, &fields).await;
    (answer.status.as_u16(), answer.text)
}

async fn rows(world: &World, table: &str) -> i64 {
    let read = world.academy.db().read();
    let count = Statement::from_string(read.get_database_backend(), format!("SELECT COUNT(*) FROM {table}"));
    read.query_one_raw(count).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[actix_web::test]
async fn those_who_plan_a_secret_assessment_exchange_who_makes_it_and_at_least_two_stay() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let (vy, khoa) = (world.adviser("Do Vy").await, world.adviser("Trinh Khoa").await);
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let secret = world.planned(huy, minh, SECRET_DAY, SECRET_WORD).await;
        let page = format!("/assessments/{secret}");
        let mut adviser = world.signed_in(huy).await;
        assert!(adviser.opens(&page).await.text.contains("Exchange assessors"));
        let (status, few) = exchanges(&mut adviser, &page, "0", &[huy]).await;
        assert!(status == 422 && few.contains("At least two people"), "{few}");
        let (status, other) = exchanges(&mut adviser, &page, "0", &[huy, hanh]).await;
        assert!(status == 422 && other.contains("assessors of the factory’s country"), "{other}");
        for stranger in [vy, khoa, hanh] {
            let mut stranger = world.signed_in(stranger).await;
            assert_eq!(stranger.opens(&format!("{page}/assessors")).await.status, 404);
            assert_eq!(exchanges(&mut stranger, &page, "0", &[vy, khoa]).await.0, 404);
        }

        let tables = ["audit", "mail", "job", "record"];
        let mut before = Vec::new();
        for table in tables {
            before.push(rows(&world, table).await);
        }
        assert_eq!(exchanges(&mut adviser, &page, "0", &[huy, vy]).await.0, 303);
        let mut after = Vec::new();
        for table in tables {
            after.push(rows(&world, table).await);
        }
        assert_eq!(before, after, "{tables:?}: nothing that others read tells of it");
        let now = assessment(world.academy.db().read(), secret).await.unwrap();
        assert!(now.is_known_to(vy) && !now.is_known_to(minh), "{now:?}");
        let told = "Sao Mai 1: you make an assessment there";
        assert!(world.signed_in(vy).await.opens("/notices").await.text.contains(told), "vy is told");
        assert!(!world.signed_in(minh).await.opens("/notices").await.text.contains(told), "minh is out");
        let seen = world.signed_in(vy).await.opens(&page).await.text;
        assert!(
            seen.contains("Bui Minh, Le Huy → Do Vy, Le Huy"),
            "its own people read who was exchanged: {seen}"
        );
        assert_eq!(world.signed_in(minh).await.opens(&page).await.status, 404);

        // Whoever had the form open before sees who makes it by now.
        let mut second = world.signed_in(vy).await;
        let (status, late) = exchanges(&mut second, &page, "0", &[khoa, vy]).await;
        assert!(
            status == 409 && late.contains("Do Vy, Le Huy") && late.contains("Do Vy, Trinh Khoa"),
            "{late}"
        );
        assert!(late.contains("name=\"seen\" value=\"1\""), "{late}");
        // Who planned it stays in the know, also when others make it.
        assert_eq!(exchanges(&mut second, &page, "1", &[khoa, vy]).await.0, 303);
        assert_eq!(adviser.opens(&page).await.status, 200);
        // By the API it is the same.
        let api = format!("/api/v1/assessments/{secret}/assessors");
        let mut caller = world.caller(huy).await;
        let late = serde_json::json!({ "assessors": [huy, minh], "changes": 1 });
        let (status, told) = caller.puts(&api, late).await;
        assert_eq!((status, &told["changes"]), (409, &serde_json::json!(2)), "{told}");
        assert_eq!(told["differing"][0]["name"], "assessors", "{told}");
        let few = serde_json::json!({ "assessors": [huy], "changes": 2 });
        assert_eq!(caller.puts(&api, few).await.0, 422);
        let stranger = serde_json::json!({ "assessors": [minh, huy], "changes": 2 });
        assert_eq!(world.caller(minh).await.puts(&api, stranger).await.0, 404);
        let (status, whole) =
            caller.puts(&api, serde_json::json!({ "assessors": [vy, huy], "changes": 2 })).await;
        assert_eq!((status, &whole["changes"]), (200, &serde_json::json!(3)), "{whole}");
        // Who takes themselves out is led elsewhere.
        assert_eq!(exchanges(&mut second, &page, "3", &[khoa, huy]).await.0, 303);
        assert_eq!(second.opens(&page).await.status, 404);
    }
}

#[actix_web::test]
async fn whoever_was_taken_out_finds_a_secret_assessment_nowhere_any_more() {
    let world = World::new().await;
    let (secret, ids, others) = with_a_secret(&world).await;
    let [huy, minh] = ids.makers();
    let vy = world.adviser("Do Vy").await;
    let page = format!("/assessments/{secret}");
    let mut adviser = world.signed_in(huy).await;
    assert_eq!(exchanges(&mut adviser, &page, "0", &[huy, vy]).await.0, 303);
    world.academy.runs_jobs().await;
    let watching = ["administrator", "programme manager", "factory manager"];
    let others = others.into_iter().filter(|(who, _)| watching.contains(who));
    for (who, person) in [("taken out", minh)].into_iter().chain(others) {
        let mut visitor = world.signed_in(person).await;
        for path in ids.addresses(Access::SignedIn) {
            let answer = visitor.opens(&path).await;
            let found = path.contains(&secret.to_string()) && answer.status.is_success();
            assert!(!found && !answer.status.is_server_error(), "{who} opens {path}: {}", answer.status);
            assert_eq!(told(secret, &path, &answer.text), None, "{who} at {path}");
        }
        let audit = visitor.opens("/administration/audit?action=assessment.exchange").await;
        assert!(!audit.text.contains("Exchanged assessors"), "{who}");
    }
    for letter in world.academy.letters().await {
        assert_eq!(told(secret, "", &letter.text), None, "a mail");
    }
}
