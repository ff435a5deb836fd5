//! The list of people.

use std::collections::{HashMap, HashSet};

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    organisations::{
        members::access::{SeePeople, SeePerson},
        store::{
            members::{self, Wanted},
            memberships,
            organisations::{self, Organisation},
        },
    },
    people::{
        Person,
        store::{persons, suspensions},
    },
    platform::{
        Action, Actor, Db, OrganisationId, Outcome, Page, Permit, PersonId, Screen,
        imports::access::MakeImport,
        pages::{ListQuery, Pager, SortHead},
        roles::Role,
    },
};

#[derive(Serialize)]
pub struct PeoplePage {
    search: String,
    people: Vec<PersonLine>,
    by_name: SortHead,
    by_joining: SortHead,
    pager: Pager,
    may_import: bool,
}

#[derive(Serialize)]
struct PersonLine {
    url: String,
    name: String,
    email: String,
    roles: Vec<String>,
    joined_at: DateTime<Utc>,
    suspended: bool,
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "people/list";

    fn examples() -> Vec<Self> {
        let line = |name: &str, suspended| PersonLine {
            url: "/people/1".to_owned(),
            name: name.to_owned(),
            email: "lan@brand.example".to_owned(),
            roles: vec!["Buyer, Northwind Apparel".to_owned()],
            joined_at: DateTime::default(),
            suspended,
        };
        let page = |search: &str, people| Self {
            search: search.to_owned(),
            people,
            by_name: SortHead::example(),
            by_joining: SortHead::example(),
            pager: Pager::example(),
            may_import: search.is_empty(),
        };
        vec![
            page("", vec![line("Nguyễn Thị Lan", false), line("Trần Đức", true)]),
            page("nobody", Vec::new()),
            page("", Vec::new()),
        ]
    }
}

/// People of one page of a list, with the memberships that the actor may see.
pub struct Found {
    pub people: Vec<Person>,
    pub memberships: HashMap<PersonId, Vec<(Role, Organisation)>>,
    pub suspended: HashSet<PersonId>,
    pub total: u64,
}

/// Five queries, however many there are.
pub async fn find(db: &Db, actor: &Actor, query: &ListQuery) -> Outcome<Found> {
    let read = db.read();
    let today = db.clock().now().date_naive();
    let (sort, descending) = query.sort("name");
    let wanted =
        Wanted { search: query.text("search"), by_joining: sort == "joined", descending, page: query.page() };
    let (ids, total) = members::list(read, &SeePerson::visible_to(actor), &wanted, today).await?;
    let mut people = persons::people(read, ids.iter().copied()).await?;
    let found = memberships::memberships_of(read, ids.iter().copied(), today).await?;
    let places: HashSet<OrganisationId> = found.iter().map(|membership| membership.organisation).collect();
    let organisations = organisations::organisations(read, places).await?;
    let mut memberships: HashMap<PersonId, Vec<(Role, Organisation)>> = HashMap::new();
    for membership in found {
        let Some(organisation) = organisations.get(&membership.organisation) else { continue };
        if actor.may(SeePerson::NAME, &organisation.place()) {
            memberships.entry(membership.person).or_default().push((membership.role, organisation.clone()));
        }
    }
    let suspended = suspensions::suspended_among(read, &ids).await?;
    let people = ids.iter().filter_map(|id| people.remove(id)).collect();
    Ok(Found { people, memberships, suspended, total })
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeePeople>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let found = find(&db, &permit.actor, &query).await?;
    let pager = query.pager(&screen, "people-shown", found.total);
    let people = found.people.iter().map(|person| line(&screen, &found, person)).collect();
    screen.show(&PeoplePage {
        search: query.text("search").to_owned(),
        people,
        by_name: query.head("name", "name"),
        by_joining: query.head("joined", "name"),
        pager,
        may_import: permit.actor.may_anywhere(MakeImport::NAME),
    })
}

fn line(screen: &Screen, found: &Found, person: &Person) -> PersonLine {
    let roles = found.memberships.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    let role = |(role, organisation): &(Role, Organisation)| {
        format!("{}, {}", screen.text(&format!("role-{}", role.word())), organisation.name)
    };
    PersonLine {
        url: format!("/people/{}", person.id),
        name: person.name.clone(),
        email: person.email.clone(),
        roles: roles.iter().map(role).collect(),
        joined_at: person.joined_at,
        suspended: found.suspended.contains(&person.id),
    }
}
