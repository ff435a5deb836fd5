//! Two factories in Viet Nam with a group and a brand, everybody who may or must not know, and one far away.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::{
    engagement::{
        access::ChangeEngagement,
        assessments::{
            access::PlanAssessment,
            commands::{self as assessments, TypedAssessment},
            store::AssessmentId,
        },
        cycles::{
            commands::{self as cycles, Enrolment},
            store::CycleId,
        },
        model::assessment::Mode,
    },
    learning::fixture,
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation, Organisation},
    },
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Actor, Language, OrganisationId, Permit, PersonId,
        actor::Standing,
        roles::{OrganisationKind, Role, Sex},
    },
    testing::{TestAcademy, Visitor, caller::Caller, now},
};

pub struct World {
    pub academy: TestAcademy,
    pub office: OrganisationId,
    pub headquarters: OrganisationId,
    pub factory: OrganisationId,
    pub other_factory: OrganisationId,
    pub far_factory: OrganisationId,
    pub group: OrganisationId,
    pub brand: OrganisationId,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl World {
    pub async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            worlds.push(Self::of(academy).await);
        }
        worlds
    }

    pub async fn new() -> Self {
        Self::of(TestAcademy::new().await).await
    }

    async fn of(academy: TestAcademy) -> Self {
        let work = academy.begin().await;
        let add = async |kind, name: &str, country: Option<&str>, part_of| {
            let country = country.map(str::to_owned);
            let new = NewOrganisation { kind, name: name.to_owned(), country, part_of };
            organisations::add(&work, &new).await.unwrap()
        };
        let headquarters = add(OrganisationKind::Academy, "Better Work Academy", None, None).await;
        let office = add(OrganisationKind::Academy, "Academy in Viet Nam", Some("VN"), None).await;
        let group = add(OrganisationKind::ManufacturingGroup, "Sao Mai Group", Some("VN"), None).await;
        let factory = add(OrganisationKind::Factory, "Sao Mai 1", Some("VN"), Some(group)).await;
        let other_factory = add(OrganisationKind::Factory, "Hải Đăng", Some("VN"), None).await;
        let far_factory = add(OrganisationKind::Factory, "Romduol", Some("KH"), None).await;
        let brand = add(OrganisationKind::Brand, "Northwind Apparel", None, None).await;
        work.commit().await.unwrap();
        Self { academy, office, headquarters, factory, other_factory, far_factory, group, brand }
    }

    /// Somebody new with this role.
    pub async fn person(&self, name: &str, role: Role, organisation: OrganisationId) -> PersonId {
        let work = self.academy.begin().await;
        let address = format!("{}@academy.example", name.to_lowercase().replace(' ', "."));
        let new = NewPerson {
            name: PersonName::parse(name).unwrap(),
            email: EmailAddress::parse(&address).unwrap(),
            language: Language::En,
            sex: if name.ends_with('a') { Sex::Female } else { Sex::Male },
            password_hash: None,
        };
        let person = persons::add(&work, &new).await.unwrap();
        let starts_on = now().date_naive();
        let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
        memberships::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        person
    }

    pub async fn adviser(&self, name: &str) -> PersonId {
        self.person(name, Role::Adviser, self.office).await
    }

    pub async fn signed_in(&self, person: PersonId) -> Visitor<'_> {
        fixture::signed_in(&self.academy, person).await
    }

    pub async fn caller(&self, person: PersonId) -> Caller<'_> {
        Caller::of(&self.academy, person).await
    }

    pub async fn organisation(&self, id: OrganisationId) -> Organisation {
        organisations::organisation(self.academy.db().read(), id).await.unwrap()
    }

    /// The person with one standing, as a request would find them.
    pub async fn actor(&self, person: PersonId, role: Role, organisation: OrganisationId) -> Rc<Actor> {
        let place = self.organisation(organisation).await;
        let standing = Standing { role, kind: place.kind, place: place.place(), seat: None };
        Rc::new(Actor { person, memberships: vec![standing], ..Actor::operator(Language::En) })
    }

    /// The factory enters a cycle that began on this day, with its adviser.
    pub async fn enrolled(&self, adviser: PersonId, number: u32, started_on: &str) -> CycleId {
        let actor = self.actor(adviser, Role::Adviser, self.office).await;
        let factory = self.organisation(self.factory).await;
        let permit = Permit::<ChangeEngagement>::judge(actor, factory).unwrap();
        let enrolment = Enrolment {
            started_on: Some(day(started_on)),
            adviser: Some(adviser),
            number: Some(number),
            ..Enrolment::default()
        };
        let mut work = self.academy.begin().await;
        let id = cycles::enrol(&mut work, &permit, &enrolment).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    /// A secret assessment of the factory, planned by one of those who make it.
    pub async fn planned(&self, by: PersonId, other: PersonId, on: &str, note: &str) -> AssessmentId {
        let actor = self.actor(by, Role::Adviser, self.office).await;
        let factory = self.organisation(self.factory).await;
        let permit = Permit::<PlanAssessment>::judge(actor, factory).unwrap();
        let typed = TypedAssessment {
            mode: Some(Mode::OnSite),
            first_on: Some(day(on)),
            assessors: vec![by, other],
            note: note.to_owned(),
            ..TypedAssessment::default()
        };
        let mut work = self.academy.begin().await;
        let id = assessments::plan(&mut work, &permit, &typed).await.unwrap();
        work.commit().await.unwrap();
        id
    }
}
