//! How files are called and how long they are.

use tests::repository::{files, tracked};

use super::assert_none;

const LONGEST: usize = 400;
const EMPTY_NAMES: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "misc", "types", "managers"];

#[test]
fn no_source_file_is_longer_than_four_hundred_lines() {
    let folders = ["server/src", "courses/src", "migrations/src", "tests/src", "tests/tests"];
    let long: Vec<String> = folders
        .iter()
        .flat_map(|folder| files(folder, ".rs"))
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path} has {lines} lines"))
        .collect();
    assert_none("A file over 400 lines becomes a folder by sub-capability", &long);
}

#[test]
fn no_file_or_folder_has_a_name_without_meaning() {
    let meaningless: Vec<String> = tracked()
        .into_iter()
        .map(|file| file.path)
        .filter(|path| {
            path.split('/').any(|part| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or(part)))
        })
        .collect();
    assert_none("Name a file by what it holds", &meaningless);
}

#[test]
fn the_architecture_page_stays_under_two_hundred_lines() {
    let page = files("server", "ARCHITECTURE.md");
    assert_eq!(page.len(), 1);
    assert!(page[0].text.lines().count() < 200);
}
