//! Findings, self-assessments and the frame from spreadsheets.

use chrono::NaiveDate;
use futures_util::future::join_all;

use super::world::World;
use crate::{
    improvement::{self, Finding, Severity, SourceKind, frame, items_of_plan, points, take_in},
    platform::{
        actor::Actors,
        imports::{self, Fate, Given},
    },
};

const FINDINGS: (&str, &str) = ("findings", "adviser");

#[actix_web::test]
async fn a_list_of_findings_says_what_it_will_do_and_changes_what_changed() {
    for world in World::on_both().await {
        let csv = |text: &str| {
            format!(
                "factory,point,source,reference,found_on,finding\n\
                 Hoa Gạo,Overtime,Better Work assessment,A1,2026-11-01,{text}\n\
                 Hoa Gạo,overtime,self-diagnosis,A2,2026-11-01,Hours\n\
                 Bằng Lăng,chemicals,other,A3,2026-11-01,No labels\n\
                 Romduol,chemicals,other,A4,2026-11-01,Of another country\n\
                 Hoa Gạo,chemcals,other,A5,2026-11-01,No point\n\
                 Hoa Gạo,chemicals,other,A6,2027-11-01,Not yet\n"
            )
        };
        let fates = imported(&world, FINDINGS, &csv("Sixty hours")).await;
        let created = |fate: &Fate| *fate == Fate::Created;
        assert_eq!(fates.iter().filter(|fate| created(fate)).count(), 2, "{fates:?}");
        assert_eq!(fates.iter().filter(|fate| **fate == Fate::Changed).count(), 1);
        assert_eq!(fates.iter().filter(|fate| matches!(fate, Fate::Refused(_))).count(), 3);
        let again = imported(&world, FINDINGS, &csv("Sixty hours")).await;
        assert_eq!(again.iter().filter(|fate| **fate == Fate::Unchanged).count(), 3);
        let changed = imported(&world, FINDINGS, &csv("Seventy hours")).await;
        assert_eq!(changed.iter().filter(|fate| **fate == Fate::Changed).count(), 1);
        assert_eq!(changed.iter().filter(|fate| **fate == Fate::Unchanged).count(), 2);
    }
}

#[actix_web::test]
async fn the_preview_names_each_changed_row_and_what_it_changes() {
    for world in World::on_both().await {
        let csv = |severity: &str, due: &str| {
            format!(
                "factory,point,source,reference,found_on,severity,finding,due_on\n\
                 Hoa Gạo,Overtime,other,A1,2026-11-01,{severity},Sixty hours,{due}\n\
                 Bằng Lăng,chemicals,other,A3,2026-11-01,low,No labels,\n"
            )
        };
        imported(&world, FINDINGS, &csv("low", "")).await;
        let list = csv("high", "2026-12-24");
        let mut adviser = world.visitor("adviser").await;
        let sent = adviser.uploads("/imports", "/imports/findings", ("list.csv", list.as_bytes())).await;
        let page = sent.location.unwrap();
        world.academy.runs_jobs().await;
        let text = adviser.opens(&page).await.text;
        for said in ["Line 2", "Hoa Gạo, Overtime (Other source A1)", "Severity: Low → High"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(text.contains("Of the item, Due on: – → 24 December 2026"), "{text}");
        assert!(!text.contains("Bằng Lăng, "), "{text}");
        // A program that only tries is told the same, and so is an operator.
        let mut caller = world.caller("adviser").await;
        let (status, answer) = caller.sends_table("/api/v1/imports/findings?dry_run=true", &list).await;
        assert_eq!((status, &answer["changes"][0]["line"]), (200, &serde_json::json!(2)), "{answer}");
        assert!(answer["changes"][0]["what"].to_string().contains("Low → High"), "{answer}");

        let (status, answer) = caller.sends_table("/api/v1/imports/findings?dry_run=yes", &list).await;
        assert_eq!(status, 400, "{answer}");

        let moved = list.replace("Overtime", "Strikes");
        let (_, answer) = caller.sends_table("/api/v1/imports/findings?dry_run=true", &moved).await;
        assert!(answer["changes"][0]["what"].to_string().contains("Overtime → Strikes"), "{answer}");
    }
}

#[actix_web::test]
async fn a_finding_that_its_source_calls_nothing_is_told_by_its_day() {
    for world in World::on_both().await {
        let csv = |severity: &str| {
            format!(
                "factory,point,source,found_on,severity\nHoa Gạo,Overtime,self-diagnosis,2026-11-02,{severity}\n"
            )
        };
        imported(&world, FINDINGS, &csv("low")).await;
        let mut caller = world.caller("adviser").await;
        let dry = "/api/v1/imports/findings?dry_run=true";
        let (_, answer) = caller.sends_table(dry, &csv("high")).await;
        let what = answer["changes"][0]["what"][0].as_str().unwrap();
        assert!(what.ends_with("2 November 2026)") && !what.contains('/'), "{answer}");
        let item = items_of_plan(world.academy.db().read(), world.factory, None).await.unwrap().remove(0);
        let path = format!("/factories/{}/improvement-plan/{}", world.factory, item.id);
        let page = world.visitor("adviser").await.opens(&path).await.text;
        assert!(page.contains("2 November 2026") && !page.contains("/overtime//"), "{page}");
    }
}

#[actix_web::test]
async fn a_day_is_taken_by_the_clock_of_the_factory_and_none_that_cannot_be() {
    for world in World::on_both().await {
        let csv = |found_on: &str| {
            format!("factory,point,source,reference,found_on\nHoa Gạo,overtime,other,A,{found_on}\n")
        };
        let refused = |fates: &[Fate], key: &str| match fates {
            [Fate::Refused(reason)] => assert_eq!(reason.key, key),
            other => panic!("{other:?}"),
        };
        refused(&imported(&world, FINDINGS, &csv("1900-01-01")).await, "finding-date-too-early");
        // 15:00 in Viet Nam, and half past midnight of the next day there.
        refused(&imported(&world, FINDINGS, &csv("2026-11-23")).await, "finding-date-in-future");
        world.academy.clock.advance(chrono::TimeDelta::minutes(570));
        assert_eq!(imported(&world, FINDINGS, &csv("2026-11-23")).await, [Fate::Created]);
        refused(&imported(&world, FINDINGS, &csv("2026-11-24")).await, "finding-date-in-future");
    }
}

/// What became of the rows; the preview must have said the same.
async fn imported(world: &World, (kind, who): (&str, &str), csv: &str) -> Vec<Fate> {
    let academy = &world.academy;
    let now = academy.clock.now();
    let actor = crate::engagement::actors()
        .of_person(academy.db().read(), world.person(who), now)
        .await
        .unwrap()
        .unwrap();
    let given = Given {
        actor,
        engine: academy.academy.engine.clone().into_inner(),
        site: academy.academy.site.clone().into_inner(),
        now,
    };
    let importer = improvement::importers().into_iter().find(|one| one.kind() == kind).unwrap();
    let read = academy.db().read();
    let import = imports::open(read, &*importer, given, csv.as_bytes().to_vec()).await.unwrap().unwrap();
    let all = 0..import.lines().len();
    let preview = import.preview(read, all.clone()).await.unwrap();
    let in_short = |fate| if matches!(fate, Fate::ChangedSo(_)) { Fate::Changed } else { fate };
    let preview: Vec<Fate> = preview.into_iter().map(in_short).collect();
    let work = academy.begin().await;
    let fates = import.carry_out(&work, all).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(preview, fates);
    fates
}

#[actix_web::test]
async fn a_self_assessment_brings_only_what_it_finds_and_its_topics_become_points() {
    let world = World::new().await;
    let csv = "factory,assessment,question,topic,finding,completed_on,answer\n\
        Hoa Gạo,GW-7,WH-1,Working Hours,yes,2026-11-01,Beyond the limit\n\
        Hoa Gạo,GW-7,HS-2,Chemical safety,Yes,2026-11-01,No labels\n\
        Hoa Gạo,GW-7,HS-3,First aid,no,2026-11-01,\n\
        Hoa Gạo,GW-7,XX-4,Astrology,yes,2026-11-01,\n\
        Hoa Gạo,GW-7,XX-5,First aid,perhaps,2026-11-01,\n\
        Hoa Gạo,GW-7,XX-6,First aid,,2026-11-01,\n";
    let fates = imported(&world, ("slcp", "adviser"), csv).await;
    assert_eq!(fates.iter().filter(|fate| **fate == Fate::Created).count(), 2, "{fates:?}");
    // The answer that finds nothing is no finding, and is counted.
    assert_eq!(fates.iter().filter(|fate| **fate == Fate::Unchanged).count(), 1);
    assert_eq!(fates.iter().filter(|fate| matches!(fate, Fate::Refused(_))).count(), 3);
    let again = imported(&world, ("slcp", "adviser"), csv).await;
    assert_eq!(again.iter().filter(|fate| **fate == Fate::Unchanged).count(), 3);
    let items = items_of_plan(world.academy.db().read(), world.factory, None).await.unwrap();
    let mut found: Vec<&str> = items.iter().map(|item| item.point_code.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, ["chemicals", "overtime"]);

    // A question that is left open later takes nothing back.
    let open = "factory,assessment,question,topic,finding,completed_on,answer\n\
        Hoa Gạo,GW-7,WH-1,Working Hours,,2026-11-08,\n";
    let fates = imported(&world, ("slcp", "adviser"), open).await;
    assert!(
        matches!(&fates[..], [Fate::Refused(reason)] if reason.key == "finding-slcp-unanswered"),
        "{fates:?}"
    );

    // A later answer that finds nothing marks the source; the older file brings it back no more.
    let later = "factory,assessment,question,topic,finding,completed_on,answer\n\
        Hoa Gạo,GW-7,WH-1,Working Hours,no,2026-11-09,Within the limit\n";
    assert_eq!(imported(&world, ("slcp", "adviser"), later).await, [Fate::Changed]);
    assert_eq!(imported(&world, ("slcp", "adviser"), later).await, [Fate::Unchanged]);
    let old = imported(&world, ("slcp", "adviser"), csv).await;
    assert!(!old.contains(&Fate::Changed) && !old.contains(&Fate::Created), "{old:?}");
    let item = items.iter().find(|item| item.point_code == "overtime").unwrap();
    let page = format!("/factories/{}/improvement-plan/{}", world.factory, item.id);
    let page = world.visitor("manager").await.opens(&page).await.text;
    assert!(page.contains("the source no longer says so") && page.contains("GW-7/WH-1"), "{page}");
}

#[actix_web::test]
async fn the_frame_comes_from_a_spreadsheet_too() {
    for world in World::on_both().await {
        let csv = "code,name_en,name_vi,cluster,theme,confirmed,country,point,version,law\n\
            leave,Leave of all kinds,Các loại nghỉ,,paid-leave,C,,,,\n\
            heat,Heat at work,Nắng nóng khi làm việc,safety-health,,R,,,,\n\
            heat-plan,Is there a plan for hot weeks?,Có kế hoạch cho những tuần nóng không?,,,no,VN,heat,1,To be verified\n\
            frost,Frost,Sương giá,,,,,,,\n";
        let fates = imported(&world, ("frame", "administrator"), csv).await;
        assert_eq!(fates[..3], [Fate::Changed, Fate::Created, Fate::Created]);
        assert!(matches!(fates[3], Fate::Refused(_)));
        let again = imported(&world, ("frame", "administrator"), csv).await;
        assert_eq!(again[..3], [Fate::Unchanged, Fate::Unchanged, Fate::Unchanged]);
        let read = world.academy.db().read();
        assert!(frame::store::point(read, "leave").await.unwrap().confirmed);
        assert_eq!(frame::store::point(read, "heat").await.unwrap().cluster_code, "safety-health");
    }
}

#[actix_web::test]
async fn what_cannot_be_of_the_frame_is_refused_with_its_reason() {
    let world = World::new().await;
    let csv = "code,name_en,name_vi,cluster,theme,confirmed,valid_from,country,point,version,law,valid_to\n\
        leave,Leave,Nghỉ phép,,,perhaps,,,,,,\n\
        leave,Leave,Nghỉ phép,,,,,,,,,2026-01-01\n\
        q-1,Is it so?,Có không?,no-such-cluster,,,,VN,leave,1,Law,\n\
        q-1,Is it so?,Có không?,,no-such-theme,,,VN,leave,1,Law,\n\
        q-2,Is it so?,Có không?,,,to be verified,2026-01-01,VN,leave,1,Law,\n\
        q-2,Is it so now?,Có không?,,,,2026-01-01,VN,leave,1,Law,\n\
        q-2,Is it so?,Có không?,,,,2026-01-01,VN,leave,2,Law,\n";
    let fates = imported(&world, ("frame", "administrator"), csv).await;
    let keys: Vec<&str> = fates
        .iter()
        .map(|fate| match fate {
            Fate::Refused(reason) => &*reason.key,
            _ => "taken",
        })
        .collect();
    let expected = [
        "frame-confirmed-unknown",
        "frame-column-of-questions",
        "frame-cluster-unknown",
        "frame-theme-unknown",
        "taken",
        "frame-line-twice",
        "frame-version-same-day",
    ];
    assert_eq!(keys, expected);
    // A further version of what is stored is held to the same.
    let later =
        "code,name_en,name_vi,valid_from,country,point,version\nq-2,Now?,Nay?,2026-01-01,VN,leave,3\n";
    let fates = imported(&world, ("frame", "administrator"), later).await;
    assert!(
        matches!(&fates[..], [Fate::Refused(reason)] if reason.key == "frame-version-same-day"),
        "{fates:?}"
    );
}

#[actix_web::test]
async fn several_files_at_once_double_nothing() {
    for world in World::on_both().await {
        let read = world.academy.db().read();
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        let finding = |point: improvement::Point| {
            Ok(Finding {
                factory: world.factory,
                cycle: 1,
                cycle_id: None,
                reference: format!("R-{}", point.code),
                point: point.code,
                question: String::new(),
                kind: SourceKind::Other,
                found_on: day,
                severity: Severity::Low,
                text: "The same".to_owned(),
                root_cause: String::new(),
                action: String::new(),
                due_on: None,
                gone: false,
            })
        };
        let findings: Vec<_> = points(read).await.unwrap().into_iter().map(finding).collect();
        let brings = async || {
            let work = world.academy.begin().await;
            let done = take_in(&work, &findings, world.person("adviser")).await.unwrap();
            work.commit().await.unwrap();
            done.into_iter().filter(|one| matches!(one, Ok((improvement::Deed::Made, _)))).count()
        };
        let made: usize = join_all((0..6).map(|_| brings())).await.into_iter().sum();
        assert_eq!(made, 38);
        let items = items_of_plan(read, world.factory, None).await.unwrap();
        assert_eq!(items.len(), 38);
        let ids: Vec<_> = items.iter().map(|item| item.id).collect();
        let sources = improvement::store::sources::of_items(read, &ids).await.unwrap();
        assert!(ids.iter().all(|id| sources[id].len() == 1));
    }
}

#[actix_web::test]
async fn the_days_of_the_frame_come_in_their_order_and_are_used() {
    let world = World::new().await;
    let frame = ("frame", "administrator");
    let csv = |until: &str| {
        format!(
            "code,name_en,name_vi,country,point,law,valid_from,valid_to\n\
             ot-99,Is overtime agreed?,Có thoả thuận làm thêm không?,VN,overtime,To be verified,2026-06-01,{until}\n"
        )
    };
    let inverted = imported(&world, frame, &csv("2026-01-01")).await;
    assert!(matches!(inverted[..], [Fate::Refused(_)]), "{inverted:?}");
    assert_eq!(imported(&world, frame, &csv("2026-10-31")).await, [Fate::Created]);
    let point = "code,name_en,name_vi,valid_from\nchemicals,Chemicals,Hoá chất,2026-11-05\n";
    assert_eq!(imported(&world, frame, point).await, [Fate::Changed]);
    let found = |point: &str, question: &str, on: &str| {
        format!(
            "factory,point,question,source,reference,found_on\nHoa Gạo,{point},{question},other,{on},{on}\n"
        )
    };
    for (point, question, on, taken) in [
        ("overtime", "ot-99", "2026-10-31", true),
        ("overtime", "ot-99", "2026-11-01", false),
        ("overtime", "ot-99", "2026-05-31", false),
        ("chemicals", "", "2026-11-04", false),
        ("chemicals", "", "2026-11-05", true),
    ] {
        let fates = imported(&world, FINDINGS, &found(point, question, on)).await;
        let refused = matches!(fates[..], [Fate::Refused(_)]);
        assert_eq!(refused, !taken, "{point} on {on}: {fates:?}");
    }
}
