//! An assessment, for those who may know of it, and its forms.

use actix_web::{HttpResponse, web};

use super::{
    assessors::exchanges,
    factory_link, name_of, people_choices, settled,
    shown::{Button, Field, FormOf, FormPage, Line, Section, SectionsPage, choices, day_words, paragraphs},
};
use crate::{
    engagement::{
        assessments::{
            access::{AssessmentThere, ChangeAssessment, PlanAssessment, SeeAssessment},
            clashes::clashes,
            commands::{self, TypedAssessment},
            store::{self, Assessment},
        },
        cycles::{
            advisers::{advisers_in, advising},
            store as cycles,
        },
        model::{
            assessment::{Mode, is_late, progress_report_due, report_due},
            clock::assessment_window,
            current_number, delivery,
            settings::{Rule, Thresholds},
        },
        rules::store as rules,
        standing::store as standing,
    },
    people::store::persons,
    platform::{
        Action, Argument, Db, Form, Judgement, Outcome, Permit, PersonId, Redirect, Screen, Sentence,
    },
};

pub async fn show(screen: Screen, permit: Permit<SeeAssessment>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (there, read) = (&permit.subject, db.read());
    let country = there.factory.country.as_deref();
    let today = there.factory.day_at(db.clock().now());
    // What was released was held to what held then.
    let day = there.assessment.released_on.unwrap_or(today);
    let rules = rules::in_force(read, country, day).await?;
    let blocks = store::blocks(read, there.assessment.id).await?;
    let people = persons::people(read, there.assessment.assessors.iter().copied()).await?;
    let mut made = facts(&screen, &there.assessment, &rules, today);
    let cycle = cycles::cycle(read, there.assessment.cycle).await?;
    if !there.assessment.is_settled() && there.assessment.lies_after(&cycle) {
        made.warn(&screen, &["assessment-cycle-ended".into()]);
    }
    if !there.assessment.is_settled() {
        let known = store::unreleased_of(read, permit.actor.person).await?;
        made.warn(&screen, &clashes(&there.assessment, &known));
    }
    if !there.assessment.is_settled() && there.assessment.is_known_to(permit.actor.person) {
        let there_still = advising(read, &there.assessment.assessors, today).await?;
        let is_gone = |person: &&PersonId| {
            !there_still.iter().any(|(one, at)| one == *person && Some(at.as_str()) == country)
        };
        let gone: Vec<String> = there
            .assessment
            .assessors
            .iter()
            .filter(is_gone)
            .map(|person| name_of(&people, Some(*person)))
            .collect();
        if !gone.is_empty() {
            let gone = Sentence::of("assessment-assessor-gone").with("people", gone.join(", ").as_str());
            made.warn(&screen, &[gone]);
        }
    }
    let assessors: Vec<String> =
        there.assessment.assessors.iter().map(|assessor| name_of(&people, Some(*assessor))).collect();
    made.fact(&screen, "engagement-field-assessors", assessors.join(", "));
    let mut days = Section::new(&screen, "assessment-days-title");
    days.lines = blocks
        .iter()
        .map(|block| Line {
            title: screen.text(&format!("assessment-work-{}", block.work.word())),
            soft: vec![
                screen.text_with("assessment-day-number", &[("number", block.day.into())]),
                screen.text(&format!("delivery-{}", block.delivery.word())),
            ],
            ..Line::default()
        })
        .collect();
    let path = format!("/assessments/{}", there.assessment.id);
    let under_way = !there.assessment.is_settled();
    let mut actions = Vec::new();
    if under_way && ChangeAssessment::judge(&permit.actor, there) == Judgement::Allow {
        actions.push(Button::main(&screen, format!("{path}/release"), "assessment-release-action"));
        made.action(&screen, format!("{path}/assessors"), "assessment-exchange-action");
        made.post(&screen, format!("{path}/cancellation"), "assessment-cancel-action");
    }
    let assessment = &there.assessment;
    if !assessment.is_released() && assessment.is_known_to(permit.actor.person) {
        made.action(
            &screen,
            format!("/assessments/{}/findings", assessment.id),
            "assessment-findings-action",
        );
    }
    let exchanged = match assessment.is_known_to(permit.actor.person) {
        true => exchanges(&screen, read, there).await?,
        false => None,
    };
    let parts = [made, days].into_iter().chain(exchanged);
    screen.show(&SectionsPage {
        title: screen.text("assessment-title"),
        above: factory_link(&there.factory),
        lead: vec![day_words(&screen, there.assessment.first_on)],
        actions,
        sections: parts.chain(written(&screen, &permit.actor, there)).collect(),
    })
}

fn facts(screen: &Screen, assessment: &Assessment, rules: &Thresholds, today: chrono::NaiveDate) -> Section {
    let mut section = Section::new(screen, "assessment-facts-title");
    let mode = screen.text(&format!("assessment-mode-{}", assessment.mode.word()));
    section.fact(screen, "engagement-field-mode", mode);
    section.fact(screen, "engagement-field-first-on", day_words(screen, assessment.first_on));
    section.fact(screen, "engagement-field-last-on", day_words(screen, assessment.last_on));
    if let Some(cause) = &assessment.cause {
        section.fact(screen, "engagement-field-cause", cause.clone());
    }
    if assessment.cancelled_at.is_some() {
        section.fact_marked(screen, "engagement-field-state", screen.text("assessment-cancelled"), "closed");
        return section;
    }
    let due = report_due(assessment.last_on, rules);
    let late = is_late(assessment.last_on, assessment.released_on, rules, today);
    match assessment.released_on {
        Some(day) => {
            section.fact(screen, "assessment-released-on", day_words(screen, day));
            let next = progress_report_due(day, rules);
            section.fact(screen, "assessment-progress-report-due", day_words(screen, next));
        }
        None => section.fact(screen, "assessment-report-due", day_words(screen, due)),
    }
    if late {
        section.fact_marked(screen, "engagement-field-state", screen.text("assessment-late"), "overdue");
    }
    section
}

/// The summary for everybody who sees it, the note for those who made it.
fn written(screen: &Screen, actor: &crate::platform::Actor, there: &AssessmentThere) -> Vec<Section> {
    let mut sections = Vec::new();
    if there.assessment.is_released() {
        let mut summary = Section::new(screen, "assessment-summary-title");
        summary.paragraphs = paragraphs(&there.assessment.summary);
        sections.push(summary);
    }
    if there.assessment.is_known_to(actor.person) && !there.assessment.note.is_empty() {
        let mut note = Section::new(screen, "assessment-note-title");
        note.paragraphs = paragraphs(&there.assessment.note);
        sections.push(note);
    }
    sections
}

/// The form says first what the rules answer for this factory.
async fn plan_form(screen: &Screen, permit: &Permit<PlanAssessment>, db: &Db) -> Outcome<FormOf> {
    let (factory, read) = (&permit.subject, db.read());
    let country = factory.country.as_deref();
    let today = factory.day_at(db.clock().now());
    let rules = rules::in_force(read, country, today).await?;
    let cycle = cycles::current_cycle(read, factory.id).await?;
    let open = standing::open_issues(read, factory.id).await?;
    let mut lead = vec![screen.text("assessment-plan-secret")];
    if let Some(cycle) = &cycle {
        let (from, until) = assessment_window(
            cycle.started_on,
            rules.of(Rule::AssessmentDay),
            rules.of(Rule::AssessmentTolerance),
        );
        let days = [("from", from), ("until", until)];
        let days = days.map(|(name, day)| (name, Argument::from(day_words(screen, day))));
        lead.push(screen.text_with("assessment-plan-window", &days));
    }
    let steps = cycles::counted_cycles(&cycles::cycles_of(read, factory.id).await?, &rules);
    let hybrid = delivery::hybrid(current_number(&steps), open, &rules);
    let answer = if hybrid.allowed { "assessment-hybrid-allowed" } else { "assessment-hybrid-not-allowed" };
    lead.push(screen.text(answer));
    lead.extend(hybrid.reasons.iter().map(|reason| super::shown::said(screen, &reason.sentence)));
    let able = advisers_in(read, country, today).await?;
    let mut people = people_choices(screen, read, &able, None).await?;
    people.retain(|choice| !choice.value.is_empty());
    let modes: Vec<&str> = Mode::ALL.iter().map(|mode| mode.word()).collect();
    Ok(FormOf {
        title: "assessment-plan-title",
        above: factory_link(factory),
        lead,
        action: format!("/factories/{}/assessments", factory.id),
        done: "assessment-plan-action",
        seen: None,
        fields: vec![
            Field::select("mode", choices(screen, "assessment-mode-", &modes)),
            Field::day("first_on", None),
            Field::day("last_on", None).optional().helped("assessment-last-day-help"),
            Field::ticks("assessors", people),
            Field::text("cause").optional().helped("assessment-cause-help"),
            Field::day("cause_on", None).optional(),
            Field::area("note").optional().helped("assessment-note-help"),
        ],
    })
}

pub async fn new(screen: Screen, permit: Permit<PlanAssessment>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, plan_form(&screen, &permit, &db).await?))
}

pub async fn plan(
    screen: Screen,
    permit: Permit<PlanAssessment>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = plan_form(&screen, &permit, &db).await?;
    let done = async {
        let typed = TypedAssessment {
            mode: Mode::from_word(form.text("mode")),
            first_on: form.day("first_on")?,
            last_on: form.day("last_on")?,
            assessors: form.all("assessors").filter_map(|id| id.parse().ok()).collect(),
            cause: form.text("cause").to_owned(),
            cause_on: form.day("cause_on")?,
            note: form.text("note").to_owned(),
            blocks: None,
        };
        let mut once = db.begin_once(&form.key).await?;
        let id = commands::plan(&mut once, &permit, &typed).await?;
        once.redirect(Redirect::to(format!("/assessments/{id}")).saying("notice-assessment-planned")).await
    };
    settled(&screen, done.await, &form, || again)
}

fn release_form(screen: &Screen, permit: &Permit<ChangeAssessment>) -> FormOf {
    FormOf {
        title: "assessment-release-action",
        above: factory_link(&permit.factory),
        lead: vec![screen.text("assessment-release-lead")],
        action: format!("/assessments/{}/release", permit.assessment.id),
        done: "assessment-release-action",
        seen: None,
        fields: vec![Field::area("summary")],
    }
}

pub async fn release_new(screen: Screen, permit: Permit<ChangeAssessment>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, release_form(&screen, &permit)))
}

pub async fn release(
    screen: Screen,
    permit: Permit<ChangeAssessment>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::release(&mut once, &permit, form.text("summary")).await?;
        let to = Redirect::to(format!("/assessments/{}", permit.assessment.id));
        once.redirect(to.saying("notice-assessment-released")).await
    };
    settled(&screen, done.await, &form, || release_form(&screen, &permit))
}

pub async fn cancel(permit: Permit<ChangeAssessment>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::cancel(&mut once, &permit).await?;
    let to = Redirect::to(super::factory_path(&permit.factory));
    once.redirect(to.saying("notice-assessment-cancelled")).await
}
