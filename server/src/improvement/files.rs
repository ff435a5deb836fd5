//! What may be brought as evidence, known by its content. It is always downloaded and never shown as a page.

use actix_web::{HttpResponse, http::header};
use bytes::Bytes;

use super::store::evidence::Evidence;

/// Ten megabytes: a photograph or a scanned policy.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// How a program sends a file that is the body itself.
pub const CONTENT_TYPE: &str = "application/octet-stream";

const LONGEST_NAME: usize = 120;

/// The last part of a path, without what does not belong on a page.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    last.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect()
}

/// What the content says it is; of documents that are archives the name tells which. Nothing for what is not taken.
pub fn media_type(content: &[u8], name: &str) -> Option<&'static str> {
    let webp = content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP");
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match content {
        _ if content.starts_with(b"%PDF-") => Some("application/pdf"),
        _ if content.starts_with(b"\x89PNG\r\n\x1a\n") => Some("image/png"),
        _ if content.starts_with(b"\xff\xd8\xff") => Some("image/jpeg"),
        _ if webp => Some("image/webp"),
        _ if content.starts_with(b"PK\x03\x04") => match &*ending {
            "xlsx" => Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            "docx" => Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            "pptx" => Some("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            _ => None,
        },
        _ if ["csv", "txt"].contains(&&*ending) && is_plain_text(content) => {
            Some("text/plain; charset=utf-8")
        }
        _ => None,
    }
}

fn is_plain_text(content: &[u8]) -> bool {
    let begin = content.trim_ascii_start();
    std::str::from_utf8(content).is_ok_and(|text| !text.contains('\0')) && !begin.starts_with(b"<")
}

/// The file as a download that no browser runs.
pub fn download(evidence: &Evidence, content: Bytes) -> HttpResponse {
    let name: String = evidence
        .file_name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || ".-_".contains(letter) { letter } else { '-' })
        .collect();
    HttpResponse::Ok()
        .content_type(evidence.media_type.clone())
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_programs_are_no_evidence_whatever_their_name() {
        assert_eq!(media_type(b"%PDF-1.7", "policy.html"), Some("application/pdf"));
        assert_eq!(media_type(b"<!doctype html><script>", "photo.png"), None);
        assert_eq!(media_type(b"  <svg onload=x>", "note.txt"), None);
        assert_eq!(media_type(b"MZ\0\0", "note.csv"), None);
        assert_eq!(media_type(b"PK\x03\x04", "tool.zip"), None);
        assert_eq!(media_type("Giờ làm".as_bytes(), "hours.csv"), Some("text/plain; charset=utf-8"));
    }
}
