//! Publishing: in one unit people are enrolled, told, and what changed for whom is kept.

use serde_json::json;

use super::placing::{Placed, Plan, place};

use crate::{
    catalogue::{self, Listing, Titles},
    engagement, organisations,
    pathways::{
        access::ChangePathway,
        around::around,
        circle::circle,
        mails,
        model::{Difference, Lack, Side, differences, lacks},
        store::{
            confirmations::{self, agrees, asked_about, words},
            in_force,
            pathways::{self, Whole},
            revisions,
        },
    },
    platform::{
        FieldErrors, Language, OrganisationId, Outcome, Permit, UnitOfWork, audit, problem::FieldError,
    },
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
    refuse_what_lacks(work, permit, (last.as_ref(), &whole), &listings, seen).await?;
    let plan = Plan { permit, whole: &whole, last: last.as_ref(), listings: &listings };
    let placed = place(work, &plan).await?;
    for step in &mut whole.steps {
        let listing = listings.iter().find(|listing| Some(&listing.slug) == step.course.as_ref());
        step.course_version_id = listing.map(|listing| listing.published.version);
    }
    pathways::keep_versions(work, &whole.steps).await?;
    in_force::publish(work, whole.pathway.id).await?;
    super::sessions::refuse_empty(work, &whole, &listings).await?;
    let adviser = engagement::adviser_of(work, permit.factory.id).await?;
    whole.pathway.group_id = permit.factory.part_of;
    whole.pathway.adviser_person_id = adviser;
    pathways::describe(work, &whole.pathway).await?;
    let titles = Titles::of(&listings);
    let found: Vec<Difference> =
        last.as_ref().map(|last| told_alike(last, &whole, &titles, &placed)).unwrap_or_default();
    let number = before.first().map_or(1, |last| last.number.saturating_add(1));
    revisions::add(work, &whole, number, &found, placed.enrolled, by).await?;
    mails::tell(work, &permit.factory.name, (last.as_ref(), &whole), &placed.at, &titles).await?;
    let entry = audit::Entry::of("pathway.publish", "pathway", whole.pathway.id.0).within(permit.factory.id);
    let details = json!({ "revision": number, "enrolled": placed.enrolled, "people": placed.people });
    audit::write(work, by, entry.with(details)).await?;
    // Whoever came to a session before being enrolled on its course came to it all the same.
    super::sessions::tell_learning(work, permit.pathway.id, None).await?;
    Ok(Published { number, enrolled: placed.enrolled, people: placed.people })
}

/// What a revision changed, in one language, so that the same name in another one is no change; whoever reads it is told
/// in theirs.
fn told_alike(last: &Whole, whole: &Whole, titles: &Titles, placed: &Placed) -> Vec<Difference> {
    let (mut was, mut is) = (last.clone(), whole.clone());
    was.in_words_of(titles, Language::En);
    is.in_words_of(titles, Language::En);
    differences(&was, &is, &placed.at)
}

async fn refuse_what_lacks(
    work: &UnitOfWork,
    permit: &Permit<ChangePathway>,
    (last, whole): (Option<&Whole>, &Whole),
    listings: &[Listing],
    seen: i32,
) -> Outcome<()> {
    let today = permit.factory.day_at(work.now());
    let circle = circle(work, permit.factory.id, std::slice::from_ref(whole), today).await?;
    let around = around(work, &circle, (last, whole), listings).await?;
    let mut found = lacks(whole, &around);
    let mut said = confirmations::confirmations(work, &[whole.pathway.id]).await?;
    let here = organisations::people_in(work, permit.factory.id, today).await?;
    said.retain(|word| here.contains(&word.by_person_id));
    if !is_confirmed_still(last, seen, permit.factory.part_of, &said) {
        let about = asked_about(seen, last.map(|last| last.pathway.changes));
        found.extend(unconfirmed(&said, whole, about));
    }
    if found.is_empty() {
        return Ok(());
    }
    let error = |lack: Lack| FieldError { field: lack.field, key: lack.key };
    Err(FieldErrors(found.into_iter().map(error).collect()).into())
}

/// Whether a pathway with so many changes is what both sides confirmed and was published last, in a factory of the same
/// group, and nobody said no since: publishing it again takes in who joined, lets go who left, and asks nobody anew.
pub fn is_confirmed_still(
    last: Option<&Whole>,
    changes: i32,
    group: Option<OrganisationId>,
    said: &[confirmations::Confirmation],
) -> bool {
    let Some(last) = last.map(|last| &last.pathway) else { return false };
    let about = asked_about(changes, Some(last.changes));
    let refuses = |side: &Side| words(said, last.id, about, *side).iter().any(|word| !word.agreed);
    last.changes == changes && last.group_id == group && !Side::ALL.iter().any(refuses)
}

/// The sides of the committee of which nobody has said yes to the pathway as it is, or somebody still says no.
pub fn unconfirmed(
    said: &[confirmations::Confirmation],
    whole: &Whole,
    changes: i32,
) -> impl Iterator<Item = Lack> {
    let missing =
        Side::ALL.iter().filter(move |side| !agrees(&words(said, whole.pathway.id, changes, **side)));
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
