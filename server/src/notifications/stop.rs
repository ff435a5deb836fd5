//! The link in a mail that stops mails of its kind: signed, so that it works without signing in and for nothing else.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::model::Topic;
use crate::platform::{
    Outcome, PersonId, Site,
    secrets::{self, Secret},
};

const PURPOSE: &str = "stop mails";
const ID: usize = 16;
const SIGNATURE: usize = 16;

/// Whose mails stop, and on which topic; without one, on all of them, because a digest holds all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub person: PersonId,
    pub topic: Option<Topic>,
}

impl Stop {
    pub fn topics(&self) -> Vec<Topic> {
        self.topic.map_or_else(|| Topic::ALL.to_vec(), |topic| vec![topic])
    }

    pub fn url(&self, secret: &Secret, site: &Site) -> Outcome<String> {
        Ok(site.link(&format!("/mail-stops/{}", self.token(secret)?)))
    }

    pub fn token(&self, secret: &Secret) -> Outcome<String> {
        let said = self.said();
        let key = secret.key_for(PURPOSE, &said)?;
        let signature = key.into_iter().take(SIGNATURE);
        Ok(URL_SAFE_NO_PAD.encode(signature.chain(said).collect::<Vec<u8>>()))
    }

    /// `None` for whatever we did not sign.
    pub fn read(secret: &Secret, token: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (signature, said) = bytes.split_at_checked(SIGNATURE)?;
        let expected = secret.key_for(PURPOSE, said).ok()?;
        let genuine = secrets::same(expected.get(..SIGNATURE)?, signature);
        let (id, word) = said.split_at_checked(ID)?;
        let stop = Self {
            person: PersonId(Uuid::from_slice(id).ok()?),
            topic: Topic::from_word(std::str::from_utf8(word).ok()?),
        };
        (genuine && stop.said() == said).then_some(stop)
    }

    fn said(&self) -> Vec<u8> {
        let word = self.topic.map(Topic::word).unwrap_or_default();
        self.person.0.as_bytes().iter().copied().chain(word.bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_what_it_was_signed_for_and_a_changed_one_says_nothing() {
        let secret = Secret::parse("a secret that only tests ever know").unwrap();
        let other = Secret::parse("another secret that only tests know").unwrap();
        for topic in [None, Some(Topic::Overdue)] {
            let stop = Stop { person: PersonId(Uuid::from_u128(7)), topic };
            let token = stop.token(&secret).unwrap();
            assert_eq!(Stop::read(&secret, &token), Some(stop));
            assert_eq!(Stop::read(&other, &token), None);
            for place in 0..token.len() {
                let mut changed = token.clone().into_bytes();
                changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
                let changed = String::from_utf8(changed).unwrap();
                assert!(changed == token || Stop::read(&secret, &changed).is_none(), "{changed}");
            }
        }
        assert_eq!(Stop::read(&secret, ""), None);
    }
}
