//! What the binary can do from the shell.

mod opening;
mod serve;

use std::process::ExitCode;

use crate::settings::{Command, CommandLine, Settings};

/// Runs one command; a sentence on standard error says what went wrong.
pub fn run(line: CommandLine) -> ExitCode {
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
        Command::Serve(options) => serve::serve(&settings, &options).await,
        Command::Migrate => opening::migrate(&settings).await,
        _ => anyhow::bail!("this command is not part of this version"),
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("academy: {error:#}");
    ExitCode::FAILURE
}
