//! The Academy's own courses, from inside the binary.

use std::collections::BTreeMap;

use anyhow::bail;
use bytes::Bytes;

use crate::{
    app::Academy,
    catalogue::{self, Parcel, Publish},
    platform::{Permit, assets},
};

/// Imports every course of the library. Returns their slugs.
pub async fn import(academy: &Academy) -> anyhow::Result<Vec<String>> {
    let mut slugs = Vec::new();
    for (folder, files) in folders() {
        let checked = match courses::read_files(&files) {
            Ok(checked) => checked,
            Err(mistakes) => bail!("the course {folder} in this binary has mistakes: {mistakes:?}"),
        };
        for content in checked.files.values() {
            academy.storage.put(Bytes::from(content.clone())).await?;
        }
        let parcel = Parcel::of(&checked.course)?;
        let mut work = academy.db.begin().await?;
        catalogue::commands::import(&mut work, &Permit::by_operator(()), &parcel, Publish::Now).await?;
        work.commit().await?;
        slugs.push(parcel.slug);
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
