//! What a step of a list of people writes: few statements, however many rows.

use std::{collections::HashMap, sync::Arc};

use super::people::{Deed, Guest};
use crate::{
    organisations::{
        invitations::mails::InvitationMail,
        store::{
            invitations::{self, Invitation, LASTS},
            memberships::{self, MembershipId, NewMembership},
            organisations::Organisation,
        },
    },
    platform::{
        Actor, OrganisationId, Outcome, Recipient, Site, UnitOfWork, audit,
        mail::{self, Posting},
        secrets,
    },
};

pub struct Written<'a> {
    actor: &'a Actor,
    organisations: &'a HashMap<OrganisationId, Organisation>,
    invitations: Vec<(Invitation, Vec<u8>)>,
    letters: Vec<(Invitation, String)>,
    memberships: Vec<(MembershipId, NewMembership, String)>,
    entries: Vec<audit::Entry>,
}

impl<'a> Written<'a> {
    pub fn by(actor: &'a Actor, organisations: &'a HashMap<OrganisationId, Organisation>) -> Self {
        Self {
            actor,
            organisations,
            invitations: Vec::new(),
            letters: Vec::new(),
            memberships: Vec::new(),
            entries: Vec::new(),
        }
    }

    pub fn note(&mut self, work: &UnitOfWork, guest: &Guest, deed: Deed) {
        match deed {
            Deed::Invite => {
                let token = secrets::random_token();
                let invitation = self.invitation(work, guest);
                self.trace("people.invite", "invitation", invitation.id.0, guest);
                self.invitations.push((invitation.clone(), secrets::fingerprint(&token)));
                self.letters.push((invitation, token));
            }
            Deed::Amend(invitation) => {
                self.trace("invitation.change", "invitation", invitation.id.0, guest);
                // Its own fingerprint stays: what is written here is thrown away by the statement that changes it.
                let unused = secrets::fingerprint(&secrets::random_token());
                self.invitations.push((invitation, unused));
            }
            Deed::Grant(person) => {
                let there = self.organisations.get(&guest.organisation);
                let today =
                    there.map_or_else(|| work.now().date_naive(), |there| there.begins_on(work.now()));
                let id: MembershipId = work.new_id();
                self.trace("membership.grant", "membership", id.0, guest);
                let new = NewMembership {
                    person,
                    organisation: guest.organisation,
                    role: guest.role,
                    starts_on: guest.starts_on.unwrap_or(today),
                    ends_on: guest.ends_on,
                    granted_by: self.actor.person,
                };
                self.memberships.push((id, new, guest.department.clone().unwrap_or_default()));
            }
            Deed::Change(there) => {
                self.trace("membership.change", "membership", there.id.0, guest);
                let changed = NewMembership {
                    person: there.person,
                    organisation: there.organisation,
                    role: there.role,
                    starts_on: there.starts_on,
                    ends_on: there.ends_on,
                    granted_by: self.actor.person,
                };
                self.memberships.push((there.id, changed, there.department));
            }
            Deed::Nothing | Deed::Refuse(_) => {}
        }
    }

    fn invitation(&self, work: &UnitOfWork, guest: &Guest) -> Invitation {
        Invitation {
            id: work.new_id(),
            organisation: guest.organisation,
            role: guest.role,
            name: guest.name.to_string(),
            email: guest.email.to_string(),
            language: guest.language.unwrap_or(self.actor.language),
            at: work.now(),
            ends_at: work.now() + LASTS,
            invited_by: self.actor.person,
            sex: guest.sex,
            starts_on: guest.starts_on,
            ends_on: guest.ends_on,
            department: guest.department.clone(),
        }
    }

    fn trace(&mut self, action: &'static str, kind: &'static str, subject: uuid::Uuid, guest: &Guest) {
        self.entries.push(audit::Entry::of(action, kind, subject).within(guest.organisation));
    }

    fn letter(
        &self,
        work: &UnitOfWork,
        site: &Site,
        invitation: &Invitation,
        token: &str,
    ) -> Outcome<Posting> {
        let recipient = Recipient {
            person: None,
            name: invitation.name.clone(),
            address: invitation.email.clone(),
            language: invitation.language,
        };
        let url = site.link(&format!("/invitations/{token}"));
        let organisation = self.organisations.get(&invitation.organisation);
        let name = organisation.map(|organisation| organisation.name.as_str()).unwrap_or_default();
        let letter = InvitationMail::of(name, invitation.role, url, invitation.ends_at);
        Posting::of(work.new_id(), recipient, &letter, None)
    }
}

pub async fn write(work: &UnitOfWork, site: &Arc<Site>, written: Written<'_>) -> Outcome<()> {
    invitations::save_all(work, &written.invitations).await?;
    memberships::save_all(work, &written.memberships).await?;
    let letter = |(invitation, token): &(Invitation, String)| written.letter(work, site, invitation, token);
    let letters = written.letters.iter().map(letter).collect::<Outcome<Vec<_>>>()?;
    mail::queue_many(work, letters).await?;
    audit::write_many(work, written.actor.person, written.entries).await
}
