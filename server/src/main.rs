//! The binary `academy`.

use clap::Parser;
use server::{commands, settings::CommandLine};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    commands::run(CommandLine::parse())
}
