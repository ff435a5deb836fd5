//! Courses ready to be shown. A version never changes, so what was read once is kept.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use courses::Course;
use serde_json::Value;

use super::{images, model::CourseVersionId, store};
use crate::platform::{Outcome, Problem, Read};

/// Versions kept at most. One holds about twice the size of its files.
const MOST_KEPT: usize = 32;

/// The courses that this server has read. Cheap to clone.
#[derive(Clone, Default)]
pub struct CourseLibrary {
    shelf: Arc<Mutex<Shelf>>,
    /// Held while courses are read, so that those who want them at the same time wait and find them.
    reading: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct Shelf {
    kept: HashMap<CourseVersionId, Kept>,
    /// Counts what is taken from the shelf, so that the longest unused is known.
    taken: u64,
}

struct Kept {
    course: Arc<Course>,
    last_taken: u64,
}

impl CourseLibrary {
    /// The course as this version has it, its pictures at the addresses where they are served.
    pub async fn course(&self, read: &Read, version: CourseVersionId) -> Outcome<Arc<Course>> {
        self.courses(read, &[version]).await?.remove(&version).ok_or(Problem::NotFound)
    }

    /// The same for many at once: one query at most.
    pub async fn courses(
        &self,
        read: &Read,
        versions: &[CourseVersionId],
    ) -> Outcome<BTreeMap<CourseVersionId, Arc<Course>>> {
        let found = self.on_shelf(versions)?;
        if versions.iter().all(|version| found.contains_key(version)) {
            return Ok(found);
        }
        let _turn = self.reading.lock().await;
        let mut found = self.on_shelf(versions)?;
        let missing: Vec<_> =
            versions.iter().copied().filter(|version| !found.contains_key(version)).collect();
        if missing.is_empty() {
            return Ok(found);
        }
        for (version, document) in store::documents(read, &missing).await? {
            let course = Arc::new(ready(&document).map_err(Problem::internal)?);
            self.keep(version, &course)?;
            found.insert(version, course);
        }
        Ok(found)
    }

    fn on_shelf(&self, versions: &[CourseVersionId]) -> Outcome<BTreeMap<CourseVersionId, Arc<Course>>> {
        let mut shelf = self.shelf.lock().map_err(Problem::internal)?;
        shelf.taken += 1;
        let now = shelf.taken;
        let mut take = |version: &CourseVersionId| {
            let kept = shelf.kept.get_mut(version)?;
            kept.last_taken = now;
            Some((*version, kept.course.clone()))
        };
        Ok(versions.iter().filter_map(&mut take).collect())
    }

    fn keep(&self, version: CourseVersionId, course: &Arc<Course>) -> Outcome<()> {
        let mut shelf = self.shelf.lock().map_err(Problem::internal)?;
        let last_taken = shelf.taken;
        shelf.kept.insert(version, Kept { course: course.clone(), last_taken });
        if shelf.kept.len() > MOST_KEPT {
            let oldest =
                shelf.kept.iter().min_by_key(|(_, kept)| kept.last_taken).map(|(version, _)| *version);
            oldest.and_then(|version| shelf.kept.remove(&version));
        }
        Ok(())
    }
}

/// Reads a stored document, and puts the address of each picture where its path in the course's folder stands.
fn ready(document: &str) -> serde_json::Result<Course> {
    let mut value: Value = serde_json::from_str(document)?;
    let hashes: BTreeMap<String, String> = match value.get("images") {
        Some(images) => serde_json::from_value(images.clone())?,
        None => BTreeMap::new(),
    };
    place_images(&mut value, &hashes);
    serde_json::from_value(value)
}

fn place_images(value: &mut Value, hashes: &BTreeMap<String, String>) {
    match value {
        Value::String(html) if html.contains("<img ") => {
            let address =
                |path: &str| hashes.get(path).map_or_else(|| path.to_owned(), |hash| images::address(hash));
            *html = courses::with_images(html, address);
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| place_images(part, hashes)),
        Value::Object(parts) => parts.values_mut().for_each(|part| place_images(part, hashes)),
        _ => {}
    }
}
