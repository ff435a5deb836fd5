//! What people do with the Academy, on both databases.

mod operating;
mod serving;
