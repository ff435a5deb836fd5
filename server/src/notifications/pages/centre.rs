//! The notice centre: what happened, the newest first.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    catalogue::CourseLibrary,
    notifications::{
        access::{ReadNotice, SeeNotices},
        commands,
        model::NoticeKind,
        shown::{Shown, shown},
        store,
    },
    platform::{
        Db, Form, Outcome, Page, Permit, Redirect, Screen,
        pages::{ListQuery, PAGE, Pager},
    },
};

#[derive(Serialize)]
pub struct NoticesPage {
    notices: Vec<Line>,
    unread: bool,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct Line {
    icon: &'static str,
    /// A text key.
    about: String,
    course: String,
    learner: String,
    due_on: Option<NaiveDate>,
    day_text: &'static str,
    made_at: DateTime<Utc>,
    read: bool,
    /// Where the reader goes on; an unread one is marked read on the way.
    path: String,
    reading: String,
}

impl Page for NoticesPage {
    const TEMPLATE: &'static str = "notifications/notices";

    fn examples() -> Vec<Self> {
        let line = |(number, kind): (usize, &NoticeKind)| Line {
            icon: kind.icon(),
            about: format!("notices-about-{}", kind.word()),
            course: "Responsible Purchasing".to_owned(),
            learner: "Nguyễn Thị Lan".to_owned(),
            due_on: NaiveDate::from_ymd_opt(2026, 11, 29).filter(|_| number % 2 == 0),
            day_text: kind.day_text(),
            made_at: DateTime::default(),
            read: number % 2 == 0,
            path: "/enrolments/1".to_owned(),
            reading: "/notices/1/reading".to_owned(),
        };
        let lines = NoticeKind::ALL.iter().enumerate().map(line).collect();
        vec![
            Self { notices: Vec::new(), unread: false, pager: None },
            Self { notices: lines, unread: true, pager: Some(Pager::example()) },
        ]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeNotices>,
    query: ListQuery,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let today = db.clock().now().date_naive();
    let skip = (query.page() - 1).saturating_mul(PAGE);
    let (notices, total) = store::notices_of(db.read(), (permit.subject, today), false, skip, PAGE).await?;
    let notices = shown(db.read(), &library, screen.language, notices).await?;
    let lines: Vec<Line> = notices.into_iter().map(line).collect();
    screen.show(&NoticesPage {
        unread: lines.iter().any(|line| !line.read),
        notices: lines,
        pager: (total > PAGE).then(|| query.pager(&screen, "notices-pager", total)),
    })
}

fn line(shown: Shown) -> Line {
    let Shown { notice, course, learner } = shown;
    Line {
        icon: notice.kind.icon(),
        about: format!("notices-about-{}", notice.kind.word()),
        course,
        learner,
        due_on: notice.due_on,
        day_text: notice.kind.day_text(),
        made_at: notice.made_at,
        read: notice.read,
        path: notice.kind.path(notice.subject),
        reading: format!("/notices/{}/reading", notice.id),
    }
}

/// Marks the notice read, and goes where it leads.
pub async fn read(permit: Permit<ReadNotice>, _: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut work = db.begin().await?;
    commands::read(&mut work, &permit).await?;
    work.commit().await?;
    Ok(Redirect::to(permit.kind.path(permit.subject.subject)))
}

pub async fn read_all(permit: Permit<SeeNotices>, _: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut work = db.begin().await?;
    commands::read_all(&mut work, &permit).await?;
    work.commit().await?;
    Ok(Redirect::to("/notices").saying("notice-all-read"))
}
