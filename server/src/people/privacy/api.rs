//! Everything that is held about oneself, as one document.

use actix_web::web;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{access::SeeOwnData, held};
use crate::platform::{Db, Outcome, Permit, PersonId, personal_data::Section};

/// Everything that is held about one person.
#[derive(Serialize, ToSchema)]
pub struct HeldData {
    person: PersonId,
    made_at: DateTime<Utc>,
    /// For each kind of thing, a list of objects.
    #[schema(value_type = Object)]
    data: serde_json::Map<String, serde_json::Value>,
}

impl HeldData {
    pub fn of(person: PersonId, made_at: DateTime<Utc>, sections: Vec<Section>) -> Self {
        let data = sections.into_iter().map(|section| (section.name.to_owned(), rows(section))).collect();
        Self { person, made_at, data }
    }
}

fn rows(section: Section) -> serde_json::Value {
    let object = |row: Vec<crate::platform::personal_data::Cell>| {
        row.into_iter().map(|cell| (cell.name.to_owned(), cell.value)).collect::<serde_json::Map<_, _>>()
    };
    section.rows.into_iter().map(object).collect()
}

pub async fn data(permit: Permit<SeeOwnData>, db: web::Data<Db>) -> Outcome<web::Json<HeldData>> {
    Ok(web::Json(held::document(&db, &permit).await?))
}
