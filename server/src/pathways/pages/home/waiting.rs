//! What waits at a factory, since when, and by whom: what is late, what is broken, what is to be confirmed or published.

use chrono::NaiveDate;

use super::{Frame, Seen, Waits};
use crate::{
    pathways::{
        model::{Broken, Decider, Since, Standing, StepState, broken, step_state},
        pages::parts::who,
        store::{
            following::Followed,
            pathways::Whole,
            stakes::{PathwayAtStake, Somebody, StepAtStake},
        },
    },
    platform::{Argument, Screen},
};

/// The longest first: the item that has been late for longest; of each pathway the step that has, what is broken, and
/// whether it waits for its committee or for being published.
pub fn at(screen: &Screen, factory: &Followed, seen: &Seen, frame: &Frame) -> Vec<Waits> {
    let mut waits = late_items(screen, factory, seen, frame);
    waits.extend(unplanned(screen, factory, seen));
    for one in seen.pathways.iter().filter(|one| one.pathway.organisation_id == factory.id) {
        let steps: Vec<&StepAtStake> =
            seen.steps.iter().filter(|step| step.step.pathway_id == one.pathway.id).collect();
        waits.extend(unpublished(screen, one));
        if one.published.is_some() {
            waits.extend(latest_step(screen, one, &steps, seen));
        }
        for told in broken_ones(screen, factory, one, &steps) {
            // That the adviser left is said once, however many pathways wait for it.
            if waits.iter().all(|known: &Waits| known.what != told.what) {
                waits.push(told);
            }
        }
    }
    // A pathway that says it knows since when.
    let unadvised = unadvised(screen, factory);
    let is_new = |told: &Waits| waits.iter().all(|known| known.what != told.what);
    let unadvised = unadvised.filter(is_new);
    waits.extend(unadvised);
    waits.sort_by_key(|waits| waits.since.unwrap_or(NaiveDate::MAX));
    waits
}

/// A factory in a cycle that nobody advises, or nobody who is still at work.
fn unadvised(screen: &Screen, factory: &Followed) -> Option<Waits> {
    factory.cycle.filter(|_| factory.advising == 0)?;
    let what = match &factory.adviser {
        Some(name) => {
            let arguments = [("name", Argument::from(name.as_str())), ("more", Argument::from(0_u32))];
            screen.text_with("following-broken-adviser-left", &arguments)
        }
        None => screen.text("following-no-adviser"),
    };
    Some(Waits {
        what,
        url: format!("/factories/{}/engagement", factory.id),
        lasting: String::new(),
        since: None,
        whom: screen.text("following-programme"),
    })
}

fn late_items(screen: &Screen, factory: &Followed, seen: &Seen, frame: &Frame) -> Vec<Waits> {
    let own = seen.late.iter().filter(|late| late.factory_id == factory.id);
    let line = |late: &crate::pathways::store::following::LateItem| {
        let point = frame.points.get(&late.point_code);
        Waits {
            what: point.map_or(late.point_code.as_str(), |point| point.name(screen.language)).to_owned(),
            url: format!("/factories/{}/improvement-plan/{}", factory.id, late.item_id),
            lasting: screen.text("following-since"),
            since: Some(late.due_on),
            whom: match late.owner_name.as_str() {
                "" => screen.text("following-nobody"),
                name => name.to_owned(),
            },
        }
    };
    own.map(line).collect()
}

/// Items that nobody has planned: without an action, a day, or anybody in charge.
fn unplanned(screen: &Screen, factory: &Followed, seen: &Seen) -> Option<Waits> {
    let own = seen.themes.iter().filter(|theme| theme.factory_id == factory.id);
    let (unplanned, critical) =
        own.fold((0, 0), |(all, grave), theme| (all + theme.unplanned, grave + theme.critical));
    let whole = |number: i64| Argument::from(u32::try_from(number).unwrap_or(u32::MAX));
    (unplanned > 0).then(|| Waits {
        what: screen
            .text_with("following-unplanned", &[("count", whole(unplanned)), ("critical", whole(critical))]),
        url: format!("/factories/{}/improvement-plan", factory.id),
        lasting: String::new(),
        since: None,
        whom: screen.text("pathway-decider-committee"),
    })
}

fn unpublished(screen: &Screen, one: &PathwayAtStake) -> Option<Waits> {
    if one.published.is_some() && one.published == Some(one.pathway.changes) {
        return None;
    }
    // Nobody confirms what is still empty: its owner goes on.
    let is_empty = one.steps == 0 || one.pathway.starts_on.is_none() || one.pathway.ends_on.is_none();
    let owner = || match &one.owner {
        Some(owner) if owner.is_there => owner.name.clone(),
        _ => name_of(one.adviser.as_ref()),
    };
    let (what, whom) = match one.agreed {
        2.. => ("following-unpublished", owner()),
        _ if is_empty => ("following-begun", owner()),
        _ => ("following-unconfirmed", screen.text("pathway-decider-committee")),
    };
    Some(Waits {
        what: screen.text_with(what, &[("name", Argument::from(one.pathway.name.as_str()))]),
        url: format!("/pathways/{}", one.pathway.id),
        lasting: String::new(),
        since: None,
        whom,
    })
}

fn latest_step(screen: &Screen, one: &PathwayAtStake, steps: &[&StepAtStake], seen: &Seen) -> Option<Waits> {
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
        lasting: screen.text("following-since"),
        since: Some(due_on),
        whom: match &latest.owner {
            Some(owner) => owner.name.clone(),
            None => who(screen, &latest.step),
        },
    })
}

/// What is broken by the same rule as on the pathway's own page; what is broken alike in several steps is one line.
fn broken_ones(
    screen: &Screen,
    factory: &Followed,
    one: &PathwayAtStake,
    steps: &[&StepAtStake],
) -> Vec<Waits> {
    let whole = Whole {
        pathway: one.pathway.clone(),
        stages: Vec::new(),
        goals: Vec::new(),
        steps: steps.iter().map(|one| one.step.clone()).collect(),
    };
    let mut found: Vec<(Broken, u32)> = Vec::new();
    for next in broken(&whole, &standing(one, steps), one.published.is_some()) {
        match found.iter_mut().find(|(known, _)| known.key == next.key && next.step.is_some()) {
            Some((known, more)) => {
                known.since = known.since.min(next.since).or(known.since).or(next.since);
                *more = more.saturating_add(1);
            }
            None => found.push((next, 0)),
        }
    }
    let line = |(broken, more): (Broken, u32)| {
        let kind = broken.key.trim_start_matches("pathway-broken-");
        let arguments = [("name", Argument::from(broken.name.as_str())), ("more", Argument::from(more))];
        Waits {
            what: screen.text_with(&format!("following-broken-{kind}"), &arguments),
            url: format!("/pathways/{}", one.pathway.id),
            lasting: screen.text("following-broken-since"),
            since: broken.since,
            whom: match broken.decider {
                Decider::Adviser => factory.adviser.clone().unwrap_or_default(),
                Decider::Owner => name_of(one.owner.as_ref()),
                Decider::Committee => screen.text("pathway-decider-committee"),
                Decider::ProgrammeManager => screen.text("following-programme"),
            },
        }
    };
    found.into_iter().map(line).collect()
}

/// How things stand around a pathway, as far as its steps at stake ask for it.
fn standing(one: &PathwayAtStake, steps: &[&StepAtStake]) -> Standing {
    let mut standing = Standing {
        group: one.group,
        adviser: one.adviser.as_ref().map(|adviser| adviser.id),
        since: Since { group: one.grouped_on, adviser: one.advised_since, ..Since::default() },
        ..Standing::default()
    };
    let owners = steps.iter().filter_map(|step| step.owner.as_ref());
    for somebody in owners.chain(&one.owner).chain(&one.adviser) {
        standing.names.insert(somebody.id, somebody.name.clone());
        if somebody.is_there {
            standing.present.insert(somebody.id);
        }
        if let Some(day) = somebody.left_on {
            standing.since.left.insert(somebody.id, day);
        }
    }
    for step in steps {
        let Some(course) = &step.step.course else { continue };
        if let Some(version) = step.listed {
            standing.published.insert(course.clone(), version);
        }
        if let Some(day) = step.course_since {
            standing.since.courses.insert(course.clone(), day);
        }
    }
    standing
}

fn name_of(somebody: Option<&Somebody>) -> String {
    somebody.map(|one| one.name.clone()).unwrap_or_default()
}
