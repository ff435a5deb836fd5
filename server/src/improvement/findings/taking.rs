//! Findings are taken in, in one unit of work.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;

use super::{
    finding::{Deed, Finding, cycles_of, factories_of},
    merging::{Brought, Plans},
};
use crate::{
    improvement::{
        news::{self, Happened as News},
        store::{
            found,
            history::{self, ChangeKind, Happened},
            items::ItemId,
            sources,
        },
    },
    platform::{
        OrganisationId, Outcome, PersonId, Sentence, UnitOfWork, audit,
        outgoing::{self, EventKind, OutgoingEvent},
    },
};

/// What became of a finding, and its item; or why it was not taken.
type Answer = Result<(Deed, Option<ItemId>), Sentence>;

/// Of each finding the answer says what became of it, and its item.
pub async fn take_in(
    work: &UnitOfWork,
    findings: &[Result<Finding, Sentence>],
    by: PersonId,
) -> Outcome<Vec<Answer>> {
    take(work, findings, by, |_| ()).await
}

/// The same for what waited for a report that is released now.
pub async fn take_in_released(
    work: &UnitOfWork,
    findings: &[Result<Finding, Sentence>],
    by: PersonId,
) -> Outcome<Vec<Answer>> {
    take(work, findings, by, |plans| plans.waiting.only_by_day()).await
}

async fn take(
    work: &UnitOfWork,
    findings: &[Result<Finding, Sentence>],
    by: PersonId,
    prepare: impl FnOnce(&mut Plans),
) -> Outcome<Vec<Answer>> {
    let taken: Vec<&Finding> = findings.iter().filter_map(|finding| finding.as_ref().ok()).collect();
    let factories = factories_of(&taken);
    found::hold_plans(work, &factories, cycles_of(&taken)).await?;
    let mut plans = Plans::of(work, &taken).await?;
    prepare(&mut plans);
    let mut brought = || Brought { id: work.new_id(), at: work.now(), by };
    let mut counts: HashMap<OrganisationId, u32> = HashMap::new();
    let mut answers = Vec::new();
    for finding in findings {
        answers.push(finding.as_ref().map_err(Clone::clone).map(|finding| {
            let (deed, item) = plans.take(finding, &mut brought);
            // What waits leaves no trace that others see.
            if deed != Deed::Nothing && item.is_some() {
                *counts.entry(finding.factory).or_default() += 1;
            }
            (deed, item)
        }));
    }
    write(work, plans, by).await?;
    let touched: Vec<OrganisationId> = factories.into_iter().filter(|id| counts.contains_key(id)).collect();
    found::mark_found_again(work, &touched).await?;
    let entry = |factory: &OrganisationId| {
        let details = json!({ "findings": counts.get(factory) });
        audit::Entry::of("improvement.lead", "organisation", factory.0).within(*factory).with(details)
    };
    audit::write_many(work, by, touched.iter().map(entry).collect()).await?;
    Ok(answers)
}

async fn write(work: &UnitOfWork, plans: Plans, by: PersonId) -> Outcome<()> {
    plans.waiting.write(work, by).await?;
    // What moves first: something new may come to the point that it left.
    found::save_found(work, &plans.changed_items()).await?;
    found::add_all(work, &plans.new_items()).await?;
    sources::save_all(work, &plans.written_sources()).await?;
    let events: Vec<OutgoingEvent> = plans
        .touched_items()
        .map(|item| {
            OutgoingEvent::of(EventKind::ItemChanged, item.factory_id, item.id.0).now(item.state.word())
        })
        .collect();
    let again = |one: &&Happened| matches!(one.kind, ChangeKind::FoundAgain | ChangeKind::Reopened);
    let open_again: BTreeSet<ItemId> = plans.happened.iter().filter(again).map(|one| one.item).collect();
    history::note(work, by, plans.happened).await?;
    for item in open_again.difference(&plans.left) {
        news::tell(work, News::Reopened, *item, by).await?;
    }
    let left: Vec<ItemId> = plans.left.into_iter().collect();
    found::drop_abandoned(work, &left).await?;
    outgoing::tell(work, &events).await
}
