//! Passing on what happens to items of improvement plans and to assessment reports, and reminding owners of their dates.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::{
    delivery::{About, Happening, deliver},
    model::{NoticeKind, SubjectId, Window},
    store,
};
use crate::{
    engagement::{
        self,
        news::{CYCLE_ENDED, CycleEnded, HANDED_OVER, HandedOver, RELEASED, Released},
    },
    improvement::{
        self, Item, ItemId,
        news::{Happened, NEWS, News},
        store::items,
    },
    organisations::{self, store::organisations as places},
    people::store::persons,
    platform::{JobContext, JobKind, OrganisationId, Outcome, PersonId, Read, roles::Role, secrets::Secret},
};

/// Who answers in a factory for its plan.
pub const ANSWERING: [Role; 2] = [Role::FactoryManager, Role::WorkersRepresentative];

pub fn jobs(secret: &Secret) -> Vec<JobKind> {
    let (pass, release, remind) = (secret.clone(), secret.clone(), secret.clone());
    let (end, hand) = (secret.clone(), secret.clone());
    vec![
        JobKind::new(NEWS, move |context, news: News| pass_on(context, pass.clone(), news)),
        JobKind::new(RELEASED, move |context, news: Released| released(context, release.clone(), news)),
        JobKind::new(HANDED_OVER, move |context, news: HandedOver| handed_over(context, hand.clone(), news)),
        JobKind::new(CYCLE_ENDED, move |context, news: CycleEnded| cycle_ended(context, end.clone(), news)),
        JobKind::every(TimeDelta::minutes(10), "notice-plan-reminders", move |context| {
            let secret = remind.clone();
            async move { remind_of_items(&context, &secret).await }
        }),
    ]
}

async fn pass_on(context: JobContext, secret: Secret, news: News) -> Outcome<()> {
    let read = context.db.read();
    let Some(item) = items::items(read, [news.item]).await?.remove(&news.item) else { return Ok(()) };
    let today = context.db.clock().now().date_naive();
    let (kind, people) = match news.happened {
        // Meanwhile it may be somebody else's, who is told on their own.
        Happened::Owned => (NoticeKind::ItemOwned, item.owner_person_id.into_iter().collect()),
        Happened::Changed => (NoticeKind::ItemChanged, item.owner_person_id.into_iter().collect()),
        Happened::Commented => (NoticeKind::ItemCommented, item.owner_person_id.into_iter().collect()),
        Happened::ReportedFixed => {
            (NoticeKind::ItemReportedFixed, answering(read, item.factory_id, today).await?)
        }
        Happened::Verified | Happened::Reopened => {
            let mut people = answering(read, item.factory_id, today).await?;
            people.extend(item.owner_person_id);
            let is_open = news.happened == Happened::Reopened;
            (if is_open { NoticeKind::ItemReopened } else { NoticeKind::ItemVerified }, people)
        }
    };
    let told = people.into_iter().filter(|person| *person != news.by);
    let told: Vec<Due> = told.map(|person| Due { item: item.id, person, day: news.day }).collect();
    let due_on = item.due_on.filter(|_| kind == NoticeKind::ItemOwned);
    let known = HashMap::from([(item.id, item)]);
    let mut happenings = happenings(read, kind, told, &known).await?;
    for happening in &mut happenings {
        happening.due_on = due_on;
    }
    deliver(&context, &secret, happenings).await
}

/// The factory's manager and workers' representatives, and its adviser.
async fn answering(read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<BTreeSet<PersonId>> {
    let people = organisations::people_with_roles(read, factory, &ANSWERING, today).await?;
    let adviser = engagement::adviser_of(read, factory).await?;
    Ok(people.into_iter().chain(adviser).collect())
}

/// Somebody to be told of an item, and the day that it is about.
struct Due {
    item: ItemId,
    person: PersonId,
    day: NaiveDate,
}

async fn happenings(
    read: &Read,
    kind: NoticeKind,
    told: Vec<Due>,
    known: &HashMap<ItemId, Item>,
) -> Outcome<Vec<Happening>> {
    let points = improvement::points_by_code(read).await?;
    let factories = places::organisations(read, known.values().map(|item| item.factory_id)).await?;
    let happening = |due: Due| {
        let item = known.get(&due.item)?;
        let point = points.get(&item.point_code)?.clone();
        let factory = factories.get(&item.factory_id)?.name.clone();
        Some(Happening {
            person: due.person,
            kind,
            subject: SubjectId(due.item.0),
            day: due.day,
            due_on: Some(due.day),
            about: About::Item { point, factory },
        })
    };
    Ok(told.into_iter().filter_map(happening).collect())
}

async fn released(context: JobContext, secret: Secret, news: Released) -> Outcome<()> {
    let read = context.db.read();
    // What was not released is told to nobody, whatever a job says.
    if !engagement::released_among(read, &[news.assessment]).await?.contains_key(&news.assessment) {
        return Ok(());
    }
    let today = context.db.clock().now().date_naive();
    let factory = places::organisation(read, news.factory).await?.name;
    let happening = |person| Happening {
        person,
        kind: NoticeKind::AssessmentReleased,
        subject: SubjectId(news.assessment.0),
        day: news.day,
        due_on: None,
        about: About::Assessment { factory: factory.clone() },
    };
    let people = answering(read, news.factory, today).await?;
    deliver(&context, &secret, people.into_iter().map(happening).collect()).await
}

/// The factory, and both advisers, learn who looks after it from now on.
async fn handed_over(context: JobContext, secret: Secret, news: HandedOver) -> Outcome<()> {
    let read = context.db.read();
    let today = context.db.clock().now().date_naive();
    let factory = places::organisation(read, news.factory).await?.name;
    let adviser = persons::person(read, news.to).await?.name;
    let mut people = answering(read, news.factory, today).await?;
    people.extend([news.to].into_iter().chain(news.from));
    let happening = |person| Happening {
        person,
        kind: NoticeKind::FactoryHandedOver,
        subject: SubjectId(news.factory.0),
        day: news.day,
        due_on: None,
        about: About::Handover { factory: factory.clone(), adviser: adviser.clone() },
    };
    let told = people.into_iter().filter(|person| *person != news.by).map(happening);
    deliver(&context, &secret, told.collect()).await
}

/// A cycle ended before assessments in it could be made: their own people are told, and nobody else.
async fn cycle_ended(context: JobContext, secret: Secret, news: CycleEnded) -> Outcome<()> {
    let read = context.db.read();
    let cycle = engagement::cycle(read, news.cycle).await?;
    let left = engagement::unreleased_in(read, news.cycle).await?;
    let factory = places::organisation(read, cycle.factory).await?.name;
    let mut happenings = Vec::new();
    for assessment in left.iter().filter(|assessment| assessment.lies_after(&cycle)) {
        let own: BTreeSet<PersonId> =
            assessment.assessors.iter().copied().chain([assessment.scheduler]).collect();
        happenings.extend(own.into_iter().map(|person| Happening {
            person,
            kind: NoticeKind::AssessmentCycleEnded,
            subject: SubjectId(assessment.id.0),
            day: news.day,
            due_on: None,
            about: About::Assessment { factory: factory.clone() },
        }));
    }
    deliver(&context, &secret, happenings).await
}

/// Reminds owners a week ahead, and when the day is over.
pub async fn remind_of_items(context: &JobContext, secret: &Secret) -> Outcome<()> {
    let today = context.db.clock().now().date_naive();
    for window in windows(today) {
        let read = context.db.read();
        let due = store::due_items(read, &window, today).await?;
        if due.is_empty() {
            continue;
        }
        let known = items::items(read, due.iter().map(|due| due.item_id)).await?;
        let told =
            due.into_iter().map(|due| Due { item: due.item_id, person: due.person_id, day: due.due_on });
        let happenings = happenings(read, window.kind, told.collect(), &known).await?;
        deliver(context, secret, happenings).await?;
    }
    Ok(())
}

/// Whoever got or changed an item today knows its date.
fn windows(today: NaiveDate) -> [Window; 2] {
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let before = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let made_before = today.and_time(NaiveTime::MIN).and_utc();
    [
        Window { kind: NoticeKind::ItemDueSoon, first: today, last: after(7), made_before },
        Window { kind: NoticeKind::ItemOverdue, first: before(14), last: before(1), made_before },
    ]
}
