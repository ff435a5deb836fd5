//! Marking notices read, choosing how they come, stopping mails, keeping a calendar feed.

use super::{
    access::{ChooseNotices, ReadNotice, SeeNotices},
    calendar::{self, FeedId},
    model::Wishes,
    stop::Stop,
    store,
};
use crate::{
    people::store::persons,
    platform::{Language, Outcome, Permit, UnitOfWork, audit, secrets, secrets::Secret},
};

pub async fn read(work: &mut UnitOfWork, permit: &Permit<ReadNotice>) -> Outcome<()> {
    store::mark_read(work, permit.id).await
}

pub async fn read_all(work: &mut UnitOfWork, permit: &Permit<SeeNotices>) -> Outcome<()> {
    store::mark_all_read(work, permit.subject).await
}

pub async fn choose(work: &mut UnitOfWork, permit: &Permit<ChooseNotices>, wishes: &Wishes) -> Outcome<()> {
    let person = permit.subject;
    store::choose(work, person, wishes).await?;
    audit::write(work, person, audit::Entry::of("notice.choose", "person", person.0)).await
}

pub async fn choose_language(
    work: &mut UnitOfWork,
    permit: &Permit<ChooseNotices>,
    language: Language,
) -> Outcome<()> {
    persons::choose_language(work, permit.subject, language).await
}

/// Stops mails; whoever holds the signed link may.
pub async fn stop_mails(work: &mut UnitOfWork, stop: &Stop) -> Outcome<()> {
    store::stop_mails(work, stop.person, &stop.topics()).await?;
    audit::write(work, stop.person, audit::Entry::of("notice.stop-mails", "person", stop.person.0)).await
}

/// A calendar feed at a new address; the old one ends.
pub async fn make_feed(
    work: &mut UnitOfWork,
    permit: &Permit<ChooseNotices>,
    secret: &Secret,
) -> Outcome<()> {
    let person = permit.subject;
    let id: FeedId = work.new_id();
    let token = calendar::token(secret, id)?;
    store::make_feed(work, id, person, secrets::fingerprint(&token)).await?;
    audit::write(work, person, audit::Entry::of("calendar.make", "person", person.0)).await
}

pub async fn revoke_feed(work: &mut UnitOfWork, permit: &Permit<ChooseNotices>) -> Outcome<()> {
    let person = permit.subject;
    store::revoke_feed(work, person).await?;
    audit::write(work, person, audit::Entry::of("calendar.revoke", "person", person.0)).await
}
