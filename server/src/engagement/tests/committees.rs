//! The committee through its pages.

use super::world::{World, day};
use crate::{engagement::committee_of, platform::roles::Role};

#[actix_web::test]
async fn a_committee_meets_and_the_record_warns_where_somebody_was_not_heard() {
    for world in World::on_both().await {
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let lan = world.person("Pham Loana", Role::WorkersRepresentative, world.factory).await;
        let mut manager = world.signed_in(hanh).await;
        let path = format!("/factories/{}/committee", world.factory);
        let form = [("origin", "new"), ("formed_on", "2026-09-10")];
        assert_eq!(manager.submits(&format!("{path}/new"), &path, &form).await.status, 303);
        let (members, new) = (format!("{path}/members"), format!("{path}/members/new"));
        let tung = world.person("Dang Tung", Role::Supervisor, world.factory).await;
        let (hanh_id, lan_id, tung_id) = (hanh.to_string(), lan.to_string(), tung.to_string());
        let member = |person, side, chosen| {
            vec![("person", person), ("side", side), ("chosen", chosen), ("from_on", "2026-09-10")]
        };
        let one = member(hanh_id.as_str(), "management", "appointed");
        assert_eq!(manager.submits(&new, &members, &one).await.status, 303);
        assert_eq!(manager.submits(&new, &members, &one).await.status, 422);
        assert!(manager.opens(&path).await.text.contains("The sides are not equal"));
        for wrong in ["elected", "named-by-union"] {
            let refused =
                manager.submits(&new, &members, &member(tung_id.as_str(), "management", wrong)).await;
            assert!(
                refused.status == 422 && refused.text.contains("appoints its own people"),
                "{}",
                refused.text
            );
        }
        let mut before = member(tung_id.as_str(), "management", "appointed");
        before.retain(|(field, _)| *field != "from_on");
        before.push(("from_on", "2026-09-09"));
        let refused = manager.submits(&new, &members, &before).await;
        assert!(refused.status == 422 && refused.text.contains("formed later"), "{}", refused.text);
        // The group looks on; it is no side of the factory.
        let of_group = world.person("Vo Khoa", Role::FactoryManager, world.group).await;
        let mut group = world.signed_in(of_group).await;
        let refused =
            group.submits(&new, &members, &member(tung_id.as_str(), "management", "appointed")).await;
        assert!(refused.status == 422 && refused.text.contains("Each side seats"), "{}", refused.text);
        // Nor does the programme speak for a side that has somebody of its own.
        let huy = world.adviser("Le Huy").await;
        let seats = member(tung_id.as_str(), "management", "appointed");
        let refused = world.signed_in(huy).await.submits(&new, &members, &seats).await;
        assert!(refused.status == 422 && refused.text.contains("Each side seats"), "{}", refused.text);
        let appointed = member(lan_id.as_str(), "workers", "appointed");
        assert_eq!(manager.submits(&new, &members, &appointed).await.status, 422);
        let elected = member(lan_id.as_str(), "workers", "elected");
        // Each side seats its own.
        let refused = manager.submits(&new, &members, &elected).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Each side seats and unseats its own people"), "{}", refused.text);
        let mut worker = world.signed_in(lan).await;
        assert_eq!(worker.submits(&new, &members, &elected).await.status, 303);
        assert!(!manager.opens(&path).await.text.contains("The sides are not equal"));

        let read = world.academy.db().read();
        let committee = committee_of(read, world.factory, day("2026-11-22")).await.unwrap().unwrap();
        assert_eq!(committee.members.len(), 2);
        let ids: Vec<String> = committee.members.iter().map(|member| member.id.to_string()).collect();
        let manager_seat = committee.members.iter().find(|member| member.person == Some(hanh)).unwrap();
        let manager_seat = manager_seat.id.to_string();
        let end = |id: &str| format!("/committee-members/{id}/end");
        let worker_seat = ids.iter().find(|id| **id != manager_seat).unwrap();
        assert_eq!(manager.submits(&path, &end(worker_seat), &[]).await.status, 403);
        assert_eq!(worker.submits(&path, &end(&manager_seat), &[]).await.status, 403);
        assert!(!worker.opens(&path).await.text.contains(&end(&manager_seat)));
        assert!(worker.opens(&path).await.text.contains(&end(worker_seat)));
        let (meetings, new) = (format!("{path}/meetings"), format!("{path}/meetings/new"));
        let held = [
            ("held_on", "2026-11-10"),
            ("came", ids[0].as_str()),
            ("came", ids[1].as_str()),
            ("heard", manager_seat.as_str()),
            ("minutes", "Overtime in December"),
        ];
        let done = manager.submits(&new, &meetings, &held).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let meeting = done.location.unwrap();
        let shown = manager.opens(&meeting).await.text;
        assert!(shown.contains("Nobody of the workers was heard"), "{shown}");
        assert!(shown.contains("No woman was heard") && shown.contains("Overtime in December"), "{shown}");

        let (actions, new) = (format!("{meeting}/actions"), format!("{meeting}/actions/new"));
        let agreed = [("action", "Post the plan"), ("owner", ids[0].as_str()), ("due_on", "2026-11-15")];
        assert_eq!(manager.submits(&new, &actions, &agreed).await.status, 303);
        assert!(manager.opens(&path).await.text.contains("Overdue"));
        let change = format!("{meeting}/change");
        let stale = [("held_on", "2026-11-10"), ("came", ids[0].as_str()), ("seen", "5")];
        assert_eq!(manager.submits(&change, &change, &stale).await.status, 409);

        assert_eq!(worker.opens(&path).await.status, 200);
        // Whoever is unseated today counts until the day is over, and the page says so.
        assert_eq!(manager.submits(&path, &end(&manager_seat), &[]).await.status, 303);
        let page = manager.opens(&path).await.text;
        assert!(page.contains("Until the end of 22 November 2026"), "{page}");
        assert!(!page.contains(&end(&manager_seat)));
        assert!(page.contains("From tomorrow nobody sits for management"), "{page}");
        assert!(!page.contains("From tomorrow nobody sits for the workers"), "{page}");
        // As long as the day lasts it can be taken back, by the same side.
        let stay = |id: &str| format!("/committee-members/{id}/stay");
        assert!(page.contains(&stay(&manager_seat)), "{page}");
        assert_eq!(worker.submits(&path, &stay(&manager_seat), &[]).await.status, 403);
        assert_eq!(worker.submits(&path, &stay(worker_seat), &[]).await.status, 409);
        assert_eq!(manager.submits(&path, &stay(&manager_seat), &[]).await.status, 303);
        let page = manager.opens(&path).await.text;
        assert!(page.contains(&end(&manager_seat)) && !page.contains("From tomorrow"), "{page}");
        let stranger = world.person("Linh", Role::FactoryManager, world.other_factory).await;
        assert_eq!(world.signed_in(stranger).await.opens(&meeting).await.status, 404);
    }
}
