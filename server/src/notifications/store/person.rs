//! All that is kept of one person here: to hand it out, and to erase it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};

use super::{
    feed::row as feed,
    notice::row as notice,
    wish::{choice, rhythm, wishes_of},
};
use crate::{
    learning,
    notifications::model::{NoticeId, Topic},
    platform::{
        Outcome, PersonId, Read, UnitOfWork,
        mail::{self, MailId},
    },
};

/// What is kept of a person: their notices, their wishes, and since when they have a calendar feed.
pub async fn held(read: &Read, person: PersonId) -> Outcome<Value> {
    let notices = notice::Entity::find()
        .filter(notice::Column::PersonId.eq(person))
        .order_by_asc(notice::Column::MadeAt)
        .all(read)
        .await?;
    let wishes = wishes_of(read, person).await?;
    let feed = feed::Entity::find().filter(feed::Column::PersonId.eq(person)).one(read).await?;
    let notices: Vec<Value> = notices
        .into_iter()
        .map(|row| {
            json!({
                "kind": row.kind, "enrolment": row.subject_id, "day": row.day, "due_on": row.due_on,
                "made_at": row.made_at, "read_at": row.read_at,
            })
        })
        .collect();
    let choices: Vec<Value> = Topic::ALL
        .iter()
        .map(|topic| (topic, wishes.of(*topic)))
        .map(|(topic, ways)| json!({ "topic": topic, "in_app": ways.in_app, "by_mail": ways.by_mail }))
        .collect();
    Ok(json!({
        "notices": notices, "choices": choices, "rhythm": wishes.rhythm,
        "calendar_feed_made_at": feed.map(|feed| feed.made_at),
    }))
}

/// Erases a person's notices, wishes and calendar feed; and what others were told about this person's learning, with
/// the mails about it that wait, because those name them.
pub async fn erase(work: &UnitOfWork, person: PersonId) -> Outcome<()> {
    let enrolments = learning::all_of(work, person).await?;
    let about: Vec<NoticeId> = notice::Entity::find()
        .select_only()
        .column(notice::Column::Id)
        .filter(notice::Column::SubjectId.is_in(enrolments))
        .into_tuple()
        .all(&**work)
        .await?;
    let mails: Vec<MailId> = about.iter().map(|id| MailId(id.0)).collect();
    mail::take_back(work, &mails).await?;
    notice::Entity::delete_many().filter(notice::Column::Id.is_in(about)).exec(work).await?;
    notice::Entity::delete_many().filter(notice::Column::PersonId.eq(person)).exec(work).await?;
    choice::Entity::delete_many().filter(choice::Column::PersonId.eq(person)).exec(work).await?;
    rhythm::Entity::delete_many().filter(rhythm::Column::PersonId.eq(person)).exec(work).await?;
    feed::Entity::delete_many().filter(feed::Column::PersonId.eq(person)).exec(work).await?;
    Ok(())
}
