//! An Academy in process, for the tests of capabilities: a migrated store of its own, a clock that stands still, and
//! visitors who speak HTTP to it.

pub mod caller;
mod document;
mod postgres;
mod schema;

use std::path::PathBuf;

use actix_web::{
    body::MessageBody,
    cookie::Cookie,
    dev::{Service, ServiceResponse},
    http::{Method, StatusCode, header},
    test as http_test,
};
use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use document::Document;

use crate::{
    app::{Academy, Parts},
    platform::{
        Clock, Db, Ids, Site, Storage, UnitOfWork,
        db::StoreAddress,
        limits::Proxies,
        mail::{self, Letter},
        secrets::Secret,
    },
};

/// Sunday, 22 November 2026, 08:00 UTC.
pub fn now() -> DateTime<Utc> {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

const OPENAPI: &str = "/api/v1/openapi.json";

/// A whole Academy on a store of its own.
pub struct TestAcademy {
    pub academy: Academy,
    pub clock: Clock,
    folder: TempDir,
    document: OnceCell<Document>,
}

impl TestAcademy {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("academy.db");
        std::fs::copy(template().await, &file).unwrap();
        Self::on(StoreAddress::Sqlite(file), folder).await
    }

    /// One on SQLite, and one on PostgreSQL where `tests/run` has started it.
    pub async fn on_both() -> Vec<Self> {
        let mut both = vec![Self::new().await];
        if let Some(address) = postgres::database().await {
            both.push(Self::on(address, tempfile::tempdir().unwrap()).await);
        }
        both
    }

    async fn on(store: StoreAddress, folder: TempDir) -> Self {
        let clock = Clock::still_at(now());
        let academy = Academy::open(Self::parts(store, folder.path(), clock.clone())).await.unwrap();
        Self { academy, clock, folder, document: OnceCell::new() }
    }

    /// What it is made from; files lie in `folder`.
    pub fn parts(store: StoreAddress, folder: &std::path::Path, clock: Clock) -> Parts {
        Parts {
            store,
            storage: Storage::open(None, folder).unwrap(),
            mailer: None,
            newsletter_rate: 3,
            webhooks: crate::interop::Reach::Private,
            site: Site::parse("http://localhost:8080").unwrap(),
            proxies: Proxies::default(),
            secret: Secret::parse("a secret that only tests ever know").unwrap(),
            clock,
            ids: Ids::counted(),
        }
    }

    pub fn db(&self) -> &Db {
        &self.academy.db
    }

    /// Where its files lie, and its database where that is a file.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub async fn begin(&self) -> UnitOfWork {
        self.db().begin().await.unwrap()
    }

    /// Runs what is due now, and what that brings with it.
    pub async fn runs_jobs(&self) -> usize {
        self.academy.runner().run_due().await.unwrap()
    }

    /// The mails that wait in the outbox, as they would be sent.
    pub async fn letters(&self) -> Vec<Letter> {
        mail::letters(self.db().read(), &self.academy.engine, &self.academy.site).await.unwrap()
    }

    /// What the API says of itself; every answer of it is held to this.
    async fn document(&self) -> &Document {
        let read = || async {
            let app = http_test::init_service(self.academy.application()).await;
            let request =
                http_test::TestRequest::with_uri(OPENAPI).insert_header((header::HOST, "localhost:8080"));
            let response = app.call(request.to_request()).await.unwrap();
            Document::parse(&answer(response).await.text)
        };
        self.document.get_or_init(read).await
    }

    /// Somebody with an empty cookie jar.
    pub async fn visitor(&self) -> Visitor<'_> {
        Visitor { academy: self, cookies: Vec::new() }
    }
}

/// A migrated, empty SQLite file: copied for each test, because copying takes half a millisecond.
async fn template() -> PathBuf {
    static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
    let make = || async {
        let file = std::env::temp_dir().join(format!("academy-template-{}.db", std::process::id()));
        drop(std::fs::remove_file(&file));
        Academy::migrate(&StoreAddress::Sqlite(file.clone())).await.unwrap();
        file
    };
    // Tests of one process wait here for the first of them.
    TEMPLATE.get_or_init(make).await.clone()
}

/// A browser without a screen: keeps cookies, fills forms with the tokens that the page gave.
pub struct Visitor<'a> {
    academy: &'a TestAcademy,
    cookies: Vec<Cookie<'static>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub text: String,
}

impl Visitor<'_> {
    pub fn has_cookie(&mut self, name: &str, value: &str) {
        self.cookies.push(Cookie::new(name.to_owned(), value.to_owned()));
    }

    pub async fn opens(&mut self, path: &str) -> Answer {
        self.sends(Method::GET, path, None, &[]).await
    }

    /// Posts a form to `path` with the hidden fields of the page at `from`.
    pub async fn submits(&mut self, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.opens(from).await;
        let mut all = vec![("csrf", hidden(&page.text, "csrf")), ("request", hidden(&page.text, "request"))];
        all.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self.posts(path, &all).await
    }

    pub async fn posts(&mut self, path: &str, fields: &[(&str, String)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.sends(Method::POST, path, Some(body), &[("content-type", "application/x-www-form-urlencoded")])
            .await
    }

    pub async fn sends(
        &mut self,
        method: Method,
        path: &str,
        body: Option<String>,
        headers: &[(&str, &str)],
    ) -> Answer {
        self.sends_bytes(method, path, body.map(String::into_bytes), headers).await
    }

    /// Posts a file by a form to `path`, with the hidden fields of the page at `from`.
    pub async fn uploads(&mut self, from: &str, path: &str, (name, bytes): (&str, &[u8])) -> Answer {
        let page = self.opens(from).await;
        let mut body = Vec::new();
        for field in ["csrf", "request"] {
            let value = hidden(&page.text, field);
            let part =
                format!("--seam\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--seam\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--seam--\r\n");
        let kind = ("content-type", "multipart/form-data; boundary=seam");
        self.sends_bytes(Method::POST, path, Some(body), &[kind]).await
    }

    pub async fn sends_bytes(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let app = http_test::init_service(self.academy.academy.application()).await;
        let mut request = http_test::TestRequest::with_uri(path).method(method.clone());
        request = request.insert_header((header::HOST, "localhost:8080"));
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        for cookie in &self.cookies {
            request = request.cookie(cookie.clone());
        }
        if let Some(body) = body {
            request = request.set_payload(body);
        }
        let response = app.call(request.to_request()).await.unwrap();
        self.keep_cookies(&response);
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().to_owned();
        let answer = answer(response).await;
        if path.starts_with("/api/v1/") && path != OPENAPI {
            let document = self.academy.document().await;
            document.hold(&method, path, answer.status, &kind, &answer.text);
        }
        answer
    }

    fn keep_cookies<B>(&mut self, response: &ServiceResponse<B>) {
        let fresh: Vec<_> = response.response().cookies().map(Cookie::into_owned).collect();
        for cookie in fresh {
            self.cookies.retain(|kept| kept.name() != cookie.name());
            if !cookie.value().is_empty() {
                self.cookies.push(cookie);
            }
        }
    }
}

async fn answer<B: MessageBody>(response: ServiceResponse<B>) -> Answer {
    let status = response.status();
    let location = response.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
    let body = http_test::read_body(response).await;
    Answer { status, location, text: String::from_utf8_lossy(&body).into_owned() }
}

/// The value of a hidden field in a page.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.split_once(&mark).map(|(_, rest)| rest).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}
