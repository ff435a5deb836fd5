//! A form as it came in: fields with their text, checked against forgery, nothing lost.

mod day;
mod unmeant;
mod unreadable;
mod upload;

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use bytes::Bytes;
use chrono::NaiveDate;
use futures_util::future::LocalBoxFuture;

use super::{
    FieldErrors, Outcome, Problem, csrf,
    once::{BodyPrint, RequestKey},
    permit,
};
pub use day::Day;
pub use unmeant::is_unseen;
pub use upload::{SentFile, Upload, UploadedFile};

/// Pages have no larger form.
const LARGEST: usize = 64 * 1024;

/// The fields of a posted form (`application/x-www-form-urlencoded`), in their order.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    pub key: RequestKey,
}

impl Form {
    /// The first value of a field, trimmed; empty when it is not there.
    pub fn text(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// The first value of a field exactly as typed: spaces belong to a password.
    pub fn secret(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    }

    /// The text of a field, or `None` when it is empty.
    pub fn optional(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// The day of a field, or `None` when it is empty.
    ///
    /// # Errors
    /// What is wrong with it, at this field.
    pub fn day(&self, name: &str) -> Result<Option<NaiveDate>, FieldErrors> {
        Day::optional(self.text(name)).map_err(|key| FieldErrors::one(name, key))
    }

    /// What a call of the API says, so that it is read by the rules of the form in the browser.
    pub fn of(fields: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { fields, key: RequestKey::default() }
    }

    /// # Errors
    /// `Problem::Denied` for fields that do not come from a page of ours.
    fn checked(request: &HttpRequest, mut fields: Vec<(String, String)>) -> Outcome<Self> {
        unmeant::clear_in_form(&mut fields)?;
        let token = take(&mut fields, "csrf");
        csrf::check(request, &token)?;
        let key = RequestKey::of(request, &take(&mut fields, "request"));
        Ok(Self { fields, key })
    }

    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.trim()))
    }
}

impl FromRequest for Form {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let read = async {
                let body = body.await.map_err(|_| Problem::BadRequest("problem-unreadable"))?;
                read(&request, body).await
            };
            after_permits(&request, read.await).await
        })
    }
}

/// What is wrong with a body is told to those alone who may send it: a stranger gets the answer of the permit, whichever
/// was looked at first.
async fn after_permits<T>(request: &HttpRequest, read: Outcome<T>) -> Outcome<T> {
    if read.is_err() {
        permit::judged(request).await;
    }
    read
}

async fn read(request: &HttpRequest, body: web::Payload) -> Outcome<Form> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::UnsupportedBody);
    }
    let bytes = body.to_bytes_limited(LARGEST).await.map_err(|_| Problem::TooLarge(LARGEST))?;
    let bytes = bytes.map_err(|_| Problem::BadRequest("problem-unreadable"))?;
    Form::checked(request, url::form_urlencoded::parse(&bytes).into_owned().collect())
}

fn take(fields: &mut Vec<(String, String)>, name: &str) -> String {
    match fields.iter().position(|(field, _)| field == name) {
        Some(place) => fields.remove(place).1,
        None => String::new(),
    }
}

/// A JSON body of the API. What cannot be read is a `Problem` that names the field, with nothing of the parser's own words.
pub struct Body<T>(pub T);

impl<T: serde::de::DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let read = json(&request, body).await.and_then(|bytes| {
                let read =
                    serde_json::from_slice(&bytes).map_err(|error| unreadable::told(&bytes, &error))?;
                unmeant::refuse_in_json(&bytes).map(|()| Self(read))
            });
            after_permits(&request, read).await
        })
    }
}

async fn json(request: &HttpRequest, body: <web::Payload as FromRequest>::Future) -> Outcome<Bytes> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
        return Err(Problem::UnsupportedBody);
    }
    let body = body.await.map_err(|_| Problem::BadRequest("problem-unreadable"))?;
    let bytes = body.to_bytes_limited(LARGEST).await.map_err(|_| Problem::TooLarge(LARGEST))?;
    let bytes = bytes.map_err(|_| Problem::BadRequest("problem-unreadable"))?;
    BodyPrint::note(request, &bytes);
    Ok(bytes)
}
