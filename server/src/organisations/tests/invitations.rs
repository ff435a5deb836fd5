//! From the invitation to the first sign-in.

use super::*;
use crate::{organisations::commands::make_first_administrator, platform::mail};

const HANA: [(&str, &str); 4] =
    [("name", "Hana Weber"), ("email", "hana@brand.example"), ("role", "buyer"), ("language", "en")];
const JOINS: [(&str, &str); 4] =
    [("name", "Hana Weber"), ("language", "vi"), ("sex", "female"), ("password", "quạt máy chạy suốt đêm")];

impl World {
    async fn invites(&self, coordinator: &mut Visitor<'_>, fields: &[(&str, &str)]) -> Answer {
        let path = format!("/organisations/{}/invitations", self.brand);
        coordinator.submits(&format!("{path}/new"), &path, fields).await
    }

    /// The link in the newest mail.
    async fn link(&self) -> String {
        let academy = &self.academy.academy;
        let letters = mail::letters(academy.db.read(), &academy.engine, &academy.site).await.unwrap();
        let text = &letters.last().unwrap().text;
        let link = text.lines().find(|line| line.contains("/invitations/")).unwrap();
        link.trim_start_matches("http://localhost:8080").to_owned()
    }
}

/// The address of a button on a page, by how it ends.
fn button(page: &Answer, ending: &str) -> String {
    let actions = page.text.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    actions.into_iter().find(|action| action.ends_with(ending)).unwrap().to_owned()
}

#[actix_web::test]
async fn whoever_is_invited_to_a_department_works_there() {
    for world in World::on_both().await {
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let long = "x".repeat(161);
        let too_long = [&HANA[..], &[("department", long.as_str())]].concat();
        assert_eq!(world.invites(&mut coordinator, &too_long).await.status, 422);
        let invited = [&HANA[..], &[("department", "Sourcing")]].concat();
        assert_eq!(world.invites(&mut coordinator, &invited).await.status, 303);
        let link = world.link().await;
        let joined = world.academy.visitor().await.submits(&link, &link, &JOINS).await;
        assert_eq!(joined.status, 303, "{}", joined.text);
        let page = format!("/organisations/{}", world.brand);
        assert!(coordinator.opens(&page).await.text.contains("· Sourcing"));
        let form = coordinator.opens(&format!("{page}/invitations/new")).await.text;
        assert!(form.contains("<option value=\"Sourcing\">"), "{form}");
    }
}

#[actix_web::test]
async fn somebody_new_joins_by_the_link_in_the_mail_once() {
    for world in World::on_both().await {
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let invited = world.invites(&mut coordinator, &HANA).await;
        assert_eq!(invited.status, 303, "{}", invited.text);
        let link = world.link().await;
        let mut hana = world.academy.visitor().await;
        assert!(hana.opens(&link).await.text.contains("Join Northwind Apparel"));
        let weak = hana
            .submits(&link, &link, &[("name", "Hana Weber"), ("language", "vi"), ("password", "hanaweber12")])
            .await;
        assert!(
            weak.status == 422 && !weak.text.contains("id=\"sex-error\"") && weak.text.contains("Hana Weber"),
            "nobody need say their sex: {}",
            weak.text
        );
        let wrong = [&JOINS[..2], &[("sex", "both")], &JOINS[3..]].concat();
        let wrong = hana.submits(&link, &link, &wrong).await;
        assert!(wrong.status == 422 && wrong.text.contains("id=\"sex-error\""), "{}", wrong.text);
        assert!(weak.text.contains("id=\"password-error\""), "{}", weak.text);
        let joined = hana.submits(&link, &link, &JOINS).await;
        assert_eq!(joined.location.as_deref(), Some("/"), "{}", joined.text);
        assert!(hana.opens("/profile").await.text.contains("Hồ sơ cá nhân"));
        assert_eq!(hana.opens(&link).await.status, 404);
        let page = coordinator.opens(&format!("/organisations/{}", world.brand)).await;
        assert!(
            page.text.contains("Hana Weber") && page.text.contains("No invitation is waiting"),
            "{}",
            page.text
        );
    }
}

#[actix_web::test]
async fn an_invitation_sent_twice_by_a_tired_thumb_is_one() {
    for world in World::on_both().await {
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        world.invites(&mut coordinator, &HANA).await;
        let again = world.invites(&mut coordinator, &HANA).await;
        assert!(
            again.status == 422 && again.text.contains("This address is already invited"),
            "{}",
            again.text
        );
        assert_eq!(mail::waiting_count(world.academy.db().read()).await.unwrap(), 1);
    }
}

#[actix_web::test]
async fn a_link_is_good_for_fourteen_days_and_can_be_renewed() {
    for world in World::on_both().await {
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        world.invites(&mut coordinator, &HANA).await;
        let first = world.link().await;
        world.academy.clock.advance(TimeDelta::days(14));
        assert_eq!(world.academy.visitor().await.opens(&first).await.status, 404);
        let path = format!("/organisations/{}", world.brand);
        let renewal = button(&coordinator.opens(&path).await, "/renewal");
        coordinator.submits(&path, &renewal, &[]).await;
        let second = world.link().await;
        assert_ne!(first, second);
        assert_eq!(world.academy.visitor().await.opens(&first).await.status, 404);
        assert_eq!(world.academy.visitor().await.opens(&second).await.status, 200);
    }
}

#[actix_web::test]
async fn a_withdrawn_invitation_works_no_longer() {
    for world in World::on_both().await {
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        world.invites(&mut coordinator, &HANA).await;
        let path = format!("/organisations/{}", world.brand);
        let withdrawal = button(&coordinator.opens(&path).await, "/withdrawal");
        let mut foreign = world.visitor_as(Role::LearningCoordinator, world.factory).await;
        assert_eq!(foreign.submits("/organisations", &withdrawal, &[]).await.status, 404);
        assert_eq!(coordinator.submits(&path, &withdrawal, &[]).await.status, 303);
        assert_eq!(world.academy.visitor().await.opens(&world.link().await).await.status, 404);
    }
}

#[actix_web::test]
async fn somebody_with_an_account_signs_in_and_accepts_and_nobody_else_can() {
    for world in World::on_both().await {
        world.person("Hana Weber", "HANA@brand.example").await;
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        world.invites(&mut coordinator, &HANA).await;
        let link = world.link().await;
        let nobody = world.academy.visitor().await.opens(&link).await;
        assert!(nobody.text.contains("You have an account with the address"), "{}", nobody.text);
        let other = coordinator.submits(&link, &link, &[]).await;
        assert!(other.text.contains("you are signed in with another account"), "{}", other.text);
        let mut hana = world.signed_in("hana@brand.example").await;
        assert_eq!(hana.submits(&link, &link, &[]).await.location.as_deref(), Some("/"));
        let page = coordinator.opens(&format!("/organisations/{}", world.brand)).await;
        assert!(page.text.contains("Hana Weber"), "{}", page.text);
    }
}

#[actix_web::test]
async fn nobody_invites_to_a_role_that_they_do_not_hold_or_that_does_not_fit() {
    for world in World::on_both().await {
        let token = world.token_as(Role::ProgrammeManager, world.office).await;
        let path = format!("/api/v1/organisations/{}/invitations", world.office);
        let body =
            |role: &str| serde_json::json!({ "name": "Hana", "email": "hana@brand.example", "role": role });
        let higher = world.calls(&token, Method::POST, &path, Some(body("administrator"))).await;
        assert!(higher.status == 422 && higher.text.contains("whose rights you hold"), "{}", higher.text);
        let wrong = world.calls(&token, Method::POST, &path, Some(body("buyer"))).await;
        assert!(wrong.status == 422 && wrong.text.contains("does not exist in this kind"), "{}", wrong.text);
        assert_eq!(world.calls(&token, Method::POST, &path, Some(body("adviser"))).await.status, 201);
        let elsewhere = format!("/api/v1/organisations/{}/invitations", world.headquarters);
        assert_eq!(world.calls(&token, Method::POST, &elsewhere, Some(body("adviser"))).await.status, 404);
    }
}

#[actix_web::test]
async fn a_guest_reads_the_invitation_in_the_language_of_the_invitation() {
    let world = World::new().await;
    let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
    let fields = [&HANA[..3], &[("language", "vi")]].concat();
    world.invites(&mut coordinator, &fields).await;
    let link = world.link().await;
    let mut hana = world.academy.visitor().await;
    let page = hana.opens(&link).await;
    assert!(page.text.contains("<html lang=\"vi\""), "{}", page.text);
    let chosen = hana.submits(&link, "/language", &[("language", "en"), ("back", link.as_str())]).await;
    assert_eq!(chosen.location.as_deref(), Some(link.as_str()));
    assert!(hana.opens(&link).await.text.contains("<html lang=\"en\""), "what the guest chose goes before");
    let joined = [&JOINS[..2], &JOINS[3..]].concat();
    let joined = hana.submits(&link, &link, &joined).await;
    assert_eq!(joined.location.as_deref(), Some("/"), "without a sex: {}", joined.text);
}

#[actix_web::test]
async fn the_operator_makes_the_first_administrator() {
    let academy = TestAcademy::new().await;
    let name = PersonName::parse("Nguyễn Văn Minh").unwrap();
    let address = EmailAddress::parse("minh@academy.example").unwrap();
    let mut work = academy.begin().await;
    let token = make_first_administrator(&mut work, &name, &address).await.unwrap();
    work.commit().await.unwrap();
    let link = format!("/invitations/{token}");
    let mut minh = academy.visitor().await;
    let joined = minh
        .submits(
            &link,
            &link,
            &[
                ("name", "Nguyễn Văn Minh"),
                ("language", "en"),
                ("sex", "male"),
                ("password", "quạt máy chạy suốt đêm"),
            ],
        )
        .await;
    assert_eq!(joined.status, 303, "{}", joined.text);
    assert!(minh.opens("/organisations").await.text.contains("Register an organisation"));
}

#[actix_web::test]
async fn fifty_people_with_one_link_are_one_member() {
    for world in World::on_both().await {
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        world.invites(&mut coordinator, &HANA).await;
        let link = world.link().await;
        let mut visitors = Vec::new();
        for _ in 0..8 {
            visitors.push(world.academy.visitor().await);
        }
        let all = visitors.iter_mut().map(|visitor| visitor.submits(&link, &link, &JOINS));
        let answers = futures_util::future::join_all(all).await;
        assert_eq!(answers.iter().filter(|answer| answer.location.as_deref() == Some("/")).count(), 1);
    }
}
