//! Issues and their words.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use crate::{
    newsletter::model::{Issue, IssueId, SubscriptionId, Topics, Words},
    platform::{Language, Outcome, PersonId, Problem, Read, UnitOfWork, pages::PAGE},
};

mod newsletter_issue {
    use sea_orm::entity::prelude::*;

    use crate::{
        newsletter::model::{IssueId, SubscriptionId},
        platform::PersonId,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_issue")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: IssueId,
        pub topics: String,
        pub made_at: DateTimeUtc,
        pub made_by_person_id: PersonId,
        pub changed_at: DateTimeUtc,
        pub sending_at: Option<DateTimeUtc>,
        pub sending_by_person_id: Option<PersonId>,
        pub round: i32,
        pub reached: Option<SubscriptionId>,
        pub finished_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod newsletter_text {
    use sea_orm::entity::prelude::*;

    use crate::newsletter::model::IssueId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_text")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub newsletter_issue_id: IssueId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub language: String,
        pub subject: String,
        pub body: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use newsletter_issue::{ActiveModel, Column, Entity, Model};

pub async fn add(work: &UnitOfWork, by: PersonId) -> Outcome<IssueId> {
    let id: IssueId = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        topics: Set(Topics::default().to_text()),
        made_at: Set(work.now()),
        made_by_person_id: Set(by),
        changed_at: Set(work.now()),
        sending_at: Set(None),
        sending_by_person_id: Set(None),
        round: Set(0),
        reached: Set(None),
        finished_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

pub async fn issue(read: &Read, id: IssueId) -> Outcome<Issue> {
    let row = Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)?;
    with_words(read, vec![row]).await?.pop().ok_or(Problem::NotFound)
}

/// One page, the newest first, and how many there are.
pub async fn list(read: &Read, page: u64) -> Outcome<(Vec<Issue>, u64)> {
    let total = Entity::find().count(read).await?;
    let offset = page.saturating_sub(1).saturating_mul(PAGE);
    let rows = Entity::find().order_by_desc(Column::Id).offset(offset).limit(PAGE).all(read).await?;
    Ok((with_words(read, rows).await?, total))
}

async fn with_words(read: &Read, rows: Vec<Model>) -> Outcome<Vec<Issue>> {
    let ids: Vec<IssueId> = rows.iter().map(|row| row.id).collect();
    let texts = newsletter_text::Entity::find()
        .filter(newsletter_text::Column::NewsletterIssueId.is_in(ids))
        .all(read)
        .await?;
    let mut by_issue: BTreeMap<IssueId, Vec<(Language, Words)>> = BTreeMap::new();
    for text in texts {
        let words = Words { subject: text.subject, body: text.body };
        if let Some(language) = Language::from_code(&text.language) {
            by_issue.entry(text.newsletter_issue_id).or_default().push((language, words));
        }
    }
    let issue = |row: Model| Issue {
        words: by_issue.remove(&row.id).unwrap_or_default(),
        id: row.id,
        topics: Topics::from_text(&row.topics),
        changed_at: row.changed_at,
        sending_at: row.sending_at,
        finished_at: row.finished_at,
        reached: row.reached,
    };
    Ok(rows.into_iter().map(issue).collect())
}

/// Returns false when it is on its way already.
pub async fn change(
    work: &UnitOfWork,
    id: IssueId,
    topics: &Topics,
    words: &[(Language, Words)],
) -> Outcome<bool> {
    let row =
        ActiveModel { topics: Set(topics.to_text()), changed_at: Set(work.now()), ..Default::default() };
    if !change_draft(work, id, row).await? {
        return Ok(false);
    }
    let rows = words.iter().map(|(language, words)| newsletter_text::ActiveModel {
        newsletter_issue_id: Set(id),
        language: Set(language.code().to_owned()),
        subject: Set(words.subject.clone()),
        body: Set(words.body.clone()),
    });
    let again =
        OnConflict::columns([newsletter_text::Column::NewsletterIssueId, newsletter_text::Column::Language])
            .update_columns([newsletter_text::Column::Subject, newsletter_text::Column::Body])
            .to_owned();
    newsletter_text::Entity::insert_many(rows).on_conflict(again).exec_without_returning(work).await?;
    Ok(true)
}

/// Returns false when it is on its way already: of two that send at once, one does.
pub async fn begin_sending(work: &UnitOfWork, id: IssueId, by: PersonId) -> Outcome<bool> {
    let row = ActiveModel {
        sending_at: Set(Some(work.now())),
        sending_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    change_draft(work, id, row).await
}

async fn change_draft(work: &UnitOfWork, id: IssueId, row: ActiveModel) -> Outcome<bool> {
    let drafts = Entity::update_many().filter(Column::Id.eq(id)).filter(Column::SendingAt.is_null());
    Ok(drafts.set(row).exec(work).await?.rows_affected == 1)
}

/// Takes the round for this unit of work. Returns false when it was sent before: a job may run twice, and two servers
/// may hold it at once.
pub async fn take_round(work: &UnitOfWork, id: IssueId, round: i32) -> Outcome<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::Round, Expr::col(Column::Round).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Round.eq(round))
        .filter(Column::FinishedAt.is_null())
        .exec(work)
        .await?;
    Ok(taken.rows_affected == 1)
}

pub async fn note_reached(work: &UnitOfWork, id: IssueId, reached: SubscriptionId) -> Outcome<()> {
    let row = ActiveModel { reached: Set(Some(reached)), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

pub async fn finish(work: &UnitOfWork, id: IssueId) -> Outcome<()> {
    let row = ActiveModel { finished_at: Set(Some(work.now())), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}
