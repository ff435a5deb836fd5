//! The status of a high performer: by the criteria in force, answered one by one, never against what is known.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::RevokePerformer,
    commands::{note, reasoned, today, written},
    criteria::{self, Criteria, CriteriaId},
    overdue,
    performers::{self, Answer, PerformerId},
    store,
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        assessments, committees,
        cycles::store::{counted_cycles, cycles_of},
        model::{
            clock::day_in,
            completed_cycles,
            criteria::{Criterion, Measure, PerformerFacts, keyed},
        },
        rules::{
            self,
            access::{ChangeRules, Scope},
        },
    },
    organisations::{countries, store::organisations::Organisation},
    platform::{FieldErrors, Outcome, Permit, Problem, Read, UnitOfWork, audit},
};

/// Cycles for which a serious issue stands against the status, where the criteria do not say it themselves.
const CYCLES_WITHOUT_ISSUE: u32 = 2;

/// Letters of the note to an answer, at most.
const MOST_NOTED: usize = 2000;

/// What the Academy knows of a factory on a day: as many queries, whatever the criteria.
pub async fn facts(
    read: &Read,
    overdue: &overdue::Asked,
    factory: &Organisation,
    today: NaiveDate,
) -> Outcome<PerformerFacts> {
    let rules = rules::store::in_force(read, factory.country.as_deref(), today).await?;
    let factory = factory.id;
    let cycles = cycles_of(read, factory).await?;
    let steps = counted_cycles(&cycles, &rules);
    let issues = store::issues_of(read, factory).await?;
    let open = issues.iter().filter(|issue| issue.closed_on.is_none()).count();
    let released = assessments::store::released(read, factory).await?.len();
    Ok(PerformerFacts {
        today,
        completed_cycles: completed_cycles(&steps),
        in_cycle: cycles.first().is_some_and(|newest| newest.ended_on.is_none()),
        cycles_began: cycles.iter().map(|cycle| cycle.started_on).collect(),
        open_issues: u32::try_from(open).unwrap_or(u32::MAX),
        issues_found: issues.iter().map(|issue| issue.found_on).collect(),
        committee_met: committees::meetings::days_met(read, factory).await?,
        released_assessments: u32::try_from(released).unwrap_or(u32::MAX),
        overdue_items: overdue.items(read, factory, today).await?,
    })
}

/// An answer as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedAnswer {
    /// The key of the criterion.
    pub key: String,
    pub met: Option<bool>,
    pub note: String,
}

/// What was typed to grant the status.
#[derive(Clone, Debug, Default)]
pub struct TypedGrant {
    /// The version that was answered.
    pub criteria: Option<CriteriaId>,
    pub answers: Vec<TypedAnswer>,
    pub reason: String,
}

/// The names of a criterion's fields, in forms and in what is wrong.
pub fn answer_field(key: &str) -> String {
    format!("answer-{key}")
}

pub fn note_field(key: &str) -> String {
    format!("note-{key}")
}

/// By the criteria in force; nobody declares themselves.
///
/// # Errors
/// `Problem::Invalid` for an answer that is missing, not met, without a note where only the person can know, or against
/// what the Academy knows; `Problem::Conflict` where the factory has the status already.
pub async fn grant_status(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    typed: &TypedGrant,
) -> Outcome<PerformerId> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let today = today(work, factory);
    let all = criteria::all_criteria(work).await?;
    let Some(criteria) = criteria::in_force(&all, factory.country.as_deref(), today) else {
        return Err(FieldErrors::one("reason", "high-performer-no-criteria").into());
    };
    if typed.criteria != Some(criteria.id) {
        return Err(FieldErrors::one("criteria", "high-performer-other-criteria").into());
    }
    let mut errors = FieldErrors::default();
    written(&mut errors, "reason", &typed.reason);
    let known = performers::performers_of(work, factory.id).await?;
    if known.iter().any(|performer| performer.revoked_on.is_none()) {
        errors.add("reason", "high-performer-already");
    }
    let facts = facts(work, &overdue::Asked::within(work), factory, today).await?;
    refuse_issues(&mut errors, criteria, &facts);
    let asked = keyed(&criteria.criteria);
    for given in typed.answers.iter().filter(|given| !asked.iter().any(|(key, _)| *key == given.key)) {
        errors.add(&answer_field(&given.key), "high-performer-answer-unknown");
    }
    let answers: Vec<Answer> = asked
        .into_iter()
        .filter_map(|(key, criterion)| answer(&mut errors, (&key, criterion), &typed.answers, &facts))
        .collect();
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let said = (typed.reason.as_str(), answers.as_slice());
    let id = performers::grant(work, (factory.id, criteria.id), said, (today, by)).await?;
    let details = json!({ "criteria": criteria.id, "version": criteria.version });
    note(work, by, ("high-performer.grant", "high-performer", id.0), factory.id, details).await?;
    Ok(id)
}

/// What no version of the criteria can allow: an open serious issue; and one of these years, unless the version says
/// itself for how long.
fn refuse_issues(errors: &mut FieldErrors, criteria: &Criteria, facts: &PerformerFacts) {
    if facts.open_issues > 0 {
        errors.add("reason", "high-performer-serious-issue");
    } else if !criteria.measures(Measure::NoSeriousIssue) && facts.issues_within(CYCLES_WITHOUT_ISSUE) > 0 {
        errors.add("reason", "high-performer-issue-before");
    }
}

fn answer(
    errors: &mut FieldErrors,
    (key, criterion): (&str, &Criterion),
    typed: &[TypedAnswer],
    facts: &PerformerFacts,
) -> Option<Answer> {
    let known = facts.known(criterion);
    let given = typed.iter().find(|answer| answer.key == key);
    let note = given.map(|answer| answer.note.clone()).unwrap_or_default();
    let field = answer_field(key);
    if let (Some(known), Criterion::Measured { measure, .. }) = (&known, criterion)
        && !known.met
    {
        errors.add(&field, measure.unmet());
        return None;
    }
    match given.and_then(|answer| answer.met) {
        None => errors.add(&field, "high-performer-answer-missing"),
        Some(false) => errors.add(&field, "high-performer-not-met"),
        Some(true) => {}
    }
    if known.is_none() && note.is_empty() {
        errors.add(&note_field(key), "high-performer-note-missing");
    } else if note.chars().count() > MOST_NOTED {
        errors.add(&note_field(key), "engagement-text-too-long");
    }
    Some(Answer { criterion: criterion.clone(), met: true, note, known })
}

pub async fn revoke_status(
    work: &mut UnitOfWork,
    permit: &Permit<RevokePerformer>,
    reason: &str,
) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    reasoned(reason)?;
    let today = today(work, &there.factory);
    if !performers::revoke(work, there.subject.id, reason, (today, by)).await? {
        return Err(Problem::Conflict("high-performer-revoked-already"));
    }
    let what = ("high-performer.revoke", "high-performer", there.subject.id.0);
    note(work, by, what, there.factory.id, json!({})).await
}

/// What was typed of a version of the criteria.
#[derive(Clone, Debug, Default)]
pub struct TypedCriteria {
    /// Empty where they hold everywhere.
    pub country: String,
    pub from_on: Option<NaiveDate>,
    /// What the Academy counts, each with what was typed as the amount that it asks for; empty ones do not count.
    pub measures: Vec<(Measure, String)>,
    /// One criterion a line.
    pub written: String,
    pub reason: String,
}

/// The field of a measure's amount.
pub fn measure_field(measure: Measure) -> &'static str {
    match measure {
        Measure::CompletedCycles => "completed_cycles",
        Measure::NoSeriousIssue => "no_serious_issue",
        Measure::CommitteeMonthly => "committee_monthly",
        Measure::ReleasedAssessments => "released_assessments",
        Measure::OverdueItems => "overdue_items",
    }
}

/// A new version of the criteria, from a day on.
pub async fn publish_criteria(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeRules>,
    typed: &TypedCriteria,
) -> Outcome<()> {
    let by = permit.actor.person;
    let criteria = check(work, permit, typed)?;
    let all = criteria::all_criteria(work).await?;
    let of_country = all.iter().filter(|known| known.country == typed.country);
    let last = of_country.map(|known| known.version).max();
    let new = Criteria { version: last.unwrap_or(0).saturating_add(1), ..criteria };
    criteria::add(work, &new, by).await?;
    let details = json!({ "country": new.country, "version": new.version, "from_on": new.from_on });
    let entry = audit::Entry::of("high-performer.publish", "high-performer-criteria", new.id.0);
    audit::write(work, by, entry.with(details)).await
}

fn check(work: &UnitOfWork, permit: &Permit<ChangeRules>, typed: &TypedCriteria) -> Outcome<Criteria> {
    let mut errors = FieldErrors::default();
    let measured: Vec<Criterion> =
        typed.measures.iter().filter_map(|one| measured(&mut errors, one)).collect();
    let criteria: Vec<Criterion> = measured.into_iter().chain(criteria::written(&typed.written)).collect();
    if criteria.is_empty() && errors.is_empty() {
        errors.add("criteria", "criteria-missing");
    }
    if !typed.written.is_empty() {
        written(&mut errors, "criteria", &typed.written);
    }
    written(&mut errors, "reason", &typed.reason);
    let today = day_in(Some(&typed.country), work.now());
    let from_on = errors.take("from_on", typed.from_on.filter(|day| *day >= today).ok_or("rule-day-wrong"));
    let country = match typed.country.as_str() {
        "" => Some(""),
        code => errors.take("country", countries::parse(code)),
    };
    let (Some(from_on), Some(country)) = (from_on, country) else { return Err(errors.into()) };
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let scope = if country.is_empty() { Scope::Everywhere } else { Scope::Country(country.to_owned()) };
    Permit::<ChangeRules>::judge(permit.actor.clone(), scope)?;
    let (country, reason) = (country.to_owned(), typed.reason.clone());
    Ok(Criteria { id: work.new_id(), version: 0, country, criteria, from_on, reason })
}

fn measured(errors: &mut FieldErrors, (measure, amount): &(Measure, String)) -> Option<Criterion> {
    if amount.is_empty() {
        return None;
    }
    let amount = amount.parse().ok().filter(|amount| measure.amounts().contains(amount));
    let amount = errors.take(measure_field(*measure), amount.ok_or("criteria-amount-wrong"))?;
    Some(Criterion::Measured { measure: *measure, amount })
}
