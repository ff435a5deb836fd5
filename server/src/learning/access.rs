//! Who may learn, and who may look on and help.

use crate::{
    catalogue::{self, CourseId, CourseVersionId},
    learning::{model::Enrolment, store},
    organisations,
    platform::{Action, Actor, Door, Judgement, Outcome, PersonId, Place, Problem},
    records::EnrolmentId,
};

/// Seeing one's own learning.
pub struct SeeOwnLearning;

impl Action for SeeOwnLearning {
    type Subject = ();
    const NAME: &'static str = "learning.see-own";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(_: &Actor, _: &()) -> Judgement {
        Judgement::Allow
    }
}

/// Taking a course that is published, by oneself.
pub struct EnrolOneself;

/// The published version of the course that the path names.
pub struct OpenCourse {
    pub slug: String,
    pub course: CourseId,
    pub version: CourseVersionId,
}

impl Action for EnrolOneself {
    type Subject = OpenCourse;
    const NAME: &'static str = "enrolment.make-own";

    async fn subject(door: &Door<'_>) -> Outcome<OpenCourse> {
        open_course(door, door.text("course")?).await
    }

    fn judge(_: &Actor, _: &OpenCourse) -> Judgement {
        Judgement::Allow
    }
}

/// The published course of a slug.
pub async fn open_course(door: &Door<'_>, slug: &str) -> Outcome<OpenCourse> {
    let listing = catalogue::listed(door.read(), slug).await?.ok_or(Problem::NotFound)?;
    Ok(OpenCourse {
        slug: listing.slug,
        course: listing.published.course,
        version: listing.published.version,
    })
}

/// Learning on an enrolment: only its own person, and only while it is in force.
pub struct Study;

impl Action for Study {
    type Subject = Enrolment;
    const NAME: &'static str = "enrolment.study";

    async fn subject(door: &Door<'_>) -> Outcome<Enrolment> {
        store::enrolment(door.read(), door.id("enrolment")?).await
    }

    fn judge(actor: &Actor, enrolment: &Enrolment) -> Judgement {
        Judgement::allow_if(enrolment.person == actor.person && enrolment.withdrawn_at.is_none())
    }
}

/// Sitting a quiz: the attempt's own learner.
pub struct SitQuiz;

pub struct Seat {
    pub attempt: crate::quizzes::Attempt,
    pub enrolment: Enrolment,
}

impl Action for SitQuiz {
    type Subject = Seat;
    const NAME: &'static str = "attempt.sit";

    async fn subject(door: &Door<'_>) -> Outcome<Seat> {
        let (attempt, enrolment) = store::seat(door.read(), door.id("attempt")?).await?;
        Ok(Seat { attempt, enrolment })
    }

    fn judge(actor: &Actor, seat: &Seat) -> Judgement {
        Study::judge(actor, &seat.enrolment)
    }
}

/// A person with the places where they have a membership: what coordinators are judged by.
pub struct Colleague {
    pub person: PersonId,
    pub places: Vec<Place>,
}

/// Enrolling somebody else.
pub struct EnrolOther;

impl Action for EnrolOther {
    type Subject = Colleague;
    const NAME: &'static str = "enrolment.make";

    async fn subject(door: &Door<'_>) -> Outcome<Colleague> {
        colleague(door, door.id("person")?).await
    }

    fn judge(actor: &Actor, colleague: &Colleague) -> Judgement {
        Judgement::allow_if(may_somewhere(actor, Self::NAME, &colleague.places))
    }
}

/// Seeing somebody else's learning; everybody may see their own.
pub struct SeeLearning;

impl Action for SeeLearning {
    type Subject = Colleague;
    const NAME: &'static str = "enrolment.see";

    async fn subject(door: &Door<'_>) -> Outcome<Colleague> {
        colleague(door, door.id("person")?).await
    }

    fn judge(actor: &Actor, colleague: &Colleague) -> Judgement {
        let own = colleague.person == actor.person;
        Judgement::allow_if(own || may_somewhere(actor, Self::NAME, &colleague.places))
    }
}

/// Listing somebody's enrolments; `?person=` names somebody else.
pub struct ListEnrolments;

impl Action for ListEnrolments {
    type Subject = Colleague;
    const NAME: &'static str = SeeLearning::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Colleague> {
        let asked = url::form_urlencoded::parse(door.request.query_string().as_bytes())
            .find(|(name, _)| name == "person")
            .map(|(_, id)| id.parse::<PersonId>());
        let person = asked.transpose().map_err(|_| Problem::NotFound)?;
        colleague(door, person.unwrap_or(door.actor.person)).await
    }

    fn judge(actor: &Actor, colleague: &Colleague) -> Judgement {
        SeeLearning::judge(actor, colleague)
    }
}

/// An enrolment with its learner, as others are judged by it.
pub struct Supervised {
    pub enrolment: Enrolment,
    pub colleague: Colleague,
}

/// Seeing one enrolment: its learner, and those who may see their learning.
pub struct SeeEnrolment;

impl Action for SeeEnrolment {
    type Subject = Supervised;
    const NAME: &'static str = "enrolment.see";

    async fn subject(door: &Door<'_>) -> Outcome<Supervised> {
        supervised(door, door.id("enrolment")?).await
    }

    fn judge(actor: &Actor, supervised: &Supervised) -> Judgement {
        SeeLearning::judge(actor, &supervised.colleague)
    }
}

/// Changing the due date of an enrolment, or withdrawing it.
pub struct ChangeEnrolment;

impl Action for ChangeEnrolment {
    type Subject = Supervised;
    const NAME: &'static str = "enrolment.change";

    async fn subject(door: &Door<'_>) -> Outcome<Supervised> {
        supervised(door, door.id("enrolment")?).await
    }

    fn judge(actor: &Actor, supervised: &Supervised) -> Judgement {
        let in_force = supervised.enrolment.withdrawn_at.is_none();
        Judgement::allow_if(in_force && may_somewhere(actor, Self::NAME, &supervised.colleague.places))
    }
}

/// What whoever countersigns must be allowed to do, in the role table.
pub const COUNTERSIGN: &str = Countersign::NAME;

/// Putting one's name under somebody else's action plan.
pub struct Countersign;

impl Action for Countersign {
    type Subject = Supervised;
    const NAME: &'static str = "plan.countersign";

    async fn subject(door: &Door<'_>) -> Outcome<Supervised> {
        supervised(door, door.id("enrolment")?).await
    }

    fn judge(actor: &Actor, supervised: &Supervised) -> Judgement {
        if supervised.colleague.person == actor.person {
            return Judgement::Deny("plan-own-countersignature");
        }
        Judgement::allow_if(may_somewhere(actor, Self::NAME, &supervised.colleague.places))
    }
}

/// Countersigning somewhere at all: whoever may sees the list of plans.
pub struct CountersignAnywhere;

impl Action for CountersignAnywhere {
    type Subject = ();
    const NAME: &'static str = Countersign::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

pub async fn colleague(door: &Door<'_>, person: PersonId) -> Outcome<Colleague> {
    let today = door.db.clock().now().date_naive();
    let places = organisations::places_of(door.read(), person, today).await?;
    Ok(Colleague { person, places })
}

async fn supervised(door: &Door<'_>, enrolment: EnrolmentId) -> Outcome<Supervised> {
    let enrolment = store::enrolment(door.read(), enrolment).await?;
    let colleague = colleague(door, enrolment.person).await?;
    Ok(Supervised { enrolment, colleague })
}

fn may_somewhere(actor: &Actor, action: &str, places: &[Place]) -> bool {
    places.iter().any(|place| actor.may(action, place))
}
