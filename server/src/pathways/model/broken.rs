//! What happened to a pathway that somebody must decide about: a course that is gone, an owner who left, a factory that
//! changed its group or its adviser, a side of the committee on which nobody sits, people who did not come.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{PathwayId, Side, StepId, StepKind};
use crate::{
    catalogue::CourseVersionId,
    pathways::store::{pathways::Whole, stakes::Moved},
    platform::{OrganisationId, PersonId, Sentence},
};

crate::word_enum! {
    /// Who must decide. Its text is `pathway-decider-<word>`.
    Decider {
        Adviser = "adviser",
        ProgrammeManager = "programme-manager",
        Committee = "committee",
        Owner = "owner",
    }
}

/// One thing that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// A text key; `name` is its argument.
    pub key: &'static str,
    /// The step that it is about, or the person who left.
    pub name: String,
    /// None where it is about the pathway.
    pub step: Option<StepId>,
    pub decider: Decider,
    /// None where nobody kept the day.
    pub since: Option<NaiveDate>,
    /// The people whom it is about; none where it is about nobody.
    pub people: u32,
}

impl Broken {
    pub fn sentence(&self) -> Sentence {
        Sentence::of(self.key).with("name", self.name.clone()).with("people", self.people)
    }
}

/// Since when things stand as they do, where that was asked.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// From which day on somebody was not there any more.
    pub left: HashMap<PersonId, NaiveDate>,
    /// When a course was withdrawn, or published anew, by slug.
    pub courses: HashMap<String, NaiveDate>,
    /// The first day on which nobody sat on a side.
    pub sides: HashMap<Side, NaiveDate>,
    pub adviser: Option<NaiveDate>,
    pub group: Option<NaiveDate>,
}

/// How things stand today around a pathway.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// What is published of each course, by slug.
    pub published: HashMap<String, CourseVersionId>,
    /// Those of the owners who still belong to the factory or look after it.
    pub present: HashSet<PersonId>,
    /// Whoever was erased has none.
    pub names: HashMap<PersonId, String>,
    /// Sides of the committee on which nobody sits any more.
    pub empty_sides: Vec<Side>,
    /// Sides for which nobody of the factory can answer, by their seat or by their role.
    pub silent_sides: Vec<Side>,
    /// Who came and left since a pathway was published.
    pub moved: HashMap<PathwayId, Moved>,
    /// How many people did not come to steps that were held, so that somebody must decide.
    pub missed: HashMap<StepId, u32>,
    pub group: Option<OrganisationId>,
    pub adviser: Option<PersonId>,
    pub since: Since,
}

const MISSED: &str = "pathway-broken-missed";

/// What is broken, the pathway itself first, then its steps in their order. `is_published` is whether it was ever published.
pub fn broken(whole: &Whole, standing: &Standing, is_published: bool) -> Vec<Broken> {
    let mut found = Vec::new();
    let name_of = |person: PersonId| standing.names.get(&person).cloned().unwrap_or_default();
    let left = |person: &PersonId| !standing.present.contains(person);
    let pathway = &whole.pathway;
    // What is over waits for nobody.
    if pathway.ended_at.is_some() {
        return found;
    }
    // The adviser decides, and the programme where there is none, or where the one there was has left.
    let there = standing.adviser.filter(|adviser| standing.present.contains(adviser));
    let advising = if there.is_some() { Decider::Adviser } else { Decider::ProgrammeManager };
    let of_pathway = |key, name, decider, since| Broken { key, name, step: None, decider, since, people: 0 };
    let left_on = |person: PersonId| standing.since.left.get(&person).copied();
    let named_or = |person: PersonId, key, nameless| {
        let name = name_of(person);
        (if name.is_empty() { nameless } else { key }, name)
    };
    if let Some(adviser) = standing.adviser.filter(left) {
        let decider = Decider::ProgrammeManager;
        let (key, name) = named_or(adviser, "pathway-broken-adviser-left", "pathway-broken-adviser-erased");
        found.push(of_pathway(key, name, decider, left_on(adviser)));
    }
    if let Some(owner) = pathway.owner_person_id.filter(left) {
        let (key, name) = named_or(owner, "pathway-broken-owner", "pathway-broken-owner-erased");
        found.push(of_pathway(key, name, advising, left_on(owner)));
    }
    for side in &standing.empty_sides {
        let key = match side {
            Side::Management => "pathway-broken-no-management",
            Side::Workers => "pathway-broken-no-workers",
        };
        let since = standing.since.sides.get(side).copied();
        found.push(of_pathway(key, pathway.name.clone(), Decider::Committee, since));
    }
    for side in standing.silent_sides.iter().filter(|side| !standing.empty_sides.contains(side)) {
        let key = match side {
            Side::Management => "pathway-broken-silent-management",
            Side::Workers => "pathway-broken-silent-workers",
        };
        found.push(of_pathway(key, pathway.name.clone(), advising, None));
    }
    let moved = standing.moved.get(&pathway.id).copied().unwrap_or_default();
    for (key, people) in [("pathway-broken-gone", moved.gone), ("pathway-broken-joined", moved.joined)] {
        if people > 0 {
            found.push(Broken { people, ..of_pathway(key, pathway.name.clone(), advising, None) });
        }
    }
    if is_published && pathway.group_id != standing.group {
        let name = pathway.name.clone();
        let key = match standing.group {
            Some(_) => "pathway-broken-group",
            None => "pathway-broken-group-left",
        };
        found.push(of_pathway(key, name, Decider::Committee, standing.since.group));
    }
    // A draft has a group where it was the group that began it.
    if !is_published && pathway.group_id.is_some() && pathway.group_id != standing.group {
        let (key, name) = ("pathway-broken-group-begun", pathway.name.clone());
        found.push(of_pathway(key, name, advising, standing.since.group));
    }
    if is_published && pathway.adviser_person_id != standing.adviser {
        // The new adviser takes it over by publishing it; without one, the programme names somebody.
        let name = pathway.name.clone();
        found.push(of_pathway("pathway-broken-adviser", name, advising, standing.since.adviser));
    }
    for step in &whole.steps {
        let people = standing.missed.get(&step.id).copied().unwrap_or(0);
        let mut add = |key, since| {
            let (name, step) = (step.name.clone(), Some(step.id));
            let people = if key == MISSED { people } else { 0 };
            found.push(Broken { key, name, step, decider: advising, since, people });
        };
        if people > 0 {
            add(MISSED, step.done_on);
        }
        if let Some(owner) = step.owner_person_id.filter(|owner| step.done_on.is_none() && left(owner)) {
            add("pathway-broken-step-owner", left_on(owner));
        }
        let Some(course) = step.course.as_ref().filter(|_| step.kind == StepKind::Course) else { continue };
        let since = standing.since.courses.get(course).copied();
        match (standing.published.get(course), step.course_version_id) {
            (None, _) => add("pathway-broken-course-withdrawn", since),
            (Some(now), Some(then)) if *now != then => add("pathway-broken-course-replaced", since),
            _ => {}
        }
    }
    found
}
