//! The Academy with its office in Viet Nam, two factories there and one in Cambodia, and people in every role.

use std::collections::HashMap;

use crate::{
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::{
        EmailAddress, NewPerson, PersonName,
        store::{persons, sign_ins},
    },
    platform::{
        Language, OrganisationId, PersonId,
        roles::{OrganisationKind, Role, Sex},
        secrets,
    },
    testing::{TestAcademy, Visitor, caller::Caller, now},
};

/// Everybody in it.
pub const WHO: [&str; 10] = [
    "administrator",
    "adviser",
    "far-adviser",
    "manager",
    "group-manager",
    "representative",
    "supervisor",
    "other-manager",
    "coordinator",
    "inspector",
];

pub struct World {
    pub academy: TestAcademy,
    pub factory: OrganisationId,
    pub other_factory: OrganisationId,
    pub far_factory: OrganisationId,
    pub group: OrganisationId,
    people: HashMap<&'static str, PersonId>,
}

impl World {
    pub async fn new() -> Self {
        Self::of(TestAcademy::new().await).await
    }

    pub async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            worlds.push(Self::of(academy).await);
        }
        worlds
    }

    async fn of(academy: TestAcademy) -> Self {
        let work = academy.begin().await;
        let add = async |kind, name: &str, country: Option<&str>, part_of| {
            let new =
                NewOrganisation { kind, name: name.to_owned(), country: country.map(str::to_owned), part_of };
            organisations::add(&work, &new).await.unwrap()
        };
        let headquarters = add(OrganisationKind::Academy, "Academy", None, None).await;
        let office = add(OrganisationKind::Academy, "Office", Some("VN"), None).await;
        let far_office = add(OrganisationKind::Academy, "Far office", Some("KH"), None).await;
        let group = add(OrganisationKind::ManufacturingGroup, "Sao Mai", None, None).await;
        let factory = add(OrganisationKind::Factory, "Hoa Gạo", Some("VN"), Some(group)).await;
        let other_factory = add(OrganisationKind::Factory, "Bằng Lăng", Some("VN"), None).await;
        let far_factory = add(OrganisationKind::Factory, "Romduol", Some("KH"), None).await;
        let brand = add(OrganisationKind::Brand, "Linden", Some("DE"), None).await;
        let ministry = add(OrganisationKind::Ministry, "Ministry", Some("VN"), None).await;
        let mut people = HashMap::new();
        for (name, role, within) in [
            ("administrator", Role::Administrator, headquarters),
            ("adviser", Role::Adviser, office),
            ("far-adviser", Role::Adviser, far_office),
            ("manager", Role::FactoryManager, factory),
            ("group-manager", Role::FactoryManager, group),
            ("representative", Role::WorkersRepresentative, factory),
            ("supervisor", Role::Supervisor, factory),
            ("other-manager", Role::FactoryManager, other_factory),
            ("coordinator", Role::LearningCoordinator, brand),
            ("inspector", Role::LabourInspector, ministry),
        ] {
            let new = NewPerson {
                name: PersonName::parse(name).unwrap(),
                email: EmailAddress::parse(&format!("{name}@people.example")).unwrap(),
                language: Language::En,
                sex: Sex::NotStated,
                password_hash: None,
            };
            let person = persons::add(&work, &new).await.unwrap();
            let membership = NewMembership {
                person,
                organisation: within,
                role,
                starts_on: now().date_naive(),
                ends_on: None,
                granted_by: person,
            };
            memberships::add(&work, &membership).await.unwrap();
            people.insert(name, person);
        }
        work.commit().await.unwrap();
        Self { academy, factory, other_factory, far_factory, group, people }
    }

    pub fn person(&self, name: &str) -> PersonId {
        self.people[name]
    }

    pub async fn caller(&self, name: &str) -> Caller<'_> {
        Caller::of(&self.academy, self.person(name)).await
    }

    pub async fn visitor(&self, name: &str) -> Visitor<'_> {
        let token = secrets::random_token();
        let work = self.academy.begin().await;
        let ends_at = work.now() + chrono::TimeDelta::days(1);
        let fingerprint = secrets::fingerprint(&token);
        let person = self.person(name);
        sign_ins::add(&work, sign_ins::NewSignIn { person, fingerprint, ends_at, device: "" }).await.unwrap();
        work.commit().await.unwrap();
        let mut visitor = self.academy.visitor().await;
        visitor.has_cookie("sign-in", &token);
        visitor
    }
}
