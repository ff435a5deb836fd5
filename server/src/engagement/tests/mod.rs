//! Engagement, as its people meet it.

mod calls;
mod committees;
mod cycles;
mod diagnoses;
mod diagnosis_lines;
mod exchanged;
mod gathering_calls;
mod listing_calls;
mod minutes;
mod performers;
mod programme;
mod secrecy;
mod secret_calls;
mod seminars;
mod standing_calls;
mod visible;
mod world;
