//! The bare pages: rows into a template, with literal sentences.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use handlebars::Handlebars;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{factory_rows, rows};

const SENTENCE: &str = "<p class=\"note\">A sentence that stands in the template as it is.</p>\n";

/// The templates, and the courses as they were read at the start.
pub struct Pages {
    handlebars: Handlebars<'static>,
    courses: HashMap<Uuid, Outline>,
}

/// A course in English.
struct Outline {
    modules: Vec<Module>,
    steps: HashMap<String, Step>,
    promise: Value,
}

struct Module {
    title: String,
    minutes: u64,
    /// Id and heading.
    steps: Vec<(String, String)>,
}

struct Step {
    heading: String,
    body: String,
    questions: HashMap<String, Question>,
}

struct Question {
    text: String,
    /// Text by id.
    options: HashMap<String, String>,
}

impl Pages {
    /// `fillers` says how many bytes of literal sentences each page gets, so that it is as long as the Academy's.
    pub async fn new(database: &DatabaseConnection, fillers: &[usize]) -> Self {
        let mut handlebars = Handlebars::new();
        let templates = [
            ("home", include_str!("templates/home.hbs")),
            ("course", include_str!("templates/course.hbs")),
            ("question", include_str!("templates/question.hbs")),
            ("step", include_str!("templates/step.hbs")),
            ("team", include_str!("templates/team.hbs")),
            ("heat", include_str!("templates/heat.hbs")),
            ("plan", include_str!("templates/plan.hbs")),
            ("group", include_str!("templates/group.hbs")),
        ];
        for (number, (name, source)) in templates.into_iter().enumerate() {
            let bytes = fillers.get(number).copied().unwrap_or(0);
            let filler: String = SENTENCE.chars().cycle().take(bytes).collect();
            let source = source.replace("FILLER", &filler);
            handlebars.register_template_string(name, source).expect("a template");
        }
        let layout = include_str!("templates/layout.hbs");
        handlebars.register_template_string("layout", layout).expect("a template");
        Self { handlebars, courses: courses(database).await }
    }

    fn show(&self, template: &str, values: &Value) -> HttpResponse {
        let html = self.handlebars.render(template, values).expect("the page renders");
        HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html)
    }
}

async fn courses(database: &DatabaseConnection) -> HashMap<Uuid, Outline> {
    let sql = "SELECT id, document FROM course_version";
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let rows = database.query_all_raw(statement).await.expect("the courses can be read");
    let read = |row: &sea_orm::QueryResult| {
        let document: String = row.try_get("", "document").expect("a document");
        let document = serde_json::from_str(&document).expect("a document in JSON");
        (row.try_get("", "id").expect("an id"), Outline::of(&document))
    };
    rows.iter().map(read).collect()
}

impl Outline {
    fn of(document: &Value) -> Self {
        let modules: Vec<&Value> = document["modules"].as_array().into_iter().flatten().collect();
        let steps_of = |module: &Value| module["steps"].as_array().cloned().unwrap_or_default();
        let module = |module: &&Value| Module {
            title: english(&module["title"]),
            minutes: module["minutes"].as_u64().unwrap_or(0),
            steps: steps_of(module)
                .iter()
                .map(|step| (text(&step["id"]), english(&step["heading"])))
                .collect(),
        };
        let steps = modules.iter().flat_map(|module| steps_of(module));
        Self {
            modules: modules.iter().map(module).collect(),
            steps: steps.map(|step| (text(&step["id"]), Step::of(&step))).collect(),
            promise: document["texts"]["en"]["promise"].clone(),
        }
    }

    fn outline(&self, done: &[&str]) -> Vec<Value> {
        let step = |(id, heading): &(String, String)| json!({ "id": id, "heading": heading, "is_done": done.contains(&id.as_str()) });
        let module = |module: &Module| {
            let steps: Vec<Value> = module.steps.iter().map(step).collect();
            json!({ "title": module.title, "minutes": module.minutes, "steps": steps })
        };
        self.modules.iter().map(module).collect()
    }
}

impl Step {
    fn of(step: &Value) -> Self {
        let questions = step["activity"]["questions"].as_array().cloned().unwrap_or_default();
        let question = |question: &Value| {
            let options = question["answer"]["options"].as_array().cloned().unwrap_or_default();
            let options =
                options.iter().map(|option| (text(&option["id"]), english(&option["text"]))).collect();
            (text(&question["id"]), Question { text: english(&question["text"]), options })
        };
        Self {
            heading: english(&step["heading"]),
            body: english(&step["body"]),
            questions: questions.iter().map(question).collect(),
        }
    }
}

fn english(value: &Value) -> String {
    text(&value["en"])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub async fn home(
    database: web::Data<DatabaseConnection>,
    pages: web::Data<Pages>,
    person: web::Path<Uuid>,
) -> HttpResponse {
    let person = *person;
    let signed_in = rows::signed_in(&database, person).await.expect("the rows come");
    let enrolments = rows::enrolments(&database, person).await.expect("the rows come");
    let promises = rows::promises(&database, person).await.expect("the rows come");
    let gatherings = rows::gatherings(&database, person).await.expect("the rows come");
    let at_hand = enrolments.iter().find(|enrolment| enrolment.current_step.is_some());
    let steps = match at_hand {
        Some(enrolment) => rows::steps(&database, enrolment.id).await.expect("the rows come"),
        None => Vec::new(),
    };
    let values = json!({
        "signed_in": signed_in, "enrolments": enrolments, "promises": promises, "gatherings": gatherings, "steps": steps,
    });
    pages.show("home", &values)
}

pub async fn course(
    database: web::Data<DatabaseConnection>,
    pages: web::Data<Pages>,
    path: web::Path<(String, Uuid)>,
) -> HttpResponse {
    let (slug, person) = path.into_inner();
    let signed_in = rows::signed_in(&database, person).await.expect("the rows come");
    let listing = rows::listing(&database, slug, person).await.expect("the rows come").remove(0);
    let steps = match listing.enrolment {
        Some(enrolment) => rows::steps(&database, enrolment).await.expect("the rows come"),
        None => Vec::new(),
    };
    let done: Vec<&str> = steps.iter().filter(|step| step.is_done).map(|step| step.step.as_str()).collect();
    let course = &pages.courses[&listing.course_version_id];
    let values = json!({ "signed_in": signed_in, "listing": listing, "promise": course.promise, "modules": course.outline(&done) });
    pages.show("course", &values)
}

pub async fn question(
    database: web::Data<DatabaseConnection>,
    pages: web::Data<Pages>,
    path: web::Path<(Uuid, usize)>,
) -> HttpResponse {
    let (attempt, number) = path.into_inner();
    let sitting = rows::sitting(&database, attempt).await.expect("the rows come");
    let signed_in = rows::signed_in(&database, sitting[0].person_id).await.expect("the rows come");
    let drawn: Value = serde_json::from_str(&sitting[0].drawn).expect("the questions in JSON");
    let drawn = drawn.as_array().expect("questions");
    let asked = &drawn[number - 1];
    let id = text(&asked["question"]);
    let step = &pages.courses[&sitting[0].course_version_id].steps[&sitting[0].step];
    let question = &step.questions[&id];
    let given = sitting.iter().find(|row| row.question.as_deref() == Some(&id));
    let given: Value = given
        .and_then(|row| serde_json::from_str(row.response.as_deref().unwrap_or_default()).ok())
        .unwrap_or_default();
    let options: Vec<Value> = asked["order"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|option| {
            let option = text(option);
            let is_chosen = given["option"] == option;
            json!({ "id": option, "text": question.options[&option], "is_chosen": is_chosen })
        })
        .collect();
    let answered = |question: &Value| {
        sitting
            .iter()
            .any(|row| row.question.is_some() && row.question.as_deref() == question["question"].as_str())
    };
    let dots: Vec<Value> =
        drawn.iter().map(|question| json!({ "is_answered": answered(question) })).collect();
    pages.show(
        "question",
        &json!({
            "heading": step.heading, "attempt": attempt, "number": number, "of": drawn.len(), "id": id,
            "text": question.text, "options": options, "dots": dots, "signed_in": signed_in,
        }),
    )
}

pub async fn step(
    database: web::Data<DatabaseConnection>,
    pages: web::Data<Pages>,
    path: web::Path<(Uuid, String)>,
) -> HttpResponse {
    let (enrolment, id) = path.into_inner();
    let place = rows::place(&database, enrolment).await.expect("the rows come");
    let signed_in = rows::signed_in(&database, place[0].person_id).await.expect("the rows come");
    let course = &pages.courses[&place[0].course_version_id];
    let done: Vec<&str> = place.iter().filter(|row| row.is_done).map(|row| row.step.as_str()).collect();
    let step = &course.steps[&id];
    let values = json!({
        "signed_in": signed_in, "enrolment": enrolment, "heading": step.heading, "body": step.body, "modules": course.outline(&done),
    });
    pages.show("step", &values)
}

pub async fn team(
    database: web::Data<DatabaseConnection>,
    pages: web::Data<Pages>,
    path: web::Path<(Uuid, Uuid)>,
) -> HttpResponse {
    let (team, person) = path.into_inner();
    let signed_in = rows::signed_in(&database, person).await.expect("the rows come");
    let people = rows::team_people(&database, team).await.expect("the rows come");
    let size = rows::team_size(&database, team).await.expect("the rows come").remove(0).count;
    let courses = rows::team_courses(&database, team).await.expect("the rows come");
    let enrolments = rows::team_enrolments(&database, &people).await.expect("the rows come");
    let by_place: HashMap<(Uuid, Uuid), &rows::TeamEnrolmentRow> =
        enrolments.iter().map(|enrolment| ((enrolment.person_id, enrolment.course_id), enrolment)).collect();
    let lines: Vec<Value> = people
        .iter()
        .map(|person| {
            let cell = |course: &rows::TeamCourseRow| json!(by_place.get(&(person.id, course.course_id)));
            json!({ "person": person, "cells": courses.iter().map(cell).collect::<Vec<_>>() })
        })
        .collect();
    let values = json!({ "signed_in": signed_in, "size": size, "courses": courses, "lines": lines });
    pages.show("team", &values)
}

/// The factories of an adviser, or of a group, by theme.
pub async fn heat(
    database: web::Data<DatabaseConnection>,
    pages: web::Data<Pages>,
    path: web::Path<(String, Uuid, Uuid)>,
) -> HttpResponse {
    let (whose, id, person) = path.into_inner();
    let is_adviser = whose == "adviser";
    let signed_in = rows::signed_in(&database, person).await.expect("the rows come");
    let factories = factory_rows::factories(&database, is_adviser, id).await.expect("the rows come");
    let ids: Vec<Uuid> = factories.iter().map(|factory| factory.id).collect();
    let themes = factory_rows::themes(&database, &ids).await.expect("the rows come");
    let mut names: Vec<&str> = themes.iter().map(|theme| theme.cluster.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let by_place: HashMap<(Uuid, &str), &factory_rows::ThemeRow> =
        themes.iter().map(|theme| ((theme.factory_id, theme.cluster.as_str()), theme)).collect();
    let (mut steps, mut items, mut pathways) = (Vec::new(), Vec::new(), Vec::new());
    if is_adviser {
        steps = factory_rows::late_steps(&database, &ids).await.expect("the rows come");
        items = factory_rows::late_items(&database, &ids).await.expect("the rows come");
        pathways = factory_rows::standing(&database, &ids).await.expect("the rows come");
    }
    let lines: Vec<Value> = factories
        .iter()
        .map(|factory| {
            let cells: Vec<Value> =
                names.iter().map(|name| json!(by_place.get(&(factory.id, *name)))).collect();
            let late: Vec<&factory_rows::LateRow> =
                steps.iter().filter(|step| step.organisation_id == factory.id).take(1).collect();
            let item = items.iter().find(|item| item.factory_id == factory.id);
            let pathway = pathways.iter().find(|pathway| pathway.organisation_id == factory.id);
            json!({ "factory": factory, "cells": cells, "late": late, "item": item, "pathway": pathway })
        })
        .collect();
    let values = json!({ "signed_in": signed_in, "themes": names, "lines": lines });
    pages.show(if is_adviser { "heat" } else { "group" }, &values)
}

/// The items of a factory beside the steps of its pathways.
pub async fn plan(
    database: web::Data<DatabaseConnection>,
    pages: web::Data<Pages>,
    path: web::Path<(Uuid, Uuid)>,
) -> HttpResponse {
    let (factory, person) = path.into_inner();
    let signed_in = rows::signed_in(&database, person).await.expect("the rows come");
    let items = factory_rows::items(&database, factory).await.expect("the rows come");
    let steps = factory_rows::steps_of_pathways(&database, factory).await.expect("the rows come");
    pages.show("plan", &json!({ "signed_in": signed_in, "items": items, "steps": steps }))
}
