//! What is decided about suggestions, what the committee says, what was published, and who came.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Teller,
    settled::{Part, Sent, or_late, settled},
};
use crate::{
    catalogue,
    pathways::{
        access::{ChangePathway, ChangeStep, ConfirmPathway, MakePathway, SeePathway},
        called::called,
        commands,
        model::{Difference, DifferenceKind, Side, StepId},
        pages::{changes::suggested, step::of_suggestion},
        store::{
            confirmations::{self, Confirmation},
            participants,
            revisions::{self, Revision},
        },
        suggestions::model::Decision,
    },
    platform::{Body, Db, FieldErrors, Outcome, Permit, PersonId, Read, RequestKey, UnitOfWork},
};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakingBody {
    /// `changes` as it was read.
    changes: i32,
    /// Code of the suggestion.
    suggestion: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalBody {
    /// Code of the suggestion.
    suggestion: String,
    reason: String,
}

#[derive(Serialize, ToSchema)]
pub struct RefusalShown {
    suggestion: String,
    reason: String,
}

/// Adds a suggestion as a step; date and people are said by changing the step.
pub async fn take(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<TakingBody>,
) -> Outcome<HttpResponse> {
    let suggestion = suggested(&db, &permit, &body.0.suggestion).await?;
    let fields = of_suggestion(&suggestion, &permit, teller.language.code());
    let mut once = db.begin_once(&key).await?;
    let decision = (Decision::Accepted, "");
    let done = commands::take(&mut once, &permit, &suggestion, decision, &fields, body.0.changes).await;
    let sent = Sent::of(&body.0, Part::New)?;
    settled(&db, (&permit, &teller), (once, done), (StatusCode::CREATED, sent)).await
}

pub async fn decline(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<RefusalBody>,
) -> Outcome<HttpResponse> {
    let RefusalBody { suggestion, reason } = body.0;
    let found = suggested(&db, &permit, &suggestion).await?;
    let factory = Permit::<MakePathway>::judge(permit.actor.clone(), permit.factory.clone())?;
    let mut once = db.begin_once(&key).await?;
    commands::decline(&mut once, &factory, &found, &reason).await?;
    once.json(StatusCode::CREATED, &RefusalShown { suggestion, reason }).await
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationBody {
    /// `changes` as it was read.
    changes: i32,
    agreed: bool,
    /// Needed for a no.
    #[serde(default)]
    comment: String,
}

#[derive(Serialize, ToSchema)]
pub struct ConfirmationList {
    /// In the order in which they were said.
    confirmations: Vec<ConfirmationShown>,
}

#[derive(Serialize, ToSchema)]
pub struct ConfirmationShown {
    side: Side,
    agreed: bool,
    comment: String,
    /// The changes that the pathway had.
    changes: i32,
    at: DateTime<Utc>,
    by: PersonId,
}

async fn said(read: &Read, permit: &crate::pathways::access::There) -> Outcome<ConfirmationList> {
    let shown = |one: Confirmation| ConfirmationShown {
        side: one.side,
        agreed: one.agreed,
        comment: one.comment,
        changes: one.changes,
        at: one.at,
        by: one.by_person_id,
    };
    let said = confirmations::confirmations(read, &[permit.pathway.id]).await?;
    Ok(ConfirmationList { confirmations: said.into_iter().map(shown).collect() })
}

pub async fn confirmations(
    permit: Permit<SeePathway>,
    db: web::Data<Db>,
) -> Outcome<web::Json<ConfirmationList>> {
    said(db.read(), &permit).await.map(web::Json)
}

/// A side of the committee answers: the side of whoever sends it.
pub async fn confirm(
    permit: Permit<ConfirmPathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<ConfirmationBody>,
) -> Outcome<HttpResponse> {
    let sent = Sent::of(&body.0, Part::New)?;
    let ConfirmationBody { changes, agreed, comment } = body.0;
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::confirm(&mut once, &permit, (agreed, &comment), changes).await {
        drop(once);
        return Err(or_late(&db, (&permit.there, &teller), problem, &sent).await);
    }
    let shown = said(&once, &permit.there).await?;
    once.json(StatusCode::CREATED, &shown).await
}

#[derive(Serialize, ToSchema)]
pub struct RevisionList {
    /// The newest first.
    revisions: Vec<RevisionShown>,
}

#[derive(Serialize, ToSchema)]
pub struct RevisionShown {
    /// From 1.
    revision: i32,
    /// The changes that the pathway had.
    changes: i32,
    /// People who came on a course by it.
    enrolled: i32,
    at: DateTime<Utc>,
    by: PersonId,
    /// What it changed, beside the one before; nothing for the first.
    differences: Vec<DifferenceShown>,
}

#[derive(Serialize, ToSchema)]
pub struct DifferenceShown {
    kind: DifferenceKind,
    /// Of the step, stage or goal.
    name: String,
    /// People for whom it changes something.
    people: u32,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

pub async fn revisions(
    permit: Permit<SeePathway>,
    db: web::Data<Db>,
    teller: Teller,
) -> Outcome<web::Json<RevisionList>> {
    let titles = catalogue::titles(db.read()).await?;
    let difference = |one: Difference| DifferenceShown {
        kind: one.kind,
        name: called(&one.name, &titles, teller.language).to_owned(),
        people: one.people,
        from: one.from,
        to: one.to,
    };
    let shown = |one: &Revision| {
        Ok(RevisionShown {
            revision: one.number,
            changes: one.changes,
            enrolled: one.enrolled,
            at: one.at,
            by: one.by_person_id,
            differences: one.differences()?.into_iter().map(difference).collect(),
        })
    };
    let found = revisions::revisions(db.read(), permit.pathway.id).await?;
    let revisions = found.iter().map(shown).collect::<Outcome<_>>()?;
    Ok(web::Json(RevisionList { revisions }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceBody {
    /// A day that is not to come; null says that it was not done.
    done_on: Option<NaiveDate>,
    #[serde(default)]
    note: String,
    /// Of those who are expected; the others did not come.
    came: Vec<PersonId>,
}

#[derive(Serialize, ToSchema)]
pub struct AttendanceShown {
    step: StepId,
    done_on: Option<NaiveDate>,
    note: String,
    people: Vec<AttendantShown>,
}

#[derive(Serialize, ToSchema)]
pub struct AttendantShown {
    id: PersonId,
    name: String,
    /// Null while nobody said whether they came.
    came: Option<bool>,
    /// They did not come, and somebody must decide: another date, or that they do without it.
    missed: bool,
    /// Why they do without it, where somebody said so, and since when.
    excuse: Option<String>,
    excused_at: Option<DateTime<Utc>>,
}

pub async fn attended(
    read: &Read,
    permit: &Permit<ChangeStep>,
    today: NaiveDate,
) -> Outcome<AttendanceShown> {
    let step = crate::pathways::store::pathways::step(read, permit.step.id).await?;
    let places = participants::places(read, permit.pathway.id, today).await?;
    let here = places.into_iter().filter(|place| place.step_id == step.id);
    Ok(AttendanceShown {
        step: step.id,
        done_on: step.done_on,
        note: step.done_note,
        people: here
            .map(|place| AttendantShown {
                id: place.person_id,
                name: place.name,
                came: place.came,
                missed: place.missed != 0,
                excuse: place.excuse,
                excused_at: place.excused_at,
            })
            .collect(),
    })
}

pub async fn attendance(
    permit: Permit<ChangeStep>,
    db: web::Data<Db>,
) -> Outcome<web::Json<AttendanceShown>> {
    let today = permit.factory.day_at(db.clock().now());
    attended(db.read(), &permit, today).await.map(web::Json)
}

/// Who came, and when it was done.
pub async fn attend(
    permit: Permit<ChangeStep>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<AttendanceBody>,
) -> Outcome<HttpResponse> {
    const LONGEST: usize = 600;
    let AttendanceBody { done_on, note, came } = body.0;
    if permit.step.kind == crate::pathways::model::StepKind::Course {
        return Err(FieldErrors::one("done_on", "pathway-step-is-course").into());
    }
    if note.chars().count() > LONGEST {
        return Err(FieldErrors::one("note", "pathway-text-too-long").into());
    }
    let mut once = db.begin_once(&key).await?;
    refuse_strangers(&once, &permit, &came).await?;
    commands::mark_done(&mut once, &permit, done_on, &note).await?;
    commands::note_presence(&mut once, &permit, &came).await?;
    let shown = attended(&once, &permit, permit.factory.day_at(once.now())).await?;
    once.json(StatusCode::OK, &shown).await
}

async fn refuse_strangers(work: &UnitOfWork, permit: &Permit<ChangeStep>, came: &[PersonId]) -> Outcome<()> {
    let expected = participants::expected_at(work, &[permit.step.id]).await?;
    match came.iter().all(|person| expected.iter().any(|(_, one)| one == person)) {
        true => Ok(()),
        false => Err(FieldErrors::one("came", "pathway-came-not-expected").into()),
    }
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationBody {
    /// The number of changes with which the pathway was seen.
    changes: i32,
}

#[derive(Serialize, ToSchema)]
pub struct PublicationShown {
    /// From 1.
    revision: i32,
    /// People who are on a course because of it and were not before.
    enrolled: usize,
    /// People who are expected at a step.
    people: usize,
}

pub async fn publish(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<PublicationBody>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    let done = match commands::publish(&mut once, &permit, body.0.changes).await {
        Ok(done) => done,
        Err(problem) => {
            drop(once);
            let sent = Sent::of(&body.0, Part::Itself)?;
            return Err(or_late(&db, (&permit, &teller), problem, &sent).await);
        }
    };
    let shown = PublicationShown { revision: done.number, enrolled: done.enrolled, people: done.people };
    once.json(StatusCode::CREATED, &shown).await
}
