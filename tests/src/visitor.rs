//! Somebody with a browser: opens pages, follows links, fills forms, keeps cookies.

use std::collections::BTreeMap;

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response};
use url::Url;

use crate::academy::{Academy, Person};
use crate::mailbox::Mail;
use crate::page::{Form, Page};

const MOST_REDIRECTS: usize = 8;

pub struct Visitor {
    client: Client,
    /// Asked in turn, so that a server which keeps state of its own is found out.
    servers: Vec<String>,
    asked: usize,
    public_url: Url,
    language: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// A visitor of one Academy that runs on all these servers.
    pub fn of(servers: &[&Academy]) -> Self {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client");
        Self {
            client,
            servers: servers.iter().map(|server| server.own_url()).collect(),
            asked: 0,
            public_url: Url::parse(servers[0].public_url()).expect("an address"),
            language: "en".to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// What the browser prefers, before anybody signs in.
    pub fn reading(mut self, language: &str) -> Self {
        self.language = language.to_owned();
        self
    }

    pub async fn opens(&mut self, path: &str) -> Page {
        let request = self.request(Method::GET, path);
        self.follows(request, path).await
    }

    /// Opens a page that may not be there, or whose server may not be there.
    pub async fn tries(&mut self, path: &str) -> Option<Page> {
        let response = self.request(Method::GET, path).send().await.ok()?;
        Some(self.reads(response, path).await)
    }

    pub async fn follows_link_in(&mut self, mail: &Mail) -> Page {
        let link = mail.link(self.public_url.as_str().trim_end_matches('/'));
        self.opens(&link).await
    }

    pub async fn sends(&mut self, form: &Form) -> Page {
        if form.posts {
            let request = self.request(Method::POST, &form.action).form(form.fields());
            return self.follows(request, &form.action).await;
        }
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form.fields()).finish();
        let path = format!("{}?{query}", form.action.split('?').next().unwrap_or_default());
        self.opens(&path).await
    }

    /// Sends a form without following where it leads.
    pub async fn sends_only(&mut self, form: &Form) -> Page {
        let response = self.request(Method::POST, &form.action).form(form.fields()).send().await;
        self.reads(response.expect("the server answers"), &form.action).await
    }

    /// Fills the form that matches on this page, and sends it.
    pub async fn submits(&mut self, page: &Page, css: &str, values: &[(&str, &str)]) -> Page {
        let form = values.iter().fold(page.form(css), |form, (name, value)| form.fill(name, value));
        self.sends(&form).await
    }

    pub async fn signs_in(&mut self, email: &str, password: &str) -> Page {
        let page = self.opens("/sign-in").await;
        self.submits(&page, "form[action='/sign-in']", &[("email", email), ("password", password)]).await
    }

    pub async fn signs_in_as(&mut self, person: &Person) -> Page {
        self.signs_in(&person.email, &person.password).await
    }

    /// A request with this visitor's cookies and headers, for what a form cannot say.
    pub fn request(&mut self, method: Method, path: &str) -> RequestBuilder {
        let wanted = self.public_url.join(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(wanted.origin(), self.public_url.origin(), "{path} leads elsewhere");
        let server = &self.servers[self.asked % self.servers.len()];
        self.asked += 1;
        let query = wanted.query().map(|query| format!("?{query}")).unwrap_or_default();
        let posts = method != Method::GET;
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self
            .client
            .request(method, format!("{server}{}{query}", wanted.path()))
            .header(HOST, self.public_url.authority())
            .header(ACCEPT, "text/html")
            .header(ACCEPT_LANGUAGE, &self.language)
            .header("Sec-Fetch-Site", "same-origin");
        let request = if cookies.is_empty() { request } else { request.header(COOKIE, cookies.join("; ")) };
        if posts { request.header(ORIGIN, self.public_url.origin().ascii_serialization()) } else { request }
    }

    /// Sends a request and keeps the cookies of the answer.
    pub async fn reads(&mut self, response: Response, path: &str) -> Page {
        self.keep_cookies(&response);
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.text().await.expect("the answer has a body");
        Page { status, path: path.to_owned(), headers, body }
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Somebody else takes the phone: the same cookies in another browser.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.clone()
    }

    async fn follows(&mut self, request: RequestBuilder, path: &str) -> Page {
        let mut path = path.to_owned();
        let mut request = request;
        for _ in 0..MOST_REDIRECTS {
            let response = request.send().await.unwrap_or_else(|error| panic!("{path}: {error}"));
            let onwards =
                response.headers().get(LOCATION).and_then(|place| place.to_str().ok()).map(str::to_owned);
            let Some(onwards) = onwards.filter(|_| response.status().is_redirection()) else {
                return self.reads(response, &path).await;
            };
            self.keep_cookies(&response);
            let base = self.public_url.join(&path).expect("a path");
            path = base.join(&onwards).expect("a place to go").to_string();
            request = self.request(Method::GET, &path);
        }
        panic!("{path} never stops redirecting")
    }

    fn keep_cookies(&mut self, response: &Response) {
        for cookie in response.headers().get_all(SET_COOKIE).iter().filter_map(|header| header.to_str().ok())
        {
            let mut parts = cookie.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            let is_gone = parts.any(|part| part.eq_ignore_ascii_case("Max-Age=0"));
            if is_gone || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
