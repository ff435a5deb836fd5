//! Protection of forms against other sites: the browser's own word on where a request comes from, and a token that only
//! our pages know. The token is masked anew in every answer, because answers are compressed (BREACH).

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite},
    web,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    Outcome, Problem, Site,
    secrets::{self, Secret},
    sign_in_cookie::{SignInCookie, is_secure},
};

/// The cookie that ties the forms of somebody who is not signed in to their browser.
const VISITOR: &str = "visitor";
const LENGTH: usize = 32;

/// The masked token for a page, and the cookie to set where the visitor has none yet.
pub fn token_for(request: &HttpRequest) -> Outcome<(String, Option<Cookie<'static>>)> {
    let (owner, cookie) = match owner(request) {
        Some(owner) => (owner, None),
        None => {
            let owner = secrets::random_token();
            let cookie = Cookie::build(VISITOR, owner.clone())
                .path("/")
                .http_only(true)
                .secure(is_secure(request))
                .same_site(SameSite::Lax)
                .finish();
            (owner, Some(cookie))
        }
    };
    Ok((mask(&key(request, &owner)?), cookie))
}

/// Refuses a form that did not come from one of our pages.
pub fn check(request: &HttpRequest, token: &str) -> Outcome<()> {
    check_origin(request)?;
    let expected = owner(request).map(|owner| key(request, &owner)).transpose()?;
    match (expected, unmask(token)) {
        (Some(expected), Some(given)) if secrets::same(&expected, &given) => Ok(()),
        _ => Err(Problem::Denied("problem-form-expired")),
    }
}

/// Refuses what another site sent, by `Sec-Fetch-Site` and `Origin`.
pub fn check_origin(request: &HttpRequest) -> Outcome<()> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let from_elsewhere = matches!(header("sec-fetch-site"), Some("cross-site" | "same-site"));
    let foreign_origin = match (header("origin"), request.app_data::<web::Data<Site>>()) {
        (Some(origin), Some(site)) => !site.is_own_origin(origin),
        _ => false,
    };
    if from_elsewhere || foreign_origin { Err(Problem::Denied("problem-form-foreign")) } else { Ok(()) }
}

fn owner(request: &HttpRequest) -> Option<String> {
    SignInCookie::of(request).or_else(|| Some(request.cookie(VISITOR)?.value().to_owned()))
}

fn key(request: &HttpRequest, owner: &str) -> Outcome<Vec<u8>> {
    let secret = request.app_data::<web::Data<Secret>>();
    let secret = secret.ok_or_else(|| Problem::Internal("no secret".to_owned()))?;
    secret.key_for("form", owner.as_bytes())
}

fn mask(key: &[u8]) -> String {
    let mut pad = [0_u8; LENGTH];
    rand::fill(&mut pad);
    let hidden = key.iter().zip(pad).map(|(byte, pad)| byte ^ pad);
    let whole: Vec<u8> = pad.into_iter().chain(hidden).collect();
    URL_SAFE_NO_PAD.encode(whole)
}

fn unmask(token: &str) -> Option<Vec<u8>> {
    let whole = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (pad, hidden) = whole.split_at_checked(LENGTH)?;
    Some(pad.iter().zip(hidden).map(|(pad, byte)| pad ^ byte).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_token_differs_each_time_and_unmasks_to_the_same() {
        let key = [7_u8; LENGTH];
        assert_ne!(mask(&key), mask(&key));
        assert_eq!(unmask(&mask(&key)).unwrap(), key);
        assert_eq!(unmask("short"), None);
    }
}
