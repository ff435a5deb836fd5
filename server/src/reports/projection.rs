//! The counts of reports, folded from the records of each person in the unit that appends them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    model::{Cell, Counts, Learner, Measure, Milestones, Standing, cells, difference},
    standing, store,
};
use crate::{
    learning::KEPT,
    platform::{Outcome, UnitOfWork},
    records::{EnrolmentId, Object, Projector, Record, Verb},
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

    async fn apply(&self, work: &UnitOfWork, records: &[Record]) -> Outcome<()> {
        let advances: Vec<(&Record, Advance)> =
            records.iter().filter_map(|record| Some((record, Advance::of(record)?))).collect();
        if advances.is_empty() {
            return Ok(());
        }
        store::wait_for_turn(work).await?;
        let enrolled = advances.iter().filter(|(_, advance)| *advance == Advance::Enrolled);
        let enrolled: Vec<EnrolmentId> = enrolled.map(|(record, _)| record.enrolment).collect();
        let standings = standing::taken(work, &enrolled).await?;
        let before = store::learners(work, advances.iter().map(|(record, _)| record.person)).await?;
        let mut after = before.clone();
        for (record, advance) in advances {
            let learners = after.entry(record.person).or_default();
            match advance {
                Advance::Enrolled => begin(learners, record, standings.get(&record.enrolment)),
                _ => go_on(learners, record, advance),
            }
        }
        let people = || before.iter().filter_map(|(person, before)| Some((before, after.get(person)?)));
        let moved: Vec<&Learner> = people()
            .flat_map(|(before, after)| after.iter().filter(|learner| !before.contains(learner)))
            .collect();
        store::keep_milestones(work, &moved).await?;
        store::add_up(work, &added_up(people())).await
    }
}

/// What a record changes for reports.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Advance {
    Enrolled,
    Started,
    Completed,
    /// A changed plan needs a new name under it.
    PlanChanged,
    Countersigned,
    PromiseKept,
}

impl Advance {
    fn of(record: &Record) -> Option<Self> {
        match (record.verb, &record.object) {
            (Verb::Registered, Object::Course) => Some(Self::Enrolled),
            (Verb::Initialized, Object::Course) => Some(Self::Started),
            (Verb::Completed, Object::Course) => Some(Self::Completed),
            (Verb::Committed, Object::Plan) => Some(Self::PlanChanged),
            (Verb::Countersigned, Object::Plan) => Some(Self::Countersigned),
            (Verb::Reported, Object::Plan) if record.result.response.as_deref() == Some(KEPT) => {
                Some(Self::PromiseKept)
            }
            _ => None,
        }
    }
}

fn keep_first(slot: &mut Option<DateTime<Utc>>, at: DateTime<Utc>) {
    slot.get_or_insert(at);
}

fn begin(learners: &mut Vec<Learner>, record: &Record, standing: Option<&Standing>) {
    let is_counted = learners.iter().any(|learner| learner.standing.enrolment == record.enrolment);
    if let Some(standing) = standing.filter(|_| !is_counted) {
        let milestones = Milestones::enrolled(record.at);
        learners.push(Learner { standing: standing.clone(), milestones });
    }
}

/// An enrolment without its own record is counted nowhere.
fn go_on(learners: &mut [Learner], record: &Record, advance: Advance) {
    let found = learners.iter_mut().find(|learner| learner.standing.enrolment == record.enrolment);
    let Some(Learner { milestones, .. }) = found else { return };
    match advance {
        Advance::Enrolled => {}
        Advance::Started => keep_first(&mut milestones.started_at, record.at),
        Advance::Completed => keep_first(&mut milestones.completed_at, record.at),
        Advance::PlanChanged => milestones.countersigned_at = None,
        Advance::Countersigned => {
            milestones.countersigned_at = Some(record.at);
            milestones.note_application(record.at);
        }
        Advance::PromiseKept => {
            keep_first(&mut milestones.kept_at, record.at);
            milestones.note_application(record.at);
        }
    }
}

/// By how much each figure changes, when the enrolments of each of these people were the first and are the second.
fn added_up<'l>(
    people: impl Iterator<Item = (&'l Vec<Learner>, &'l Vec<Learner>)>,
) -> BTreeMap<Cell, Counts> {
    let mut changes: BTreeMap<Cell, Counts> = BTreeMap::new();
    for (before, after) in people {
        for measure in Measure::ALL.iter().copied() {
            let times =
                |learners: &'l [Learner]| learners.iter().filter_map(move |one| one.milestones.at(measure));
            if times(before).eq(times(after)) {
                continue;
            }
            for (cell, by) in difference(&cells(before, measure), &cells(after, measure)) {
                *changes.entry(cell.clone()).or_default().slot(measure) += by;
            }
        }
    }
    changes.retain(|_, by| *by != Counts::default());
    changes
}
