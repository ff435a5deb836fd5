//! The cookie of somebody who signed in: a random token, of which only the fingerprint is stored.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};

/// Days until a sign-in ends by itself.
pub const LASTS_DAYS: i64 = 30;

/// Browsers accept `__Host-` only over TLS; on loopback without it the plain name is used.
pub struct SignInCookie;

impl SignInCookie {
    pub fn of(request: &HttpRequest) -> Option<String> {
        let cookie = request.cookie(Self::name(is_secure(request)))?;
        Some(cookie.value().to_owned())
    }

    pub fn set(request: &HttpRequest, token: String) -> Cookie<'static> {
        let mut cookie = Self::bare(is_secure(request), token);
        cookie.set_max_age(Duration::days(LASTS_DAYS));
        cookie
    }

    pub fn clear(request: &HttpRequest) -> Cookie<'static> {
        let mut cookie = Self::bare(is_secure(request), String::new());
        cookie.set_max_age(Duration::ZERO);
        cookie
    }

    fn name(secure: bool) -> &'static str {
        if secure { "__Host-sign-in" } else { "sign-in" }
    }

    fn bare(secure: bool, value: String) -> Cookie<'static> {
        Cookie::build(Self::name(secure), value)
            .path("/")
            .http_only(true)
            .secure(secure)
            .same_site(SameSite::Lax)
            .finish()
    }
}

/// Whether the Academy's own address is served over TLS (by the proxy in front).
pub fn is_secure(request: &HttpRequest) -> bool {
    request.app_data::<actix_web::web::Data<super::Site>>().is_some_and(|site| site.is_secure())
}
