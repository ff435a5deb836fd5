//! The one door through which a password is checked, for pages and the API alike: one counter of guesses, and the same
//! answer after the same time whether the address is known or not.

use std::{
    future::{Ready, ready},
    net::IpAddr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};

use crate::{
    people::{
        EmailAddress,
        store::{persons, suspensions},
    },
    platform::{
        Db, Outcome, Passwords, PersonId, Problem, UnitOfWork,
        limits::{
            address_of,
            guesses::{self, Try},
        },
        secrets::Secret,
    },
};

/// The extractor.
pub struct PasswordCheck {
    db: web::Data<Db>,
    hasher: web::Data<Passwords>,
    secret: web::Data<Secret>,
    from: Option<IpAddr>,
}

/// A person whose password was right just now; only [`PasswordCheck`] makes it.
pub struct Proven {
    person: PersonId,
    guess: Try,
}

pub enum Verdict {
    Proven(Proven),
    /// The field, and the text key of the sentence at it.
    Wrong(&'static str, &'static str),
}

impl Proven {
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The counter of guesses begins anew.
    pub async fn counts_as_right(&self, work: &UnitOfWork) -> Outcome<()> {
        guesses::succeeded(work, &self.guess).await
    }
}

impl FromRequest for PasswordCheck {
    type Error = Problem;
    type Future = Ready<Outcome<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let data = || {
            let db = request.app_data::<web::Data<Db>>()?.clone();
            let hasher = request.app_data::<web::Data<Passwords>>()?.clone();
            let secret = request.app_data::<web::Data<Secret>>()?.clone();
            Some(Self { db, hasher, secret, from: address_of(request) })
        };
        ready(data().ok_or_else(|| Problem::Internal("no store, no hasher or no secret".to_owned())))
    }
}

impl PasswordCheck {
    /// # Errors
    /// `Problem::TooMany` for an address or a network from which was guessed too often.
    pub async fn of(&self, address: &str, password: &str) -> Outcome<Verdict> {
        let address = match EmailAddress::parse(address) {
            Ok(address) => address,
            Err(key) => return Ok(Verdict::Wrong("email", key)),
        };
        if password.is_empty() {
            return Ok(Verdict::Wrong("password", "password-missing"));
        }
        let guess = Try::of_password(&self.secret, address.key(), self.from)?;
        guesses::claim(&self.db, &guess).await?;
        let found = persons::credentials_at(self.db.read(), &address).await?;
        let hash = found.as_ref().and_then(|found| found.password_hash.as_deref());
        let right = self.hasher.verify(password, hash).await?;
        let Some(found) = found.filter(|_| right) else {
            return Ok(Verdict::Wrong("email", "sign-in-wrong"));
        };
        if suspensions::is_suspended(self.db.read(), found.person).await? {
            return Ok(Verdict::Wrong("email", "sign-in-suspended"));
        }
        Ok(Verdict::Proven(Proven { person: found.person, guess }))
    }

    pub fn db(&self) -> &Db {
        &self.db
    }

    pub fn hasher(&self) -> &Passwords {
        &self.hasher
    }
}
