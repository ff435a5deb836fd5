//! Where somebody stands on the day they are enrolled, taken down once.

use super::{model::Standing, store};
use crate::{
    learning::{self, Enrolment},
    organisations::{self, store::organisations as organisation_store},
    people::store::persons,
    platform::{OrganisationId, Outcome, Problem, UnitOfWork, roles::OrganisationKind, roles::Sex},
    records::EnrolmentId,
};

/// The standing of an enrolment, as it was written down, or written down now. Nothing for an enrolment that is gone.
pub async fn taken(work: &UnitOfWork, enrolment: EnrolmentId) -> Outcome<Option<Standing>> {
    if let Some(standing) = store::standing(work, enrolment).await? {
        return Ok(Some(standing));
    }
    let enrolment = match learning::enrolment_of(work, enrolment).await {
        Err(Problem::NotFound) => return Ok(None),
        found => found?,
    };
    let standing = look(work, &enrolment).await?;
    store::keep_standing(work, &standing).await?;
    Ok(Some(standing))
}

async fn look(work: &UnitOfWork, enrolment: &Enrolment) -> Outcome<Standing> {
    let person = persons::find_person(work, enrolment.person).await?;
    let mut standing = Standing {
        enrolment: enrolment.id,
        person: enrolment.person,
        course: enrolment.course,
        organisation: home(work, enrolment).await?,
        group: None,
        country: None,
        sex: person.map_or(Sex::NotStated, |person| person.sex),
        language: enrolment.language,
    };
    if let Some(id) = standing.organisation {
        let organisation = organisation_store::organisation(work, id).await?;
        let is_group = organisation.kind == OrganisationKind::ManufacturingGroup;
        standing.group = if is_group { Some(id) } else { organisation.part_of };
        standing.country = organisation.country;
    }
    Ok(standing)
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
