//! Memberships begin and end.

use chrono::{Days, NaiveDate};

use super::access::{ChangeMembership, EndMembership, GrantMembership};
use crate::{
    organisations::{
        model::holds_all_of,
        store::{
            members,
            memberships::{self, MembershipId, NewMembership},
        },
    },
    people,
    platform::{
        Action, FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork, actor::Through, audit,
        roles::Role,
    },
};

/// Which role, for whom, from when to when.
pub struct Grant {
    pub person: PersonId,
    pub role: Role,
    pub starts_on: NaiveDate,
    /// The last day in force.
    pub ends_on: Option<NaiveDate>,
    /// Where in the organisation they work; may be empty.
    pub department: String,
}

/// Letters of a department, at most.
pub const LONGEST_DEPARTMENT: usize = 160;

/// # Errors
/// `Problem::Invalid` for a role that does not fit or that the actor does not hold there, a person whom they may not
/// see, dates in the wrong order, and a role that the person has already.
pub async fn grant(
    work: &mut UnitOfWork,
    permit: &Permit<GrantMembership>,
    grant: &Grant,
) -> Outcome<MembershipId> {
    let organisation = &permit.subject;
    let today = organisation.day_at(work.now());
    let mut errors = FieldErrors::default();
    if !grant.role.fits(organisation.kind) {
        errors.add("role", "membership-role-does-not-fit");
    } else if !holds_all_of(&permit.actor, grant.role, &organisation.place()) {
        errors.add("role", "membership-role-not-held");
    }
    if grant.ends_on.is_some_and(|ends_on| ends_on < grant.starts_on || ends_on < today) {
        errors.add("ends_on", "membership-ends-too-early");
    }
    if grant.department.trim().chars().count() > LONGEST_DEPARTMENT {
        errors.add("department", "import-department-too-long");
    }
    if !sees(work, permit, grant.person, today).await? {
        errors.add("person", "membership-person-unknown");
    } else if memberships::has_role(work, grant.person, organisation.id, grant.role, today).await? {
        errors.add("role", "membership-there-already");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let id = memberships::add_in(work, &new_membership(permit, grant), &grant.department).await?;
    let entry = audit::Entry::of(GrantMembership::NAME, "membership", id.0).within(organisation.id);
    audit::write(work, permit.actor.person, entry).await?;
    Ok(id)
}

async fn sees(
    work: &UnitOfWork,
    permit: &Permit<GrantMembership>,
    person: PersonId,
    today: NaiveDate,
) -> Outcome<bool> {
    if permit.actor.through == Through::Operator {
        return Ok(true);
    }
    let extent = permit.actor.extent("people.see");
    Ok(members::visible_among(work, &extent, &[person], today).await?.contains(&person))
}

fn new_membership(permit: &Permit<GrantMembership>, grant: &Grant) -> NewMembership {
    NewMembership {
        person: grant.person,
        organisation: permit.id,
        role: grant.role,
        starts_on: grant.starts_on,
        ends_on: grant.ends_on,
        granted_by: permit.actor.person,
    }
}

/// Names the department in which a member works, or takes the name away.
pub async fn work_in(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeMembership>,
    department: &str,
) -> Outcome<()> {
    let membership = &permit.membership;
    if membership.ends_on.is_some_and(|ends_on| ends_on < permit.organisation.day_at(work.now())) {
        return Err(Problem::NotFound);
    }
    if department.trim().chars().count() > LONGEST_DEPARTMENT {
        return Err(FieldErrors::one("department", "import-department-too-long").into());
    }
    memberships::work_in(work, membership.id, department).await?;
    people::changed(work, &[membership.person]).await?;
    let entry = audit::Entry::of("membership.change", "membership", membership.id.0);
    audit::write(work, permit.actor.person, entry.within(membership.organisation)).await
}

/// Ends it at once: yesterday was its last day, there and by UTC.
///
/// # Errors
/// `Problem::Denied` for the last administrator.
pub async fn end(work: &mut UnitOfWork, permit: &Permit<EndMembership>) -> Outcome<()> {
    let membership = &permit.membership;
    // Whichever clock is asked, it is over.
    let today = permit.organisation.begins_on(work.now());
    let over = membership.ends_on.is_some_and(|ends_on| ends_on < today);
    if over {
        return Err(Problem::NotFound);
    }
    let lasting = membership.role == Role::Administrator && membership.ends_on.is_none();
    if lasting && memberships::lasting_administrators(work, today).await? <= 1 {
        return Err(Problem::Denied("membership-last-administrator"));
    }
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    memberships::end(work, membership.id, yesterday).await?;
    people::changed(work, &[membership.person]).await?;
    let entry =
        audit::Entry::of(EndMembership::NAME, "membership", membership.id.0).within(membership.organisation);
    audit::write(work, permit.actor.person, entry).await
}
