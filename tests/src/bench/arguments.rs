//! What the benchmark is asked to do.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::seed::Size;
use crate::store::Kind;

/// Measures the Academy beside a bare application on the same rows.
#[derive(Debug, Parser)]
#[command(name = "bench")]
pub struct Arguments {
    #[arg(long, value_enum, default_value_t = Stores::Both)]
    pub store: Stores,
    /// A twentieth of the rows, one short round: to see whether it works, not for figures
    #[arg(long)]
    pub quick: bool,
    /// A store of a million enrolments instead of three hundred thousand; try it with `--only reports`
    #[arg(long, conflicts_with = "quick")]
    pub large: bool,
    /// Also write what was measured as JSON
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Measure these parts only
    #[arg(long, value_enum, value_delimiter = ',')]
    pub only: Vec<Part>,
    /// Serve the seeded Academy and the bare application until the benchmark is ended, for a profiler
    #[arg(long)]
    pub serve: bool,
    #[command(subcommand)]
    pub process: Option<Process>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stores {
    Sqlite,
    Postgres,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    Start,
    Pages,
    Answers,
    SignIn,
    Teams,
    Reports,
    /// Factories: the adviser's heat map, a plan with its pathway, a group by theme, publishing, findings
    Factories,
    Imports,
    Reminders,
}

/// What the benchmark starts beside itself.
#[derive(Debug, Subcommand)]
pub enum Process {
    /// The bare application
    #[command(hide = true)]
    Bare(BareOptions),
}

#[derive(Debug, clap::Args)]
pub struct BareOptions {
    #[arg(long)]
    pub port: u16,
    /// The seeded database
    #[arg(long)]
    pub database: String,
    /// Where bare inserts go
    #[arg(long)]
    pub inserts: String,
    /// Bytes of literal sentences for each page, so that it is as long as the Academy's
    #[arg(long, value_delimiter = ',')]
    pub fillers: Vec<usize>,
}

impl Arguments {
    pub fn size(&self) -> Size {
        match (self.quick, self.large) {
            (true, _) => Size::QUICK,
            (_, true) => Size::LARGE,
            _ => Size::FULL,
        }
    }

    pub fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }

    pub fn kinds(&self) -> &'static [Kind] {
        match self.store {
            Stores::Sqlite => &[Kind::Sqlite],
            Stores::Postgres => &[Kind::Postgres],
            Stores::Both => &[Kind::Sqlite, Kind::Postgres],
        }
    }
}
