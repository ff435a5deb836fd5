//! The table of suggestions is read by whoever decides about what it suggests, and changed by those whose it is.

use serde_json::json;

use super::world::{World, in_days, organisation, today};
use crate::{
    improvement::Severity,
    pathways::suggestions,
    platform::roles::{OrganisationKind, Role},
};

const FIELDS: [(&str, &str); 9] = [
    ("code", "our-walk"),
    ("kind", "workshop"),
    ("delivery", "in-person"),
    ("goal", "learning"),
    ("title_en", "A walk through the exits"),
    ("points", "emergency-preparedness"),
    ("points", "overtime"),
    ("country", "VN"),
    ("source", "Programme in Viet Nam"),
];

fn with<'f>(others: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut fields = FIELDS.to_vec();
    fields.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
    fields.extend(others);
    fields
}

#[actix_web::test]
async fn a_row_is_added_found_changed_and_ended() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "overtime", Severity::High).await;
        let mut programme = world.visitor("programme").await;
        let from = today().to_string();
        let wrong = with(&[("valid_from", from.as_str()), ("country", "KH"), ("source", "")]);
        let answer = programme.submits("/suggestions/new", "/suggestions", &wrong).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.text.contains("Name a source.") && answer.text.contains("our-walk"),
            "{}",
            answer.text
        );
        let abroad = with(&[("valid_from", from.as_str()), ("country", "KH")]);
        let answer = programme.submits("/suggestions/new", "/suggestions", &abroad).await;
        assert!(answer.status == 422 && answer.text.contains("are set by others"), "{}", answer.text);
        let right = with(&[("valid_from", from.as_str())]);
        let answer = programme.submits("/suggestions/new", "/suggestions", &right).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let answer = programme.submits("/suggestions/new", "/suggestions", &right).await;
        assert!(answer.status == 422 && answer.text.contains("a row of this code already"));

        let found = programme.opens("/suggestions?search=through+the+exits&country=VN&sort=-from").await.text;
        assert!(found.contains("our-walk") && !found.contains("hours-planning"), "{found}");
        assert!(!programme.opens("/suggestions?search=nothing+at+all").await.text.contains("our-walk"));
        assert!(offers(&world).await, "what was added is suggested");

        let page = "/suggestions/our-walk";
        let yesterday = today().pred_opt().unwrap().to_string();
        let before = with(&[("seen", "1"), ("valid_from", &from), ("valid_until", &yesterday)]);
        let answer = programme.submits(page, page, &before).await;
        assert!(answer.status == 422 && answer.text.contains("comes before the first"), "{}", answer.text);
        let ended = with(&[("seen", "1"), ("valid_from", "2026-01-01"), ("valid_until", &yesterday)]);
        assert_eq!(programme.submits(page, page, &ended).await.status, 303);
        assert!(!offers(&world).await, "what ended is suggested no more");
        let kept = programme.opens("/suggestions?search=our-walk").await.text;
        assert!(kept.contains("not in force"), "{kept}");
    }
}

async fn offers(world: &World) -> bool {
    let address = format!("/api/v1/factories/{}/pathway-suggestions", world.factory);
    let (_, found) = world.caller("adviser").await.gets(&address).await;
    found["suggestions"].as_array().unwrap().iter().any(|one| one["code"] == "our-walk")
}

#[actix_web::test]
async fn of_two_who_change_a_row_the_second_sees_what_the_first_did() {
    let world = World::new().await;
    let mut programme = world.visitor("programme").await;
    let from = in_days(0);
    let right = with(&[("valid_from", from.as_str())]);
    assert_eq!(programme.submits("/suggestions/new", "/suggestions", &right).await.status, 303);
    let page = "/suggestions/our-walk";
    let first = with(&[("seen", "1"), ("valid_from", &from), ("source", "What the first one wrote")]);
    assert_eq!(programme.submits(page, page, &first).await.status, 303);
    let second = with(&[("seen", "1"), ("valid_from", &from), ("title_en", "What the second one wrote")]);
    let answer = programme.submits(page, page, &second).await;
    assert_eq!(answer.status, 409);
    for words in ["What the first one wrote", "What the second one wrote", "name=\"seen\" value=\"2\""] {
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
}

#[actix_web::test]
async fn advisers_read_the_table_and_strangers_find_none() {
    let mut world = World::new().await;
    let office = organisation(&world.academy, OrganisationKind::Academy, "Headquarters", None).await;
    world.joins("ada", Role::Administrator, office).await;
    let mut adviser = world.visitor("adviser").await;
    let table = adviser.opens("/suggestions?search=hours-planning").await;
    assert_eq!(table.status, 200);
    assert!(table.text.contains("hours-planning") && !table.text.contains("/suggestions/hours-planning"));
    assert!(!table.text.contains("/suggestions/new"), "who may not add is offered no form");
    assert_eq!(adviser.opens("/suggestions/new").await.status, 404);
    assert_eq!(adviser.opens("/suggestions/hours-planning").await.status, 403);
    let mut programme = world.visitor("programme").await;
    assert_eq!(programme.opens("/suggestions/hours-planning").await.status, 403, "it is of every country");
    let mut administrator = world.visitor("ada").await;
    assert_eq!(administrator.opens("/suggestions/hours-planning").await.status, 200);
    assert_eq!(administrator.opens("/suggestions/no-such-row").await.status, 404);
    for stranger in ["manager", "coordinator"] {
        let mut stranger = world.visitor(stranger).await;
        for page in ["/suggestions", "/suggestions/new", "/suggestions/hours-planning"] {
            assert_eq!(stranger.opens(page).await.status, 404, "{page}");
        }
    }
}

#[actix_web::test]
async fn rows_are_read_added_and_changed_by_calls_too() {
    for world in World::on_both().await {
        let mut programme = world.caller("programme").await;
        let all = "/api/v1/suggestions";
        let row = |source: &str, changes: i32| {
            json!({
                "code": "our-walk", "kind": "workshop", "delivery": "in-person", "goal": "internal-systems",
                "titles": { "vi": "Đi xem lối thoát hiểm" }, "compliance_points": ["overtime"],
                "country": "VN", "valid_from": today(), "source": source, "changes": changes,
            })
        };
        let mut unknown = row("Programme", 0);
        unknown["compliance_points"] = json!(["no-such-point"]);
        let (status, refused) = programme.posts(all, unknown).await;
        assert!(status == 422 && refused.to_string().contains("compliance_points"), "{refused}");
        let (status, added) = programme.posts(all, row("Programme", 0)).await;
        assert_eq!((status, &added["changes"]), (201, &json!(1)), "{added}");
        assert_eq!(programme.posts(all, row("Programme", 0)).await.0, 422, "its code is taken");
        let one = format!("{all}/our-walk");
        let (status, changed) = programme.puts(&one, row("Another", 1)).await;
        assert_eq!((status, &changed["source"]), (200, &json!("Another")), "{changed}");
        assert_eq!(programme.puts(&one, row("Late", 1)).await.0, 409);
        let mut adviser = world.caller("adviser").await;
        let (_, there) = adviser.gets(&format!("{all}?country=KH")).await;
        let rows = there["rows"].as_array().unwrap();
        assert!(rows.len() > 5 && rows.iter().all(|one| one["code"] != "our-walk"), "{there}");
        assert_eq!(adviser.puts(&one, row("Mine", 2)).await.0, 403);
        assert_eq!(world.caller("manager").await.gets(all).await.0, 404);
    }
}

#[actix_web::test]
async fn a_file_of_rows_is_held_to_the_same_rules_as_the_form_and_says_what_it_changes() {
    const HEAD: &str = "Code,Compliance points,Kind of step,Delivery,Kind of goal,Course,Title in English,Country code,Good from,Good until,Source";
    for world in World::on_both().await {
        let mut programme = world.caller("programme").await;
        let mut sends = async |rows: &[&str]| {
            let text = format!("{HEAD}\n{}\n", rows.join("\n"));
            let (status, answer) =
                programme.sends_table("/api/v1/imports/suggestions?leave_out_refused=true", &text).await;
            assert_eq!(status, 200, "{answer}");
            answer
        };
        let right = "file-walk,overtime,workshop,in-person,learning,,A walk,VN,2026-11-01,,Us";
        let told = sends(&[
            right,
            "Bad Code!,overtime,workshop,in-person,learning,,A walk,VN,2026-11-01,,Us",
            "nothing-known,nothing,workshop,in-person,learning,,A walk,VN,2026-11-01,,Us",
            "backwards,overtime,workshop,in-person,learning,,A walk,VN,2026-11-01,2026-10-01,Us",
            "no-source,overtime,workshop,in-person,learning,,A walk,VN,2026-11-01,,",
            "no-kind,overtime,seminar,in-person,learning,,A walk,VN,2026-11-01,,Us",
            "no-course,overtime,course,digital,learning,nothing,,VN,2026-11-01,,Us",
            "no-day,overtime,workshop,in-person,learning,,A walk,VN,soon,,Us",
            right,
            "file-walk,overtime,workshop,virtual,learning,,A walk,VN,2026-11-01,,Us",
        ])
        .await;
        let refused = told["refused"].as_array().unwrap();
        let lines: Vec<u64> = refused.iter().map(|one| one["line"].as_u64().unwrap()).collect();
        assert_eq!((lines, &told["created"]), (vec![3, 4, 5, 6, 7, 8, 9, 10, 11], &json!(1)), "{told}");
        for (line, words) in [
            (4, "Compliance points"),
            (5, "Good until"),
            (6, "Source"),
            (7, "Kind of step"),
            (11, "says something different"),
        ] {
            let reason = refused.iter().find(|one| one["line"] == line).unwrap()["reason"].as_str().unwrap();
            assert!(reason.contains(words), "{line}: {reason}");
        }
        let told = sends(&["file-walk,overtime,workshop,virtual,learning,,A walk,VN,2026-11-01,,Us"]).await;
        assert_eq!(told["changed"], 1, "{told}");
        let what = told["changes"][0]["what"].to_string();
        assert!(what.contains("file-walk") && what.contains("Delivery") && what.contains("→"), "{what}");
        assert_eq!(
            sends(&["file-walk,overtime,workshop,virtual,learning,,A walk,VN,2026-11-01,,Us"]).await["unchanged"],
            1
        );
    }
}

#[actix_web::test]
async fn a_file_that_speaks_of_a_row_of_the_academy_says_what_it_makes_of_it() {
    const HEAD: &str = "Code,Compliance points,Kind of step,Delivery,Kind of goal,Title in English,Title in Vietnamese,Good from,Source";
    const SOURCE: &str = "Proposed by the Academy; to be verified by the programme of each country";
    let mut world = World::new().await;
    let office = organisation(&world.academy, OrganisationKind::Academy, "Headquarters", None).await;
    world.joins("ada", Role::Administrator, office).await;
    let rows = suggestions::rows(Vec::new(), &[]);
    let shipped = rows.iter().find(|rule| rule.code == "chemical-list").unwrap();
    let row = |delivery: &str| {
        let (en, vi) = (&shipped.learning.titles["en"], &shipped.learning.titles["vi"]);
        format!(
            "{HEAD}\nchemical-list,chemicals,task,{delivery},compliance,\"{en}\",\"{vi}\",2026-01-01,\"{SOURCE}\"\n"
        )
    };
    let mut ada = world.caller("ada").await;
    let import = "/api/v1/imports/suggestions";
    let (status, same) = ada.sends_table(import, &row("in-person")).await;
    assert_eq!((status, &same["unchanged"]), (200, &json!(1)), "{same}");
    let (status, other) = ada.sends_table(&format!("{import}?dry_run=true"), &row("virtual")).await;
    assert_eq!((status, &other["changed"], &other["created"]), (200, &json!(1), &json!(0)), "{other}");
    let what = other["changes"][0]["what"].to_string();
    assert!(what.contains("chemical-list") && what.contains("Delivery: "), "{other}");
}

#[actix_web::test]
async fn a_row_suggests_no_course_in_person_because_no_pathway_takes_one() {
    let world = World::new().await;
    let from = in_days(0);
    let course = with(&[
        ("valid_from", from.as_str()),
        ("kind", "course"),
        ("course", "working-hours"),
        ("delivery", "in-person"),
    ]);
    let mut programme = world.visitor("programme").await;
    let refused = programme.submits("/suggestions/new", "/suggestions", &course).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let digital = with(&[
        ("valid_from", from.as_str()),
        ("kind", "course"),
        ("course", "working-hours"),
        ("delivery", "digital"),
    ]);
    let taken = programme.submits("/suggestions/new", "/suggestions", &digital).await;
    assert_eq!(taken.status, 303, "{}", taken.text);
}
