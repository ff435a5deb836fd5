//! One request to an address of another system. It follows no redirect, uses no proxy, waits ten seconds at most, reads
//! nothing of the answer but its status, and connects to no address that the operator did not allow, whatever a name
//! was resolved to.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use reqwest::{
    Client, StatusCode,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{CONTENT_TYPE, HeaderValue},
    redirect::Policy,
};
use tokio::sync::OnceCell;

use super::model::{Failure, Reach};
use crate::platform::{Outcome, Problem};

const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
const CONNECTS_WITHIN: Duration = Duration::from_secs(5);
const AGENT: &str = concat!("BetterWorkAcademy/", env!("CARGO_PKG_VERSION"));

/// Sends. The client is made when it is first needed.
#[derive(Clone)]
pub struct Sender {
    reach: Reach,
    client: Arc<OnceCell<Client>>,
}

/// What goes out.
pub struct Message<'m> {
    pub url: &'m str,
    pub event: String,
    pub signature: String,
    pub body: String,
}

impl Sender {
    pub fn new(reach: Reach) -> Self {
        Self { reach, client: Arc::default() }
    }

    /// The status of the answer, or why none came.
    ///
    /// # Errors
    /// Only where no client can be made at all.
    pub async fn send(&self, message: Message<'_>) -> Outcome<Result<StatusCode, Failure>> {
        let client = self.client.get_or_try_init(|| async { client(self.reach) }).await?;
        // What was allowed when it was registered may be so no longer.
        let Ok(url) = self.reach.parse(message.url) else { return Ok(Err(Failure::NotAllowed)) };
        let signature = HeaderValue::from_str(&message.signature).map_err(Problem::internal)?;
        let event = HeaderValue::from_str(&message.event).map_err(Problem::internal)?;
        let answer = client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("academy-event", event)
            .header("academy-signature", signature)
            .body(message.body)
            .send()
            .await;
        Ok(answer.map(|answer| answer.status()).map_err(|error| failure(&error)))
    }
}

fn failure(error: &reqwest::Error) -> Failure {
    if error.is_timeout() {
        return Failure::TooLate;
    }
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(one) = cause {
        if one.is::<NotAllowed>() {
            return Failure::NotAllowed;
        }
        if one.downcast_ref::<std::io::Error>().is_some_and(is_refusal) {
            return Failure::Refused;
        }
        cause = one.source();
    }
    Failure::Unreachable
}

fn is_refusal(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::ConnectionRefused
}

fn client(reach: Reach) -> Outcome<Client> {
    Client::builder()
        .user_agent(AGENT)
        .redirect(Policy::none())
        .no_proxy()
        .timeout(ANSWERS_WITHIN)
        .connect_timeout(CONNECTS_WITHIN)
        .pool_max_idle_per_host(1)
        .dns_resolver(Arc::new(Guard(reach)))
        .build()
        .map_err(Problem::internal)
}

/// Resolves names, and leaves out what may not be connected to; so that no name can be turned round after it was
/// looked at.
struct Guard(Reach);

#[derive(Debug, thiserror::Error)]
#[error("no address that may be connected to")]
struct NotAllowed;

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| reach.allows(address.ip())).collect();
            if allowed.is_empty() {
                return Err(NotAllowed.into());
            }
            let allowed: Addrs = Box::new(allowed.into_iter());
            Ok(allowed)
        })
    }
}
