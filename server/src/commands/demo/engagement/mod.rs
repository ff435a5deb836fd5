//! Cycles, visits, committees and assessments of the demo's factories, so that each rule shows: one in its first hundred
//! days, one in its second cycle, one in its third, and one that pauses.

mod invented;

use std::{collections::BTreeMap, rc::Rc};

use anyhow::{Context, anyhow};
use chrono::{Days, NaiveDate};

use crate::{
    app::Academy,
    engagement::{
        self,
        access::{ChangeEngagement, KeepCommittee},
        assessments::{
            access::{AssessmentThere, ChangeAssessment, PlanAssessment},
            commands::{self as assessments, TypedAssessment},
            store::{self as assessment_store, AssessmentId},
        },
        committees::{
            access::{ChangeMeeting, There},
            commands::{self as committees, TypedAction, TypedMeeting, TypedMember},
            meetings, store as committee_store,
        },
        cycles::{
            access::{ChangeCycle, CycleThere},
            commands::{self as cycles, Enrolment},
            store::current_cycle,
        },
        diagnoses::{
            access::{DiagnosisThere, KeepDiagnosis},
            commands::{self as diagnoses, TypedLine},
            store as diagnosis_store,
        },
        model::{
            Delivery, Origin, Purpose, Risk, Side,
            criteria::{Criterion, keyed},
            delivery::Readiness,
        },
        rules::access::{ChangeRules, Scope},
        seminars::{
            access::SeeSeminars,
            commands::{self as seminars, TypedSeminar},
        },
        standing::{
            access::CloseIssue,
            commands as standing,
            criteria::all_criteria,
            grants::{self, TypedAnswer, TypedCriteria, TypedGrant},
            store as standing_store,
        },
        visits::commands::{self as visits, TypedVisit},
    },
    organisations::store::organisations::{self, Organisation},
    people::{EmailAddress, store::persons},
    platform::{
        Action, Actor, OrganisationId, Permit, PersonId, UnitOfWork, actor::Actors, language::zones::day_in,
    },
};
use invented::{Invented, Visit};

const ADVISER: &str = "huy@academy.example";
const PROGRAMME_MANAGER: &str = "ha@academy.example";

struct Demo<'a> {
    academy: &'a Academy,
    adviser: Rc<Actor>,
    other: PersonId,
    today: NaiveDate,
    invented: Invented,
}

pub async fn furnish(
    academy: &Academy,
    organisations: &BTreeMap<String, OrganisationId>,
) -> anyhow::Result<()> {
    let adviser = actor(academy, ADVISER).await?;
    let other = actor(academy, PROGRAMME_MANAGER).await?.person;
    let today = academy.db.clock().now().date_naive();
    let invented: Invented = toml::from_str(include_str!("engagement.toml")).context("engagement.toml")?;
    let demo = Demo { academy, adviser, other, today, invented };
    let factory = |key: &String| organisations.get(key).copied().with_context(|| format!("no {key}"));
    for of in &demo.invented.factories {
        demo.factory(factory(&of.key)?, of).await?;
    }
    demo.seminar(demo.invented.seminar.factories.iter().map(factory).collect::<Result<_, _>>()?).await
}

async fn actor(academy: &Academy, address: &str) -> anyhow::Result<Rc<Actor>> {
    let email = EmailAddress::parse(address).map_err(|key| anyhow!("{key}: {address}"))?;
    let person = persons::find_by_address(academy.db.read(), &email).await?;
    let person = person.with_context(|| format!("nobody is {address}"))?;
    let found =
        engagement::actors().of_person(academy.db.read(), person.id, academy.db.clock().now()).await?;
    Ok(Rc::new(found.with_context(|| format!("{address} may not sign in"))?))
}

impl Demo<'_> {
    fn ago(&self, days: u64) -> Option<NaiveDate> {
        self.today.checked_sub_days(Days::new(days))
    }

    fn ahead(&self, days: u64) -> Option<NaiveDate> {
        self.today.checked_add_days(Days::new(days))
    }

    async fn place(&self, id: OrganisationId) -> anyhow::Result<Organisation> {
        Ok(organisations::organisation(self.academy.db.read(), id).await?)
    }

    async fn begin(&self) -> anyhow::Result<UnitOfWork> {
        Ok(self.academy.db.begin().await?)
    }

    async fn permit<A: Action<Subject = Organisation>>(
        &self,
        factory: OrganisationId,
    ) -> anyhow::Result<Permit<A>> {
        Ok(Permit::<A>::judge(self.adviser.clone(), self.place(factory).await?)?)
    }

    async fn factory(&self, factory: OrganisationId, of: &invented::Factory) -> anyhow::Result<()> {
        self.cycles(factory, &of.cycles).await?;
        for visit in &of.visits {
            self.visit(factory, visit).await?;
        }
        if let Some(reason) = &of.paused {
            self.pause(factory, reason).await?;
        }
        if let Some(committee) = &of.committee {
            self.committee(factory, committee).await?;
        }
        for line in &of.diagnosis {
            self.diagnose(factory, line).await?;
        }
        if let Some(performer) = &of.performer {
            self.perform(factory, performer).await?;
        }
        if let Some(assessed) = &of.assessed {
            self.assess(factory, assessed).await?;
        }
        if let Some(made) = &of.waiting {
            self.plan_assessment(factory, made).await?;
        }
        if let Some(confirmed) = &of.package {
            let permit = self.permit::<ChangeEngagement>(factory).await?;
            let mut work = self.begin().await?;
            standing::confirm_package(&mut work, &permit, Some(confirmed.package), &confirmed.reason).await?;
            work.commit().await?;
        }
        Ok(())
    }

    /// Cycles one after the other; the last one runs where it has no end.
    async fn cycles(&self, factory: OrganisationId, spans: &[invented::Cycle]) -> anyhow::Result<()> {
        let permit = self.permit::<ChangeEngagement>(factory).await?;
        let mut work = self.begin().await?;
        for cycle in spans {
            let enrolment = Enrolment {
                started_on: self.ago(cycle.from),
                ended_on: cycle.until.and_then(|days| self.ago(days)),
                adviser: Some(self.adviser.person),
                ..Enrolment::default()
            };
            cycles::enrol(&mut work, &permit, &enrolment).await?;
        }
        Ok(work.commit().await?)
    }

    async fn visit(&self, factory: OrganisationId, visit: &Visit) -> anyhow::Result<()> {
        let permit = self.permit::<ChangeEngagement>(factory).await?;
        let in_person = visit.virtual_because.is_empty();
        let typed = TypedVisit {
            visit_on: visit.day(self.today),
            purpose: Some(Purpose::Advisory),
            delivery: Some(if in_person { Delivery::InPerson } else { Delivery::Virtual }),
            reason: visit.virtual_because.clone(),
            adviser: None,
            note: visit.note.clone(),
            reference: None,
        };
        let mut work = self.begin().await?;
        visits::record(&mut work, &permit, &typed).await?;
        Ok(work.commit().await?)
    }

    async fn pause(&self, factory: OrganisationId, reason: &str) -> anyhow::Result<()> {
        let subject = self.place(factory).await?;
        let cycle = current_cycle(self.academy.db.read(), factory).await?.context("no cycle")?;
        let there = CycleThere { cycle, factory: subject };
        let permit = Permit::<ChangeCycle>::judge(self.adviser.clone(), there)?;
        let mut work = self.begin().await?;
        cycles::pause(&mut work, &permit, reason).await?;
        Ok(work.commit().await?)
    }

    /// Ready for blended delivery, a serious issue of long ago that was closed, and a high performer since.
    async fn perform(&self, factory: OrganisationId, of: &invented::Performer) -> anyhow::Result<()> {
        let permit = self.permit::<ChangeEngagement>(factory).await?;
        let checked = Readiness {
            checked_on: self.ago(of.checked).unwrap_or(self.today),
            performs: true,
            risk: Risk::Low,
            technology: true,
            ambassadors: 2,
        };
        let mut work = self.begin().await?;
        standing::check_delivery(&mut work, &permit, &checked, &of.check).await?;
        let issue = (Some(of.issue.kind), self.ago(of.issue.ago), of.issue.what.as_str());
        let issue = standing::open_issue(&mut work, &permit, issue).await?;
        let there = There {
            subject: standing_store::issue(&work, issue).await?,
            factory: self.place(factory).await?,
        };
        let close = Permit::<CloseIssue>::judge(self.adviser.clone(), there)?;
        standing::close_issue(&mut work, &close, &of.issue.closed).await?;
        let everywhere = Permit::<ChangeRules>::by_operator(Scope::Unnamed);
        let criteria = &self.invented.criteria;
        let typed = TypedCriteria {
            country: "VN".to_owned(),
            from_on: Some(day_in(Some("VN"), work.now())),
            measures: criteria
                .measures
                .iter()
                .map(|(measure, amount)| (*measure, amount.to_string()))
                .collect(),
            written: criteria.text.clone(),
            reason: criteria.reason.clone(),
        };
        grants::publish_criteria(&mut work, &everywhere, &typed).await?;
        let published = all_criteria(&work).await?;
        let published = published.first().context("no criteria")?;
        let answer = |(key, _): (String, &Criterion)| TypedAnswer {
            note: of.notes.get(&key).cloned().unwrap_or_default(),
            met: Some(true),
            key,
        };
        let typed = TypedGrant {
            criteria: Some(published.id),
            answers: keyed(&published.criteria).into_iter().map(answer).collect(),
            reason: of.granted.clone(),
        };
        grants::grant_status(&mut work, &permit, &typed).await?;
        Ok(work.commit().await?)
    }

    /// Released today.
    async fn assess(&self, factory: OrganisationId, made: &invented::Assessed) -> anyhow::Result<()> {
        let id = self.plan_assessment(factory, made).await?;
        let mut work = self.begin().await?;
        let there = AssessmentThere {
            assessment: assessment_store::assessment(&work, id).await?,
            factory: self.place(factory).await?,
        };
        let release = Permit::<ChangeAssessment>::judge(self.adviser.clone(), there)?;
        assessments::release(&mut work, &release, &self.invented.assessment.summary).await?;
        Ok(work.commit().await?)
    }

    /// Made, and not released yet: its findings wait.
    async fn plan_assessment(
        &self,
        factory: OrganisationId,
        made: &invented::Assessed,
    ) -> anyhow::Result<AssessmentId> {
        let permit = self.permit::<PlanAssessment>(factory).await?;
        let typed = TypedAssessment {
            mode: Some(made.mode),
            first_on: self.ago(made.ago),
            last_on: self.ago(made.ago.saturating_sub(1)),
            assessors: vec![self.adviser.person, self.other],
            note: self.invented.assessment.note.clone(),
            ..TypedAssessment::default()
        };
        let mut work = self.begin().await?;
        let id = assessments::plan(&mut work, &permit, &typed).await?;
        work.commit().await?;
        Ok(id)
    }

    async fn committee(&self, factory: OrganisationId, of: &invented::Committee) -> anyhow::Result<()> {
        let permit = self.permit::<KeepCommittee>(factory).await?;
        let mut work = self.begin().await?;
        committees::form(&mut work, &permit, Some(Origin::New), self.ago(of.formed)).await?;
        for member in &of.members {
            let person = match &member.email {
                Some(address) => Some(actor(self.academy, address).await?.person),
                None => None,
            };
            let typed = TypedMember {
                person,
                name: member.name.clone(),
                sex: member.sex,
                side: Some(member.side),
                chosen: Some(member.chosen),
                from_on: self.ago(of.formed),
            };
            let seats = self.seating(factory, of, member.side).await?;
            committees::add_member(&mut work, &seats, typed).await?;
        }
        for meeting in &of.meetings {
            self.meet(&mut work, &permit, meeting).await?;
        }
        Ok(work.commit().await?)
    }

    /// Each side seats its own; the adviser does it where nobody of it has an account that can.
    async fn seating(
        &self,
        factory: OrganisationId,
        of: &invented::Committee,
        side: Side,
    ) -> anyhow::Result<Permit<KeepCommittee>> {
        let mut own = of.members.iter().filter(|member| member.side == side);
        match own.find_map(|member| member.email.as_deref()) {
            Some(address) => {
                Ok(Permit::judge(actor(self.academy, address).await?, self.place(factory).await?)?)
            }
            None => self.permit(factory).await,
        }
    }

    async fn meet(
        &self,
        work: &mut UnitOfWork,
        permit: &Permit<KeepCommittee>,
        of: &invented::Meeting,
    ) -> anyhow::Result<()> {
        let committee = committee_store::committee_of(work, permit.id, self.today).await?;
        let members = committee.context("no committee")?.members;
        let spoke = members.iter().filter(|member| of.heard.contains(&member.side));
        let typed = TypedMeeting {
            held_on: self.ago(of.ago),
            minutes: of.minutes.clone(),
            heard: spoke.map(|member| member.id).collect(),
            came: members.iter().map(|member| member.id).collect(),
        };
        let id = committees::hold_meeting(work, permit, &typed).await?;
        let subject = meetings::meeting(work, id).await?;
        let there = There { subject, factory: self.place(permit.id).await? };
        let change = Permit::<ChangeMeeting>::judge(self.adviser.clone(), there)?;
        for agreed in &of.agreed {
            let typed = TypedAction {
                action: agreed.action.clone(),
                owner: members.first().map(|member| member.id),
                due_on: self.ahead(agreed.ahead),
            };
            committees::agree(work, &change, &typed).await?;
        }
        Ok(())
    }

    /// Written by the factory, and not shared yet.
    async fn diagnose(&self, factory: OrganisationId, line: &invented::Line) -> anyhow::Result<()> {
        let read = self.academy.db.read();
        let cycle = current_cycle(read, factory).await?;
        let diagnosis = match &cycle {
            Some(cycle) => diagnosis_store::diagnosis_of(read, cycle.id).await?,
            None => None,
        };
        let there = DiagnosisThere { factory: self.place(factory).await?, cycle, diagnosis };
        let permit = Permit::<KeepDiagnosis>::judge(actor(self.academy, &line.by).await?, there)?;
        let typed = TypedLine {
            cluster: Some(line.cluster),
            judged_as: Some(line.judged_as),
            remark: line.remark.clone(),
            point: line.point.clone(),
        };
        let mut work = self.begin().await?;
        diagnoses::write(&mut work, &permit, &typed).await?;
        Ok(work.commit().await?)
    }

    async fn seminar(&self, factories: Vec<OrganisationId>) -> anyhow::Result<()> {
        let permit = Permit::<SeeSeminars>::judge(self.adviser.clone(), ())?;
        let typed = TypedSeminar {
            topic: self.invented.seminar.topic.clone(),
            held_on: self.ago(self.invented.seminar.ago),
            place: self.invented.seminar.place.clone(),
            delivery: Some(Delivery::InPerson),
            factories,
        };
        let mut work = self.begin().await?;
        seminars::hold(&mut work, &permit, &typed).await?;
        Ok(work.commit().await?)
    }
}
