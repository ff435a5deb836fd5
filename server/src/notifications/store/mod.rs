//! Notices, wishes and calendar feeds.

mod feed;
mod notice;
mod wish;

pub use feed::{feed_of, make_feed, owner_of_feed, revoke_feed};
pub use notice::{
    Due, NewNotice, Notice, UnreadNotices, add_many, due_items, due_without_notice, find, forget_old,
    mark_all_read, mark_read, notices_of, take_for_digest, waiting_for_digest,
};
pub use wish::{choose, stop_mails, wishes_of, wishes_of_many};
