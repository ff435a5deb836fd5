//! Learning records: xAPI statements, appended once and never changed. Everything that is known of somebody's learning
//! is folded from them by projectors, in the unit of work that appends.

mod append;
mod checks;
mod model;
mod personal_data;
mod projector;
mod store;
#[cfg(test)]
mod tests;

pub use append::{Appended, append, append_new};
pub use checks::checks;
pub use model::{EnrolmentId, Object, RecordId, Statement, StatementResult, Verb};
pub use personal_data::personal_data;
pub use projector::{Projector, Projectors, Rebuilt, rebuild};
pub use store::{Record, broken_records, moments_of, record_count};
