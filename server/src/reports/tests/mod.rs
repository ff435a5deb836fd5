//! Reports as readers get them: what is counted, what is withheld, and who sees which figures.

mod counted;
mod seen;
mod shared;
mod withheld;

use std::{cell::Cell as Counter, rc::Rc};

use chrono::TimeDelta;
use serde_json::Value;

use crate::{
    catalogue::{self, Parcel, Publish, PublishCourse, commands as catalogue_commands},
    learning::{
        access::{EnrolOneself, OpenCourse},
        commands, fixture,
        tests::caller::Caller,
    },
    organisations::store::{
        memberships::{self, MembershipId, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Actor, Language, OrganisationId, Permit, PersonId, UnitOfWork,
        actor::Through,
        roles::{OrganisationKind, Role, Sex},
    },
    records::{self, EnrolmentId, Object, Statement, StatementResult, Verb},
    testing::TestAcademy,
};

/// The Academy with its office in Viet Nam, a group with two factories there, a factory in Bangladesh, partners.
struct World {
    academy: TestAcademy,
    headquarters: OrganisationId,
    office: OrganisationId,
    group: OrganisationId,
    first: OrganisationId,
    second: OrganisationId,
    far: OrganisationId,
    ministry: OrganisationId,
    donor: OrganisationId,
    people: Counter<u32>,
}

/// How far somebody came.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Far {
    Enrolled,
    Started,
    Completed,
    Applied,
}

impl World {
    async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            worlds.push(Self::in_academy(academy).await);
        }
        worlds
    }

    async fn new() -> Self {
        Self::in_academy(TestAcademy::new().await).await
    }

    async fn in_academy(academy: TestAcademy) -> Self {
        use OrganisationKind as Kind;
        let mut work = academy.begin().await;
        let (headquarters, office, group) = (
            add(&work, Kind::Academy, "Academy", None, None).await,
            add(&work, Kind::Academy, "Academy in Viet Nam", Some("VN"), None).await,
            add(&work, Kind::ManufacturingGroup, "Sao Mai Group", None, None).await,
        );
        let (first, second) = (
            add(&work, Kind::Factory, "Factory one", Some("VN"), Some(group)).await,
            add(&work, Kind::Factory, "Factory two", Some("VN"), Some(group)).await,
        );
        let far = add(&work, Kind::Factory, "Padma Knit", Some("BD"), None).await;
        let ministry = add(&work, Kind::Ministry, "Ministry of Labour", Some("VN"), None).await;
        let donor = add(&work, Kind::DevelopmentPartner, "Donor", None, None).await;
        for slug in ["buying", "fairness"] {
            let course = courses::Course { id: slug.to_owned(), ..fixture::course() };
            let permit = Permit::<PublishCourse>::judge(Rc::new(Actor::operator(Language::En)), ()).unwrap();
            let parcel = Parcel::of(&course).unwrap();
            catalogue_commands::import(&mut work, &permit, &parcel, Publish::Now).await.unwrap();
        }
        work.commit().await.unwrap();
        let people = Counter::new(0);
        Self { academy, headquarters, office, group, first, second, far, ministry, donor, people }
    }

    /// Somebody new, who belongs there.
    async fn member(&self, sex: Sex, role: Role, organisation: OrganisationId) -> (PersonId, MembershipId) {
        let work = self.academy.begin().await;
        let made = self.member_in(&work, sex, role, organisation).await;
        work.commit().await.unwrap();
        made
    }

    async fn member_in(
        &self,
        work: &UnitOfWork,
        sex: Sex,
        role: Role,
        organisation: OrganisationId,
    ) -> (PersonId, MembershipId) {
        self.people.set(self.people.get() + 1);
        let new = NewPerson {
            name: PersonName::parse("Nguyễn Thị Lan").unwrap(),
            email: EmailAddress::parse(&format!("person-{}@brand.example", self.people.get())).unwrap(),
            language: Language::En,
            sex,
            password_hash: None,
        };
        let person = persons::add(work, &new).await.unwrap();
        let starts_on = work.now().date_naive();
        let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
        (person, memberships::add(work, &new).await.unwrap())
    }

    /// So many new people of this sex, there, who came so far with the course.
    async fn learners(
        &self,
        count: u32,
        sex: Sex,
        at: OrganisationId,
        course: &str,
        far: Far,
    ) -> Vec<PersonId> {
        let mut work = self.academy.begin().await;
        let mut people = Vec::new();
        for _ in 0..count {
            let (person, _) = self.member_in(&work, sex, Role::OrganisationMember, at).await;
            enrol(&mut work, person, course, far).await;
            people.push(person);
        }
        work.commit().await.unwrap();
        people
    }

    async fn learns(&self, person: PersonId, course: &str, far: Far) -> EnrolmentId {
        let mut work = self.academy.begin().await;
        let enrolment = enrol(&mut work, person, course, far).await;
        work.commit().await.unwrap();
        enrolment
    }

    async fn records(
        &self,
        person: PersonId,
        enrolment: EnrolmentId,
        verb: Verb,
        object: Object,
        said: &str,
    ) {
        let work = self.academy.begin().await;
        append(&work, person, enrolment, verb, object, said).await;
        work.commit().await.unwrap();
    }

    async fn caller(&self, role: Role, organisation: OrganisationId) -> Caller<'_> {
        let (person, _) = self.member(Sex::NotStated, role, organisation).await;
        Caller::of(&self.academy, person).await
    }

    /// The report that this caller gets.
    async fn report(&self, caller: &mut Caller<'_>, query: &str) -> Value {
        let (status, report) = caller.gets(&format!("/api/v1/reports/learning?{query}")).await;
        assert_eq!(status, 200, "{query}: {report}");
        report
    }

    fn days_pass(&self, days: i64) {
        self.academy.clock.advance(TimeDelta::days(days));
    }
}

async fn add(
    work: &UnitOfWork,
    kind: OrganisationKind,
    name: &str,
    country: Option<&str>,
    part_of: Option<OrganisationId>,
) -> OrganisationId {
    let country = country.map(str::to_owned);
    let new = NewOrganisation { kind, name: name.to_owned(), country, part_of };
    organisations::add(work, &new).await.unwrap()
}

async fn enrol(work: &mut UnitOfWork, person: PersonId, course: &str, far: Far) -> EnrolmentId {
    let listing = catalogue::listed(work, course).await.unwrap().unwrap();
    let (slug, published) = (listing.slug, listing.published);
    let open = OpenCourse { slug, course: published.course, version: published.version };
    let actor = Actor {
        person,
        name: String::new(),
        language: Language::En,
        through: Through::Token,
        memberships: Vec::new(),
    };
    let permit = Permit::<EnrolOneself>::judge(Rc::new(actor), open).unwrap();
    let enrolment = commands::enrol_oneself(work, &permit, Language::En).await.unwrap();
    if far >= Far::Started {
        append(work, person, enrolment, Verb::Initialized, Object::Course, "").await;
    }
    if far >= Far::Completed {
        append(work, person, enrolment, Verb::Completed, Object::Course, "").await;
    }
    if far == Far::Applied {
        append(work, person, enrolment, Verb::Committed, Object::Plan, "").await;
        append(work, person, enrolment, Verb::Countersigned, Object::Plan, "").await;
        append(work, person, enrolment, Verb::Reported, Object::Plan, "kept").await;
    }
    enrolment
}

async fn append(
    work: &UnitOfWork,
    person: PersonId,
    enrolment: EnrolmentId,
    verb: Verb,
    object: Object,
    said: &str,
) {
    let response = Some(said.to_owned()).filter(|said| !said.is_empty());
    let statement = Statement {
        id: work.new_id(),
        person,
        verb,
        course: "buying".to_owned(),
        object,
        result: StatementResult { response, ..Default::default() },
        enrolment,
        language: Language::En,
        at: work.now(),
    };
    records::append(work, &statement).await.unwrap();
}

/// The row of this value.
fn row<'r>(report: &'r Value, value: &str) -> &'r Value {
    let rows = report["rows"].as_array().unwrap();
    rows.iter().find(|row| row["value"] == value).unwrap_or_else(|| panic!("no row {value}: {report:#}"))
}
