//! Going through a course: what is opened, what is done, and when the whole is complete.

use courses::{Activity, Course};
use sha2::{Digest, Sha256};

use crate::{
    learning::{
        access::Study,
        model::{self, Enrolment, explain},
        news::{self, Happened},
        store, teams,
    },
    platform::{Language, Outcome, Permit, Problem, UnitOfWork},
    records::{self, Object, RecordId, Statement, StatementResult, Verb},
};

/// Begins the course, or takes it up again, at a step.
pub async fn begin(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    step: &str,
    language: Language,
) -> Outcome<()> {
    append(work, permit, course, Verb::Initialized, Object::Course, language).await?;
    open_step(work, permit, course, step, language).await
}

/// Begins the course at a step, if the learner came there without having begun.
pub async fn begin_unless_begun(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    step: &str,
    language: Language,
) -> Outcome<()> {
    match store::progress(work, permit.id).await? {
        Some(_) => Ok(()),
        None => begin(work, permit, course, step, language).await,
    }
}

/// The learner looks at a step now; where they stop is where they resume.
pub async fn open_step(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    step: &str,
    language: Language,
) -> Outcome<()> {
    if course.step(step).is_none() {
        return Err(Problem::NotFound);
    }
    let mut statement =
        statement_of(permit, course, Verb::Experienced, Object::Step(step.to_owned()), language, work);
    // Coming back to a step is an event of its own.
    statement.id = work.new_id();
    records::append(work, &statement).await?;
    Ok(())
}

/// Finishes a step that needs nothing more than being read or tried.
///
/// # Errors
/// `Conflict` with the reason when an activity is not through yet.
pub async fn finish_step(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    step: &str,
    language: Language,
) -> Outcome<()> {
    let found = course.step(step).ok_or(Problem::NotFound)?;
    match found.activity {
        Activity::Lesson | Activity::Exercise(_) => {}
        _ => {
            let steps = store::steps(work, permit.id).await?;
            let progress = steps.iter().find(|progress| progress.step == step);
            return match model::is_closed(found, progress) {
                Some(_) => Err(Problem::Conflict("learning-step-not-through")),
                None => Ok(()),
            };
        }
    }
    complete_step(work, &permit.subject, course, step, StatementResult::default(), language).await
}

/// Finishes a story at one of its ends.
pub async fn end_scene(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    step: &str,
    scene: &str,
    language: Language,
) -> Outcome<()> {
    let found = course.step(step).ok_or(Problem::NotFound)?;
    let Activity::Scenario(story) = &found.activity else { return Err(Problem::NotFound) };
    if story.scene(scene).is_none_or(|scene| scene.ending.is_none()) {
        return Err(Problem::NotFound);
    }
    let result = StatementResult { response: Some(scene.to_owned()), ..Default::default() };
    complete_step(work, &permit.subject, course, step, result, language).await
}

/// Marks a step done, then whatever that completes: its module, the course.
pub async fn complete_step(
    work: &UnitOfWork,
    enrolment: &Enrolment,
    course: &Course,
    step: &str,
    result: StatementResult,
    language: Language,
) -> Outcome<()> {
    store::lock(work, enrolment.id).await?;
    let object = Object::Step(step.to_owned());
    let statement = record(enrolment, &course.id, Verb::Completed, object, result, language, work);
    // A story may end differently the second time; the first end stands.
    records::append(work, &statement).await?;
    complete_whole(work, enrolment, course, step, language).await
}

async fn complete_whole(
    work: &UnitOfWork,
    enrolment: &Enrolment,
    course: &Course,
    step: &str,
    language: Language,
) -> Outcome<()> {
    let steps = store::steps(work, enrolment.id).await?;
    let done = |id: &str| steps.iter().any(|progress| progress.step == id && progress.done_at.is_some());
    let module = course.modules.iter().find(|module| module.steps.iter().any(|other| other.id == step));
    if let Some(module) = module.filter(|module| module.steps.iter().all(|step| done(&step.id))) {
        let object = Object::Module(module.id.clone());
        let nothing = StatementResult::default();
        records::append(
            work,
            &record(enrolment, &course.id, Verb::Completed, object, nothing, language, work),
        )
        .await?;
    }
    let demands = explain(course, &steps);
    let by_others = |demand: &model::Demand| demand.waits_for() != Some(model::WaitsFor::Learner);
    if demands.iter().all(model::Demand::is_met) {
        let result = StatementResult { rule: Some(course.completion.rule), ..Default::default() };
        let statement =
            record(enrolment, &course.id, Verb::Completed, Object::Course, result, language, work);
        if records::append(work, &statement).await? == records::Appended::Stored {
            news::tell(work, Happened::Completed, &[enrolment.id]).await?;
        }
    } else if demands.iter().all(by_others) && store::note_waiting(work, enrolment.id).await? {
        teams::count(work, &[enrolment.person]).await?;
    }
    Ok(())
}

async fn append(
    work: &UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    verb: Verb,
    object: Object,
    language: Language,
) -> Outcome<()> {
    let statement = statement_of(permit, course, verb, object, language, work);
    records::append(work, &statement).await?;
    Ok(())
}

fn statement_of(
    permit: &Permit<Study>,
    course: &Course,
    verb: Verb,
    object: Object,
    language: Language,
    work: &UnitOfWork,
) -> Statement {
    record(&permit.subject, &course.id, verb, object, StatementResult::default(), language, work)
}

/// A statement about an enrolment. Its id follows from what it says, so that what can happen once is recorded once.
pub fn record(
    enrolment: &Enrolment,
    course: &str,
    verb: Verb,
    object: Object,
    result: StatementResult,
    language: Language,
    work: &UnitOfWork,
) -> Statement {
    let seed = format!("{}\n{}\n{}", enrolment.id, verb.word(), object.path());
    let digest: [u8; 32] = Sha256::digest(seed.as_bytes()).into();
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().zip(digest) {
        *slot = byte;
    }
    Statement {
        // RFC 9562, 5.8: a UUID whose bits are our own.
        id: RecordId(uuid::Builder::from_custom_bytes(bytes).into_uuid()),
        person: enrolment.person,
        verb,
        course: course.to_owned(),
        object,
        result,
        enrolment: enrolment.id,
        language,
        at: work.now(),
    }
}
