//! What waits at a factory, since when, and by whom: what is late, what is broken, what is to be confirmed or published.

use chrono::NaiveDate;

use super::{Frame, Seen, Waits};
use crate::{
    pathways::{
        model::{StepState, step_state},
        pages::parts::{Words, who},
        store::{
            following::Followed,
            stakes::{PathwayAtStake, StepAtStake},
        },
        waiting::{Waiting, Whom, waiting},
    },
    platform::Argument,
};

/// The longest first: the item that has been late for longest; of each pathway the step that has, what is broken, and
/// whether it waits for its committee or for being published.
pub fn at(words: &Words<'_>, factory: &Followed, seen: &Seen, frame: &Frame) -> Vec<Waits> {
    let mut waits = late_items(words, factory, seen, frame);
    waits.extend(unplanned(words, factory, seen));
    for one in seen.at_stake.of_factory(factory.id) {
        let steps = seen.at_stake.steps_of(one.pathway.id);
        if one.published.is_some() {
            waits.extend(latest_step(words, one, &steps, seen));
        }
        for next in waiting(one, &steps) {
            let next = told(words, one, next);
            let is_named = next.what.contains(&one.pathway.name);
            // That the adviser left is said once, however many pathways wait for it.
            if is_named || waits.iter().all(|known: &Waits| known.what != next.what) {
                waits.push(next);
            }
        }
    }
    // A pathway that says it knows since when.
    let unadvised = unadvised(words, factory);
    let is_new = |told: &Waits| waits.iter().all(|known| known.what != told.what);
    let unadvised = unadvised.filter(is_new);
    waits.extend(unadvised);
    waits.extend(without_committee(words, factory));
    waits.sort_by_key(|waits| waits.since.unwrap_or(NaiveDate::MAX));
    waits
}

/// A factory in a cycle that nobody advises, or nobody who is still at work.
fn unadvised(words: &Words<'_>, factory: &Followed) -> Option<Waits> {
    factory.cycle.filter(|_| factory.advising == 0)?;
    let what = match &factory.adviser {
        Some(name) => {
            let arguments = [("name", Argument::from(name.as_str())), ("more", Argument::from(0_u32))];
            words.text_with("following-broken-adviser-left", &arguments)
        }
        None => words.text("following-no-adviser"),
    };
    Some(Waits {
        what,
        url: format!("/factories/{}/engagement", factory.id),
        lasting: String::new(),
        since: None,
        whom: Whom::PROGRAMME.text(words.texts, words.language),
    })
}

/// A factory in a cycle of which nobody speaks for both sides yet.
fn without_committee(words: &Words<'_>, factory: &Followed) -> Option<Waits> {
    factory.cycle.filter(|_| factory.committees == 0)?;
    let adviser = factory.adviser.clone().filter(|_| factory.advising > 0);
    let whom = adviser.map_or(Whom::PROGRAMME, Whom::Somebody);
    Some(Waits {
        what: words.text("following-no-committee"),
        url: format!("/factories/{}/committee", factory.id),
        lasting: String::new(),
        since: None,
        whom: whom.text(words.texts, words.language),
    })
}

fn late_items(words: &Words<'_>, factory: &Followed, seen: &Seen, frame: &Frame) -> Vec<Waits> {
    let own = seen.late.iter().filter(|late| late.factory_id == factory.id);
    let line = |late: &crate::pathways::store::following::LateItem| {
        let point = frame.points.get(&late.point_code);
        Waits {
            what: point.map_or(late.point_code.as_str(), |point| point.name(words.language)).to_owned(),
            url: format!("/factories/{}/improvement-plan/{}", factory.id, late.item_id),
            lasting: words.text("following-since"),
            since: Some(late.due_on),
            whom: match late.owner_name.as_str() {
                "" => words.text("following-nobody"),
                name => name.to_owned(),
            },
        }
    };
    own.map(line).collect()
}

/// Items that nobody has planned: without an action, a day, or anybody in charge.
fn unplanned(words: &Words<'_>, factory: &Followed, seen: &Seen) -> Option<Waits> {
    let own = seen.themes.iter().filter(|theme| theme.factory_id == factory.id);
    let (unplanned, critical) =
        own.fold((0, 0), |(all, grave), theme| (all + theme.unplanned, grave + theme.critical));
    let whole = |number: i64| Argument::from(u32::try_from(number).unwrap_or(u32::MAX));
    (unplanned > 0).then(|| Waits {
        what: words
            .text_with("following-unplanned", &[("count", whole(unplanned)), ("critical", whole(critical))]),
        url: format!("/factories/{}/improvement-plan", factory.id),
        lasting: String::new(),
        since: None,
        whom: Whom::committee(factory.committees > 0).text(words.texts, words.language),
    })
}

fn latest_step(
    words: &Words<'_>,
    one: &PathwayAtStake,
    steps: &[&StepAtStake],
    seen: &Seen,
) -> Option<Waits> {
    let late = steps.iter().filter_map(|at_stake| {
        let step = &at_stake.step;
        let count = seen.counts.get(&step.id).copied().unwrap_or_default();
        let is_late = step_state(step, count, seen.today) == StepState::Overdue;
        step.due_on.filter(|_| is_late).map(|due_on| (due_on, at_stake))
    });
    let (due_on, latest) = late.min_by_key(|(due_on, _)| *due_on)?;
    Some(Waits {
        what: latest.step.name.clone(),
        url: format!("/pathways/{}", one.pathway.id),
        lasting: words.text("following-since"),
        since: Some(due_on),
        whom: match &latest.owner {
            Some(owner) => owner.name.clone(),
            None => who(words, &latest.step),
        },
    })
}

fn told(words: &Words<'_>, one: &PathwayAtStake, waiting: Waiting) -> Waits {
    Waits {
        what: waiting.what.text(words.texts, words.language),
        url: format!("/pathways/{}", one.pathway.id),
        lasting: waiting.since.map(|_| words.text("following-broken-since")).unwrap_or_default(),
        since: waiting.since,
        whom: waiting.whom.text(words.texts, words.language),
    }
}
