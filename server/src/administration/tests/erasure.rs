//! Somebody asks to be erased, and is found nowhere afterwards.

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use super::{
    dump::{files_with, rows, with},
    world::World,
};
use crate::{
    app,
    learning::{fixture, tests::calls},
    people::store::persons,
    platform::{Job, OrganisationId, Passwords, PersonId, checks, jobs, mail, roles::Role},
    records::{self, Projectors},
    testing::{Answer, TestAcademy, Visitor, caller::Caller},
};

const PASSWORD: &str = "năm con trâu gặm cỏ";
/// Of Linh: her name and address, and what she wrote.
const MARKS: [&str; 5] =
    ["Linh", "linh@brand.example", "No change after cutting", "Change log", "Two of three"];

async fn linh(world: &World) -> PersonId {
    let linh = fixture::person(&world.academy, "Linh").await;
    let hash = Passwords::new().unwrap().hash(PASSWORD).await.unwrap();
    let work = world.academy.begin().await;
    persons::set_password(&work, linh, hash).await.unwrap();
    work.commit().await.unwrap();
    world.makes(linh, Role::Buyer, world.brand).await;
    linh
}

async fn asks(visitor: &mut Visitor<'_>, password: &str) -> Answer {
    visitor.submits("/profile/data", "/profile/erasure", &[("present-password", password)]).await
}

/// The address of the only request that waits.
async fn waiting(administrator: &mut Visitor<'_>) -> String {
    let list = administrator.opens("/administration/erasures").await;
    let (_, rest) = list.text.split_once("href=\"/administration/erasures/").expect(&list.text);
    format!("/administration/erasures/{}", rest.split('"').next().unwrap())
}

async fn carries_out(administrator: &mut Visitor<'_>, request: &str) -> Answer {
    administrator.submits(request, &format!("{request}/completion"), &[]).await
}

/// A whole life in the Academy: learning, a plan, a follow-up, mails, an invitation, an API's answer, jobs.
async fn lives(world: &World, linh: PersonId) -> String {
    let academy = &world.academy;
    calls::publishes(academy).await;
    let mut caller = Caller::of(academy, linh).await;
    let enrolment = calls::completes(&mut caller).await;
    let (_, plan) = caller.gets(&format!("{enrolment}/plan")).await;
    let commitment = plan["commitments"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("{enrolment}/commitments/{commitment}/follow-up");
    caller.posts(&path, json!({ "outcome": "partly", "comment": "Two of three" })).await;

    let mut administrator = world.administrator().await;
    let invite = format!("/organisations/{}/invitations", world.brand);
    let guest = [
        ("name", "Linh"),
        ("email", "Linh@brand.example"),
        ("role", "learning-coordinator"),
        ("language", "vi"),
    ];
    let invited = administrator.submits(&format!("{invite}/new"), &invite, &guest).await;
    assert_eq!(invited.status, 303, "{}", invited.text);
    administrator.opens(&format!("/people/{linh}")).await;
    let mut anybody = academy.visitor().await;
    anybody.submits("/password-resets", "/password-resets", &[("email", "linh@brand.example")]).await;

    // A list in which she stands, and on which nobody decides.
    let list = "Name,E-mail,Role\nLinh,linh@brand.example,buyer\nMinh,not an address,buyer\n";
    let sent =
        administrator.uploads("/imports", "/imports/people", ("Linh and others.csv", list.as_bytes())).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let work = academy.begin().await;
    jobs::enqueue(&work, Job::new("some-import", json!({ "rows": [{ "name": "Linh" }] }))).await.unwrap();
    let minh = persons::person(&work, world.administrator).await.unwrap();
    let letter = crate::people::mails::ResetMail { url: "linh@brand.example".to_owned() };
    mail::queue(&work, &minh.recipient(), &letter).await.unwrap();
    work.commit().await.unwrap();
    enrolment
}

#[actix_web::test]
async fn an_erased_person_is_found_in_no_table_and_no_file_and_the_counts_are_the_same() {
    for world in World::on_both().await {
        let academy = &world.academy;
        let linh = linh(&world).await;
        let enrolment = lives(&world, linh).await;
        let mut hers = world.signed_in(linh).await;
        assert_eq!(asks(&mut hers, PASSWORD).await.status, 303);
        let before = rows(academy).await;
        for mark in MARKS {
            assert!(!with(&before, mark).is_empty(), "{mark} was never there");
        }
        let counted = counts(academy).await;

        let mut administrator = world.administrator().await;
        let request = waiting(&mut administrator).await;
        let done = carries_out(&mut administrator, &request).await;
        assert_eq!(done.location.as_deref(), Some("/administration/erasures"), "{}", done.text);
        // A job that comes late finds nobody, and leaves nothing.
        academy.runs_jobs().await;

        let after = rows(academy).await;
        for mark in MARKS {
            assert_eq!(with(&after, mark), [""; 0], "{mark}");
        }
        assert_eq!(counts(academy).await, counted);
        assert!(hers.opens("/profile").await.status.is_redirection());
        disappears(&world, &mut administrator, linh, &enrolment).await;
        holds(academy).await;

        academy.db().close().await.unwrap();
        for mark in MARKS {
            assert_eq!(files_with(academy, mark), [""; 0], "{mark}");
        }
    }
}

async fn disappears(world: &World, administrator: &mut Visitor<'_>, linh: PersonId, enrolment: &str) {
    for path in
        ["/people?search=linh", "/people", "/administration/audit", "/plans", "/administration/erasures"]
    {
        let page = administrator.opens(path).await;
        assert!(page.status == 200 && !page.text.contains(">Linh<"), "{path}: {}", page.text);
    }
    assert_eq!(administrator.opens(&format!("/people/{linh}")).await.status, 404);
    let enrolment = enrolment.trim_start_matches("/api/v1");
    assert_eq!(administrator.opens(enrolment).await.status, 404);
    let organisation = administrator.opens(&format!("/organisations/{}", world.brand)).await;
    assert!(!organisation.text.contains("Linh"), "{}", organisation.text);
    let audit = administrator.opens(&format!("/administration/audit?person={linh}")).await;
    assert!(audit.text.contains("erased person"), "{}", audit.text);
    let mut caller = Caller::of(&world.academy, world.administrator).await;
    let body = json!({ "course": "buying", "person": linh });
    assert_eq!(caller.posts("/api/v1/enrolments", body).await.0, 404);
}

/// By sex and country and time: what reports count.
async fn counts(academy: &TestAcademy) -> Vec<(String, Option<String>, i64, i64)> {
    let sql = "SELECT p.sex, o.country, COUNT(DISTINCT e.id), COUNT(p2.completed_at) FROM enrolment e \
        JOIN person p ON p.id = e.person_id JOIN membership m ON m.person_id = p.id \
        JOIN organisation o ON o.id = m.organisation_id LEFT JOIN progress p2 ON p2.enrolment_id = e.id \
        GROUP BY p.sex, o.country, e.enrolled_at";
    let read = academy.db().read();
    let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), sql)).await.unwrap();
    let get = |row: &sea_orm::QueryResult| {
        (
            row.try_get_by_index(0).unwrap(),
            row.try_get_by_index(1).unwrap(),
            row.try_get_by_index(2).unwrap(),
            row.try_get_by_index(3).unwrap(),
        )
    };
    rows.iter().map(get).collect()
}

/// Every invariant, and a rebuild that changes nothing.
async fn holds(academy: &TestAcademy) {
    let read = academy.db().read();
    for finding in checks::find(read, &app::checks()).await.unwrap() {
        assert_eq!(finding.broken, 0, "{finding:?}");
    }
    assert!(records::broken_records(read).await.unwrap().is_empty());
    let before = rows(academy).await;
    records::rebuild(academy.db(), &Projectors(app::projectors())).await.unwrap();
    let mut after = rows(academy).await;
    let mut before = before;
    before.sort();
    after.sort();
    assert_eq!(before, after);
}

#[actix_web::test]
async fn a_request_needs_the_password_and_can_be_withdrawn_until_it_is_carried_out() {
    for world in World::on_both().await {
        let linh = linh(&world).await;
        let mut hers = world.signed_in(linh).await;
        let wrong = asks(&mut hers, "somebody else's guess").await;
        assert!(wrong.status == 422 && wrong.text.contains("not your present password"), "{}", wrong.text);
        assert_eq!(asks(&mut hers, PASSWORD).await.status, 303);
        assert!(hers.opens("/profile/data").await.text.contains("You asked to be erased"));
        let mut administrator = world.administrator().await;
        let request = waiting(&mut administrator).await;
        let withdrawn = hers.submits("/profile/data", "/profile/erasure/withdrawal", &[]).await;
        assert_eq!(withdrawn.status, 303, "{}", withdrawn.text);
        assert_eq!(administrator.opens(&request).await.status, 404);
        let late = administrator.submits("/profile", &format!("{request}/completion"), &[]).await;
        assert_eq!(late.status, 404);
        assert!(administrator.opens(&format!("/people/{linh}")).await.text.contains("Linh"));
    }
}

#[actix_web::test]
async fn nobody_erases_themselves_and_the_last_administrator_stays() {
    for world in World::on_both().await {
        let linh = linh(&world).await;
        world.makes(linh, Role::Administrator, world.headquarters).await;
        let mut hers = world.signed_in(linh).await;
        asks(&mut hers, PASSWORD).await;
        let request = waiting(&mut hers).await;
        assert_eq!(carries_out(&mut hers, &request).await.status, 403);
        // The other administrator loses the role while the page is open.
        let mut administrator = world.administrator().await;
        let page = administrator.opens(&request).await;
        assert_eq!(page.status, 200);
        leaves(&world, world.administrator).await;
        assert_eq!(carries_out(&mut administrator, &request).await.status, 404);
    }
}

async fn leaves(world: &World, person: PersonId) {
    use crate::organisations::store::memberships;
    let work = world.academy.begin().await;
    let yesterday = work.now().date_naive().pred_opt().unwrap();
    memberships::end_all(&work, person, yesterday).await.unwrap();
    let today = work.now().date_naive();
    assert!(!memberships::is_last_administrator(&work, person, today).await.unwrap());
    work.commit().await.unwrap();
}

#[actix_web::test]
async fn requests_are_hidden_from_everybody_else() {
    for world in World::on_both().await {
        let linh = linh(&world).await;
        let mut hers = world.signed_in(linh).await;
        asks(&mut hers, PASSWORD).await;
        let mut administrator = world.administrator().await;
        let request = waiting(&mut administrator).await;
        let manager = fixture::person(&world.academy, "Khanh").await;
        let office: OrganisationId = world.headquarters;
        world.makes(manager, Role::ProgrammeManager, office).await;
        let mut manager = world.signed_in(manager).await;
        for path in ["/administration", "/administration/erasures", request.as_str()] {
            assert_eq!(manager.opens(path).await.status, 404, "{path}");
        }
        assert_eq!(manager.submits("/profile", &format!("{request}/completion"), &[]).await.status, 404);
    }
}
