//! Notices as people meet them: each once, as they wish, and nobody else's.

mod bulk;
mod calendar;
mod centre;
mod choices;
mod once;
mod plans;
mod reminders;

use std::rc::Rc;

use chrono::{Days, NaiveDate};

use super::{
    delivery::{About, Happening},
    store,
    store::Notice,
};
use crate::{
    catalogue::{Parcel, Publish, PublishCourse, commands},
    learning::{
        Enrolment, enrolments, enrolments_of, fixture,
        news::{self, Happened},
    },
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::store::suspensions,
    platform::{
        Actor, JobContext, Language, OrganisationId, Permit, PersonId,
        roles::{OrganisationKind, Role},
    },
    records::EnrolmentId,
    testing::TestAcademy,
};

const DUE: &str = "due_on";

/// A brand with a buyer and a learning coordinator, and a published course.
struct Brand {
    organisation: OrganisationId,
    buyer: PersonId,
    coordinator: PersonId,
}

async fn brand(academy: &TestAcademy) -> Brand {
    let mut work = academy.begin().await;
    let permit = Permit::<PublishCourse>::judge(Rc::new(Actor::operator(Language::En)), ()).unwrap();
    let parcel = Parcel::of(&fixture::course()).unwrap();
    commands::import(&mut work, &permit, &parcel, Publish::Now).await.unwrap();
    let new = NewOrganisation {
        kind: OrganisationKind::Brand,
        name: "Linden".to_owned(),
        country: None,
        part_of: None,
    };
    let organisation = organisations::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    let buyer = member(academy, "Linh", Role::Buyer, organisation).await;
    let coordinator = member(academy, "Minh", Role::LearningCoordinator, organisation).await;
    Brand { organisation, buyer, coordinator }
}

async fn member(academy: &TestAcademy, name: &str, role: Role, organisation: OrganisationId) -> PersonId {
    let person = fixture::person(academy, name).await;
    let work = academy.begin().await;
    let starts_on = work.now().date_naive();
    let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
    memberships::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    person
}

/// The coordinator enrols the buyer, through the pages.
async fn assigned(academy: &TestAcademy, brand: &Brand, due_in: Option<u64>) -> EnrolmentId {
    let due = due_in.map(|days| in_days(academy, days).to_string()).unwrap_or_default();
    let mut coordinator = fixture::signed_in(academy, brand.coordinator).await;
    let (page, path) =
        (format!("/people/{}/learning", brand.buyer), format!("/people/{}/enrolments", brand.buyer));
    let answer = coordinator.submits(&page, &path, &[("course", "buying"), (DUE, &due)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    enrolments_of(academy.db().read(), brand.buyer).await.unwrap()[0].enrolment.id
}

fn in_days(academy: &TestAcademy, days: u64) -> NaiveDate {
    academy.clock.now().date_naive() + Days::new(days)
}

async fn notices(academy: &TestAcademy, person: PersonId) -> Vec<Notice> {
    store::notices_of(academy.db().read(), (person, in_days(academy, 0)), false, 0, 100).await.unwrap().0
}

async fn words(academy: &TestAcademy, person: PersonId) -> Vec<&'static str> {
    let mut words: Vec<_> =
        notices(academy, person).await.into_iter().map(|notice| notice.kind.word()).collect();
    words.sort_unstable();
    words
}

async fn tells(academy: &TestAcademy, happened: Happened, enrolment: EnrolmentId) {
    let work = academy.begin().await;
    news::tell(&work, happened, &[enrolment]).await.unwrap();
    work.commit().await.unwrap();
    academy.runs_jobs().await;
}

async fn suspend(academy: &TestAcademy, person: PersonId) {
    let work = academy.begin().await;
    suspensions::add(&work, person, person, "").await.unwrap();
    work.commit().await.unwrap();
}

async fn enrolment(academy: &TestAcademy, id: EnrolmentId) -> Enrolment {
    enrolments(academy.db().read(), &[id]).await.unwrap().remove(0).enrolment
}

fn context(academy: &TestAcademy) -> JobContext {
    JobContext {
        db: academy.db().clone(),
        engine: academy.academy.engine.clone().into_inner(),
        site: academy.academy.site.clone().into_inner(),
        storage: academy.academy.storage.as_ref().clone(),
    }
}

fn happening(kind: super::NoticeKind, enrolment: &Enrolment, day: NaiveDate) -> Happening {
    Happening {
        person: enrolment.person,
        kind,
        subject: enrolment.id.into(),
        day,
        due_on: None,
        about: About::Course { version: enrolment.version, learner: String::new(), promises: Vec::new() },
    }
}
