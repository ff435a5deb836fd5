//! A self-diagnosis is the factory's own until it shares it.

use super::world::World;
use crate::platform::roles::Role;

#[actix_web::test]
async fn only_the_factory_reads_its_diagnosis_until_it_shares_it_and_then_its_adviser_alone() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let lan = world.person("Pham Lan", Role::WorkersRepresentative, world.factory).await;
        let tung = world.person("Ngo Tung", Role::FactoryManager, world.group).await;
        let anh = world.person("Hoang Anh", Role::Administrator, world.headquarters).await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let path = format!("/factories/{}/self-diagnosis", world.factory);
        let of_point = |point: &'static str| {
            [
                ("cluster", "working-time"),
                ("judgement", "to-improve"),
                ("remark", "Sundays in October"),
                ("point", point),
            ]
        };
        let line = of_point("overtime");
        let (lines, new) = (format!("{path}/lines"), format!("{path}/lines/new"));
        let mut worker = world.signed_in(lan).await;
        // A point of another cluster, and one that nobody knows.
        for wrong in ["paid-leave", "nonsense"] {
            assert_eq!(worker.submits(&new, &lines, &of_point(wrong)).await.status, 422);
        }
        assert_eq!(worker.submits(&new, &lines, &line).await.status, 303);
        assert!(worker.opens(&path).await.text.contains("Overtime"));
        assert!(world.signed_in(hanh).await.opens(&path).await.text.contains("Sundays in October"));
        for other in [huy, minh, tung, anh] {
            assert_eq!(world.signed_in(other).await.opens(&path).await.status, 404);
        }
        let share = format!("{path}/sharing");
        assert_eq!(worker.submits(&path, &share, &[]).await.status, 303);
        let mut adviser = world.signed_in(huy).await;
        assert!(adviser.opens(&path).await.text.contains("Sundays in October"));
        assert_eq!(adviser.submits("/profile", &lines, &line).await.status, 403);
        for other in [minh, tung, anh] {
            assert_eq!(world.signed_in(other).await.opens(&path).await.status, 404);
        }
    }
}
