//! An Academy with an administrator, a brand and a learner.

use crate::{
    learning::fixture,
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    platform::{
        OrganisationId, PersonId,
        roles::{OrganisationKind, Role},
    },
    testing::{TestAcademy, Visitor, now},
};

pub struct World {
    pub academy: TestAcademy,
    pub headquarters: OrganisationId,
    pub brand: OrganisationId,
    pub administrator: PersonId,
    pub lan: PersonId,
}

impl World {
    pub async fn on_both() -> Vec<Self> {
        let mut worlds = Vec::new();
        for academy in TestAcademy::on_both().await {
            worlds.push(Self::of(academy).await);
        }
        worlds
    }

    pub async fn of(academy: TestAcademy) -> Self {
        let work = academy.begin().await;
        let add = async |kind, name: &str, country: Option<&str>| {
            let country = country.map(str::to_owned);
            let new = NewOrganisation { kind, name: name.to_owned(), country, part_of: None };
            organisations::add(&work, &new).await.unwrap()
        };
        let headquarters = add(OrganisationKind::Academy, "Better Work Academy", None).await;
        let brand = add(OrganisationKind::Brand, "Northwind Apparel", Some("DE")).await;
        work.commit().await.unwrap();
        let administrator = fixture::person(&academy, "Minh").await;
        let lan = fixture::person(&academy, "Lan").await;
        let world = Self { academy, headquarters, brand, administrator, lan };
        world.makes(administrator, Role::Administrator, headquarters).await;
        world.makes(lan, Role::Buyer, brand).await;
        world
    }

    pub async fn makes(&self, person: PersonId, role: Role, organisation: OrganisationId) {
        let work = self.academy.begin().await;
        let starts_on = now().date_naive();
        let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
        memberships::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
    }

    pub async fn signed_in(&self, person: PersonId) -> Visitor<'_> {
        fixture::signed_in(&self.academy, person).await
    }

    pub async fn administrator(&self) -> Visitor<'_> {
        self.signed_in(self.administrator).await
    }
}
