//! Changes of one's own profile, password and sign-ins.

use super::access::{ChangeProfile, EndSignIn};
use crate::{
    people::{
        self, Person, PersonName,
        mails::PasswordChangedMail,
        store::{password_resets, persons, sign_ins},
    },
    platform::{
        Language, Outcome, Permit, SignInId, Site, UnitOfWork, actor::Through, audit, mail, roles::Sex,
    },
};

/// A profile as it shall be.
pub struct Profile {
    pub name: PersonName,
    pub language: Language,
    pub sex: Sex,
}

pub async fn change(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeProfile>,
    profile: &Profile,
) -> Outcome<Person> {
    let id = permit.subject;
    persons::describe(work, id, &profile.name, profile.language, profile.sex).await?;
    people::changed(work, &[id]).await?;
    audit::write(work, id, audit::Entry::of("profile.change", "person", id.0)).await?;
    persons::person(work, id).await
}

/// The new password. Every other sign-in, every API token and every link of a reset ends.
pub async fn change_password(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeProfile>,
    site: &Site,
    hash: String,
) -> Outcome<()> {
    let id = permit.subject;
    persons::set_password(work, id, hash).await?;
    password_resets::close_all(work, id).await?;
    sign_ins::end_all(work, id, present(permit)).await?;
    audit::write(work, id, audit::Entry::of("password.change", "person", id.0)).await?;
    let person = persons::person(work, id).await?;
    let notice = PasswordChangedMail { url: site.link("/password-resets") };
    mail::queue(work, &person.recipient(), &notice).await?;
    Ok(())
}

pub async fn end_sign_in(work: &mut UnitOfWork, permit: &Permit<EndSignIn>) -> Outcome<()> {
    sign_ins::end(work, permit.id).await?;
    audit::write(work, permit.owner, audit::Entry::of("sign-in.end", "sign-in", permit.id.0)).await
}

/// Ends every sign-in, this one too, and every API token.
pub async fn sign_out_everywhere(work: &mut UnitOfWork, permit: &Permit<ChangeProfile>) -> Outcome<()> {
    let id = permit.subject;
    sign_ins::end_all(work, id, None).await?;
    persons::void_tokens(work, id).await?;
    audit::write(work, id, audit::Entry::of("sign-in.end-all", "person", id.0)).await
}

fn present(permit: &Permit<ChangeProfile>) -> Option<SignInId> {
    match permit.actor.through {
        Through::SignIn(id) => Some(id),
        Through::Token | Through::Operator => None,
    }
}
