//! The outermost layer round every request: its number, what is refused unread, the headers of every answer, the line
//! in the log, and the one place where a problem gets its body.

use std::time::Instant;

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};

use super::{Problem, Site, answer, secrets};

/// What marks one request: its number for the log and the error page, its nonce for the policy of scripts.
#[derive(Clone, Default)]
pub struct RequestMarks {
    pub number: String,
    pub nonce: String,
}

impl RequestMarks {
    pub fn of(request: &HttpRequest) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    fn new() -> Self {
        let nonce = secrets::random_token();
        let number = secrets::random_token().chars().filter(char::is_ascii_alphanumeric).take(10).collect();
        Self { number, nonce }
    }
}

/// The middleware.
pub async fn envelope<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let marks = RequestMarks::new();
    request.extensions_mut().insert(marks.clone());
    // Nothing may hold the request while it is routed: actix-web writes the path's parts into it.
    let answered = match refuse_unread(&request) {
        Err(problem) => request.into_response(HttpResponse::from_error(problem)),
        Ok(()) => next.call(request).await?.map_into_boxed_body(),
    };
    let mut response = give_problem_a_body(answered).await;
    set_headers(&mut response, &marks);
    log(&response, &marks, started);
    Ok(response)
}

/// Refused before any body is read: another host's name, encoded bodies, which could unpack to anything, and addresses
/// with a NUL, which PostgreSQL cannot look for.
fn refuse_unread(request: &ServiceRequest) -> Result<(), Problem> {
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(Problem::UnsupportedBody);
    }
    if request.uri().path().contains("%00") {
        return Err(Problem::NotFound);
    }
    if request.query_string().contains("%00") {
        return Err(Problem::BadRequest("problem-nul"));
    }
    let Some(site) = request.app_data::<web::Data<Site>>() else { return Ok(()) };
    let probe = matches!(request.path(), "/healthz" | "/readyz" | "/metrics");
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    if !probe && !host.is_some_and(|host| site.is_own_host(host)) {
        return Err(Problem::BadRequest("problem-foreign-host"));
    }
    Ok(())
}

async fn give_problem_a_body(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let carried = response.response().extensions().get::<Problem>().cloned();
    let plain_error = response.status().is_client_error() || response.status().is_server_error();
    let has_type = response.headers().contains_key(header::CONTENT_TYPE);
    let problem = match carried {
        Some(problem) => problem,
        None if plain_error && !has_type => answer::problem_of_status(response.status()),
        None => return response,
    };
    let request = response.request().clone();
    let marks = RequestMarks::of(&request);
    match &problem {
        Problem::Internal(cause) => tracing::error!(request = marks.number, cause, "a defect"),
        Problem::Unavailable(cause) => tracing::warn!(request = marks.number, cause, "unavailable"),
        _ => {}
    }
    let answer = answer::of(&request, &problem);
    ServiceResponse::new(request, answer)
}

fn set_headers(response: &mut ServiceResponse<BoxBody>, marks: &RequestMarks) {
    let secure = response.request().app_data::<web::Data<Site>>().is_some_and(|site| site.is_secure());
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{}'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        marks.nonce
    );
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if !headers.contains_key(&name)
            && let Ok(value) = HeaderValue::from_str(value)
        {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_SECURITY_POLICY, &policy);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "same-origin");
    put(header::PERMISSIONS_POLICY, "camera=(), microphone=(), geolocation=(), payment=()");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("x-request-number"), &marks.number);
    if secure {
        put(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
}

fn log(response: &ServiceResponse<BoxBody>, marks: &RequestMarks, started: Instant) {
    let request = response.request();
    let status = response.status().as_u16();
    let route = request.match_pattern().unwrap_or_else(|| "-".to_owned());
    let took = started.elapsed();
    let method = if request.method() == Method::GET { "GET" } else { request.method().as_str() };
    // The pattern and never the path: paths carry ids and invitation tokens.
    tracing::info!(request = marks.number, method, route, status, micros = took.as_micros(), "answered");
    metrics::counter!("academy_requests_total", "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("academy_request_seconds", "route" => route).record(took.as_secs_f64());
}
