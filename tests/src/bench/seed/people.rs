//! Organisations, people, memberships, sign-ins.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::rows::{Ids, Rows, minutes_before};
use super::{PASSWORD, Size};
use crate::bare::hash_of;

const COUNTRIES: [&str; 8] = ["BD", "KH", "VN", "ID", "PK", "LK", "JO", "EG"];
const GIVEN: [&str; 12] =
    ["Lan", "Minh", "Rahim", "Sokha", "Dewi", "Amina", "Tuan", "Chenda", "Farhana", "Hoa", "Imran", "Sari"];
const FAMILY: [&str; 10] =
    ["Nguyen", "Islam", "Chan", "Wijaya", "Perera", "Tran", "Begum", "Sok", "Khan", "Putri"];
/// One person in ten belongs to a brand, the others to factories.
const IN_BRANDS: usize = 10;

/// Somebody who was seeded.
pub struct Person {
    pub id: Uuid,
    pub email: String,
    pub organisation: Uuid,
    /// What their cookie holds, for those who are signed in.
    pub token: Option<String>,
}

pub async fn fill(transaction: &DatabaseTransaction, size: Size, now: DateTime<Utc>) -> Vec<Person> {
    let organisations = organisations(transaction, size, now).await;
    let people = people(transaction, size, now, &organisations).await;
    sign_ins(transaction, now, &people).await;
    people
}

async fn organisations(transaction: &DatabaseTransaction, size: Size, now: DateTime<Utc>) -> Vec<Uuid> {
    let mut ids = Ids::of_table(1);
    let mut rows =
        Rows::of(transaction, "organisation", "id kind name name_key country part_of registered_at");
    let mut made = Vec::new();
    for number in 0..size.brands + size.factories {
        let is_brand = number < size.brands;
        let (kind, noun) = if is_brand { ("brand", "Brand") } else { ("factory", "Garments") };
        let name = format!("{} {noun} {number:04}", FAMILY[number % FAMILY.len()]);
        let country = (!is_brand).then(|| COUNTRIES[number % COUNTRIES.len()].to_owned());
        let at = minutes_before(now, 500_000 - number);
        let id = ids.next(at);
        let name_key = name.to_lowercase();
        let nobody: Option<Uuid> = None;
        let row =
            [id.into(), kind.into(), name.into(), name_key.into(), country.into(), nobody.into(), at.into()];
        rows.add(row);
        made.push(id);
    }
    rows.write().await;
    made
}

async fn people(
    transaction: &DatabaseTransaction,
    size: Size,
    now: DateTime<Utc>,
    organisations: &[Uuid],
) -> Vec<Person> {
    let mut ids = Ids::of_table(2);
    let mut membership_ids = Ids::of_table(3);
    let columns = "id name name_key email email_key language sex password_hash joined_at tokens_from";
    let mut rows = Rows::of(transaction, "person", columns);
    let (brands, factories) = organisations.split_at(size.brands);
    let hash = hash_of(PASSWORD);
    let mut people = Vec::with_capacity(size.people);
    for number in 0..size.people {
        let name = format!(
            "{} {} {number:05}",
            GIVEN[number % GIVEN.len()],
            FAMILY[number / GIVEN.len() % FAMILY.len()]
        );
        let name_key = name.to_lowercase();
        let email = format!("{}@mail.example", name_key.replace(' ', "."));
        let organisation = match number % IN_BRANDS {
            0 => brands[number / IN_BRANDS % brands.len()],
            _ => factories[number % factories.len()],
        };
        let at = minutes_before(now, 400_000 - number);
        let id = ids.next(at);
        let is_learner = number < size.learners;
        // The pages are measured in English; the others mix.
        let language = if is_learner || number.is_multiple_of(2) { "en" } else { "vi" };
        let sex = if number.is_multiple_of(3) { "male" } else { "female" };
        rows.add([
            id.into(),
            name.into(),
            name_key.into(),
            email.clone().into(),
            email.clone().into(),
            language.into(),
            sex.into(),
            is_learner.then(|| hash.clone()).into(),
            at.into(),
            at.into(),
        ]);
        let token = is_learner.then(|| format!("bench-{number:05}-{}", "x".repeat(31)));
        people.push(Person { id, email, organisation, token });
    }
    rows.write().await;
    let mut memberships = Rows::of(
        transaction,
        "membership",
        "id person_id organisation_id role starts_on ends_on granted_at granted_by_person_id",
    );
    for (number, person) in people.iter().enumerate() {
        let at = minutes_before(now, 400_000 - number);
        let is_brand = number.is_multiple_of(IN_BRANDS);
        let role = match (is_brand, number % 20) {
            (true, 10) => "learning-coordinator",
            (true, _) => "buyer",
            (false, 5) => "factory-manager",
            (false, _) => "supervisor",
        };
        let open_end = Value::ChronoDate(None);
        let id = membership_ids.next(at);
        memberships.add([
            id.into(),
            person.id.into(),
            person.organisation.into(),
            role.into(),
            at.date_naive().into(),
            open_end,
            at.into(),
            people[0].id.into(),
        ]);
    }
    memberships.write().await;
    people
}

async fn sign_ins(transaction: &DatabaseTransaction, now: DateTime<Utc>, people: &[Person]) {
    let mut ids = Ids::of_table(4);
    let mut rows = Rows::of(transaction, "sign_in", "id fingerprint person_id at ends_at device");
    // The seeded store is kept for later runs, in which these sign-ins must still be in force.
    let ends_at = now + TimeDelta::days(3650);
    for person in people {
        let Some(token) = &person.token else { continue };
        let fingerprint = Sha256::digest(token.as_bytes()).to_vec();
        let row = [
            ids.next(now).into(),
            fingerprint.into(),
            person.id.into(),
            now.into(),
            ends_at.into(),
            "Chrome, Android".into(),
        ];
        rows.add(row);
    }
    rows.write().await;
}
