//! What a progress report said when it was sent: its sections and the plan as it stood that day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    model::ItemState,
    store::{
        copies::{self, Copy},
        items::{self, Item, ItemId},
        reports::{Report, Sections},
    },
};
use crate::platform::{Outcome, PersonId, Problem, UnitOfWork};

/// What a factory said in a report that it sent, and its plan as it was then; kept as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    pub sections: Sections,
    pub items: Vec<SentItem>,
}

/// A line of the plan. It names nobody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SentItem {
    pub item: ItemId,
    pub point: String,
    pub question: String,
    pub root_cause: String,
    pub action: String,
    pub due_on: Option<NaiveDate>,
    pub state: ItemState,
    pub found_again: bool,
}

impl SentItem {
    pub fn of(item: &Item) -> Self {
        Self {
            item: item.id,
            point: item.point_code.clone(),
            question: item.question_code.clone(),
            root_cause: item.root_cause.clone(),
            action: item.action.clone(),
            due_on: item.due_on,
            state: item.state,
            found_again: item.found_again,
        }
    }
}

impl Document {
    /// # Errors
    /// `Problem::Internal` for a copy that cannot be read back.
    pub fn of(copy: &Copy) -> Outcome<Self> {
        serde_json::from_str(&copy.document).map_err(Problem::internal)
    }
}

/// Keeps what is being sent.
pub async fn keep(work: &UnitOfWork, report: &Report, sections: Sections, by: PersonId) -> Outcome<()> {
    let (factory, cycle) = (report.factory_id, report.cycle_number);
    let items = items::items_of_factories(work, &[factory], Some(cycle)).await?;
    let document = Document { sections, items: items.iter().map(SentItem::of).collect() };
    let document = serde_json::to_string(&document).map_err(Problem::internal)?;
    let before = copies::of_report(work, report.id).await?.last().map_or(0, |copy| copy.version);
    copies::add(work, report.id, before.saturating_add(1), document, by).await
}
