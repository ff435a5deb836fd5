//! Notices and the choices about them, for the API.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChooseNotices, ReadNotice, SeeNotices},
    commands,
    model::{Matter, NoticeId, NoticeKind, Rhythm, Topic, Ways, Wishes},
    shown::{Shown, shown},
    store,
};
use crate::{
    catalogue::CourseLibrary,
    platform::{
        Body, Db, Outcome, Permit,
        pages::{ListQuery, PAGE},
    },
    records::EnrolmentId,
};

#[derive(Serialize, ToSchema)]
pub struct NoticeList {
    notices: Vec<ListedNotice>,
    total: u64,
    /// From 1.
    page: u64,
}

#[derive(Serialize, ToSchema)]
struct ListedNotice {
    id: NoticeId,
    kind: NoticeKind,
    /// Where the person goes on.
    path: String,
    /// Of a notice about a course.
    enrolment: Option<EnrolmentId>,
    /// In the language of the person who asks.
    course: Option<String>,
    /// Who learns, where that is somebody else.
    learner: Option<String>,
    /// Of a notice about an item of an improvement plan: its compliance point.
    point: Option<String>,
    /// Of a notice about a seminar: its topic.
    seminar: Option<String>,
    /// Of a notice about a workshop, a visit or a task of a pathway: what it is called.
    step: Option<String>,
    /// Of a notice about a pathway: its name.
    pathway: Option<String>,
    /// Of a notice about an item, an assessment report, minutes, a pathway or a step of one.
    factory: Option<String>,
    /// When something is due, or a seminar is held.
    due_on: Option<NaiveDate>,
    made_at: DateTime<Utc>,
    read: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Choices {
    rhythm: Rhythm,
    topics: Vec<TopicChoice>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TopicChoice {
    topic: Topic,
    in_app: bool,
    by_mail: bool,
}

/// Topics that are left out stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoicesChange {
    rhythm: Rhythm,
    topics: Vec<TopicChoice>,
}

pub async fn list(
    permit: Permit<SeeNotices>,
    query: ListQuery,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<web::Json<NoticeList>> {
    let today = db.clock().now().date_naive();
    let skip = (query.page() - 1).saturating_mul(PAGE);
    let unread = query.flag("unread")?;
    let (notices, total) = store::notices_of(db.read(), (permit.subject, today), unread, skip, PAGE).await?;
    let notices = shown(db.read(), &library, permit.actor.language, notices).await?;
    let notices = notices.into_iter().map(listed).collect();
    Ok(web::Json(NoticeList { notices, total, page: query.page() }))
}

fn listed(shown: Shown) -> ListedNotice {
    let Shown { notice, course, learner } = shown;
    let is = |matter: Matter| notice.kind.matter() == matter;
    ListedNotice {
        id: notice.id,
        kind: notice.kind,
        path: notice.kind.path(notice.subject),
        enrolment: is(Matter::Enrolment).then_some(EnrolmentId(notice.subject.0)),
        point: Some(course.clone()).filter(|_| is(Matter::Item)),
        seminar: Some(course.clone()).filter(|_| is(Matter::Seminar)),
        step: Some(course.clone()).filter(|_| is(Matter::Gathering)),
        pathway: Some(course.clone()).filter(|_| is(Matter::Pathway)),
        course: Some(course).filter(|_| is(Matter::Enrolment)),
        factory: Some(learner.clone()).filter(|name| !is(Matter::Enrolment) && !name.is_empty()),
        learner: Some(learner).filter(|name| is(Matter::Enrolment) && !name.is_empty()),
        due_on: notice.due_on,
        made_at: notice.made_at,
        read: notice.read,
    }
}

pub async fn read(permit: Permit<ReadNotice>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::read(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn read_all(permit: Permit<SeeNotices>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::read_all(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn choices(permit: Permit<ChooseNotices>, db: web::Data<Db>) -> Outcome<web::Json<Choices>> {
    Ok(web::Json(told(&store::wishes_of(db.read(), permit.subject).await?)))
}

pub async fn change_choices(
    permit: Permit<ChooseNotices>,
    body: Body<ChoicesChange>,
    db: web::Data<Db>,
) -> Outcome<web::Json<Choices>> {
    let mut work = db.begin().await?;
    let present = store::wishes_of(&work, permit.subject).await?;
    let ways = |choice: &TopicChoice| Ways { in_app: choice.in_app, by_mail: choice.by_mail };
    let changed: BTreeMap<Topic, Ways> =
        body.0.topics.iter().map(|choice| (choice.topic, ways(choice))).collect();
    let topics = present.topics.into_iter().chain(changed).collect();
    let wishes = Wishes { topics, rhythm: body.0.rhythm };
    commands::choose(&mut work, &permit, &wishes).await?;
    work.commit().await?;
    Ok(web::Json(told(&wishes)))
}

fn told(wishes: &Wishes) -> Choices {
    let choice = |topic: &Topic| {
        let Ways { in_app, by_mail } = wishes.of(*topic);
        TopicChoice { topic: *topic, in_app, by_mail }
    };
    Choices { rhythm: wishes.rhythm, topics: Topic::ALL.iter().map(choice).collect() }
}
