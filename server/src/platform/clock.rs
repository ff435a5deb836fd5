//! Time, from one place. Everything else is forbidden to ask the machine.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// The machine's clock, or one that a test holds still. UTC, cut to microseconds, because PostgreSQL keeps no more.
#[derive(Clone, Debug, Default)]
pub struct Clock(Hands);

#[derive(Clone, Debug, Default)]
enum Hands {
    #[default]
    Machine,
    /// Microseconds since 1970.
    Still(Arc<AtomicI64>),
}

impl Clock {
    pub fn still_at(time: DateTime<Utc>) -> Self {
        Self(Hands::Still(Arc::new(AtomicI64::new(time.timestamp_micros()))))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Hands::Machine => Utc::now().trunc_subsecs(6),
            Hands::Still(micros) => {
                DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default()
            }
        }
    }

    /// Moves a clock that stands still; the machine's own is left alone.
    pub fn advance(&self, by: TimeDelta) {
        if let Hands::Still(micros) = &self.0 {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }
}
