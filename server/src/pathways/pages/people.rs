//! People by the steps of a pathway.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::parts::mark_of;
use crate::{
    catalogue,
    pathways::{
        access::SeePathway,
        model::{Relation, StepKind, StepState},
        store::{
            in_force,
            participants::{self, Place},
            pathways::{Step, Whole},
        },
    },
    platform::{Argument, Db, Outcome, Page, Permit, PersonId, Screen},
};

pub async fn show(screen: Screen, permit: Permit<SeePathway>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let read = db.read();
    let today = permit.factory.day_at(db.clock().now());
    let mut whole = in_force::followed(read, permit.pathway.clone()).await?;
    whole.in_words_of(&catalogue::titles(read).await?, screen.language);
    let places = participants::places(read, permit.pathway.id, today).await?;
    let mut people: BTreeMap<(String, PersonId), Vec<&Place>> = BTreeMap::new();
    for place in &places {
        people.entry((place.name.clone(), place.person_id)).or_default().push(place);
    }
    let mut rows: Vec<PersonRow> =
        people.into_iter().map(|((name, _), own)| row(&screen, &whole, name, &own, today)).collect();
    // Of those who were erased it is counted what they did.
    for nameless in rows.iter_mut().filter(|row| row.name.is_empty()) {
        nameless.name = screen.text("pathway-person-erased");
    }
    // Who is late with most comes first.
    rows.sort_by_key(|row| std::cmp::Reverse(row.late));
    screen.show(&PathwayPeoplePage {
        path: format!("/pathways/{}", permit.pathway.id),
        pathway: permit.pathway.name.clone(),
        factory: permit.factory.name.clone(),
        columns: whole.steps.iter().map(|step| step.name.clone()).collect(),
        people: rows,
        legend: StepState::ALL
            .iter()
            .map(|state| Stands::Here(*state))
            .chain([Stands::Missed, Stands::Excused, Stands::Unnoted])
            .map(|stands| Legend { state: stands.mark(), word: stands.words(&screen) })
            .collect(),
    })
}

fn row(screen: &Screen, whole: &Whole, name: String, own: &[&Place], today: chrono::NaiveDate) -> PersonRow {
    let mut late = 0;
    let cell = |step: &Step| {
        let Some(stands) = stands(step, whole, own, today) else {
            return Cell {
                column: step.name.clone(),
                state: "not-needed",
                number: "",
                words: screen.text("pathway-not-expected"),
            };
        };
        if matches!(stands, Stands::Here(StepState::Overdue) | Stands::Missed) {
            late += 1;
        }
        Cell { column: step.name.clone(), state: stands.mark(), number: "", words: stands.words(screen) }
    };
    let cells = whole.steps.iter().map(cell).collect();
    PersonRow {
        name,
        cells,
        late,
        late_words: screen.text_with("pathway-late", &[("count", Argument::from(late))]),
    }
}

/// How somebody stands with a step.
#[derive(Clone, Copy)]
enum Stands {
    Here(StepState),
    /// It was held, and they did not come.
    Missed,
    /// They did not come, and do without it.
    Excused,
    /// Its day is over, and nobody noted who came.
    Unnoted,
}

impl Stands {
    fn mark(self) -> &'static str {
        match self {
            Self::Here(state) => mark_of(state),
            Self::Missed => mark_of(StepState::Overdue),
            Self::Excused => "not-needed",
            Self::Unnoted => mark_of(StepState::DueSoon),
        }
    }

    fn words(self, screen: &Screen) -> String {
        match self {
            Self::Here(state) => screen.text(&format!("pathway-state-{}", state.word())),
            Self::Missed => screen.text("pathway-missed"),
            Self::Excused => screen.text("pathway-excused"),
            Self::Unnoted => screen.text("pathway-unnoted"),
        }
    }
}

/// Where somebody is at a step; none where nobody expects them.
fn stands(step: &Step, whole: &Whole, own: &[&Place], today: chrono::NaiveDate) -> Option<Stands> {
    let at = |step: &Step| own.iter().find(|place| place.step_id == step.id);
    let is_through = |place: &&&Place| place.completed_at.is_some() || place.came == Some(true);
    let here = at(step)?;
    let related = |relation| {
        whole
            .steps
            .iter()
            .filter(move |other| other.other_step_id == Some(step.id) && other.relation == Some(relation))
    };
    let session = step
        .other_step_id
        .filter(|_| step.kind == StepKind::Course && step.relation == Some(Relation::Together));
    let session = session.and_then(|id| whole.step(id));
    let by_another = related(Relation::Equivalent).any(|other| at(other).as_ref().is_some_and(is_through));
    let whole_with = related(Relation::Together)
        .chain(session)
        .filter(|other| other.kind != StepKind::Course)
        .all(|other| is_settled(other, whole, own));
    if here.excused_at.is_some() {
        return Some(Stands::Excused);
    }
    let was_held = matches!(step.kind, StepKind::Workshop | StepKind::Visit) && step.done_on.is_some();
    if was_held && here.came == Some(false) && !by_another {
        return Some(Stands::Missed);
    }
    let gathers = matches!(step.kind, StepKind::Workshop | StepKind::Visit);
    let is_through_here = is_through(&here) || by_another;
    if gathers && step.done_on.is_none() && !is_through_here && step.due_on.is_some_and(|day| day < today) {
        return Some(Stands::Unnoted);
    }
    Some(Stands::Here(match step.due_on {
        _ if (is_through(&here) || by_another) && whole_with => StepState::Done,
        Some(due_on) if due_on < today => StepState::Overdue,
        Some(due_on) if (due_on - today).num_days() <= 7 => StepState::DueSoon,
        _ if here.started_at.is_some() || is_through(&here) => StepState::UnderWay,
        _ => StepState::NotStarted,
    }))
}

/// Whether somebody came to a session or to another date of it, or does without it.
fn is_settled(session: &Step, whole: &Whole, own: &[&Place]) -> bool {
    let at = |step: &Step| own.iter().find(|place| place.step_id == step.id);
    let came = |step: &Step| at(step).is_some_and(|place| place.came == Some(true));
    let mut dates = whole.steps.iter().filter(|other| {
        other.other_step_id == Some(session.id) && other.relation == Some(Relation::Equivalent)
    });
    let excused = at(session).is_some_and(|place| place.excused_at.is_some());
    came(session) || excused || dates.any(came)
}

#[derive(Serialize)]
pub struct PathwayPeoplePage {
    path: String,
    pathway: String,
    factory: String,
    columns: Vec<String>,
    people: Vec<PersonRow>,
    legend: Vec<Legend>,
}

#[derive(Serialize)]
struct Legend {
    state: &'static str,
    word: String,
}

#[derive(Serialize)]
struct PersonRow {
    name: String,
    cells: Vec<Cell>,
    late: u32,
    late_words: String,
}

#[derive(Serialize)]
struct Cell {
    column: String,
    state: &'static str,
    number: &'static str,
    words: String,
}

impl Page for PathwayPeoplePage {
    const TEMPLATE: &'static str = "pathways/people";

    fn examples() -> Vec<Self> {
        let cell = |state| Cell { column: "Course".to_owned(), state, number: "", words: "…".to_owned() };
        let row = |late| PersonRow {
            name: "Nguyễn Thị Lan".to_owned(),
            cells: vec![cell("overdue"), cell("not-needed")],
            late,
            late_words: "…".to_owned(),
        };
        let page = |people| Self {
            path: "/pathways/1".to_owned(),
            pathway: "Planned hours".to_owned(),
            factory: "Northwind Garments".to_owned(),
            columns: vec!["Course".to_owned(), "Workshop".to_owned()],
            people,
            legend: vec![Legend { state: "overdue", word: "overdue".to_owned() }],
        };
        vec![page(Vec::new()), page(vec![row(1), row(0)])]
    }
}
