//! Findings come in, from spreadsheets, self-assessments and other systems, and become items of improvement plans. The
//! same finding twice changes nothing; findings on the same point become one item that keeps all its sources.

pub mod api;
mod importer;
pub mod merging;
mod reading;
mod slcp;

pub use importer::{FindingsImporter, column};
pub use merging::{Deed, Finding, take_in};
pub use slcp::SlcpImporter;
