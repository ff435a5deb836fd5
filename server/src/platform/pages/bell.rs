//! The count beside the bell: how many notices wait for the reader. `notifications` knows; the screen only asks, through
//! a door that is hung up when the server starts.

use actix_web::{HttpRequest, web};

use crate::platform::{Actor, Db, Outcome, PersonId, Read};

/// More than these are shown as "99+".
pub const COUNTED: u64 = 100;

#[async_trait::async_trait(?Send)]
pub trait Unread {
    /// How many notices this person has not read, at most [`COUNTED`].
    async fn of(&self, read: &Read, person: PersonId) -> Outcome<u64>;
}

/// The registered [`Unread`].
pub struct UnreadDoor(pub Box<dyn Unread + Send + Sync>);

pub async fn unread(request: &HttpRequest, actor: Option<&Actor>) -> Outcome<u64> {
    let door = request.app_data::<web::Data<UnreadDoor>>();
    match (actor, door, request.app_data::<web::Data<Db>>()) {
        (Some(actor), Some(door), Some(db)) => door.0.of(db.read(), actor.person).await,
        _ => Ok(0),
    }
}
