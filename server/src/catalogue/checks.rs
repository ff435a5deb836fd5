//! What must hold of the catalogue in the store.

use std::collections::BTreeMap;

use courses::Course;
use serde::Deserialize;

use super::{
    model::{CourseVersionId, Listing, Parcel},
    store,
};
use crate::platform::{
    Outcome, Problem, Read,
    checks::{Check, Finding},
    storage::FileKey,
};

pub fn checks() -> Vec<Check> {
    vec![
        Check { name: "course-shown-is-published", broken: SHOWN_UNPUBLISHED },
        Check { name: "course-published-is-shown", broken: PUBLISHED_UNSHOWN },
        Check { name: "course-versions-counted", broken: VERSIONS_WITH_GAPS },
    ]
}

const SHOWN_UNPUBLISHED: &str = "\
    SELECT COUNT(*) FROM course_listing l WHERE NOT EXISTS (SELECT 1 FROM publication p \
    WHERE p.course_version_id = l.course_version_id AND p.withdrawn_at IS NULL)";

const PUBLISHED_UNSHOWN: &str = "\
    SELECT COUNT(*) FROM publication p WHERE p.withdrawn_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM course_listing l WHERE l.course_id = p.course_id)";

const VERSIONS_WITH_GAPS: &str = "\
    SELECT COUNT(*) FROM course c WHERE (SELECT COUNT(*) FROM course_version v WHERE v.course_id = c.id) \
    <> (SELECT COALESCE(MAX(v.number), 0) FROM course_version v WHERE v.course_id = c.id)";

/// Courses whose lines in the catalogue say something else than the version that they show.
pub async fn listed_otherwise(read: &Read) -> Outcome<Finding> {
    let mut named = Vec::new();
    for some in store::listings(read).await?.chunks(AT_ONCE) {
        let versions: Vec<CourseVersionId> = some.iter().map(|listing| listing.published.version).collect();
        let documents: BTreeMap<_, _> = store::documents(read, &versions).await?.into_iter().collect();
        let otherwise = |listing: &&Listing| {
            let document = documents.get(&listing.published.version);
            !document.is_some_and(|document| is_listed_as(listing, document))
        };
        named.extend(some.iter().filter(otherwise).map(|listing| listing.slug.clone()));
    }
    Ok(Finding::named("course-listed-as-it-is", named))
}

/// Documents looked at by one query; each may be half a megabyte.
const AT_ONCE: usize = 20;

fn is_listed_as(listing: &Listing, document: &str) -> bool {
    let course = serde_json::from_str::<Course>(document);
    let Some(parcel) = course.ok().and_then(|course| Parcel::of(&course).ok()) else { return false };
    let as_it_is = Listing {
        published: listing.published,
        slug: parcel.slug,
        themes: parcel.themes,
        audiences: parcel.audiences,
        compliance_points: parcel.compliance_points,
        needs_session: parcel.needs_session,
        minutes: parcel.minutes,
        modules: parcel.modules,
        texts: parcel.texts,
    };
    *listing == as_it_is
}

/// What of a course's document names its pictures.
#[derive(Deserialize)]
struct Pictures {
    id: String,
    images: BTreeMap<String, String>,
}

/// The pictures of every version, each with the course and the path that name it.
pub async fn pictures(read: &Read) -> Outcome<Vec<(FileKey, String)>> {
    let mut named = Vec::new();
    for some in store::version_ids(read).await?.chunks(AT_ONCE) {
        for (_, document) in store::documents(read, some).await? {
            let pictures: Pictures = serde_json::from_str(&document).map_err(Problem::internal)?;
            let of_course = |(path, hash): (String, String)| {
                FileKey::parse(&hash).map(|key| (key, format!("{}/{path}", pictures.id)))
            };
            named.extend(pictures.images.into_iter().filter_map(of_course));
        }
    }
    Ok(named)
}
