//! What changes the catalogue.

use courses::Course;
use serde_json::json;

use super::{
    access::{ChangePublication, PublishCourse},
    model::{CourseId, CourseVersionId, Imported, Parcel, Publish, Published},
    store,
};
use crate::platform::{
    Outcome, Permit, PersonId, Problem, UnitOfWork,
    audit::{self, Entry},
};

/// Keeps a course as a new version, unless its newest version says the same. Its pictures are stored before.
pub async fn import(
    work: &mut UnitOfWork,
    permit: &Permit<PublishCourse>,
    parcel: &Parcel,
    publish: Publish,
) -> Outcome<Imported> {
    let by = permit.actor.person;
    let course = store::claim(work, &parcel.slug).await?;
    let newest = store::newest_version(work, course).await?;
    if let Some(newest) = newest.as_ref().filter(|newest| newest.content_hash == parcel.content_hash) {
        return show_unchanged(work, course, newest, parcel, publish, by).await;
    }
    let number = newest.map_or(1, |newest| newest.number.saturating_add(1));
    let version = store::add_version(work, course, number, parcel, by).await?;
    audit::write(work, by, Entry::of("course.import", "course", course.0).with(json!({ "version": number })))
        .await?;
    if publish == Publish::Now {
        show(work, Published { course, version }, parcel, by).await?;
    }
    Ok(Imported::New { version: number })
}

/// Shows the newest version of a course to new learners, again or for the first time.
pub async fn publish(work: &mut UnitOfWork, permit: &Permit<ChangePublication>) -> Outcome<()> {
    let course = permit.subject;
    let newest = store::newest_version(work, course).await?.ok_or(Problem::NotFound)?;
    let published = Published { course, version: newest.id };
    if store::in_force(work, course).await? == Some(published) {
        return Ok(());
    }
    let parcel = stored_parcel(work, newest.id).await?;
    show(work, published, &parcel, permit.actor.person).await
}

/// Takes a course out of the catalogue. Who is under way goes on.
pub async fn withdraw(work: &mut UnitOfWork, permit: &Permit<ChangePublication>) -> Outcome<()> {
    let course = permit.subject;
    let by = permit.actor.person;
    if store::withdraw(work, course, by).await? == 0 {
        return Ok(());
    }
    audit::write(work, by, Entry::of("course.withdraw", "course", course.0)).await?;
    store::unlist(work, course).await
}

async fn show_unchanged(
    work: &UnitOfWork,
    course: CourseId,
    newest: &store::NewestVersion,
    parcel: &Parcel,
    publish: Publish,
    by: PersonId,
) -> Outcome<Imported> {
    let version = newest.number;
    let published = Published { course, version: newest.id };
    if publish == Publish::Draft || store::in_force(work, course).await? == Some(published) {
        return Ok(Imported::Unchanged { version });
    }
    show(work, published, parcel, by).await?;
    Ok(Imported::Published { version })
}

async fn show(work: &UnitOfWork, published: Published, parcel: &Parcel, by: PersonId) -> Outcome<()> {
    store::publish(work, published.course, published.version, by).await?;
    let entry = Entry::of("course.publish", "course", published.course.0);
    audit::write(work, by, entry.with(json!({ "version": published.version }))).await?;
    store::list(work, published, parcel).await
}

async fn stored_parcel(work: &UnitOfWork, version: CourseVersionId) -> Outcome<Parcel> {
    let (_, document) = store::documents(work, &[version]).await?.pop().ok_or(Problem::NotFound)?;
    let course: Course = serde_json::from_str(&document).map_err(Problem::internal)?;
    Parcel::of(&course).map_err(Problem::internal)
}
