//! Engagement, as its people meet it.

mod calls;
mod committees;
mod cycles;
mod diagnoses;
mod minutes;
mod performers;
mod programme;
mod secrecy;
mod seminars;
mod visible;
mod world;
