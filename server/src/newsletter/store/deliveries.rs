//! Who got which issue: one row for each, so that nobody gets an issue twice.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    newsletter::model::{Fate, IssueId, SubscriptionId},
    platform::{Outcome, Read, UnitOfWork, mail::MailId},
};

mod newsletter_delivery {
    use sea_orm::entity::prelude::*;

    use crate::{
        newsletter::model::{Fate, IssueId, SubscriptionId},
        platform::mail::MailId,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub newsletter_issue_id: IssueId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub newsletter_subscription_id: SubscriptionId,
        pub mail_id: MailId,
        pub fate: Fate,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use newsletter_delivery::{ActiveModel, Column, Entity};

/// So many rows in one statement.
const AT_ONCE: usize = 500;

/// A mail under way.
#[derive(Clone, Copy, Debug)]
pub struct UnderWay {
    pub subscription: SubscriptionId,
    pub mail: MailId,
}

/// Adds them. A subscriber who has a row for this issue already is an error: the whole unit is undone.
pub async fn add(work: &UnitOfWork, issue: IssueId, under_way: &[UnderWay]) -> Outcome<()> {
    for chunk in under_way.chunks(AT_ONCE) {
        let rows = chunk.iter().map(|one| ActiveModel {
            newsletter_issue_id: Set(issue),
            newsletter_subscription_id: Set(one.subscription),
            mail_id: Set(one.mail),
            fate: Set(Fate::Waiting),
            at: Set(work.now()),
        });
        Entity::insert_many(rows).exec_without_returning(work).await?;
    }
    Ok(())
}

/// A bounded number of those whose fate is not known yet.
pub async fn under_way(read: &Read, issue: IssueId, limit: u64) -> Outcome<Vec<UnderWay>> {
    let rows = Entity::find()
        .filter(Column::NewsletterIssueId.eq(issue))
        .filter(Column::Fate.eq(Fate::Waiting))
        .order_by_asc(Column::NewsletterSubscriptionId)
        .limit(limit)
        .all(read)
        .await?;
    let one = |row: newsletter_delivery::Model| UnderWay {
        subscription: row.newsletter_subscription_id,
        mail: row.mail_id,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Notes what became of these mails.
pub async fn settle(work: &UnitOfWork, mails: &[MailId], fate: Fate) -> Outcome<()> {
    for chunk in mails.chunks(AT_ONCE) {
        let row = ActiveModel { fate: Set(fate), at: Set(work.now()), ..Default::default() };
        Entity::update_many()
            .set(row)
            .filter(Column::MailId.is_in(chunk.iter().copied()))
            .filter(Column::Fate.eq(Fate::Waiting))
            .exec(work)
            .await?;
    }
    Ok(())
}

/// Nothing that waits for somebody who left is counted as waiting.
pub async fn leave(work: &UnitOfWork, subscription: SubscriptionId) -> Outcome<()> {
    let row = ActiveModel { fate: Set(Fate::Left), at: Set(work.now()), ..Default::default() };
    Entity::update_many()
        .set(row)
        .filter(Column::NewsletterSubscriptionId.eq(subscription))
        .filter(Column::Fate.eq(Fate::Waiting))
        .exec(work)
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Counted {
    newsletter_issue_id: IssueId,
    fate: Fate,
    count: i64,
}

/// How many of each fate, for each of these issues.
pub async fn counts(read: &Read, issues: &[IssueId]) -> Outcome<BTreeMap<IssueId, BTreeMap<Fate, i64>>> {
    let rows = Entity::find()
        .select_only()
        .column(Column::NewsletterIssueId)
        .column(Column::Fate)
        .column_as(Column::NewsletterSubscriptionId.count(), "count")
        .filter(Column::NewsletterIssueId.is_in(issues.iter().copied()))
        .group_by(Column::NewsletterIssueId)
        .group_by(Column::Fate)
        .into_model::<Counted>()
        .all(read)
        .await?;
    let mut counts: BTreeMap<IssueId, BTreeMap<Fate, i64>> = BTreeMap::new();
    for row in rows {
        counts.entry(row.newsletter_issue_id).or_default().insert(row.fate, row.count);
    }
    Ok(counts)
}
