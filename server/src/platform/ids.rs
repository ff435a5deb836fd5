//! Identifiers, from one place: UUID version 7 (RFC 9562), which sort by the time they were made.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Random ids, or counted ones, so that a test's snapshots stay the same.
#[derive(Clone, Debug, Default)]
pub struct Ids(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    Random,
    Counted(Arc<AtomicU64>),
}

impl Ids {
    pub fn counted() -> Self {
        Self(Source::Counted(Arc::default()))
    }

    pub fn next(&self, at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let mut tail = [0_u8; 10];
        match &self.0 {
            Source::Random => rand::fill(&mut tail),
            Source::Counted(count) => {
                let number = count.fetch_add(1, Ordering::SeqCst).to_be_bytes();
                for (slot, byte) in tail.iter_mut().rev().zip(number.iter().rev()) {
                    *slot = *byte;
                }
            }
        }
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    /// For whatever is drawn by lot: it follows from nothing that anybody is told. Where ids are counted, from the count.
    pub fn lot(&self) -> [u8; 32] {
        match &self.0 {
            Source::Random => rand::random(),
            Source::Counted(count) => Sha256::digest(count.load(Ordering::SeqCst).to_be_bytes()).into(),
        }
    }
}

/// Makes a type for the ids of one kind of thing, so that two kinds cannot be mixed up.
#[macro_export]
macro_rules! id_type {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            sea_orm::DeriveValueType, utoipa::ToSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        // Every primary key must say it, although no id of ours is a number.
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> std::result::Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    };
}
