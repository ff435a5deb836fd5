//! A sign-in begins with a right password, or with the acceptance of an invitation.

use chrono::TimeDelta;

use super::Proven;
use crate::{
    people::store::sign_ins::{self, NewSignIn},
    platform::{Outcome, PersonId, UnitOfWork, audit, secrets, sign_in_cookie::LASTS_DAYS},
};

/// Signs in whoever has proven their password. Returns the token for the cookie.
pub async fn sign_in(work: &UnitOfWork, proven: &Proven, device: &str) -> Outcome<String> {
    proven.counts_as_right(work).await?;
    begin_sign_in(work, proven.person(), device).await
}

/// For somebody whom the caller has just made sure of by other means (the link of their invitation).
pub async fn begin_sign_in(work: &UnitOfWork, person: PersonId, device: &str) -> Outcome<String> {
    let token = secrets::random_token();
    let ends_at = work.now() + TimeDelta::days(LASTS_DAYS);
    let id =
        sign_ins::add(work, NewSignIn { person, fingerprint: secrets::fingerprint(&token), ends_at, device })
            .await?;
    audit::write(work, person, audit::Entry::of("sign-in.begin", "sign-in", id.0)).await?;
    Ok(token)
}

/// Ends the sign-in that the cookie's token names, if there is one.
pub async fn sign_out(work: &UnitOfWork, token: &str) -> Outcome<()> {
    sign_ins::end_by_fingerprint(work, secrets::fingerprint(token)).await
}
