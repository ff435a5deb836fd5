//! Placing people at the steps of a pathway: whoever takes part is enrolled or expected, whoever does not any more is
//! released; and what that means for each of them.

use std::collections::{HashMap, HashSet};

use crate::{
    catalogue::{self, CourseId, CourseVersionId, Listing},
    engagement,
    learning::{
        self, Enrolment, LearnerLine,
        access::OpenCourse,
        commands::{Placement, enrol_many, set_due_dates, withdraw_many},
        news::{self, Happened},
    },
    pathways::{
        access::{self, ChangePathway, ChangeStep},
        model::{AtStep, Relation, Side, StepId, StepKind},
        store::{
            absences,
            participants::{self, Colleague, Expected, Participant},
            pathways::{self, Step, Whole},
        },
    },
    platform::{OrganisationId, Outcome, Permit, PersonId, Read, UnitOfWork, audit},
    records::EnrolmentId,
};

/// What is published, and what was published before it.
pub struct Plan<'p> {
    pub permit: &'p Permit<ChangePathway>,
    pub whole: &'p Whole,
    pub last: Option<&'p Whole>,
    pub listings: &'p [Listing],
}

pub struct Placed {
    pub enrolled: usize,
    /// People who are expected at a step.
    pub people: usize,
    /// What it means for the people at each step, those that were taken out among them.
    pub at: HashMap<StepId, AtStep>,
}

impl Plan<'_> {
    fn step(&self, id: StepId) -> Option<&Step> {
        self.whole.step(id).or_else(|| self.last.and_then(|last| last.step(id)))
    }

    fn course_of(&self, step: &Step) -> Option<&Listing> {
        let course = step.course.as_ref().filter(|_| step.kind == StepKind::Course)?;
        self.listings.iter().find(|listing| listing.slug == *course)
    }

    /// The steps of both, each once.
    fn steps(&self) -> Vec<StepId> {
        let before = self.last.iter().flat_map(|last| last.steps.iter());
        let all: HashSet<StepId> = self.whole.steps.iter().chain(before).map(|step| step.id).collect();
        all.into_iter().collect()
    }
}

/// Enrols whoever takes part in a course, expects everybody at their steps, and releases those who are not meant any
/// more.
pub async fn place(work: &UnitOfWork, plan: &Plan<'_>) -> Outcome<Placed> {
    let today = plan.permit.factory.day_at(work.now());
    let colleagues = participants::colleagues(work, plan.permit.factory.id, today).await?;
    let committee = engagement::committee_of(work, plan.permit.factory.id, today).await?;
    let seats: HashMap<PersonId, Side> =
        committee.map(|committee| access::seats(&committee).into_iter().collect()).unwrap_or_default();
    let seat = |one: &Colleague| seats.get(&one.person).copied();
    let need_not = need_not_again(work, plan.whole).await?;
    let meant: HashMap<StepId, Vec<&Colleague>> = plan
        .whole
        .steps
        .iter()
        .map(|step| {
            let who = step.who();
            let means = |one: &&Colleague| {
                who.means(&one.roles, &one.departments, seat(one), one.sex)
                    && !need_not.contains(&(step.id, one.person))
            };
            (step.id, colleagues.iter().filter(means).collect())
        })
        .collect();
    let mut there = participants::at(work, &plan.steps()).await?;
    there.retain(|one| one.released_at.is_none());
    let known: HashMap<(StepId, PersonId), &Participant> =
        there.iter().map(|one| ((one.step_id, one.person_id), one)).collect();
    let enrolled = enrol(work, plan, &meant).await?;
    let (mut at, mut expected) = (HashMap::<StepId, AtStep>::new(), Vec::new());
    for step in &plan.whole.steps {
        let course = plan.course_of(step).map(|listing| listing.published.course);
        let here = at.entry(step.id).or_default();
        here.moved = enrolled.moved.get(&step.id).cloned().unwrap_or_default();
        for one in meant.get(&step.id).into_iter().flatten() {
            let enrolment = course.and_then(|course| enrolled.of.get(&(one.person, course)).copied());
            let before = known.get(&(step.id, one.person));
            let enrolment = enrolment.or_else(|| before.and_then(|one| one.enrolment_id));
            let was_here = before.is_some_and(|one| one.enrolled_here && one.enrolment_id == enrolment);
            expected.push(Expected {
                step: step.id,
                person: one.person,
                enrolment,
                enrolled_here: was_here || enrolment.is_some_and(|id| enrolled.fresh.contains(&id)),
            });
            if before.is_some() { here.stayed.push(one.person) } else { here.joined.push(one.person) }
        }
    }
    participants::expect(work, &expected).await?;
    let people: HashSet<PersonId> = expected.iter().map(|one| one.person).collect();
    let expected: HashSet<(StepId, PersonId)> = expected.iter().map(|one| (one.step, one.person)).collect();
    let leaving: Vec<&Participant> =
        there.iter().filter(|one| !expected.contains(&(one.step_id, one.person_id))).collect();
    release(work, plan, &leaving, &mut at).await?;
    Ok(Placed { enrolled: enrolled.fresh.len(), people: people.len(), at })
}

/// Who is not expected at another date of what was held.
async fn need_not_again(work: &UnitOfWork, whole: &Whole) -> Outcome<HashSet<(StepId, PersonId)>> {
    let is_another =
        |step: &Step| step.kind != StepKind::Course && step.relation == Some(Relation::Equivalent);
    match whole.steps.iter().any(is_another) {
        true => absences::need_not_again(work, whole.pathway.id).await,
        false => Ok(HashSet::new()),
    }
}

struct Enrolled {
    fresh: HashSet<EnrolmentId>,
    of: HashMap<(PersonId, CourseId), EnrolmentId>,
    /// Those whose date at a step is another one now.
    moved: HashMap<StepId, Vec<PersonId>>,
}

async fn enrol(
    work: &UnitOfWork,
    plan: &Plan<'_>,
    meant: &HashMap<StepId, Vec<&Colleague>>,
) -> Outcome<Enrolled> {
    let by = plan.permit.actor.person;
    let courses: Vec<(&Step, &Listing)> =
        plan.whole.steps.iter().filter_map(|step| Some((step, plan.course_of(step)?))).collect();
    let equal = participants::through_an_equal(work, plan.whole.pathway.id).await?;
    let (mut fresh, mut people) = (HashSet::new(), HashSet::new());
    // One statement of each kind for a course, whoever many take it; a pathway has few courses.
    for (step, listing) in &courses {
        let placement = |one: &&Colleague| Placement {
            person: one.person,
            language: one.language,
            due_on: step.due_on,
            organisation: Some(plan.permit.factory.id),
        };
        let is_left = |one: &&&Colleague| !equal.contains(&(step.id, one.person));
        let placements: Vec<Placement> =
            meant.get(&step.id).into_iter().flatten().filter(is_left).map(placement).collect();
        people.extend(placements.iter().map(|placement| placement.person));
        let (slug, published) = (listing.slug.clone(), listing.published);
        let course = OpenCourse { slug, course: published.course, version: published.version };
        fresh.extend(enrol_many(work, &course, &placements, by).await?.iter().map(|enrolment| enrolment.id));
    }
    let lines = learning::enrolments_of_people(work, people).await?;
    let mut moved_to = HashMap::new();
    for (step, listing) in &courses {
        let was = plan.last.and_then(|last| last.step(step.id)).and_then(|step| step.due_on);
        let takes_part: HashSet<PersonId> =
            meant.get(&step.id).into_iter().flatten().map(|one| one.person).collect();
        let moved: Vec<&Enrolment> = lines
            .iter()
            .filter(|line| line.enrolment.course == listing.published.course)
            .filter(|line| takes_part.contains(&line.enrolment.person))
            .filter(|line| !is_completed(line))
            .map(|line| &line.enrolment)
            // A date that somebody set for a reason of their own stays.
            .filter(|one| one.due_on != step.due_on && (one.due_on.is_none() || one.due_on == was))
            .collect();
        set_due_dates(work, &moved, step.due_on, by).await?;
        let ids: Vec<EnrolmentId> = moved.iter().map(|enrolment| enrolment.id).collect();
        if !ids.is_empty() {
            news::tell(work, Happened::Moved, &ids).await?;
        }
        moved_to.insert(step.id, moved.iter().map(|enrolment| enrolment.person).collect());
    }
    let of = lines.iter().map(|line| ((line.enrolment.person, line.enrolment.course), line.enrolment.id));
    Ok(Enrolled { fresh, of: of.collect(), moved: moved_to })
}

fn is_completed(line: &LearnerLine) -> bool {
    line.progress.as_ref().is_some_and(|progress| progress.completed_at.is_some())
}

/// An enrolment that is there because of the pathway and was not begun is withdrawn; one under way stays with its date.
pub async fn release(
    work: &UnitOfWork,
    plan: &Plan<'_>,
    leaving: &[&Participant],
    at: &mut HashMap<StepId, AtStep>,
) -> Outcome<()> {
    if leaving.is_empty() {
        return Ok(());
    }
    participants::release(work, leaving).await?;
    let ids: Vec<EnrolmentId> = leaving.iter().filter_map(|one| one.enrolment_id).collect();
    let held = participants::still_needed(work, &ids).await?;
    let lines: HashMap<EnrolmentId, LearnerLine> =
        learning::enrolments(work, &ids).await?.into_iter().map(|line| (line.enrolment.id, line)).collect();
    let mut withdrawn: HashMap<EnrolmentId, Enrolment> = HashMap::new();
    let mut slugs: HashMap<CourseVersionId, String> = HashMap::new();
    for one in leaving {
        let here = at.entry(one.step_id).or_default();
        here.left.push(one.person_id);
        let line = one.enrolment_id.filter(|id| !held.contains(id)).and_then(|id| lines.get(&id));
        let Some(line) = line.filter(|line| line.enrolment.withdrawn_at.is_none() && !is_completed(line))
        else {
            continue;
        };
        if line.progress.is_some() || !one.enrolled_here {
            here.going_on.push(one.person_id);
            continue;
        }
        here.withdrawn.push(one.person_id);
        if let Some(course) = plan.step(one.step_id).and_then(|step| step.course.clone()) {
            slugs.insert(line.enrolment.version, course);
        }
        withdrawn.insert(line.enrolment.id, line.enrolment.clone());
    }
    let by = (plan.permit.actor.person, plan.permit.factory.id);
    withdraw(work, by, withdrawn.into_values().collect(), &slugs).await
}

/// Whoever came to a step that counts as well as a course, and was put on the course by the pathway and did not begin
/// it, is taken off it.
pub async fn spare(work: &UnitOfWork, permit: &Permit<ChangeStep>, present: &[PersonId]) -> Outcome<()> {
    let Some((course, slug)) = equal_course(work, permit).await? else { return Ok(()) };
    let there = participants::at(work, &[course.id]).await?;
    let spared = there.iter().filter(|one| one.enrolled_here && present.contains(&one.person_id));
    let ids: Vec<EnrolmentId> = spared.filter_map(|one| one.enrolment_id).collect();
    let lines = learning::enrolments(work, &ids).await?;
    let is_untouched = |line: &LearnerLine| line.enrolment.withdrawn_at.is_none() && line.progress.is_none();
    let enrolments: Vec<Enrolment> =
        lines.into_iter().filter(is_untouched).map(|line| line.enrolment).collect();
    let slugs = enrolments.iter().map(|one| (one.version, slug.clone())).collect();
    withdraw(work, (permit.actor.person, permit.factory.id), enrolments, &slugs).await
}

/// Whoever is said not to have come after all is on the course again from which this spared them, with its date, unless
/// another step spares them too.
pub async fn put_back(
    work: &UnitOfWork,
    permit: &Permit<ChangeStep>,
    taken_back: &[PersonId],
) -> Outcome<()> {
    if taken_back.is_empty() {
        return Ok(());
    }
    let Some((course, slug)) = equal_course(work, permit).await? else { return Ok(()) };
    let listings = catalogue::listings(work).await?;
    let Some(listing) = listings.into_iter().find(|listing| listing.slug == slug) else { return Ok(()) };
    let equal = participants::through_an_equal(work, permit.pathway.id).await?;
    let mut there = participants::at(work, &[course.id]).await?;
    there.retain(|one| {
        let is_meant = one.released_at.is_none() && one.enrolled_here && taken_back.contains(&one.person_id);
        is_meant && !equal.contains(&(course.id, one.person_id))
    });
    let ids: Vec<EnrolmentId> = there.iter().filter_map(|one| one.enrolment_id).collect();
    let lines = learning::enrolments(work, &ids).await?;
    let withdrawn = lines.into_iter().map(|line| line.enrolment).filter(|one| one.withdrawn_at.is_some());
    let placements: Vec<Placement> = withdrawn
        .map(|one| Placement {
            person: one.person,
            language: one.language,
            due_on: course.due_on,
            organisation: Some(permit.factory.id),
        })
        .collect();
    if placements.is_empty() {
        return Ok(());
    }
    let published = listing.published;
    let open = OpenCourse { slug, course: published.course, version: published.version };
    let fresh = enrol_many(work, &open, &placements, permit.actor.person).await?;
    let expected = |one: &Enrolment| Expected {
        step: course.id,
        person: one.person,
        enrolment: Some(one.id),
        enrolled_here: true,
    };
    participants::expect(work, &fresh.iter().map(expected).collect::<Vec<_>>()).await
}

/// The step of a course, with the course, for which this step counts as well.
async fn equal_course(read: &Read, permit: &Permit<ChangeStep>) -> Outcome<Option<(Step, String)>> {
    let course = permit.step.other_step_id.filter(|_| permit.step.relation == Some(Relation::Equivalent));
    let Some(course) = course else { return Ok(None) };
    let step = pathways::step(read, course).await?;
    let slug = step.course.clone().filter(|_| step.kind == StepKind::Course);
    Ok(slug.map(|slug| (step, slug)))
}

async fn withdraw(
    work: &UnitOfWork,
    (by, factory): (PersonId, OrganisationId),
    enrolments: Vec<Enrolment>,
    slugs: &HashMap<CourseVersionId, String>,
) -> Outcome<()> {
    if enrolments.is_empty() {
        return Ok(());
    }
    withdraw_many(work, &enrolments, slugs, by).await?;
    let ids: Vec<EnrolmentId> = enrolments.iter().map(|enrolment| enrolment.id).collect();
    news::tell(work, Happened::Withdrawn, &ids).await?;
    let entry = |id: &EnrolmentId| audit::Entry::of("enrolment.withdraw", "enrolment", id.0).within(factory);
    audit::write_many(work, by, ids.iter().map(entry).collect()).await
}
