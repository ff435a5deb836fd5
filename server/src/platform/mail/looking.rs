//! Mails as those see them who look after the Academy: to whom, of which kind, how far. Never what they say, because
//! links in mails open doors.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, Func},
};

use super::{
    MailId, SEND, SEND_MANY,
    outbox::{ActiveModel, Column, Entity, Waiting},
};
use crate::platform::{
    Job, Outcome, Problem, Read, UnitOfWork,
    db::listing::{containing, page_of},
    jobs::{self, looking::Mistake},
};

crate::word_enum! {
    /// How far a mail is. Its text is `mail-standing-<word>`.
    Standing {
        Waiting = "waiting",
        Failed = "failed",
        Sent = "sent",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub id: MailId,
    /// The name of its template, `mail/<name>`.
    pub template: String,
    pub name: String,
    pub address: String,
    pub made_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub standing: Standing,
    /// Why it failed.
    pub mistake: Option<Mistake>,
}

/// What is empty asks for nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'w> {
    pub standing: Option<Standing>,
    /// A part of the address or the name.
    pub search: &'w str,
    pub sort: &'w str,
    pub descending: bool,
    /// From 1.
    pub page: u64,
}

/// Mails whose jobs were given up, with the reason.
pub struct Failures(HashMap<MailId, Mistake>);

/// More than anybody looks at one by one.
const MOST: u64 = 2000;

pub async fn failures(read: &Read) -> Outcome<Failures> {
    let mut found = HashMap::new();
    for (_, payload, mistake) in jobs::looking::failed(read, &[SEND, SEND_MANY], MOST).await? {
        let one = serde_json::from_str::<MailId>(&payload).map(|id| vec![id]);
        let ids = one.or_else(|_| serde_json::from_str::<Vec<MailId>>(&payload)).unwrap_or_default();
        found.extend(ids.into_iter().map(|id| (id, mistake)));
    }
    Ok(Failures(found))
}

impl Failures {
    fn seen(&self, row: Waiting) -> Seen {
        let mistake = match row.refused_at {
            Some(_) => Some(Mistake::Refused),
            None => self.0.get(&row.id).copied(),
        };
        let standing = match (row.sent_at, mistake) {
            (Some(_), _) => Standing::Sent,
            (None, Some(_)) => Standing::Failed,
            (None, None) => Standing::Waiting,
        };
        Seen {
            id: row.id,
            template: row.template,
            name: row.name,
            address: row.address,
            made_at: row.made_at,
            sent_at: row.sent_at,
            standing,
            mistake: mistake.filter(|_| standing == Standing::Failed),
        }
    }

    fn as_condition(&self, standing: Standing) -> Condition {
        let given_up = || Column::Id.is_in(self.0.keys().copied());
        let open = Condition::all().add(Column::SentAt.is_null());
        match standing {
            Standing::Sent => Condition::all().add(Column::SentAt.is_not_null()),
            Standing::Failed => {
                open.add(Condition::any().add(Column::RefusedAt.is_not_null()).add(given_up()))
            }
            Standing::Waiting => open.add(Column::RefusedAt.is_null()).add(given_up().not()),
        }
    }
}

fn in_small(column: Column, search: &str) -> Expr {
    Expr::expr(Func::lower(Expr::col(column))).like(containing(&search.to_lowercase()))
}

/// One page, and how many there are.
pub async fn list(read: &Read, failures: &Failures, wanted: &Wanted<'_>) -> Outcome<(Vec<Seen>, u64)> {
    let mut asked = wanted.standing.map_or_else(Condition::all, |standing| failures.as_condition(standing));
    if !wanted.search.is_empty() {
        let either = Condition::any()
            .add(in_small(Column::Address, wanted.search))
            .add(in_small(Column::Name, wanted.search));
        asked = asked.add(either);
    }
    let column = if wanted.sort == "address" { Column::Address } else { Column::MadeAt };
    let order = if wanted.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let sorted = Entity::find().filter(asked).order_by(column, order.clone()).order_by(Column::Id, order);
    let (rows, total) = page_of(read, sorted, wanted.page).await?;
    Ok((rows.into_iter().map(|row| failures.seen(row)).collect(), total))
}

/// How many mails are how far.
pub async fn standings(read: &Read, failures: &Failures) -> Outcome<Vec<(Standing, u64)>> {
    let count = |standing| Entity::find().filter(failures.as_condition(standing)).count(read);
    let (waiting, failed, sent) =
        futures_util::try_join!(count(Standing::Waiting), count(Standing::Failed), count(Standing::Sent))?;
    Ok(vec![(Standing::Waiting, waiting), (Standing::Failed, failed), (Standing::Sent, sent)])
}

/// One that was not sent: what a sent one said is forgotten.
pub async fn unsent(read: &Read, id: MailId) -> Outcome<Seen> {
    let failures = failures(read).await?;
    let row = Entity::find_by_id(id).filter(Column::SentAt.is_null()).one(read).await?;
    row.map(|row| failures.seen(row)).ok_or(Problem::NotFound)
}

/// It is tried again at once, also where its address was refused.
pub async fn send_again(work: &UnitOfWork, id: MailId) -> Outcome<()> {
    let row = ActiveModel { refused_at: Set(None), ..Default::default() };
    let unsent = Condition::all().add(Column::Id.eq(id)).add(Column::SentAt.is_null());
    if Entity::update_many().set(row).filter(unsent).exec(work).await?.rows_affected == 0 {
        return Err(Problem::NotFound);
    }
    let key = format!("mail {id}");
    if !jobs::looking::revive(work, &key).await? {
        let anew = format!("{key} again at {}", work.now().timestamp_micros());
        jobs::enqueue(work, Job::new(SEND, id).once(anew)).await?;
    }
    Ok(())
}
