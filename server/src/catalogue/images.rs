//! The pictures of courses, each stored under the hash of its content, so that an address always means the same.

/// Where a picture is served.
pub fn address(hash: &str) -> String {
    format!("/course-images/{hash}")
}
