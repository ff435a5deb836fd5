//! Random tokens, their fingerprints, and keys derived from the one secret of the installation.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::Problem;

/// 256 random bits, as 43 characters that are safe in addresses, cookies and mails.
pub fn random_token() -> String {
    let mut bytes = [0_u8; 32];
    rand::fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored instead of a token: its SHA-256. Enough, because the token itself is random.
pub fn fingerprint(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Two small hexadecimal digits for each byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// Compares without telling by its duration where two values differ.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// The secret of this installation (`ACADEMY_SECRET`, or the file `secret` in the data folder). Never printed.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// At least 32 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() >= 32).then(|| Self(text.as_bytes().to_vec()))
    }

    /// A key for one purpose, so that what one part signs means nothing to another.
    pub fn key_for(&self, purpose: &str, about: &[u8]) -> Result<Vec<u8>, Problem> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(Problem::internal)?;
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(about);
        Ok(mac.finalize().into_bytes().to_vec())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_byte_is_two_digits() {
        assert_eq!(super::hexadecimal(&[0, 10, 159, 255]), "000a9fff");
    }
}
