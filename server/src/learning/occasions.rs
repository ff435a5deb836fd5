//! For what others planned a course: whoever planned it knows, and learning only asks, through a door that is hung up when
//! the server starts.

use std::collections::HashMap;

use actix_web::web;

use super::Enrolment;
use crate::{
    platform::{Outcome, Read, Screen},
    records::EnrolmentId,
};

#[async_trait::async_trait(?Send)]
pub trait Occasions {
    /// The names of the pathways to which these enrolments belong: one query.
    async fn pathways(
        &self,
        read: &Read,
        enrolments: &[EnrolmentId],
    ) -> Outcome<HashMap<EnrolmentId, String>>;
}

/// The registered [`Occasions`].
pub struct OccasionsDoor(pub Box<dyn Occasions + Send + Sync>);

/// The pathways of those of these enrolments that others made; no query where there are none.
pub async fn pathways_of(
    screen: &Screen,
    read: &Read,
    enrolments: impl Iterator<Item = &Enrolment>,
) -> Outcome<HashMap<EnrolmentId, String>> {
    let planned = enrolments.filter(|one| one.enrolled_by != one.person).map(|one| one.id);
    let planned: Vec<EnrolmentId> = planned.collect();
    match screen.request().app_data::<web::Data<OccasionsDoor>>() {
        Some(door) if !planned.is_empty() => door.0.pathways(read, &planned).await,
        _ => Ok(HashMap::new()),
    }
}
