//! The people around the pathways of one factory: on them depends what is broken, and what can be published.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    access,
    model::{PathwayId, Side, Since, Standing, StepId},
    store::{
        absences, following,
        pathways::Whole,
        stakes::{self, Moved},
    },
};
use crate::{
    catalogue::Listing,
    engagement::{self, Committee},
    organisations::store::organisations::Organisation,
    platform::{OrganisationId, Outcome, PersonId, Read},
};

pub struct Circle {
    pub factory: OrganisationId,
    pub today: NaiveDate,
    pub adviser: Option<PersonId>,
    /// None where the factory has none.
    pub committee: Option<Committee>,
    /// The adviser, and those who own a pathway or a step.
    pub asked: HashSet<PersonId>,
    /// Those of them who can act here today.
    pub present: HashSet<PersonId>,
    /// How many people missed each step that was held, so that somebody must decide.
    pub missed: HashMap<StepId, u32>,
    /// The sides for which nobody of the factory can answer.
    silent_sides: Vec<Side>,
    /// Who came and left since a pathway was published.
    moved: HashMap<PathwayId, Moved>,
}

/// Eight queries, however many pathways of the factory there are.
pub async fn circle(
    read: &Read,
    factory: OrganisationId,
    pathways: &[Whole],
    today: NaiveDate,
) -> Outcome<Circle> {
    let adviser = engagement::adviser_of(read, factory).await?;
    let committee = engagement::committee_of(read, factory, today).await?;
    let asked: HashSet<PersonId> = pathways.iter().flat_map(Whole::owners).chain(adviser).collect();
    let those: Vec<PersonId> = asked.iter().copied().collect();
    let present = following::still_there(read, factory, &those, today).await?;
    let missed = absences::missed(read, pathways.iter().map(|whole| whole.pathway.id), today).await?;
    let (silent_sides, moved) = stakes::silent_and_moved(read, factory, today).await?;
    Ok(Circle { factory, today, adviser, committee, asked, present, missed, silent_sides, moved })
}

impl Circle {
    /// On which side of the committee people with an account sit.
    pub fn seats(&self) -> HashMap<PersonId, Side> {
        self.committee.iter().flat_map(access::seats).collect()
    }

    /// `names` hold those of everybody who was asked for; whoever was erased has none.
    pub fn standing(
        &self,
        factory: &Organisation,
        listings: &[Listing],
        names: HashMap<PersonId, String>,
    ) -> Standing {
        Standing {
            published: listings.iter().map(|one| (one.slug.clone(), one.published.version)).collect(),
            present: self.present.clone(),
            names,
            empty_sides: self.committee.as_ref().map(access::empty_sides).unwrap_or_default(),
            missed: self.missed.clone(),
            silent_sides: self.silent_sides.clone(),
            moved: self.moved.clone(),
            group: factory.part_of,
            adviser: self.adviser,
            since: Since::default(),
        }
    }
}
