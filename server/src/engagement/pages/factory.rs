//! A factory's engagement on one page: what is shown depends on who looks, and an assessment that is not released is
//! there for its own people alone.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};

use super::{
    board::milestone_words,
    committee::committee_path,
    name_of,
    seminars::seminar_line,
    shown::{Button, Line, Link, Section, SectionsPage, dated, day_words},
    visits::state_of,
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement, SeeOwnFactory},
        assessments::{access::PlanAssessment, store as assessments},
        committees::store as committees,
        cycles::{
            advisers::advising,
            store::{self as cycles, Cycle, CycleId, KeptPause},
        },
        diagnoses::access::DiagnosisThere,
        model::{
            clock::{Milestone, Pause, milestone},
            committee::{balance, committee_warnings},
            completed_cycles, current_number, delivery,
            settings::{Rule, Thresholds},
        },
        rules::store as rules,
        seminars::store as seminars,
        standing::store as standing,
        visits::store as visits,
    },
    organisations::store::organisations::Organisation,
    people::{Person, store::persons},
    platform::{Action, Db, Outcome, Permit, PersonId, Read, Redirect, Screen, Sentence},
};

/// Lines of a section.
const SHOWN: u64 = 12;

/// The way of a factory's own people to its page.
pub async fn own(permit: Permit<SeeOwnFactory>) -> Outcome<Redirect> {
    Ok(Redirect::to(format!("/factories/{}/engagement", permit.subject)))
}

/// What every section needs.
pub struct Seen<'s> {
    pub screen: &'s Screen,
    pub read: &'s Read,
    pub factory: &'s Organisation,
    pub cycles: Vec<Cycle>,
    pub rules: Thresholds,
    pub today: chrono::NaiveDate,
    pub may_change: bool,
}

pub async fn show(screen: Screen, permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (factory, actor, read) = (&permit.subject, &permit.actor, db.read());
    let country = factory.country.as_deref();
    let today = factory.day_at(db.clock().now());
    let seen = Seen {
        screen: &screen,
        read,
        factory,
        cycles: cycles::cycles_of(read, factory.id).await?,
        rules: rules::in_force(read, country, today).await?,
        today,
        may_change: actor.may(ChangeEngagement::NAME, &factory.place()),
    };
    let may_plan = actor.may(PlanAssessment::NAME, &factory.place());
    let mut sections = vec![seen.cycle().await?, seen.visits().await?, seen.committee().await?];
    sections.extend(seen.diagnosis(actor).await?);
    sections.push(seen.assessments(actor.person, may_plan).await?);
    if seen.may_change {
        sections.push(seen.delivery().await?);
    }
    sections.push(seen.standing().await?);
    sections.extend(seen.seminars().await?);
    let mut actions = vec![
        Button::plain(&screen, seen.under("improvement-plan"), "improvement-plan-lead"),
        Button::plain(&screen, seen.under("pathway"), "pathways-navigation"),
    ];
    if seen.may_change {
        actions.push(Button::main(&screen, seen.under("visits/new"), "visit-new-action"));
    }
    let above = match actor.may_anywhere(ChangeEngagement::NAME) {
        true => Link::to("/engagement", screen.text("engagement-board-title")),
        false => Link::to("/learning", screen.text("learning-title")),
    };
    screen.show(&SectionsPage {
        title: factory.name.clone(),
        above,
        lead: vec![screen.text("engagement-factory-lead")],
        actions,
        sections,
    })
}

/// Since when the days do not count, or from when until when they did not.
fn pause_words(screen: &Screen, kept: &KeptPause) -> String {
    let from = day_words(screen, kept.pause.from);
    let reason = kept.reason.as_str();
    match kept.pause.until {
        None => screen.text_with("cycle-pause-lasts", &[("from", from.into()), ("reason", reason.into())]),
        Some(until) => {
            let until = day_words(screen, until);
            let said = [("from", from.into()), ("until", until.into()), ("reason", reason.into())];
            screen.text_with("cycle-pause-over", &said)
        }
    }
}

impl Seen<'_> {
    pub fn under(&self, part: &str) -> String {
        format!("/factories/{}/{part}", self.factory.id)
    }

    async fn cycle(&self) -> Outcome<Section> {
        let mut section = Section::new(self.screen, "engagement-cycle");
        let ids: Vec<CycleId> = self.cycles.iter().map(|cycle| cycle.id).collect();
        let handovers = cycles::handovers(self.read, &ids).await?;
        let people = self.cycles.iter().filter_map(|cycle| cycle.adviser);
        let people = people.chain(handovers.iter().flat_map(|one| one.from.into_iter().chain([one.to])));
        let names = persons::people(self.read, people).await?;
        match self.cycles.iter().find(|cycle| cycle.ended_on.is_none()) {
            Some(cycle) => {
                self.current(&mut section, cycle).await?;
                self.warn_of_adviser(&mut section, cycle, &names).await?;
                section.fact(self.screen, "engagement-adviser", name_of(&names, cycle.adviser));
            }
            None => {
                section.paragraphs.push(self.screen.text("engagement-no-cycle"));
                if self.may_change {
                    section.action(self.screen, self.under("cycles/new"), "cycle-new-action");
                }
            }
        }
        let past = self.cycles.iter().filter(|cycle| cycle.ended_on.is_some());
        section.lines = past.map(|cycle| self.past_cycle(cycle, name_of(&names, cycle.adviser))).collect();
        section.lines.extend(handovers.iter().map(|one| Line {
            title: dated(self.screen, "cycle-handed-over-on", one.handed_on),
            words: vec![format!("{} → {}", name_of(&names, one.from), name_of(&names, Some(one.to)))],
            soft: vec![one.reason.clone()],
            ..Line::default()
        }));
        Ok(section)
    }

    /// Says that nobody advises the factory, or nobody who is still at work, and who decides.
    async fn warn_of_adviser(
        &self,
        section: &mut Section,
        cycle: &Cycle,
        names: &HashMap<PersonId, Person>,
    ) -> Outcome<()> {
        let Some(adviser) = cycle.adviser else {
            section.warn(self.screen, &["engagement-adviser-none".into()]);
            return Ok(());
        };
        let there = advising(self.read, &[adviser], self.today).await?;
        let country = self.factory.country.as_deref();
        if !there.iter().any(|(_, advised)| Some(advised.as_str()) == country) {
            let name = name_of(names, Some(adviser));
            let gone = Sentence::of("engagement-adviser-gone").with("name", name.as_str());
            section.warn(self.screen, &[gone]);
        }
        Ok(())
    }

    async fn current(&self, section: &mut Section, cycle: &Cycle) -> Outcome<()> {
        let screen = self.screen;
        let number = screen.text_with("engagement-cycle-number", &[("number", cycle.number.into())]);
        section.fact(screen, "engagement-cycle-now", number);
        section.fact(screen, "engagement-field-started-on", day_words(screen, cycle.started_on));
        let pauses = cycles::pauses(self.read, &[cycle.id]).await?;
        let first = visits::first_visits(self.read, &[cycle.id]).await?.remove(&cycle.id);
        let counted: Vec<Pause> = pauses.iter().map(|kept| kept.pause).collect();
        let (state, words) = milestone_words(screen, cycle, &self.rules, (first, &counted, self.today));
        section.fact_marked(screen, "engagement-first-hundred-days", words, state);
        for kept in &pauses {
            section.fact(screen, "cycle-pause-fact", pause_words(screen, kept));
        }
        if self.may_change {
            let path = format!("/cycles/{}", cycle.id);
            section.action(screen, format!("{path}/handover"), "cycle-handover-title");
            section.action(screen, format!("{path}/end"), "cycle-end-title");
            let open = pauses.iter().any(|kept| kept.pause.until.is_none());
            let length = self.rules.of(Rule::InitialAdvisoryDays);
            let is_over = matches!(milestone(first, &counted, length, self.today), Milestone::Over { .. });
            match (cycle.number, open) {
                (1, true) => section.post(screen, format!("{path}/resumption"), "cycle-resume-action"),
                // What is over cannot be paused any more.
                (1, false) if !is_over => {
                    section.action(screen, format!("{path}/pause"), "cycle-pause-title")
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn past_cycle(&self, cycle: &Cycle, adviser: String) -> Line {
        let ended = cycle.ended_on.map(|day| day_words(self.screen, day)).unwrap_or_default();
        Line {
            title: self.screen.text_with("engagement-cycle-number", &[("number", cycle.number.into())]),
            words: vec![format!("{} – {ended}", day_words(self.screen, cycle.started_on))],
            soft: vec![adviser],
            ..Line::default()
        }
    }

    async fn visits(&self) -> Outcome<Section> {
        let mut section = Section::new(self.screen, "visits-title");
        section.empty = self.screen.text("visits-none");
        for visit in visits::visits_of(self.read, self.factory.id, SHOWN).await? {
            let (state, state_word) = state_of(self.screen, &visit, self.today);
            let delivery = self.screen.text(&format!("delivery-{}", visit.delivery.word()));
            section.lines.push(Line {
                url: format!("/visits/{}", visit.id),
                title: day_words(self.screen, visit.visit_on),
                words: vec![self.screen.text(&format!("visit-purpose-{}", visit.purpose.word()))],
                soft: std::iter::once(delivery).chain(visit.reason).collect(),
                state,
                state_word,
                ..Line::default()
            });
        }
        Ok(section)
    }

    async fn committee(&self) -> Outcome<Section> {
        let mut section = Section::new(self.screen, "committee-title");
        match committees::committee_of(self.read, self.factory.id, self.today).await? {
            None => section.empty = self.screen.text("committee-none-yet"),
            Some(committee) => {
                let seats = committee.seats();
                let balance = balance(&seats);
                section.warn(self.screen, &committee_warnings(&seats));
                section.fact(self.screen, "side-management", balance.management.to_string());
                section.fact(self.screen, "side-workers", balance.workers.to_string());
                section.fact(self.screen, "sex-female", balance.women.to_string());
                section.fact(self.screen, "sex-male", balance.men.to_string());
            }
        }
        section.action(self.screen, committee_path(self.factory), "committee-open-action");
        Ok(section)
    }

    /// A way to the self-diagnosis for those who may read it; others do not learn whether there is one.
    async fn diagnosis(&self, actor: &crate::platform::Actor) -> Outcome<Option<Section>> {
        let cycle = self.cycles.first().cloned();
        let there = DiagnosisThere::of(self.read, self.factory.clone(), cycle).await?;
        if !there.is_readable_by(actor) {
            return Ok(None);
        }
        let mut section = Section::new(self.screen, "diagnosis-title");
        section.paragraphs.push(self.screen.text("diagnosis-lead"));
        section.action(self.screen, self.under("self-diagnosis"), "diagnosis-open-action");
        Ok(Some(section))
    }

    async fn assessments(&self, person: PersonId, may_plan: bool) -> Outcome<Section> {
        let mut section = Section::new(self.screen, "assessments-title");
        section.empty = self.screen.text("assessments-none");
        for assessment in assessments::assessments_for(self.read, self.factory.id, person).await? {
            let (state, key) = match (assessment.released_on, assessment.cancelled_at) {
                (Some(_), _) => ("done", "assessment-released"),
                (None, Some(_)) => ("closed", "assessment-cancelled"),
                (None, None) => ("closed", "assessment-secret"),
            };
            section.lines.push(Line {
                url: format!("/assessments/{}", assessment.id),
                title: day_words(self.screen, assessment.first_on),
                words: vec![self.screen.text(&format!("assessment-mode-{}", assessment.mode.word()))],
                state,
                state_word: self.screen.text(key),
                ..Line::default()
            });
        }
        if may_plan {
            section.action(self.screen, self.under("assessments/new"), "assessment-plan-title");
        }
        Ok(section)
    }

    /// What the rules R1 and R2 answer, condition by condition; for the programme's people.
    async fn delivery(&self) -> Outcome<Section> {
        let mut section = Section::new(self.screen, "delivery-title");
        let steps = cycles::counted_cycles(&self.cycles, &self.rules);
        if let Some(short) = self.cycles.len().checked_sub(steps.len()).filter(|short| *short > 0) {
            let days = self.rules.of(Rule::CompletedCycleDays);
            let count = u32::try_from(short).unwrap_or(u32::MAX);
            let said = Sentence::of("cycles-not-counted").with("count", count).with("days", days);
            section.warn(self.screen, &[said]);
        }
        let readiness = standing::readiness(self.read, self.factory.id).await?;
        let blended =
            delivery::blended(completed_cycles(&steps), readiness.as_ref(), &self.rules, self.today);
        let answer = if blended.answer.allowed { "blended-allowed" } else { "blended-not-allowed" };
        let share = [("share", blended.in_person_share.into())];
        section.paragraphs.push(self.screen.text_with(answer, &share));
        section.reasons(self.screen, &blended.answer);
        let open = standing::open_issues(self.read, self.factory.id).await?;
        let hybrid = delivery::hybrid(current_number(&steps), open, &self.rules);
        section.reasons(self.screen, &hybrid);
        let answer =
            if hybrid.allowed { "assessment-hybrid-allowed" } else { "assessment-hybrid-not-allowed" };
        section.paragraphs.push(self.screen.text(answer));
        section.action(self.screen, self.under("delivery-checks/new"), "delivery-check-action");
        Ok(section)
    }

    async fn seminars(&self) -> Outcome<Option<Section>> {
        let found = seminars::seminars_of(self.read, self.factory.id).await?;
        let mut section = Section::new(self.screen, "seminars-title");
        section.lines = found.iter().map(|one| seminar_line(self.screen, one, self.today)).collect();
        Ok((!section.lines.is_empty()).then_some(section))
    }
}
