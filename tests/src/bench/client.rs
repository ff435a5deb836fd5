//! The load: keep-alive connections that send one request after the other, with as little work as can be.

use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::future::join_all;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST, HeaderMap, ORIGIN};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// One request, made before the clock runs.
#[derive(Clone, Debug, Default)]
pub struct Call {
    pub path: String,
    pub cookie: Option<String>,
    pub accept_encoding: Option<&'static str>,
    /// The address that the request seems to come from, as a proxy writes it.
    pub from: Option<String>,
    /// A form; without one the request is a GET.
    pub form: Option<String>,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// How long each request of a batch took, the shortest first, and the whole batch.
pub struct Times {
    pub each: Vec<Duration>,
    pub whole: Duration,
}

impl Call {
    pub fn get(path: &str, cookie: Option<&str>) -> Self {
        Self { path: path.to_owned(), cookie: cookie.map(str::to_owned), ..Self::default() }
    }

    pub fn accepting(mut self, encoding: &'static str) -> Self {
        self.accept_encoding = Some(encoding);
        self
    }
}

impl Connection {
    pub async fn open(port: u16) -> std::io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(std::io::Error::other)?;
        // Ends when the server hangs up, or the sender is dropped.
        tokio::spawn(connection);
        Ok(Self { sender, host: format!("127.0.0.1:{port}") })
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(&Call::get(path, None)).await
    }

    pub async fn send(&mut self, call: &Call) -> Answer {
        self.sender.ready().await.unwrap_or_else(|error| panic!("{}: {error}", call.path));
        let answer = self.sender.send_request(self.request(call)).await;
        let answer = answer.unwrap_or_else(|error| panic!("{}: {error}", call.path));
        let (head, body) = answer.into_parts();
        let body = body.collect().await.unwrap_or_else(|error| panic!("{}: {error}", call.path)).to_bytes();
        Answer { status: head.status.as_u16(), headers: head.headers, body }
    }

    fn request(&self, call: &Call) -> Request<Full<Bytes>> {
        let method = if call.form.is_some() { Method::POST } else { Method::GET };
        let mut request = Request::builder().method(method).uri(&call.path).header(HOST, &self.host);
        if let Some(cookie) = &call.cookie {
            request = request.header(COOKIE, cookie);
        }
        if let Some(encoding) = call.accept_encoding {
            request = request.header(ACCEPT_ENCODING, encoding);
        }
        if let Some(from) = &call.from {
            request = request.header("x-forwarded-for", from);
        }
        if call.form.is_some() {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            request = request.header(ORIGIN, format!("http://{}", self.host));
            request = request.header("sec-fetch-site", "same-origin");
        }
        let body = Bytes::from(call.form.clone().unwrap_or_default());
        request.body(Full::new(body)).expect("a request")
    }
}

/// Sends every call once, over so many connections, each with the next call as soon as the last was answered.
pub async fn send_all(port: u16, calls: &[Call], connections: usize) -> Times {
    let lines = join_all((0..connections).map(|_| Connection::open(port))).await;
    let mut lines: Vec<Connection> =
        lines.into_iter().map(|line| line.expect("the server listens")).collect();
    // The first request of a connection costs the server more than the others.
    join_all(lines.iter_mut().map(|line| line.get("/healthz"))).await;
    let begun = Instant::now();
    let sending = lines.into_iter().enumerate().map(|(number, mut line)| {
        let own: Vec<Call> = calls.iter().skip(number).step_by(connections).cloned().collect();
        tokio::spawn(async move {
            let mut times = Vec::with_capacity(own.len());
            for call in &own {
                let begun = Instant::now();
                let answer = line.send(call).await;
                times.push(begun.elapsed());
                if !matches!(answer.status, 200 | 303) {
                    return Err(format!(
                        "{} answers {}: {}",
                        call.path,
                        answer.status,
                        words_of(&answer.body)
                    ));
                }
            }
            Ok(times)
        })
    });
    let times = join_all(sending.collect::<Vec<_>>()).await;
    let whole = begun.elapsed();
    let times: Result<Vec<_>, String> = times.into_iter().map(|times| times.expect("it ran")).collect();
    let times = times.unwrap_or_else(|refused| panic!("{refused}"));
    let mut each: Vec<Duration> = times.into_iter().flatten().collect();
    each.sort_unstable();
    Times { each, whole }
}

impl Times {
    /// The time within which so many of a thousand requests were answered.
    pub fn within(&self, per_thousand: usize) -> Duration {
        let place = (self.each.len() * per_thousand / 1000).min(self.each.len() - 1);
        self.each[place]
    }
}

/// What an error page says, for the message; nothing if it is compressed.
pub fn words_of(body: &[u8]) -> String {
    let Ok(body) = std::str::from_utf8(body) else { return String::new() };
    let page =
        tests::Page { status: 0, path: String::new(), headers: HeaderMap::new(), body: body.to_owned() };
    page.words().chars().take(400).collect()
}
