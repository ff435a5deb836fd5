//! Administrators change points of the frame; the audit keeps what was and what became.

use serde_json::json;

use super::{
    access::{AddQuestion, ChangePoint, ChangeQuestion, may_keep_questions_of},
    store::{self, Again, PointChange, Question},
};
use crate::{
    organisations::countries,
    platform::{Action, FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
};

/// Somebody else changed the same point meanwhile.
pub const POINT_CHANGED_MEANWHILE: &str = "point-changed-meanwhile";

/// Somebody else changed the same question meanwhile.
pub const QUESTION_CHANGED_MEANWHILE: &str = "question-changed-meanwhile";

const LONGEST_NAME: usize = 200;
const LONGEST_QUESTION: usize = 1_000;
const MOST_VERSIONS: i32 = 1_000;

/// # Errors
/// `Problem::Conflict` when somebody was quicker, `Problem::Invalid` for names that are missing or too long.
pub async fn change_point(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePoint>,
    seen: i32,
    change: &PointChange,
) -> Outcome<()> {
    let mut errors = FieldErrors::default();
    for (field, name) in [("name_en", &change.name_en), ("name_vi", &change.name_vi)] {
        if name.is_empty() {
            errors.add(field, "point-name-missing");
        }
        if name.chars().count() > LONGEST_NAME {
            errors.add(field, "point-name-too-long");
        }
    }
    let themes = store::themes(work).await?;
    if change.theme.as_ref().is_some_and(|code| themes.iter().all(|theme| theme.code != *code)) {
        errors.add("theme", "point-theme-unknown");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let before = &permit.subject;
    if !store::change_point(work, &before.code, seen, change, permit.actor.person).await? {
        return Err(Problem::Conflict(POINT_CHANGED_MEANWHILE));
    }
    let details = json!({
        "point": before.code,
        "from": {
            "name_en": before.name_en, "name_vi": before.name_vi, "confirmed": before.confirmed,
            "theme": before.theme_code, "valid_from": before.valid_from,
        },
        "to": {
            "name_en": change.name_en, "name_vi": change.name_vi, "confirmed": change.confirmed,
            "theme": change.theme, "valid_from": change.valid_from,
        },
    });
    let entry = audit::Entry::of(ChangePoint::NAME, "compliance-point", uuid::Uuid::nil()).with(details);
    audit::write(work, permit.actor.person, entry).await
}

/// Changes a version of a question that still is as `seen`.
///
/// # Errors
/// `Problem::Conflict` when somebody was quicker, `Problem::Invalid` for what is missing or cannot be.
pub async fn change_question(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeQuestion>,
    seen: i32,
    change: &Question,
) -> Outcome<()> {
    let (before, by) = (&permit.subject, permit.actor.person);
    check(work, change).await?;
    if !store::change_question(work, change, seen, by).await? {
        return Err(Problem::Conflict(QUESTION_CHANGED_MEANWHILE));
    }
    note(work, by, Some(before), change).await
}

/// Adds a question, or a further version of one.
///
/// # Errors
/// `Problem::Invalid` for what is missing or cannot be, and where this version is there already.
pub async fn add_question(
    work: &mut UnitOfWork,
    permit: &Permit<AddQuestion>,
    question: &Question,
) -> Outcome<()> {
    let mut errors = FieldErrors::default();
    if countries::parse(&question.country).is_err() {
        errors.add("country", "question-country-missing");
    } else if !may_keep_questions_of(&permit.actor, &question.country) {
        errors.add("country", "question-country-not-own");
    }
    let well = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if question.code.is_empty() || question.code.len() > 80 || !question.code.bytes().all(well) {
        errors.add("code", "question-code-wrong");
    }
    if !(1..=MOST_VERSIONS).contains(&question.version) {
        errors.add("version", "frame-version-wrong");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    check(work, question).await?;
    let there = store::question(work, &question.country, &question.code, question.version).await;
    if there.is_ok() {
        return Err(FieldErrors::one("version", "question-there-already").into());
    }
    store::save_questions(work, vec![question.clone()], Again::Stays).await?;
    note(work, permit.actor.person, None, question).await
}

async fn check(work: &UnitOfWork, question: &Question) -> Outcome<()> {
    let mut errors = FieldErrors::default();
    for (field, text) in [("text_en", &question.text_en), ("text_vi", &question.text_vi)] {
        if text.is_empty() {
            errors.add(field, "question-text-missing");
        }
    }
    if question.law_reference.is_empty() {
        errors.add("law_reference", "question-law-missing");
    }
    let texts = [
        ("text_en", &question.text_en),
        ("text_vi", &question.text_vi),
        ("law_reference", &question.law_reference),
    ];
    for (field, text) in texts {
        if text.chars().count() > LONGEST_QUESTION {
            errors.add(field, "question-text-too-long");
        }
    }
    if store::point(work, &question.point_code).await.is_err() {
        errors.add("point", "finding-point-missing");
    }
    if question.valid_from.zip(question.valid_to).is_some_and(|(from, to)| to < from) {
        errors.add("valid_to", "question-days-wrong");
    }
    if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
}

/// What was and what became, for the audit; a question has no id of its own.
async fn note(work: &UnitOfWork, by: PersonId, before: Option<&Question>, after: &Question) -> Outcome<()> {
    let told = |question: &Question| {
        json!({
            "point": question.point_code, "text_en": question.text_en, "text_vi": question.text_vi,
            "law": question.law_reference, "confirmed": question.confirmed,
            "valid_from": question.valid_from, "valid_to": question.valid_to,
            "public_from": question.public_from,
        })
    };
    let details = json!({
        "country": after.country, "question": after.code, "version": after.version,
        "from": before.map(told), "to": told(after),
    });
    let entry = audit::Entry::of(ChangePoint::NAME, "compliance-question", uuid::Uuid::nil());
    audit::write(work, by, entry.with(details)).await
}
