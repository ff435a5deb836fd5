//! The Academy's own address, as people outside see it.

use url::Url;

/// `ACADEMY_URL`, parsed once.
#[derive(Clone, Debug)]
pub struct Site {
    base: Url,
    /// Only on loopback any host name of loopback is answered, whatever the port.
    loopback: bool,
    /// Where people write to.
    contact: String,
}

const NO_CONTACT: &str = "academy@localhost";

impl Site {
    /// # Errors
    /// Says what an address must look like.
    pub fn parse(address: &str) -> Result<Self, String> {
        let base = Url::parse(address).map_err(|error| format!("{address} is no address: {error}"))?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(format!("{address} must begin with https:// or http:// and name a host"));
        }
        let loopback = matches!(base.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        Ok(Self { base, loopback, contact: NO_CONTACT.to_owned() })
    }

    /// With the address that public pages name for questions.
    #[must_use]
    pub fn with_contact(mut self, address: &str) -> Self {
        address.clone_into(&mut self.contact);
        self
    }

    pub fn contact(&self) -> &str {
        &self.contact
    }

    pub fn is_secure(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// The whole address of a path on this site, for mails.
    pub fn link(&self, path: &str) -> String {
        self.base.join(path).map_or_else(|_| self.base.to_string(), |url| url.to_string())
    }

    /// `scheme://host[:port]`, as browsers send it in `Origin`.
    pub fn origin(&self) -> String {
        self.base.origin().ascii_serialization()
    }

    /// Whether a `Host` header names this site.
    pub fn is_own_host(&self, host: &str) -> bool {
        let Ok(asked) = Url::parse(&format!("{}://{host}", self.base.scheme())) else { return false };
        if self.loopback {
            return matches!(asked.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        }
        asked.host_str() == self.base.host_str()
            && asked.port_or_known_default() == self.base.port_or_known_default()
    }

    /// Path and query of an address on this site, as it stands in `Referer`.
    pub fn own_page(&self, address: &str) -> Option<String> {
        let url = Url::parse(address).ok()?;
        let own = self.is_own_origin(&url.origin().ascii_serialization());
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        own.then(|| format!("{}{query}", url.path()))
    }

    /// Whether an `Origin` header is this site's own.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        match origin.split_once("://") {
            Some((scheme, host)) => scheme == self.base.scheme() && self.is_own_host(host),
            None => false,
        }
    }
}

/// A path of our own to go to, or `None`: redirects never leave the host.
pub fn own_path(path: &str) -> Option<&str> {
    let clean = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t'])
        && path.is_ascii();
    clean.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_never_leave_the_host() {
        assert_eq!(own_path("/learning?x=1"), Some("/learning?x=1"));
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "learning", "/a\r\nb"] {
            assert_eq!(own_path(path), None, "{path}");
        }
    }

    #[test]
    fn only_the_configured_host_is_answered() {
        let site = Site::parse("https://academy.example").unwrap();
        assert!(site.is_own_host("academy.example") && site.is_own_host("academy.example:443"));
        assert!(!site.is_own_host("evil.example") && !site.is_own_host("academy.example:8080"));
        assert!(Site::parse("http://127.0.0.1:8080").unwrap().is_own_host("localhost:9000"));
        let page = site.own_page("https://academy.example/courses?q=a%20b#top");
        assert_eq!(page.as_deref(), Some("/courses?q=a%20b"));
        assert_eq!(site.own_page("https://evil.example/courses"), None);
    }
}
