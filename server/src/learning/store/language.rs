//! In which language somebody takes a course.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::enrolment::row;
use crate::{
    platform::{Language, Outcome, UnitOfWork},
    records::EnrolmentId,
};

/// The language holds from now on; what was learned stays.
pub async fn set_language(work: &UnitOfWork, id: EnrolmentId, language: Language) -> Outcome<()> {
    let change = row::ActiveModel { language: Set(language.code().to_owned()), ..Default::default() };
    row::Entity::update_many().set(change).filter(row::Column::Id.eq(id)).exec(work).await?;
    Ok(())
}
