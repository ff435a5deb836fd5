//! Publishing: in one unit people are enrolled, told, and what changed for whom is kept.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use crate::{
    catalogue::{self, CourseId, Listing},
    engagement,
    learning::{
        self, Enrolment,
        access::OpenCourse,
        commands::{Placement, enrol_many, set_due_dates},
    },
    pathways::{
        access::{self, ChangePathway},
        around::around,
        mails,
        model::{Difference, Lack, Side, StepId, StepKind, differences, lacks},
        store::{
            confirmations::{self, last_word},
            following,
            participants::{self, Colleague, Expected},
            pathways::{self, Step, Whole},
            revisions,
        },
    },
    platform::{FieldErrors, Outcome, Permit, PersonId, UnitOfWork, audit, problem::FieldError},
    records::EnrolmentId,
};

/// What publishing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number of the revision, from 1.
    pub number: i32,
    /// People who are on a course because of it and were not before.
    pub enrolled: usize,
    /// People who are expected at a step.
    pub people: usize,
}

/// # Errors
/// `Problem::Conflict` when somebody changed the pathway since it was seen; `Problem::Invalid` for each thing that it lacks,
/// the yes of both sides of the committee among them.
pub async fn publish(work: &mut UnitOfWork, permit: &Permit<ChangePathway>, seen: i32) -> Outcome<Published> {
    let by = permit.actor.person;
    pathways::note_change(work, permit.pathway.id, seen, by).await?;
    let listings = catalogue::listings(work).await?;
    let mut whole = pathways::whole(work, pathways::pathway(work, permit.pathway.id).await?).await?;
    let before = revisions::revisions(work, whole.pathway.id).await?;
    let last = before.first().map(revisions::Revision::whole).transpose()?;
    refuse_what_lacks(work, &whole, last.as_ref(), &listings, seen).await?;
    let counted = following::expected_counts(work, whole.pathway.id).await?;
    let placed = place(work, permit, &whole, &listings, last.as_ref()).await?;
    for step in &mut whole.steps {
        let listing = listings.iter().find(|listing| Some(&listing.slug) == step.course.as_ref());
        step.course_version_id = listing.map(|listing| listing.published.version);
    }
    pathways::keep_versions(work, &whole.steps).await?;
    let adviser = engagement::adviser_of(work, permit.factory.id).await?;
    whole.pathway.group_id = permit.factory.part_of;
    whole.pathway.adviser_person_id = adviser;
    pathways::describe(work, &whole.pathway).await?;
    let now = following::expected_counts(work, whole.pathway.id).await?;
    let found: Vec<Difference> =
        last.as_ref().map(|last| differences(last, &whole, &counted, &now)).unwrap_or_default();
    let number = before.first().map_or(1, |last| last.number.saturating_add(1));
    revisions::add(work, &whole, number, &found, placed.enrolled, by).await?;
    mails::tell(work, &permit.factory.name, &whole, &placed.fresh).await?;
    let entry = audit::Entry::of("pathway.publish", "pathway", whole.pathway.id.0).within(permit.factory.id);
    let details = json!({ "revision": number, "enrolled": placed.enrolled, "people": placed.people });
    audit::write(work, by, entry.with(details)).await?;
    // Whoever came to a session before being enrolled on its course came to it all the same.
    super::follow::tell_learning(work, permit.pathway.id, None).await?;
    Ok(Published { number, enrolled: placed.enrolled, people: placed.people })
}

async fn refuse_what_lacks(
    work: &UnitOfWork,
    whole: &Whole,
    last: Option<&Whole>,
    listings: &[Listing],
    seen: i32,
) -> Outcome<()> {
    let (factory, today) = (whole.pathway.organisation_id, work.now().date_naive());
    let around = around(work, factory, whole, last, listings, today).await?;
    let mut found = lacks(whole, &around);
    let said = confirmations::confirmations(work, &[whole.pathway.id]).await?;
    found.extend(unconfirmed(&said, whole, seen));
    if found.is_empty() {
        return Ok(());
    }
    let error = |lack: Lack| FieldError { field: lack.field, key: lack.key };
    Err(FieldErrors(found.into_iter().map(error).collect()).into())
}

/// The sides of the committee that have not said yes to the pathway as it is.
pub fn unconfirmed(
    said: &[confirmations::Confirmation],
    whole: &Whole,
    changes: i32,
) -> impl Iterator<Item = Lack> {
    let missing = Side::ALL.iter().filter(move |side| {
        !last_word(said, whole.pathway.id, changes, **side).is_some_and(|word| word.agreed)
    });
    let lack = |side: &Side| Lack {
        field: "confirmation".to_owned(),
        key: match side {
            Side::Management => "pathway-management-not-confirmed",
            Side::Workers => "pathway-workers-not-confirmed",
        },
        name: String::new(),
    };
    missing.map(lack).collect::<Vec<_>>().into_iter()
}

struct Placed {
    enrolled: usize,
    people: usize,
    /// Those who are expected at a step that is no course, and were not before.
    fresh: Vec<(StepId, Colleague)>,
}

/// Enrols whoever takes part in a course, and expects everybody at their steps.
async fn place(
    work: &UnitOfWork,
    permit: &Permit<ChangePathway>,
    whole: &Whole,
    listings: &[Listing],
    last: Option<&Whole>,
) -> Outcome<Placed> {
    let today = work.now().date_naive();
    let colleagues = participants::colleagues(work, permit.factory.id, today).await?;
    let committee = engagement::committee_of(work, permit.factory.id, today).await?;
    let seats: HashMap<PersonId, Side> =
        committee.map(|committee| access::seats(&committee).into_iter().collect()).unwrap_or_default();
    let seat = |one: &Colleague| seats.get(&one.person).copied();
    let meant: HashMap<StepId, Vec<&Colleague>> = whole
        .steps
        .iter()
        .map(|step| {
            let who = step.who();
            (
                step.id,
                colleagues
                    .iter()
                    .filter(|one| who.means(&one.roles, &one.departments, seat(one), one.sex))
                    .collect(),
            )
        })
        .collect();
    let known: HashSet<(StepId, PersonId)> =
        participants::expected_at(work, &whole.steps.iter().map(|step| step.id).collect::<Vec<_>>())
            .await?
            .into_iter()
            .collect();
    let enrolled = enrol(work, permit, &courses_of(whole, listings), &meant, last).await?;
    let mut expected = Vec::new();
    for step in &whole.steps {
        let course = course_of(step, listings).map(|listing| listing.published.course);
        expected.extend(meant.get(&step.id).into_iter().flatten().map(|one| Expected {
            step: step.id,
            person: one.person,
            enrolment: course.and_then(|course| enrolled.of.get(&(one.person, course)).copied()),
        }));
    }
    participants::expect(work, &expected).await?;
    let is_gathering = |step: StepId| whole.step(step).is_some_and(|step| step.kind != StepKind::Course);
    let by_person: HashMap<PersonId, &Colleague> = colleagues.iter().map(|one| (one.person, one)).collect();
    let fresh: Vec<(StepId, Colleague)> = expected
        .iter()
        .filter(|one| is_gathering(one.step) && !known.contains(&(one.step, one.person)))
        .filter_map(|one| Some((one.step, (*by_person.get(&one.person)?).clone())))
        .collect();
    let people: HashSet<PersonId> = expected.iter().map(|one| one.person).collect();
    Ok(Placed { enrolled: enrolled.fresh, people: people.len(), fresh })
}

fn course_of<'l>(step: &Step, listings: &'l [Listing]) -> Option<&'l Listing> {
    let course = step.course.as_ref().filter(|_| step.kind == StepKind::Course)?;
    listings.iter().find(|listing| listing.slug == *course)
}

fn courses_of<'w>(whole: &'w Whole, listings: &'w [Listing]) -> Vec<(&'w Step, &'w Listing)> {
    whole.steps.iter().filter_map(|step| Some((step, course_of(step, listings)?))).collect()
}

struct Enrolled {
    fresh: usize,
    of: HashMap<(PersonId, CourseId), EnrolmentId>,
}

async fn enrol(
    work: &UnitOfWork,
    permit: &Permit<ChangePathway>,
    courses: &[(&Step, &Listing)],
    meant: &HashMap<StepId, Vec<&Colleague>>,
    last: Option<&Whole>,
) -> Outcome<Enrolled> {
    let by = permit.actor.person;
    let mut fresh = 0;
    let mut people = HashSet::new();
    // One statement of each kind for a course, whoever many take it; a pathway has few courses.
    for (step, listing) in courses {
        let placement = |one: &&Colleague| Placement {
            person: one.person,
            language: one.language,
            due_on: step.due_on,
            organisation: Some(permit.factory.id),
        };
        let placements: Vec<Placement> = meant.get(&step.id).into_iter().flatten().map(placement).collect();
        people.extend(placements.iter().map(|placement| placement.person));
        let (slug, published) = (listing.slug.clone(), listing.published);
        let course = OpenCourse { slug, course: published.course, version: published.version };
        fresh += enrol_many(work, &course, &placements, by).await?.len();
    }
    let lines = learning::enrolments_of_people(work, people).await?;
    for (step, listing) in courses {
        let was = last.and_then(|last| last.step(step.id)).and_then(|step| step.due_on);
        let moved: Vec<&Enrolment> = lines
            .iter()
            .filter(|line| line.enrolment.course == listing.published.course)
            .filter(|line| line.progress.as_ref().is_none_or(|progress| progress.completed_at.is_none()))
            .map(|line| &line.enrolment)
            // A date that somebody set for a reason of their own stays.
            .filter(|one| one.due_on != step.due_on && (one.due_on.is_none() || one.due_on == was))
            .collect();
        set_due_dates(work, &moved, step.due_on, by).await?;
    }
    let of = lines.iter().map(|line| ((line.enrolment.person, line.enrolment.course), line.enrolment.id));
    Ok(Enrolled { fresh, of: of.collect() })
}
