//! An audience as it is typed.

use crate::{
    catalogue,
    organisations::{Who, countries},
    platform::{Day, FieldErrors, Form, Language, OrganisationId, Outcome, Read, roles::Role},
};

use super::model::{MOST_DAYS, Plan};

pub const FIELDS: [&str; 7] =
    ["name", "role", "country", "language", "joined_after", "course", "due_in_days"];

const LONGEST_NAME: usize = 120;

/// What stands in the fields, whoever sends them.
pub struct Typed<'t> {
    pub name: &'t str,
    pub role: &'t str,
    pub country: &'t str,
    pub language: &'t str,
    pub joined_after: &'t str,
    pub course: &'t str,
    pub due_in_days: &'t str,
}

impl<'t> Typed<'t> {
    pub fn of(form: &'t Form) -> Self {
        Self {
            name: form.text("name"),
            role: form.text("role"),
            country: form.text("country"),
            language: form.text("language"),
            joined_after: form.text("joined_after"),
            course: form.text("course"),
            due_in_days: form.text("due_in_days"),
        }
    }
}

/// Takes it whole, or says everything that is wrong with it.
pub async fn plan(read: &Read, organisation: OrganisationId, typed: &Typed<'_>) -> Outcome<Plan> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", name(typed.name));
    let who = who(organisation, typed, &mut errors);
    let course = match typed.course {
        "" => None,
        slug => catalogue::listed(read, slug).await?,
    };
    let course = errors.take("course", course.ok_or("enrol-course-missing"));
    let days = errors.take("due_in_days", days(typed.due_in_days));
    match (name, course, days) {
        (Some(name), Some(listing), Some(due_in_days)) if errors.is_empty() => {
            Ok(Plan { name, who, course: listing.published.course, due_in_days })
        }
        _ => Err(errors.into()),
    }
}

/// The rule alone, for a preview; what cannot be read is noted.
pub fn who(organisation: OrganisationId, typed: &Typed<'_>, errors: &mut FieldErrors) -> Who {
    let role = chosen(typed.role, |word| Role::from_word(word).ok_or("audience-role-wrong"));
    let country = chosen(typed.country, |code| countries::parse(code).map(str::to_owned));
    let language = chosen(typed.language, |code| Language::from_code(code).ok_or("audience-language-wrong"));
    Who {
        organisation,
        role: errors.take("role", role).flatten(),
        country: errors.take("country", country).flatten(),
        language: errors.take("language", language).flatten(),
        joined_after: errors.take("joined_after", Day::optional(typed.joined_after)).flatten(),
    }
}

fn chosen<T>(typed: &str, read: impl Fn(&str) -> Result<T, &'static str>) -> Result<Option<T>, &'static str> {
    if typed.is_empty() { Ok(None) } else { read(typed).map(Some) }
}

fn name(typed: &str) -> Result<String, &'static str> {
    match typed.chars().count() {
        0 => Err("audience-name-missing"),
        1..=LONGEST_NAME => Ok(typed.to_owned()),
        _ => Err("audience-name-too-long"),
    }
}

fn days(typed: &str) -> Result<Option<u32>, &'static str> {
    chosen(typed, |days| {
        let days: Option<u32> = days.parse().ok();
        days.filter(|days| (1..=MOST_DAYS).contains(days)).ok_or("audience-days-wrong")
    })
}
