//! What goes out to other systems by itself: events, to the addresses that administrators registered.

mod personal_data;

pub use personal_data::personal_data;
