//! Who may put a course into the catalogue or take it out.

use super::{model::CourseId, store};
use crate::platform::{Action, Actor, Door, Judgement, Outcome};

const PUBLISH: &str = "course.publish";

/// Storing a course from files, and showing it.
pub struct PublishCourse;

impl Action for PublishCourse {
    /// The catalogue as a whole: the course may be new.
    type Subject = ();
    const NAME: &'static str = PUBLISH;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(PUBLISH))
    }
}

/// Withdrawing a course that is there, or showing it again.
pub struct ChangePublication;

impl Action for ChangePublication {
    type Subject = CourseId;
    const NAME: &'static str = PUBLISH;

    async fn subject(door: &Door<'_>) -> Outcome<CourseId> {
        store::course_named(door.read(), door.text("course")?).await
    }

    fn judge(actor: &Actor, _: &CourseId) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(PUBLISH))
    }
}
