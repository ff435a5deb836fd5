//! Invitations are made, renewed, withdrawn and accepted.

use super::{
    access::{ChangeInvitation, Invite},
    mails::InvitationMail,
};
use crate::{
    organisations::{
        memberships::LONGEST_DEPARTMENT,
        model::holds_all_of,
        store::{
            invitations::{self, InvitationId, LASTS, NewInvitation, OpenInvitation},
            memberships::{self, NewMembership},
            organisations::{self, Organisation},
        },
    },
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        FieldErrors, Language, Outcome, Permit, PersonId, Problem, Recipient, Site, UnitOfWork, audit, mail,
        roles::Role, secrets,
    },
};

/// Whom to invite, as what.
pub struct Guest {
    pub name: PersonName,
    pub email: EmailAddress,
    pub language: Language,
    pub role: Role,
    /// Where they will work; may be empty.
    pub department: String,
}

impl Guest {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Everything that is wrong at once.
    pub fn parse(
        name: &str,
        email: &str,
        role: &str,
        language: &str,
        department: &str,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", PersonName::parse(name));
        let email = errors.take("email", EmailAddress::parse(email));
        let role = errors.take("role", Role::from_word(role).ok_or("role-missing"));
        let language = errors.take("language", Language::from_code(language).ok_or("language-missing"));
        let department = department.trim().to_owned();
        if department.chars().count() > LONGEST_DEPARTMENT {
            errors.add("department", "import-department-too-long");
        }
        match (name, email, role, language) {
            (Some(name), Some(email), Some(role), Some(language)) if errors.is_empty() => {
                Ok(Self { name, email, language, role, department })
            }
            _ => Err(errors),
        }
    }
}

/// Sends the invitation. A first invitation whose time is over is replaced.
///
/// # Errors
/// `Problem::Invalid` for a role that does not fit or that the actor does not hold, and for somebody who is a member in
/// this role or invited to it already.
pub async fn invite(
    work: &mut UnitOfWork,
    permit: &Permit<Invite>,
    site: &Site,
    guest: &Guest,
) -> Outcome<InvitationId> {
    let organisation = &permit.subject;
    if !guest.role.fits(organisation.kind) {
        return Err(FieldErrors::one("role", "membership-role-does-not-fit").into());
    }
    if !holds_all_of(&permit.actor, guest.role, &organisation.place()) {
        return Err(FieldErrors::one("role", "membership-role-not-held").into());
    }
    refuse_members(work, organisation, guest).await?;
    let same = invitations::find_same(work, organisation.id, &guest.email, guest.role).await?;
    if same.is_some_and(|same| same.ends_at > work.now()) {
        return Err(FieldErrors::one("email", "invitation-there-already").into());
    }
    let invitation = NewInvitation {
        organisation: organisation.id,
        role: guest.role,
        name: guest.name.clone(),
        email: guest.email.clone(),
        language: guest.language,
        invited_by: permit.actor.person,
        department: guest.department.clone(),
    };
    let (id, token) = issue(work, &invitation).await?;
    send(work, site, organisation, &invitation, &token).await?;
    note(work, permit.actor.person, "people.invite", id, organisation).await?;
    Ok(id)
}

async fn refuse_members(work: &UnitOfWork, organisation: &Organisation, guest: &Guest) -> Outcome<()> {
    let Some(person) = persons::find_by_address(work, &guest.email).await? else { return Ok(()) };
    let today = organisation.day_at(work.now());
    if memberships::has_role(work, person.id, organisation.id, guest.role, today).await? {
        return Err(FieldErrors::one("email", "membership-there-already").into());
    }
    Ok(())
}

/// Makes an invitation in place of an unanswered one like it. Returns the token of its link.
pub async fn issue(work: &UnitOfWork, new: &NewInvitation) -> Outcome<(InvitationId, String)> {
    if let Some(same) = invitations::find_same(work, new.organisation, &new.email, new.role).await? {
        invitations::withdraw(work, same.id).await?;
    }
    let token = secrets::random_token();
    let id = invitations::add(work, new, secrets::fingerprint(&token)).await?;
    Ok((id, token))
}

async fn send(
    work: &UnitOfWork,
    site: &Site,
    organisation: &Organisation,
    invitation: &NewInvitation,
    token: &str,
) -> Outcome<()> {
    let recipient = Recipient {
        person: None,
        name: invitation.name.to_string(),
        address: invitation.email.to_string(),
        language: invitation.language,
    };
    let url = site.link(&format!("/invitations/{token}"));
    let letter = InvitationMail::of(&organisation.name, invitation.role, url, work.now() + LASTS);
    mail::queue(work, &recipient, &letter).await?;
    Ok(())
}

/// A new link by a new mail; the old one works no longer.
pub async fn renew(work: &mut UnitOfWork, permit: &Permit<ChangeInvitation>, site: &Site) -> Outcome<()> {
    let there = &permit.subject;
    let token = secrets::random_token();
    if !invitations::renew(work, there.invitation.id, secrets::fingerprint(&token)).await? {
        return Err(Problem::NotFound);
    }
    let again = NewInvitation {
        organisation: there.organisation.id,
        role: there.invitation.role,
        name: PersonName::parse(&there.invitation.name).map_err(Problem::internal)?,
        email: EmailAddress::parse(&there.invitation.email).map_err(Problem::internal)?,
        language: there.invitation.language,
        invited_by: permit.actor.person,
        department: there.invitation.department.clone().unwrap_or_default(),
    };
    send(work, site, &there.organisation, &again, &token).await?;
    note(work, permit.actor.person, "invitation.renew", there.invitation.id, &there.organisation).await
}

pub async fn withdraw(work: &mut UnitOfWork, permit: &Permit<ChangeInvitation>) -> Outcome<()> {
    let there = &permit.subject;
    if !invitations::withdraw(work, there.invitation.id).await? {
        return Err(Problem::NotFound);
    }
    note(work, permit.actor.person, "invitation.withdraw", there.invitation.id, &there.organisation).await
}

/// Somebody new joins by the link that was mailed to them.
pub async fn join(work: &mut UnitOfWork, open: &OpenInvitation, new: &NewPerson) -> Outcome<PersonId> {
    let person = persons::add(work, new).await?;
    accept(work, open, person).await?;
    Ok(person)
}

/// The person whom the link was mailed to becomes a member.
pub async fn accept(work: &mut UnitOfWork, open: &OpenInvitation, person: PersonId) -> Outcome<()> {
    let invitation = &open.0;
    if !invitations::accept(work, open).await? {
        return Err(Problem::NotFound);
    }
    let organisation = organisations::organisation(work, invitation.organisation).await?;
    let today = organisation.day_at(work.now());
    if !memberships::has_role(work, person, invitation.organisation, invitation.role, today).await? {
        let membership = NewMembership {
            person,
            organisation: invitation.organisation,
            role: invitation.role,
            starts_on: invitation.starts_on.unwrap_or_else(|| organisation.begins_on(work.now())),
            ends_on: invitation.ends_on,
            granted_by: invitation.invited_by,
        };
        let department = invitation.department.as_deref().unwrap_or_default();
        memberships::add_in(work, &membership, department).await?;
    }
    let entry =
        audit::Entry::of("invitation.accept", "invitation", invitation.id.0).within(invitation.organisation);
    audit::write(work, person, entry).await
}

async fn note(
    work: &UnitOfWork,
    by: PersonId,
    action: &'static str,
    invitation: InvitationId,
    organisation: &Organisation,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, "invitation", invitation.0).within(organisation.id)).await
}
