//! What the binary can do from the shell.

mod admin;
mod backup;
mod courses;
mod demo;
mod files;
mod import;
mod newsletter;
mod opening;
mod restore;
mod restored_secret;
mod serve;
mod upkeep;

use std::process::ExitCode;

use crate::{
    catalogue::Publish,
    platform::{Clock, logs},
    settings::{AdminCommand, Command, CommandLine, CoursesCommand, NewsletterCommand, Settings},
};

/// Runs one command; a sentence on standard error says what went wrong.
pub fn run(line: CommandLine) -> ExitCode {
    if let Err(error) = logs::start(&line.settings.log, &line.settings.log_format) {
        return fail(&error);
    }
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        tracing::warn!("another provider of TLS is there already");
    }
    let runtime = match actix_web::rt::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(carry_out(line.settings, line.command)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

async fn carry_out(settings: Settings, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Demo(options) => demo::demo(&settings, &options).await,
        Command::Serve(options) => serve::serve(&settings, &options).await,
        Command::Migrate => opening::migrate(&settings).await,
        Command::Admin(AdminCommand::Create { email, name }) => admin::create(&settings, &email, &name).await,
        Command::Backup { file } => {
            let store = opening::store(&settings)?;
            opening::is_there(&store)?;
            // A copy with the audit as it stands is better than none.
            if let Err(error) = upkeep::link_audit(&settings).await {
                tracing::warn!(%error, "the audit could not be chained before the backup");
            }
            let count =
                backup::backup(&store, &opening::storage(&settings)?, &Clock::default(), &file).await?;
            println!("{} ({count} files)", file.display());
            Ok(ExitCode::SUCCESS)
        }
        Command::Restore { file } => {
            let store = opening::store(&settings)?;
            let count = restore::restore(&store, &opening::storage(&settings)?, &file).await?;
            println!("{} ({count} files)", file.display());
            if let Some(said) = restored_secret::said(&settings).await? {
                eprintln!("academy: {said}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Import(options) => import::import(&settings, &options).await,
        Command::Courses(CoursesCommand::Check { dir, sources, language, json }) => {
            courses::check(&dir, &language, sources, json)
        }
        Command::Courses(CoursesCommand::Import { dir, draft, json }) => {
            let publish = if draft { Publish::Draft } else { Publish::Now };
            courses::import(&settings, &dir, publish, json).await
        }
        Command::Newsletter(NewsletterCommand::Bounces { file }) => {
            newsletter::bounces(&settings, &file).await
        }
        Command::Rebuild => upkeep::rebuild(&settings).await,
        Command::Verify { json } => upkeep::verify(&settings, json).await,
        Command::Openapi => upkeep::openapi(),
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("academy: {}", sentence_of(error));
    ExitCode::FAILURE
}

/// The error and its causes, without those that an error before has told already.
fn sentence_of(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.contains(&cause) {
            continue;
        }
        if !told.is_empty() {
            told.push_str(": ");
        }
        told.push_str(&cause);
    }
    told
}

#[cfg(test)]
mod tests {
    use anyhow::Context;
    use sea_orm::{DbErr, RuntimeErr};

    use super::sentence_of;

    #[test]
    fn a_cause_is_told_once() {
        let away = DbErr::Conn(RuntimeErr::SqlxError(sqlx::Error::PoolTimedOut.into()));
        let said = sentence_of(&anyhow::Error::from(away).context("PostgreSQL is away"));
        assert!(said.starts_with("PostgreSQL is away: "), "{said}");
        assert_eq!(said.matches("timed out").count(), 1, "{said}");
        let other = Err::<(), _>(anyhow::anyhow!("inner")).context("outer").unwrap_err();
        assert_eq!(sentence_of(&other), "outer: inner");
    }
}
