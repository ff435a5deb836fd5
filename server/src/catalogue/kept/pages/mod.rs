//! The pages on which administrators keep courses.

mod activities;
mod preview;

use std::collections::HashMap;

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, Utc};
use courses::{Checked, Course, Mistakes};
use serde::Serialize;

use super::{archive, store};
use crate::{
    catalogue::{
        ChangePublication, CourseLibrary, PublishCourse, commands, images,
        model::{CourseVersionId, Parcel, Publish},
        store as catalogue_store,
    },
    people::{Person, store::persons},
    platform::{
        Argument, Db, Form, Outcome, Page, Permit, PersonId, Problem, Redirect, Screen, Storage, Upload,
    },
};
pub use preview::{CoursePreviewPage, preview};

#[derive(Serialize)]
pub struct CoursesKeptPage {
    courses: Vec<CourseLine>,
    /// Why the zip was not taken at all.
    error: String,
    mistakes: Vec<MistakeLine>,
}

#[derive(Serialize)]
struct CourseLine {
    url: String,
    title: String,
    slug: String,
    version: i32,
    imported_at: DateTime<Utc>,
    state: &'static str,
    state_text: String,
}

#[derive(Serialize)]
struct MistakeLine {
    file: String,
    line: u32,
    sentence: String,
}

#[derive(Serialize)]
pub struct CourseKeptPage {
    path: String,
    title: String,
    slug: String,
    shown: bool,
    /// A newer version than the one that is shown, or any where none is.
    may_publish: bool,
    versions: Vec<VersionShown>,
}

#[derive(Serialize)]
struct VersionShown {
    url: String,
    version: i32,
    imported_at: DateTime<Utc>,
    imported_by: String,
    current: bool,
    publications: Vec<PublicationShown>,
}

#[derive(Serialize)]
struct PublicationShown {
    at: DateTime<Utc>,
    by: String,
    withdrawn_at: Option<DateTime<Utc>>,
}

impl Page for CoursesKeptPage {
    const TEMPLATE: &'static str = "catalogue/kept-courses";

    fn examples() -> Vec<Self> {
        let line = |state| CourseLine {
            url: "/administration/courses/first-steps".to_owned(),
            title: "…".to_owned(),
            slug: "first-steps".to_owned(),
            version: 2,
            imported_at: DateTime::default(),
            state,
            state_text: "…".to_owned(),
        };
        let mistake = MistakeLine { file: "course.toml".to_owned(), line: 3, sentence: "…".to_owned() };
        vec![
            Self { courses: vec![line("done"), line("due")], error: String::new(), mistakes: Vec::new() },
            Self { courses: Vec::new(), error: "…".to_owned(), mistakes: Vec::new() },
            Self { courses: Vec::new(), error: String::new(), mistakes: vec![mistake] },
        ]
    }
}

impl Page for CourseKeptPage {
    const TEMPLATE: &'static str = "catalogue/kept-course";

    fn examples() -> Vec<Self> {
        let shown =
            |withdrawn_at| PublicationShown { at: DateTime::default(), by: "…".to_owned(), withdrawn_at };
        let version = |current, publications| VersionShown {
            url: "/administration/courses/first-steps/versions/1".to_owned(),
            version: 1,
            imported_at: DateTime::default(),
            imported_by: "…".to_owned(),
            current,
            publications,
        };
        let page = |shown, may_publish, versions| Self {
            path: "/administration/courses/first-steps".to_owned(),
            title: "…".to_owned(),
            slug: "first-steps".to_owned(),
            shown,
            may_publish,
            versions,
        };
        vec![
            page(true, true, vec![version(false, Vec::new()), version(true, vec![shown(None)])]),
            page(false, true, vec![version(false, vec![shown(Some(DateTime::default()))])]),
            page(true, false, vec![version(true, vec![shown(None)])]),
        ]
    }
}

pub async fn list(
    screen: Screen,
    _permit: Permit<PublishCourse>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    screen.show(&kept_page(&screen, &db, &library, String::new(), Vec::new()).await?)
}

async fn kept_page(
    screen: &Screen,
    db: &Db,
    library: &CourseLibrary,
    error: String,
    mistakes: Vec<MistakeLine>,
) -> Outcome<CoursesKeptPage> {
    let kept = store::kept(db.read()).await?;
    let newest: Vec<CourseVersionId> = kept.iter().map(|line| line.newest).collect();
    let read = library.courses(db.read(), &newest).await?;
    let line = |kept: &store::KeptLine| {
        let (state, key) = match kept.shown {
            Some(shown) if shown == kept.number => ("done", "kept-course-shown"),
            Some(_) => ("due", "kept-course-newer"),
            None => ("not-needed", "kept-course-hidden"),
        };
        CourseLine {
            url: format!("/administration/courses/{}", kept.slug),
            title: read.get(&kept.newest).map(|course| title(screen, course)).unwrap_or_default(),
            slug: kept.slug.clone(),
            version: kept.number,
            imported_at: kept.imported_at,
            state,
            state_text: screen.text(key),
        }
    };
    Ok(CoursesKeptPage { courses: kept.iter().map(line).collect(), error, mistakes })
}

fn title(screen: &Screen, course: &Course) -> String {
    let text = course.texts.get(screen.language.code());
    text.or_else(|| course.texts.get(&course.source_language))
        .map(|text| text.title.clone())
        .unwrap_or_default()
}

/// What a zip can turn out to be.
enum Brought {
    Fits(Box<Checked>),
    Wrong(Mistakes),
    NoCourse(&'static str),
}

pub async fn upload(
    screen: Screen,
    permit: Permit<PublishCourse>,
    upload: Upload<{ archive::LARGEST }>,
    (db, library, storage): (web::Data<Db>, web::Data<CourseLibrary>, web::Data<Storage>),
) -> Outcome<HttpResponse> {
    let (error, mistakes) = match brought(upload.file.map(|file| file.bytes)).await? {
        Brought::Fits(checked) => {
            let redirect = keep(&db, &storage, &permit, &upload.form, *checked).await?;
            return Ok(redirect.respond_to(screen.request()));
        }
        Brought::Wrong(mistakes) => (String::new(), mistake_lines(&screen, &mistakes)),
        Brought::NoCourse(key) => (screen.text(key), Vec::new()),
    };
    screen.show_again(&kept_page(&screen, &db, &library, error, mistakes).await?)
}

/// Unpacking and checking take time: not on the threads that answer.
async fn brought(bytes: Option<Vec<u8>>) -> Outcome<Brought> {
    let Some(bytes) = bytes else { return Ok(Brought::NoCourse("course-zip-missing")) };
    let reading = move || match archive::files(&bytes) {
        Err(key) => Brought::NoCourse(key),
        Ok(files) => match courses::read_files(&files) {
            Ok(checked) => Brought::Fits(Box::new(checked)),
            Err(mistakes) => Brought::Wrong(mistakes),
        },
    };
    web::block(reading).await.map_err(Problem::internal)
}

fn mistake_lines(screen: &Screen, mistakes: &Mistakes) -> Vec<MistakeLine> {
    let line = |mistake: &courses::Mistake| {
        let arguments: Vec<(&str, Argument)> =
            mistake.kind.arguments().into_iter().map(|(name, value)| (name, Argument::from(value))).collect();
        let sentence = screen.text_with(mistake.kind.key(), &arguments);
        MistakeLine { file: mistake.file.clone(), line: mistake.line, sentence }
    };
    mistakes.iter().map(line).collect()
}

/// As a version that nobody sees yet.
async fn keep(
    db: &Db,
    storage: &Storage,
    permit: &Permit<PublishCourse>,
    form: &Form,
    checked: Checked,
) -> Outcome<Redirect> {
    let parcel = Parcel::of(&checked.course).map_err(Problem::internal)?;
    images::keep(storage, checked.files.into_values()).await?;
    let mut once = db.begin_once(&form.key).await?;
    let notice = match commands::import(&mut once, permit, &parcel, Publish::Draft).await? {
        crate::catalogue::Imported::Unchanged { .. } => "notice-course-unchanged",
        _ => "notice-course-kept",
    };
    let path = format!("/administration/courses/{}", parcel.slug);
    once.redirect(Redirect::to(path).saying(notice)).await
}

pub async fn course(
    screen: Screen,
    permit: Permit<ChangePublication>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let (read, id) = (db.read(), permit.subject);
    let slug = store::slug(read, id).await?;
    let versions = store::versions(read, id).await?;
    let newest = versions.first().ok_or(Problem::NotFound)?.id;
    let shown = catalogue_store::in_force(read, id).await?.map(|published| published.version);
    let path = format!("/administration/courses/{slug}");
    screen.show(&CourseKeptPage {
        title: title(&screen, &*library.course(read, newest).await?),
        shown: shown.is_some(),
        may_publish: shown != Some(newest),
        versions: history(&screen, &db, &path, shown, (versions, id)).await?,
        path,
        slug,
    })
}

async fn history(
    screen: &Screen,
    db: &Db,
    path: &str,
    shown: Option<CourseVersionId>,
    (versions, course): (Vec<store::VersionLine>, crate::catalogue::CourseId),
) -> Outcome<Vec<VersionShown>> {
    let mut publications = store::publications(db.read(), course).await?;
    let by = publications.values().flatten().map(|line| line.by);
    let people: Vec<PersonId> = by.chain(versions.iter().map(|version| version.imported_by)).collect();
    let people = persons::people(db.read(), people).await?;
    let versions = versions.into_iter().map(|version| VersionShown {
        url: format!("{path}/versions/{}", version.number),
        version: version.number,
        imported_at: version.imported_at,
        imported_by: name(screen, &people, version.imported_by),
        current: shown == Some(version.id),
        publications: publications
            .remove(&version.id)
            .unwrap_or_default()
            .into_iter()
            .map(|line| PublicationShown {
                at: line.at,
                by: name(screen, &people, line.by),
                withdrawn_at: line.withdrawn_at,
            })
            .collect(),
    });
    Ok(versions.collect())
}

/// The operator's shell is nobody's name, and neither is an erased person.
fn name(screen: &Screen, people: &HashMap<PersonId, Person>, person: PersonId) -> String {
    people.get(&person).map_or_else(|| screen.text("kept-course-by-operator"), |person| person.name.clone())
}

pub async fn publish(permit: Permit<ChangePublication>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let slug = store::slug(db.read(), permit.subject).await?;
    let mut once = db.begin_once(&form.key).await?;
    commands::publish(&mut once, &permit).await?;
    let path = format!("/administration/courses/{slug}");
    once.redirect(Redirect::to(path).saying("notice-course-shown")).await
}

pub async fn withdraw(permit: Permit<ChangePublication>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let slug = store::slug(db.read(), permit.subject).await?;
    let mut once = db.begin_once(&form.key).await?;
    commands::withdraw(&mut once, &permit).await?;
    let path = format!("/administration/courses/{slug}");
    once.redirect(Redirect::to(path).saying("notice-course-withdrawn")).await
}
