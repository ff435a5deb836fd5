//! What learning records speak of, in words, for whoever takes their data away.

use std::collections::{HashMap, HashSet};

use courses::Course;
use serde_json::Value;

use super::{reading::Reading, store};
use crate::{
    catalogue::{CourseLibrary, CourseVersionId},
    people::{NamePlaces, RecordPlace},
    platform::{Language, Outcome, Read},
    records::{EnrolmentId, Object},
};

/// Reads the names from the courses.
pub struct NamedPlaces {
    pub library: CourseLibrary,
}

#[async_trait::async_trait(?Send)]
impl NamePlaces for NamedPlaces {
    async fn of(&self, read: &Read, language: Language, statements: &[Value]) -> Outcome<Vec<RecordPlace>> {
        let enrolments: Vec<Option<EnrolmentId>> = statements.iter().map(enrolment_of).collect();
        let asked: HashSet<EnrolmentId> = enrolments.iter().copied().flatten().collect();
        let asked: Vec<EnrolmentId> = asked.into_iter().collect();
        let lines = store::enrolments(read, &asked).await?;
        let versions: HashMap<EnrolmentId, CourseVersionId> =
            lines.iter().map(|line| (line.enrolment.id, line.enrolment.version)).collect();
        let wanted: Vec<CourseVersionId> = versions.values().copied().collect();
        let courses = self.library.courses(read, &wanted).await?;
        let place = |(statement, enrolment): (&Value, &Option<EnrolmentId>)| {
            let version = enrolment.and_then(|enrolment| versions.get(&enrolment));
            let course = version.and_then(|version| courses.get(version));
            place_of(statement, course.map(|course| &**course), language)
        };
        Ok(statements.iter().zip(&enrolments).map(place).collect())
    }
}

fn enrolment_of(statement: &Value) -> Option<EnrolmentId> {
    statement.pointer("/context/registration")?.as_str()?.parse().ok()
}

fn place_of(statement: &Value, course: Option<&Course>, language: Language) -> RecordPlace {
    let id = statement.pointer("/object/id").and_then(Value::as_str).unwrap_or_default();
    let about = id.strip_prefix("urn:better-work-academy:course:").unwrap_or(id);
    let (slug, path) = about.split_once(':').unwrap_or((about, ""));
    let Some(course) = course else { return RecordPlace { course: slug.to_owned(), part: None } };
    let reading = Reading::of(course, language);
    let part = match Object::from_path(path) {
        Some(Object::Module(id)) => {
            course.modules.iter().find(|module| module.id == id).map(|module| reading.module(module))
        }
        Some(Object::Step(step) | Object::Question { step, .. }) => {
            course.step(&step).map(|step| reading.step(step))
        }
        Some(Object::Course | Object::Plan) | None => None,
    };
    RecordPlace { course: reading.title(), part }
}
