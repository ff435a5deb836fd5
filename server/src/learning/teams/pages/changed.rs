//! Somebody changed the same assignments while this reader's page was open: theirs and one's own, side by side.

use actix_web::{HttpResponse, http::StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{actions::people_of, team::titles_of};
use crate::{
    catalogue::CourseLibrary,
    learning::{
        store::enrolments_of_people,
        teams::{access::SeeTeam, model::mark_of, store},
    },
    people::store::persons,
    platform::{Db, Form, Outcome, Page, Permit, PersonId, Screen},
};

pub async fn show(
    screen: &Screen,
    db: &Db,
    library: &CourseLibrary,
    team: &Permit<SeeTeam>,
    form: &Form,
) -> Outcome<HttpResponse> {
    let (read, today) = (db.read(), db.clock().now().date_naive());
    let people = store::members_among(read, team.id, &people_of(form), today).await?;
    let lines = enrolments_of_people(read, people.iter().copied()).await?;
    let titles = titles_of(read, library, &lines, screen.language).await?;
    let others = lines.iter().filter_map(|line| line.enrolment.changed_by);
    let known = persons::people(read, people.iter().copied().chain(others)).await?;
    let name = |person: PersonId| known.get(&person).map(|person| person.name.clone()).unwrap_or_default();
    let theirs = lines.iter().filter_map(|line| {
        let enrolment = &line.enrolment;
        let (course, _) = titles.get(&enrolment.course)?;
        Some(Theirs {
            person: name(enrolment.person),
            course: course.clone(),
            due_on: enrolment.due_on,
            by: enrolment.changed_by.map(name),
            at: enrolment.changed_at,
        })
    });
    let mut theirs: Vec<Theirs> = theirs.collect();
    // The newest change is the one that this reader has not seen.
    theirs.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| one.person.cmp(&other.person)));
    let withdrawal = form.optional("withdrawn").is_some();
    let page = ChangedPage {
        name: team.name.clone(),
        path: format!("/teams/{}", team.id),
        action: format!("/teams/{}/{}", team.id, if withdrawal { "withdrawals" } else { "due-dates" }),
        theirs,
        due_on: form.day("new_due_on").ok().flatten().filter(|_| !withdrawal),
        fields: fields(form, &people, mark_of(&lines)),
    };
    screen.answer(StatusCode::CONFLICT, &page)
}

/// The same form, with the assignments as they are now.
fn fields(form: &Form, people: &[PersonId], seen: String) -> Vec<Field> {
    let field = |name: &'static str, value: String| Field { name, value };
    let kept = ["of_course", "withdrawn", "new_due_on"].into_iter();
    let kept = kept.filter_map(|name| Some(field(name, form.optional(name)?.to_owned())));
    let people = people.iter().map(|person| field("person", person.to_string()));
    people.chain(kept).chain([field("seen", seen)]).collect()
}

#[derive(Serialize)]
pub struct ChangedPage {
    name: String,
    path: String,
    action: String,
    theirs: Vec<Theirs>,
    /// What this reader wanted; a withdrawal has none.
    due_on: Option<NaiveDate>,
    fields: Vec<Field>,
}

#[derive(Clone, Serialize)]
struct Theirs {
    person: String,
    course: String,
    due_on: Option<NaiveDate>,
    by: Option<String>,
    at: Option<DateTime<Utc>>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    value: String,
}

impl Page for ChangedPage {
    const TEMPLATE: &'static str = "teams/changed";

    fn examples() -> Vec<Self> {
        let day = NaiveDate::from_ymd_opt(2026, 12, 12);
        let theirs = Theirs {
            person: "Nguyễn Thị Lan".to_owned(),
            course: "Responsible Purchasing".to_owned(),
            due_on: day,
            by: Some("Minh".to_owned()),
            at: Some(DateTime::default()),
        };
        let untouched = Theirs { due_on: None, by: None, at: None, ..theirs.clone() };
        let page = |due_on| Self {
            name: "Northwind Apparel".to_owned(),
            path: "/teams/1".to_owned(),
            action: "/teams/1/due-dates".to_owned(),
            theirs: vec![theirs.clone(), untouched.clone()],
            due_on,
            fields: vec![Field { name: "seen", value: "0".to_owned() }],
        };
        vec![page(day), page(None)]
    }
}
