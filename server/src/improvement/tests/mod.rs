//! Improvement plans, as visitors and callers meet them.

mod findings;
mod frame;
mod imports;
mod plan;
mod reports;
mod world;
