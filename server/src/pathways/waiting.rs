//! What pathways of many factories wait for, since when, and who must act: by the rules of each pathway's own page.

use std::{borrow::Cow, collections::HashMap};

use chrono::NaiveDate;

use super::{
    model::{Broken, Decider, PathwayId, Since, Standing, broken},
    store::{
        pathways::Whole,
        stakes::{self, PathwayAtStake, Somebody, StepAtStake},
    },
};
use crate::{
    catalogue,
    platform::{Language, OrganisationId, Outcome, Read, Sentence, Texts},
};

/// The pathways of some factories that have not ended, with the steps of which something may have to be decided.
pub struct AtStake {
    pub pathways: Vec<PathwayAtStake>,
    /// Called what they are called in one language.
    pub steps: Vec<StepAtStake>,
}

/// Three queries, however many factories there are.
pub async fn at_stake(
    read: &Read,
    factories: &[OrganisationId],
    today: NaiveDate,
    language: Language,
) -> Outcome<AtStake> {
    let pathways = stakes::pathways(read, factories, today).await?;
    let those: Vec<PathwayId> = pathways.iter().map(|one| one.pathway.id).collect();
    let mut steps = stakes::steps(read, &those, today).await?;
    let titles = catalogue::titles(read).await?;
    for one in &mut steps {
        one.step.name = one.step.called(&titles, language).to_owned();
    }
    Ok(AtStake { pathways, steps })
}

impl AtStake {
    pub fn of_factory(&self, factory: OrganisationId) -> impl Iterator<Item = &PathwayAtStake> {
        self.pathways.iter().filter(move |one| one.pathway.organisation_id == factory)
    }

    pub fn steps_of(&self, pathway: PathwayId) -> Vec<&StepAtStake> {
        self.steps.iter().filter(|one| one.step.pathway_id == pathway).collect()
    }
}

/// One thing for which a pathway waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    pub what: Sentence,
    /// Since when it has been broken, where that is known.
    pub since: Option<NaiveDate>,
    pub whom: Whom,
}

/// Who must act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    Somebody(String),
    /// A text key.
    Those(&'static str),
}

impl Whom {
    pub const PROGRAMME: Self = Self::Those("following-programme");

    /// Where there is no committee yet, each side speaks by its role.
    pub fn committee(is_there: bool) -> Self {
        Self::Those(if is_there { "pathway-decider-committee" } else { "following-both-sides" })
    }

    pub fn text(self, texts: &Texts, language: Language) -> String {
        match self {
            Self::Somebody(name) => name,
            Self::Those(key) => texts.plain(language, key).to_owned(),
        }
    }

    /// Whoever can act, in this order; the programme where nobody can.
    fn first_of(some: [Option<&Somebody>; 2]) -> Self {
        let there = some.into_iter().flatten().find(|one| one.is_there && !one.name.is_empty());
        there.map_or(Self::PROGRAMME, |one| Self::Somebody(one.name.clone()))
    }
}

/// Whether it waits for its owner, its committee or for being published; and what is broken. `steps` are those of the
/// pathway that are at stake.
pub fn waiting(one: &PathwayAtStake, steps: &[&StepAtStake]) -> Vec<Waiting> {
    unpublished(one).into_iter().chain(broken_ones(one, steps)).collect()
}

fn unpublished(one: &PathwayAtStake) -> Option<Waiting> {
    if one.published.is_some() && one.published == Some(one.pathway.changes) {
        return None;
    }
    // Nobody confirms what is still empty, or what nobody owns: it goes on with its owner.
    let is_empty = one.steps == 0 || one.pathway.starts_on.is_none() || one.pathway.ends_on.is_none();
    let owner = || Whom::first_of([one.owner.as_ref(), one.adviser.as_ref()]);
    let (what, whom) = match one.agreed {
        _ if one.is_refused => ("following-refused", owner()),
        2.. => ("following-unpublished", owner()),
        _ if is_empty => ("following-begun", owner()),
        _ if one.pathway.owner_person_id.is_none() => ("following-ownerless", owner()),
        _ if one.has_committee => ("following-unconfirmed", Whom::committee(true)),
        _ => ("following-unconfirmed-sides", Whom::committee(false)),
    };
    Some(Waiting { what: Sentence::of(what).with("name", one.pathway.name.clone()), since: None, whom })
}

/// What is broken alike in several steps is one line.
fn broken_ones(one: &PathwayAtStake, steps: &[&StepAtStake]) -> Vec<Waiting> {
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
                known.people = known.people.saturating_add(next.people);
                *more = more.saturating_add(1);
            }
            None => found.push((next, 0)),
        }
    }
    let line = |(broken, more): (Broken, u32)| Waiting {
        what: in_short(broken.key).with("name", broken.name).with("more", more).with("people", broken.people),
        since: broken.since,
        whom: match broken.decider {
            Decider::Adviser => Whom::first_of([one.adviser.as_ref(), None]),
            Decider::Owner => Whom::first_of([one.owner.as_ref(), one.adviser.as_ref()]),
            Decider::Committee => Whom::committee(one.has_committee),
            Decider::ProgrammeManager => Whom::PROGRAMME,
        },
    };
    found.into_iter().map(line).collect()
}

/// The sentence of a list for what a pathway's own page says at length.
fn in_short(key: &str) -> Sentence {
    let kind = key.trim_start_matches("pathway-broken-");
    Sentence { key: Cow::Owned(format!("following-broken-{kind}")), arguments: Vec::new() }
}

/// How things stand around a pathway, as far as its steps at stake ask for it.
fn standing(one: &PathwayAtStake, steps: &[&StepAtStake]) -> Standing {
    let sides = one.empty_sides.iter().filter_map(|(side, since)| Some((*side, (*since)?)));
    let mut standing = Standing {
        group: one.group,
        adviser: one.adviser.as_ref().map(|adviser| adviser.id),
        empty_sides: one.empty_sides.iter().map(|(side, _)| *side).collect(),
        silent_sides: one.silent_sides.clone(),
        moved: HashMap::from([(one.pathway.id, one.moved)]),
        since: Since {
            sides: sides.collect(),
            group: one.grouped_on,
            adviser: one.advised_since,
            ..Since::default()
        },
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
        if step.missed > 0 {
            standing.missed.insert(step.step.id, step.missed);
        }
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
