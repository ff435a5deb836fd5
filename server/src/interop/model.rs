//! To which addresses the server may speak, how it signs what it says, and when it gives up. Pure.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha256;
use url::{Host, Url};

use crate::platform::{
    OrganisationId, Problem,
    outgoing::{Event, EventId, EventKind},
    secrets::{self, Secret},
};

crate::id_type!(WebhookId);
crate::id_type!(DeliveryId);

crate::word_enum! {
    /// Why no answer came. Its text is `webhook-failure-<word>`.
    Failure {
        Refused = "refused",
        TooLate = "too-late",
        NotAllowed = "not-allowed",
        Unreachable = "unreachable",
    }
}

/// So often an event is tried; the waits between grow from half a minute to half a day, two days in all.
pub const ATTEMPTS: i32 = 10;
/// An address at which nothing succeeded for so long is disabled.
pub const PATIENCE: TimeDelta = TimeDelta::hours(36);

const LONGEST: usize = 500;

/// To which addresses webhooks may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Only those that everybody can reach, over TLS.
    #[default]
    Public,
    /// Also those of the own network and of this machine, where the operator says so; this machine without TLS.
    Private,
}

impl Reach {
    /// # Errors
    /// The text key of what is wrong.
    pub fn parse(self, text: &str) -> Result<Url, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Err("webhook-url-missing");
        }
        let url = Url::parse(text).map_err(|_| "webhook-url-wrong")?;
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if !plain || text.len() > LONGEST || !matches!(url.scheme(), "https" | "http") {
            return Err("webhook-url-wrong");
        }
        let host = url.host().ok_or("webhook-url-wrong")?;
        let near = is_near(&host);
        if near && self == Self::Public {
            return Err("webhook-url-private");
        }
        if url.scheme() == "http" && !is_this_machine(&host) {
            return Err("webhook-url-without-tls");
        }
        Ok(url)
    }

    /// Whether a connection may be made to what a name was resolved to.
    pub fn allows(self, address: IpAddr) -> bool {
        self == Self::Private || is_public(address)
    }
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Addresses and names that only make sense inside a network.
fn is_near(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let inside = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];
            !name.contains('.') || inside.iter().any(|ending| name.ends_with(ending))
        }
        Host::Ipv4(address) => !is_public(IpAddr::V4(*address)),
        Host::Ipv6(address) => !is_public(IpAddr::V6(*address)),
    }
}

/// Whether an address is one of the open internet. What is reserved, translated or tunnelled is not: an address of the
/// own network may hide in it.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast();
    let reserved = first == 0
        || first >= 240
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 192 && second == 88 && third == 99)
        || (first == 198 && (18..20).contains(&second));
    !special && !reserved
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let [first, second, ..] = address.segments();
    // 2000::/3 without Teredo and other protocols (2001::/23), documentation (2001:db8::, 3fff::/20), 6to4 (2002::).
    let global = (0x2000..0x4000).contains(&first);
    let special = (first == 0x2001 && (second < 0x200 || second == 0xdb8))
        || first == 0x2002
        || (first == 0x3fff && second < 0x1000);
    global && !special
}

/// The secret that a receiver knows. It follows from the installation's and the webhook's id, so that none is stored.
pub fn secret_of(secret: &Secret, webhook: WebhookId) -> Result<String, Problem> {
    let key = secret.key_for("webhook", webhook.0.as_bytes())?;
    Ok(format!("whsec_{}", URL_SAFE_NO_PAD.encode(key)))
}

/// The value of the header `Academy-Signature`: the seconds since 1970, and the HMAC-SHA256 over them, a dot and the
/// body, under the secret as it was shown.
pub fn signature(secret: &str, at: DateTime<Utc>, body: &str) -> Result<String, Problem> {
    let seconds = at.timestamp();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(Problem::internal)?;
    mac.update(format!("{seconds}.{body}").as_bytes());
    let code = secrets::hexadecimal(&mac.finalize().into_bytes());
    Ok(format!("t={seconds},v1={code}"))
}

/// What is sent: ids and words, nothing of people.
#[derive(Serialize)]
pub struct Body<'e> {
    id: EventId,
    kind: EventKind,
    at: DateTime<Utc>,
    factory: OrganisationId,
    subject: uuid::Uuid,
    state: Option<&'e str>,
}

impl<'e> Body<'e> {
    pub fn of(event: &'e Event) -> Self {
        Self {
            id: event.id,
            kind: event.kind,
            at: event.at,
            factory: event.factory,
            subject: event.subject,
            state: event.state.as_deref(),
        }
    }
}

/// The kinds that were ticked or sent.
pub fn parse_kinds<'w>(words: impl IntoIterator<Item = &'w str>) -> Result<Vec<EventKind>, &'static str> {
    let kinds: Option<Vec<EventKind>> = words.into_iter().map(EventKind::from_word).collect();
    let mut kinds = kinds.filter(|kinds| !kinds.is_empty()).ok_or("webhook-kinds-missing")?;
    kinds.sort();
    kinds.dedup();
    Ok(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_open_internet_are_taken_and_only_over_tls() {
        for (url, key) in [
            ("https://portal.example/hooks?of=academy", None),
            ("https://93.184.216.34/hooks", None),
            ("https://[2606:2800:220:1::1]/", None),
            ("http://portal.example/", Some("webhook-url-without-tls")),
            ("ftp://portal.example/", Some("webhook-url-wrong")),
            ("portal.example", Some("webhook-url-wrong")),
            ("https://user:word@portal.example/", Some("webhook-url-wrong")),
            ("", Some("webhook-url-missing")),
            ("https://localhost/", Some("webhook-url-private")),
            ("https://intranet/", Some("webhook-url-private")),
            ("https://metadata.google.internal/", Some("webhook-url-private")),
            ("https://printer.local./", Some("webhook-url-private")),
            ("https://127.1/", Some("webhook-url-private")),
            ("https://2130706433/", Some("webhook-url-private")),
            ("https://0x7f000001/", Some("webhook-url-private")),
            ("https://169.254.169.254/latest/meta-data", Some("webhook-url-private")),
            ("https://10.1.2.3/", Some("webhook-url-private")),
            ("https://172.31.0.1/", Some("webhook-url-private")),
            ("https://192.168.1.1/", Some("webhook-url-private")),
            ("https://100.64.0.1/", Some("webhook-url-private")),
            ("https://0.0.0.0/", Some("webhook-url-private")),
            ("https://[::1]/", Some("webhook-url-private")),
            ("https://[::ffff:10.0.0.1]/", Some("webhook-url-private")),
            ("https://[64:ff9b::10.0.0.1]/", Some("webhook-url-private")),
            ("https://[2002:a00:1::]/", Some("webhook-url-private")),
            ("https://[fd00::1]/", Some("webhook-url-private")),
            ("https://[fe80::1]/", Some("webhook-url-private")),
        ] {
            assert_eq!(Reach::Public.parse(url).err(), key, "{url}");
        }
    }

    #[test]
    fn where_the_operator_says_so_the_own_network_is_taken_and_this_machine_without_tls() {
        assert!(Reach::Private.parse("https://10.1.2.3/").is_ok());
        assert!(Reach::Private.parse("http://127.0.0.1:9000/").is_ok());
        assert_eq!(Reach::Private.parse("http://10.1.2.3/").err(), Some("webhook-url-without-tls"));
        assert!(!Reach::Public.allows("10.0.0.1".parse().unwrap()));
        assert!(Reach::Private.allows("10.0.0.1".parse().unwrap()));
    }

    #[test]
    fn a_signature_is_what_the_document_says() {
        let at = "2026-11-22T08:00:00Z".parse().unwrap();
        // printf '1795334400.{"id":1}' | openssl dgst -sha256 -hmac whsec_example
        let expected = "t=1795334400,v1=3a7a77e682ac91da3ae5e0de6fff1b412ea06809a0e6be49608a9d08d083fa9f";
        let made = signature("whsec_example", at, "{\"id\":1}").unwrap();
        assert_eq!(made, expected);
        assert_ne!(made, signature("whsec_example", at, "{\"id\":2}").unwrap());
        assert_ne!(made, signature("whsec_other", at, "{\"id\":1}").unwrap());
    }
}
