//! Which files a course may consist of.

use std::{collections::BTreeMap, fs, path::Path};

use super::here::{Findings, Here};
use crate::mistakes::{MistakeKind, Mistakes};

const MOST_FILES: usize = 500;
const MOST_KILOBYTES: usize = 1024;
const MOST_MEGABYTES: usize = 50;

/// Every file below a folder, by its path in it; hidden ones are left out.
pub fn collect(dir: &Path) -> Result<BTreeMap<String, Vec<u8>>, Mistakes> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![dir.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(&folder).map_err(|_| unreadable(dir, &folder))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let content = fs::read(&path).map_err(|_| unreadable(dir, &path))?;
            files.insert(name_in(dir, &path), content);
        }
        if files.len() > MOST_FILES {
            break;
        }
    }
    Ok(files)
}

fn unreadable(dir: &Path, path: &Path) -> Mistakes {
    let mut mistakes = Mistakes::default();
    let kind = MistakeKind::FileUnreadable { path: path.display().to_string() };
    // The folder itself has no name inside itself.
    let name = if path == dir { dir.display().to_string() } else { name_in(dir, path) };
    mistakes.add(&name, 1, kind);
    mistakes
}

fn name_in(dir: &Path, path: &Path) -> String {
    path.strip_prefix(dir).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Counts, sizes and places.
pub fn check(files: &BTreeMap<String, Vec<u8>>, findings: &Findings) {
    let mistake = |file: &str, kind| Here { file, language: "", course: findings }.mistake(1, kind);
    if files.len() > MOST_FILES {
        let kind = MistakeKind::FilesTooMany { count: files.len().to_string(), most: MOST_FILES.to_string() };
        mistake("course.toml", kind);
    }
    let total: usize = files.values().map(Vec::len).sum();
    if total > MOST_MEGABYTES * 1024 * 1024 {
        let megabytes = (total / 1024 / 1024).to_string();
        mistake("course.toml", MistakeKind::CourseTooLarge { megabytes, most: MOST_MEGABYTES.to_string() });
    }
    for (path, content) in files {
        if content.len() > MOST_KILOBYTES * 1024 {
            let kilobytes = (content.len() / 1024).to_string();
            mistake(path, MistakeKind::FileTooLarge { kilobytes, most: MOST_KILOBYTES.to_string() });
        }
        match place(path) {
            Place::Known => {}
            Place::Unknown => mistake(path, MistakeKind::FileUnknown { path: path.clone() }),
            Place::Malformed => mistake(path, MistakeKind::PathForm { path: path.clone() }),
        }
    }
}

enum Place {
    Known,
    Unknown,
    Malformed,
}

fn place(path: &str) -> Place {
    let well_formed = path.len() <= 120
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte))
        && !path.split('/').any(|part| part.is_empty() || part.starts_with('.'));
    match path.split('/').collect::<Vec<_>>().as_slice() {
        _ if !well_formed => Place::Malformed,
        ["course.toml" | "law.toml" | "README.md" | "LICENSE.md"] | ["images", _] => Place::Known,
        ["modules", name] if name.ends_with(".md") => Place::Known,
        _ => Place::Unknown,
    }
}

/// Some editors begin a file with a byte order mark.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The content that counts: in texts, neither the mark at the beginning nor how lines end does.
pub fn essence(path: &str, content: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(content) {
        Ok(text) if path.ends_with(".md") || path.ends_with(".toml") => {
            without_mark(text).replace("\r\n", "\n").into_bytes()
        }
        _ => content.to_vec(),
    }
}

/// Module files that `course.toml` does not name in one of its languages.
pub fn check_named(files: &BTreeMap<String, Vec<u8>>, findings: &Findings, is_named: impl Fn(&str) -> bool) {
    for path in files.keys().filter(|path| path.starts_with("modules/") && !is_named(path)) {
        if matches!(place(path), Place::Known) {
            let here = Here { file: path, language: "", course: findings };
            here.mistake(1, MistakeKind::FileUnknown { path: path.clone() });
        }
    }
}

/// The text of a file.
pub fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, here: Here) -> Option<&'f str> {
    let Some(content) = files.get(here.file) else {
        here.mistake(1, MistakeKind::CourseFileMissing {});
        return None;
    };
    let text = std::str::from_utf8(content);
    if text.is_err() {
        here.mistake(1, MistakeKind::FileNotUtf8 {});
    }
    text.ok().map(without_mark)
}
