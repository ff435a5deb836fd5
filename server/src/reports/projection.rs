//! The counts of reports, folded from the records of each person in the unit that appends them.

use chrono::{DateTime, Utc};

use super::{
    model::{Learner, Measure, Milestones, cells},
    standing, store,
};
use crate::{
    learning::KEPT,
    platform::{Outcome, UnitOfWork},
    records::{Object, Projector, Record, Verb},
};

pub struct ReportProjector;

#[async_trait::async_trait]
impl Projector for ReportProjector {
    fn name(&self) -> &'static str {
        "reports"
    }

    /// The standing of an enrolment is not among them: it is a fact of its day.
    fn tables(&self) -> &'static [&'static str] {
        &["report_milestone", "report_count"]
    }

    async fn apply(&self, work: &UnitOfWork, record: &Record) -> Outcome<()> {
        let at = record.at;
        match (record.verb, &record.object) {
            (Verb::Registered, Object::Course) => enrol(work, record).await,
            (Verb::Initialized, Object::Course) => {
                advance(work, record, Measure::Started, |one| keep_first(&mut one.started_at, at)).await
            }
            (Verb::Completed, Object::Course) => {
                advance(work, record, Measure::Completed, |one| keep_first(&mut one.completed_at, at)).await
            }
            // A changed plan needs a new name under it.
            (Verb::Committed, Object::Plan) => {
                advance(work, record, Measure::Applied, |one| one.countersigned_at = None).await
            }
            (Verb::Countersigned, Object::Plan) => {
                let countersigned = |one: &mut Milestones| {
                    one.countersigned_at = Some(at);
                    one.note_application(at);
                };
                advance(work, record, Measure::Applied, countersigned).await
            }
            (Verb::Reported, Object::Plan) if record.result.response.as_deref() == Some(KEPT) => {
                let kept = |one: &mut Milestones| {
                    keep_first(&mut one.kept_at, at);
                    one.note_application(at);
                };
                advance(work, record, Measure::Applied, kept).await
            }
            _ => Ok(()),
        }
    }
}

fn keep_first(slot: &mut Option<DateTime<Utc>>, at: DateTime<Utc>) {
    slot.get_or_insert(at);
}

async fn enrol(work: &UnitOfWork, record: &Record) -> Outcome<()> {
    store::wait_for_turn(work).await?;
    let Some(standing) = standing::taken(work, record.enrolment).await? else { return Ok(()) };
    let before = store::learners(work, record.person).await?;
    let milestones = Milestones::enrolled(record.at);
    if !store::begin_milestones(work, record.enrolment, &milestones).await? {
        return Ok(());
    }
    let mut after = before.clone();
    after.push(Learner { standing, milestones });
    count(work, Measure::Enrolled, &before, &after).await
}

/// An enrolment without its own record is counted nowhere.
async fn advance(
    work: &UnitOfWork,
    record: &Record,
    measure: Measure,
    change: impl FnOnce(&mut Milestones) + Send,
) -> Outcome<()> {
    store::wait_for_turn(work).await?;
    let before = store::learners(work, record.person).await?;
    let mut after = before.clone();
    let found = after.iter_mut().find(|learner| learner.standing.enrolment == record.enrolment);
    let Some(learner) = found else { return Ok(()) };
    change(&mut learner.milestones);
    if after == before {
        return Ok(());
    }
    if let Some(learner) = after.iter().find(|learner| learner.standing.enrolment == record.enrolment) {
        store::change_milestones(work, record.enrolment, &learner.milestones).await?;
    }
    count(work, measure, &before, &after).await
}

async fn count(work: &UnitOfWork, measure: Measure, before: &[Learner], after: &[Learner]) -> Outcome<()> {
    store::add_up(work, measure, &cells(before, measure), &cells(after, measure)).await
}
