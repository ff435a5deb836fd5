//! How often something may be tried: guesses of secrets, counted in the database for all servers and all doors; and what
//! strangers send, counted in each server.

pub mod guesses;
mod proxies;
mod strangers;

use std::net::IpAddr;

use actix_web::{HttpRequest, web};

pub use proxies::Proxies;
pub use strangers::{Strangers, spare};

/// Where a request comes from, as far as that can be believed.
pub fn address_of(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let forwarded: Vec<&str> =
        request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok()).collect();
    let nobody = Proxies::default();
    let proxies = request.app_data::<web::Data<Proxies>>().map_or(&nobody, |proxies| proxies.as_ref());
    Some(proxies.sender(peer, &forwarded))
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
    use super::*;

    #[test]
    fn one_customer_of_ipv6_is_one_place() {
        let one: IpAddr = "2001:db8:1:2:3:4:5:6".parse().unwrap();
        let other: IpAddr = "2001:db8:1:2:ffff::1".parse().unwrap();
        let elsewhere: IpAddr = "2001:db8:1:3::1".parse().unwrap();
        assert_eq!(place(one), place(other));
        assert_ne!(place(one), place(elsewhere));
    }
}
