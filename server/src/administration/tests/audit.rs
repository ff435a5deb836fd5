//! The audit as it is read.

use super::world::World;
use crate::{learning::fixture, platform::roles::Role, testing::now};

#[actix_web::test]
async fn an_administrator_reads_who_did_what_to_whom_and_finds_it_again() {
    for world in World::on_both().await {
        let hoa = fixture::person(&world.academy, "Hoa").await;
        world.makes(hoa, Role::Buyer, world.brand).await;
        let mut administrator = world.administrator().await;
        administrator.opens(&format!("/people/{}", world.lan)).await;
        administrator.opens(&format!("/people/{hoa}")).await;

        let all = administrator.opens("/administration/audit").await;
        assert_eq!(all.status, 200, "{}", all.text);
        assert!(all.text.contains("Looked at a person") && all.text.contains(">Lan</a>"), "{}", all.text);
        let of_lan = administrator.opens("/administration/audit?person=lan%40brand").await;
        assert!(of_lan.text.contains(">Lan</a>") && !of_lan.text.contains(">Hoa</a>"), "{}", of_lan.text);
        let today = now().date_naive();
        let by_day = administrator.opens(&format!("/administration/audit?from={today}&until={today}")).await;
        assert!(by_day.text.contains(">Hoa</a>"), "{}", by_day.text);
        let before = administrator.opens("/administration/audit?until=2026-11-21").await;
        assert!(before.text.contains("No entry"), "{}", before.text);
        let by_action = administrator.opens("/administration/audit?action=audit.see").await;
        assert!(by_action.text.contains("Read the audit</td>"), "{}", by_action.text);
        assert!(!by_action.text.contains("Looked at a person</td>"), "{}", by_action.text);
    }
}

#[actix_web::test]
async fn what_cannot_be_read_is_said_at_its_field_and_nothing_is_shown_or_taken_away() {
    let world = World::of(crate::testing::TestAcademy::new().await).await;
    let mut administrator = world.administrator().await;
    administrator.opens(&format!("/people/{}", world.lan)).await;
    for (query, field) in
        [("from=2026-13-01", "from"), ("until=tomorrow", "until"), ("action=people.dance", "action")]
    {
        let page = administrator.opens(&format!("/administration/audit?{query}")).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.text.contains(&format!("id=\"{field}-error\"")), "{query}: {}", page.text);
        assert!(!page.text.contains(">Lan</a>"), "{query}: {}", page.text);
        let export = administrator.opens(&format!("/administration/audit/exports/csv?{query}")).await;
        assert_eq!(export.status, 422, "{query}");
    }
}

#[actix_web::test]
async fn the_audit_leaves_as_a_file_with_the_filters_of_the_page_and_that_is_noted() {
    for world in World::on_both().await {
        let named = fixture::person(&world.academy, "=Hoa").await;
        world.makes(named, Role::Buyer, world.brand).await;
        let mut administrator = world.administrator().await;
        administrator.opens(&format!("/people/{}", world.lan)).await;
        administrator.opens(&format!("/people/{named}")).await;
        let export = "/administration/audit/exports";
        let page = administrator.opens("/administration/audit?action=people.see&page=1").await;
        assert!(page.text.contains(&format!("{export}/csv?action&#x3D;people.see\"")), "{}", page.text);
        let csv = administrator.opens(&format!("{export}/csv?action=people.see")).await;
        assert_eq!(csv.status, 200, "{}", csv.text);
        let lines: Vec<&str> = csv.text.lines().collect();
        assert_eq!(lines.len(), 3, "{}", csv.text);
        assert!(lines[0].contains("Time (UTC)") && csv.text.contains(",'=Hoa,"), "{}", csv.text);
        assert!(csv.text.contains(&world.lan.to_string()), "{}", csv.text);
        assert_eq!(administrator.opens(&format!("{export}/xlsx")).await.status, 200);
        assert_eq!(administrator.opens(&format!("{export}/pdf")).await.status, 404);
        let noted = administrator.opens(&format!("{export}/csv?action=audit.export")).await;
        assert_eq!(noted.text.lines().count(), 4, "{}", noted.text);
        let mut lan = world.signed_in(world.lan).await;
        assert_eq!(lan.opens(&format!("{export}/csv")).await.status, 404);
    }
}

#[actix_web::test]
async fn nobody_else_learns_that_there_is_an_audit() {
    for world in World::on_both().await {
        let manager = fixture::person(&world.academy, "Khanh").await;
        world.makes(manager, Role::ProgrammeManager, world.headquarters).await;
        for person in [world.lan, manager] {
            let mut visitor = world.signed_in(person).await;
            let missing = visitor.opens("/administration/nothing").await;
            let answer = visitor.opens("/administration/audit").await;
            assert_eq!((answer.status, missing.status), (missing.status, 404.try_into().unwrap()));
        }
    }
}

#[actix_web::test]
async fn a_page_of_the_audit_costs_the_same_for_three_lines_as_for_twenty() {
    let world = World::of(crate::testing::TestAcademy::new().await).await;
    let mut administrator = world.administrator().await;
    let mut costs = Vec::new();
    for _ in 0..2 {
        for _ in 0..8 {
            administrator.opens(&format!("/people/{}", world.lan)).await;
        }
        let before = world.academy.db().queries();
        administrator.opens("/administration/audit").await;
        costs.push(world.academy.db().queries() - before);
    }
    assert_eq!(costs[0], costs[1]);
}
