//! What is typed about a row of the table.

use std::collections::{BTreeMap, HashMap};

use super::model::{Learning, Rule};
use crate::{
    catalogue::Listing,
    improvement::Point,
    organisations::countries,
    pathways::{
        form::text,
        model::{GoalKind, StepDelivery, StepKind},
    },
    platform::{Day, FieldErrors, Form, Language},
};

/// The fields with one value; `points` may stand more than once.
pub const FIELDS: [&str; 13] = [
    "code",
    "kind",
    "delivery",
    "goal",
    "course",
    "title_en",
    "title_vi",
    "points",
    "causes",
    "country",
    "valid_from",
    "valid_until",
    "source",
];

const LONGEST_CODE: usize = 60;
const LONGEST_TITLE: usize = 160;
const LONGEST_SOURCE: usize = 300;

/// What a row may name.
pub struct Known<'k> {
    pub listings: &'k [Listing],
    pub points: &'k HashMap<String, Point>,
}

/// A row as it was typed; `old` is the one that it changes, whose code stays.
pub fn rule(form: &Form, old: Option<&Rule>, known: &Known<'_>) -> Result<Rule, FieldErrors> {
    let mut errors = FieldErrors::default();
    let code = match old {
        Some(old) => Some(old.code.clone()),
        None => errors.take("code", code(form.text("code"))),
    };
    let kind = errors.take("kind", StepKind::from_word(form.text("kind")).ok_or("pathway-kind-missing"));
    let delivery = StepDelivery::from_word(form.text("delivery")).ok_or("pathway-delivery-missing");
    let delivery = errors.take("delivery", delivery);
    // No pathway would take it.
    if kind == Some(StepKind::Course) && delivery.is_some_and(|delivery| delivery != StepDelivery::Digital) {
        errors.add("delivery", "pathway-course-is-digital");
    }
    let goal = errors.take("goal", GoalKind::from_word(form.text("goal")).ok_or("pathway-goal-kind-missing"));
    let course = match kind {
        Some(StepKind::Course) => errors.take("course", course(form.text("course"), old, known)),
        _ => None,
    };
    let titles = titles(form, &mut errors);
    if titles.is_empty() && kind.is_some_and(|kind| kind != StepKind::Course) {
        errors.add("title_en", "import-suggestion-title-missing");
    }
    let compliance_points: Vec<String> =
        form.all("points").filter(|code| known.points.contains_key(*code)).map(str::to_owned).collect();
    let root_causes = words(form.text("causes"));
    if compliance_points.is_empty() && root_causes.is_empty() {
        errors.add("points", "import-suggestion-nothing");
    }
    let country = form.optional("country").map(countries::parse).transpose();
    let country = errors.take("country", country);
    let valid_from =
        Day::optional(form.text("valid_from")).and_then(|day| day.ok_or("suggestion-from-missing"));
    let valid_from = errors.take("valid_from", valid_from);
    let valid_until = errors.take("valid_until", Day::optional(form.text("valid_until")));
    if let (Some(from), Some(Some(until))) = (valid_from, valid_until)
        && until < from
    {
        errors.add("valid_until", "suggestion-until-before-from");
    }
    let source =
        errors.take("source", text(form.text("source"), LONGEST_SOURCE, "suggestion-source-missing"));
    match (code, kind, delivery, goal, country, valid_from, valid_until, source) {
        (
            Some(code),
            Some(kind),
            Some(delivery),
            Some(goal),
            Some(country),
            Some(valid_from),
            Some(valid_until),
            Some(source),
        ) if errors.is_empty() => Ok(Rule {
            code,
            compliance_points,
            root_causes,
            country: country.map(str::to_owned),
            learning: Learning { kind, delivery, goal, course, titles, needs_session: false },
            valid_from,
            valid_until,
            source,
            changes: None,
        }),
        _ => Err(errors),
    }
}

/// Small letters, digits and hyphens, as in an address.
fn code(typed: &str) -> Result<String, &'static str> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    match typed {
        "" => Err("import-suggestion-code-missing"),
        // The address of the form.
        "new" => Err("suggestion-code-taken"),
        typed if typed.chars().count() > LONGEST_CODE || !typed.chars().all(fits) => {
            Err("suggestion-code-wrong")
        }
        typed => Ok(typed.to_owned()),
    }
}

/// A published course, or the one that the row names already.
fn course(typed: &str, old: Option<&Rule>, known: &Known<'_>) -> Result<String, &'static str> {
    let is_published = known.listings.iter().any(|listing| listing.slug == typed);
    let stays = old.is_some_and(|old| old.learning.course.as_deref() == Some(typed));
    if is_published || stays { Ok(typed.to_owned()) } else { Err("pathway-step-without-course") }
}

fn titles(form: &Form, errors: &mut FieldErrors) -> BTreeMap<String, String> {
    let mut titles = BTreeMap::new();
    for language in Language::ALL {
        let field = format!("title_{}", language.code());
        let Some(typed) = form.optional(&field) else { continue };
        let title = errors.take(&field, text(typed, LONGEST_TITLE, "import-suggestion-title-missing"));
        titles.extend(title.map(|title| (language.code().to_owned(), title)));
    }
    titles
}

/// Divided by commas or semicolons.
pub fn words(typed: &str) -> Vec<String> {
    let parts = typed.split([',', ';']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
