//! The record of a committee's meeting when several write it.

use super::world::{World, day};
use crate::{
    engagement::{
        committee_of,
        committees::{fixture::sits, meetings::MeetingId, versions::versions_of},
        model::Side,
    },
    platform::{PersonId, roles::Role},
};

/// Both sides with a seat each since September: the person and the seat of management, then of workers.
async fn committee(world: &World) -> [(PersonId, String); 2] {
    let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
    let lan = world.person("Pham Loana", Role::WorkersRepresentative, world.factory).await;
    for (person, side) in [(hanh, Side::Management), (lan, Side::Workers)] {
        sits(&world.academy, (person, side), world.factory, (day("2026-09-10"), None)).await;
    }
    let read = world.academy.db().read();
    let members = committee_of(read, world.factory, day("2026-11-22")).await.unwrap().unwrap().members;
    let seat = |person| {
        let own = members.iter().find(|member| member.person == Some(person)).unwrap();
        (person, own.id.to_string())
    };
    [seat(hanh), seat(lan)]
}

#[actix_web::test]
async fn what_minutes_said_before_is_kept_and_whoever_saves_second_sees_what_changed() {
    for world in World::on_both().await {
        let [(hanh, manager_seat), (lan, worker_seat)] = committee(&world).await;
        let (mut manager, mut worker) = (world.signed_in(hanh).await, world.signed_in(lan).await);
        let path = format!("/factories/{}/committee/meetings", world.factory);
        let both =
            [("held_on", "2026-11-10"), ("came", manager_seat.as_str()), ("came", worker_seat.as_str())];
        let first =
            [("heard", manager_seat.as_str()), ("heard", worker_seat.as_str()), ("minutes", "Both spoke")];
        let done = manager.submits(&format!("{path}/new"), &path, &[&both[..], &first].concat()).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let meeting = done.location.unwrap();
        let change = format!("{meeting}/change");

        let rewritten =
            [("heard", manager_seat.as_str()), ("minutes", "Management spoke alone"), ("seen", "0")];
        let rewritten = [&both[..], &rewritten].concat();
        assert_eq!(manager.submits(&change, &change, &rewritten).await.status, 303);
        world.academy.runs_jobs().await;
        let told = "The record of a committee meeting at Sao Mai 1 was changed";
        assert!(worker.opens("/notices").await.text.contains(told));
        assert!(!manager.opens("/notices").await.text.contains(told));

        // The second one sees what changed, and nothing typed is lost.
        let late = [("heard", worker_seat.as_str()), ("minutes", "Workers want a week"), ("seen", "0")];
        let second = worker.submits(&change, &change, &[&both[..], &late].concat()).await;
        assert_eq!(second.status, 409);
        for words in ["Management spoke alone", "Workers want a week", "name=\"seen\" value=\"1\""] {
            assert!(second.text.contains(words), "{words}: {}", second.text);
        }
        let again = [("heard", worker_seat.as_str()), ("minutes", "Workers want a week"), ("seen", "1")];
        let again = [&both[..], &again].concat();
        assert_eq!(worker.submits(&change, &change, &again).await.status, 303);
        world.academy.runs_jobs().await;
        assert!(manager.opens("/notices").await.text.contains(told));

        let shown = manager.opens(&meeting).await.text;
        assert!(shown.contains("Changes of this record") && shown.contains("Workers want a week"), "{shown}");
        let versions: Vec<String> = shown
            .split("href=\"/committee-meeting-versions/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|id| format!("/committee-meeting-versions/{id}"))
            .collect();
        // The last change first.
        let oldest = worker.opens(&versions[1]).await.text;
        for words in ["Both spoke", "Management spoke alone", "Do Hanh, "] {
            assert!(oldest.contains(words), "{words}: {oldest}");
        }
        assert!(!oldest.contains("Workers want a week"));
        let newest = manager.opens(&versions[0]).await.text;
        assert!(newest.contains("Management spoke alone") && newest.contains("Workers want a week"));
        let stranger = world.person("Linh", Role::FactoryManager, world.other_factory).await;
        assert_eq!(world.signed_in(stranger).await.opens(&versions[0]).await.status, 404);

        // What says the same changes nothing.
        let same = [&again[..again.len() - 1], &[("seen", "2")]].concat();
        assert_eq!(worker.submits(&change, &change, &same).await.status, 303);
        let id: MeetingId = meeting.rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(versions_of(world.academy.db().read(), id).await.unwrap().len(), 2);
    }
}

#[actix_web::test]
async fn a_record_names_members_who_were_there_on_a_day_of_the_committee() {
    for world in World::on_both().await {
        let [(hanh, manager_seat), (_, worker_seat)] = committee(&world).await;
        let mut manager = world.signed_in(hanh).await;
        let path = format!("/factories/{}/committee/meetings", world.factory);
        let new = format!("{path}/new");
        for (held_on, came, heard, wrong) in [
            ("1900-01-01", &manager_seat, &manager_seat, "The committee was not formed yet on this day."),
            ("2026-09-09", &manager_seat, &manager_seat, "The committee was not formed yet on this day."),
            ("2026-11-10", &manager_seat, &worker_seat, "Whoever was heard was there too."),
            ("2026-11-10", &"abc".to_owned(), &"abc".to_owned(), "Choose members of this committee."),
        ] {
            let typed = [
                ("held_on", held_on),
                ("came", came.as_str()),
                ("heard", heard.as_str()),
                ("minutes", "Typed"),
            ];
            let answer = manager.submits(&new, &path, &typed).await;
            assert_eq!(answer.status, 422, "{wrong}");
            assert!(answer.text.contains(wrong) && answer.text.contains("Typed"), "{}", answer.text);
        }
        let held = [("held_on", "2026-09-10"), ("came", manager_seat.as_str())];
        let meeting = manager.submits(&new, &path, &held).await.location.unwrap();
        let (actions, form) = (format!("{meeting}/actions"), format!("{meeting}/actions/new"));
        for (due_on, status) in [("2026-09-09", 422), ("2028-11-24", 422), ("2028-11-01", 303)] {
            let agreed = [("action", "Post the plan"), ("owner", manager_seat.as_str()), ("due_on", due_on)];
            assert_eq!(manager.submits(&form, &actions, &agreed).await.status, status, "{due_on}");
        }
    }
}
