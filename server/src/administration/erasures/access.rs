//! Who may erase, and whom.

use crate::{
    people::{
        Person,
        store::{
            erasure_requests::{self, ErasureRequest},
            persons,
        },
    },
    platform::{Action, Actor, Door, Judgement, Outcome},
};

/// The list of requests.
pub struct SeeErasures;

impl Action for SeeErasures {
    type Subject = ();
    const NAME: &'static str = "people.erase";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}

/// A request that is open, and whose it is.
pub struct Wish {
    pub request: ErasureRequest,
    pub person: Person,
}

impl Wish {
    async fn behind(door: &Door<'_>) -> Outcome<Self> {
        let request = erasure_requests::open_request(door.read(), door.id("request")?).await?;
        let person = persons::person(door.read(), request.person).await?;
        Ok(Self { request, person })
    }
}

/// One request, before it is decided.
pub struct SeeErasure;

impl Action for SeeErasure {
    type Subject = Wish;
    const NAME: &'static str = "people.erase";

    async fn subject(door: &Door<'_>) -> Outcome<Wish> {
        Wish::behind(door).await
    }

    fn judge(actor: &Actor, _: &Wish) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}

/// Nobody erases themselves: there is no way back, so a second person looks at it.
pub struct CarryOutErasure;

impl Action for CarryOutErasure {
    type Subject = Wish;
    const NAME: &'static str = "people.erase";

    async fn subject(door: &Door<'_>) -> Outcome<Wish> {
        Wish::behind(door).await
    }

    fn judge(actor: &Actor, wish: &Wish) -> Judgement {
        if !actor.extent(Self::NAME).everywhere {
            return Judgement::Hide;
        }
        if actor.person == wish.person.id { Judgement::Deny("erasure-of-oneself") } else { Judgement::Allow }
    }
}
