//! `courses check` and `courses import`: a course folder, its mistakes in the author's language, the course in the store.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use anyhow::{Context, bail};
use courses::{Checked, Mistake, Mistakes};
use serde::Serialize;

use super::opening;
use crate::{
    app::Academy,
    catalogue::{self, Imported, Parcel, Publish, PublishCourse},
    platform::{Argument, Language, Permit, Texts, assets},
    settings::Settings,
};

/// Where commands stand that answer no request.
const NOWHERE: &str = "http://localhost";

/// A course has no more files than this, so a wrong folder is noticed before it is read whole.
const MOST_FILES: usize = 2_000;

/// Reports every mistake in `folder`; with `sources`, prints what translations name their source by. Exit code 1 when
/// there are mistakes.
pub fn check(folder: &Path, language: &str, sources: bool, json: bool) -> anyhow::Result<ExitCode> {
    let texts = assets::read_texts()?;
    let language = Language::from_code(language).unwrap_or_default();
    let files = files_in(folder)?;
    if sources {
        return print_sources(&files, json);
    }
    match courses::read(&files) {
        Ok(checked) => {
            say(json, &Said::fits(&checked), || fits(&texts, language, &checked))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(mistakes) => report(&texts, language, &mistakes, json),
    }
}

/// Checks `folder`, then stores the course. Nothing is stored when there is a mistake.
pub async fn import(settings: &Settings, folder: &Path, publish: Publish, json: bool) -> anyhow::Result<ExitCode> {
    let texts = assets::read_texts()?;
    let language = Language::default();
    let checked = match courses::read(&files_in(folder)?) {
        Ok(checked) => checked,
        Err(mistakes) => return report(&texts, language, &mistakes, json),
    };
    let academy = opening::open(settings, NOWHERE).await?;
    let imported = import_into(&academy, checked, publish).await;
    academy.db.close().await?;
    let imported = imported?;
    say(json, &imported, || sentence_of(&texts, language, imported))?;
    Ok(ExitCode::SUCCESS)
}

/// Stores a checked course with its pictures.
pub async fn import_into(academy: &Academy, checked: Checked, publish: Publish) -> anyhow::Result<Imported> {
    let parcel = Parcel::of(&checked.course)?;
    catalogue::images::keep(&academy.storage, checked.images.into_values()).await?;
    let mut work = academy.db.begin().await?;
    let permit = Permit::<PublishCourse>::by_operator(());
    let imported = catalogue::commands::import(&mut work, &permit, &parcel, publish).await?;
    work.commit().await?;
    Ok(imported)
}

/// Every file of a course by its path inside the folder, with `/` between its parts. Hidden files are left out.
pub fn files_in(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(current) = waiting.pop() {
        let entries = std::fs::read_dir(&current).with_context(|| current.display().to_string())?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() {
                waiting.push(path);
                continue;
            }
            if files.len() == MOST_FILES {
                bail!("{} holds more than {MOST_FILES} files; is it a course?", folder.display());
            }
            let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            let content = std::fs::read(&path).with_context(|| path.display().to_string())?;
            files.insert(name, content);
        }
    }
    Ok(files)
}

fn report(texts: &Texts, language: Language, mistakes: &Mistakes, json: bool) -> anyhow::Result<ExitCode> {
    let said: Vec<MistakeSaid> = mistakes.iter().map(|mistake| MistakeSaid::of(texts, language, mistake)).collect();
    say(json, &Said { result: "mistakes", mistakes: &said }, || {
        let lines = said.iter().map(|said| format!("{}:{}: {}", said.file, said.line, said.sentence));
        let count = u32::try_from(said.len()).unwrap_or(u32::MAX);
        let sum = texts.with(language, "courses-check-mistakes", &[("count", Argument::from(count))]);
        lines.chain([sum]).collect::<Vec<_>>().join("\n")
    })?;
    Ok(ExitCode::FAILURE)
}

fn print_sources(files: &BTreeMap<String, Vec<u8>>, json: bool) -> anyhow::Result<ExitCode> {
    let sources = courses::sources(files);
    say(json, &sources, || {
        sources.iter().map(|(file, source)| format!("{source}  {file}")).collect::<Vec<_>>().join("\n")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What `--json` prints of a check.
#[derive(Serialize)]
struct Said<'a> {
    result: &'static str,
    mistakes: &'a [MistakeSaid],
}

impl Said<'static> {
    fn fits(_: &Checked) -> Self {
        Self { result: "fits", mistakes: &[] }
    }
}

#[derive(Serialize)]
struct MistakeSaid {
    file: String,
    line: u32,
    key: &'static str,
    sentence: String,
}

impl MistakeSaid {
    fn of(texts: &Texts, language: Language, mistake: &Mistake) -> Self {
        let arguments = mistake.kind.arguments();
        let arguments: Vec<(&str, Argument)> =
            arguments.into_iter().map(|(name, value)| (name, Argument::from(value))).collect();
        let key = mistake.kind.key();
        let sentence = texts.with(language, key, &arguments);
        Self { file: mistake.file.clone(), line: mistake.line, key, sentence }
    }
}

fn fits(texts: &Texts, language: Language, checked: &Checked) -> String {
    let course = &checked.course;
    let modules = u32::try_from(course.modules.len()).unwrap_or(u32::MAX);
    let arguments = [
        ("course", Argument::from(course.id.as_str())),
        ("modules", Argument::from(modules)),
        ("minutes", Argument::from(course.minutes())),
        ("languages", Argument::from(course.languages.join(", "))),
    ];
    texts.with(language, "courses-check-fits", &arguments)
}

fn sentence_of(texts: &Texts, language: Language, imported: Imported) -> String {
    let (key, version) = match imported {
        Imported::New { version } => ("courses-import-new", version),
        Imported::Published { version } => ("courses-import-published", version),
        Imported::Unchanged { version } => ("courses-import-unchanged", version),
    };
    texts.with(language, key, &[("version", Argument::from(u32::try_from(version).unwrap_or(0)))])
}

fn say<T: Serialize>(json: bool, value: &T, words: impl FnOnce() -> String) -> anyhow::Result<()> {
    println!("{}", if json { serde_json::to_string(value)? } else { words() });
    Ok(())
}
