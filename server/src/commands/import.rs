//! `import people|organisations FILE`: the same as in the browser, by the operator.

use std::{io::IsTerminal, process::ExitCode};

use anyhow::Context;
use serde::Serialize;

use super::opening;
use crate::{
    app::{self, Academy},
    platform::{
        Actor, Argument, Language, Texts,
        imports::{self, Given, Import, Preview, WrongRows},
    },
    settings::{ImportOptions, Settings},
};

pub async fn import(settings: &Settings, options: &ImportOptions) -> anyhow::Result<ExitCode> {
    let bytes =
        std::fs::read(&options.file).with_context(|| format!("{} cannot be read", options.file.display()))?;
    let url = settings.url.clone().unwrap_or_else(|| format!("http://{}", settings.listen));
    let academy = opening::open_migrating(settings, &url).await?;
    let wrong_rows = if options.leave_out_refused { WrongRows::LeftOut } else { WrongRows::KeepAllOut };
    let language = Language::from_code(&options.language).unwrap_or_default();
    let done = import_into(&academy, &options.kind, bytes, wrong_rows, options.dry_run).await;
    academy.db.close().await?;
    let (preview, kept_out) = done?;
    let said = Said::of(&preview, academy.engine.texts(), language);
    opening::tell_default_address(settings);
    println!("{}", if options.json { serde_json::to_string(&said)? } else { said.words(&academy, language) });
    Ok(if kept_out { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What was done, or what the rows of a dry run would do, and whether refused ones keep the others out.
pub async fn import_into(
    academy: &Academy,
    kind: &str,
    bytes: Vec<u8>,
    wrong_rows: WrongRows,
    dry_run: bool,
) -> anyhow::Result<(Preview, bool)> {
    let importers = app::importers();
    let importer = importers.find(kind).context("no such import")?;
    let given = Given {
        actor: Actor::operator(Language::default()),
        engine: academy.engine.clone().into_inner(),
        site: academy.site.clone().into_inner(),
        now: academy.db.clock().now(),
    };
    let import = match imports::open(academy.db.read(), importer, given, bytes).await? {
        Ok(import) => import,
        Err(unreadable) => return Ok((unreadable.into(), true)),
    };
    let preview = imports::look_through(academy.db.read(), &*import).await?;
    let kept_out = wrong_rows == WrongRows::KeepAllOut && !preview.refused.is_empty();
    // A dry run tells of every row, also where refused ones would keep the others out.
    if dry_run {
        return Ok((preview, kept_out));
    }
    if kept_out {
        return Ok((Preview { refused: preview.refused, ..Preview::default() }, true));
    }
    let done = carry_out(academy, &*import).await?;
    Ok((Preview { changes: preview.changes, ..done }, false))
}

/// Step by step, each in its own unit: killed half-way, the same command goes on where it was.
async fn carry_out(academy: &Academy, import: &dyn Import) -> anyhow::Result<Preview> {
    let all = import.lines().len();
    let (mut done, mut from) = (Preview::default(), 0);
    loop {
        let work = academy.db.begin().await?;
        let Some((step, next)) = imports::carry_out_next(&work, import, from).await? else { break };
        work.commit().await?;
        done.and(step);
        from = next;
        if std::io::stderr().is_terminal() {
            eprint!("\r{from}/{all}");
        }
    }
    done.sort();
    Ok(done)
}

#[derive(Serialize)]
struct Said {
    created: u32,
    changed: u32,
    unchanged: u32,
    refused: Vec<RefusedSaid>,
    /// Rows that say what they change.
    changes: Vec<ChangedSaid>,
}

#[derive(Serialize)]
struct ChangedSaid {
    line: u32,
    what: Vec<String>,
}

#[derive(Serialize)]
struct RefusedSaid {
    /// None where it is about the file and no line of it.
    line: Option<u32>,
    reason: String,
}

impl Said {
    fn of(preview: &Preview, texts: &Texts, language: Language) -> Self {
        let said = |row: &imports::RefusedRow| RefusedSaid {
            line: Some(row.line).filter(|line| *line > 0),
            reason: row.reason.text(texts, language),
        };
        let changed = |row: &imports::ChangedRow| ChangedSaid {
            line: row.line,
            what: row.what.iter().map(|what| what.text(texts, language)).collect(),
        };
        Self {
            created: preview.created,
            changed: preview.changed,
            unchanged: preview.unchanged,
            refused: preview.refused.iter().map(said).collect(),
            changes: preview.changes.iter().map(changed).collect(),
        }
    }

    fn words(&self, academy: &Academy, language: Language) -> String {
        let lines = self.refused.iter().map(|refused| match refused.line {
            Some(line) => format!("{line}: {}", refused.reason),
            None => refused.reason.clone(),
        });
        let refused = u32::try_from(self.refused.len()).unwrap_or(u32::MAX);
        let counts = [
            ("created", Argument::from(self.created)),
            ("changed", Argument::from(self.changed)),
            ("unchanged", Argument::from(self.unchanged)),
            ("refused", Argument::from(refused)),
        ];
        let sum = academy.engine.texts().with(language, "import-sum", &counts);
        let changes = self.changes.iter().map(|row| format!("{}: {}", row.line, row.what.join("; ")));
        changes.chain(lines).chain([sum]).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestAcademy;

    #[actix_web::test]
    async fn a_dry_run_tells_of_every_row_and_whether_refused_ones_keep_the_others_out() {
        let list = "kind,name,country\nbrand,Northwind,\nfactory,Hải Đăng,VN\npalace,Nowhere,VN\n";
        let academy = TestAcademy::new().await;
        let counts = async |wrong_rows, dry_run| {
            let bytes = list.as_bytes().to_vec();
            let done = import_into(&academy.academy, "organisations", bytes, wrong_rows, dry_run).await;
            let (preview, kept_out) = done.unwrap();
            (preview.created, preview.changed, preview.unchanged, preview.refused.len(), kept_out)
        };
        for (wrong_rows, told, done) in [
            (WrongRows::KeepAllOut, (2, 0, 0, 1, true), (0, 0, 0, 1, true)),
            (WrongRows::LeftOut, (2, 0, 0, 1, false), (2, 0, 0, 1, false)),
        ] {
            assert_eq!(counts(wrong_rows, true).await, told);
            assert_eq!(counts(wrong_rows, false).await, done);
        }
    }
}
