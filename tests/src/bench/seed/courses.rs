//! The courses: the real one, and copies of it under other ids.

use std::fs;
use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::Value;
use tests::repository;
use uuid::Uuid;

use super::Question;

const REAL: &str = "responsible-purchasing";

/// A course as it was imported.
pub struct Course {
    pub id: Uuid,
    pub version: Uuid,
    pub slug: String,
    /// Every step in its order.
    pub steps: Vec<Step>,
    pub modules: usize,
}

pub struct Step {
    pub id: String,
    pub activity: String,
    /// Of a final quiz: its questions that have one right answer.
    pub questions: Vec<Question>,
}

/// The folders of so many courses; the first one is the real course itself.
pub fn write_variants(folder: &Path, count: usize) -> Vec<PathBuf> {
    let real = repository::root().join("courses/library").join(REAL);
    let manifest = fs::read_to_string(real.join("course.toml")).expect("the course is there");
    let variants = (2..=count).map(|number| {
        let id = format!("{REAL}-{number:02}");
        let copied = folder.join(&id);
        copy(&real, &copied);
        let renamed = manifest.replacen(&format!("id = \"{REAL}\""), &format!("id = \"{id}\""), 1);
        assert_ne!(renamed, manifest, "course.toml names its id");
        fs::write(copied.join("course.toml"), renamed).expect("a copy can be written");
        copied
    });
    [real.clone()].into_iter().chain(variants).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder is there").flatten() {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("a file can be copied");
        }
    }
}

/// The courses of the store, the real one first.
pub async fn read(database: &DatabaseConnection) -> Vec<Course> {
    let sql = "SELECT course.id AS course, course.slug AS slug, course_version.id AS version, \
               course_version.document AS document FROM course \
               JOIN course_version ON course_version.course_id = course.id ORDER BY course.slug";
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let rows = database.query_all_raw(statement).await.expect("the courses can be read");
    rows.iter()
        .map(|row| {
            let document: String = row.try_get("", "document").expect("a document");
            let document: Value = serde_json::from_str(&document).expect("a document in JSON");
            let modules = document["modules"].as_array().expect("modules");
            let steps = modules.iter().flat_map(|module| module["steps"].as_array().into_iter().flatten());
            Course {
                id: row.try_get("", "course").expect("an id"),
                version: row.try_get("", "version").expect("an id"),
                slug: row.try_get("", "slug").expect("a slug"),
                steps: steps.map(step).collect(),
                modules: modules.len(),
            }
        })
        .collect()
}

fn step(step: &Value) -> Step {
    let activity = &step["activity"];
    let is_final = activity["stake"].get("final").is_some();
    let questions = activity["questions"].as_array().into_iter().flatten();
    let questions =
        questions.filter(|question| is_final && question["answer"]["kind"] == "one").map(|question| {
            let options = question["answer"]["options"].as_array().into_iter().flatten();
            Question { id: word(question, "id"), options: options.map(|option| word(option, "id")).collect() }
        });
    Step { id: word(step, "id"), activity: word(activity, "kind"), questions: questions.collect() }
}

fn word(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
}
