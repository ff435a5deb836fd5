//! Who may read the compliance frame, and who may change it.

use super::store::{self, Point, Question};
use crate::platform::{Action, Actor, Door, Judgement, Outcome, Problem};

/// Whoever sees plans sees by what they are made.
pub struct SeeFrame;

impl Action for SeeFrame {
    type Subject = ();
    const NAME: &'static str = "improvement.see";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// Adds to the frame, by hand or by a list.
pub struct ChangeFrame;

impl Action for ChangeFrame {
    type Subject = ();
    const NAME: &'static str = ChangePoint::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

pub struct ChangePoint;

impl Action for ChangePoint {
    type Subject = Point;
    const NAME: &'static str = "frame.change";

    async fn subject(door: &Door<'_>) -> Outcome<Point> {
        store::point(door.read(), door.text("point")?).await
    }

    fn judge(actor: &Actor, _: &Point) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// A question of a country, in one of its versions.
pub struct ChangeQuestion;

impl Action for ChangeQuestion {
    type Subject = Question;
    const NAME: &'static str = "question.change";

    async fn subject(door: &Door<'_>) -> Outcome<Question> {
        let version = door.text("version")?.parse().map_err(|_| Problem::NotFound)?;
        store::question(door.read(), door.text("country")?, door.text("code")?, version).await
    }

    fn judge(actor: &Actor, question: &Question) -> Judgement {
        Judgement::allow_if(may_keep_questions_of(actor, &question.country))
    }
}

/// Adds a question, or a version of one; of which countries, the command says.
pub struct AddQuestion;

impl Action for AddQuestion {
    type Subject = ();
    const NAME: &'static str = ChangeQuestion::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// Whether somebody keeps the questions of this country: its programme, and administrators.
pub fn may_keep_questions_of(actor: &Actor, country: &str) -> bool {
    let extent = actor.extent(ChangeQuestion::NAME);
    extent.everywhere || extent.countries.iter().any(|own| own == country)
}
