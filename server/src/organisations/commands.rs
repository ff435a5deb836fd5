//! Organisations are registered and changed.

use super::{
    access::{ChangeOrganisation, RegisterOrganisation, Registration, SeeOrganisation, place_to_be},
    countries, cycles, invitations,
    model::{OrganisationName, needs_country},
    store::organisations::{self, NewOrganisation, Organisation},
};
use crate::{
    people::{EmailAddress, PersonName},
    platform::{
        Action, Actor, FieldErrors, Job, Language, OrganisationId, Outcome, Permit, PersonId, Problem, Read,
        UnitOfWork, audit, jobs,
        roles::{OrganisationKind, Role},
    },
};

/// The job that follows when an organisation came to another group or country.
pub const MOVED: &str = "organisation-moved";

/// What was typed of an organisation.
pub struct Described<'d> {
    pub name: &'d str,
    /// Empty where it stands in no single country.
    pub country: &'d str,
    /// The id of a manufacturing group, or empty.
    pub part_of: &'d str,
    /// The group that it belongs to already, which may stay whoever sees it.
    pub present_group: Option<OrganisationId>,
    /// What it is called in its owner's own lists, or empty.
    pub reference: &'d str,
    /// The organisation that this is said of; nothing for a new one.
    pub present: Option<OrganisationId>,
}

/// As imports take it.
const LONGEST_REFERENCE: usize = 60;

impl Described<'_> {
    pub fn reference(&self) -> Option<String> {
        Some(self.reference.trim().to_owned()).filter(|reference| !reference.is_empty())
    }
}

/// Reads what was typed; everything that is wrong at once.
pub async fn described(
    read: &Read,
    actor: &Actor,
    kind: OrganisationKind,
    typed: &Described<'_>,
) -> Outcome<NewOrganisation> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", OrganisationName::parse(typed.name));
    let country = errors.take("country", country(kind, typed.country));
    let part_of = match group(read, actor, kind, typed).await? {
        Ok(group) => Some(group),
        Err(key) => {
            errors.add("part_of", key);
            None
        }
    };
    if let Some(reference) = typed.reference() {
        if reference.chars().count() > LONGEST_REFERENCE {
            errors.add("reference", "import-reference-too-long");
        } else if organisations::is_called(read, country.flatten(), &reference, typed.present).await? {
            errors.add("reference", "organisation-reference-taken");
        }
    }
    match (name, country, part_of) {
        (Some(name), Some(country), Some(part_of)) if errors.is_empty() => {
            let country = country.map(str::to_owned);
            Ok(NewOrganisation { kind, name: name.as_str().to_owned(), country, part_of })
        }
        _ => Err(errors.into()),
    }
}

fn country(kind: OrganisationKind, typed: &str) -> Result<Option<&'static str>, &'static str> {
    match (typed.is_empty(), needs_country(kind)) {
        (true, true) => Err("country-missing"),
        (true, false) => Ok(None),
        (false, _) => countries::parse(typed).map(Some),
    }
}

/// Only factories belong to a group, and only to one that the actor may see.
async fn group(
    read: &Read,
    actor: &Actor,
    kind: OrganisationKind,
    typed: &Described<'_>,
) -> Outcome<Result<Option<OrganisationId>, &'static str>> {
    if typed.part_of.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(id) = typed.part_of.parse::<OrganisationId>() else { return Ok(Err("organisation-group-wrong")) };
    if typed.present_group == Some(id) {
        return Ok(Ok(Some(id)));
    }
    let group = match organisations::organisation(read, id).await {
        Err(Problem::NotFound) => return Ok(Err("organisation-group-wrong")),
        found => found?,
    };
    let fits = kind == OrganisationKind::Factory && group.kind == OrganisationKind::ManufacturingGroup;
    let seen = actor.may(SeeOrganisation::NAME, &group.place());
    Ok(if fits && seen { Ok(Some(id)) } else { Err("organisation-group-wrong") })
}

/// # Errors
/// `Problem::Denied` where the permit is for another place than the organisation's.
pub async fn register(
    work: &mut UnitOfWork,
    permit: &Permit<RegisterOrganisation>,
    new: &NewOrganisation,
    reference: Option<String>,
) -> Outcome<OrganisationId> {
    let place = place_to_be(new.country.clone(), new.part_of);
    Permit::<RegisterOrganisation>::judge(permit.actor.clone(), Registration(Some((new.kind, place))))?;
    let id = organisations::add(work, new).await?;
    organisations::call(work, id, reference).await?;
    let entry = audit::Entry::of("organisation.register", "organisation", id.0).within(id);
    audit::write(work, permit.actor.person, entry).await?;
    Ok(id)
}

/// The kind stays. Where the organisation moves to, the actor must be allowed to change organisations too.
///
/// # Errors
/// `Problem::Denied` for a place out of reach; `Problem::Invalid` where a factory that is known through its group only
/// would leave it.
pub async fn change(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeOrganisation>,
    new: &NewOrganisation,
    reference: Option<String>,
) -> Outcome<Organisation> {
    let before = &permit.subject;
    let after = Organisation { country: new.country.clone(), part_of: new.part_of, ..before.clone() };
    if !permit.actor.may(ChangeOrganisation::NAME, &after.place()) {
        return Err(Problem::Denied("organisation-out-of-reach"));
    }
    // By what stands there now: whoever makes it a factory of Better Work in the same breath may take it out.
    if new.part_of.is_none() && organisations::organisation(work, before.id).await?.group_only {
        return Err(FieldErrors::one("part_of", "organisation-group-only-leaves").into());
    }
    organisations::change(work, before.id, new).await?;
    organisations::call(work, before.id, reference).await?;
    if after.part_of != before.part_of {
        organisations::note_regrouped(work, &[before.id]).await?;
    }
    if after.place() != before.place() {
        jobs::enqueue(work, Job::new(MOVED, before.id)).await?;
    }
    let entry = audit::Entry::of("organisation.change", "organisation", before.id.0).within(before.id);
    audit::write(work, permit.actor.person, entry).await?;
    organisations::organisation(work, before.id).await
}

/// Says whether a factory is known through its group only. It goes on learning; it is counted nowhere as a factory of
/// Better Work, and is not assessed.
///
/// # Errors
/// `Problem::Denied` for what is no factory of a group, and for one in a cycle, which is that of Better Work.
pub async fn mark_group_only(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeOrganisation>,
    group_only: bool,
) -> Outcome<Organisation> {
    let factory = &permit.subject;
    let in_group = factory.kind == OrganisationKind::Factory && factory.part_of.is_some();
    if group_only && !in_group {
        return Err(Problem::Denied("organisation-not-in-group"));
    }
    if group_only && cycles::is_in_cycle(work, factory.id).await? {
        return Err(Problem::Denied("organisation-in-cycle"));
    }
    organisations::mark_group_only(work, factory.id, group_only).await?;
    let entry = audit::Entry::of("organisation.change", "organisation", factory.id.0).within(factory.id);
    audit::write(work, permit.actor.person, entry).await?;
    organisations::organisation(work, factory.id).await
}

/// The link with which `name` becomes the first administrator; the Academy itself is registered where it is not there
/// yet. For the operator's shell.
pub async fn make_first_administrator(
    work: &mut UnitOfWork,
    name: &PersonName,
    address: &EmailAddress,
) -> Outcome<String> {
    let academy = match organisations::find_academy(work).await? {
        Some(academy) => academy.id,
        None => organisations::add(work, &the_academy()).await?,
    };
    let operator = PersonId(uuid::Uuid::nil());
    let invitation = invitations::NewInvitation {
        organisation: academy,
        role: Role::Administrator,
        name: name.clone(),
        email: address.clone(),
        language: Language::default(),
        invited_by: operator,
        department: String::new(),
    };
    let (id, token) = invitations::issue(work, &invitation).await?;
    let entry = audit::Entry::of("administrator.make", "invitation", id.0).within(academy);
    audit::write(work, operator, entry).await?;
    Ok(token)
}

fn the_academy() -> NewOrganisation {
    let name = "Better Work Academy".to_owned();
    NewOrganisation { kind: OrganisationKind::Academy, name, country: None, part_of: None }
}
