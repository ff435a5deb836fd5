//! What somebody who is not signed in may send: so many forms a minute from one place, counted in this server alone.

use std::{
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

use super::{address_of, place};
use crate::platform::{Problem, sign_in_cookie::SignInCookie};

/// A whole factory may sit behind one address.
const A_MINUTE: NonZeroU32 = NonZeroU32::new(120).unwrap();
/// After so many forms, places that were quiet since are forgotten.
const FORGET_AFTER: u32 = 10_000;

/// The counters. One for the server, shared by its workers.
pub struct Strangers {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    since_forgetting: AtomicU32,
}

impl Default for Strangers {
    fn default() -> Self {
        Self::allowing(A_MINUTE)
    }
}

impl Strangers {
    fn allowing(a_minute: NonZeroU32) -> Self {
        let limiter = RateLimiter::keyed(Quota::per_minute(a_minute));
        Self { limiter, clock: DefaultClock::default(), since_forgetting: AtomicU32::new(0) }
    }

    /// # Errors
    /// `Problem::TooMany` with the seconds to wait.
    fn may_send(&self, address: IpAddr) -> Result<(), Problem> {
        if self.since_forgetting.fetch_add(1, Ordering::Relaxed) >= FORGET_AFTER {
            self.since_forgetting.store(0, Ordering::Relaxed);
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&place(address)).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now()).as_secs() + 1;
            Problem::TooMany(u32::try_from(wait).unwrap_or(60))
        })
    }
}

/// The middleware. Requests from this machine itself pass: either nobody else can send them, or a proxy hides who does,
/// and then one limit for all would shut everybody out.
pub async fn spare<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method() == Method::POST && is_stranger(&request) {
        let strangers = request.app_data::<web::Data<Strangers>>();
        let address = address_of(request.request()).filter(|address| !address.is_loopback());
        if let (Some(strangers), Some(address)) = (strangers, address)
            && let Err(problem) = strangers.may_send(address)
        {
            // An answer and no failure, which would pass by the envelope that gives a problem its body.
            return Ok(request.into_response(HttpResponse::from_error(problem)));
        }
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

fn is_stranger(request: &ServiceRequest) -> bool {
    let signed_in = SignInCookie::of(request.request()).is_some();
    !signed_in && !request.headers().contains_key(header::AUTHORIZATION)
}

#[cfg(test)]
mod tests {
    use actix_web::{App, http::StatusCode, middleware::from_fn, test as http_test};

    use super::*;

    #[actix_web::test]
    async fn a_place_that_sends_too_much_is_told_to_wait_and_others_are_not() {
        let strangers = web::Data::new(Strangers::allowing(NonZeroU32::new(3).unwrap()));
        let app =
            App::new().app_data(strangers).route("/", web::post().to(HttpResponse::Ok)).wrap(from_fn(spare));
        let app = http_test::init_service(app).await;
        let send = |from: &str| {
            let request = http_test::TestRequest::post().uri("/").peer_addr(from.parse().unwrap());
            http_test::try_call_service(&app, request.to_request())
        };
        for _ in 0..3 {
            assert_eq!(send("203.0.113.7:1").await.unwrap().status(), StatusCode::OK);
        }
        let refused = send("203.0.113.7:2").await.unwrap();
        let problem = refused.response().extensions().get::<Problem>().cloned();
        assert!(matches!(problem, Some(Problem::TooMany(1..=60))), "{problem:?}");
        assert_eq!(send("203.0.113.8:1").await.unwrap().status(), StatusCode::OK);
        for _ in 0..9 {
            assert_eq!(send("127.0.0.1:1").await.unwrap().status(), StatusCode::OK);
        }
    }
}
