//! What those who help look at is noted, so that a learner can be told who saw their record.

use crate::{
    learning::{
        access::{ListEnrolments, SeeEnrolment, SeeLearning},
        teams::access::SeeTeam,
    },
    platform::{Db, Outcome, Permit, PersonId, audit},
};

/// Notes that somebody looked at another person's enrolment; one's own leaves no trace.
pub async fn note_enrolment_seen(db: &Db, permit: &Permit<SeeEnrolment>) -> Outcome<()> {
    let entry = audit::Entry::of("enrolment.see", "enrolment", permit.enrolment.id.0);
    note(db, permit.actor.person, permit.enrolment.person, entry).await
}

/// Notes that somebody looked at all of another person's learning.
pub async fn note_learning_seen(db: &Db, permit: &Permit<SeeLearning>) -> Outcome<()> {
    let entry = audit::Entry::of("enrolment.see", "person", permit.person.0);
    note(db, permit.actor.person, permit.person, entry).await
}

/// The same through the API.
pub async fn note_list_seen(db: &Db, permit: &Permit<ListEnrolments>) -> Outcome<()> {
    let entry = audit::Entry::of("enrolment.see", "person", permit.person.0);
    note(db, permit.actor.person, permit.person, entry).await
}

/// Notes that somebody looked at the learning of a whole team.
pub async fn note_team_seen(db: &Db, permit: &Permit<SeeTeam>) -> Outcome<()> {
    let entry = audit::Entry::of("team.see", "organisation", permit.id.0).within(permit.id);
    let work = db.begin().await?;
    audit::write(&work, permit.actor.person, entry).await?;
    work.commit().await
}

async fn note(db: &Db, actor: PersonId, learner: PersonId, entry: audit::Entry) -> Outcome<()> {
    if actor == learner {
        return Ok(());
    }
    let work = db.begin().await?;
    audit::write(&work, actor, entry).await?;
    work.commit().await
}
