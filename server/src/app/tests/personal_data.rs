//! Nobody's data is forgotten: every table either stands in `personal_data()`, or is known to hold nothing of people.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, Statement};

use crate::{
    app,
    learning::fixture,
    platform::personal_data::{DataSubject, erase, held},
    testing::TestAcademy,
};

/// They hold nothing of people but opaque ids.
const OF_NOBODY: &[&str] = &[
    "assessment_block",
    "audience",
    "audit_chain",
    "audit_link",
    "compliance_cluster",
    "committee_presence",
    "course",
    "course_listing",
    "course_version",
    "course_word",
    // Fingerprints that only the secret of the installation makes.
    "guess",
    "high_performer_measure",
    "newsletter_delivery",
    "newsletter_issue",
    "newsletter_text",
    "organisation",
    "priority_theme",
    "outgoing_event",
    "pathway_goal",
    "pathway_revision",
    "pathway_stage",
    "pathway_template",
    "progress",
    "publication",
    "report_count",
    "report_milestone",
    "seaql_migrations",
    "seminar_place",
    "signing_key",
    "sqlite_sequence",
    "sqlite_stat1",
    "step_progress",
    "suggestion_rule",
    "team_count",
    "webhook_delivery",
];

#[actix_web::test]
async fn every_table_says_what_it_holds_of_people() {
    let academy = TestAcademy::new().await;
    let read = academy.db().read();
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table'";
    let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), sql)).await.unwrap();
    let named: BTreeSet<&str> = app::personal_data().iter().map(|rows| rows.table).collect();
    let silent: Vec<String> = rows
        .iter()
        .map(|row| row.try_get_by_index::<String>(0).unwrap())
        .filter(|table| !named.contains(table.as_str()) && !OF_NOBODY.contains(&table.as_str()))
        .collect();
    assert!(silent.is_empty(), "name these in a personal_data(), or here: {silent:?}");
}

/// SQL that one of the databases does not understand would fail here.
#[actix_web::test]
async fn every_table_can_be_told_and_erased_on_both_databases() {
    for academy in TestAcademy::on_both().await {
        let person = fixture::person(&academy, "Lan").await;
        let subject = DataSubject { person, name: "Lan".to_owned(), email: "lan@brand.example".to_owned() };
        let tables = app::personal_data();
        held(academy.db().read(), &tables, &subject).await.unwrap();
        let work = academy.begin().await;
        erase(&work, &tables, &subject).await.unwrap();
        work.commit().await.unwrap();
    }
}

#[test]
fn every_kind_of_data_has_a_heading_of_its_own() {
    let told: Vec<&str> =
        app::personal_data().iter().filter(|rows| !rows.told.is_empty()).map(|rows| rows.name).collect();
    assert_eq!(told.len(), told.iter().collect::<BTreeSet<_>>().len(), "{told:?}");
    let texts = crate::platform::assets::read_texts().unwrap();
    for rows in app::personal_data().iter().filter(|rows| !rows.told.is_empty()) {
        let keys = rows.told.iter().map(|told| format!("held-column-{}", told.name.replace('_', "-")));
        for key in keys.chain([format!("held-{}", rows.name)]) {
            assert!(texts.has(crate::platform::Language::En, &key), "{key}");
        }
    }
}
