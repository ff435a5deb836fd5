//! Engagement, as its people meet it.

mod calls;
mod committees;
mod cycles;
mod diagnoses;
mod gathering_calls;
mod exchanged;
mod minutes;
mod performers;
mod programme;
mod secrecy;
mod secret_calls;
mod seminars;
mod standing_calls;
mod visible;
mod world;
