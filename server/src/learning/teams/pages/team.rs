//! A team: its people by its courses. On a phone the same rows are a list. Those who are latest come first.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::words::{Cell, cell, summary};
use crate::{
    catalogue::{self, CourseId, CourseLibrary, Listing},
    learning::{
        commands::note_team_seen,
        model::LearningState,
        reading::Reading,
        store::{LearnerLine, enrolments_of_people},
        teams::{
            access::{ChangeInTeam, SeeTeam},
            model::{is_done, needs_help},
            store::{self, CourseCount, ON_A_PAGE, Shown, Wanted},
        },
    },
    organisations::store::organisations::{self, Organisation},
    people::{Person, store::persons},
    platform::{
        Action, Db, Judgement, Language, Outcome, Page, Permit, PersonId, Read, Screen,
        pages::{Filter, ListQuery, Pager, SortHead},
        roles::OrganisationKind,
    },
};

pub async fn team(
    screen: Screen,
    permit: Permit<SeeTeam>,
    query: ListQuery,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let found = find(&db, &library, &permit, &query, screen.language).await?;
    note_team_seen(&db, &permit).await?;
    screen.show(&found.page(&screen, &permit, &query))
}

/// A page of a team as it is read: eight queries, however many there are.
pub struct Found {
    pub people: Vec<Person>,
    pub total: u64,
    pub learning: HashMap<(PersonId, CourseId), LearnerLine>,
    pub courses: Vec<CourseColumn>,
    parts: Vec<Organisation>,
    today: NaiveDate,
}

/// A course of the team with its counts and the words of its title.
pub struct CourseColumn {
    pub count: CourseCount,
    pub title: String,
    pub language: String,
    pub modules: u32,
}

/// What the address asks for.
pub fn wanted<'q>(team: &Organisation, query: &'q ListQuery) -> Wanted<'q> {
    let (sort, descending) = query.sort("state");
    let shown = match query.text("show") {
        "overdue" => Shown::Overdue,
        "due" => Shown::DueSoon,
        "help" => Shown::NeedHelp,
        _ => Shown::Everybody,
    };
    let by_name = sort == "name";
    Wanted {
        team: team.id,
        search: query.text("search"),
        shown,
        course: None,
        by_name,
        descending,
        page: query.page(),
    }
}

pub async fn find(
    db: &Db,
    library: &CourseLibrary,
    team: &Organisation,
    query: &ListQuery,
    language: Language,
) -> Outcome<Found> {
    let (read, today) = (db.read(), db.clock().now().date_naive());
    let (ids, total) = store::people(read, &wanted(team, query), today).await?;
    let mut people = persons::people(read, ids.iter().copied()).await?;
    let people: Vec<Person> = ids.iter().filter_map(|id| people.remove(id)).collect();
    let learning = enrolments_of_people(read, ids).await?;
    let counts = store::courses(read, team.id, today).await?;
    let courses = columns(read, library, counts, &learning, language).await?;
    let parts = match team.kind {
        OrganisationKind::ManufacturingGroup => organisations::factories_of(read, team.id).await?,
        _ => Vec::new(),
    };
    let key = |line: LearnerLine| ((line.enrolment.person, line.enrolment.course), line);
    Ok(Found { people, total, learning: learning.into_iter().map(key).collect(), courses, parts, today })
}

/// The columns by title. A course that is no longer published is read from the version that somebody here is on.
async fn columns(
    read: &Read,
    library: &CourseLibrary,
    counts: Vec<CourseCount>,
    learning: &[LearnerLine],
    language: Language,
) -> Outcome<Vec<CourseColumn>> {
    let listings: HashMap<CourseId, Listing> = catalogue::listings(read)
        .await?
        .into_iter()
        .map(|listing| (listing.published.course, listing))
        .collect();
    let versions: HashMap<_, _> = learning
        .iter()
        .filter(|line| !listings.contains_key(&line.enrolment.course))
        .map(|line| (line.enrolment.course, line.enrolment.version))
        .collect();
    let withdrawn = match versions.is_empty() {
        true => Default::default(),
        false => library.courses(read, &versions.values().copied().collect::<Vec<_>>()).await?,
    };
    let column = |count: CourseCount| {
        if let Some(listing) = listings.get(&count.course) {
            let (language, text) = listing.text_for(language.code());
            let modules = u32::try_from(listing.modules).unwrap_or(0);
            return Some(CourseColumn { count, title: text.title, language: language.to_owned(), modules });
        }
        let course = versions.get(&count.course).and_then(|version| withdrawn.get(version))?;
        let reading = Reading::of(course, language);
        let modules = u32::try_from(course.modules.len()).unwrap_or(0);
        Some(CourseColumn { count, title: reading.title(), language: reading.language.to_owned(), modules })
    };
    let mut columns: Vec<CourseColumn> = counts.into_iter().filter_map(column).collect();
    columns.sort_by(|one, other| one.title.cmp(&other.title));
    Ok(columns)
}

/// Titles and numbers of modules of the courses that these lines are about.
pub async fn titles_of(
    read: &Read,
    library: &CourseLibrary,
    lines: &[LearnerLine],
    language: Language,
) -> Outcome<HashMap<CourseId, (String, u32)>> {
    let mut courses: Vec<CourseId> = lines.iter().map(|line| line.enrolment.course).collect();
    courses.sort();
    courses.dedup();
    let count = |course: CourseId| CourseCount { course, enrolled: 0, done: 0, overdue: 0 };
    let columns = columns(read, library, courses.into_iter().map(count).collect(), lines, language).await?;
    Ok(columns.into_iter().map(|column| (column.count.course, (column.title, column.modules))).collect())
}

impl Found {
    fn page(&self, screen: &Screen, team: &Permit<SeeTeam>, query: &ListQuery) -> TeamPage {
        let list = format!("/teams/{}", team.id);
        TeamPage {
            parts: self.parts.iter().map(Part::of).collect(),
            summary: self.summary(screen),
            courses: self.courses.iter().map(|column| head(screen, &list, column)).collect(),
            people: self.people.iter().map(|person| self.row(screen, person)).collect(),
            ..TeamPage::of(screen, team, query, list.clone(), self.total)
        }
    }

    fn summary(&self, screen: &Screen) -> String {
        let sum =
            |number: fn(&CourseCount) -> u32| self.courses.iter().map(|column| number(&column.count)).sum();
        summary(screen, sum(|count| count.done), sum(|count| count.enrolled), sum(|count| count.overdue))
    }

    fn row(&self, screen: &Screen, person: &Person) -> PersonRow {
        let lines: Vec<Option<&LearnerLine>> =
            self.courses.iter().map(|column| self.learning.get(&(person.id, column.count.course))).collect();
        let all = || lines.iter().flatten();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let is_overdue = |line: &&&LearnerLine| {
            LearningState::of(&line.enrolment, line.progress.as_ref(), self.today) == LearningState::Overdue
        };
        let done = all().filter(|line| is_done(line)).count();
        let overdue = all().filter(is_overdue).count();
        let needs_help = all().any(|line| needs_help(line));
        let cells = self.courses.iter().zip(&lines);
        PersonRow {
            id: person.id.to_string(),
            name: person.name.clone(),
            url: format!("/people/{}/learning", person.id),
            summary: summary(screen, number(done), number(all().count()), number(overdue)),
            needs_help,
            cells: cells
                .map(|(column, line)| cell(screen, &column.title, column.modules, *line, self.today))
                .collect(),
        }
    }
}

fn head(screen: &Screen, team: &str, column: &CourseColumn) -> CourseHead {
    let CourseCount { done, enrolled, overdue, .. } = column.count;
    CourseHead {
        title: column.title.clone(),
        language: column.language.clone(),
        summary: summary(screen, done, enrolled, overdue),
        url: format!("{team}/courses/{}", column.count.course),
    }
}

impl TeamPage {
    /// What every page of a team has, before anybody is on it; `list` is its address.
    pub fn of(screen: &Screen, team: &Permit<SeeTeam>, query: &ListQuery, list: String, total: u64) -> Self {
        let filter = |word: &str, key: &str| Filter::of(query, "show", word, screen.text(key));
        Self {
            name: team.name.clone(),
            path: format!("/teams/{}", team.id),
            list,
            organisation: format!("/organisations/{}", team.id),
            may_change: ChangeInTeam::judge(&team.actor, &team.subject) == Judgement::Allow,
            filters: vec![
                filter("", "team-show-all"),
                filter("overdue", "state-overdue"),
                filter("due", "state-due"),
                filter("help", "team-needs-help"),
            ],
            filtered: !query.text("search").is_empty() || !query.text("show").is_empty(),
            search: query.text("search").to_owned(),
            select_all: query.with("select", "page"),
            all_selected: query.text("select") == "page",
            by_state: query.head("state", "state"),
            by_name: query.head("name", "state"),
            pager: query.pager_of(ON_A_PAGE, screen, "team-shown", total),
            parts: Vec::new(),
            course: None,
            summary: String::new(),
            courses: Vec::new(),
            people: Vec::new(),
        }
    }
}

#[derive(Clone, Serialize)]
pub struct TeamPage {
    name: String,
    path: String,
    /// Where this very list is.
    list: String,
    /// The one course whose modules are the columns.
    pub course: Option<CourseShown>,
    /// The organisation's own page.
    organisation: String,
    parts: Vec<Part>,
    search: String,
    filters: Vec<Filter>,
    filtered: bool,
    pub summary: String,
    pub courses: Vec<CourseHead>,
    may_change: bool,
    /// This page with everybody ticked.
    select_all: String,
    all_selected: bool,
    pub people: Vec<PersonRow>,
    by_state: SortHead,
    by_name: SortHead,
    pager: Pager,
}

/// A factory of the group.
#[derive(Clone, Serialize)]
struct Part {
    name: String,
    url: String,
}

impl Part {
    fn of(part: &Organisation) -> Self {
        Self { name: part.name.clone(), url: format!("/teams/{}", part.id) }
    }
}

#[derive(Clone, Serialize)]
pub struct CourseShown {
    pub id: String,
    pub title: String,
    pub language: String,
}

#[derive(Clone, Serialize)]
pub struct CourseHead {
    pub title: String,
    pub language: String,
    pub summary: String,
    /// Where the course is shown by its modules; empty for a module.
    pub url: String,
}

#[derive(Clone, Serialize)]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    pub url: String,
    pub summary: String,
    pub needs_help: bool,
    pub cells: Vec<Cell>,
}

impl Page for TeamPage {
    const TEMPLATE: &'static str = "teams/team";

    fn examples() -> Vec<Self> {
        let states = ["overdue", "due", "under-way", "not-started", "done", "not-needed"];
        let courses = states.map(|_| CourseHead {
            title: "Responsible Purchasing".to_owned(),
            language: "en".to_owned(),
            summary: "5/8".to_owned(),
            url: "/teams/1/courses/1".to_owned(),
        });
        let cell = |state: &'static str| Cell {
            short: "2/8".to_owned(),
            url: if state == "not-needed" { String::new() } else { "/enrolments/1".to_owned() },
            ..Cell::new("Responsible Purchasing", state, state.to_owned())
        };
        let person = PersonRow {
            id: "1".to_owned(),
            name: "Nguyễn Thị Lan".to_owned(),
            url: "/people/1/learning".to_owned(),
            summary: "1/5".to_owned(),
            needs_help: true,
            cells: states.map(cell).to_vec(),
        };
        let filter = Filter::example();
        let empty = Self {
            name: "Northwind Apparel".to_owned(),
            path: "/teams/1".to_owned(),
            list: "/teams/1".to_owned(),
            course: None,
            organisation: "/organisations/1".to_owned(),
            parts: Vec::new(),
            search: String::new(),
            filters: vec![filter],
            filtered: false,
            summary: "5/8".to_owned(),
            courses: Vec::new(),
            may_change: false,
            select_all: "?select=page".to_owned(),
            all_selected: false,
            people: Vec::new(),
            by_state: SortHead::example(),
            by_name: SortHead::example(),
            pager: Pager::example(),
        };
        let part = Part { name: "Factory 1".to_owned(), url: "/teams/2".to_owned() };
        vec![
            empty.clone(),
            Self { filtered: true, search: "zzz".to_owned(), ..empty.clone() },
            Self { people: vec![PersonRow { cells: Vec::new(), ..person.clone() }], ..empty.clone() },
            Self {
                may_change: true,
                all_selected: true,
                people: vec![PersonRow { cells: Vec::new(), ..person.clone() }],
                ..empty.clone()
            },
            Self {
                course: Some(CourseShown {
                    id: "1".to_owned(),
                    title: "Responsible Purchasing".to_owned(),
                    language: "en".to_owned(),
                }),
                courses: courses
                    .iter()
                    .map(|head| CourseHead { url: String::new(), ..head.clone() })
                    .collect(),
                people: vec![person.clone()],
                ..empty.clone()
            },
            Self {
                parts: vec![part],
                courses: courses.to_vec(),
                may_change: true,
                people: vec![person],
                ..empty
            },
        ]
    }
}
