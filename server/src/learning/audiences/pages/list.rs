//! The audiences of an organisation.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::{
    catalogue::{self, CourseId},
    learning::audiences::{access::MakeAudience, model::Audience, store},
    platform::{Argument, Db, Outcome, Page, Permit, Screen},
};

pub async fn audiences(
    screen: Screen,
    permit: Permit<MakeAudience>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let found = store::audiences_of(db.read(), permit.id).await?;
    let listings = catalogue::listings(db.read()).await?;
    let titles: HashMap<CourseId, String> = listings
        .iter()
        .map(|listing| (listing.published.course, listing.text_for(screen.language.code()).1.title))
        .collect();
    let path = format!("/teams/{}", permit.id);
    let audiences = found.iter().map(|audience| line(&screen, audience, &titles)).collect();
    screen.show(&AudiencesPage { name: permit.name.clone(), path, audiences })
}

fn line(screen: &Screen, audience: &Audience, titles: &HashMap<CourseId, String>) -> AudienceLine {
    let course = titles.get(&audience.plan.course).cloned();
    let days = audience.plan.due_in_days;
    AudienceLine {
        url: format!("/audiences/{}", audience.id),
        name: audience.plan.name.clone(),
        course: course.unwrap_or_else(|| screen.text("audience-course-withdrawn")),
        due: match days {
            Some(days) => screen.text_with("audience-due", &[("days", Argument::from(days))]),
            None => screen.text("enrolment-no-due-date"),
        },
        ended: audience.ended,
    }
}

#[derive(Serialize)]
pub struct AudiencesPage {
    name: String,
    path: String,
    audiences: Vec<AudienceLine>,
}

#[derive(Clone, Serialize)]
struct AudienceLine {
    url: String,
    name: String,
    course: String,
    due: String,
    ended: bool,
}

impl Page for AudiencesPage {
    const TEMPLATE: &'static str = "audiences/list";

    fn examples() -> Vec<Self> {
        let line = AudienceLine {
            url: "/audiences/1".to_owned(),
            name: "New buyers".to_owned(),
            course: "Responsible Purchasing".to_owned(),
            due: "30".to_owned(),
            ended: false,
        };
        let page =
            |audiences| Self { name: "Northwind Apparel".to_owned(), path: "/teams/1".to_owned(), audiences };
        vec![page(Vec::new()), page(vec![line.clone(), AudienceLine { ended: true, ..line }])]
    }
}
