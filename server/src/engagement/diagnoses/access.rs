//! A self-diagnosis is the factory's own: its manager and workers' representatives write it. What a side shares, the
//! factory's adviser and the programme managers of its country read, and nobody else.

use actix_web::web;
use serde::Deserialize;

use super::store::{self, Diagnosis, DiagnosisLine};
use crate::{
    engagement::{
        access::{KeepCommittee, factory, factory_with},
        cycles::store::{Cycle, current_cycle, cycle, cycles_of},
    },
    organisations::store::organisations::Organisation,
    platform::{
        Action, Actor, Door, Judgement, Outcome, Problem, Read,
        roles::{Role, Side},
    },
};

pub struct DiagnosisThere {
    pub factory: Organisation,
    pub cycle: Option<Cycle>,
    pub diagnosis: Option<Diagnosis>,
}

impl DiagnosisThere {
    pub async fn of(read: &Read, factory: Organisation, cycle: Option<Cycle>) -> Outcome<Self> {
        let diagnosis = match &cycle {
            Some(cycle) => store::diagnosis_of(read, cycle.id).await?,
            None => None,
        };
        Ok(Self { factory, cycle, diagnosis })
    }

    /// Whether it is written and shared still.
    pub fn is_running(&self) -> bool {
        self.cycle.as_ref().is_some_and(|cycle| cycle.ended_on.is_none())
    }

    /// Whether somebody of the factory itself asks: not of its group, and not of the programme.
    fn is_own(&self, actor: &Actor) -> bool {
        let here = |standing: &&crate::platform::actor::Standing| {
            standing.place.organisation == self.factory.id && standing.role.allows(KeepCommittee::NAME)
        };
        actor.memberships.iter().any(|standing| here(&standing))
    }

    pub fn is_readable_by(&self, actor: &Actor) -> bool {
        self.is_own(actor) || self.is_shared_with(actor)
    }

    fn is_shared_with(&self, actor: &Actor) -> bool {
        let place = self.factory.place();
        let shared = self.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.shared_at.is_some());
        let adviser = self.cycle.as_ref().and_then(|cycle| cycle.adviser);
        let advises = adviser == Some(actor.person) && actor.may(KeepCommittee::NAME, &place);
        shared && (advises || actor.acts_as(Role::ProgrammeManager, &place))
    }

    /// Whether they read this line: those of the factory all, others what its side shared.
    pub fn shows(&self, line: &DiagnosisLine, actor: &Actor) -> bool {
        line.shared_at.is_some() || self.is_own(actor)
    }

    /// The side for which somebody of the factory speaks: that of their seat on the committee, else that of their role.
    pub fn side_of(&self, actor: &Actor) -> Option<Side> {
        let here = |role: Role| {
            let own = |standing: &crate::platform::actor::Standing| {
                standing.place.organisation == self.factory.id && standing.role == role
            };
            actor.memberships.iter().any(own)
        };
        let by_role =
            [(Role::WorkersRepresentative, Side::Workers), (Role::FactoryManager, Side::Management)];
        let role = by_role.into_iter().find(|(role, _)| here(*role)).map(|(_, side)| side);
        actor.seat_in(self.factory.id).or(role).filter(|_| self.is_own(actor))
    }
}

/// The one of the cycle that a factory is in.
async fn running(door: &Door<'_>) -> Outcome<DiagnosisThere> {
    let factory = factory(door).await?;
    let cycle = current_cycle(door.read(), factory.id).await?;
    DiagnosisThere::of(door.read(), factory, cycle).await
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    cycle: String,
}

/// The one of the cycle whose number the address names (`?cycle=1`), else of the last one, whether it ended or not: what
/// was written stays there for those who could read it.
async fn named(door: &Door<'_>) -> Outcome<DiagnosisThere> {
    let factory = factory(door).await?;
    let cycles = cycles_of(door.read(), factory.id).await?;
    let asked = web::Query::<Named>::from_query(door.request.query_string());
    let asked = asked.map(|asked| asked.into_inner().cycle).unwrap_or_default();
    let cycle = match asked.as_str() {
        "" => cycles.into_iter().next(),
        number => {
            let found = cycles.into_iter().find(|cycle| cycle.number.to_string() == number);
            Some(found.ok_or(Problem::NotFound)?)
        }
    };
    DiagnosisThere::of(door.read(), factory, cycle).await
}

pub struct SeeDiagnosis;

impl Action for SeeDiagnosis {
    type Subject = DiagnosisThere;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<DiagnosisThere> {
        named(door).await
    }

    fn judge(actor: &Actor, there: &DiagnosisThere) -> Judgement {
        Judgement::allow_if(there.is_readable_by(actor))
    }
}

/// Writing it, and sharing what one's own side wrote.
pub struct KeepDiagnosis;

impl Action for KeepDiagnosis {
    type Subject = DiagnosisThere;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<DiagnosisThere> {
        running(door).await
    }

    fn judge(actor: &Actor, there: &DiagnosisThere) -> Judgement {
        if there.is_own(actor) {
            Judgement::Allow
        } else if there.is_shared_with(actor) {
            Judgement::Deny("problem-denied-text")
        } else {
            Judgement::Hide
        }
    }
}

pub struct LineThere {
    pub line: DiagnosisLine,
    pub diagnosis: DiagnosisThere,
}

/// Writing a line anew or taking it back, as long as its side has not shared it: for those who speak for that side.
pub struct KeepLine;

impl Action for KeepLine {
    type Subject = LineThere;
    const NAME: &'static str = KeepCommittee::NAME;

    async fn subject(door: &Door<'_>) -> Outcome<LineThere> {
        let read = door.read();
        let (line, of) = store::line(read, door.id("line")?).await?;
        let cycle = cycle(read, of).await?;
        let factory = factory_with(read, cycle.factory).await?;
        Ok(LineThere { line, diagnosis: DiagnosisThere::of(read, factory, Some(cycle)).await? })
    }

    fn judge(actor: &Actor, there: &LineThere) -> Judgement {
        let LineThere { line, diagnosis } = there;
        if !diagnosis.is_readable_by(actor) || !diagnosis.shows(line, actor) {
            Judgement::Hide
        } else if diagnosis.side_of(actor) == Some(line.side) {
            Judgement::Allow
        } else {
            Judgement::Deny("diagnosis-line-of-others")
        }
    }
}
