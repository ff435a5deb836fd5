//! Short-lived bearer tokens of the API (RFC 7519, HS256). Keys rotate: the store holds their ids and dates, each key
//! itself is derived from the installation's secret, so that a stolen database signs nothing.

use std::{collections::HashMap, sync::RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, entity::prelude::DateTimeUtc,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Db, PersonId, Problem, Read, secrets::Secret};

/// How long a token is good for.
pub const TOKEN_LASTS: TimeDelta = TimeDelta::minutes(15);
/// A key signs for so long, and verifies for one token's life more.
const KEY_SIGNS_FOR: TimeDelta = TimeDelta::days(30);

mod signing_key {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signing_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub made_at: DateTimeUtc,
        pub signs_until: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// RFC 7519, 4.1.
#[derive(Serialize, Deserialize)]
struct Claims {
    sub: PersonId,
    iat: i64,
    /// `iat` in microseconds: a token of the second in which a password was changed is old or new, never both.
    at: i64,
    exp: i64,
    aud: String,
}

const AUDIENCE: &str = "academy-api";

/// Makes and reads tokens.
pub struct Tokens {
    secret: Secret,
    /// Keys seen before, with the time until which they verify.
    known: RwLock<HashMap<Uuid, DateTime<Utc>>>,
}

/// A token that is genuine and in time.
#[derive(Clone, Copy, Debug)]
pub struct Bearer {
    pub person: PersonId,
    pub issued_at: DateTime<Utc>,
}

impl Tokens {
    pub fn new(secret: Secret) -> Self {
        Self { secret, known: RwLock::default() }
    }

    /// A new token for `person`, good for [`TOKEN_LASTS`].
    pub async fn issue(&self, db: &Db, person: PersonId) -> Result<String, Problem> {
        let now = db.clock().now();
        let key = self.signing_key(db, now).await?;
        let claims = Claims {
            sub: person,
            iat: now.timestamp(),
            at: now.timestamp_micros(),
            exp: (now + TOKEN_LASTS).timestamp(),
            aud: AUDIENCE.to_owned(),
        };
        let header = Header { kid: Some(key.to_string()), ..Header::new(Algorithm::HS256) };
        let secret = self.secret.key_for("api token", key.as_bytes())?;
        encode(&header, &claims, &EncodingKey::from_secret(&secret)).map_err(Problem::internal)
    }

    /// Who a token speaks for; `None` when it is forged, expired or of an unknown key.
    pub async fn bearer(
        &self,
        read: &Read,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Bearer>, Problem> {
        let Some(key) = decode_header(token).ok().and_then(|header| header.kid?.parse::<Uuid>().ok()) else {
            return Ok(None);
        };
        if !self.verifies(read, key, now).await? {
            return Ok(None);
        }
        let secret = self.secret.key_for("api token", key.as_bytes())?;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        // The clock is ours, so that tests can set it.
        validation.validate_exp = false;
        let Ok(token) = decode::<Claims>(token, &DecodingKey::from_secret(&secret), &validation) else {
            return Ok(None);
        };
        let in_time = token.claims.exp > now.timestamp();
        let issued_at = DateTime::from_timestamp_micros(token.claims.at).unwrap_or_default();
        Ok(in_time.then_some(Bearer { person: token.claims.sub, issued_at }))
    }

    async fn signing_key(&self, db: &Db, now: DateTimeUtc) -> Result<Uuid, Problem> {
        let newest = signing_key::Entity::find()
            .filter(signing_key::Column::SignsUntil.gt(now))
            .order_by_desc(signing_key::Column::MadeAt)
            .one(db.read())
            .await?;
        if let Some(key) = newest {
            return Ok(key.id);
        }
        let work = db.begin().await?;
        let id: Uuid = work.new_id();
        let key = signing_key::ActiveModel {
            id: Set(id),
            made_at: Set(now),
            signs_until: Set(now + KEY_SIGNS_FOR),
        };
        signing_key::Entity::insert(key).exec_without_returning(&work).await?;
        work.commit().await?;
        Ok(id)
    }

    async fn verifies(&self, read: &Read, key: Uuid, now: DateTime<Utc>) -> Result<bool, Problem> {
        let known = self.known.read().map_err(Problem::internal)?.get(&key).copied();
        if let Some(until) = known {
            return Ok(until > now);
        }
        let Some(found) = signing_key::Entity::find_by_id(key).one(read).await? else { return Ok(false) };
        let until = found.signs_until + TOKEN_LASTS;
        self.known.write().map_err(Problem::internal)?.insert(key, until);
        Ok(until > now)
    }
}
