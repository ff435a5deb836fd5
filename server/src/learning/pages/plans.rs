//! The action plans that the reader may countersign: those that wait come first.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::words::Mark;
use crate::{
    catalogue::CourseLibrary,
    learning::{
        access::CountersignAnywhere,
        reading::Reading,
        store::{self, PlanLine},
    },
    people,
    platform::{Db, Outcome, Page, Permit, Screen},
    records::EnrolmentId,
};

/// Plans on one page.
pub const AT_ONCE: u64 = 30;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: u32,
}

pub async fn plans(
    screen: Screen,
    permit: Permit<CountersignAnywhere>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    asked: web::Query<Asked>,
) -> Outcome<HttpResponse> {
    let read = db.read();
    let today = db.clock().now().date_naive();
    let mut lines =
        store::plans_visible_to(read, &permit.actor, today, u64::from(asked.page) * AT_ONCE, AT_ONCE + 1)
            .await?;
    let more = lines.len() > usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
    lines.truncate(usize::try_from(AT_ONCE).unwrap_or(usize::MAX));
    let promises = store::plans(read, lines.iter().map(|line| line.enrolment.id).collect()).await?;
    let people = people::store::persons::people(read, lines.iter().map(|line| line.enrolment.person)).await?;
    let versions: Vec<_> = lines.iter().map(|line| line.enrolment.version).collect();
    let courses = library.courses(read, &versions).await?;
    let mut by_plan: BTreeMap<EnrolmentId, Vec<String>> = BTreeMap::new();
    for (enrolment, commitment) in promises {
        by_plan.entry(enrolment).or_default().push(commitment.promise);
    }
    let row = |line: &PlanLine| {
        let course = courses.get(&line.enrolment.version)?;
        let name = people.get(&line.enrolment.person).map(|person| person.name.clone());
        Some(row(
            &screen,
            line,
            &Reading::of(course, screen.language),
            name,
            by_plan.remove(&line.enrolment.id),
        ))
    };
    let plans = lines.iter().filter_map(row).collect();
    screen.show(&PlansPage::numbered(plans, asked.page, more))
}

fn row(
    screen: &Screen,
    line: &PlanLine,
    reading: &Reading<'_>,
    learner: Option<String>,
    promises: Option<Vec<String>>,
) -> PlanRow {
    let (state, word) = match line.countersigned {
        true => ("done", "plan-countersigned"),
        false => ("due", "plan-waiting"),
    };
    PlanRow {
        path: format!("/enrolments/{}/plan", line.enrolment.id),
        learner: learner.unwrap_or_default(),
        course: reading.title(),
        language: reading.language.to_owned(),
        promises: promises.unwrap_or_default(),
        mark: Mark { state, word: screen.text(word) },
    }
}

#[derive(Serialize)]
pub struct PlansPage {
    plans: Vec<PlanRow>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Clone, Serialize)]
struct PlanRow {
    path: String,
    learner: String,
    course: String,
    language: String,
    promises: Vec<String>,
    mark: Mark,
}

impl PlansPage {
    fn numbered(plans: Vec<PlanRow>, page: u32, more: bool) -> Self {
        let address = |page: u32| format!("/plans?page={page}");
        Self {
            plans,
            previous: page.checked_sub(1).map(address),
            next: more.then(|| address(page.saturating_add(1))),
        }
    }
}

impl Page for PlansPage {
    const TEMPLATE: &'static str = "learning/plans";

    fn examples() -> Vec<Self> {
        let row = |state: &'static str| PlanRow {
            path: "/enrolments/1/plan".to_owned(),
            learner: "Nguyễn Thị Lan".to_owned(),
            course: "Responsible Purchasing".to_owned(),
            language: "en".to_owned(),
            promises: vec!["Open Costing".to_owned()],
            mark: Mark { state, word: state.to_owned() },
        };
        vec![Self::numbered(Vec::new(), 0, false), Self::numbered(vec![row("due"), row("done")], 1, true)]
    }
}
