//! Telling people of their reports when the time has come, each once.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::{Often, Schedule, ScheduleId, mails::ReportMail, store};
use crate::{
    engagement, people,
    platform::{
        Action, Actor, Job, JobContext, JobKind, Judgement, Language, Outcome, Problem,
        actor::Actors,
        jobs,
        mail::{self, MailId, Posting},
        pages::ListQuery,
    },
    reports::{
        access::{SeeReport, area_named},
        question::asked,
        report::Report,
        words::Words,
    },
};

const SEND: &str = "report-send";
const AT_ONCE: u64 = 500;

pub fn jobs() -> Vec<JobKind> {
    vec![JobKind::new(SEND, send), JobKind::every(TimeDelta::minutes(30), "reports-due", pass_on)]
}

/// A job for each report whose time has come.
async fn pass_on(context: JobContext) -> Outcome<()> {
    let due = store::due(context.db.read(), context.db.clock().now(), AT_ONCE).await?;
    if due.is_empty() {
        return Ok(());
    }
    let work = context.db.begin().await?;
    let job = |schedule: &Schedule| {
        let key = format!("{SEND}/{}/{}", schedule.id, schedule.next_at.timestamp());
        Job::new(SEND, (schedule.id, schedule.next_at)).once(key)
    };
    jobs::enqueue_many(&work, due.iter().map(job).collect()).await?;
    let ids = |often: Often| -> Vec<ScheduleId> {
        due.iter().filter(|schedule| schedule.often == often).map(|schedule| schedule.id).collect()
    };
    store::put_off(&work, ids(Often::Week), Often::Week.next_after(work.now())).await?;
    store::put_off(&work, ids(Often::Month), Often::Month.next_after(work.now())).await?;
    work.commit().await
}

/// Who may not see the report any more gets no mail of it.
async fn send(context: JobContext, (id, at): (ScheduleId, DateTime<Utc>)) -> Outcome<()> {
    let read = context.db.read();
    let schedule = store::schedule(read, id).await?;
    let now = context.db.clock().now();
    let actor = engagement::actors().of_person(read, schedule.person, now).await?.ok_or(Problem::NotFound)?;
    let recipient = people::recipient(read, schedule.person).await?;
    let about = about(&context, &actor, &schedule, recipient.language).await?;
    let url = context.site.link(&format!("/reports?{}", schedule.question));
    let page = ReportMail { about, url, often: format!("report-often-{}", schedule.often.word()) };
    let posting = Posting::of(mail_id(id, at), recipient, &page, None)?;
    let work = context.db.begin().await?;
    mail::queue_many(&work, vec![posting]).await?;
    work.commit().await
}

async fn about(
    context: &JobContext,
    actor: &Actor,
    schedule: &Schedule,
    language: Language,
) -> Outcome<String> {
    let read = context.db.read();
    let query = ListQuery::of("/reports", &schedule.question);
    let area = area_named(read, actor, query.text("place")).await?;
    if SeeReport::judge(actor, &area) != Judgement::Allow {
        return Err(Problem::NotFound);
    }
    let question = asked(read, actor, &area, &query).await?;
    let words = Words::of(read, context.engine.texts(), language, &question, &Report::default()).await?;
    Ok(words.about(&question))
}

/// The same for every try, so that a mail that is queued twice is one mail.
fn mail_id(schedule: ScheduleId, at: DateTime<Utc>) -> MailId {
    let digest: [u8; 32] = Sha256::digest(format!("{schedule}\n{}", at.timestamp()).as_bytes()).into();
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().zip(digest) {
        *slot = byte;
    }
    // RFC 9562, 5.8: a UUID whose bits are our own.
    MailId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
