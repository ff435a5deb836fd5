//! A request that a phone repeats has one effect: the first answer is kept in the same unit of work and given again.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, OnceLock},
};

use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, dev::Payload, http::StatusCode};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Db, FieldErrors, Outcome, Problem, Redirect, UnitOfWork, problem::FirstAnswer, secrets};

mod first_answer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "first_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub at: DateTimeUtc,
        /// 0 while the first request is under way in the same unit of work.
        pub status: i32,
        pub answer: String,
        /// Of the body of the call; empty where it was none.
        pub fingerprint: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What tells a repeat from a new request: the client's key, within one person, method and path. Empty: no repeat known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestKey(Option<String>, BodyPrint);

/// The fingerprint of a call's body, known once it was read: key and body are taken apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyPrint(Arc<OnceLock<String>>);

impl BodyPrint {
    /// The one of this request, whoever asks first.
    fn of(request: &HttpRequest) -> Self {
        let known = request.extensions().get::<Self>().cloned();
        known.unwrap_or_else(|| {
            let fresh = Self::default();
            request.extensions_mut().insert(fresh.clone());
            fresh
        })
    }

    /// Notes what the body of this request says.
    pub fn note(request: &HttpRequest, body: &[u8]) {
        let print = secrets::hexadecimal(&Sha256::digest(body));
        // It is read once.
        drop(Self::of(request).0.set(print));
    }

    fn text(&self) -> String {
        self.0.get().cloned().unwrap_or_default()
    }
}

impl RequestKey {
    pub fn of(request: &HttpRequest, key: &str) -> Self {
        if key.is_empty() || key.len() > 200 {
            return Self(None, BodyPrint::default());
        }
        let who = request.headers().get("authorization").map(|value| value.as_bytes().to_vec());
        let who = who.or_else(|| super::sign_in_cookie::SignInCookie::of(request).map(String::into_bytes));
        let who = String::from_utf8_lossy(&who.unwrap_or_default()).into_owned();
        let whole = format!("{who}\n{}\n{}\n{key}", request.method(), request.path());
        let key = secrets::hexadecimal(&secrets::fingerprint(&whole));
        Self(Some(key), BodyPrint::of(request))
    }
}

/// The header `Idempotency-Key` of an API call.
impl FromRequest for RequestKey {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request
            .headers()
            .get("idempotency-key")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        std::future::ready(Ok(Self::of(request, key)))
    }
}

/// A unit of work that answers a repeat with the first answer.
pub struct Once {
    work: UnitOfWork,
    key: RequestKey,
}

impl Db {
    /// Opens a unit of work for a request that may come twice.
    ///
    /// # Errors
    /// `Problem::Repeated` with the first answer when this request was answered before; `Problem::Invalid` where its key came
    /// with another body.
    pub async fn begin_once(&self, key: &RequestKey) -> Outcome<Once> {
        let work = self.begin().await?;
        if let RequestKey(Some(key), print) = key {
            let claimed = print.text();
            claim(&work, key, claimed).await?;
        }
        Ok(Once { work, key: key.clone() })
    }
}

async fn claim(work: &UnitOfWork, key: &str, fingerprint: String) -> Outcome<()> {
    let row = first_answer::ActiveModel {
        key: Set(key.to_owned()),
        at: Set(work.now()),
        status: Set(0),
        answer: Set(String::new()),
        fingerprint: Set(fingerprint.clone()),
    };
    // On PostgreSQL a parallel twin waits here until the first one has committed.
    let inserted = first_answer::Entity::insert(row)
        .on_conflict(OnConflict::column(first_answer::Column::Key).do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    if inserted == 1 {
        return Ok(());
    }
    let first = first_answer::Entity::find_by_id(key).one(&**work).await?.ok_or(Problem::Busy)?;
    let is_another = |print: &str| !print.is_empty() && !fingerprint.is_empty() && *print != fingerprint;
    if is_another(&first.fingerprint) {
        return Err(FieldErrors::one("idempotency-key", "problem-key-of-another-body").into());
    }
    let answer = match u16::try_from(first.status) {
        Ok(303) => FirstAnswer::SeeOther(first.answer),
        Ok(status) if status > 0 => FirstAnswer::Json(status, first.answer),
        _ => return Err(Problem::Busy),
    };
    Err(Problem::Repeated(answer))
}

impl Once {
    /// Commits, and remembers the redirect for a repeat.
    pub async fn redirect(self, redirect: Redirect) -> Outcome<Redirect> {
        self.keep(303, &redirect.path).await?;
        Ok(redirect)
    }

    /// Commits, and remembers the document for a repeat.
    pub async fn json<T: Serialize>(self, status: StatusCode, document: &T) -> Outcome<HttpResponse> {
        let text = serde_json::to_string(document).map_err(Problem::internal)?;
        self.keep(i32::from(status.as_u16()), &text).await?;
        Ok(HttpResponse::build(status).content_type("application/json").body(text))
    }

    async fn keep(self, status: i32, answer: &str) -> Outcome<()> {
        if let Some(key) = self.key.0 {
            let row = first_answer::ActiveModel {
                status: Set(status),
                answer: Set(answer.to_owned()),
                ..Default::default()
            };
            first_answer::Entity::update_many()
                .set(row)
                .filter(first_answer::Column::Key.eq(key))
                .exec(&self.work)
                .await?;
        }
        self.work.commit().await
    }
}

/// Forgets answers older than a week. Returns how many.
pub async fn forget_old(work: &UnitOfWork) -> Outcome<u64> {
    let week_ago = work.now() - chrono::TimeDelta::days(7);
    let deleted =
        first_answer::Entity::delete_many().filter(first_answer::Column::At.lt(week_ago)).exec(work).await?;
    Ok(deleted.rows_affected)
}

impl Deref for Once {
    type Target = UnitOfWork;

    fn deref(&self) -> &UnitOfWork {
        &self.work
    }
}

impl DerefMut for Once {
    fn deref_mut(&mut self) -> &mut UnitOfWork {
        &mut self.work
    }
}
