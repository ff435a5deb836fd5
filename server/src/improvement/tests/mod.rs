//! Improvement plans, as visitors and callers meet them.

mod corrections;
mod cycles;
mod findings;
mod frame;
mod frame_told;
mod holding;
mod imports;
mod item_calls;
mod owners;
mod plan;
mod report_calls;
mod reports;
mod seats;
mod sent;
mod verified;
mod waiting;
mod world;
