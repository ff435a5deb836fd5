//! The page of one learner's time.

use actix_web::{HttpResponse, web};
use chrono::TimeDelta;
use serde::Serialize;

use super::model::{LONGEST_GAP_MINUTES, RULE, minutes, spent};
use crate::{
    catalogue,
    learning::{access::SeeLearning, commands},
    people::store::persons,
    platform::{Db, Outcome, Page, Permit, PersonId, Read, Screen},
    records,
    reports::{store, words::title_in},
};

#[derive(Serialize)]
pub struct TimePage {
    name: String,
    back: String,
    lines: Vec<Line>,
    minutes: i64,
    longest_gap: i64,
    rule: u32,
}

#[derive(Clone, Serialize)]
struct Line {
    course: String,
    minutes: i64,
}

impl Page for TimePage {
    const TEMPLATE: &'static str = "reports/time";

    fn examples() -> Vec<Self> {
        let page = |lines: Vec<Line>| Self {
            name: "Nguyễn Thị Lan".to_owned(),
            back: "/people/1/learning".to_owned(),
            minutes: 95,
            lines,
            longest_gap: LONGEST_GAP_MINUTES,
            rule: RULE,
        };
        let line = Line { course: "Responsible Purchasing".to_owned(), minutes: 95 };
        vec![page(vec![line]), page(Vec::new())]
    }
}

pub async fn show(screen: Screen, permit: Permit<SeeLearning>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    commands::note_learning_seen(&db, &permit).await?;
    let person = persons::person(db.read(), permit.person).await?;
    let times = times_of(db.read(), permit.person).await?;
    let listings = catalogue::listings(db.read()).await?;
    let line = |time: &CourseTime| Line {
        course: title_in(&listings, time.course, screen.language).unwrap_or_else(|| time.slug.clone()),
        minutes: minutes(time.spent),
    };
    let total: TimeDelta = times.iter().map(|time| time.spent).sum();
    screen.show(&TimePage {
        name: person.name,
        back: format!("/people/{}/learning", permit.person),
        lines: times.iter().map(line).collect(),
        minutes: minutes(total),
        longest_gap: LONGEST_GAP_MINUTES,
        rule: RULE,
    })
}

/// The time of one enrolment.
pub struct CourseTime {
    pub enrolment: records::EnrolmentId,
    pub course: catalogue::CourseId,
    pub slug: String,
    pub spent: TimeDelta,
}

/// In the order in which the courses were begun.
pub async fn times_of(read: &Read, person: PersonId) -> Outcome<Vec<CourseTime>> {
    let spent = spent(&records::moments_of(read, person).await?);
    let learners = store::learners(read, [person]).await?.remove(&person).unwrap_or_default();
    let slugs = catalogue::slugs(read, learners.iter().map(|learner| learner.standing.course)).await?;
    let mut counted: Vec<_> = learners
        .into_iter()
        .filter_map(|learner| Some((learner.milestones.started_at?, learner.standing)))
        .collect();
    counted.sort_by_key(|(at, standing)| (*at, standing.enrolment));
    let time = |standing: crate::reports::model::Standing| CourseTime {
        enrolment: standing.enrolment,
        course: standing.course,
        slug: slugs.get(&standing.course).cloned().unwrap_or_default(),
        spent: spent.get(&standing.enrolment).copied().unwrap_or_default(),
    };
    Ok(counted.into_iter().map(|(_, standing)| time(standing)).collect())
}
