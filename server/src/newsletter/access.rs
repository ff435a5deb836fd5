//! The newsletter is edited by those who hold the action everywhere; nobody else learns that there are issues.

use super::{
    model::{Issue, Subscription},
    store::{issues, subscriptions},
};
use crate::platform::{Action, Actor, Door, Judgement, Outcome, Problem};

/// The lists, and a new issue.
pub struct EditNewsletter;

impl Action for EditNewsletter {
    type Subject = ();
    const NAME: &'static str = "newsletter.edit";

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}

/// One issue: read, change, try, send.
pub struct EditIssue;

impl Action for EditIssue {
    type Subject = Issue;
    const NAME: &'static str = "newsletter.edit";

    async fn subject(door: &Door<'_>) -> Outcome<Issue> {
        issues::issue(door.read(), door.id("issue")?).await
    }

    fn judge(actor: &Actor, _: &Issue) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}

/// Taking somebody off the list who asked for it in another way.
pub struct RemoveSubscriber;

impl Action for RemoveSubscriber {
    type Subject = Subscription;
    const NAME: &'static str = "newsletter.edit";

    async fn subject(door: &Door<'_>) -> Outcome<Subscription> {
        let found = subscriptions::find(door.read(), door.id("subscriber")?).await?;
        found.ok_or(Problem::NotFound)
    }

    fn judge(actor: &Actor, _: &Subscription) -> Judgement {
        Judgement::allow_if(actor.extent(Self::NAME).everywhere)
    }
}
