//! The selected people of a team, and what can be done for all of them.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    team::titles_of,
    words::{Cell, cell},
};
use crate::{
    catalogue::{self, CourseId, CourseLibrary},
    learning::{
        store::{LearnerLine, enrolments_of_people},
        teams::{
            access::{AssignInTeam, ChangeInTeam, SeeTeam},
            model::{is_done, mark_of},
            store,
        },
    },
    people::{Person, store::persons},
    platform::{
        Action, Db, FieldErrors, Form, Judgement, OrganisationId, Outcome, Page, Permit, PersonId, Screen,
        pages::{Choice, ListQuery},
    },
};

/// Where the page about these people is.
pub fn address(team: OrganisationId, people: &[PersonId]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(people.iter().map(|person| ("person", person.to_string())));
    format!("/teams/{team}/selection?{}", query.finish())
}

pub async fn selection(
    screen: Screen,
    permit: Permit<SeeTeam>,
    query: ListQuery,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let people: Vec<PersonId> = query.all("person").filter_map(|id| id.parse().ok()).collect();
    screen.show(&page(&screen, &db, &library, &permit, &people, &Typed::default()).await?)
}

/// What stood in the forms when one could not be taken.
#[derive(Default)]
pub struct Typed {
    course: String,
    due_on: String,
    of_course: String,
    new_due_on: String,
    errors: FieldErrors,
}

impl Typed {
    pub fn again(form: &Form, errors: FieldErrors) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            course: text("course"),
            due_on: text("due_on"),
            of_course: text("of_course"),
            new_due_on: text("new_due_on"),
            errors,
        }
    }
}

pub async fn page(
    screen: &Screen,
    db: &Db,
    library: &CourseLibrary,
    team: &Permit<SeeTeam>,
    people: &[PersonId],
    typed: &Typed,
) -> Outcome<SelectionPage> {
    let (read, today) = (db.read(), db.clock().now().date_naive());
    let ids = store::members_among(read, team.id, people, today).await?;
    let mut known = persons::people(read, ids.iter().copied()).await?;
    let people: Vec<Person> = ids.iter().filter_map(|id| known.remove(id)).collect();
    let lines = enrolments_of_people(read, ids.iter().copied()).await?;
    let titles = titles_of(read, library, &lines, screen.language).await?;
    let seen = mark_of(&lines);
    let may = |allowed: Judgement| allowed == Judgement::Allow;
    let assign = match may(AssignInTeam::judge(&team.actor, &team.subject)) {
        true => Some(assign_form(screen, &catalogue::listings(read).await?, typed)),
        false => None,
    };
    let change = may(ChangeInTeam::judge(&team.actor, &team.subject))
        .then(|| change_form(screen, &lines, &titles, typed))
        .filter(|form| form.courses.len() > 1);
    Ok(SelectionPage {
        name: team.name.clone(),
        path: format!("/teams/{}", team.id),
        people: people.iter().map(|person| selected(screen, person, &lines, &titles, today)).collect(),
        seen,
        assign,
        change,
    })
}

fn selected(
    screen: &Screen,
    person: &Person,
    lines: &[LearnerLine],
    titles: &HashMap<CourseId, (String, u32)>,
    today: NaiveDate,
) -> Selected {
    let own = lines.iter().filter(|line| line.enrolment.person == person.id);
    let cells = own.filter_map(|line| {
        let (title, modules) = titles.get(&line.enrolment.course)?;
        Some(cell(screen, title, *modules, Some(line), today))
    });
    Selected { id: person.id.to_string(), name: person.name.clone(), courses: cells.collect() }
}

fn assign_form(screen: &Screen, listings: &[catalogue::Listing], typed: &Typed) -> AssignForm {
    let mut options = catalogue::course_choices(screen, listings, &typed.course);
    options.insert(0, Choice::none(screen, "team-choose-course", &typed.course));
    let error = |field: &str| typed.errors.key_of(field).map(|key| screen.text(key));
    AssignForm {
        options,
        due_on: typed.due_on.clone(),
        course_error: error("course"),
        due_on_error: error("due_on"),
    }
}

fn change_form(
    screen: &Screen,
    lines: &[LearnerLine],
    titles: &HashMap<CourseId, (String, u32)>,
    typed: &Typed,
) -> ChangeForm {
    let mut open: Vec<CourseId> =
        lines.iter().filter(|line| !is_done(line)).map(|line| line.enrolment.course).collect();
    open.sort();
    open.dedup();
    let choice = |course: &CourseId| {
        let (title, _) = titles.get(course)?;
        let value = course.to_string();
        Some(Choice { selected: value == typed.of_course, value, text: title.clone() })
    };
    let mut courses: Vec<Choice> = open.iter().filter_map(choice).collect();
    courses.sort_by(|one, other| one.text.cmp(&other.text));
    let mut withdrawn = courses.clone();
    courses.insert(0, Choice::none(screen, "team-all-courses", &typed.of_course));
    withdrawn.insert(0, Choice::none(screen, "team-choose-course", ""));
    let error = |field: &str| typed.errors.key_of(field).map(|key| screen.text(key));
    ChangeForm {
        courses,
        withdrawn,
        new_due_on: typed.new_due_on.clone(),
        new_due_on_error: error("new_due_on"),
        withdrawn_error: error("withdrawn"),
    }
}

#[derive(Clone, Serialize)]
pub struct SelectionPage {
    name: String,
    path: String,
    people: Vec<Selected>,
    /// The assignments as this page has them.
    seen: String,
    assign: Option<AssignForm>,
    /// Nothing to change where nobody takes a course.
    change: Option<ChangeForm>,
}

#[derive(Clone, Serialize)]
struct Selected {
    id: String,
    name: String,
    courses: Vec<Cell>,
}

#[derive(Clone, Serialize)]
struct AssignForm {
    options: Vec<Choice>,
    due_on: String,
    course_error: Option<String>,
    due_on_error: Option<String>,
}

#[derive(Clone, Serialize)]
struct ChangeForm {
    courses: Vec<Choice>,
    withdrawn: Vec<Choice>,
    new_due_on: String,
    new_due_on_error: Option<String>,
    withdrawn_error: Option<String>,
}

impl Page for SelectionPage {
    const TEMPLATE: &'static str = "teams/selection";

    fn examples() -> Vec<Self> {
        let choice = || {
            vec![Choice { value: "1".to_owned(), text: "Responsible Purchasing".to_owned(), selected: false }]
        };
        let cell = Cell {
            url: "/enrolments/1".to_owned(),
            ..Cell::new("Responsible Purchasing", "overdue", "3".to_owned())
        };
        let person =
            Selected { id: "1".to_owned(), name: "Nguyễn Thị Lan".to_owned(), courses: vec![cell] };
        let assign =
            AssignForm { options: choice(), due_on: String::new(), course_error: None, due_on_error: None };
        let change = ChangeForm {
            courses: choice(),
            withdrawn: choice(),
            new_due_on: String::new(),
            new_due_on_error: None,
            withdrawn_error: None,
        };
        let wrong = || Some("…".to_owned());
        let page = |assign, change| Self {
            name: "Northwind Apparel".to_owned(),
            path: "/teams/1".to_owned(),
            people: vec![person.clone(), Selected { courses: Vec::new(), ..person.clone() }],
            seen: "0".to_owned(),
            assign,
            change,
        };
        vec![
            Self { people: Vec::new(), ..page(None, None) },
            page(Some(assign.clone()), Some(change.clone())),
            page(
                Some(AssignForm { course_error: wrong(), due_on_error: wrong(), ..assign }),
                Some(ChangeForm { new_due_on_error: wrong(), withdrawn_error: wrong(), ..change }),
            ),
        ]
    }
}
