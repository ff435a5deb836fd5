//! Asking for a reset, and setting the new password with its link.

use serde::{Deserialize, Serialize};

use crate::{
    people::{
        EmailAddress,
        mails::{PasswordChangedMail, ResetMail},
        store::{
            password_resets::{self, OpenReset},
            persons, sign_ins,
        },
    },
    platform::{Job, JobContext, JobKind, Outcome, Problem, Site, UnitOfWork, audit, jobs, mail, secrets},
};

const MAIL_RESET: &str = "password-reset-mail";

#[derive(Serialize, Deserialize)]
struct Asked {
    address: String,
}

/// One address gets at most one mail in so many seconds.
const MAIL_EVERY: i64 = 300;

/// Writes a job, whether anybody has this address or not: so the answer is the same, and takes as long.
pub async fn ask(work: &UnitOfWork, address: &EmailAddress) -> Outcome<()> {
    let window = work.now().timestamp().div_euclid(MAIL_EVERY);
    let key = format!("{MAIL_RESET} {window} {}", address.key());
    jobs::enqueue(work, Job::new(MAIL_RESET, Asked { address: address.to_string() }).once(key)).await
}

/// Makes the reset and its mail, if somebody has the address.
pub fn job() -> JobKind {
    JobKind::new(MAIL_RESET, mail_reset)
}

async fn mail_reset(context: JobContext, asked: Asked) -> Outcome<()> {
    let address = EmailAddress::parse(&asked.address).map_err(Problem::BadRequest)?;
    let work = context.db.begin().await?;
    let Some(person) = persons::find_by_address(&work, &address).await? else { return Ok(()) };
    let token = secrets::random_token();
    password_resets::add(&work, person.id, secrets::fingerprint(&token)).await?;
    let url = context.site.link(&format!("/password-resets/{token}"));
    mail::queue(&work, &person.recipient(), &ResetMail { url }).await?;
    work.commit().await
}

/// The new password. All sign-ins and API tokens end, and no other link works any more.
pub async fn set_password(work: &UnitOfWork, site: &Site, reset: &OpenReset, hash: String) -> Outcome<()> {
    if !password_resets::use_up(work, reset).await? {
        return Err(Problem::NotFound);
    }
    password_resets::close_all(work, reset.person).await?;
    persons::set_password(work, reset.person, hash).await?;
    sign_ins::end_all(work, reset.person, None).await?;
    audit::write(work, reset.person, audit::Entry::of("password.reset", "person", reset.person.0)).await?;
    let person = persons::person(work, reset.person).await?;
    let notice = PasswordChangedMail { url: site.link("/password-resets") };
    mail::queue(work, &person.recipient(), &notice).await?;
    Ok(())
}
