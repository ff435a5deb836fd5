//! An assessment that is not released is there for those who plan and make it. Everybody else opens every page and call
//! that there is, with every id of the store filled in, and finds nothing of it.

use actix_web::http::Method;
use sea_orm::{ConnectionTrait, Statement};

use super::world::World;
use crate::{
    app,
    engagement::{
        assessments::store::{AssessmentId, assessment},
        committees::fixture::sits,
    },
    platform::{
        Access, OrganisationId, PersonId,
        roles::{Role, Side},
    },
    testing::now,
};

/// A day that nothing else falls on, and a word that nothing else says.
pub const SECRET_DAY: &str = "2027-01-19";
pub const SECRET_WORD: &str = "kingfisher";

/// The marks by which the secret would show: its day in every form that the Academy writes, its note, its id.
fn marks(id: AssessmentId) -> Vec<String> {
    let days = ["2027-01-19", "19 January 2027", "19 tháng 1", "20270119", "19/01/2027"];
    days.into_iter().chain([SECRET_WORD]).map(str::to_owned).chain([id.to_string()]).collect()
}

/// Everybody who must not know, with how they stand.
pub async fn outsiders(world: &World) -> Vec<(&'static str, PersonId)> {
    let ministry = world.inspectorate().await;
    let seated = world.person("Vo Thi Sen", Role::Supervisor, world.factory).await;
    sits(&world.academy, (seated, Side::Workers), world.factory, (now().date_naive(), None)).await;
    vec![
        ("member of the committee", seated),
        ("factory manager", world.person("Do Hanh", Role::FactoryManager, world.factory).await),
        (
            "workers' representative",
            world.person("Pham Lan", Role::WorkersRepresentative, world.factory).await,
        ),
        ("supervisor", world.person("Nguyen Tuan", Role::Supervisor, world.factory).await),
        ("group", world.person("Ngo Tung", Role::FactoryManager, world.group).await),
        ("brand coordinator", world.person("Clara Brandt", Role::LearningCoordinator, world.brand).await),
        ("buyer", world.person("Mai Hartmann", Role::Buyer, world.brand).await),
        ("other adviser", world.adviser("Other Adviser").await),
        ("programme manager", world.person("Tran Ha", Role::ProgrammeManager, world.office).await),
        ("administrator", world.person("Hoang Anh", Role::Administrator, world.headquarters).await),
        ("inspector", world.person("Vu Nam", Role::LabourInspector, ministry.0).await),
        ("donor", world.person("Ingrid Solberg", Role::DevelopmentPartner, ministry.1).await),
    ]
}

/// What the names in a path are filled with: the secret itself wherever an assessment or something unknown is named.
pub struct Ids {
    factory: String,
    organisations: Vec<String>,
    people: Vec<String>,
    cycle: String,
    secret: String,
}

impl Ids {
    /// Who plans it, and who makes it with them.
    pub fn makers(&self) -> [PersonId; 2] {
        [0, 1].map(|number: usize| self.people[number].parse().unwrap())
    }

    fn of(&self, path: &str) -> Vec<String> {
        let name = path.split('/').find(|part| part.starts_with('{')).unwrap_or_default();
        match name {
            "{factory}" => vec![self.factory.clone()],
            "{organisation}" => self.organisations.clone(),
            "{person}" => self.people.clone(),
            "{cycle}" => vec![self.cycle.clone()],
            _ => vec![self.secret.clone()],
        }
    }

    /// Every address of the routes that ask for this access, filled.
    pub fn addresses(&self, access: Access) -> Vec<String> {
        let routes = app::routes().0.into_iter();
        let ours = routes.filter(|line| line.method == Method::GET && line.access == access);
        let mut all = Vec::new();
        for line in ours.filter(|line| !line.path.starts_with("/assets")) {
            match line.path.contains('{') {
                false => all.push(line.path.to_owned()),
                true => all.extend(self.of(line.path).iter().map(|id| self.filled(line.path, id))),
            }
        }
        all
    }

    /// The first name is this id, further ones are the secret.
    fn filled(&self, path: &str, id: &str) -> String {
        let mut first = Some(id);
        let mut part = |part: &str| match part.starts_with('{') {
            true => first.take().unwrap_or(&self.secret).to_owned(),
            false => part.to_owned(),
        };
        path.split('/').map(&mut part).collect::<Vec<_>>().join("/")
    }
}

/// The factory in its first cycle, a secret assessment of it, and everybody who must not know.
pub async fn with_a_secret(world: &World) -> (AssessmentId, Ids, Vec<(&'static str, PersonId)>) {
    let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
    let cycle = world.enrolled(huy, 1, "2026-09-01").await;
    let others = outsiders(world).await;
    let secret = world.planned(huy, minh, SECRET_DAY, SECRET_WORD).await;
    world.academy.runs_jobs().await;
    let ids = Ids {
        factory: world.factory.to_string(),
        organisations: [world.factory, world.group, world.office].map(|id| id.to_string()).into(),
        people: vec![huy.to_string(), minh.to_string()],
        cycle: cycle.to_string(),
        secret: secret.to_string(),
    };
    (secret, ids, others)
}

/// The mark of the secret that a text tells. Who names its id in the address reads it again in the answer that nothing
/// is there.
pub fn told(secret: AssessmentId, path: &str, text: &str) -> Option<String> {
    let id = secret.to_string();
    let text = if path.contains(&id) { text.replace(&id, "") } else { text.to_owned() };
    marks(secret).into_iter().find(|mark| text.contains(mark))
}

#[actix_web::test]
async fn nobody_else_finds_a_secret_assessment_on_any_page_export_or_mail() {
    let world = World::new().await;
    let (secret, ids, others) = with_a_secret(&world).await;
    for (who, person) in others {
        let mut visitor = world.signed_in(person).await;
        for path in ids.addresses(Access::SignedIn) {
            let answer = visitor.opens(&path).await;
            let found = path.contains(&secret.to_string()) && answer.status.is_success();
            assert!(!found && !answer.status.is_server_error(), "{who} opens {path}: {}", answer.status);
            assert_eq!(told(secret, &path, &answer.text), None, "{who} at {path}");
        }
        let searches = [
            "/people?search=king",
            "/organisations?search=king",
            "/engagement?show=all",
            "/administration/audit?action=assessment.plan",
            "/administration/audit?organisation=Sao+Mai",
        ];
        for path in searches {
            let answer = visitor.opens(path).await;
            assert_eq!(told(secret, path, &answer.text), None, "{who} at {path}");
            assert!(!answer.text.contains("Planned an assessment"), "{who} at {path}");
        }
    }
    for letter in world.academy.letters().await {
        assert_eq!(told(secret, "", &letter.text), None, "a mail");
    }
}

#[actix_web::test]
async fn nobody_else_hears_of_a_secret_assessment_by_any_call_or_feed() {
    let world = World::new().await;
    let (secret, ids, others) = with_a_secret(&world).await;
    for (who, person) in others {
        let mut caller = world.caller(person).await;
        for path in ids.addresses(Access::Token) {
            let (status, document) = caller.gets(&path).await;
            let found = path.contains(&secret.to_string()) && status < 400;
            assert!(!found && status < 500, "{who} calls {path}: {status}");
            assert_eq!(told(secret, &path, &document.to_string()), None, "{who} at {path}");
        }
    }
    let mut nobody = world.academy.visitor().await;
    for path in ids.addresses(Access::Public) {
        let text = nobody.opens(&path).await.text;
        assert_eq!(told(secret, &path, &text), None, "nobody at {path}");
    }
}

#[actix_web::test]
async fn the_store_of_what_everybody_reads_holds_nothing_of_it() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        world.enrolled(huy, 1, "2026-09-01").await;
        let secret = world.planned(huy, minh, SECRET_DAY, SECRET_WORD).await;
        for table in ["audit", "mail", "job", "record"] {
            let read = world.academy.db().read();
            let sql = format!("SELECT COUNT(*) FROM {table}");
            let before = read
                .query_one_raw(Statement::from_string(read.get_database_backend(), sql))
                .await
                .unwrap()
                .unwrap()
                .try_get_by_index::<i64>(0)
                .unwrap();
            world.planned(minh, huy, SECRET_DAY, SECRET_WORD).await;
            let sql = format!("SELECT COUNT(*) FROM {table}");
            let after = read
                .query_one_raw(Statement::from_string(read.get_database_backend(), sql))
                .await
                .unwrap()
                .unwrap()
                .try_get_by_index::<i64>(0)
                .unwrap();
            assert_eq!(before, after, "{table} after {secret}");
        }
    }
}

#[actix_web::test]
async fn those_who_make_it_see_it_and_everybody_does_once_it_is_released() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let anh = world.person("Hoang Anh", Role::Administrator, world.headquarters).await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let id = world.planned(huy, minh, "2026-11-20", SECRET_WORD).await;
        let page = format!("/assessments/{id}");
        let (mut adviser, mut other) = (world.signed_in(huy).await, world.signed_in(minh).await);
        let mut manager = world.signed_in(hanh).await;
        let mut administrator = world.signed_in(anh).await;
        assert!(adviser.opens(&page).await.text.contains(SECRET_WORD));
        assert!(other.opens("/engagement").await.text.contains("20 November 2026"));
        assert_eq!(manager.opens(&page).await.status, 404);
        assert_eq!(administrator.opens(&page).await.status, 404);
        assert_eq!(administrator.opens(&format!("{page}/release")).await.status, 404);

        let release = format!("{page}/release");
        let done = adviser.submits(&release, &release, &[("summary", "Two findings")]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let seen = manager.opens(&page).await;
        assert!(seen.text.contains("Two findings") && !seen.text.contains(SECRET_WORD), "{}", seen.text);
        // What was done in secret comes to the audit with the release.
        let audit = administrator.opens("/administration/audit?action=assessment.plan").await;
        assert!(audit.text.contains("Planned an assessment that is released now"), "{}", audit.text);
        let again = adviser.submits(&page, &release, &[("summary", "Again")]).await;
        assert_eq!(again.status, 409);
    }
}

/// What one is refused must not tell of another assessment: a second one is planned as if there were none.
#[actix_web::test]
async fn planning_a_second_one_does_not_tell_of_the_first() {
    let world = World::new().await;
    let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
    let (vy, khoa) = (world.adviser("Do Vy").await, world.adviser("Trinh Khoa").await);
    world.enrolled(huy, 1, "2026-09-01").await;
    world.planned(huy, minh, SECRET_DAY, SECRET_WORD).await;
    world.planned(vy, khoa, SECRET_DAY, "other").await;
}

/// Ends the factory's cycle as the programme manager, and runs what waits.
async fn cycle_ended(world: &World, ha: PersonId, ids: &Ids) {
    let mut manager = world.signed_in(ha).await;
    let end = format!("/cycles/{}/end", ids.cycle);
    let form = manager.opens(&end).await.text;
    assert!(!form.contains("You plan or make") && !form.contains("19 January 2027"), "{form}");
    let ended = manager.submits(&end, &end, &[("ended_on", "2026-11-20"), ("seen", "0")]).await;
    assert_eq!(ended.status, 303, "{}", ended.text);
    assert!(!manager.opens(&ended.location.unwrap()).await.text.contains("19 January 2027"));
    world.academy.runs_jobs().await;
}

impl World {
    async fn rows(&self, table: &str) -> i64 {
        let read = self.academy.db().read();
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let row = read.query_one_raw(Statement::from_string(read.get_database_backend(), sql)).await;
        row.unwrap().unwrap().try_get_by_index::<i64>(0).unwrap()
    }
}

/// Whoever ends a cycle learns nothing of an assessment that is planned after its end; its own people do, and it goes
/// with the factory to the next cycle.
#[actix_web::test]
async fn the_end_of_a_cycle_tells_of_a_planned_assessment_to_its_own_people_alone() {
    let (world, bare) = (World::new().await, World::new().await);
    let (secret, ids, others) = with_a_secret(&world).await;
    let of_role = |others: &[(&'static str, PersonId)], who: &str| {
        others.iter().find(|(role, _)| *role == who).map(|(_, person)| *person).unwrap()
    };
    let ha = of_role(&others, "programme manager");
    cycle_ended(&world, ha, &ids).await;

    // The same factory without an assessment: as many rows stand where others read.
    let (huy, minh) = (bare.adviser("Le Huy").await, bare.adviser("Bui Minh").await);
    let cycle = bare.enrolled(huy, 1, "2026-09-01").await;
    let same = outsiders(&bare).await;
    let without = Ids {
        factory: bare.factory.to_string(),
        organisations: Vec::new(),
        people: vec![minh.to_string()],
        cycle: cycle.to_string(),
        secret: String::new(),
    };
    bare.academy.runs_jobs().await;
    cycle_ended(&bare, of_role(&same, "programme manager"), &without).await;
    for table in ["audit", "mail", "job", "record"] {
        assert_eq!(world.rows(table).await, bare.rows(table).await, "{table}");
    }

    let people: Vec<PersonId> = ids.people.iter().map(|id| id.parse().unwrap()).collect();
    for person in &people {
        let mut own = world.signed_in(*person).await;
        let told = "The cycle of Sao Mai 1 ended before your assessment there";
        assert!(own.opens("/notices").await.text.contains(told), "{person}");
        let page = own.opens(&format!("/assessments/{secret}")).await.text;
        assert!(page.contains("It goes to the next cycle"), "{page}");
    }
    for who in ["programme manager", "administrator", "other adviser", "factory manager"] {
        let mut visitor = world.signed_in(of_role(&others, who)).await;
        for path in ids.addresses(Access::SignedIn) {
            let answer = visitor.opens(&path).await;
            assert_eq!(told(secret, &path, &answer.text), None, "{who} at {path}");
        }
        assert!(!visitor.opens("/notices").await.text.contains("before your assessment"), "{who}");
    }
    for letter in world.academy.letters().await {
        assert_eq!(told(secret, "", &letter.text), None, "a mail");
    }

    // The next cycle takes it along; the audit does not know.
    let audited = world.rows("audit").await;
    let next = world.enrolled(people[0], 2, "2026-11-22").await;
    assert_eq!(world.rows("audit").await, audited + 1);
    let read = world.academy.db().read();
    assert_eq!(assessment(read, secret).await.unwrap().cycle, next);
    let page = world.signed_in(people[0]).await.opens(&format!("/assessments/{secret}")).await.text;
    assert!(!page.contains("It goes to the next cycle"), "{page}");
}

#[actix_web::test]
async fn an_assessment_made_before_the_end_of_its_cycle_is_released_after_it() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let cycle = world.enrolled(huy, 1, "2026-09-01").await;
        let made = world.planned(huy, minh, "2026-11-10", "made").await;
        let after = world.planned(huy, minh, "2026-11-21", "after").await;
        let mut adviser = world.signed_in(huy).await;
        let end = format!("/cycles/{cycle}/end");
        let ended = adviser.submits(&end, &end, &[("ended_on", "2026-11-20"), ("seen", "0")]).await;
        assert_eq!(ended.status, 303, "{}", ended.text);
        let release = |id: AssessmentId| format!("/assessments/{id}/release");
        let summary = [("summary", "Two findings")];
        let refused = adviser.submits(&release(after), &release(after), &summary).await;
        assert!(refused.status == 422 && refused.text.contains("was in no cycle"), "{}", refused.text);
        assert_eq!(adviser.submits(&release(made), &release(made), &summary).await.status, 303);
        // Enrolled again before its day, the factory was in a cycle.
        let next = world.enrolled(huy, 2, "2026-11-21").await;
        let read = world.academy.db().read();
        assert_eq!(assessment(read, made).await.unwrap().cycle, cycle);
        assert_eq!(assessment(read, after).await.unwrap().cycle, next);
        assert_eq!(adviser.submits(&release(after), &release(after), &summary).await.status, 303);
    }
}

impl World {
    /// An inspectorate of the country and a donor.
    async fn inspectorate(&self) -> (OrganisationId, OrganisationId) {
        use crate::{
            organisations::store::organisations::{self, NewOrganisation},
            platform::roles::OrganisationKind,
        };
        let work = self.academy.begin().await;
        let new = |kind, name: &str, country: Option<&str>| NewOrganisation {
            kind,
            name: name.to_owned(),
            country: country.map(str::to_owned),
            part_of: None,
        };
        let inspectorate = new(OrganisationKind::Inspectorate, "Inspectorate", Some("VN"));
        let inspectorate = organisations::add(&work, &inspectorate).await.unwrap();
        let fund = new(OrganisationKind::DevelopmentPartner, "Fund", None);
        let fund = organisations::add(&work, &fund).await.unwrap();
        work.commit().await.unwrap();
        (inspectorate, fund)
    }
}

#[actix_web::test]
async fn whoever_knows_of_two_that_meet_is_told_and_nobody_else() {
    let world = World::new().await;
    let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
    let (vy, khoa) = (world.adviser("Do Vy").await, world.adviser("Trinh Khoa").await);
    world.enrolled(huy, 1, "2026-09-01").await;
    let first = world.planned(huy, minh, SECRET_DAY, SECRET_WORD).await;
    let others = world.planned(vy, khoa, SECRET_DAY, "other").await;
    let told = |text: &str| {
        (text.contains("another assessment of this factory"), text.contains("makes another assessment"))
    };
    let mut adviser = world.signed_in(huy).await;
    let page = format!("/assessments/{first}");
    assert_eq!(told(&adviser.opens(&page).await.text), (false, false), "of the other one nobody tells huy");
    world.planned(minh, huy, SECRET_DAY, SECRET_WORD).await;
    assert_eq!(told(&adviser.opens(&page).await.text), (true, true));
    let own = world.signed_in(vy).await.opens(&format!("/assessments/{others}")).await.text;
    assert_eq!(told(&own), (false, false));
}
