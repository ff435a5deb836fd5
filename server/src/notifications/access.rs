//! Everybody has their own notices, wishes and calendar, and nobody else's.

use super::{model::NoticeId, store};
use crate::platform::{Action, Actor, Door, Judgement, Outcome, PersonId, Problem};

/// Seeing one's own notices, and marking all of them read.
pub struct SeeNotices;

impl Action for SeeNotices {
    type Subject = PersonId;
    const NAME: &'static str = "notice.see-own";

    async fn subject(door: &Door<'_>) -> Outcome<PersonId> {
        Ok(door.actor.person)
    }

    fn judge(actor: &Actor, owner: &PersonId) -> Judgement {
        Judgement::allow_if(actor.person == *owner)
    }
}

/// Marking one notice read.
pub struct ReadNotice;

impl Action for ReadNotice {
    type Subject = store::Notice;
    const NAME: &'static str = "notice.read";

    async fn subject(door: &Door<'_>) -> Outcome<store::Notice> {
        let id: NoticeId = door.id("notice")?;
        store::find(door.read(), id).await?.ok_or(Problem::NotFound)
    }

    fn judge(actor: &Actor, notice: &store::Notice) -> Judgement {
        Judgement::allow_if(actor.person == notice.person)
    }
}

/// Choosing how one wishes to hear of things, and keeping one's calendar feed.
pub struct ChooseNotices;

impl Action for ChooseNotices {
    type Subject = PersonId;
    const NAME: &'static str = "notice.choose";

    async fn subject(door: &Door<'_>) -> Outcome<PersonId> {
        Ok(door.actor.person)
    }

    fn judge(actor: &Actor, owner: &PersonId) -> Judgement {
        Judgement::allow_if(actor.person == *owner)
    }
}
