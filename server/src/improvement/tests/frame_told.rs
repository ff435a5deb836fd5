//! What a list, and a late save, say of what changes in the frame.

use serde_json::json;

use super::world::World;
use crate::{
    improvement::frame::store as frame,
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    platform::roles::{OrganisationKind, Role},
};

const HEAD: &str =
    "code,name_en,name_vi,cluster,theme,confirmed,valid_from,country,point,version,law,valid_to";

#[actix_web::test]
async fn a_list_of_the_frame_tells_each_changed_row_field_by_field_before_it_changes() {
    for world in World::on_both().await {
        let list = |law: &str, until: &str, name: &str| {
            format!(
                "{HEAD}\n\
                 heat-plan,Is there a plan?,Có kế hoạch không?,,,no,2026-06-01,VN,chemicals,1,{law},{until}\n\
                 chemicals,{name},Hoá chất,,,,,,,,,\n"
            )
        };
        let import = "/api/v1/imports/frame";
        let mut administrator = world.caller("administrator").await;
        let first = list("Article 7", "", "Chemicals");
        let (status, answer) = administrator.sends_table(import, &first).await;
        assert_eq!(status, 200, "{answer}");

        let second = list("Article 8", "2027-05-31", "Chemicals and solvents");
        let dry = format!("{import}?dry_run=true");
        let (status, answer) = administrator.sends_table(&dry, &second).await;
        assert_eq!((status, &answer["changed"]), (200, &json!(2)), "{answer}");
        let said = |row: usize| answer["changes"][row]["what"].to_string();
        assert_eq!(answer["changes"][0]["line"], 2, "{answer}");
        for words in
            ["Question heat-plan, Viet Nam, version 1", "Law: Article 7 → Article 8", "– → 31 May 2027"]
        {
            assert!(said(0).contains(words), "{words}: {answer}");
        }
        assert!(!said(0).contains("Confirmed"), "what stays is not told: {answer}");
        assert!(said(1).contains("Point chemicals"), "{answer}");
        assert!(said(1).contains("Chemicals → Chemicals and solvents"), "{answer}");

        // An empty cell leaves the law; a new question names one.
        let lawless =
            |code: &str| format!("{HEAD}\n{code},Is it?,Có không?,,,no,2026-06-01,VN,chemicals,1,,\n");
        let (_, answer) = administrator.sends_table(&dry, &lawless("heat-plan")).await;
        assert!(answer["changed"] == 1 && !answer.to_string().contains("Law: "), "{answer}");
        let (_, answer) = administrator.sends_table(&dry, &lawless("another")).await;
        assert!(answer.to_string().contains("Name the law"), "{answer}");

        // The page says the same, in the language of who reads it.
        let mut visitor = world.visitor("administrator").await;
        let sent = visitor.uploads("/imports", "/imports/frame", ("frame.csv", second.as_bytes())).await;
        let page = sent.location.unwrap();
        world.academy.runs_jobs().await;
        let text = visitor.opens(&page).await.text;
        assert!(text.contains("Law: Article 7 → Article 8") && text.contains("Line 3"), "{text}");
        let read = world.academy.db().read();
        let question = frame::question(read, "VN", "heat-plan", 1).await.unwrap();
        assert_eq!(question.law_reference, "Article 7", "nothing is changed yet");
    }
}

#[actix_web::test]
async fn whoever_saves_a_point_late_sees_what_the_other_made_of_it() {
    for world in World::on_both().await {
        let path = "/compliance-frame/paid-leave/change";
        let typed = |name: &'static str, mark: &'static str| {
            [
                ("name_en", name),
                ("name_vi", "Nghỉ có hưởng lương"),
                ("confirmed", mark),
                ("theme", ""),
                ("valid_from", "2026-01-01"),
                ("changes", "0"),
            ]
        };
        let mut administrator = world.visitor("administrator").await;
        assert_eq!(
            administrator.submits(path, path, &typed("Leave with pay", "confirmed")).await.status,
            303
        );
        let late = administrator.submits(path, path, &typed("Holidays", "to-be-verified")).await;
        assert_eq!(late.status, 409, "{}", late.text);
        let differs = late.text.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        for said in ["Leave with pay", "Holidays", "Confirmed", "To be verified"] {
            assert!(differs.contains(said), "{said}: {differs}");
        }
        assert_eq!(
            differs.matches("<tr>").count(),
            2,
            "the day and the theme are as they were typed: {differs}"
        );
        assert!(
            late.text.contains("value=\"Holidays\"") && late.text.contains("administrator"),
            "{}",
            late.text
        );
        // Sent once more, it counts as seen.
        assert!(late.text.contains("name=\"changes\" value=\"1\""), "{}", late.text);
    }
}

#[actix_web::test]
async fn clusters_and_themes_come_from_a_file_too_and_points_may_name_those_of_the_same_file() {
    for world in World::on_both().await {
        let list = |theme: &str| {
            format!(
                "code,name_en,name_vi,kind,cluster,theme\n\
                 climate,{theme},Khí hậu nơi làm việc,theme,,\n\
                 environment,Environment,Môi trường,Compliance cluster,,\n\
                 heat,Heat at work,Nắng nóng khi làm việc,,environment,climate\n\
                 chemicals,Chemicals and solvents,Hoá chất,chủ đề,,\n\
                 wrong,Wrong,Sai,pile,,\n\
                 wronger,Wronger,Sai hơn,cluster,environment,\n"
            )
        };
        let mut administrator = world.caller("administrator").await;
        let import = "/api/v1/imports/frame?leave_out_refused=true";
        let (status, answer) = administrator.sends_table(import, &list("Climate at work")).await;
        assert_eq!((status, &answer["created"], &answer["changed"]), (200, &json!(3), &json!(1)), "{answer}");
        let refused: Vec<&str> =
            answer["refused"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
        assert!(
            refused[0].contains("no kind of row") && refused[1].contains("for points and questions only")
        );
        let read = world.academy.db().read();
        let heat = frame::point(read, "heat").await.unwrap();
        assert_eq!(
            (heat.cluster_code.as_str(), heat.theme_code.as_deref()),
            ("environment", Some("climate"))
        );
        let page = world.visitor("administrator").await.opens("/compliance-frame").await.text;
        assert!(page.contains("Environment") && page.contains("Climate at work"), "{page}");

        let dry = format!("{import}&dry_run=true");
        let (_, answer) = administrator.sends_table(&dry, &list("Heat and cold")).await;
        assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(1), &json!(3)), "{answer}");
        let what = answer["changes"][0]["what"].to_string();
        assert!(what.contains("Theme climate") && what.contains("Climate at work → Heat and cold"), "{what}");
        let (_, audit) = administrator.gets("/api/v1/audit?action=frame.change").await;
        assert!(audit.to_string().contains("environment"), "{audit}");
    }
}

#[actix_web::test]
async fn the_programme_of_a_country_keeps_its_questions_and_no_others() {
    for world in World::on_both().await {
        let work = world.academy.begin().await;
        let office = NewOrganisation {
            kind: OrganisationKind::Academy,
            name: "Programme".to_owned(),
            country: Some("VN".to_owned()),
            part_of: None,
        };
        let office = organisations::add(&work, &office).await.unwrap();
        let new = NewMembership {
            person: world.person("supervisor"),
            organisation: office,
            role: Role::ProgrammeManager,
            starts_on: crate::testing::now().date_naive(),
            ends_on: None,
            granted_by: world.person("administrator"),
        };
        memberships::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        let mut ha = world.visitor("supervisor").await;
        let frame = ha.opens("/compliance-frame").await.text;
        let own = "/compliance-questions/VN/annual-leave/1/change";
        assert!(frame.contains(own) && frame.contains("/compliance-questions/new"), "{frame}");
        assert!(!frame.contains("/compliance-frame/paid-leave/change"), "points are the administrators'");
        assert_eq!(ha.opens(own).await.status, 200);
        let typed = |country: &'static str| {
            [
                ("country", country),
                ("code", "rest-days"),
                ("version", "1"),
                ("point", "paid-leave"),
                ("text_en", "Is there a day of rest?"),
                ("text_vi", "Có ngày nghỉ không?"),
                ("law_reference", "To be verified"),
                ("confirmed", "to-be-verified"),
            ]
        };
        let new = "/compliance-questions/new";
        let form = ha.opens(new).await.text;
        assert!(form.contains("value=\"VN\"") && !form.contains("value=\"KH\""), "{form}");
        let elsewhere = ha.submits(new, "/compliance-questions", &typed("KH")).await;
        assert!(elsewhere.status == 422 && elsewhere.text.contains("responsible"), "{}", elsewhere.text);
        assert_eq!(ha.submits(new, "/compliance-questions", &typed("VN")).await.status, 303);
        assert_eq!(world.visitor("adviser").await.opens(new).await.status, 404);
    }
}
