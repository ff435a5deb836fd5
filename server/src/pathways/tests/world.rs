//! A factory in Viet Nam with findings, its adviser, both sides of its committee and some supervisors; and strangers.

use std::{collections::HashMap, rc::Rc};

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::{
    catalogue::{Parcel, Publish, PublishCourse, commands as catalogue},
    engagement::cycles::store::{self as cycles, NewCycle},
    improvement::{self, ItemId, ItemState, Severity, store::found},
    learning::fixture,
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Actor, Language, OrganisationId, Permit, PersonId,
        roles::{OrganisationKind, Role, Sex},
    },
    testing::{Answer, TestAcademy, Visitor, caller::Caller, now},
};

pub struct World {
    pub academy: TestAcademy,
    pub factory: OrganisationId,
    pub group: OrganisationId,
    people: HashMap<String, PersonId>,
}

pub fn today() -> NaiveDate {
    now().date_naive()
}

pub fn in_days(days: u64) -> String {
    today().checked_add_days(Days::new(days)).unwrap().to_string()
}

impl World {
    pub async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            worlds.push(Self::of(academy, 3).await);
        }
        worlds
    }

    pub async fn new() -> Self {
        Self::of(TestAcademy::new().await, 3).await
    }

    pub async fn of(academy: TestAcademy, supervisors: usize) -> Self {
        let group = organisation(&academy, OrganisationKind::ManufacturingGroup, "Sao Mai", None).await;
        let factory = organisation(&academy, OrganisationKind::Factory, "Hoa Gạo", Some(group)).await;
        let office = organisation(&academy, OrganisationKind::Academy, "Office", None).await;
        let elsewhere = organisation(&academy, OrganisationKind::Factory, "Bằng Lăng", None).await;
        let brand = organisation(&academy, OrganisationKind::Brand, "Linden", None).await;
        let mut world = Self { academy, factory, group, people: HashMap::new() };
        for (name, role, within) in [
            ("adviser", Role::Adviser, office),
            ("programme", Role::ProgrammeManager, office),
            ("manager", Role::FactoryManager, factory),
            ("representative", Role::WorkersRepresentative, factory),
            ("other-manager", Role::FactoryManager, elsewhere),
            ("coordinator", Role::LearningCoordinator, brand),
        ] {
            world.joins(name, role, within).await;
        }
        for number in 0..supervisors {
            world.joins(&format!("supervisor-{number}"), Role::Supervisor, factory).await;
        }
        world.begins_cycle(factory).await;
        world.offers("working-hours", &["overtime"], false).await;
        world.offers("harassment", &["gender"], true).await;
        world
    }

    pub async fn joins(&mut self, name: &str, role: Role, organisation: OrganisationId) -> PersonId {
        let work = self.academy.begin().await;
        let new = NewPerson {
            name: PersonName::parse(name).unwrap(),
            email: EmailAddress::parse(&format!("{name}@people.example")).unwrap(),
            language: Language::En,
            sex: Sex::Female,
            password_hash: None,
        };
        let person = persons::add(&work, &new).await.unwrap();
        let starts_on = today();
        let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
        memberships::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        self.people.insert(name.to_owned(), person);
        person
    }

    pub async fn works_in(&self, name: &str, department: &str) {
        let work = self.academy.begin().await;
        let own = memberships::memberships_of(&work, [self.person(name)], today()).await.unwrap().remove(0);
        let (person, organisation, role) = (own.person, own.organisation, own.role);
        let (starts_on, ends_on) = (own.starts_on, own.ends_on);
        let new = NewMembership { person, organisation, role, starts_on, ends_on, granted_by: person };
        memberships::save_all(&work, &[(own.id, new, department.to_owned())]).await.unwrap();
        work.commit().await.unwrap();
    }

    /// A pathway as the API shows it.
    pub async fn shown(&self, path: &str) -> serde_json::Value {
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        self.caller("adviser").await.gets(&api).await.1
    }

    pub async fn begins_cycle(&self, factory: OrganisationId) {
        let work = self.academy.begin().await;
        let adviser = self.person("adviser");
        let new = NewCycle {
            factory,
            number: 1,
            started_on: today(),
            adviser: Some(adviser),
            reference: None,
            by: adviser,
        };
        cycles::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
    }

    pub async fn offers(&self, slug: &str, points: &[&str], needs_session: bool) {
        let mut course = fixture::course_called(slug);
        course.compliance_points = points.iter().map(|point| (*point).to_owned()).collect();
        course.needs_session = needs_session;
        if needs_session {
            course.completion.requires.push(courses::Requirement::SessionAttended);
        }
        let mut work = self.academy.begin().await;
        let permit = Permit::<PublishCourse>::judge(Rc::new(Actor::operator(Language::En)), ()).unwrap();
        catalogue::import(&mut work, &permit, &Parcel::of(&course).unwrap(), Publish::Now).await.unwrap();
        work.commit().await.unwrap();
    }

    /// An item of the plan of a cycle.
    pub async fn finds(
        &self,
        factory: OrganisationId,
        cycle: i32,
        point: &str,
        severity: Severity,
    ) -> ItemId {
        let work = self.academy.begin().await;
        let id: ItemId = work.new_id();
        let item = improvement::Item {
            id,
            factory_id: factory,
            cycle_id: None,
            cycle_number: cycle,
            point_code: point.to_owned(),
            question_code: String::new(),
            state: ItemState::Open,
            severity,
            found_again: false,
            found_on: today(),
            root_cause: String::new(),
            action: String::new(),
            owner_person_id: None,
            owner_name: String::new(),
            due_on: Some(today()),
            changes: 0,
            made_at: now(),
            made_by_person_id: self.person("adviser"),
            changed_at: None,
            changed_by_person_id: None,
            verified_at: None,
            verified_by_person_id: None,
        };
        found::add_all(&work, &[item]).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    pub fn person(&self, name: &str) -> PersonId {
        self.people[name]
    }

    pub async fn caller(&self, name: &str) -> Caller<'_> {
        Caller::of(&self.academy, self.person(name)).await
    }

    pub async fn visitor(&self, name: &str) -> Visitor<'_> {
        fixture::signed_in(&self.academy, self.person(name)).await
    }

    /// A pathway with one stage, one goal and a course for supervisors, not published. Returns its address.
    pub async fn begins_pathway(&self) -> String {
        let mut adviser = self.visitor("adviser").await;
        let begin = format!("/factories/{}/pathways/new", self.factory);
        let fields =
            [("name", "Hours"), ("starts_on", &in_days(0)), ("ends_on", &in_days(90)), ("template", "")];
        let made = adviser.submits(&begin, &format!("/factories/{}/pathways", self.factory), &fields).await;
        let path = made.location.unwrap_or_else(|| panic!("{}", made.text));
        self.changes(
            &path,
            "stages",
            &[
                ("stage_name", "Understand"),
                ("stage_starts_on", &in_days(0)),
                ("stage_ends_on", &in_days(30)),
            ],
        )
        .await;
        self.changes(
            &path,
            "goals",
            &[
                ("goal_kind", "compliance"),
                ("goal_text", "Overtime is voluntary"),
                ("goal_measure", "Four weeks of records"),
            ],
        )
        .await;
        self.adds_course(&path, "working-hours").await;
        path
    }

    pub async fn adds_course(&self, path: &str, course: &str) {
        let stage = self.stage(path).await;
        let fields = step_fields("course", course, &stage, &in_days(20));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.changes(path, "steps", &fields).await;
    }

    /// The id of the first stage.
    pub async fn stage(&self, path: &str) -> String {
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let (status, shown) = self.caller("adviser").await.gets(&api).await;
        assert_eq!(status, 200, "{shown}");
        shown["stages"][0]["id"].as_str().unwrap().to_owned()
    }

    /// The number of changes that a pathway has.
    pub async fn seen(&self, path: &str) -> String {
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let (_, shown) = self.caller("adviser").await.gets(&api).await;
        shown["changes"].to_string()
    }

    /// Something that the adviser changes, and that is taken.
    pub async fn changes(&self, path: &str, what: &str, fields: &[(&str, &str)]) {
        let seen = self.seen(path).await;
        let mut all = vec![("seen", seen.as_str())];
        all.extend(fields);
        let mut adviser = self.visitor("adviser").await;
        let answer = adviser.submits(path, &format!("{path}/{what}"), &all).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
    }

    /// A side says yes to the pathway as it is.
    pub async fn confirms(&self, path: &str, name: &str) {
        let seen = self.seen(path).await;
        let mut member = self.visitor(name).await;
        let fields = [("seen", seen.as_str()), ("answer", "yes"), ("comment", "")];
        let answer = member.submits(path, &format!("{path}/confirmations"), &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
    }

    /// Publishes by the API.
    pub async fn publishes(&self, path: &str) -> (u16, serde_json::Value) {
        let changes: i32 = self.seen(path).await.parse().unwrap();
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        self.caller("adviser").await.posts(&format!("{api}/publication"), json!({ "changes": changes })).await
    }

    pub async fn confirmed_and_published(&self, path: &str) -> serde_json::Value {
        self.confirms(path, "manager").await;
        self.confirms(path, "representative").await;
        let (status, published) = self.publishes(path).await;
        assert_eq!(status, 201, "{published}");
        published
    }
}

pub fn step_fields(kind: &str, course: &str, stage: &str, due_on: &str) -> Vec<(&'static str, String)> {
    let text = str::to_owned;
    vec![
        ("kind", text(kind)),
        ("name", text("A step")),
        ("course", text(course)),
        ("delivery", text(if kind == "course" { "digital" } else { "in-person" })),
        ("goal", text("learning")),
        ("stage", text(stage)),
        ("due_on", text(due_on)),
        ("role", text("supervisor")),
        ("coverage", text("100")),
    ]
}

pub type Fields = Vec<(&'static str, String)>;

pub fn with(mut fields: Fields, name: &'static str, value: &str) -> Fields {
    fields.retain(|(field, _)| *field != name);
    fields.push((name, value.to_owned()));
    fields
}

pub async fn posts(world: &World, name: &str, path: &str, what: &str, fields: &Fields) -> Answer {
    let seen = world.seen(path).await;
    let mut all: Vec<(&str, &str)> = vec![("seen", seen.as_str())];
    all.extend(fields.iter().map(|(name, value)| (*name, value.as_str())));
    world.visitor(name).await.submits(path, &format!("{path}/{what}"), &all).await
}

pub async fn course_step(world: &World, path: &str) -> (String, Fields) {
    let id = world.shown(path).await["steps"][0]["id"].as_str().unwrap().to_owned();
    let stage = world.stage(path).await;
    (format!("steps/{id}"), step_fields("course", "working-hours", &stage, &in_days(20)))
}

pub async fn organisation(
    academy: &TestAcademy,
    kind: OrganisationKind,
    name: &str,
    part_of: Option<OrganisationId>,
) -> OrganisationId {
    let work = academy.begin().await;
    let new = NewOrganisation { kind, name: name.to_owned(), country: Some("VN".to_owned()), part_of };
    let id = organisations::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    id
}
