//! What must hold of the counts in the store.

use std::collections::{BTreeMap, HashMap};

use super::{
    model::{Cell, Counts, Measure, cells},
    store,
};
use crate::platform::{
    Outcome, Read,
    checks::{Check, Finding},
};

pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "report-everybody-counted", broken: MISCOUNTED },
        Check { name: "report-counts-not-negative", broken: NEGATIVE },
        Check { name: "report-milestones-recorded", broken: MILESTONES_APART },
    ]
}

/// 1 when the people of all are not the people who have milestones.
const MISCOUNTED: &str = "\
    SELECT COUNT(*) FROM (SELECT COUNT(DISTINCT s.person_id) AS people FROM report_standing s \
    JOIN report_milestone m ON m.enrolment_id = s.enrolment_id) p \
    WHERE p.people <> COALESCE((SELECT SUM(c.enrolled) FROM report_count c WHERE c.area_kind = 'everywhere' \
    AND c.course_id NOT IN (SELECT id FROM course) AND c.span = 'whole' AND c.breakdown = 'whole'), 0)";

const NEGATIVE: &str = "\
    SELECT COUNT(*) FROM report_count WHERE enrolled < 0 OR started < 0 OR completed < 0 OR applied < 0";

/// Names under plans and kept promises come and go, and are not looked at.
const MILESTONES_APART: &str = "\
    SELECT COUNT(*) FROM report_milestone m WHERE \
    (m.started_at IS NOT NULL) <> EXISTS (SELECT 1 FROM record r \
    WHERE r.enrolment_id = m.enrolment_id AND r.verb = 'initialized' AND r.object = 'course') \
    OR (m.completed_at IS NOT NULL) <> EXISTS (SELECT 1 FROM record r \
    WHERE r.enrolment_id = m.enrolment_id AND r.verb = 'completed' AND r.object = 'course')";

/// Counts everybody anew and compares. While the server counts on, a figure is wrong that is wrong twice by the same.
pub async fn recounted(read: &Read) -> Outcome<Finding> {
    let mut apart = differences(read).await?;
    if !apart.is_empty() {
        let again = differences(read).await?;
        apart.retain(|figure, by| again.get(figure) == Some(by));
    }
    Ok(Finding::of("report-recounted", i64::try_from(apart.len()).unwrap_or(i64::MAX)))
}

/// By how much each figure is not what a recount says.
async fn differences(read: &Read) -> Outcome<BTreeMap<(Cell, Measure), i32>> {
    let mut counted: HashMap<Cell, Counts> = HashMap::new();
    let mut after = None;
    loop {
        let people = store::learners_after(read, after).await?;
        let Some((last, _)) = people.last_key_value() else { break };
        after = Some(*last);
        for learners in people.values() {
            for measure in Measure::ALL.iter().copied() {
                for cell in cells(learners, measure) {
                    *counted.entry(cell).or_default().slot(measure) += 1;
                }
            }
        }
    }
    let stored = store::all_counts(read).await?;
    let figures = counted
        .keys()
        .chain(stored.keys())
        .flat_map(|cell| Measure::ALL.iter().map(move |measure| (cell, *measure)));
    let of = |counts: &HashMap<Cell, Counts>, cell: &Cell, measure| {
        counts.get(cell).copied().unwrap_or_default().of(measure)
    };
    let by = |(cell, measure): (&Cell, Measure)| {
        let by = of(&stored, cell, measure) - of(&counted, cell, measure);
        (by != 0).then(|| ((cell.clone(), measure), by))
    };
    Ok(figures.filter_map(by).collect())
}
