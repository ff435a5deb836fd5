//! A form that brings a file (`multipart/form-data`), checked against forgery like every other form.

use actix_multipart::{Field, Multipart};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::{TryStreamExt, future::LocalBoxFuture};

use super::{Form, LARGEST, after_permits};
use crate::platform::{Outcome, Problem, spreadsheets::Format};

/// The fields of the form, and the first file in it. No more than `MOST` bytes of a file are ever held.
pub struct Upload<const MOST: usize> {
    pub form: Form,
    /// Nothing when no file was chosen.
    pub file: Option<UploadedFile>,
}

pub struct UploadedFile {
    /// What the sender calls it; for people to read, never a path.
    pub name: String,
    pub bytes: Vec<u8>,
}

const MOST_FIELDS: usize = 20;
const LONGEST_NAME: usize = 120;

impl<const MOST: usize> FromRequest for Upload<MOST> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let fits = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
        let parts = Multipart::from_request(&request, payload);
        Box::pin(async move {
            let read = async {
                if !fits {
                    return Err(Problem::UnsupportedBody);
                }
                let parts = parts.await.map_err(|_| Problem::BadRequest("problem-unreadable"))?;
                read(&request, parts, MOST).await
            };
            let (form, file) = after_permits(&request, read.await).await?;
            Ok(Self { form, file })
        })
    }
}

/// A file that a program sends: as the body itself, or as the first file of a form. Calls carry a token, which no
/// browser adds by itself, so that nothing has to be checked against forgery.
pub struct SentFile<const MOST: usize>(pub UploadedFile);

impl<const MOST: usize> FromRequest for SentFile<MOST> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        let request = request.clone();
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(&request, payload);
            return Box::pin(async move {
                let file = async {
                    let parts = parts.await.map_err(|_| Problem::BadRequest("problem-unreadable"))?;
                    first_file(parts, MOST).await
                };
                after_permits(&request, file.await).await.map(Self)
            });
        }
        let tables = [Format::Csv.content_type(), Format::Xlsx.content_type(), "application/octet-stream"];
        let known = tables.iter().any(|table| table.split(';').next() == kind.split(';').next());
        let body = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let bytes = async {
                if !known {
                    return Err(Problem::UnsupportedBody);
                }
                let body = body.await.map_err(|_| Problem::BadRequest("problem-unreadable"))?;
                let bytes = body.to_bytes_limited(MOST).await.map_err(|_| Problem::TooLarge(MOST))?;
                bytes.map_err(|_| Problem::BadRequest("problem-unreadable"))
            };
            let bytes = after_permits(&request, bytes.await).await?.to_vec();
            Ok(Self(UploadedFile { name: String::new(), bytes }))
        })
    }
}

async fn first_file(mut parts: Multipart, most: usize) -> Outcome<UploadedFile> {
    while let Some(part) = parts.try_next().await.map_err(|_| Problem::BadRequest("problem-unreadable"))? {
        let file_name = part.content_disposition().and_then(|told| told.get_filename()).map(plain_name);
        let is_file = file_name.is_some();
        let bytes = bytes(part, if is_file { most } else { LARGEST }).await?;
        if let Some(name) = file_name {
            return Ok(UploadedFile { name, bytes });
        }
    }
    Err(Problem::BadRequest("import-file-missing"))
}

async fn read(
    request: &HttpRequest,
    mut parts: Multipart,
    most: usize,
) -> Outcome<(Form, Option<UploadedFile>)> {
    let mut fields = Vec::new();
    let mut file = None;
    while let Some(part) = parts.try_next().await.map_err(|_| Problem::BadRequest("problem-unreadable"))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.content_disposition().and_then(|told| told.get_filename()).map(plain_name);
        match file_name {
            Some(name) => {
                let bytes = bytes(part, most).await?;
                if file.is_none() && !(name.is_empty() && bytes.is_empty()) {
                    file = Some(UploadedFile { name, bytes });
                }
            }
            None => {
                let text = String::from_utf8(bytes(part, LARGEST).await?);
                fields.push((name, text.map_err(|_| Problem::BadRequest("problem-unreadable"))?));
            }
        }
        if fields.len() > MOST_FIELDS {
            return Err(Problem::TooLarge(0));
        }
    }
    Ok((Form::checked(request, fields)?, file))
}

async fn bytes(mut part: Field, most: usize) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(more) = part.try_next().await.map_err(|_| Problem::BadRequest("problem-unreadable"))? {
        if bytes.len() + more.len() > most {
            return Err(Problem::TooLarge(most));
        }
        bytes.extend_from_slice(&more);
    }
    Ok(bytes)
}

/// The last part of a path, without what does not belong on a page.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|character| !character.is_control()).take(LONGEST_NAME).collect()
}
