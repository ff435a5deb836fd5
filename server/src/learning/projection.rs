//! Progress, folded from learning records.

use super::{model, store, teams};
use crate::{
    platform::{Outcome, UnitOfWork},
    records::{Object, Projector, Record, Verb},
};

pub struct ProgressProjector;

#[async_trait::async_trait]
impl Projector for ProgressProjector {
    fn name(&self) -> &'static str {
        "progress"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["progress", "step_progress"]
    }

    async fn apply(&self, work: &UnitOfWork, records: &[Record]) -> Outcome<()> {
        for record in records {
            fold(work, record).await?;
        }
        Ok(())
    }
}

async fn fold(work: &UnitOfWork, record: &Record) -> Outcome<()> {
    let Record { enrolment, at, person, .. } = *record;
    match (record.verb, &record.object) {
        (Verb::Initialized, Object::Course) => store::start(work, enrolment, person, at).await,
        (Verb::Experienced, Object::Step(step)) => store::open_step(work, enrolment, step, at).await,
        (Verb::Completed, Object::Step(step)) => store::finish(work, enrolment, step, at).await,
        (Verb::Completed, Object::Module(module)) => store::mark_module(work, enrolment, module, at).await,
        (Verb::Completed, Object::Course) => {
            store::mark_completed(work, enrolment, at).await?;
            teams::count(work, &[person]).await
        }
        (Verb::Passed | Verb::Failed | Verb::Interacted, Object::Step(step)) => match record.result.score {
            Some(score) => {
                let success = record.result.success;
                store::score(work, enrolment, step, score, success, at).await?;
                let wrong = model::went_wrong(score, success);
                if store::tried(work, enrolment, step, wrong, at).await? {
                    teams::count(work, &[person]).await?;
                }
                Ok(())
            }
            None => store::touch(work, enrolment, at).await,
        },
        (Verb::Attended, Object::Course) => store::attend(work, enrolment, at).await,
        (Verb::Answered | Verb::Attempted, _) => store::touch(work, enrolment, at).await,
        _ => Ok(()),
    }
}
