//! `courses check` and `courses import`: a course folder, its mistakes in the author's language, the course in the store.

use std::{path::Path, process::ExitCode};

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

/// Reports every mistake in `folder`; with `sources`, prints what translations name their source by. Exit code 1 when
/// there are mistakes.
pub fn check(folder: &Path, language: &str, sources: bool, json: bool) -> anyhow::Result<ExitCode> {
    let texts = assets::read_texts()?;
    let language = Language::from_code(language).unwrap_or_default();
    let found = match sources {
        true => courses::sources(folder).map(|sources| say_sources(json, &sources)),
        false => courses::read(folder).map(|checked| {
            say(json, &Said { result: "fits", mistakes: &[] }, || fits(&texts, language, &checked))
        }),
    };
    match found {
        Ok(said) => said.map(|()| ExitCode::SUCCESS),
        Err(mistakes) => report(&texts, language, &mistakes, json),
    }
}

/// Checks `folder`, then stores the course. Nothing is stored when there is a mistake.
pub async fn import(
    settings: &Settings,
    folder: &Path,
    publish: Publish,
    json: bool,
) -> anyhow::Result<ExitCode> {
    let texts = assets::read_texts()?;
    let language = Language::default();
    let checked = match courses::read(folder) {
        Ok(checked) => checked,
        Err(mistakes) => return report(&texts, language, &mistakes, json),
    };
    let academy = opening::open_migrating(settings, NOWHERE).await?;
    let imported = import_into(&academy, checked, publish).await;
    academy.db.close().await?;
    let imported = imported?;
    say(json, &imported, || sentence_of(&texts, language, imported))?;
    Ok(ExitCode::SUCCESS)
}

/// Stores a checked course with its pictures.
pub async fn import_into(academy: &Academy, checked: Checked, publish: Publish) -> anyhow::Result<Imported> {
    let parcel = Parcel::of(&checked.course)?;
    catalogue::images::keep(&academy.storage, checked.files.into_values()).await?;
    let mut work = academy.db.begin().await?;
    let permit = Permit::<PublishCourse>::by_operator(());
    let imported = catalogue::commands::import(&mut work, &permit, &parcel, publish).await?;
    work.commit().await?;
    Ok(imported)
}

fn report(texts: &Texts, language: Language, mistakes: &Mistakes, json: bool) -> anyhow::Result<ExitCode> {
    let said: Vec<MistakeSaid> =
        mistakes.iter().map(|mistake| MistakeSaid::of(texts, language, mistake)).collect();
    say(json, &Said { result: "mistakes", mistakes: &said }, || {
        let lines = said.iter().map(|said| format!("{}:{}: {}", said.file, said.line, said.sentence));
        let count = u32::try_from(said.len()).unwrap_or(u32::MAX);
        let sum = texts.with(language, "courses-check-mistakes", &[("count", Argument::from(count))]);
        lines.chain([sum]).collect::<Vec<_>>().join("\n")
    })?;
    Ok(ExitCode::FAILURE)
}

fn say_sources(json: bool, sources: &[(String, String)]) -> anyhow::Result<()> {
    say(json, &sources, || {
        sources.iter().map(|(file, source)| format!("{source}  {file}")).collect::<Vec<_>>().join("\n")
    })
}

/// What `--json` prints of a check.
#[derive(Serialize)]
struct Said<'a> {
    result: &'static str,
    mistakes: &'a [MistakeSaid],
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
