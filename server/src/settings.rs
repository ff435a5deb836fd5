//! What an operator can set: flags, or variables `ACADEMY_…`. Secrets never come from flags.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

/// The Better Work Academy.
#[derive(Debug, Parser)]
#[command(name = "academy", version, about, after_help = SECRETS)]
pub struct CommandLine {
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Command,
}

const SECRETS: &str = "\
Secrets come from the environment only:
  ACADEMY_SECRET        at least 32 characters; signs forms and tokens. Left out, it is made once in the data folder
  ACADEMY_DATABASE_URL  postgres://user:password@host/database. Left out: SQLite in the data folder
  ACADEMY_SMTP_URL      smtp://user:password@host:587 (STARTTLS) or smtps://…:465. Left out: mails wait in the outbox
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY   for a bucket";

/// How this server runs.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Folder of the database and files; left out: academy-data, and for the demo a throw-away folder
    #[arg(long, global = true, env = "ACADEMY_DATA")]
    pub data: Option<PathBuf>,
    /// Address to listen on; port 0 picks a free one
    #[arg(long, global = true, env = "ACADEMY_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address under which people reach the Academy; left out: where it listens
    #[arg(long, global = true, env = "ACADEMY_URL")]
    pub url: Option<String>,
    /// Proxies that are believed beside one on this machine: 10.0.0.0/8,192.0.2.7
    #[arg(
        long,
        global = true,
        env = "ACADEMY_TRUSTED_PROXIES",
        value_name = "LIST",
        default_value = "",
        hide_default_value = true
    )]
    pub trusted_proxies: String,
    /// Bucket for files: s3://bucket?endpoint=https://host&region=name; left out: the data folder
    #[arg(long, global = true, env = "ACADEMY_STORAGE_URL")]
    pub storage_url: Option<String>,
    /// Sender of mails
    #[arg(
        long,
        global = true,
        env = "ACADEMY_MAIL_FROM",
        default_value = "Better Work Academy <academy@localhost>"
    )]
    pub mail_from: String,
    /// Address for questions, named on public pages
    #[arg(long, global = true, env = "ACADEMY_CONTACT", default_value = "academy@localhost")]
    pub contact: String,
    /// Newsletter mails a minute, at most, however many servers there are
    #[arg(long, global = true, env = "ACADEMY_NEWSLETTER_RATE", value_name = "COUNT", default_value_t = 200)]
    pub newsletter_rate: u32,
    /// Let webhooks go to addresses of the own network, and to this machine without TLS
    #[arg(long, global = true, env = "ACADEMY_WEBHOOKS_PRIVATE")]
    pub webhooks_private: bool,
    /// What is logged, for example info or academy=debug,warn
    #[arg(long, global = true, env = "ACADEMY_LOG", default_value = "info")]
    pub log: String,
    /// How it is logged: text or json
    #[arg(long, global = true, env = "ACADEMY_LOG_FORMAT", default_value = "text")]
    pub log_format: String,
    #[arg(skip = std::env::var("ACADEMY_DATABASE_URL").ok())]
    pub database_url: Option<String>,
    #[arg(skip = std::env::var("ACADEMY_SMTP_URL").ok())]
    pub smtp_url: Option<String>,
    #[arg(skip = std::env::var("ACADEMY_SECRET").ok())]
    pub secret: Option<String>,
}

impl Settings {
    pub fn data_folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("academy-data"))
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve a furnished Academy from a throw-away folder, on loopback
    Demo(DemoOptions),
    /// Serve the real Academy
    Serve(ServeOptions),
    /// Bring the database to this version's schema
    Migrate,
    /// Administrators of a new Academy
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Courses as files
    #[command(subcommand)]
    Courses(CoursesCommand),
    /// Take in a list of people, organisations, findings or points of the frame from a spreadsheet (CSV or XLSX)
    #[command(after_help = IMPORT)]
    Import(ImportOptions),
    /// The newsletter
    #[command(subcommand)]
    Newsletter(NewsletterCommand),
    /// Empty every projection and fold it again from the records
    Rebuild,
    /// Check what must hold in the stored data, and say what was found
    Verify {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Write database and files into one file, while serving
    Backup { file: PathBuf },
    /// Fill an empty Academy from a backup
    Restore { file: PathBuf },
    /// Print the document of the JSON API
    Openapi,
}

#[derive(Clone, Debug, Args)]
pub struct DemoOptions {
    /// Port on loopback; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// First line of output: one JSON object with url and people
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Args)]
pub struct ServeOptions {
    /// First line of output: one JSON object with url
    #[arg(long)]
    pub json: bool,
}

const IMPORT: &str = "\
People are known again by their address, organisations by their reference, else by kind, name and country. Somebody new
is invited by mail, once. Findings are known again by their source and its reference; slcp takes a Step 1
self-assessment. The same file twice changes nothing. While a row is wrong, nothing is imported, unless
--leave-out-refused is given.
With --json: {\"created\":n,\"changed\":n,\"unchanged\":n,\"refused\":[{\"line\":n,\"reason\":\"…\"}]}, on one line.
Exit code: 0 imported (or would be, with --dry-run), 1 kept from it by refused rows.";

#[derive(Clone, Debug, Args)]
pub struct ImportOptions {
    /// What the rows are
    #[arg(value_parser = ["people", "organisations", "findings", "slcp", "frame", "suggestions"])]
    pub kind: String,
    pub file: PathBuf,
    /// Only say what would be done
    #[arg(long)]
    pub dry_run: bool,
    /// Import the other rows when some are wrong
    #[arg(long)]
    pub leave_out_refused: bool,
    /// Language of the reasons: en or vi
    #[arg(long, default_value = "en")]
    pub language: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Invite the first administrator; prints the link to open
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum CoursesCommand {
    /// Report every mistake in a course folder
    Check {
        dir: PathBuf,
        /// Print the twelve characters that translations name their source by
        #[arg(long)]
        sources: bool,
        /// Language of the report: en or vi
        #[arg(long, default_value = "en")]
        language: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check a course folder, then store it; a new version where its content changed
    Import {
        dir: PathBuf,
        /// Store without publishing
        #[arg(long)]
        draft: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum NewsletterCommand {
    /// Note addresses whose mails came back: one on each line, or the reports of mail servers (RFC 3464)
    Bounces { file: PathBuf },
}
