//! Every way in, with who may use it. A route cannot be added without saying so, and tests call each one as nobody and
//! as a stranger.

mod document;
pub mod openapi;
mod pages;

use std::{collections::BTreeMap, sync::Arc};

use actix_web::{
    Error, FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, Route,
    body::BoxBody,
    dev::{Payload, ServiceRequest, ServiceResponse, fn_service},
    guard,
    http::{Method, header},
    middleware::{Next, from_fn},
    web,
};
use futures_util::future::LocalBoxFuture;

use super::{Language, Problem, actor};
pub use document::{Described, ProblemDocument, ProblemField, ambiguous_names, document};
pub use pages::Pages;

/// Who may come in at all. What they may do there, the permits decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Public,
    /// A person who signed in.
    SignedIn,
    /// A bearer token (under `/api`).
    Token,
}

/// One method on one path.
#[derive(Clone)]
pub struct RouteLine {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    /// What the API document says of it; `None` for pages.
    pub described: Option<Described>,
    answer: Answer,
}

/// A handler of which nothing but its answer is known. What actix-web builds around a handler's own type is built once
/// in this way, and not anew for each of hundreds.
type Answer = Arc<dyn Fn(HttpRequest, Payload) -> LocalBoxFuture<'static, HttpResponse> + Send + Sync>;

/// The routes of a capability, or of all.
#[derive(Clone, Default)]
pub struct Routes(pub Vec<RouteLine>);

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn get<F, Args>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.line(Method::GET, path, access, None, handler)
    }

    #[must_use]
    pub fn post<F, Args>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.line(Method::POST, path, access, None, handler)
    }

    /// A public page that has an address of its own in each language (`/en/about`) beside the one that asks the reader's
    /// wish (`/about`).
    #[must_use]
    pub fn public_page<F, Args>(self, path: &'static str, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let in_each = Language::ALL.into_iter().fold(self, |routes, language| {
            // Routes are made once and live as long as the server.
            let address: &'static str = language.address_of(path).leak();
            routes.get(address, Access::Public, handler.clone())
        });
        in_each.get(path, Access::Public, handler)
    }

    /// A call of the JSON API; its document is made from `described`.
    #[must_use]
    pub fn api<F, Args>(
        self,
        method: Method,
        path: &'static str,
        access: Access,
        described: Described,
        handler: F,
    ) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.line(method, path, access, Some(described), handler)
    }

    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    fn line<F, Args>(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        described: Option<Described>,
        handler: F,
    ) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.0.push(RouteLine { method, path, access, described, answer: answer_of(handler) });
        self
    }

    /// Puts the routes into an application: one resource per path; other methods answer 405 with `Allow`. Paths that
    /// begin alike share a scope, because the router tries patterns one after the other.
    pub fn register(&self, config: &mut web::ServiceConfig) {
        let mut scopes: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
        for line in &self.0 {
            let paths = scopes.entry(beginning(line.path)).or_default();
            if !paths.contains(&line.path) {
                paths.push(line.path);
            }
        }
        for (beginning, mut paths) in scopes {
            // Fixed paths go before those with parameters, so that `/people/new` is no person.
            paths.sort_by_key(|path| path.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>());
            if beginning.is_empty() || paths.len() == 1 {
                paths.into_iter().for_each(|path| {
                    config.service(self.resource(path, path));
                });
                continue;
            }
            let inside = |path: &'static str| path.strip_prefix(beginning).unwrap_or(path);
            config.service(
                paths.into_iter().fold(web::scope(beginning), |scope, path| {
                    scope.service(self.resource(path, inside(path)))
                }),
            );
        }
    }

    fn resource(&self, path: &str, rest: &str) -> Resource {
        let lines: Vec<&RouteLine> = self.0.iter().filter(|line| line.path == path).collect();
        let allowed: Vec<&str> = lines.iter().flat_map(|line| methods_of(&line.method)).collect();
        let allowed = allowed.join(", ");
        let resource =
            lines.into_iter().fold(web::resource(rest), |resource, line| resource.route(line.route()));
        resource.default_service(web::to(move |request: HttpRequest| {
            let allowed = allowed.clone();
            async move {
                // Who asks is told so in their language.
                actor::find(&request).await?;
                Err::<HttpResponse, Problem>(Problem::MethodNotAllowed(allowed))
            }
        }))
    }
}

impl RouteLine {
    fn route(&self) -> Route {
        let answer = self.answer.clone();
        let route = by_method(&self.method).service(fn_service(move |request: ServiceRequest| {
            let (request, payload) = request.into_parts();
            let answer = answer(request.clone(), payload);
            async move { Ok::<_, Error>(ServiceResponse::new(request, answer.await)) }
        }));
        match self.access {
            Access::Public => route,
            Access::SignedIn | Access::Token => route.wrap(from_fn(only_somebody)),
        }
    }
}

fn answer_of<F, Args>(handler: F) -> Answer
where
    F: Handler<Args> + Send + Sync,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    Arc::new(move |request, mut payload| {
        let handler = handler.clone();
        Box::pin(async move {
            match Args::from_request(&request, &mut payload).await {
                Ok(args) => handler.call(args).await.respond_to(&request).map_into_boxed_body(),
                Err(error) => HttpResponse::from_error(error),
            }
        })
    })
}

/// What can be got can be asked for without its body; the connection leaves that out (RFC 9110, 9.3.2).
fn by_method(verb: &Method) -> Route {
    if verb == Method::GET {
        return web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    }
    web::method(verb.clone())
}

fn methods_of(verb: &Method) -> Vec<&str> {
    if verb == Method::GET { vec!["GET", "HEAD"] } else { vec![verb.as_str()] }
}

/// The fixed parts at the beginning of a path, as many as tell capabilities apart: one, and three below `/api`. The
/// address of the home page has none.
fn beginning(path: &'static str) -> &'static str {
    let parts = if path.starts_with("/api/") { 3 } else { 1 };
    let mut ends = path.match_indices('/').map(|(at, _)| at).skip(1).chain([path.len()]);
    let end = ends.nth(parts - 1).unwrap_or(path.len());
    let beginning = path.get(..end).unwrap_or_default();
    if path == "/" || beginning.contains('{') { "" } else { beginning }
}

/// Answers, and never fails: a failure would pass by the envelope that gives a problem its body.
async fn only_somebody(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let problem = match actor::find(request.request()).await {
        Ok(Some(_)) => return next.call(request).await,
        Ok(None) => Problem::SignInNeeded,
        Err(problem) => problem,
    };
    Ok(request.into_response(HttpResponse::from_error(problem)))
}

/// 303 to a path of our own, with a notice for the next page where there is something to say.
#[derive(Clone, Debug)]
pub struct Redirect {
    pub path: String,
    notice: Option<&'static str>,
}

impl Redirect {
    pub fn to(path: impl Into<String>) -> Self {
        Self { path: path.into(), notice: None }
    }

    /// `key` is the text shown on the page that is gone to.
    #[must_use]
    pub fn saying(mut self, key: &'static str) -> Self {
        self.notice = Some(key);
        self
    }
}

impl Responder for Redirect {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        response.insert_header((header::LOCATION, self.path));
        if let Some(key) = self.notice {
            response.cookie(super::notice::cookie(request, key));
        }
        response.finish()
    }
}
