//! Whose `X-Forwarded-For` is believed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Proxies in front of the server: this machine always, and the addresses and networks that the operator names.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<Network>);

#[derive(Clone, Copy, Debug)]
struct Network {
    address: IpAddr,
    /// Leading bits that count.
    bits: u32,
}

impl Proxies {
    /// Addresses and networks (`10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32`), parted by commas or spaces.
    ///
    /// # Errors
    /// Names the part that is neither.
    pub fn parse(list: &str) -> Result<Self, String> {
        let parts = list.split([',', ' ']).filter(|part| !part.is_empty());
        parts.map(Network::parse).collect::<Result<Vec<_>, _>>().map(Self)
    }

    /// Where a request comes from: the last address on its way that is no proxy of ours. Whatever stands before that
    /// one in the header, its sender may have invented.
    pub(super) fn sender(&self, peer: IpAddr, forwarded: &[&str]) -> IpAddr {
        let hops = forwarded.iter().rev().flat_map(|header| header.rsplit(','));
        let mut sender = peer.to_canonical();
        for hop in hops {
            if !self.trusts(sender) {
                break;
            }
            let Ok(before) = hop.trim().parse::<IpAddr>() else { break };
            sender = before.to_canonical();
        }
        sender
    }

    fn trusts(&self, address: IpAddr) -> bool {
        address.is_loopback() || self.0.iter().any(|network| network.holds(address))
    }
}

impl Network {
    fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text} is neither an address nor a network such as 10.0.0.0/8");
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse::<u32>).map_err(|_| wrong())?;
        if bits > most { Err(wrong()) } else { Ok(Self { address, bits }) }
    }

    fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                leading(own.to_bits(), self.bits) == leading(other.to_bits(), self.bits)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => leading6(own, self.bits) == leading6(other, self.bits),
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

fn leading(address: u32, bits: u32) -> u32 {
    address.checked_shr(Ipv4Addr::BITS - bits).unwrap_or(0)
}

fn leading6(address: Ipv6Addr, bits: u32) -> u128 {
    address.to_bits().checked_shr(Ipv6Addr::BITS - bits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(trusted: &str, peer: &str, forwarded: &[&str]) -> String {
        Proxies::parse(trusted).unwrap().sender(peer.parse().unwrap(), forwarded).to_string()
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed_and_only_its_last_word() {
        assert_eq!(sender("", "127.0.0.1", &["1.1.1.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(sender("", "203.0.113.9", &["1.1.1.1"]), "203.0.113.9");
        assert_eq!(sender("", "127.0.0.1", &["nonsense"]), "127.0.0.1");
        assert_eq!(sender("", "::ffff:203.0.113.9", &[]), "203.0.113.9");
    }

    #[test]
    fn proxies_that_the_operator_names_are_believed_one_after_the_other() {
        let trusted = "10.0.0.0/8, 2001:db8:1::/48 192.0.2.1";
        assert_eq!(sender(trusted, "10.1.2.3", &["1.1.1.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(sender(trusted, "127.0.0.1", &["1.1.1.1, 203.0.113.7, 10.9.9.9"]), "203.0.113.7");
        assert_eq!(sender(trusted, "192.0.2.1", &["203.0.113.7", "2001:db8:1:2::3"]), "203.0.113.7");
        assert_eq!(sender(trusted, "192.0.2.2", &["203.0.113.7"]), "192.0.2.2");
        assert_eq!(sender(trusted, "11.0.0.1", &["203.0.113.7"]), "11.0.0.1");
        assert_eq!(sender("0.0.0.0/0", "198.51.100.4", &["203.0.113.7"]), "203.0.113.7");
    }

    #[test]
    fn what_is_no_address_is_named() {
        for wrong in ["proxy.internal", "10.0.0.0/33", "10.0.0.0/x", "2001:db8::/129", "10.0.0.1,,nonsense"] {
            let refusal = Proxies::parse(wrong).unwrap_err();
            assert!(refusal.contains("is neither an address nor a network"), "{refusal}");
        }
    }
}
