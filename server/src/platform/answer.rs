//! A problem as its reader needs it: a page, a JSON document (RFC 9457), or a redirect to sign in.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use serde::Serialize;

use super::{
    Argument, Engine, FieldErrors, Language, Outcome, Page, Problem, Screen,
    envelope::RequestMarks,
    problem::FirstAnswer,
    routes::{Pages, ProblemDocument, ProblemField},
};

/// The error page. It carries a reference number and nothing of the inside.
#[derive(Serialize)]
pub struct ProblemPage {
    title: String,
    text: String,
    number: String,
    status: u16,
    /// The page to go back to; empty if there is none.
    back: String,
}

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "platform/problem";

    fn examples() -> Vec<Self> {
        let page = |status, back: &str| Self {
            title: "…".to_owned(),
            text: "…".to_owned(),
            number: "a1b2c3d4e5".to_owned(),
            status,
            back: back.to_owned(),
        };
        vec![page(404, ""), page(409, "/learning")]
    }
}

/// The problem of an answer that the web framework made by itself.
pub fn problem_of_status(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND => Problem::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge(0),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::UnsupportedBody,
        StatusCode::METHOD_NOT_ALLOWED => Problem::MethodNotAllowed(String::new()),
        StatusCode::TOO_MANY_REQUESTS => Problem::TooMany(60),
        StatusCode::SERVICE_UNAVAILABLE => Problem::Busy,
        status if status.is_client_error() => Problem::BadRequest("problem-bad-request-text"),
        status => Problem::Internal(format!("answered {status} without a word")),
    }
}

pub fn of(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    if let Problem::Repeated(first) = problem {
        return repeat(first);
    }
    let wants_json = request.path().starts_with("/api/") || accepts_json(request);
    if wants_json {
        return json(request, problem);
    }
    if matches!(problem, Problem::SignInNeeded) {
        return to_sign_in(request);
    }
    page(request, problem).unwrap_or_else(|cause| {
        tracing::error!(%cause, "the error page itself cannot be shown");
        HttpResponse::build(problem.status()).finish()
    })
}

fn repeat(first: &FirstAnswer) -> HttpResponse {
    match first {
        FirstAnswer::SeeOther(path) => {
            HttpResponse::SeeOther().insert_header((header::LOCATION, path.as_str())).finish()
        }
        FirstAnswer::Json(status, document) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::OK);
            HttpResponse::build(status).content_type("application/json").body(document.clone())
        }
    }
}

fn accepts_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

fn to_sign_in(request: &HttpRequest) -> HttpResponse {
    let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    let asks_for_page = request.method().is_safe() && wanted != "/";
    let path = if asks_for_page { format!("/sign-in?next={next}") } else { "/sign-in".to_owned() };
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}

fn page(request: &HttpRequest, problem: &Problem) -> Outcome<HttpResponse> {
    let screen = Screen::of_nobody(request.clone())?;
    let (title, text) = words(screen.engine(), screen.language, problem);
    let number = RequestMarks::of(request).number;
    let back = way_back(&screen, problem).unwrap_or_default();
    let page = ProblemPage { title, text, number, status: problem.status().as_u16(), back };
    let mut response = screen.answer(problem.status(), &page)?;
    add_headers(&mut response, problem);
    Ok(response)
}

/// Where the reader goes on: the page with the form that was sent; the one above an address that only takes forms, or
/// above a form that is not asked any more.
fn way_back(screen: &Screen, problem: &Problem) -> Option<String> {
    let request = screen.request();
    let from = match problem {
        Problem::MethodNotAllowed(_) if request.method().is_safe() => Some(request.path().to_owned()),
        Problem::Conflict(_) if request.method().is_safe() => {
            request.path().rsplit_once('/').map(|(above, _)| above.to_owned())
        }
        _ => screen.sent_from(),
    }?;
    let pages = request.app_data::<web::Data<Pages>>()?;
    let page = pages.nearest(&from);
    let is_here = request.method().is_safe() && page == request.path();
    (page != "/" && !is_here).then(|| page.to_owned())
}

fn json(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let language = Language::of(request);
    let engine = request.app_data::<web::Data<Engine>>();
    let (title, detail) = match engine {
        Some(engine) => words(engine, language, problem),
        None => (problem.name().to_owned(), String::new()),
    };
    let errors = match (problem, engine) {
        (Problem::Invalid(errors), Some(engine)) => field_sentences(engine, language, errors),
        (Problem::Refused(reasons), Some(engine)) => reasons
            .iter()
            .map(|(field, reason)| ProblemField {
                field: field.clone(),
                detail: reason.text(engine.texts(), language),
            })
            .collect(),
        (Problem::Unreadable(Some((field, reason))), Some(engine)) => {
            vec![ProblemField { field: field.clone(), detail: reason.text(engine.texts(), language) }]
        }
        _ => Vec::new(),
    };
    let (changes, differing) = match problem {
        Problem::Changed(meanwhile) => (meanwhile.changes, meanwhile.differing.clone()),
        _ => (None, Vec::new()),
    };
    let document = ProblemDocument {
        r#type: format!("urn:academy:problem:{}", problem.name()),
        title,
        status: problem.status().as_u16(),
        detail,
        instance: format!("urn:academy:request:{}", RequestMarks::of(request).number),
        errors,
        changes,
        differing,
    };
    let mut response = HttpResponse::build(problem.status())
        .content_type("application/problem+json")
        .body(serde_json::to_string(&document).unwrap_or_default());
    add_headers(&mut response, problem);
    response
}

fn field_sentences(engine: &Engine, language: Language, errors: &FieldErrors) -> Vec<ProblemField> {
    let sentence = |key: &'static str| engine.texts().plain(language, key).to_owned();
    errors
        .0
        .iter()
        .map(|error| ProblemField { field: error.field.clone(), detail: sentence(error.key) })
        .collect()
}

fn words(engine: &Engine, language: Language, problem: &Problem) -> (String, String) {
    let texts = engine.texts();
    let title = texts.with(language, &format!("problem-{}-title", problem.name()), &[]);
    let text = match (problem.reason(), problem.retry_after()) {
        (Some(key), _) => texts.with(language, key, &[]),
        (None, Some(seconds)) if matches!(problem, Problem::TooMany(_)) => {
            let minutes = seconds.div_ceil(60);
            texts.with(language, "problem-too-many-text", &[("minutes", Argument::from(minutes))])
        }
        _ if matches!(problem, Problem::TooLarge(1..)) => {
            let most = match problem {
                Problem::TooLarge(most) => u32::try_from(most / 1024).unwrap_or(u32::MAX),
                _ => 0,
            };
            texts.with(language, "problem-too-large-limit", &[("kilobytes", Argument::from(most))])
        }
        _ => texts.with(language, &format!("problem-{}-text", problem.name()), &[]),
    };
    (title, text)
}

fn add_headers(response: &mut HttpResponse, problem: &Problem) {
    let headers = response.headers_mut();
    if let Some(seconds) = problem.retry_after() {
        headers.insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    if let Problem::MethodNotAllowed(allowed) = problem
        && let Ok(value) = header::HeaderValue::from_str(allowed)
    {
        headers.insert(header::ALLOW, value);
    }
    if matches!(problem, Problem::SignInNeeded | Problem::NotProven(_)) {
        headers.insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    }
}
