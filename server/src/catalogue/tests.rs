use std::rc::Rc;

use courses::Course;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::{
    ChangePublication, CourseId, CourseLibrary, Imported, Parcel, Publish, PublishCourse, Published,
    commands, listed_otherwise, published, store,
};
use crate::{
    platform::{Actor, Language, Permit, UnitOfWork, storage::FileKey},
    testing::TestAcademy,
};

/// A course of one lesson.
pub fn course(slug: &str, title: &str, title_vi: &str) -> Course {
    serde_json::from_value(json!({
        "id": slug, "source_language": "en", "languages": ["en", "vi"],
        "themes": ["wages"], "audiences": ["brand"], "sector": "garment-footwear",
        "completion": { "rule": 1, "requires": ["every-step"] },
        "texts": {
            "en": { "title": title, "summary": "Two sentences.", "promise": ["Compute a share"], "standing": "An introduction." },
            "vi": { "title": title_vi, "summary": "Hai câu.", "promise": ["Tính một phần"], "standing": "Nhập môn." }
        },
        "modules": [{
            "id": "one", "minutes": 12, "title": { "en": "One garment", "vi": "Một chiếc áo" },
            "steps": [{
                "id": "start", "heading": { "en": "Start", "vi": "Bắt đầu" },
                "body": { "en": "<p><img src=\"images/path.en.svg\" alt=\"Path\"></p>", "vi": "<p>Chào</p>" },
                "after": { "en": "", "vi": "" }, "activity": { "kind": "lesson" }
            }]
        }],
        "images": { "images/path.en.svg": "ab12" }
    }))
    .unwrap()
}

fn operator() -> Rc<Actor> {
    Rc::new(Actor::operator(Language::En))
}

async fn import(work: &mut UnitOfWork, course: &Course, publish: Publish) -> Imported {
    let permit = Permit::<PublishCourse>::judge(operator(), ()).unwrap();
    commands::import(work, &permit, &Parcel::of(course).unwrap(), publish).await.unwrap()
}

async fn imports(academy: &TestAcademy, course: &Course, publish: Publish) -> Imported {
    let mut work = academy.begin().await;
    let imported = import(&mut work, course, publish).await;
    work.commit().await.unwrap();
    imported
}

async fn id(academy: &TestAcademy, slug: &str) -> CourseId {
    store::course_named(academy.db().read(), slug).await.unwrap()
}

async fn shown(academy: &TestAcademy, slug: &str) -> Option<Published> {
    published(academy.db().read(), id(academy, slug).await).await.unwrap()
}

#[actix_web::test]
async fn importing_twice_makes_one_version_and_a_change_makes_another() {
    for academy in TestAcademy::on_both().await {
        let first = course("wages", "Wages", "Tiền lương");
        assert_eq!(imports(&academy, &first, Publish::Now).await, Imported::New { version: 1 });
        assert_eq!(imports(&academy, &first, Publish::Now).await, Imported::Unchanged { version: 1 });
        let before = shown(&academy, "wages").await.unwrap();
        let second = course("wages", "Wages and hours", "Tiền lương");
        assert_eq!(imports(&academy, &second, Publish::Now).await, Imported::New { version: 2 });
        assert_ne!(shown(&academy, "wages").await.unwrap().version, before.version);
    }
}

#[actix_web::test]
async fn imports_of_the_same_course_at_once_make_one_version() {
    for academy in TestAcademy::on_both().await {
        let course = course("wages", "Wages", "Tiền lương");
        let all =
            futures_util::future::join_all((0..8).map(|_| imports(&academy, &course, Publish::Now))).await;
        assert_eq!(all.iter().filter(|imported| matches!(imported, Imported::New { version: 1 })).count(), 1);
        assert_eq!(
            all.iter().filter(|imported| matches!(imported, Imported::Unchanged { version: 1 })).count(),
            7
        );
    }
}

#[actix_web::test]
async fn a_draft_is_kept_but_not_shown_until_it_is_published() {
    for academy in TestAcademy::on_both().await {
        let course = course("wages", "Wages", "Tiền lương");
        assert_eq!(imports(&academy, &course, Publish::Draft).await, Imported::New { version: 1 });
        assert_eq!(shown(&academy, "wages").await, None);
        assert!(store::listings(academy.db().read()).await.unwrap().is_empty());
        assert_eq!(imports(&academy, &course, Publish::Now).await, Imported::Published { version: 1 });
        assert!(shown(&academy, "wages").await.is_some());
    }
}

#[actix_web::test]
async fn a_withdrawn_course_leaves_the_catalogue_and_comes_back_when_published_again() {
    for academy in TestAcademy::on_both().await {
        imports(&academy, &course("wages", "Wages", "Tiền lương"), Publish::Now).await;
        let permit = Permit::<ChangePublication>::judge(operator(), id(&academy, "wages").await).unwrap();
        let mut work = academy.begin().await;
        commands::withdraw(&mut work, &permit).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(shown(&academy, "wages").await, None);
        assert_eq!(store::listed(academy.db().read(), "wages").await.unwrap(), None);
        let mut work = academy.begin().await;
        commands::publish(&mut work, &permit).await.unwrap();
        commands::publish(&mut work, &permit).await.unwrap();
        work.commit().await.unwrap();
        assert!(shown(&academy, "wages").await.is_some());
        assert!(store::listed(academy.db().read(), "wages").await.unwrap().is_some());
    }
}

#[actix_web::test]
async fn the_library_reads_a_version_once_and_puts_pictures_where_they_are_served() {
    let academy = TestAcademy::new().await;
    imports(&academy, &course("wages", "Wages", "Tiền lương"), Publish::Now).await;
    let version = shown(&academy, "wages").await.unwrap().version;
    let library = CourseLibrary::default();
    let read = academy.db().read();
    let found = library.course(read, version).await.unwrap();
    assert!(
        found.step("start").unwrap().body["en"].replace("&#47;", "/").contains("src=\"/course-images/ab12\"")
    );
    let before = academy.db().queries();
    library.course(read, version).await.unwrap();
    assert_eq!(academy.db().queries(), before);
}

async fn furnish(academy: &TestAcademy) {
    imports(academy, &course("support", "Cost support", "Hỗ trợ chi phí"), Publish::Now).await;
    imports(academy, &course("games", "Games on a lake", "Hồ trò chơi"), Publish::Now).await;
    imports(academy, &course("wages", "Wages", "Tiền lương"), Publish::Now).await;
}

fn titles(page: &str) -> Vec<&str> {
    page.split("card-title")
        .skip(1)
        .filter_map(|card| card.split_once("lang=\"")?.1.split(['>', '<']).nth(1))
        .collect()
}

#[actix_web::test]
async fn a_word_without_marks_finds_the_word_with_them_and_exact_marks_come_first() {
    for academy in TestAcademy::on_both().await {
        furnish(&academy).await;
        let mut visitor = academy.visitor().await;
        let page = visitor.opens("/courses?q=ho+tro").await;
        assert_eq!(titles(&page.text), ["Cost support", "Games on a lake"]);
        let page = visitor.opens("/courses?q=h%E1%BB%93+tr%C3%B2").await;
        assert_eq!(titles(&page.text), ["Games on a lake", "Cost support"]);
        let page = visitor.opens("/courses?q=nothing+of+the+sort").await;
        assert!(page.text.contains("No course fits"), "{}", page.text);
    }
}

#[actix_web::test]
async fn filters_narrow_the_list_and_unknown_ones_find_nothing() {
    for academy in TestAcademy::on_both().await {
        furnish(&academy).await;
        let mut visitor = academy.visitor().await;
        for (path, found) in [
            ("/courses", 3),
            ("/courses?length=15&theme=wages&audience=brand&language=vi", 3),
            ("/courses?length=more", 0),
            ("/courses?theme=none", 0),
            ("/courses?language=km", 0),
            ("/courses?q=lu%C6%A1ng&language=vi", 1),
        ] {
            assert_eq!(titles(&visitor.opens(path).await.text).len(), found, "{path}");
        }
    }
}

#[actix_web::test]
async fn a_course_page_says_what_the_course_gives_and_how_to_enrol() {
    let academy = TestAcademy::new().await;
    furnish(&academy).await;
    let mut visitor = academy.visitor().await;
    let page = visitor.opens("/courses/wages").await;
    for words in ["Compute a share", "One garment", "12 minutes", "An introduction.", "Sign in to enrol"] {
        assert!(page.text.contains(words), "{words} is missing in {}", page.text);
    }
    assert_eq!(visitor.opens("/courses/none").await.status, 404);
}

#[actix_web::test]
async fn the_api_tells_modules_and_steps_by_slug_or_id_and_no_answers() {
    for academy in TestAcademy::on_both().await {
        furnish(&academy).await;
        let mut visitor = academy.visitor().await;
        let list: Value = serde_json::from_str(&visitor.opens("/api/v1/courses?q=wages").await.text).unwrap();
        let id = list["courses"][0]["id"].as_str().unwrap();
        for name in ["wages", id] {
            let answer = visitor.opens(&format!("/api/v1/courses/{name}")).await;
            let outline: Value = serde_json::from_str(&answer.text).unwrap();
            assert_eq!(
                outline["modules"][0]["steps"][0],
                json!({ "id": "start", "title": "Start", "kind": "lesson" })
            );
        }
        assert_eq!(visitor.opens("/api/v1/courses?length=soon").await.status, 422);
        assert_eq!(visitor.opens("/api/v1/courses/none").await.status, 404);
    }
}

#[actix_web::test]
async fn a_catalogue_of_thirty_costs_as_many_queries_as_one_of_three() {
    for academy in TestAcademy::on_both().await {
        furnish(&academy).await;
        let mut visitor = academy.visitor().await;
        let count = async |visitor: &mut crate::testing::Visitor<'_>| {
            let before = academy.db().queries();
            visitor.opens("/courses?q=ho").await;
            academy.db().queries() - before
        };
        let three = count(&mut visitor).await;
        let mut work = academy.begin().await;
        for number in 0..27 {
            import(&mut work, &course(&format!("course-{number}"), "Hổ", "Hộ"), Publish::Now).await;
        }
        work.commit().await.unwrap();
        assert_eq!(count(&mut visitor).await, three);
        assert!(three <= 3, "{three} queries");
    }
}

#[test]
fn every_page_of_the_catalogue_renders_with_each_of_its_examples() {
    let engine = crate::platform::Engine::new().unwrap();
    for language in ["en", "vi"] {
        for example in super::examples() {
            let mut values = example.values;
            values["shell"] = json!({
                "language": language, "direction": "ltr", "nonce": "", "path": "/", "back": "/", "person": null, "offers_sign_in": true, "navigation": [], "further": [], "is_further": false,
                "languages": [], "notice": null, "csrf": "", "request_key": "", "unread": null, "theme": "auto", "font_preload": null
            });
            engine.render(&example.template, values).unwrap();
        }
    }
}

#[actix_web::test]
async fn pictures_are_served_by_their_hash_and_drawings_may_do_nothing() {
    let academy = TestAcademy::new().await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
    super::images::keep(&academy.academy.storage, [svg.clone(), b"<script>".to_vec()]).await.unwrap();
    let address = |content: &[u8]| super::images::address(FileKey::of(content).as_str());
    let mut visitor = academy.visitor().await;
    assert_eq!(visitor.opens(&address(&svg)).await.status, 200);
    assert_eq!(visitor.opens(&address(b"<script>")).await.status, 404);
    assert_eq!(visitor.opens(&address(b"never stored")).await.status, 404);
    assert_eq!(visitor.opens("/course-images/../../secret").await.status, 404);
}

#[actix_web::test]
async fn what_must_hold_of_the_catalogue_holds_after_imports_and_withdrawals() {
    for academy in TestAcademy::on_both().await {
        furnish(&academy).await;
        imports(&academy, &course("wages", "Wages and hours", "Tiền lương"), Publish::Now).await;
        let permit = Permit::<ChangePublication>::judge(operator(), id(&academy, "games").await).unwrap();
        let mut work = academy.begin().await;
        commands::withdraw(&mut work, &permit).await.unwrap();
        work.commit().await.unwrap();
        let findings = crate::platform::checks::find(academy.db().read(), &super::checks()).await.unwrap();
        assert!(findings.iter().all(|finding| finding.broken == 0), "{findings:?}");
        let work = academy.begin().await;
        store::withdraw(&work, id(&academy, "wages").await, operator().person).await.unwrap();
        work.commit().await.unwrap();
        let findings = crate::platform::checks::find(academy.db().read(), &super::checks()).await.unwrap();
        assert!(findings.iter().any(|finding| finding.broken > 0), "{findings:?}");
    }
}

#[actix_web::test]
async fn a_line_of_the_catalogue_that_its_version_does_not_say_is_found() {
    for academy in TestAcademy::on_both().await {
        imports(&academy, &course("wages", "Wages", "Tiền lương"), Publish::Now).await;
        imports(&academy, &course("hours", "Hours", "Giờ làm việc"), Publish::Now).await;
        let found = async || listed_otherwise(academy.db().read()).await.unwrap().named;
        assert!(found().await.is_empty());
        let work = academy.begin().await;
        let change = "UPDATE course_listing SET title = 'Wagers' WHERE slug = 'wages' AND language = 'en'";
        assert_eq!(work.execute_unprepared(change).await.unwrap().rows_affected(), 1);
        work.commit().await.unwrap();
        assert_eq!(found().await, ["wages"]);
    }
}
