//! Who may see a factory's plan, work on it, and lead it.

use super::store::items::{self, Item};
use crate::{
    organisations::store::organisations::{self, Organisation},
    platform::{
        Action, Actor, Door, Judgement, Outcome, Problem,
        actor::{Extent, Standing},
        roles::OrganisationKind,
    },
};

/// A factory by the path. Whatever else it is, it is no factory.
async fn factory(door: &Door<'_>) -> Outcome<Organisation> {
    let organisation = organisations::organisation(door.read(), door.id("factory")?).await?;
    if organisation.kind == OrganisationKind::Factory { Ok(organisation) } else { Err(Problem::NotFound) }
}

/// A factory's plan.
pub struct SeePlan;

impl Action for SeePlan {
    type Subject = Organisation;
    const NAME: &'static str = "improvement.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &factory.place()))
    }
}

impl SeePlan {
    /// The factories for which `judge` allows it.
    pub fn visible_to(actor: &Actor) -> Extent {
        actor.extent(Self::NAME)
    }
}

/// Where a person finds the plans that they may see.
pub struct SeePlans;

impl Action for SeePlans {
    type Subject = ();
    const NAME: &'static str = SeePlan::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// An item with its factory.
#[derive(Clone)]
pub struct ItemThere {
    pub item: Item,
    pub factory: Organisation,
}

impl ItemThere {
    /// Whether it lies with them, as long as they belong to the factory.
    pub fn is_owned_by(&self, actor: &Actor) -> bool {
        self.item.owner_person_id == Some(actor.person) && actor.belongs_to(self.factory.id)
    }
}

async fn item(door: &Door<'_>) -> Outcome<ItemThere> {
    let item = items::item(door.read(), door.id("item")?).await?;
    // Under another factory's address it is not there.
    if let Ok(named) = door.text("factory")
        && named.parse() != Ok(item.factory_id)
    {
        return Err(Problem::NotFound);
    }
    let factory = organisations::organisation(door.read(), item.factory_id).await?;
    Ok(ItemThere { item, factory })
}

/// Whoever sees the plan, and the owner of the item as long as they belong to the factory.
pub struct SeeItem;

impl Action for SeeItem {
    type Subject = ItemThere;
    const NAME: &'static str = SeePlan::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<ItemThere> {
        item(door).await
    }

    fn judge(actor: &Actor, there: &ItemThere) -> Judgement {
        let seen = actor.may(Self::NAME, &there.factory.place());
        Judgement::allow_if(seen || there.is_owned_by(actor))
    }
}

/// Cause, action, owner, date: what is planned.
pub struct WorkOnItem;

impl Action for WorkOnItem {
    type Subject = ItemThere;
    const NAME: &'static str = "improvement.work";

    async fn subject(door: &Door<'_>) -> Outcome<ItemThere> {
        item(door).await
    }

    fn judge(actor: &Actor, there: &ItemThere) -> Judgement {
        match allowed_or_told(actor, Self::NAME, &there.factory) {
            Judgement::Hide if there.is_owned_by(actor) => Judgement::Deny("item-owner-does-not-plan"),
            judgement => judgement,
        }
    }
}

/// How far it is, evidence, comments: for whoever works on the plan, and for the owner of the item.
pub struct CarryOutItem;

impl Action for CarryOutItem {
    type Subject = ItemThere;
    const NAME: &'static str = WorkOnItem::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<ItemThere> {
        item(door).await
    }

    fn judge(actor: &Actor, there: &ItemThere) -> Judgement {
        match WorkOnItem::judge(actor, there) {
            Judgement::Deny(_) if there.is_owned_by(actor) => Judgement::Allow,
            judgement => judgement,
        }
    }
}

/// One's own side's view of an item: for whoever works on the plan, and for whoever sits on the factory's committee.
pub struct SpeakOnItem;

impl Action for SpeakOnItem {
    type Subject = ItemThere;
    const NAME: &'static str = "improvement.speak";

    async fn subject(door: &Door<'_>) -> Outcome<ItemThere> {
        item(door).await
    }

    fn judge(actor: &Actor, there: &ItemThere) -> Judgement {
        let may = |action| actor.may(action, &there.factory.place());
        Judgement::allow_if(may(Self::NAME) || may(WorkOnItem::NAME))
    }
}

/// What only those who advise the factory do: verify an item.
pub struct VerifyItem;

impl Action for VerifyItem {
    type Subject = ItemThere;
    const NAME: &'static str = "improvement.lead";

    async fn subject(door: &Door<'_>) -> Outcome<ItemThere> {
        item(door).await
    }

    fn judge(actor: &Actor, there: &ItemThere) -> Judgement {
        let place = there.factory.place();
        if actor.may(Self::NAME, &place) {
            return Judgement::Allow;
        }
        let seen = actor.may(SeePlan::NAME, &place);
        if seen { Judgement::Deny("item-verify-adviser-only") } else { Judgement::Hide }
    }
}

/// Bring findings into a factory's plan.
pub struct BringFindings;

impl Action for BringFindings {
    type Subject = Organisation;
    const NAME: &'static str = "improvement.lead";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        allowed_or_told(actor, Self::NAME, factory)
    }
}

/// What the factory writes of its plan as a whole: its progress report.
pub struct WorkOnPlan;

impl Action for WorkOnPlan {
    type Subject = Organisation;
    const NAME: &'static str = WorkOnItem::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        factory(door).await
    }

    fn judge(actor: &Actor, factory: &Organisation) -> Judgement {
        allowed_or_told(actor, Self::NAME, factory)
    }
}

impl WorkOnPlan {
    /// The report goes out in the name of the factory: its own people send it. Its group, the adviser and the programme
    /// may write in it.
    pub fn speaks_for(actor: &Actor, factory: &Organisation) -> bool {
        let own = |standing: &Standing| standing.place.organisation == factory.id;
        actor.memberships.iter().any(|standing| own(standing) && standing.role.allows(Self::NAME))
    }
}

/// Whoever sees the plan is told that they may not do this; others find nothing.
fn allowed_or_told(actor: &Actor, action: &str, factory: &Organisation) -> Judgement {
    let place = factory.place();
    if actor.may(action, &place) {
        Judgement::Allow
    } else if actor.may(SeePlan::NAME, &place) {
        Judgement::Deny("problem-denied-text")
    } else {
        Judgement::Hide
    }
}
