//! Passing on what becomes of pathways: whose answer they wait for, what the committee said, and what publishing means for
//! people at their workshops, visits and tasks.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{
    delivery::{About, Happening, deliver},
    model::{NoticeKind, SubjectId},
};
use crate::{
    engagement,
    organisations::store::organisations as places,
    pathways::{
        self,
        news::{ANSWERED, Answered, Happened, NEWS, News},
        store::{asking, revisions},
    },
    platform::{JobContext, JobKind, Outcome, PersonId, secrets::Secret},
};

pub fn jobs(secret: &Secret) -> Vec<JobKind> {
    let (gather, answer, ask) = (secret.clone(), secret.clone(), secret.clone());
    vec![
        JobKind::new(NEWS, move |context, news: News| gatherings(context, gather.clone(), news)),
        JobKind::new(ANSWERED, move |context, news: Answered| answered(context, answer.clone(), news)),
        JobKind::every(TimeDelta::minutes(10), "notice-pathways-waiting", move |context| {
            let secret = ask.clone();
            async move { ask_for_answers(&context, &secret).await }
        }),
    ]
}

/// What publishing a pathway means for people at its workshops, visits and tasks.
async fn gatherings(context: JobContext, secret: Secret, news: News) -> Outcome<()> {
    let read = context.db.read();
    let steps = pathways::store::pathways::steps_at(read, news.steps.iter().map(|one| one.step)).await?;
    let mut happenings = Vec::new();
    for one in news.steps {
        let Some((step, _)) = steps.get(&one.step) else { continue };
        let kind = match one.happened {
            Happened::Expected => NoticeKind::GatheringExpected,
            Happened::Changed => NoticeKind::GatheringChanged,
            Happened::Off => NoticeKind::GatheringOff,
        };
        // Moved twice on a day, it is told twice.
        let day = step.due_on.filter(|_| kind == NoticeKind::GatheringChanged).unwrap_or(news.day);
        let due_on = step.due_on.filter(|_| kind != NoticeKind::GatheringOff);
        let subject = SubjectId(one.step.0);
        let about = || About::Gathering;
        let told = one.people.into_iter();
        happenings.extend(told.map(|person| Happening {
            person,
            kind,
            subject,
            day,
            due_on,
            about: about(),
        }));
    }
    deliver(&context, &secret, happenings).await
}

/// Who owns the pathway and who advises the factory learn that a side refused it, or that both confirmed it and it can be
/// published.
async fn answered(context: JobContext, secret: Secret, news: Answered) -> Outcome<()> {
    let read = context.db.read();
    let pathway = pathways::store::pathways::pathway(read, news.pathway).await?;
    let published = revisions::published(read, &[pathway.id]).await?.get(&pathway.id).copied();
    if news.agreed && published == Some(pathway.changes) {
        return Ok(());
    }
    let factory = places::organisation(read, pathway.organisation_id).await?.name;
    let adviser = engagement::adviser_of(read, pathway.organisation_id).await?;
    let people: BTreeSet<PersonId> = pathway.owner_person_id.into_iter().chain(adviser).collect();
    let happening = |person| Happening {
        person,
        kind: if news.agreed { NoticeKind::PathwayConfirmed } else { NoticeKind::PathwayRefused },
        subject: SubjectId(pathway.id.0),
        day: news.day,
        due_on: None,
        about: About::Pathway { name: pathway.name.clone(), factory: factory.clone() },
    };
    let told = people.into_iter().filter(|person| *person != news.by).map(happening);
    deliver(&context, &secret, told.collect()).await
}

/// A pathway that nobody has changed for so long is told to those whose answer it waits for.
const SETTLED_AFTER: TimeDelta = TimeDelta::minutes(30);

/// What no server was there to tell is told for so long.
const TOLD_WITHIN: TimeDelta = TimeDelta::days(14);

/// Whoever may answer for a side is told once for each day on which the pathway was changed last.
pub async fn ask_for_answers(context: &JobContext, secret: &Secret) -> Outcome<()> {
    let read = context.db.read();
    let now = context.db.clock().now();
    let asked = asking::asked(read, now.date_naive(), (now - TOLD_WITHIN, now - SETTLED_AFTER)).await?;
    if asked.is_empty() {
        return Ok(());
    }
    let pathways = asking::called(read, asked.iter().map(|one| one.pathway)).await?;
    let factories = places::organisations(read, pathways.values().map(|one| one.organisation_id)).await?;
    let happening = |one: asking::Asked| {
        let pathway = pathways.get(&one.pathway)?;
        let factory = factories.get(&pathway.organisation_id)?.name.clone();
        Some(Happening {
            person: one.person,
            kind: NoticeKind::PathwayWaits,
            subject: SubjectId(pathway.id.0),
            day: pathway.changed_at.date_naive(),
            due_on: None,
            about: About::Pathway { name: pathway.name.clone(), factory },
        })
    };
    deliver(context, secret, asked.into_iter().filter_map(happening).collect()).await
}
