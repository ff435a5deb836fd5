//! Where somebody stands on the day they are enrolled, taken down once.

use std::collections::HashMap;

use super::{model::Standing, store};
use crate::{
    learning::{self, Enrolment},
    organisations::{self, store::organisations as organisation_store},
    people::store::persons,
    platform::{OrganisationId, Outcome, UnitOfWork, roles::OrganisationKind, roles::Sex},
    records::EnrolmentId,
};

/// The standing of each of these enrolments, as it was written down, or written down now. One that is gone has none.
pub async fn taken(work: &UnitOfWork, enrolments: &[EnrolmentId]) -> Outcome<HashMap<EnrolmentId, Standing>> {
    let mut found = store::standings(work, enrolments).await?;
    let unknown: Vec<EnrolmentId> =
        enrolments.iter().copied().filter(|enrolment| !found.contains_key(enrolment)).collect();
    if unknown.is_empty() {
        return Ok(found);
    }
    let fresh = look(work, &unknown).await?;
    store::keep_standings(work, &fresh).await?;
    found.extend(fresh.into_iter().map(|standing| (standing.enrolment, standing)));
    Ok(found)
}

async fn look(work: &UnitOfWork, enrolments: &[EnrolmentId]) -> Outcome<Vec<Standing>> {
    let lines = learning::enrolments(work, enrolments).await?;
    let enrolments: Vec<Enrolment> = lines.into_iter().map(|line| line.enrolment).collect();
    let people = persons::people(work, enrolments.iter().map(|enrolment| enrolment.person)).await?;
    let mut homes = HashMap::new();
    for enrolment in &enrolments {
        homes.insert(enrolment.id, home(work, enrolment).await?);
    }
    let organisations = organisation_store::organisations(work, homes.values().copied().flatten()).await?;
    let stands = |enrolment: &Enrolment| {
        let organisation = homes.get(&enrolment.id).copied().flatten();
        let there = organisation.and_then(|id| organisations.get(&id));
        Standing {
            enrolment: enrolment.id,
            person: enrolment.person,
            course: enrolment.course,
            organisation,
            group: there.and_then(|there| match there.kind {
                OrganisationKind::ManufacturingGroup => organisation,
                _ => there.part_of,
            }),
            country: there.and_then(|there| there.country.clone()),
            sex: people.get(&enrolment.person).map_or(Sex::NotStated, |person| person.sex),
            language: enrolment.language,
        }
    };
    Ok(enrolments.iter().map(stands).collect())
}

/// On whose behalf the person was enrolled; who enrolled themselves counts where they belonged that day, and of several
/// organisations for the one that was registered first.
async fn home(work: &UnitOfWork, enrolment: &Enrolment) -> Outcome<Option<OrganisationId>> {
    if enrolment.organisation.is_some() {
        return Ok(enrolment.organisation);
    }
    let places = organisations::places_of(work, enrolment.person, enrolment.enrolled_at.date_naive()).await?;
    Ok(places.into_iter().map(|place| place.organisation).min())
}
