use super::world::World;
use crate::{
    improvement::{clusters, frame, points, themes},
    platform::Language,
    testing::TestAcademy,
};

#[actix_web::test]
async fn a_new_academy_has_the_frame_and_gets_it_once() {
    for academy in TestAcademy::on_both().await {
        let read = academy.db().read();
        frame::furnish(academy.db()).await.unwrap();
        let (clusters, points) = (clusters(read).await.unwrap(), points(read).await.unwrap());
        assert_eq!((clusters.len(), points.len()), (8, 38));
        assert_eq!(points.iter().filter(|point| point.confirmed).count(), 19);
        let codes: Vec<&str> = clusters.iter().map(|cluster| cluster.code.as_str()).collect();
        assert!(points.iter().all(|point| codes.contains(&point.cluster_code.as_str())));
        assert!(themes(read).await.unwrap().iter().all(|theme| !theme.name(Language::Vi).is_empty()));
        let questions = frame::store::all_questions(read).await.unwrap();
        assert!(questions.iter().all(|question| !question.confirmed && !question.law_reference.is_empty()));
        let known = |code: &str| points.iter().any(|point| point.code == code);
        assert!(questions.iter().all(|question| known(&question.point_code)));
    }
}

#[actix_web::test]
async fn administrators_change_and_add_questions_and_nobody_else_finds_them() {
    for world in World::on_both().await {
        let path = "/compliance-questions/VN/annual-leave/1/change";
        let mut administrator = world.visitor("administrator").await;
        let frame = administrator.opens("/compliance-frame").await.text;
        assert!(frame.contains(path), "{frame}");
        let typed = |law: &'static str, until: &'static str| {
            [
                ("point", "paid-leave"),
                ("text_en", "Is leave given?"),
                ("text_vi", "Có cho nghỉ không?"),
                ("law_reference", law),
                ("confirmed", "confirmed"),
                ("valid_from", "2021-01-01"),
                ("valid_to", until),
                ("public_from", "2026-11-01"),
                ("changes", "0"),
            ]
        };
        assert_eq!(administrator.submits(path, path, &typed("Article 113", "2020-01-01")).await.status, 422);
        let answer = administrator.submits(path, path, &typed("Article 113", "")).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        // Whoever still has the page of before is told.
        let second = administrator.submits(path, path, &typed("Article 7", "")).await;
        assert!(second.status == 409 && second.text.contains("meanwhile"), "{}", second.text);
        let differs = second.text.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        assert!(differs.contains("Article 113") && differs.contains("Article 7"), "{differs}");
        assert_eq!(differs.matches("<tr>").count(), 1, "{differs}");
        let read = world.academy.db().read();
        let question = frame::store::question(read, "VN", "annual-leave", 1).await.unwrap();
        assert_eq!((question.law_reference.as_str(), question.changes), ("Article 113", 1));
        assert!(question.confirmed && question.is_public(world.academy.clock.now().date_naive()));

        let new = "/compliance-questions/new?country=VN&code=annual-leave";
        assert!(administrator.opens(new).await.text.contains("name=\"version\""));
        let version = |version: &'static str| {
            [
                typed("Article 114", "").as_slice(),
                &[("country", "VN"), ("code", "annual-leave"), ("version", version)],
            ]
            .concat()
        };
        assert_eq!(administrator.submits(new, "/compliance-questions", &version("1")).await.status, 422);
        assert_eq!(administrator.submits(new, "/compliance-questions", &version("2")).await.status, 303);
        let mut caller = world.caller("administrator").await;
        let (_, audit) = caller.gets("/api/v1/audit?action=frame.change").await;
        assert!(audit.to_string().contains("Article 113"), "what became of it is kept: {audit}");
        for stranger in ["adviser", "manager", "inspector"] {
            let mut stranger = world.visitor(stranger).await;
            assert_eq!(stranger.opens(path).await.status, 404);
            assert_eq!(stranger.opens(new).await.status, 404);
        }
    }
}

#[actix_web::test]
async fn programs_read_the_codes_that_they_send() {
    for world in World::on_both().await {
        let (status, all) = world.caller("adviser").await.gets("/api/v1/compliance-frame").await;
        assert_eq!(status, 200, "{all}");
        let count = |what: &str| all[what].as_array().unwrap().len();
        assert_eq!((count("clusters"), count("points")), (8, 38));
        let points = all["points"].as_array().unwrap();
        assert!(points.iter().any(|point| point["code"] == "paid-leave" && point["name_en"] == "Paid leave"));
        let path = "/api/v1/compliance-frame?country=VN";
        let (_, own) = world.caller("manager").await.gets(path).await;
        let own = own["questions"].as_array().unwrap();
        assert!(!own.is_empty() && own.iter().all(|question| question["country"] == "VN"));
    }
}
