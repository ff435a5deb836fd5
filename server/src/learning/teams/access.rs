//! Who sees a team, and where.

use crate::{
    organisations::store::organisations::{self, Organisation},
    platform::{Action, Actor, Door, Judgement, OrganisationId, Outcome, actor::Extent, roles::Reach},
};

/// Seeing how far the people of an organisation and of its parts are.
pub struct SeeTeam;

impl Action for SeeTeam {
    type Subject = Organisation;
    const NAME: &'static str = "enrolment.see";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        organisations::organisation(door.read(), door.id("organisation")?).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

impl SeeTeam {
    /// The organisations for which `judge` allows it.
    pub fn visible_to(actor: &Actor) -> Extent {
        actor.extent(Self::NAME)
    }
}

/// Putting people of a team on a course.
pub struct AssignInTeam;

impl Action for AssignInTeam {
    type Subject = Organisation;
    const NAME: &'static str = "enrolment.make";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        SeeTeam::subject(door).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

/// Changing what people of a team are on: dates, reminders, withdrawal.
pub struct ChangeInTeam;

impl Action for ChangeInTeam {
    type Subject = Organisation;
    const NAME: &'static str = "enrolment.change";

    async fn subject(door: &Door<'_>) -> Outcome<Organisation> {
        SeeTeam::subject(door).await
    }

    fn judge(actor: &Actor, organisation: &Organisation) -> Judgement {
        Judgement::allow_if(actor.may(Self::NAME, &organisation.place()))
    }
}

/// The list of teams, which shows each actor those that they may see.
pub struct SeeTeams;

impl Action for SeeTeams {
    type Subject = ();
    const NAME: &'static str = SeeTeam::NAME;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(Self::NAME))
    }
}

/// The one team of somebody who has just one.
pub fn only_team(actor: &Actor) -> Option<OrganisationId> {
    let mut standings = actor.memberships.iter().filter(|standing| standing.role.allows(SeeTeam::NAME));
    let first = standings.next()?;
    let own = first.role.line().is_some_and(|line| line.reach == Reach::Organisation);
    let alone = standings.all(|other| other.place.organisation == first.place.organisation);
    (own && alone).then_some(first.place.organisation)
}
