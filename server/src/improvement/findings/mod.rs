//! Findings come in, from spreadsheets, self-assessments and other systems, and become items of improvement plans. The
//! same finding twice changes nothing; findings on the same point become one item that keeps all its sources.

pub mod api;
mod diagnosed;
mod finding;
mod importer;
pub mod left;
mod merging;
mod reading;
mod slcp;
mod taking;
pub mod telling;
pub mod waiting;

pub use diagnosed::{Diagnosed, side_in};
pub use finding::{Deed, Finding, own_name};
pub use importer::{FindingsImporter, column};
pub use slcp::SlcpImporter;
pub use taking::take_in;
