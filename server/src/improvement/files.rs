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
fn media_type(content: &[u8], name: &str) -> Option<&'static str> {
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

/// Whether a file has what one of its kind begins and ends with: an empty one, or one of which half came, shows nothing.
fn is_whole(content: &[u8]) -> bool {
    let has = |part: &[u8]| content.windows(part.len()).any(|some| some == part);
    match content {
        _ if content.trim_ascii().is_empty() => false,
        _ if content.starts_with(b"%PDF-") => has(b"%%EOF"),
        _ if content.starts_with(b"\x89PNG") => has(b"IHDR") && has(b"IEND"),
        _ if content.starts_with(b"\xff\xd8\xff") => has(b"\xff\xd9"),
        _ if content.starts_with(b"PK\x03\x04") => has(b"PK\x05\x06"),
        // The length that it states is that of what follows.
        [b'R', b'I', b'F', b'F', a, b, c, d, rest @ ..] => {
            usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])).is_ok_and(|stated| rest.len() >= stated)
        }
        _ => true,
    }
}

/// The media type of a file that can be evidence.
///
/// # Errors
/// The text key of why it cannot.
pub fn taken(content: &[u8], name: &str) -> Result<&'static str, &'static str> {
    if content.is_empty() {
        return Err("evidence-damaged");
    }
    let media_type = media_type(content, name).ok_or("evidence-kind-wrong")?;
    if is_whole(content) { Ok(media_type) } else { Err("evidence-damaged") }
}

/// The file as a download that no browser runs, under its own name (RFC 6266, 5: `filename*` for those who can read it).
pub fn download(evidence: &Evidence, content: Bytes) -> HttpResponse {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
    let name: String =
        evidence.file_name.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
    let whole: String = url::form_urlencoded::byte_serialize(evidence.file_name.as_bytes()).collect();
    let whole = whole.replace('+', "%20").replace('*', "%2A");
    HttpResponse::Ok()
        .content_type(evidence.media_type.clone())
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\"; filename*=UTF-8''{whole}"),
        ))
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

    #[test]
    fn what_is_empty_or_came_by_half_shows_nothing() {
        let webp = [b"RIFF".as_slice(), &4_u32.to_le_bytes(), b"WEBP"].concat();
        for (content, name) in [
            (b"%PDF-1.7 policy %%EOF".as_slice(), "policy.pdf"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR picture IEND", "photo.png"),
            (b"\xff\xd8\xff picture \xff\xd9", "photo.jpg"),
            (&webp, "photo.webp"),
            (b"PK\x03\x04 entries PK\x05\x06", "minutes.docx"),
            ("Giờ làm".as_bytes(), "hours.txt"),
        ] {
            assert!(taken(content, name).is_ok(), "{name}");
            let half = content.get(..content.len() / 2).unwrap();
            assert!(name == "hours.txt" || taken(half, name).is_err(), "{name}");
        }
        for name in ["a.txt", "a.csv", "a.pdf"] {
            assert_eq!(taken(b"", name), Err("evidence-damaged"));
        }
        assert_eq!(taken(b" \n ", "a.txt"), Err("evidence-damaged"));
        assert_eq!(taken(b"%PDF-1.4 x", "a.pdf"), Err("evidence-damaged"));
    }

    #[test]
    fn a_download_keeps_the_letters_of_its_name() {
        let evidence = Evidence {
            id: crate::improvement::store::evidence::EvidenceId(uuid::Uuid::nil()),
            item_id: crate::improvement::ItemId(uuid::Uuid::nil()),
            file: String::new(),
            file_name: "Biên bản 1.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: 1,
            note: String::new(),
            at: chrono::DateTime::UNIX_EPOCH,
            by_person_id: crate::platform::PersonId(uuid::Uuid::nil()),
            withdrawn_at: None,
            withdrawn_by_person_id: None,
        };
        let answer = download(&evidence, Bytes::from_static(b"x"));
        let named = answer.headers().get(header::CONTENT_DISPOSITION).unwrap().to_str().unwrap();
        let whole = "filename=\"Bi-n-b-n-1.txt\"; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%201.txt";
        assert_eq!(named, format!("attachment; {whole}"));
    }
}
