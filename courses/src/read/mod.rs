//! From files to a course, or to the whole list of mistakes.

mod agreement;
mod exercise;
mod files;
pub(crate) mod here;
mod law;
pub(crate) mod lines;
mod manifest;
mod module;
mod pictures;
mod quiz;
mod scenario;
mod table;
#[cfg(test)]
mod tests;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use sha2::{Digest, Sha256};

use crate::{
    document::Course,
    mistakes::{MistakeKind, Mistakes},
};
use here::{Findings, Here};
pub use manifest::THEMES;

/// A course without mistakes, with the hash of all its files and its pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub course: Course,
    /// SHA-256 over every file that counts, in hexadecimal; the order on disk does not matter.
    pub content_hash: String,
    /// Pictures by their path in the course.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Reads a course's folder.
///
/// # Errors
/// Every mistake at once, by file and line.
pub fn read(dir: &Path) -> Result<Checked, Mistakes> {
    read_files(&files::collect(dir)?)
}

/// Reads a course from its files, by their path in its folder.
///
/// # Errors
/// Every mistake at once, by file and line.
pub fn read_files(files: &BTreeMap<String, Vec<u8>>) -> Result<Checked, Mistakes> {
    let findings = Findings {
        mistakes: RefCell::default(),
        images: files.keys().map(String::as_str).filter(|path| path.starts_with("images/")).collect(),
        images_used: RefCell::default(),
    };
    files::check(files, &findings);
    let course = course(files, &findings);
    pictures::check(files, &findings, course.is_some());
    match (course, findings.mistakes.into_inner().sorted()) {
        (Some(mut course), mistakes) if mistakes.is_empty() => {
            let pictures: BTreeMap<String, Vec<u8>> = files
                .iter()
                .filter(|(path, _)| path.starts_with("images/"))
                .map(|(path, content)| (path.clone(), content.clone()))
                .collect();
            course.images = pictures.iter().map(|(path, content)| (path.clone(), hash(content))).collect();
            Ok(Checked { course, content_hash: hash_of_all(files), files: pictures })
        }
        (_, mistakes) => Err(mistakes),
    }
}

/// The twelve characters that translations name each module file's present state by.
///
/// # Errors
/// A folder that cannot be read.
pub fn sources(dir: &Path) -> Result<Vec<(String, String)>, Mistakes> {
    let files = files::collect(dir)?;
    let modules = files.into_iter().filter(|(path, _)| path.starts_with("modules/"));
    let mark = |content: &[u8]| source_mark(files::without_mark(&String::from_utf8_lossy(content)));
    Ok(modules.map(|(path, content)| (path, mark(&content))).collect())
}

fn course(files: &BTreeMap<String, Vec<u8>>, findings: &Findings) -> Option<Course> {
    let here = Here { file: "course.toml", language: "", course: findings };
    let text = files::text(files, here)?;
    let manifest = manifest::read(here, text)?;
    let mut course = manifest.course;
    let source = course.source_language.clone();
    let stems = &manifest.stems;
    let languages = &course.languages;
    files::check_named(files, findings, |path| {
        stems.iter().any(|stem| languages.iter().any(|language| path == module_file(stem, language)))
    });
    let mut places = BTreeMap::new();
    for (module, stem) in course.modules.iter_mut().zip(&manifest.stems) {
        let file = module_file(stem, &source);
        let here = Here { file: &file, language: &source, course: findings };
        let Some(text) = module_text(files, here, manifest.modules_line, &source) else { continue };
        let Some(read) = module::read(here, text, None, &mut places) else { continue };
        let mark = source_mark(text);
        module.title.extend(read.title);
        module.steps = read.steps;
        for language in course.languages.iter().filter(|language| **language != source) {
            let file = module_file(stem, language);
            let here = Here { file: &file, language, course: findings };
            let Some(text) = module_text(files, here, manifest.modules_line, language) else { continue };
            let Some(read) = module::read(here, text, Some(&mark), &mut BTreeMap::new()) else { continue };
            module.title.extend(read.title);
            agreement::join(here, &mut module.steps, read.steps, &read.lines);
        }
    }
    course.law = law::read(here, files, &course.languages);
    manifest::check_rule(here, &course, manifest.completion_line);
    Some(course)
}

fn module_file(stem: &str, language: &str) -> String {
    format!("modules/{stem}.{language}.md")
}

fn module_text<'f>(
    files: &'f BTreeMap<String, Vec<u8>>,
    here: Here,
    line: u32,
    language: &str,
) -> Option<&'f str> {
    if !files.contains_key(here.file) {
        let kind =
            MistakeKind::ModuleFileMissing { path: here.file.to_owned(), language: language.to_owned() };
        Here { file: "course.toml", ..here }.mistake(line, kind);
        return None;
    }
    files::text(files, here)
}

/// The first twelve characters of the SHA-256 of a text whose lines end with LF.
fn source_mark(text: &str) -> String {
    hash(text.replace("\r\n", "\n").as_bytes()).chars().take(12).collect()
}

fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash_of_all(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut all = Sha256::new();
    for (path, content) in files {
        all.update(path.as_bytes());
        all.update([0]);
        all.update(hash(&files::essence(path, content)).as_bytes());
    }
    all.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Ids that were seen, with the file and line of each, so that a second one is told where the first is.
pub(crate) type Seen = BTreeMap<String, (String, u32)>;

/// Notes an id of a step, question or scene; says what is wrong with it.
pub(crate) fn note_id(here: Here, line: u32, id: &str, seen: &mut Seen) {
    if !here::is_id(id) {
        here.mistake(line, MistakeKind::IdForm { id: id.to_owned() });
    }
    if let Some((file, first)) = seen.get(id) {
        let first = format!("{file}:{first}");
        here.mistake(line, MistakeKind::IdTwice { id: id.to_owned(), first });
        return;
    }
    seen.insert(id.to_owned(), (here.file.to_owned(), line));
}

/// The pictures that nobody shows are a mistake, in the picture's own name.
pub(crate) fn unused<'f>(findings: &'f Findings) -> BTreeSet<&'f str> {
    let used = findings.images_used.borrow();
    findings.images.iter().copied().filter(|path| !used.contains(*path)).collect()
}
