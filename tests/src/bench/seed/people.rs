//! Organisations, people, memberships, sign-ins.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::rows::{Ids, ROWS_AT_ONCE, Rows, minutes_before};
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
    /// Of the organisation; brands have none.
    pub country: Option<&'static str>,
    /// The manufacturing group that the organisation is part of.
    pub group: Option<Uuid>,
    pub sex: &'static str,
    /// What their cookie holds, for those who are signed in.
    pub token: Option<String>,
}

/// Factories of the one manufacturing group, as far as there are so many.
const IN_THE_GROUP: usize = 200;
/// Those who look after others: an administrator, an adviser, the manager of the group.
pub const OFFICERS: usize = 3;

/// Supervisors of one factory who learn nothing yet.
pub const SUPERVISORS: usize = 500;

/// Everybody: those who learn here and there, then the team with its coordinator first, then the officers, then
/// the supervisors of the second factory.
pub struct Seeded {
    pub people: Vec<Person>,
    /// Brands, factories, the team's, the Academy, the group.
    pub organisations: Vec<Uuid>,
    pub team: Uuid,
    /// The name of an ordinary brand.
    pub brand: String,
    pub factory_names: Vec<String>,
}

pub async fn fill(transaction: &DatabaseTransaction, size: Size, now: DateTime<Utc>) -> Seeded {
    let organisations = organisations(transaction, size, now).await;
    let people = people(transaction, size, now, &organisations).await;
    sign_ins(transaction, now, &people).await;
    let team = organisations[size.brands + size.factories];
    let factories = size.brands..size.brands + size.factories;
    let factory_names = factories.map(|number| name_of(number, size)).collect();
    Seeded { people, organisations, team, brand: name_of(0, size), factory_names }
}

fn name_of(number: usize, size: Size) -> String {
    let noun = if number < size.brands { "Brand" } else { "Garments" };
    format!("{} {noun} {number:04}", FAMILY[number % FAMILY.len()])
}

/// Brands, factories, the brand of the team, the Academy itself, a manufacturing group.
async fn organisations(transaction: &DatabaseTransaction, size: Size, now: DateTime<Utc>) -> Vec<Uuid> {
    let mut ids = Ids::of_table(1);
    let mut rows =
        Rows::of(transaction, "organisation", "id kind name name_key country part_of registered_at");
    let ordinary = size.brands + size.factories;
    let group = ordinary + 2;
    let mut row = |number: usize, part_of: Option<Uuid>| {
        let kind = match number {
            _ if number == group => "manufacturing-group",
            _ if number > ordinary => "academy",
            _ if (size.brands..ordinary).contains(&number) => "factory",
            _ => "brand",
        };
        let name = name_of(number, size);
        let country = country_of(number, size).map(str::to_owned);
        let at = minutes_before(now, 500_000 - number);
        let id = ids.next(at);
        let name_key = name.to_lowercase();
        let row =
            [id.into(), kind.into(), name.into(), name_key.into(), country.into(), part_of.into(), at.into()];
        rows.add(row);
        id
    };
    // What others are part of stands before them.
    let group_id = row(group, None);
    let mut made: Vec<Uuid> =
        (0..group).map(|number| row(number, is_in_the_group(number, size).then_some(group_id))).collect();
    made.push(group_id);
    rows.write().await;
    made
}

fn is_in_the_group(organisation: usize, size: Size) -> bool {
    (size.brands..size.brands + size.factories.min(IN_THE_GROUP)).contains(&organisation)
}

fn country_of(organisation: usize, size: Size) -> Option<&'static str> {
    let factories = size.brands..size.brands + size.factories;
    // Two neighbours share a country; the adviser reaches that of the first two.
    let is_academy = organisation == factories.end + 1;
    let place = if is_academy { factories.start } else { organisation };
    (is_academy || factories.contains(&organisation)).then(|| COUNTRIES[place / 2 % COUNTRIES.len()])
}

/// The number of the organisation that a person belongs to.
fn organisation_of(number: usize, size: Size) -> usize {
    let after_ordinary = size.brands + size.factories;
    match number {
        _ if number >= size.people + size.team + OFFICERS => size.brands + 1,
        _ if number == size.people + size.team + 2 => after_ordinary + 2,
        of_the_academy if of_the_academy >= size.people + size.team => after_ordinary + 1,
        of_the_team if of_the_team >= size.people => after_ordinary,
        of_a_brand if of_a_brand.is_multiple_of(IN_BRANDS) => of_a_brand / IN_BRANDS % size.brands,
        _ => size.brands + number % size.factories,
    }
}

fn role_of(number: usize, size: Size) -> &'static str {
    match (number.is_multiple_of(IN_BRANDS), number % 20) {
        _ if number == size.people + size.team => "administrator",
        _ if number == size.people + size.team + 1 => "adviser",
        _ if number == size.people + size.team + 2 => "factory-manager",
        _ if number == size.people => "learning-coordinator",
        _ if number >= size.people + size.team + OFFICERS => "supervisor",
        _ if number > size.people => "organisation-member",
        (true, 10) => "learning-coordinator",
        (true, _) => "buyer",
        (false, 5) => "factory-manager",
        (false, _) => "supervisor",
    }
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
    let hash = hash_of(PASSWORD);
    let officers = size.people + size.team..size.people + size.team + OFFICERS;
    let everybody = officers.end + SUPERVISORS;
    let mut people = Vec::with_capacity(everybody);
    for number in 0..everybody {
        let name = format!(
            "{} {} {number:05}",
            GIVEN[number % GIVEN.len()],
            FAMILY[number / GIVEN.len() % FAMILY.len()]
        );
        let name_key = name.to_lowercase();
        let email = format!("{}@mail.example", name_key.replace(' ', "."));
        let organisation = organisation_of(number, size);
        let country = country_of(organisation, size);
        let group =
            is_in_the_group(organisation, size).then(|| organisations[size.brands + size.factories + 2]);
        let organisation = organisations[organisation];
        let at = minutes_before(now, 400_000 - number % 390_000);
        let id = ids.next(at);
        let is_officer = number == size.people || officers.contains(&number);
        let is_learner = number < size.learners || is_officer;
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
        people.push(Person { id, email, organisation, country, group, sex, token });
        if rows.waiting() > ROWS_AT_ONCE {
            rows.write().await;
        }
    }
    rows.write().await;
    let mut memberships = Rows::of(
        transaction,
        "membership",
        "id person_id organisation_id role starts_on ends_on granted_at granted_by_person_id",
    );
    for (number, person) in people.iter().enumerate() {
        let at = minutes_before(now, 400_000 - number % 390_000);
        let role = role_of(number, size);
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
