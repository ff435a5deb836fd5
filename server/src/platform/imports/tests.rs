//! Lists in the browser: upload, preview, decision, progress, and an end that nobody wanted.

use std::ops::Range;

use chrono::TimeDelta;
use uuid::Uuid;

use super::{
    Fate, Given, Import, Importer, Importers, WrongRows, jobs,
    store::{self, ImportId, State},
};
use crate::{
    organisations::store::{
        memberships::{self, MembershipId, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Actor, JobContext, Language, OrganisationId, Outcome, Passwords, PersonId, Problem, Read, UnitOfWork,
        roles::{OrganisationKind, Role, Sex},
        spreadsheets::{Cell, Column, Format, Sheet, Table},
    },
    testing::{TestAcademy, Visitor, now},
};

const PASSWORD: &str = "năm con trâu gặm cỏ";
const WRONG: &str = "name,email,role\nNguyễn Thị Lan,lan@brand.example,buyer\n,hoa@brand.example,buyer\n";

struct World {
    academy: TestAcademy,
    hash: String,
    brand: OrganisationId,
}

impl World {
    async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            let hash = Passwords::new().unwrap().hash(PASSWORD).await.unwrap();
            let work = academy.begin().await;
            let kind = OrganisationKind::Brand;
            let new = NewOrganisation { kind, name: "Northwind".to_owned(), country: None, part_of: None };
            let brand = organisations::add(&work, &new).await.unwrap();
            work.commit().await.unwrap();
            worlds.push(Self { academy, hash, brand });
        }
        worlds
    }

    async fn person(&self, address: &str, role: Role) -> MembershipId {
        let new = NewPerson {
            name: PersonName::parse("Trần Văn Minh").unwrap(),
            email: EmailAddress::parse(address).unwrap(),
            language: Language::En,
            sex: Sex::NotStated,
            password_hash: Some(self.hash.clone()),
        };
        let work = self.academy.begin().await;
        let person: PersonId = persons::add(&work, &new).await.unwrap();
        let (organisation, starts_on) = (self.brand, now().date_naive());
        let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
        let membership = memberships::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        membership
    }

    async fn signed_in(&self, address: &str) -> Visitor<'_> {
        let mut visitor = self.academy.visitor().await;
        let fields = [("email", address), ("password", PASSWORD), ("next", "/")];
        assert_eq!(visitor.submits("/sign-in", "/sign-in", &fields).await.status, 303);
        visitor
    }

    async fn files(&self) -> usize {
        self.academy.academy.storage.list().await.unwrap().len()
    }
}

#[actix_web::test]
async fn a_list_is_looked_through_mended_and_imported_once() {
    for world in World::on_both().await {
        world.person("minh@brand.example", Role::LearningCoordinator).await;
        let mut minh = world.signed_in("minh@brand.example").await;
        let page = minh.opens("/imports").await;
        assert!(page.status == 200 && page.text.contains("/imports/templates/people.xlsx"), "{}", page.text);
        assert!(!page.text.contains("/imports/organisations"));

        let answer = minh.uploads("/imports", "/imports/people", ("people.csv", WRONG.as_bytes())).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let path = answer.location.unwrap();
        assert!(minh.opens(&path).await.text.contains("being looked through"));
        world.academy.runs_jobs().await;
        let page = minh.opens(&path).await.text;
        assert!(
            page.contains("Line 3") && page.contains("Nothing is imported while a row is wrong"),
            "{page}"
        );
        let decision = format!("{path}/decision");
        assert_eq!(minh.submits(&path, &decision, &[]).await.status, 409);
        world.academy.runs_jobs().await;
        assert!(world.academy.letters().await.is_empty());

        let mended = WRONG.replace("\n,hoa", "\nPhạm Hoa,hoa");
        let answer = minh.uploads("/imports", "/imports/people", ("people.csv", mended.as_bytes())).await;
        let path = answer.location.unwrap();
        world.academy.runs_jobs().await;
        let decision = format!("{path}/decision");
        assert_eq!(minh.submits(&path, &decision, &[]).await.status, 303);
        assert_eq!(minh.submits(&path, &decision, &[]).await.status, 409);
        world.academy.runs_jobs().await;
        let page = minh.opens(&path).await.text;
        assert!(page.contains("What was done") && page.contains("2 new"), "{page}");
        assert_eq!(world.academy.letters().await.len(), 2);
        // Its file is gone; the other waits for a decision for a day.
        assert_eq!(world.files().await, 1);

        let answer = minh.uploads("/imports", "/imports/people", ("again.csv", mended.as_bytes())).await;
        world.academy.runs_jobs().await;
        assert!(minh.opens(&answer.location.unwrap()).await.text.contains("There is nothing to do"));
    }
}

#[actix_web::test]
async fn what_came_in_after_the_preview_is_not_written_over() {
    for world in World::on_both().await {
        world.person("minh@brand.example", Role::LearningCoordinator).await;
        let mut minh = world.signed_in("minh@brand.example").await;
        let list = WRONG.replace("\n,hoa", "\nPhạm Hoa,hoa");
        let mut paths = Vec::new();
        for name in ["first.csv", "second.csv"] {
            let answer = minh.uploads("/imports", "/imports/people", (name, list.as_bytes())).await;
            paths.push(answer.location.unwrap());
        }
        world.academy.runs_jobs().await;
        for path in &paths {
            assert!(minh.opens(path).await.text.contains("2 new"));
        }
        let decides = async |minh: &mut Visitor<'_>, path: &str| {
            let fields = [("wrong_rows", "left-out")];
            assert_eq!(minh.submits(path, &format!("{path}/decision"), &fields).await.status, 303);
            world.academy.runs_jobs().await;
            minh.opens(path).await.text
        };
        let first = decides(&mut minh, &paths[0]).await;
        assert!(first.contains("What was done"), "{first}");
        let second = decides(&mut minh, &paths[1]).await;
        assert!(second.contains("This is not what you saw before"), "{second}");
        assert!(second.contains("There is nothing to do") && !second.contains("2 new"), "{second}");
        assert_eq!(world.academy.letters().await.len(), 2, "nobody is invited twice");
    }
}

#[actix_web::test]
async fn refused_rows_can_be_left_out_and_an_xlsx_reads_as_a_csv_does() {
    for world in World::on_both().await {
        world.person("minh@brand.example", Role::LearningCoordinator).await;
        let mut minh = world.signed_in("minh@brand.example").await;
        let mut sheet = Sheet::new("People", ["Họ và tên", "Email", "Vai trò"]);
        sheet.row(["Nguyễn Thị Lan", "lan@brand.example", "Buyer"].map(Cell::from));
        sheet.row(["Phạm Hoa", "no address", "Buyer"].map(Cell::from));
        let bytes = sheet.bytes(Format::Xlsx).unwrap();
        let answer = minh.uploads("/imports", "/imports/people", ("people.xlsx", &bytes)).await;
        let path = answer.location.unwrap();
        world.academy.runs_jobs().await;
        assert!(minh.opens(&path).await.text.contains("Line 3"));
        let fields = [("wrong_rows", "left-out")];
        assert_eq!(minh.submits(&path, &format!("{path}/decision"), &fields).await.status, 303);
        world.academy.runs_jobs().await;
        assert!(minh.opens(&path).await.text.contains("1 new"));
        assert_eq!(world.academy.letters().await.len(), 1);
        for file in ["people.csv", "people.xlsx"] {
            assert_eq!(minh.opens(&format!("/imports/templates/{file}")).await.status, 200);
        }
        for file in ["organisations.csv", "people.pdf", "people"] {
            assert_eq!(minh.opens(&format!("/imports/templates/{file}")).await.status, 404);
        }
    }
}

#[actix_web::test]
async fn what_is_no_list_is_refused_with_a_sentence() {
    let world = World::on_both().await.remove(0);
    world.person("minh@brand.example", Role::LearningCoordinator).await;
    let mut minh = world.signed_in("minh@brand.example").await;
    for (bytes, words) in [
        (b"PK\x03\x04 broken".to_vec(), "damaged"),
        (b"Name,Email,Role\nM\xFCller,a@b.example,buyer\n".to_vec(), "CSV UTF-8"),
        (b"Name,Role\nLan,buyer\n".to_vec(), "is missing"),
        (Vec::new(), "There are no rows"),
    ] {
        let answer = minh.uploads("/imports", "/imports/people", ("list.xlsx", &bytes)).await;
        let path = answer.location.unwrap();
        world.academy.runs_jobs().await;
        let page = minh.opens(&path).await.text;
        assert!(page.contains("cannot be imported") && page.contains(words), "{page}");
        assert_eq!(minh.submits(&path, &format!("{path}/decision"), &[]).await.status, 409);
    }
    let without = minh.uploads("/imports", "/imports/people", ("", b"")).await;
    assert!(without.status == 422 && without.text.contains("Choose a file first"), "{}", without.text);
    let huge = vec![b'a'; 17 * 1024 * 1024];
    assert_eq!(minh.uploads("/imports", "/imports/people", ("huge.csv", &huge)).await.status, 413);
    assert_eq!(minh.uploads("/profile", "/imports/organisations", ("a.csv", b"x")).await.status, 404);
    let forged = minh.posts("/imports/people", &[("file", "x".to_owned())]).await;
    assert_eq!(forged.status, 415);
}

#[actix_web::test]
async fn an_import_is_its_owners_alone_and_ends_with_their_role() {
    for world in World::on_both().await {
        let membership = world.person("minh@brand.example", Role::LearningCoordinator).await;
        world.person("other@brand.example", Role::LearningCoordinator).await;
        world.person("buyer@brand.example", Role::Buyer).await;
        let mut minh = world.signed_in("minh@brand.example").await;
        let list = WRONG.replace("\n,hoa", "\nPhạm Hoa,hoa");
        let answer = minh.uploads("/imports", "/imports/people", ("people.csv", list.as_bytes())).await;
        let path = answer.location.unwrap();
        world.academy.runs_jobs().await;
        for (address, imports) in [("other@brand.example", 200), ("buyer@brand.example", 404)] {
            let mut visitor = world.signed_in(address).await;
            assert_eq!(visitor.opens(&path).await.status, 404);
            assert_eq!(visitor.submits("/profile", &format!("{path}/decision"), &[]).await.status, 404);
            assert_eq!(visitor.opens("/imports").await.status, imports);
        }
        assert_eq!(minh.submits(&path, &format!("{path}/decision"), &[]).await.status, 303);
        // The role ends between the decision and the work.
        let work = world.academy.begin().await;
        let yesterday = now().date_naive().pred_opt().unwrap();
        memberships::end(&work, membership, yesterday).await.unwrap();
        work.commit().await.unwrap();
        world.academy.runs_jobs().await;
        assert!(world.academy.letters().await.is_empty());
        assert_eq!(minh.opens(&path).await.status, 404);
        assert_eq!(world.files().await, 0);
    }
}

/// Seven hundred rows of which those from `from` on meet a defect of ours.
#[derive(Clone, Copy)]
struct Failing {
    from: usize,
}

struct FailingImport(Failing, Vec<u32>);

#[async_trait::async_trait]
impl Importer for Failing {
    fn kind(&self) -> &'static str {
        "people"
    }

    fn columns(&self) -> &'static [Column] {
        &[Column { name: "name", heading: "person-name", also: "person-name", needed: true }]
    }

    fn may(&self, _: &Actor) -> bool {
        true
    }

    async fn begin(&self, _: &Read, _: Given, _: Table) -> Outcome<Box<dyn Import>> {
        Ok(Box::new(FailingImport(*self, (2..702).collect())))
    }
}

#[async_trait::async_trait]
impl Import for FailingImport {
    fn lines(&self) -> &[u32] {
        &self.1
    }

    async fn preview(&self, _: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        Ok(rows.map(|_| Fate::Created).collect())
    }

    async fn carry_out(&self, _: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        if rows.start >= self.0.from {
            return Err(Problem::Internal("the row cannot be stored".to_owned()));
        }
        Ok(rows.map(|_| Fate::Created).collect())
    }
}

impl World {
    fn failing(&self, from: usize) -> JobContext {
        let academy = &self.academy.academy;
        JobContext {
            db: self.academy.db().clone().attach(Importers(vec![Box::new(Failing { from })])),
            engine: academy.engine.clone().into_inner(),
            site: academy.site.clone().into_inner(),
            storage: (**academy.storage).clone(),
        }
    }
}

fn import_at(path: &str) -> ImportId {
    ImportId(Uuid::parse_str(path.rsplit('/').next().unwrap()).unwrap())
}

#[actix_web::test]
async fn an_import_that_fails_in_the_middle_says_so_and_how_far_it_came() {
    for world in World::on_both().await {
        world.person("minh@brand.example", Role::LearningCoordinator).await;
        let mut minh = world.signed_in("minh@brand.example").await;
        let through = jobs::Through { wrong_rows: WrongRows::KeepAllOut, dry_run: false };
        for (from, words) in [(500, "500 of 700 rows"), (0, "nothing of this file was taken in")] {
            let answer = minh.uploads("/imports", "/imports/people", ("list.csv", b"Name\nLan\n")).await;
            let path = answer.location.unwrap();
            let id = import_at(&path);
            jobs::go_through(&world.failing(from), id, through).await.unwrap_err();
            let page = minh.opens(&path).await.text;
            assert!(page.contains("The import stopped") && page.contains(words), "{page}");
            let stored = store::import(world.academy.db().read(), id).await.unwrap();
            let created = u32::try_from(from).unwrap();
            assert_eq!((stored.state, stored.done, stored.created), (State::Failed, created, created));
            assert_eq!(minh.submits(&path, &format!("{path}/decision"), &[]).await.status, 409);
            // Whoever tries again by itself changes nothing.
            jobs::go_through(&world.failing(from), id, through).await.unwrap();
            world.academy.runs_jobs().await;
            assert_eq!(store::import(world.academy.db().read(), id).await.unwrap().state, State::Failed);
        }
        assert!(minh.opens("/imports").await.text.contains("stopped"));
        assert_eq!(world.files().await, 0);
    }
}

#[actix_web::test]
async fn an_import_on_which_nothing_works_any_more_comes_to_an_end() {
    for world in World::on_both().await {
        world.person("minh@brand.example", Role::LearningCoordinator).await;
        let mut minh = world.signed_in("minh@brand.example").await;
        let answer = minh.uploads("/imports", "/imports/people", ("list.csv", b"Name\nLan\n")).await;
        let id = import_at(&answer.location.unwrap());
        let work = world.academy.begin().await;
        assert!(store::go_on(&work, id, State::Checking, State::Importing).await.unwrap());
        work.commit().await.unwrap();
        world.academy.clock.advance(TimeDelta::days(5));
        world.academy.academy.runner().schedule().await.unwrap();
        world.academy.runs_jobs().await;
        let stored = store::import(world.academy.db().read(), id).await.unwrap();
        assert_eq!((stored.state, stored.file), (State::Failed, None));
    }
}
