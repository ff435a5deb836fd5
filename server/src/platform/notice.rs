//! A sentence for the next page after a redirect: its key travels in a cookie that the next page takes away.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};

use super::sign_in_cookie::is_secure;

const NAME: &str = "notice";

pub fn cookie(request: &HttpRequest, key: &'static str) -> Cookie<'static> {
    build(request, key, Duration::minutes(1))
}

pub fn clearing(request: &HttpRequest) -> Cookie<'static> {
    build(request, "", Duration::ZERO)
}

/// The key that the last answer left. Only the shape of a key passes; an unknown key shows nothing.
pub fn key(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(NAME)?;
    let key = cookie.value();
    let shaped =
        key.starts_with("notice-") && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    shaped.then(|| key.to_owned())
}

fn build(request: &HttpRequest, value: &'static str, lasts: Duration) -> Cookie<'static> {
    Cookie::build(NAME, value)
        .path("/")
        .http_only(true)
        .secure(is_secure(request))
        .same_site(SameSite::Lax)
        .max_age(lasts)
        .finish()
}
