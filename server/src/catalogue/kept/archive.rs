//! A course folder in a zip. Its entries are read one by one into memory and never written anywhere.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use zip::ZipArchive;

/// What an upload may weigh.
pub const LARGEST: usize = 32 * 1024 * 1024;
const LARGEST_UNPACKED: u64 = 96 * 1024 * 1024;
const LARGEST_ENTRY: u64 = 16 * 1024 * 1024;
const MOST_ENTRIES: usize = 2_000;
/// What the course is known by.
const MANIFEST: &str = "course.toml";

/// The files by their path in the course's folder, which may itself lie in a folder of the archive.
///
/// # Errors
/// The text key of why it cannot be taken.
pub fn files(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, &'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "course-zip-broken")?;
    if archive.len() > MOST_ENTRIES {
        return Err("course-zip-too-large");
    }
    let mut files = BTreeMap::new();
    let mut left = LARGEST_UNPACKED;
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(|_| "course-zip-broken")?;
        if entry.is_dir() {
            continue;
        }
        let path = entry.enclosed_name().filter(|_| !entry.is_symlink()).ok_or("course-zip-unsafe")?;
        let path = path.to_str().ok_or("course-zip-unsafe")?.replace('\\', "/");
        // What an entry says of its size is not believed.
        let most = LARGEST_ENTRY.min(left);
        let mut content = Vec::new();
        entry.take(most + 1).read_to_end(&mut content).map_err(|_| "course-zip-broken")?;
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        if size > most {
            return Err("course-zip-too-large");
        }
        left -= size;
        files.insert(path, content);
    }
    inside_folder(files)
}

/// Drops the folder round the course, and what systems hide beside it.
fn inside_folder(files: BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, Vec<u8>>, &'static str> {
    let manifest = files
        .keys()
        .filter(|path| *path == MANIFEST || path.ends_with(&format!("/{MANIFEST}")))
        .filter(|path| !path.starts_with("__MACOSX/"))
        .min_by_key(|path| path.len())
        .ok_or("course-zip-without-course")?;
    let folder = manifest.strip_suffix(MANIFEST).unwrap_or_default().to_owned();
    let hidden =
        |path: &str| path.split('/').any(|part| part.starts_with('.')) || path.ends_with("Thumbs.db");
    Ok(files
        .into_iter()
        .filter_map(|(path, content)| Some((path.strip_prefix(&folder)?.to_owned(), content)))
        .filter(|(path, _)| !hidden(path))
        .collect())
}
