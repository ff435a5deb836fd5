//! The Academy's own courses, from inside the binary.

use std::collections::BTreeMap;

use anyhow::bail;

use crate::{app::Academy, catalogue::Publish, commands::courses::import_into, platform::assets};

/// Imports every course of the library. Returns their slugs.
pub async fn import(academy: &Academy) -> anyhow::Result<Vec<String>> {
    let mut slugs = Vec::new();
    for (folder, files) in folders() {
        let checked = match courses::read_files(&files) {
            Ok(checked) => checked,
            Err(mistakes) => bail!("the course {folder} in this binary has mistakes: {mistakes:?}"),
        };
        let slug = checked.course.id.clone();
        import_into(academy, checked, Publish::Now).await?;
        slugs.push(slug);
    }
    Ok(slugs)
}

/// The files of each course, by their path within its folder.
fn folders() -> BTreeMap<&'static str, BTreeMap<String, Vec<u8>>> {
    let mut folders: BTreeMap<&str, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
    for (path, content) in assets::library() {
        if let Some((folder, path)) = path.split_once('/') {
            folders.entry(folder).or_default().insert(path.to_owned(), content.to_vec());
        }
    }
    folders
}
