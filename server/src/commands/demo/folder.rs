//! Where a demo lives.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::{
    platform::{Argument, Language, Texts},
    settings::Settings,
};

/// An empty file that says who made the folder: a demo opens everybody's mails, so it never opens another Academy.
const MARK: &str = "made-by-demo";

/// A folder that goes away with the demo, or the one that was asked for.
pub struct Folder {
    pub path: PathBuf,
    pub throw_away: bool,
}

impl Folder {
    /// `token` tells throw-away folders apart.
    ///
    /// # Errors
    /// A folder that holds something no demo made.
    pub fn of(settings: &Settings, token: &str) -> anyhow::Result<Self> {
        let folder = match &settings.data {
            Some(path) => Self { path: path.clone(), throw_away: false },
            None => {
                let name = format!("academy-demo-{}", token.chars().take(8).collect::<String>());
                Self { path: std::env::temp_dir().join(name), throw_away: true }
            }
        };
        let not_made = || format!("the folder {} cannot be made", folder.path.display());
        std::fs::create_dir_all(&folder.path).with_context(not_made)?;
        let mark = folder.path.join(MARK);
        if !mark.exists() {
            ensure!(
                is_empty(&folder.path)?,
                "{} holds something that no demo made, and a demo shows everybody's mails; choose an empty folder with --data",
                folder.path.display()
            );
            std::fs::write(mark, []).with_context(not_made)?;
        }
        Ok(folder)
    }

    /// Whether it goes or stays, for the person who stops the demo.
    pub fn fate(&self, texts: &Texts) -> String {
        let key = if self.throw_away { "demo-stop" } else { "demo-stop-keeps" };
        let folder = Argument::from(self.path.display().to_string());
        texts.with(Language::En, key, &[("folder", folder)])
    }
}

fn is_empty(folder: &Path) -> std::io::Result<bool> {
    Ok(std::fs::read_dir(folder)?.next().is_none())
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.throw_away
            && let Err(error) = std::fs::remove_dir_all(&self.path)
        {
            tracing::warn!(%error, "the demo's folder could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::{platform::assets, settings::CommandLine};

    fn settings(data: &Path) -> Settings {
        let data = data.to_str().unwrap();
        CommandLine::parse_from(["academy", "--data", data, "demo"]).settings
    }

    #[test]
    fn a_demo_opens_an_empty_folder_and_its_own_and_no_other() {
        let place = tempfile::tempdir().unwrap();
        let own = place.path().join("own");
        drop(Folder::of(&settings(&own), "own").unwrap());
        std::fs::write(own.join("academy.db"), "a world").unwrap();
        let again = Folder::of(&settings(&own), "own").unwrap();
        drop(again);
        assert!(own.join("academy.db").exists(), "a folder that was asked for stays");

        let real = place.path().join("real");
        std::fs::create_dir(&real).unwrap();
        std::fs::write(real.join("academy.db"), "people").unwrap();
        let refused = Folder::of(&settings(&real), "real").err().unwrap().to_string();
        assert!(refused.contains("no demo made"), "{refused}");
        assert!(!real.join(MARK).exists());
    }

    #[test]
    fn what_it_says_of_its_folder_is_true() {
        let texts = assets::read_texts().unwrap();
        let place = tempfile::tempdir().unwrap();
        let stays = Folder::of(&settings(place.path()), "stays").unwrap();
        let said = stays.fate(&texts);
        assert!(said.contains(place.path().to_str().unwrap()), "{said}");
        let path = place.path().join("goes");
        std::fs::create_dir(&path).unwrap();
        let goes = Folder { path: path.clone(), throw_away: true };
        assert!(goes.fate(&texts).contains("goes away"));
        drop(goes);
        assert!(!path.exists());
    }
}
