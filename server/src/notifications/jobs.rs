//! Passing on what learning tells, finding what is due, sending digests.

use chrono::{NaiveDate, TimeDelta};

use super::{
    delivery::{About, Happening, deliver, tell},
    digest::send_digests,
    gatherings,
    model::{NoticeKind, REMINDED_BEFORE, Window, windows},
    pathway_news, plan_news,
    store::{self, Due},
};
use crate::{
    learning::{
        self, ASK_ABOUT_PLAN, LearnerLine,
        news::{Happened, NEWS, News},
    },
    organisations, people,
    platform::{
        JobContext, JobKind, Outcome, PersonId,
        runtime_settings::{self, Setting},
        secrets::Secret,
    },
    records::EnrolmentId,
};

/// So many reminders are written in one unit of work: while it lasts nobody else writes to SQLite, and all of them are in
/// memory.
pub const REMINDERS_AT_ONCE: u64 = 5_000;

pub fn jobs(secret: &Secret) -> Vec<JobKind> {
    let (pass, ask, remind, digest) = (secret.clone(), secret.clone(), secret.clone(), secret.clone());
    let mut kinds = vec![
        JobKind::new(NEWS, move |context, news: News| pass_on(context, pass.clone(), news)),
        JobKind::new(ASK_ABOUT_PLAN, move |context, id| ask_about_plan(context, ask.clone(), id)),
        JobKind::every(TimeDelta::minutes(10), "notice-reminders", move |context| {
            let secret = remind.clone();
            async move { remind_of_dates(&context, &secret).await }
        }),
        JobKind::every(TimeDelta::minutes(10), "notice-digests", move |context| {
            let secret = digest.clone();
            async move { send_digests(&context, &secret).await }
        }),
        JobKind::every(TimeDelta::hours(24), "notice-upkeep", clear_away),
    ];
    kinds.extend(plan_news::jobs(secret));
    kinds.extend(gatherings::jobs(secret));
    kinds.extend(pathway_news::jobs(secret));
    kinds
}

async fn pass_on(context: JobContext, secret: Secret, news: News) -> Outcome<()> {
    let lines = learning::enrolments(context.db.read(), &news.enrolments).await?;
    let is_over = news.happened == Happened::Withdrawn;
    let in_force = lines.into_iter().filter(|line| line.enrolment.withdrawn_at.is_some() == is_over);
    let kind = match news.happened {
        Happened::Assigned => NoticeKind::Assigned,
        Happened::Moved => NoticeKind::Moved,
        Happened::Withdrawn => NoticeKind::Withdrawn,
        Happened::Reminded => NoticeKind::Reminded,
        Happened::Completed => NoticeKind::Completed,
        Happened::PlanMade => {
            for line in in_force {
                ask_to_countersign(&context, &secret, &line, news.day).await?;
            }
            return Ok(());
        }
    };
    let done =
        |line: &LearnerLine| line.progress.as_ref().is_some_and(|progress| progress.completed_at.is_some());
    let happenings = in_force
        .filter(|line| !(kind.ends_with_completion() && done(line)))
        .map(|line| {
            // Moved twice on a day, it is told twice.
            let day = line.enrolment.due_on.filter(|_| kind == NoticeKind::Moved).unwrap_or(news.day);
            happening(kind, &line, line.enrolment.person, day)
        })
        .collect();
    deliver(&context, &secret, happenings).await
}

fn happening(kind: NoticeKind, line: &LearnerLine, person: PersonId, day: NaiveDate) -> Happening {
    let due_on = line.enrolment.due_on.filter(|_| kind.ends_with_completion());
    Happening {
        person,
        kind,
        subject: line.enrolment.id.into(),
        day,
        due_on,
        about: About::Course {
            version: line.enrolment.version,
            learner: String::new(),
            promises: Vec::new(),
        },
    }
}

/// Asks those nearest to the learner who may put their name under a plan.
async fn ask_to_countersign(
    context: &JobContext,
    secret: &Secret,
    line: &LearnerLine,
    day: NaiveDate,
) -> Outcome<()> {
    let read = context.db.read();
    let learner = line.enrolment.person;
    if learning::countersignature(read, line.enrolment.id).await?.is_some() {
        return Ok(());
    }
    let today = context.db.clock().now().date_naive();
    let places = organisations::places_of(read, learner, today).await?;
    let action = learning::access::COUNTERSIGN;
    let near = organisations::nearest_who_may(read, action, &places, today).await?;
    let name = people::store::persons::person(read, learner).await?.name;
    let version = line.enrolment.version;
    let asked = near.into_iter().filter(|person| *person != learner).map(|person| Happening {
        about: About::Course { version, learner: name.clone(), promises: Vec::new() },
        ..happening(NoticeKind::CountersignatureAsked, line, person, day)
    });
    deliver(context, secret, asked.collect()).await
}

/// Asks how the promises of a plan went.
async fn ask_about_plan(context: JobContext, secret: Secret, enrolment: EnrolmentId) -> Outcome<()> {
    let read = context.db.read();
    let lines = learning::enrolments(read, &[enrolment]).await?;
    let commitments = learning::commitments(read, enrolment).await?;
    let made_on = commitments.iter().map(|commitment| commitment.made_at.date_naive()).min();
    let in_force = lines.first().filter(|line| line.enrolment.withdrawn_at.is_none());
    let (Some(line), Some(made_on)) = (in_force, made_on) else { return Ok(()) };
    let promises = commitments.into_iter().map(|commitment| commitment.promise).collect();
    let about = About::Course { version: line.enrolment.version, learner: String::new(), promises };
    let asked = Happening { about, ..happening(NoticeKind::FollowUp, line, line.enrolment.person, made_on) };
    deliver(&context, &secret, vec![asked]).await
}

/// Reminds of due dates that come near or are past.
pub async fn remind_of_dates(context: &JobContext, secret: &Secret) -> Outcome<()> {
    let settings = runtime_settings::current(&context.db).await?;
    let before = settings.number(Setting::ReminderDays, REMINDED_BEFORE);
    for window in windows(context.db.clock().now().date_naive(), before) {
        while remind(context, secret, &window).await? {}
    }
    Ok(())
}

/// Whether there may be more to remind of. Where only those are left who cannot be told, there is not.
async fn remind(context: &JobContext, secret: &Secret, window: &Window) -> Outcome<bool> {
    let due = store::due_without_notice(context.db.read(), window, REMINDERS_AT_ONCE).await?;
    if due.is_empty() {
        return Ok(false);
    }
    let all = u64::try_from(due.len()).is_ok_and(|found| found < REMINDERS_AT_ONCE);
    let reminders = due.into_iter().map(|due| reminder(window.kind, due)).collect();
    let fresh = tell(context, secret, reminders).await?;
    Ok(!all && fresh > 0)
}

fn reminder(kind: NoticeKind, due: Due) -> Happening {
    Happening {
        person: due.person_id,
        kind,
        subject: due.enrolment_id.into(),
        day: due.due_on,
        due_on: Some(due.due_on),
        about: About::Course { version: due.course_version_id, learner: String::new(), promises: Vec::new() },
    }
}

async fn clear_away(context: JobContext) -> Outcome<()> {
    let work = context.db.begin().await?;
    store::forget_old(&work).await?;
    work.commit().await
}
