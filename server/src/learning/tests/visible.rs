//! The list of plans and the judgement on each of them give the same answers.

use std::collections::BTreeSet;

use super::{fixture, member, organisation};
use crate::{
    learning::{
        access::{Colleague, Countersign, Supervised},
        model::{Commitment, CommitmentId},
        store,
    },
    organisations,
    platform::{
        Action, Actor, Judgement, PersonId,
        actor::Actors,
        roles::{OrganisationKind as Kind, Role},
        tokens::Bearer,
    },
    records::EnrolmentId,
    testing::TestAcademy,
};

async fn with_plan(academy: &TestAcademy, person: PersonId) -> EnrolmentId {
    let enrolment = fixture::enrolled(academy, person, &fixture::course()).await;
    let work = academy.begin().await;
    let commitment = Commitment {
        id: work.new_id::<CommitmentId>(),
        position: 1,
        promise: "Open costing".to_owned(),
        owner: "Lan".to_owned(),
        due_on: work.now().date_naive(),
        measure: "…".to_owned(),
        made_at: work.now(),
        ask_at: work.now(),
        follow_up: None,
    };
    store::replace_commitments(&work, enrolment, &[commitment]).await.unwrap();
    work.commit().await.unwrap();
    enrolment
}

async fn actor(academy: &TestAcademy, person: PersonId) -> Actor {
    let now = academy.clock.now();
    let bearer = Bearer { person, issued_at: now };
    crate::engagement::actors().of_bearer(academy.db().read(), bearer, now).await.unwrap().unwrap()
}

async fn judged(academy: &TestAcademy, actor: &Actor, enrolments: &[EnrolmentId]) -> BTreeSet<EnrolmentId> {
    let read = academy.db().read();
    let today = academy.clock.now().date_naive();
    let mut allowed = BTreeSet::new();
    for id in enrolments {
        let enrolment = store::enrolment(read, *id).await.unwrap();
        let places = organisations::places_of(read, enrolment.person, today).await.unwrap();
        let colleague = Colleague { person: enrolment.person, places };
        if Countersign::judge(actor, &Supervised { enrolment, colleague }) == Judgement::Allow {
            allowed.insert(*id);
        }
    }
    allowed
}

#[actix_web::test]
async fn who_may_countersign_a_plan_sees_it_listed_and_nobody_else_does() {
    for academy in TestAcademy::on_both().await {
        let home = organisation(&academy, Kind::Academy, None, None).await;
        let in_vietnam = organisation(&academy, Kind::Academy, Some("VN"), None).await;
        let brand = organisation(&academy, Kind::Brand, Some("DE"), None).await;
        let group = organisation(&academy, Kind::ManufacturingGroup, Some("VN"), None).await;
        let factory = organisation(&academy, Kind::Factory, Some("VN"), Some(group)).await;
        let other = organisation(&academy, Kind::Factory, Some("KH"), None).await;
        let people = [
            member(&academy, "Admin", Role::Administrator, home).await,
            member(&academy, "Manager", Role::ProgrammeManager, in_vietnam).await,
            member(&academy, "Adviser", Role::Adviser, in_vietnam).await,
            member(&academy, "Coordinator", Role::LearningCoordinator, brand).await,
            member(&academy, "Buyer", Role::Buyer, brand).await,
            member(&academy, "Director", Role::FactoryManager, group).await,
            member(&academy, "Chief", Role::FactoryManager, factory).await,
            member(&academy, "Supervisor", Role::Supervisor, factory).await,
            member(&academy, "Sophea", Role::Supervisor, other).await,
            fixture::person(&academy, "Stranger").await,
        ];
        let mut enrolments = Vec::new();
        for person in people {
            enrolments.push(with_plan(&academy, person).await);
        }
        let today = academy.clock.now().date_naive();
        let mut seen = Vec::new();
        for person in people {
            let actor = actor(&academy, person).await;
            let listed = store::plans_visible_to(academy.db().read(), &actor, today, 0, 100).await.unwrap();
            let listed: BTreeSet<EnrolmentId> = listed.into_iter().map(|line| line.enrolment.id).collect();
            assert_eq!(listed, judged(&academy, &actor, &enrolments).await, "{}", actor.name);
            seen.push(listed.len());
        }
        assert_eq!(seen, [8, 4, 0, 1, 0, 2, 1, 0, 0, 0]);
    }
}
