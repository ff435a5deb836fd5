//! What people learned for each item of a factory's plan, as JSON. It is counted for itself: nobody says that one thing
//! came of another.

use actix_web::web;
use serde::Serialize;
use utoipa::ToSchema;

use super::Teller;
use crate::{
    catalogue,
    improvement::{Item, ItemId},
    pathways::{
        access::SeePathways,
        model::{PathwayId, StepId, StepKind, StepState, step_state},
        store::{
            following,
            pathways::{self, Step},
        },
        suggesting,
    },
    platform::{Db, Outcome, Permit},
};

#[derive(Serialize, ToSchema)]
pub struct LearnedList {
    /// All items of the plan.
    items: Vec<ItemLearned>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemLearned {
    item: ItemId,
    /// Code of its compliance point.
    point: String,
    /// Courses and workshops that answer it, of pathways that have not ended.
    learned: Vec<LearnedStep>,
}

#[derive(Serialize, ToSchema)]
pub struct LearnedStep {
    pathway: PathwayId,
    step: StepId,
    kind: StepKind,
    /// In the language of the person who asks.
    name: String,
    course: Option<String>,
    state: StepState,
    /// People who are expected, and who are through; women among them.
    expected: u32,
    done: u32,
    women_expected: u32,
    women_done: u32,
}

pub async fn learned(
    permit: Permit<SeePathways>,
    db: web::Data<Db>,
    teller: Teller,
) -> Outcome<web::Json<LearnedList>> {
    let read = db.read();
    let today = permit.day_at(db.clock().now());
    let items = suggesting::items(read, &permit).await?;
    let standing = following::standing(read, &[permit.id]).await?;
    let of: Vec<PathwayId> = standing.iter().map(|one| one.id).collect();
    let (steps, answers) = pathways::steps_with_items(read, &of).await?;
    let counts = following::step_counts(read, &of).await?;
    let titles = catalogue::titles(read).await?;
    let shown = |step: &Step| {
        let count = counts.get(&step.id).copied().unwrap_or_default();
        LearnedStep {
            pathway: step.pathway_id,
            step: step.id,
            kind: step.kind,
            name: step.called(&titles, teller.language).to_owned(),
            course: step.course.clone(),
            state: step_state(step, count, today),
            expected: count.expected,
            done: count.done,
            women_expected: count.women,
            women_done: count.women_done,
        }
    };
    let teaches = |step: &&Step| matches!(step.kind, StepKind::Course | StepKind::Workshop);
    let one = |item: &Item| ItemLearned {
        item: item.id,
        point: item.point_code.clone(),
        learned: answers
            .of((item.id.0, item.point_code.as_str()))
            .filter_map(|place| steps.get(place))
            .map(|(step, _)| step)
            .filter(teaches)
            .map(shown)
            .collect(),
    };
    Ok(web::Json(LearnedList { items: items.iter().map(one).collect() }))
}
