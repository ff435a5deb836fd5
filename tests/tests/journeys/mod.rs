//! What people do with the Academy, on both databases.

mod learning;
mod operating;
mod serving;
