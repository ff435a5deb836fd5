//! A mail is sent again.

use super::access::SendAgain;
use crate::platform::{Outcome, Permit, UnitOfWork, audit, mail::looking};

pub async fn send_again(work: &mut UnitOfWork, permit: &Permit<SendAgain>) -> Outcome<()> {
    looking::send_again(work, permit.id).await?;
    audit::write(work, permit.actor.person, audit::Entry::of("mail.send-again", "mail", permit.id.0)).await
}
