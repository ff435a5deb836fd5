//! What is typed about pathways.

use super::{
    commands::{Description, NewGoal, NewStage, StepFields},
    model::{FACTORY_ROLES, GoalKind, Relation, Side, StepDelivery, StepKind},
    store::pathways::Whole,
};
use crate::{
    catalogue::Listing,
    improvement::Item,
    platform::{
        Day, FieldErrors, Form, PersonId,
        roles::{Role, Sex},
    },
};

/// The fields of a pathway itself; those of its parts follow.
pub const HEAD: [&str; 4] = ["name", "owner", "starts_on", "ends_on"];
pub const STAGE: [&str; 4] = ["stage", "stage_name", "stage_starts_on", "stage_ends_on"];
pub const GOAL: [&str; 4] = ["goal_kind", "goal_text", "goal_measure", "goal_due_on"];
pub const ANSWER: [&str; 2] = ["answer", "comment"];
pub const STEP: [&str; 18] = [
    "kind",
    "name",
    "course",
    "delivery",
    "goal",
    "stage",
    "item",
    "starts_on",
    "due_on",
    "place",
    "owner",
    "role",
    "side",
    "sex",
    "department",
    "coverage",
    "relation",
    "other",
];

const LONGEST_NAME: usize = 160;
const LONGEST_TEXT: usize = 600;

/// `owners` are those who may be chosen.
///
/// # Errors
/// Every field that is wrong, at once.
pub fn description(form: &Form, owners: &[PersonId]) -> Result<Description, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", text(form.text("name"), LONGEST_NAME, "pathway-name-missing"));
    let owner = errors.take("owner", person(form.text("owner"), owners));
    let starts_on = errors.take("starts_on", Day::optional(form.text("starts_on")));
    let ends_on = errors.take("ends_on", Day::optional(form.text("ends_on")));
    if let (Some(Some(start)), Some(Some(end))) = (starts_on, ends_on)
        && end < start
    {
        errors.add("ends_on", "pathway-ends-before-start");
    }
    match (name, owner, starts_on, ends_on) {
        (Some(name), Some(owner), Some(starts_on), Some(ends_on)) if errors.is_empty() => {
            Ok(Description { name, owner, starts_on, ends_on })
        }
        _ => Err(errors),
    }
}

/// # Errors
/// Every field that is wrong, at once.
pub fn stage(form: &Form) -> Result<NewStage, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name =
        errors.take("stage_name", text(form.text("stage_name"), LONGEST_NAME, "pathway-stage-name-missing"));
    let starts_on = errors.take("stage_starts_on", Day::optional(form.text("stage_starts_on")));
    let ends_on = errors.take("stage_ends_on", Day::optional(form.text("stage_ends_on")));
    if let (Some(Some(start)), Some(Some(end))) = (starts_on, ends_on)
        && end < start
    {
        errors.add("stage_ends_on", "pathway-stage-backwards");
    }
    match (name, starts_on, ends_on) {
        (Some(name), Some(starts_on), Some(ends_on)) if errors.is_empty() => {
            Ok(NewStage { name, starts_on, ends_on })
        }
        _ => Err(errors),
    }
}

/// # Errors
/// Every field that is wrong, at once.
pub fn goal(form: &Form) -> Result<NewGoal, FieldErrors> {
    let mut errors = FieldErrors::default();
    let kind = GoalKind::from_word(form.text("goal_kind")).ok_or("pathway-goal-kind-missing");
    let kind = errors.take("goal_kind", kind);
    let goal = errors.take("goal_text", text(form.text("goal_text"), LONGEST_TEXT, "pathway-goal-missing"));
    let measure = form.text("goal_measure");
    let measure = errors.take("goal_measure", text(measure, LONGEST_TEXT, "pathway-measure-missing"));
    let due_on = errors.take("goal_due_on", Day::optional(form.text("goal_due_on")));
    match (kind, goal, measure, due_on) {
        (Some(kind), Some(goal), Some(measure), Some(due_on)) => Ok(NewGoal { kind, goal, measure, due_on }),
        _ => Err(errors),
    }
}

/// What a step may refer to.
pub struct Known<'k> {
    pub whole: &'k Whole,
    pub items: &'k [Item],
    pub listings: &'k [Listing],
    pub owners: &'k [PersonId],
}

/// `known` is what a step may name: courses, stages, items, other steps.
///
/// # Errors
/// Every field that is wrong, at once.
pub fn step(form: &Form, known: &Known<'_>) -> Result<StepFields, FieldErrors> {
    let mut errors = FieldErrors::default();
    let kind = errors.take("kind", StepKind::from_word(form.text("kind")).ok_or("pathway-kind-missing"));
    let delivery = StepDelivery::from_word(form.text("delivery")).ok_or("pathway-delivery-missing");
    let delivery = errors.take("delivery", delivery);
    let goal = errors.take("goal", GoalKind::from_word(form.text("goal")).ok_or("pathway-goal-kind-missing"));
    let course = match kind {
        Some(StepKind::Course) => errors.take("course", course(form.text("course"), known.listings)),
        _ => None,
    };
    // A course is called what it is called.
    let name = match form.optional("name") {
        None if course.is_some() => course.as_ref().map(|(_, title)| title.clone()),
        _ => errors.take("name", text(form.text("name"), LONGEST_NAME, "pathway-step-name-missing")),
    };
    let starts_on = errors.take("starts_on", Day::optional(form.text("starts_on")));
    let due_on = errors.take("due_on", Day::optional(form.text("due_on")));
    let owner = errors.take("owner", person(form.text("owner"), known.owners));
    if let (Some(Some(start)), Some(Some(due))) = (starts_on, due_on)
        && due < start
    {
        errors.add("due_on", "pathway-step-backwards");
    }
    if kind == Some(StepKind::Course) && delivery.is_some_and(|delivery| delivery != StepDelivery::Digital) {
        errors.add("delivery", "pathway-course-is-digital");
    }
    let coverage = errors.take("coverage", coverage(form.text("coverage")));
    let place = errors.take("place", optional_text(form.text("place"), LONGEST_NAME));
    let department = errors.take("department", optional_text(form.text("department"), LONGEST_NAME));
    let stage = chosen(form, "stage", |id| {
        known.whole.stages.iter().map(|stage| stage.id).find(|stage| stage.to_string() == id)
    });
    let stage = errors.take("stage", stage.map_err(|()| "pathway-stage-unknown")).flatten();
    let item = chosen(form, "item", |id| known.items.iter().find(|item| item.id.to_string() == id));
    let item = errors.take("item", item.map_err(|()| "pathway-item-unknown")).flatten();
    let role = |word: &str| Role::from_word(word).filter(|role| FACTORY_ROLES.contains(role));
    let role = errors.take("role", chosen(form, "role", role).map_err(|()| "pathway-role-unknown")).flatten();
    let side = chosen(form, "side", Side::from_word).map_err(|()| "pathway-choice-unknown");
    let side = errors.take("side", side).flatten();
    let sex = chosen(form, "sex", Sex::from_word).map_err(|()| "pathway-choice-unknown");
    let sex = errors.take("sex", sex).flatten();
    let relation = chosen(form, "relation", Relation::from_word).map_err(|()| "pathway-choice-unknown");
    let relation = errors.take("relation", relation).flatten();
    let other = form.optional("other").and_then(|id| id.parse().ok());
    let other = other.filter(|id| known.whole.step(*id).is_some());
    if relation.is_some() && other.is_none() {
        errors.add("other", "pathway-other-missing");
    }
    let words = place.zip(department);
    match (kind, delivery, goal, name, starts_on, due_on, owner, coverage.zip(words)) {
        (
            Some(kind),
            Some(delivery),
            Some(goal),
            Some(name),
            Some(starts_on),
            Some(due_on),
            Some(owner),
            Some((coverage, (place, department))),
        ) if errors.is_empty() => Ok(StepFields {
            kind,
            delivery,
            goal,
            name,
            course: course.map(|(slug, _)| slug),
            stage,
            item: item.map(|item| item.id.0),
            point: item.map(|item| item.point_code.clone()),
            starts_on,
            due_on,
            place,
            owner,
            other: other.zip(relation),
            role,
            side,
            sex,
            department,
            coverage,
        }),
        _ => Err(errors),
    }
}

/// What was chosen from a list; nothing where nothing was, an error where the list does not have it.
fn chosen<'f, T>(
    form: &'f Form,
    field: &str,
    of: impl FnOnce(&'f str) -> Option<T>,
) -> Result<Option<T>, ()> {
    match form.optional(field) {
        None => Ok(None),
        Some(word) => of(word).map(Some).ok_or(()),
    }
}

fn course(typed: &str, listings: &[Listing]) -> Result<(String, String), &'static str> {
    let listing = listings.iter().find(|listing| listing.slug == typed);
    let listing = listing.ok_or("pathway-step-without-course")?;
    Ok((listing.slug.clone(), listing.text_for("en").1.title))
}

fn coverage(typed: &str) -> Result<i32, &'static str> {
    if typed.is_empty() {
        return Ok(100);
    }
    let per_cent = typed.trim_end_matches('%').trim().parse().ok();
    per_cent.filter(|per_cent| (1..=100).contains(per_cent)).ok_or("pathway-coverage-wrong")
}

fn person(typed: &str, known: &[PersonId]) -> Result<Option<PersonId>, &'static str> {
    if typed.is_empty() {
        return Ok(None);
    }
    let person = typed.parse().ok().filter(|person| known.contains(person));
    person.map(Some).ok_or("pathway-owner-unknown")
}

/// Trimmed; `longest` counts characters.
///
/// # Errors
/// The text key `missing` for nothing typed, another for too much.
pub fn text(typed: &str, longest: usize, missing: &'static str) -> Result<String, &'static str> {
    match typed.trim() {
        "" => Err(missing),
        text if text.chars().count() > longest => Err("pathway-text-too-long"),
        text => Ok(text.to_owned()),
    }
}

/// The same where nothing need be typed.
fn optional_text(typed: &str, longest: usize) -> Result<String, &'static str> {
    match typed.trim() {
        "" => Ok(String::new()),
        typed => text(typed, longest, "pathway-text-too-long"),
    }
}
