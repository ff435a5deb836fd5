//! Invitations of all organisations.

use chrono::TimeDelta;

use super::world::World;

#[actix_web::test]
async fn invitations_of_all_organisations_are_found_sent_again_and_withdrawn() {
    for world in World::on_both().await {
        let mut minh = world.administrator().await;
        for (organisation, name) in [(world.brand, "Hoa"), (world.headquarters, "Tuấn")] {
            let invite = format!("/organisations/{organisation}/invitations");
            let email = format!("{}@guest.example", if name == "Hoa" { "hoa" } else { "tuan" });
            let role = if name == "Hoa" { "learning-coordinator" } else { "adviser" };
            let guest = [("name", name), ("email", email.as_str()), ("role", role), ("language", "vi")];
            let invited = minh.submits(&format!("{invite}/new"), &invite, &guest).await;
            assert_eq!(invited.status, 303, "{}", invited.text);
        }
        let list = "/administration/invitations";
        let open = minh.opens(&format!("{list}?state=open")).await;
        assert!(open.text.contains("Northwind Apparel") && open.text.contains("Tuấn"), "{}", open.text);
        let found = minh.opens(&format!("{list}?search=HOA%40guest")).await;
        assert!(found.text.contains("hoa@guest.example") && !found.text.contains("Tuấn"), "{}", found.text);

        let (_, rest) = found.text.split_once(&format!("action=\"{list}/")).expect(&found.text);
        let one = format!("{list}/{}", rest.split('/').next().unwrap());
        world.academy.clock.advance(TimeDelta::days(15));
        let mut minh = world.administrator().await;
        assert!(minh.opens(&format!("{list}?state=expired")).await.text.contains("hoa@guest.example"));
        let letters = world.academy.letters().await.len();
        assert_eq!(minh.submits(list, &format!("{one}/renewal"), &[]).await.status, 303);
        assert_eq!(world.academy.letters().await.len(), letters + 1);
        assert!(minh.opens(&format!("{list}?state=open")).await.text.contains("hoa@guest.example"));
        assert_eq!(minh.submits(list, &format!("{one}/withdrawal"), &[]).await.status, 303);
        assert!(minh.opens(&format!("{list}?state=withdrawn")).await.text.contains("hoa@guest.example"));
        assert_eq!(minh.submits(list, &format!("{one}/renewal"), &[]).await.status, 404);
        let mut lan = world.signed_in(world.lan).await;
        assert_eq!(lan.opens(list).await.status, 404);
    }
}
