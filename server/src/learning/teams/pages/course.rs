//! A team by the modules of one course.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use courses::{Course, Module};

use super::{
    team::{CourseHead, CourseShown, PersonRow, TeamPage, wanted},
    words::{Cell, summary},
};
use crate::{
    catalogue::{self, CourseId, CourseLibrary, CourseVersionId},
    learning::{
        commands::note_team_seen,
        model::{HELP_AFTER_WRONG_ATTEMPTS, LearningState, StepProgress},
        pages::words::{look, parts},
        reading::Reading,
        store::{LearnerLine, enrolments_of_people, steps_of},
        teams::{
            access::SeeTeam,
            model::needs_help,
            store::{self, CourseCount, Wanted},
        },
    },
    people::{Person, store::persons},
    platform::{Db, Outcome, Permit, PersonId, Problem, Screen, pages::ListQuery},
    records::EnrolmentId,
};

pub async fn course(
    screen: Screen,
    permit: Permit<SeeTeam>,
    query: ListQuery,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let id: Option<uuid::Uuid> = screen.request().match_info().get("course").and_then(|id| id.parse().ok());
    let course = CourseId(id.ok_or(Problem::NotFound)?);
    let found = find(&db, &library, &permit, &query, course).await?;
    note_team_seen(&db, &permit).await?;
    screen.show(&found.page(&screen, &permit, &query))
}

/// Those who are on the course, on one page.
struct Found {
    people: Vec<Person>,
    total: u64,
    count: CourseCount,
    /// Whose words the heads have.
    shown: Arc<Course>,
    lines: HashMap<PersonId, LearnerLine>,
    courses: BTreeMap<CourseVersionId, Arc<Course>>,
    steps: HashMap<EnrolmentId, Vec<StepProgress>>,
    today: NaiveDate,
}

async fn find(
    db: &Db,
    library: &CourseLibrary,
    team: &Permit<SeeTeam>,
    query: &ListQuery,
    course: CourseId,
) -> Outcome<Found> {
    let (read, today) = (db.read(), db.clock().now().date_naive());
    let counts = store::courses(read, team.id, today).await?;
    let count = counts.into_iter().find(|count| count.course == course).ok_or(Problem::NotFound)?;
    let wanted = Wanted { course: Some(course), ..wanted(team, query) };
    let (ids, total) = store::people(read, &wanted, today).await?;
    let mut people = persons::people(read, ids.iter().copied()).await?;
    let people: Vec<Person> = ids.iter().filter_map(|id| people.remove(id)).collect();
    let mut lines = enrolments_of_people(read, ids).await?;
    lines.retain(|line| line.enrolment.course == course);
    let version = match lines.first() {
        Some(line) => line.enrolment.version,
        None => {
            let listing = catalogue::listed(read, &course.to_string()).await?.ok_or(Problem::NotFound)?;
            listing.published.version
        }
    };
    let mut versions: Vec<CourseVersionId> = lines.iter().map(|line| line.enrolment.version).collect();
    versions.push(version);
    versions.sort();
    versions.dedup();
    let courses = library.courses(read, &versions).await?;
    let shown = courses.get(&version).cloned().ok_or(Problem::NotFound)?;
    let steps = steps_of(read, lines.iter().map(|line| line.enrolment.id)).await?;
    let lines = lines.into_iter().map(|line| (line.enrolment.person, line)).collect();
    Ok(Found { people, total, count, shown, lines, courses, steps, today })
}

impl Found {
    fn page(&self, screen: &Screen, team: &Permit<SeeTeam>, query: &ListQuery) -> TeamPage {
        let reading = Reading::of(&self.shown, screen.language);
        let head = |module: &Module| CourseHead {
            title: reading.module(module),
            language: reading.language.to_owned(),
            summary: String::new(),
            url: String::new(),
        };
        let CourseCount { course, enrolled, done, overdue } = self.count;
        let shown = CourseShown {
            id: course.to_string(),
            title: reading.title(),
            language: reading.language.to_owned(),
        };
        let list = format!("/teams/{}/courses/{course}", team.id);
        let mut page = TeamPage::of(screen, team, query, list, self.total);
        page.course = Some(shown);
        page.summary = summary(screen, done, enrolled, overdue);
        page.courses = self.shown.modules.iter().map(head).collect();
        page.people = self.people.iter().map(|person| self.row(screen, person, &reading)).collect();
        page
    }

    fn row(&self, screen: &Screen, person: &Person, reading: &Reading<'_>) -> PersonRow {
        let line = self.lines.get(&person.id);
        let nothing = Vec::new();
        let steps = line.and_then(|line| self.steps.get(&line.enrolment.id)).unwrap_or(&nothing);
        let modules = self.shown.modules.iter();
        PersonRow {
            id: person.id.to_string(),
            name: person.name.clone(),
            url: format!("/people/{}/learning", person.id),
            summary: line.map(|line| self.standing(screen, line)).unwrap_or_default(),
            needs_help: line.is_some_and(needs_help),
            cells: modules
                .map(|module| self.cell(screen, &reading.module(module), module, line, steps))
                .collect(),
        }
    }

    /// “2 of 8 modules”.
    fn standing(&self, screen: &Screen, line: &LearnerLine) -> String {
        let of = self.courses.get(&line.enrolment.version).map_or(0, |course| course.modules.len());
        let done = line.progress.as_ref().map_or(0, |progress| progress.modules_done);
        parts(screen, "learning-modules-done", done, of)
    }

    fn cell(
        &self,
        screen: &Screen,
        title: &str,
        module: &Module,
        line: Option<&LearnerLine>,
        steps: &[StepProgress],
    ) -> Cell {
        let own = line.and_then(|line| self.courses.get(&line.enrolment.version));
        let own = own.and_then(|course| course.modules.iter().find(|other| other.id == module.id));
        let (Some(line), Some(module)) = (line, own) else {
            return Cell::new(title, "not-needed", screen.text("state-not-needed"));
        };
        let of_module = |step: &&StepProgress| module.steps.iter().any(|other| other.id == step.step);
        let opened: Vec<&StepProgress> = steps.iter().filter(of_module).collect();
        let done = opened.iter().filter(|step| step.done_at.is_some()).count();
        let state = match LearningState::of(&line.enrolment, line.progress.as_ref(), self.today) {
            _ if done == module.steps.len() => LearningState::Done,
            late @ (LearningState::Overdue | LearningState::DueSoon) => late,
            _ if opened.is_empty() => LearningState::NotStarted,
            _ => LearningState::UnderWay,
        };
        let stuck = opened.iter().any(|step| step.wrong_in_a_row >= HELP_AFTER_WRONG_ATTEMPTS);
        let partly = done > 0 && done < module.steps.len();
        Cell {
            short: if partly { format!("{done}/{}", module.steps.len()) } else { String::new() },
            url: format!("/enrolments/{}", line.enrolment.id),
            needs_help: needs_help(line) && stuck,
            ..Cell::new(title, look(state), screen.text(&format!("state-{}", state.word())))
        }
    }
}
