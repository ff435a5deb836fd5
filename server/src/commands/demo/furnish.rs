//! Furnishes an empty Academy: organisations, people, and learning in every state, by the same commands that pages use,
//! under a clock that is set back.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow};
use chrono::{DateTime, TimeDelta, Utc};

use super::{
    engagement, improvement, library, machine, newsletter, pathways,
    sharing::{self, Cast},
    student::Student,
    world::World,
};
use crate::{
    app::Academy,
    catalogue::{self, CourseId},
    learning::{
        self,
        audiences::{self, Plan},
    },
    organisations::{
        Who,
        store::{
            memberships::{self, NewMembership},
            organisations::{self, NewOrganisation},
        },
    },
    people::{self, EmailAddress, PersonName},
    platform::{Clock, OrganisationId, Permit, PersonId, roles::Role},
};

/// Fills the empty store of `academy`, whose clock stands still at `today`.
pub async fn furnish(academy: &Academy, clock: &Clock, world: &World) -> anyhow::Result<()> {
    let today = clock.now();
    clock.advance(TimeDelta::days(-200));
    let organisations = register(academy, world).await?;
    let people = join(academy, world, &organisations).await?;
    let slugs = library::import(academy).await?;
    let studied =
        slugs.iter().find(|slug| **slug == world.course).context("this binary lacks the demo's course")?;
    let listing =
        catalogue::listed(academy.db.read(), studied).await?.context("the course is not published")?;
    let course = academy.library.course(academy.db.read(), listing.published.version).await?;
    let by_address = world.people.iter().map(|invented| invented.email.as_str());
    let cast =
        Cast { organisations: &organisations, people: by_address.zip(people.iter().copied()).collect() };
    let administrator = world.people.iter().zip(&people).find(|(one, _)| one.role == Role::Administrator);
    let administrator = *administrator.context("nobody administers")?.1;
    for (invented, person) in world.people.iter().zip(people) {
        let Some(learning) = &invented.learning else { continue };
        set(clock, today - TimeDelta::days(learning.enrolled_days_ago));
        let (course, listing) = (course.clone(), listing.clone());
        let student = Student { academy, clock, course, listing, person, language: invented.language };
        student.learns(learning, world.promises_in(invented.language), today).await?;
        // So that people are told of it on the day on which it happened.
        academy.runner().run_due().await?;
    }
    set(clock, today);
    learning::teams::count_all(&academy.db).await?;
    let linden = organisations.get("linden").context("no linden")?;
    make_audience(academy, *linden, listing.published.course).await?;
    engagement::furnish(academy, &organisations).await?;
    improvement::furnish(academy, &organisations).await?;
    sharing::furnish(academy, &cast).await?;
    pathways::furnish(academy, clock, &organisations).await?;
    machine::furnish(academy, clock, (administrator, *linden)).await?;
    newsletter::furnish(academy).await
}

/// A rule that waits for colleagues to come.
async fn make_audience(
    academy: &Academy,
    organisation: OrganisationId,
    course: CourseId,
) -> anyhow::Result<()> {
    let subject = organisations::organisation(academy.db.read(), organisation).await?;
    let permit = Permit::by_operator(subject);
    let mut work = academy.db.begin().await?;
    for (name, role) in [
        ("New colleagues", Role::OrganisationMember),
        ("Everybody who coordinates", Role::LearningCoordinator),
    ] {
        let who = Who { organisation, role: Some(role), country: None, language: None, joined_after: None };
        let plan = Plan { name: name.to_owned(), who, course, due_in_days: Some(30) };
        audiences::commands::make(&mut work, &permit, &plan).await?;
    }
    Ok(work.commit().await?)
}

fn set(clock: &Clock, time: DateTime<Utc>) {
    clock.advance(time - clock.now());
}

async fn register(academy: &Academy, world: &World) -> anyhow::Result<BTreeMap<String, OrganisationId>> {
    let work = academy.db.begin().await?;
    let mut known = BTreeMap::new();
    for invented in &world.organisations {
        let part_of = match &invented.part_of {
            Some(key) => Some(*known.get(key).with_context(|| format!("{key} stands below its part"))?),
            None => None,
        };
        let new = NewOrganisation {
            kind: invented.kind,
            name: invented.name.clone(),
            country: invented.country.clone(),
            part_of,
        };
        known.insert(invented.key.clone(), organisations::add(&work, &new).await?);
    }
    work.commit().await?;
    Ok(known)
}

async fn join(
    academy: &Academy,
    world: &World,
    organisations: &BTreeMap<String, OrganisationId>,
) -> anyhow::Result<Vec<PersonId>> {
    let hash = academy.passwords.hash(&world.password).await?;
    let work = academy.db.begin().await?;
    let mut joined = Vec::new();
    for invented in &world.people {
        let new = people::NewPerson {
            name: PersonName::parse(&invented.name).map_err(|key| anyhow!("{key}: {}", invented.name))?,
            email: EmailAddress::parse(&invented.email)
                .map_err(|key| anyhow!("{key}: {}", invented.email))?,
            language: invented.language,
            sex: invented.sex,
            password_hash: Some(hash.clone()),
        };
        let person = people::store::persons::add(&work, &new).await?;
        let within =
            organisations.get(&invented.within).with_context(|| format!("no {}", invented.within))?;
        let membership = NewMembership {
            person,
            organisation: *within,
            role: invented.role,
            starts_on: work.now().date_naive(),
            ends_on: None,
            granted_by: person,
        };
        memberships::add_in(&work, &membership, &invented.department).await?;
        joined.push(person);
    }
    work.commit().await?;
    Ok(joined)
}
