//! The pictures of courses, each stored under the hash of its content, so that an address always means the same.

use actix_web::{HttpResponse, http::header, web};
use bytes::Bytes;

use crate::platform::{Outcome, Problem, Storage, storage::FileKey};

/// A drawing may style itself and nothing more, should somebody open it by itself.
const SVG_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// Where a picture is served.
pub fn address(hash: &str) -> String {
    format!("/course-images/{hash}")
}

/// Keeps a course's pictures. Before the unit of work that imports the course: storing waits for disk or bucket.
pub async fn keep(storage: &Storage, images: impl IntoIterator<Item = Vec<u8>>) -> Outcome<()> {
    for image in images {
        storage.put(Bytes::from(image)).await?;
    }
    Ok(())
}

pub async fn image(storage: web::Data<Storage>, hash: web::Path<String>) -> Outcome<HttpResponse> {
    let key = FileKey::parse(&hash).ok_or(Problem::NotFound)?;
    let content = storage.get(&key).await?;
    // What is no picture was not put there by a course.
    let kind = kind_of(&content).ok_or(Problem::NotFound)?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(kind).insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    if kind == SVG {
        answer.insert_header((header::CONTENT_SECURITY_POLICY, SVG_POLICY));
    }
    Ok(answer.body(content))
}

const SVG: &str = "image/svg+xml";

/// What the content itself says it is; names and headers are not asked.
fn kind_of(content: &[u8]) -> Option<&'static str> {
    let webp = content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP");
    let begin = content.trim_ascii_start();
    match content {
        _ if content.starts_with(b"\x89PNG\r\n\x1a\n") => Some("image/png"),
        _ if content.starts_with(b"\xff\xd8\xff") => Some("image/jpeg"),
        _ if webp => Some("image/webp"),
        _ if begin.starts_with(b"<svg") || begin.starts_with(b"<?xml") => Some(SVG),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_content_and_a_page_is_none() {
        assert_eq!(kind_of(b"\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Some(SVG));
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(kind_of(b"<!doctype html><script>"), None);
        assert_eq!(kind_of(b""), None);
    }
}
