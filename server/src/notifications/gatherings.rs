//! Passing on that the minutes of a committee were written anew, and what becomes of seminars.

use std::collections::BTreeSet;

use super::{
    delivery::{About, Happening, deliver},
    model::{NoticeKind, SubjectId},
    plan_news::ANSWERING,
};
use crate::{
    engagement::{
        self,
        committees::{meetings, store as committees, versions},
        cycles::advisers::programme_managers_in,
        news::{
            AGREED, ActionAgreed, DIAGNOSIS_SHARED, DiagnosisShared, MINUTES, MinutesChanged, SEMINAR,
            SeminarHappened, SeminarNews,
        },
        seminars::store as seminars,
    },
    organisations::{self, store::organisations as places},
    platform::{JobContext, JobKind, OrganisationId, Outcome, PersonId, Read, secrets::Secret},
};

pub fn jobs(secret: &Secret) -> Vec<JobKind> {
    let (minutes, seminar, diagnosis) = (secret.clone(), secret.clone(), secret.clone());
    let agreed = secret.clone();
    vec![
        JobKind::new(MINUTES, move |context, news: MinutesChanged| {
            minutes_changed(context, minutes.clone(), news)
        }),
        JobKind::new(SEMINAR, move |context, news: SeminarNews| {
            about_seminar(context, seminar.clone(), news)
        }),
        JobKind::new(AGREED, move |context, news: ActionAgreed| action_agreed(context, agreed.clone(), news)),
        JobKind::new(DIAGNOSIS_SHARED, move |context, news: DiagnosisShared| {
            diagnosis_shared(context, diagnosis.clone(), news)
        }),
    ]
}

/// Tells the members of the committee, and who answers for each side of the factory.
async fn minutes_changed(context: JobContext, secret: Secret, news: MinutesChanged) -> Outcome<()> {
    let read = context.db.read();
    let factories = versions::factories_of(read, &[news.version]).await?;
    let Some(factory) = factories.get(&news.version).copied() else { return Ok(()) };
    let today = context.db.clock().now().date_naive();
    let seats = engagement::committee_of(read, factory, today).await?.map(|committee| committee.members);
    let seated = seats.into_iter().flatten().filter_map(|member| member.person);
    let mut people: BTreeSet<PersonId> = seated.collect();
    people.extend(organisations::people_with_roles(read, factory, &ANSWERING, today).await?);
    // A seat counts as long as its holder belongs to the factory.
    let here = organisations::people_in(read, factory, today).await?;
    people.retain(|person| *person != news.by && here.contains(person));
    let factory = places::organisation(read, factory).await?.name;
    let happening = |person| Happening {
        person,
        kind: NoticeKind::MeetingChanged,
        subject: SubjectId(news.version.0),
        day: news.day,
        due_on: None,
        about: About::Meeting { factory: factory.clone() },
    };
    deliver(&context, &secret, people.into_iter().map(happening).collect()).await
}

/// Tells the member who does it, where they have an account and did not write it down themselves.
async fn action_agreed(context: JobContext, secret: Secret, news: ActionAgreed) -> Outcome<()> {
    let read = context.db.read();
    let action = meetings::action(read, news.action).await?;
    let (owner, factory) = committees::factory_of_member(read, action.owner).await?;
    let Some(person) = owner.person.filter(|person| *person != news.by) else { return Ok(()) };
    let happening = Happening {
        person,
        kind: NoticeKind::ActionAgreed,
        subject: SubjectId(factory.0),
        day: news.day,
        due_on: None,
        about: About::Factory { name: places::organisation(read, factory).await?.name },
    };
    deliver(&context, &secret, vec![happening]).await
}

/// Tells those of the programme who may read it: who advises the factory in this cycle, and the programme managers of its
/// country.
async fn diagnosis_shared(context: JobContext, secret: Secret, news: DiagnosisShared) -> Outcome<()> {
    let read = context.db.read();
    let factory = places::organisation(read, news.factory).await?;
    let today = factory.day_at(context.db.clock().now());
    let adviser = engagement::cycle(read, news.cycle).await?.adviser;
    let managers = programme_managers_in(read, factory.country.as_deref(), today).await?;
    let people: BTreeSet<PersonId> = managers.into_iter().chain(adviser).collect();
    let happening = |person| Happening {
        person,
        kind: NoticeKind::DiagnosisShared,
        subject: SubjectId(news.factory.0),
        day: news.day,
        due_on: None,
        about: About::Factory { name: factory.name.clone() },
    };
    let told = people.into_iter().filter(|person| *person != news.by).map(happening);
    deliver(&context, &secret, told.collect()).await
}

/// Tells who answers for each of the factories, and their advisers.
async fn about_seminar(context: JobContext, secret: Secret, news: SeminarNews) -> Outcome<()> {
    let read = context.db.read();
    let Some(seminar) = seminars::seminars(read, &[news.seminar]).await?.pop() else { return Ok(()) };
    let kind = match news.happened {
        SeminarHappened::Planned => NoticeKind::SeminarPlanned,
        SeminarHappened::Changed { .. } => NoticeKind::SeminarChanged,
        SeminarHappened::Cancelled => NoticeKind::SeminarCancelled,
        SeminarHappened::Left => NoticeKind::SeminarLeft,
    };
    let mut people = answering(read, &context, &news.factories).await?;
    people.remove(&news.by);
    let happening = |person| Happening {
        person,
        kind,
        subject: SubjectId(news.seminar.0),
        day: news.day,
        due_on: Some(news.held_on),
        about: About::Seminar { topic: seminar.topic.clone() },
    };
    deliver(&context, &secret, people.into_iter().map(happening).collect()).await
}

async fn answering(
    read: &Read,
    context: &JobContext,
    factories: &[OrganisationId],
) -> Outcome<BTreeSet<PersonId>> {
    let today = context.db.clock().now().date_naive();
    let people = organisations::people_with_roles_in(read, factories, &ANSWERING, today).await?;
    let cycles = engagement::current_cycles(read, factories).await?;
    let advisers = cycles.into_values().filter_map(|cycle| cycle.adviser);
    Ok(people.into_iter().chain(advisers).collect())
}
