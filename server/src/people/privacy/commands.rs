//! Asking to be erased, and changing one's mind.

use super::access::SeeOwnData;
use crate::{
    people::{
        mails::ErasureAskedMail,
        sign_in::Proven,
        store::{erasure_requests, persons},
    },
    platform::{Outcome, Permit, Site, UnitOfWork, audit, mail},
};

/// Asked twice is asked once. A mail tells the person, for the case that it was somebody else.
pub async fn ask_for_erasure(
    work: &mut UnitOfWork,
    permit: &Permit<SeeOwnData>,
    proven: &Proven,
    site: &Site,
) -> Outcome<()> {
    proven.counts_as_right(work).await?;
    let id = permit.subject;
    if !erasure_requests::add(work, id).await? {
        return Ok(());
    }
    audit::write(work, id, audit::Entry::of("erasure.ask", "person", id.0)).await?;
    let person = persons::person(work, id).await?;
    let letter = ErasureAskedMail { url: site.link("/profile/data") };
    mail::queue(work, &person.recipient(), &letter).await?;
    Ok(())
}

/// Withdrawn twice is withdrawn once.
pub async fn withdraw_request(work: &mut UnitOfWork, permit: &Permit<SeeOwnData>) -> Outcome<()> {
    let id = permit.subject;
    if !erasure_requests::withdraw(work, id).await? {
        return Ok(());
    }
    audit::write(work, id, audit::Entry::of("erasure.withdraw", "person", id.0)).await
}
