//! Hands letters to a mail server (RFC 5321), in text and HTML (RFC 2046, 5.1.4).

use std::time::{Duration, SystemTime};

use anyhow::Context;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
};
use url::Url;

use super::Letter;
use crate::platform::{Outcome, Problem};

const ANSWERS_WITHIN: Duration = Duration::from_secs(20);

/// A mail server and the address in whose name we write. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// `smtps://user:password@host` (TLS from the first byte), or `smtp://user:password@host:587` (STARTTLS: demanded,
    /// except on this machine). `?tls=opportunistic` takes a server without STARTTLS.
    ///
    /// # Errors
    /// An address that cannot be read; the message never repeats the password.
    pub fn new(url: &str, from: &str) -> anyhow::Result<Self> {
        let mut parsed = Url::parse(url).context("ACADEMY_SMTP_URL is no address")?;
        let here = matches!(parsed.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if parsed.scheme() == "smtp" && parsed.query().is_none() && !here {
            parsed.set_query(Some("tls=required"));
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(parsed.as_str());
        let builder =
            builder.map_err(|_| anyhow::anyhow!("ACADEMY_SMTP_URL must begin with smtp:// or smtps://"))?;
        let from = from.parse().context("ACADEMY_MAIL_FROM must look like Name <address@host>")?;
        Ok(Self { transport: builder.timeout(Some(ANSWERS_WITHIN)).build(), from })
    }

    /// # Errors
    /// `Problem::BadRequest` when the server refuses the address for good, `Problem::NotFound` when it refuses this
    /// letter for good for another reason (so a wrong password makes no address a dead one), `Problem::Unavailable`
    /// when it is worth trying again.
    pub async fn send(&self, letter: &Letter) -> Outcome<()> {
        let message = message(&self.from, letter)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => {
                // The server's words are left out: most repeat the address.
                let code = error.status().map(|code| code.to_string()).unwrap_or_default();
                tracing::warn!(mail = %letter.id, code, "the mail server refuses a mail for good");
                let number = error.status().map(u16::from).unwrap_or_default();
                if is_of_address(number, &error.to_string()) {
                    return Err(Problem::BadRequest("mail-address-refused"));
                }
                Err(Problem::NotFound)
            }
            Err(error) => Err(Problem::Unavailable(reason(&error))),
        }
    }
}

/// Why a letter could not be handed over, for the log, without what the server said: that may repeat the address.
fn reason(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None => error.to_string(),
    }
}

/// Whether a permanent refusal speaks of the recipient (RFC 5321, 4.2.3) and not of a policy (RFC 3463: 5.7.x).
fn is_of_address(code: u16, said: &str) -> bool {
    matches!(code, 550 | 551 | 553) && !said.contains("5.7.")
}

pub(super) fn message(from: &Mailbox, letter: &Letter) -> Outcome<Message> {
    let address: Address = letter.address.parse().map_err(|_| Problem::BadRequest("mail-address-wrong"))?;
    let name = Some(one_line(&letter.name)).filter(|name| !name.trim().is_empty());
    // Made from the row, so that a letter sent twice has one id (RFC 5322, 3.6.4).
    let id = format!("<{}@{}>", letter.id, from.email.domain());
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, address))
        .subject(one_line(&letter.subject))
        .date(SystemTime::from(letter.made_at))
        .message_id(Some(id))
        .header(AutoSubmitted);
    if let Some(url) = letter.unsubscribe_url.as_deref() {
        message = message.raw_header(raw("List-Unsubscribe", format!("<{}>", one_line(url))));
        message = message.raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    message
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(Problem::internal)
}

/// A header whose value is ASCII already and must not be broken into pieces: RFC 2369, 2; RFC 8058, 3.1.
fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// Without control characters: a header is one line.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// RFC 3834, 5: no holiday answer comes back.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_address;

    #[test]
    fn only_a_dead_address_is_held_against_the_address() {
        assert!(is_of_address(550, "permanent error (550): 5.1.1 nobody here"));
        assert!(!is_of_address(550, "permanent error (550): 5.7.1 relaying denied"));
        assert!(!is_of_address(535, "permanent error (535): 5.7.8 wrong password"));
        assert!(!is_of_address(554, "permanent error (554): refused"));
    }
}
