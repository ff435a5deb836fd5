//! What administrators see and do, on both databases.

mod audit;
mod dump;
mod erasure;
mod invitations;
mod machine;
mod settings;
mod world;
