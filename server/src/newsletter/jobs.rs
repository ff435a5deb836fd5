//! Sending an issue in rounds, and forgetting what nobody confirmed.
//!
//! A round is one unit of work: it takes its number, notes what became of earlier mails, writes the next mails into the
//! outbox with a row for each subscriber, and enqueues the next round a minute later. A server that dies in the middle
//! leaves nothing of the round; one that dies after it finds the number taken. So nobody gets an issue twice.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{
    commands,
    mails::NewsletterMail,
    model::{Fate, Issue, IssueId, Subscription},
    store::{
        deliveries::{self, UnderWay},
        issues, requests, subscriptions,
    },
};
use crate::platform::{
    Job, JobContext, JobKind, Language, Outcome, Recipient, Site, UnitOfWork, jobs,
    mail::{self, MailId, Posting},
    runtime_settings::{self, Setting},
};

const SEND_ROUND: &str = "newsletter-round";
const BETWEEN_ROUNDS: TimeDelta = TimeDelta::minutes(1);
/// No more is queued while so many rounds wait for the mail server.
const ROUNDS_WAITING: u64 = 2;
/// After two days the outbox tries no longer.
const GIVEN_UP_AFTER: TimeDelta = TimeDelta::days(3);

#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Round {
    pub issue: IssueId,
    pub number: i32,
}

/// `a_minute` mails go out each minute at most, however many servers there are.
pub fn jobs(a_minute: u64) -> Vec<JobKind> {
    vec![
        JobKind::new(SEND_ROUND, move |context, round| send_round(context, a_minute, round)),
        JobKind::every(TimeDelta::hours(1), "newsletter-upkeep", forget_overdue),
    ]
}

pub async fn first_round(work: &UnitOfWork, issue: IssueId) -> Outcome<()> {
    enqueue(work, Round { issue, number: 0 }, TimeDelta::zero()).await
}

async fn enqueue(work: &UnitOfWork, round: Round, later: TimeDelta) -> Outcome<()> {
    let key = format!("{SEND_ROUND} {} {}", round.issue, round.number);
    jobs::enqueue(work, Job::new(SEND_ROUND, round).at(work.now() + later).once(key)).await
}

pub(super) async fn send_round(context: JobContext, a_minute: u64, round: Round) -> Outcome<()> {
    let issue = issues::issue(context.db.read(), round.issue).await?;
    let written = written(&issue, &context.site);
    let usual = u32::try_from(a_minute).unwrap_or(u32::MAX);
    let settings = runtime_settings::current(&context.db).await?;
    let a_minute = u64::from(settings.number(Setting::NewsletterRate, usual));
    let work = context.db.begin().await?;
    if !issues::take_round(&work, round.issue, round.number).await? {
        return Ok(());
    }
    // Read again within the unit: an earlier round may have ended since.
    let issue = issues::issue(&work, round.issue).await?;
    let waiting = settle(&work, &issue, a_minute).await?;
    let room = if waiting < ROUNDS_WAITING * a_minute { a_minute } else { 0 };
    let next = match room {
        0 => Vec::new(),
        room => subscriptions::next_for(&work, &issue, room).await?,
    };
    if room > 0 && next.is_empty() && waiting == 0 {
        issues::finish(&work, issue.id).await?;
    } else {
        post(&work, &issue, &context.site, &written, &next).await?;
        enqueue(&work, Round { number: round.number + 1, ..round }, BETWEEN_ROUNDS).await?;
    }
    work.commit().await
}

/// The issue in each language; rendered before the unit begins.
fn written(issue: &Issue, site: &Site) -> BTreeMap<Language, NewsletterMail> {
    let mail = |language: Language| (language, NewsletterMail::of(&issue.words_in(language), site));
    Language::ALL.into_iter().map(mail).collect()
}

async fn post(
    work: &UnitOfWork,
    issue: &Issue,
    site: &Site,
    written: &BTreeMap<Language, NewsletterMail>,
    next: &[Subscription],
) -> Outcome<()> {
    let Some(last) = next.last() else { return Ok(()) };
    let mut under_way = Vec::new();
    let mut postings = Vec::new();
    for subscription in next {
        let Some(page) = written.get(&subscription.language) else { continue };
        let mail: MailId = work.new_id();
        let leave = site.link(&format!("/newsletter/leaving/{}", subscription.token));
        let page = page.clone().with_leaving(&leave);
        postings.push(Posting::of(mail, recipient(subscription), &page, Some(leave))?);
        under_way.push(UnderWay { subscription: subscription.id, mail });
    }
    deliveries::add(work, issue.id, &under_way).await?;
    mail::queue_many(work, postings).await?;
    issues::note_reached(work, issue.id, last.id).await
}

fn recipient(subscription: &Subscription) -> Recipient {
    Recipient {
        person: None,
        name: String::new(),
        address: subscription.email.clone(),
        language: subscription.language,
    }
}

/// Notes what became of mails under way; an address that the mail server refuses for good bounces. Returns how many
/// wait still.
async fn settle(work: &UnitOfWork, issue: &Issue, a_minute: u64) -> Outcome<u64> {
    let under_way = deliveries::under_way(work, issue.id, a_minute * (ROUNDS_WAITING + 1)).await?;
    let mails: Vec<MailId> = under_way.iter().map(|one| one.mail).collect();
    let fates = mail::fates(work, &mails, work.now() - GIVEN_UP_AFTER).await?;
    deliveries::settle(work, &fates.sent, Fate::Sent).await?;
    deliveries::settle(work, &fates.refused, Fate::Refused).await?;
    deliveries::settle(work, &fates.given_up, Fate::GivenUp).await?;
    let refused = under_way.iter().filter(|one| fates.refused.contains(&one.mail));
    subscriptions::mark_bounced(work, refused.map(|one| one.subscription).collect()).await?;
    let settled = fates.sent.len() + fates.refused.len() + fates.given_up.len();
    Ok(u64::try_from(under_way.len().saturating_sub(settled)).unwrap_or(0))
}

/// Wishes that nobody confirmed in time go, and so do the mails that asked.
async fn forget_overdue(context: JobContext) -> Outcome<()> {
    let overdue = requests::overdue(context.db.read(), context.db.clock().now()).await?;
    if overdue.is_empty() {
        return Ok(());
    }
    let work = context.db.begin().await?;
    requests::forget_all(&work, &overdue).await?;
    commands::forget_confirmations(&work, &overdue).await?;
    work.commit().await
}
