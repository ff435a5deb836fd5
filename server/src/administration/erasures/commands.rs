//! An erasure is carried out, in one unit of work.

use chrono::Days;

use super::access::{CarryOutErasure, SeeErasure};
use crate::{
    learning,
    organisations::store::memberships,
    people::store::erasure_requests,
    platform::{
        Action, Outcome, Permit, Problem, UnitOfWork, audit, imports,
        personal_data::{DataSubject, PersonalData, erase},
    },
};

/// Takes the person out of every table. What stays is counted, and names nobody.
///
/// # Errors
/// `Problem::Conflict` for the last administrator, and when the request was withdrawn meanwhile.
pub async fn carry_out(work: &mut UnitOfWork, permit: &Permit<CarryOutErasure>) -> Outcome<()> {
    let (person, by) = (&permit.person, permit.actor.person);
    let today = work.now().date_naive();
    if memberships::is_last_administrator(work, person.id, today).await? {
        return Err(Problem::Conflict("erasure-last-administrator"));
    }
    if !erasure_requests::carry_out(work, permit.request.id, by).await? {
        return Err(Problem::Conflict("erasure-gone"));
    }
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    memberships::end_all(work, person.id, yesterday).await?;
    learning::teams::count(work, &[person.id]).await?;
    imports::let_go_of_lists(work, person.id).await?;
    let tables =
        work.attached::<PersonalData>().ok_or_else(|| Problem::internal("no personal data is named"))?;
    let subject = DataSubject { person: person.id, name: person.name.clone(), email: person.email.clone() };
    erase(work, &tables.0, &subject).await?;
    audit::write(work, by, audit::Entry::of(CarryOutErasure::NAME, "person", person.id.0)).await
}

/// Notes that somebody looked at another one's request.
pub async fn note_sight(work: &mut UnitOfWork, permit: &Permit<SeeErasure>) -> Outcome<()> {
    let entry = audit::Entry::of("erasure.see", "person", permit.person.id.0);
    audit::write(work, permit.actor.person, entry).await
}
