//! The newsletter, as readers, mail servers and editors meet it.

mod editing;
mod mail_server;
mod reading;
mod sending;

use super::{
    model::{Issue, IssueId, Topics, Words},
    store::{issues, requests::OpenWish, subscriptions},
};
use crate::{
    learning::fixture,
    organisations::store::{
        memberships::{self, MembershipId, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::EmailAddress,
    platform::{
        Language, PersonId,
        mail::Letter,
        roles::{OrganisationKind, Role},
    },
    testing::{TestAcademy, Visitor, now},
};

/// The administrator, signed in, and the membership that makes them one.
async fn editor(academy: &TestAcademy) -> (Visitor<'_>, PersonId, MembershipId) {
    let person = fixture::person(academy, "Minh").await;
    let work = academy.begin().await;
    let new = NewOrganisation {
        kind: OrganisationKind::Academy,
        name: "Better Work Academy".to_owned(),
        country: None,
        part_of: None,
    };
    let organisation = organisations::add(&work, &new).await.unwrap();
    let membership = NewMembership {
        person,
        organisation,
        role: Role::Administrator,
        starts_on: now().date_naive(),
        ends_on: None,
        granted_by: person,
    };
    let membership = memberships::add(&work, &membership).await.unwrap();
    work.commit().await.unwrap();
    (fixture::signed_in(academy, person).await, person, membership)
}

/// Subscribers who confirmed already: reader-0@example.org and so on, every second one in Vietnamese.
async fn subscribers(academy: &TestAcademy, count: usize) {
    let work = academy.begin().await;
    for number in 0..count {
        let language = if number % 2 == 0 { Language::En } else { Language::Vi };
        let wish = OpenWish::of(&format!("reader-{number}@example.org"), language, &Topics::default());
        subscriptions::confirm(&work, &wish).await.unwrap();
    }
    work.commit().await.unwrap();
}

/// An issue that is written in both languages and on its way.
async fn issue_on_its_way(academy: &TestAcademy, topics: &Topics) -> IssueId {
    let work = academy.begin().await;
    let by = PersonId(uuid::Uuid::nil());
    let id = issues::add(&work, by).await.unwrap();
    let words =
        |subject: &str| Words { subject: subject.to_owned(), body: "See [courses](/en/courses).".to_owned() };
    let both = [(Language::En, words("News")), (Language::Vi, words("Tin mới"))];
    assert!(issues::change(&work, id, topics, &both).await.unwrap());
    assert!(issues::begin_sending(&work, id, by).await.unwrap());
    super::jobs::first_round(&work, id).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn issue(academy: &TestAcademy, id: IssueId) -> Issue {
    issues::issue(academy.db().read(), id).await.unwrap()
}

/// The path of the first link to `beginning` in a mail.
fn link_in(letter: &Letter, beginning: &str) -> String {
    let link = letter.text.split_whitespace().find(|word| word.contains(beginning));
    let link = link.unwrap_or_else(|| panic!("no {beginning} in {}", letter.text));
    link.replace("http://localhost:8080", "")
}

async fn subscription_of(academy: &TestAcademy, address: &str) -> Option<super::model::Subscription> {
    let key = EmailAddress::parse(address).unwrap();
    subscriptions::find_by_address(academy.db().read(), key.key()).await.unwrap()
}
