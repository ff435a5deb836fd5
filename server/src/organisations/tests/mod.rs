//! Organisations, their members and invitations, as visitors meet them.

mod at_once;
mod consents;
mod evenings;
mod groups;
mod imports;
mod invitations;
mod memberships;
mod people;
mod reach;
mod table;

use actix_web::http::Method;
use chrono::TimeDelta;

use super::store::{
    memberships::{self as membership_store, MembershipId, NewMembership},
    organisations::{self as organisation_store, NewOrganisation},
};
use crate::{
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Language, OrganisationId, Passwords, PersonId,
        roles::{OrganisationKind, Role, Sex},
    },
    testing::{Answer, TestAcademy, Visitor, now},
};

const PASSWORD: &str = "năm con trâu gặm cỏ";

/// A small world: the Academy and its office in Viet Nam, a brand, a group with a factory, a factory in Bangladesh.
struct World {
    academy: TestAcademy,
    hash: String,
    headquarters: OrganisationId,
    office: OrganisationId,
    brand: OrganisationId,
    group: OrganisationId,
    factory: OrganisationId,
    far_factory: OrganisationId,
}

impl World {
    async fn new() -> Self {
        Self::in_academy(TestAcademy::new().await).await
    }

    async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            worlds.push(Self::in_academy(academy).await);
        }
        worlds
    }

    async fn in_academy(academy: TestAcademy) -> Self {
        let hash = Passwords::new().unwrap().hash(PASSWORD).await.unwrap();
        let work = academy.begin().await;
        let add = async |kind, name: &str, country: Option<&str>, part_of| {
            let country = country.map(str::to_owned);
            let new = NewOrganisation { kind, name: name.to_owned(), country, part_of };
            organisation_store::add(&work, &new).await.unwrap()
        };
        let headquarters = add(OrganisationKind::Academy, "Better Work Academy", None, None).await;
        let office = add(OrganisationKind::Academy, "Academy in Viet Nam", Some("VN"), None).await;
        let brand = add(OrganisationKind::Brand, "Northwind Apparel", Some("DE"), None).await;
        let group = add(OrganisationKind::ManufacturingGroup, "Sao Mai Group", None, None).await;
        let factory = add(OrganisationKind::Factory, "Hải Đăng Garment", Some("VN"), Some(group)).await;
        let far_factory = add(OrganisationKind::Factory, "Padma Knit", Some("BD"), None).await;
        work.commit().await.unwrap();
        Self { academy, hash, headquarters, office, brand, group, factory, far_factory }
    }

    async fn person(&self, name: &str, address: &str) -> PersonId {
        let new = NewPerson {
            name: PersonName::parse(name).unwrap(),
            email: EmailAddress::parse(address).unwrap(),
            language: Language::En,
            sex: Sex::NotStated,
            password_hash: Some(self.hash.clone()),
        };
        let work = self.academy.begin().await;
        let id = persons::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    async fn makes(&self, person: PersonId, role: Role, organisation: OrganisationId) -> MembershipId {
        let work = self.academy.begin().await;
        let starts_on = now().date_naive();
        let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
        let id = membership_store::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    /// Somebody new with this role, signed in.
    async fn visitor_as(&self, role: Role, organisation: OrganisationId) -> Visitor<'_> {
        let address = format!("{}-{organisation}@academy.example", role.word());
        let person = self.person("Somebody Else", &address).await;
        self.makes(person, role, organisation).await;
        self.signed_in(&address).await
    }

    async fn signed_in(&self, address: &str) -> Visitor<'_> {
        let mut visitor = self.academy.visitor().await;
        let fields = [("email", address), ("password", PASSWORD), ("next", "/")];
        let answer = visitor.submits("/sign-in", "/sign-in", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        visitor
    }

    /// A bearer token of the same somebody.
    async fn token_as(&self, role: Role, organisation: OrganisationId) -> String {
        let address = format!("{}-{organisation}-api@academy.example", role.word());
        let person = self.person("Somebody Else", &address).await;
        self.makes(person, role, organisation).await;
        let body = serde_json::json!({ "email": address, "password": PASSWORD });
        let answer = self.calls("", Method::POST, "/api/v1/tokens", Some(body)).await;
        json(&answer)["token"].as_str().unwrap().to_owned()
    }

    async fn calls(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: Option<serde_json::Value>,
    ) -> Answer {
        let bearer = format!("Bearer {token}");
        let mut headers = vec![("content-type", "application/json")];
        if !token.is_empty() {
            headers.push(("authorization", &bearer));
        }
        let body = body.map(|body| body.to_string());
        self.academy.visitor().await.sends(method, path, body, &headers).await
    }

    async fn a_day_passes(&self) {
        self.academy.clock.advance(TimeDelta::days(1));
    }
}

fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{} {}", answer.status, answer.text))
}
