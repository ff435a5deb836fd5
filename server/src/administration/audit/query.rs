//! What the reader asked for, in the words of the store.

use uuid::Uuid;

use super::store;
use crate::{
    organisations::store::{members, organisations},
    platform::{
        Day, Db, FieldErrors, Outcome,
        actor::Extent,
        audit::{self, Wanted},
        pages::ListQuery,
    },
};

/// What was asked, and whose lines it is about where people were asked for.
pub struct Asked {
    pub wanted: Wanted,
    pub people: Option<Vec<Uuid>>,
    /// What could not be read; then nothing is shown.
    pub errors: FieldErrors,
}

impl Asked {
    /// # Errors
    /// `Problem::Invalid` when something could not be read.
    pub fn readable(self) -> Outcome<Self> {
        if self.errors.is_empty() { Ok(self) } else { Err(self.errors.into()) }
    }
}

fn everywhere() -> Extent {
    Extent { everywhere: true, ..Extent::default() }
}

/// Looks up people and organisations by what was typed; a name that nobody has finds nothing.
pub async fn asked(db: &Db, query: &ListQuery) -> Outcome<Asked> {
    let people = people(db, query.text("person")).await?;
    let mut errors = FieldErrors::default();
    let action = query.text("action").to_owned();
    if !action.is_empty() && !audit::actions(db.read()).await?.contains(&action) {
        errors.add("action", "audit-action-unknown");
    }
    let mut wanted = Wanted {
        people: None,
        action,
        organisations: None,
        from: errors.take("from", Day::optional(query.text("from"))).flatten(),
        until: errors.take("until", Day::optional(query.text("until"))).flatten(),
    };
    if let Some(people) = &people {
        let theirs = store::subjects_of(db.read(), people).await?;
        wanted.people = Some(people.iter().copied().chain(theirs).collect());
    }
    if !query.text("organisation").is_empty() {
        let search = query.text("organisation");
        let asked = organisations::Wanted { search, page: 1, ..Default::default() };
        let (found, _) = organisations::list(db.read(), &everywhere(), &asked).await?;
        wanted.organisations = Some(found.into_iter().map(|organisation| organisation.id).collect());
    }
    Ok(Asked { wanted, people, errors })
}

/// By id, or by a part of name or address.
async fn people(db: &Db, typed: &str) -> Outcome<Option<Vec<Uuid>>> {
    if typed.is_empty() {
        return Ok(None);
    }
    if let Ok(id) = typed.parse() {
        return Ok(Some(vec![id]));
    }
    let wanted = members::Wanted { search: typed, page: 1, ..Default::default() };
    let today = db.clock().now().date_naive();
    let (found, _) = members::list(db.read(), &everywhere(), &wanted, today).await?;
    Ok(Some(found.into_iter().map(|person| person.0).collect()))
}
