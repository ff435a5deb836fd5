//! What every capability stands on. It knows nothing of learning.

pub mod actor;
mod answer;
pub mod assets;
pub mod audit;
pub mod checks;
pub mod clock;
pub mod compression;
mod csrf;
pub mod db;
pub mod envelope;
pub mod folding;
mod form;
pub mod health;
pub mod ids;
pub mod jobs;
pub mod language;
pub mod limits;
pub mod logs;
pub mod mail;
mod notice;
pub mod once;
pub mod pages;
pub mod passwords;
pub mod patterns;
pub mod permit;
pub mod personal_data;
pub mod problem;
pub mod roles;
pub mod routes;
pub mod secrets;
pub mod sentence;
pub mod sign_in_cookie;
pub mod site;
pub mod spreadsheets;
pub mod storage;
pub mod tokens;

pub use actor::{Actor, OrganisationId, PersonId, Place, SignInId};
pub use clock::Clock;
pub use db::{Db, Read, UnitOfWork};
pub use form::{Body, Form};
pub use ids::Ids;
pub use jobs::{Job, JobContext, JobKind};
pub use language::{Argument, Formats, Language, Texts};
pub use mail::{MailPage, Recipient};
pub use once::RequestKey;
pub use pages::{Engine, Page, Screen};
pub use passwords::Passwords;
pub use permit::{Action, Door, Judgement, Permit};
pub use problem::{FieldErrors, Outcome, Problem};
pub use routes::{Access, Described, Redirect, Routes};
pub use sentence::Sentence;
pub use site::Site;
pub use storage::Storage;

#[cfg(test)]
mod tests;
