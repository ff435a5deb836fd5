//! How often something may be tried: guesses of secrets, counted in the database for all servers and all doors; and what
//! strangers send, counted in each server.

pub mod guesses;
mod strangers;

use std::net::IpAddr;

use actix_web::HttpRequest;

pub use strangers::{Strangers, spare};

/// Where a request comes from. Behind a proxy on this machine it is the last address that the proxy wrote down; whatever
/// stands before that one, the sender may have invented.
pub fn address_of(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    if !peer.is_loopback() {
        return Some(peer);
    }
    let forwarded = request.headers().get_all("x-forwarded-for").last().and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    Some(last.map_or(peer, |address| address.to_canonical()))
}

/// What counts as one place: an IPv4 address, or the half of an IPv6 address that one customer is given.
fn place(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test as http_test;

    use super::*;

    fn from(peer: &str, forwarded: &str) -> Option<String> {
        let request = http_test::TestRequest::default()
            .peer_addr(peer.parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_http_request();
        address_of(&request).map(|address| address.to_string())
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed_and_only_its_last_word() {
        assert_eq!(from("127.0.0.1:9", "1.1.1.1, 203.0.113.7").as_deref(), Some("203.0.113.7"));
        assert_eq!(from("203.0.113.9:9", "1.1.1.1").as_deref(), Some("203.0.113.9"));
        assert_eq!(from("127.0.0.1:9", "nonsense").as_deref(), Some("127.0.0.1"));
        assert_eq!(from("[::ffff:203.0.113.9]:9", "").as_deref(), Some("203.0.113.9"));
    }

    #[test]
    fn one_customer_of_ipv6_is_one_place() {
        let one: IpAddr = "2001:db8:1:2:3:4:5:6".parse().unwrap();
        let other: IpAddr = "2001:db8:1:2:ffff::1".parse().unwrap();
        let elsewhere: IpAddr = "2001:db8:1:3::1".parse().unwrap();
        assert_eq!(place(one), place(other));
        assert_ne!(place(one), place(elsewhere));
    }
}
