//! What authors do wrong, and what they may do.

mod allowed;
mod every_mistake;
mod mistakes_inside;
mod small_course;

use std::path::Path;

use super::read;

#[test]
fn the_library_has_no_mistakes() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("library");
    for folder in std::fs::read_dir(library).unwrap() {
        let folder = folder.unwrap().path();
        let checked = read(&folder);
        assert!(checked.is_ok(), "{}:\n{}", folder.display(), checked.unwrap_err());
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for missing in ["nowhere", "file.txt"] {
        let path = folder.path().join(missing);
        if missing == "file.txt" {
            std::fs::write(&path, "").unwrap();
        }
        let mistakes = read(&path).unwrap_err();
        let mistake = mistakes.iter().next().unwrap();
        assert_eq!(mistake.kind.key(), "course-mistake-file-unreadable");
        assert!(mistake.file.ends_with(missing), "{mistakes}");
    }
}
