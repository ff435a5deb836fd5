//! The one error type of the server. It carries text keys, never a sentence; `answer.rs` turns it into a page, a JSON
//! document (RFC 9457) or whatever the path's specification asks for.

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

use super::{meanwhile::Meanwhile, sentence::Sentence};

/// What a handler answers.
pub type Outcome<T> = Result<T, Problem>;

/// Everything that can go wrong, seen from the person who asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Problem {
    /// There is no such thing, or it is none of the asker's business: both answer alike.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in.
    #[error("sign-in needed")]
    SignInNeeded,
    /// What was given proves nobody; the text key says why.
    #[error("not proven: {0}")]
    NotProven(&'static str),
    /// Seen but not allowed; the text key says why.
    #[error("denied: {0}")]
    Denied(&'static str),
    /// Fields that cannot be taken as they are.
    #[error("invalid: {0:?}")]
    Invalid(FieldErrors),
    /// Parts of what was sent cannot be taken, each with its sentence.
    #[error("refused: {0:?}")]
    Refused(Vec<(String, Sentence)>),
    /// The request cannot be read at all; the text key says why.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// The JSON of a request cannot be read; the field where the reader stopped, if it has a name.
    #[error("unreadable: {0:?}")]
    Unreadable(Option<(String, Sentence)>),
    /// It clashes with what is there; the text key says with what.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Somebody was quicker; a caller is told what stands there now.
    #[error("changed meanwhile: {0:?}")]
    Changed(Box<Meanwhile>),
    /// The same request was answered before: this is the first answer.
    #[error("repeated")]
    Repeated(FirstAnswer),
    #[error("method not allowed")]
    MethodNotAllowed(String),
    #[error("unsupported media type")]
    UnsupportedBody,
    /// The most bytes that are taken; 0 where that is not known.
    #[error("too large")]
    TooLarge(usize),
    /// Asked too often; seconds until it is worth trying again.
    #[error("too many requests")]
    TooMany(u32),
    /// The server has more to do than it can queue.
    #[error("busy")]
    Busy,
    /// Something that the server needs (database, bucket) does not answer.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A defect of ours; the sentence is for the log only.
    #[error("internal: {0}")]
    Internal(String),
}

/// The answer that a repeated request gets again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstAnswer {
    /// A redirect to this path.
    SeeOther(String),
    /// A JSON document with its status.
    Json(u16, String),
}

/// One text key per field that is wrong, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct FieldErrors(pub Vec<FieldError>);

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    pub field: String,
    /// A key of `assets/text`.
    pub key: &'static str,
}

impl FieldErrors {
    pub fn one(field: &str, key: &'static str) -> Self {
        Self(vec![FieldError { field: field.to_owned(), key }])
    }

    pub fn add(&mut self, field: &str, key: &'static str) {
        self.0.push(FieldError { field: field.to_owned(), key });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps the value, or notes the field's error and goes on.
    pub fn take<T>(&mut self, field: &str, value: Result<T, &'static str>) -> Option<T> {
        value.map_err(|key| self.add(field, key)).ok()
    }

    pub fn key_of(&self, field: &str) -> Option<&'static str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.key)
    }
}

impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl Problem {
    pub fn storage_failed(error: impl Into<String>) -> Self {
        Self::Unavailable(error.into())
    }

    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }

    /// What is wrong with the fields of a form, so that it can be shown again.
    ///
    /// # Errors
    /// Every other problem, as it is.
    pub fn wrong_fields(self) -> Outcome<FieldErrors> {
        match self {
            Self::Invalid(errors) => Ok(errors),
            problem => Err(problem),
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded | Self::NotProven(_) => StatusCode::UNAUTHORIZED,
            Self::Denied(_) => StatusCode::FORBIDDEN,
            Self::Invalid(_) | Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadRequest(_) | Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(_) | Self::Changed(_) => StatusCode::CONFLICT,
            Self::Repeated(FirstAnswer::SeeOther(_)) => StatusCode::SEE_OTHER,
            Self::Repeated(FirstAnswer::Json(status, _)) => {
                StatusCode::from_u16(*status).unwrap_or(StatusCode::OK)
            }
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::UnsupportedBody => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The noun of the problem: `problem-<name>-title` and `problem-<name>-text` are its texts, and RFC 9457 `type`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignInNeeded | Self::NotProven(_) => "sign-in-needed",
            Self::Denied(_) => "denied",
            Self::Invalid(_) | Self::Refused(_) => "invalid",
            Self::BadRequest(_) | Self::Unreadable(_) => "bad-request",
            Self::Conflict(_) | Self::Changed(_) => "conflict",
            Self::Repeated(_) => "repeated",
            Self::MethodNotAllowed(_) => "method-not-allowed",
            Self::UnsupportedBody => "unsupported-body",
            Self::TooLarge(_) => "too-large",
            Self::TooMany(_) => "too-many",
            Self::Busy => "busy",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// The key of a sentence that is more exact than the problem's own.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Denied(key) | Self::NotProven(key) | Self::BadRequest(key) | Self::Conflict(key) => {
                Some(key)
            }
            Self::Changed(meanwhile) => Some(meanwhile.key),
            Self::Unreadable(_) => Some("problem-bad-json"),
            _ => None,
        }
    }

    /// Seconds for `Retry-After`.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::TooMany(seconds) => Some(*seconds),
            Self::Busy => Some(1),
            Self::Unavailable(_) => Some(5),
            _ => None,
        }
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Conflict("problem-conflict-text");
        }
        if is_out_of_reach(&error) {
            Self::Unavailable(error.to_string())
        } else {
            Self::Internal(error.to_string())
        }
    }
}

/// Whether the database is away, full or overloaded, rather than misused.
fn is_out_of_reach(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            match &**error {
                sqlx::Error::Database(error) => {
                    // SQLite: 5 busy, 10 input/output, 13 full; PostgreSQL: 53 resources, 57 shutdown, 08 connection.
                    let code = error.code().unwrap_or_default();
                    ["5", "10", "13", "778", "1034"].contains(&&*code)
                        || ["53", "57", "08"].iter().any(|class| code.len() == 5 && code.starts_with(class))
                }
                sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::Tls(_) => true,
                _ => false,
            }
        }
        _ => false,
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// Only carries the problem out to the middleware that knows the reader's language.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status());
        response.extensions_mut().insert(self.clone());
        response
    }
}
