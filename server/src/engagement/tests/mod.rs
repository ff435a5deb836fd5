//! Engagement, as its people meet it.

mod api;
mod committees;
mod cycles;
mod diagnoses;
mod performers;
mod programme;
mod secrecy;
mod visible;
mod world;
