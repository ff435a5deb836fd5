//! The page of a step.

use chrono::NaiveDate;
use serde::Serialize;

use super::late::Theirs;
use crate::{
    improvement,
    pathways::{
        access::There,
        form::STEP,
        loaded::Loaded,
        model::{FACTORY_ROLES, GoalKind, Relation, Side, StepDelivery, StepKind},
        store::{
            participants::{self, Place},
            pathways::Step,
        },
    },
    platform::{
        Db, Form, Outcome, Page, Screen,
        pages::{Choice, Refill},
        roles::Sex,
    },
};

pub async fn page(
    screen: &Screen,
    db: &Db,
    there: &There,
    loaded: &Loaded,
    step: Option<&Step>,
    form: Refill,
) -> Outcome<StepPage> {
    let points = improvement::points_by_code(db.read()).await?;
    let places: Vec<Place> = match step {
        Some(step) => {
            let all = participants::places(db.read(), loaded.whole.pathway.id, loaded.today).await?;
            all.into_iter().filter(|place| place.step_id == step.id).collect()
        }
        None => Vec::new(),
    };
    let language = screen.language;
    let choice = |field: &str, value: String, text: String| {
        let selected = form.value(field) == value;
        Choice { value, text, selected }
    };
    let any = |field: &str, key: &str| Choice::none(screen, key, form.value(field));
    let with = |first: Choice, rest: Vec<Choice>| [first].into_iter().chain(rest).collect::<Vec<_>>();
    let words = |prefix: &str, field: &str, words: Vec<&'static str>| {
        Choice::all(screen, prefix, words, form.value(field))
    };
    let courses = loaded
        .listings
        .iter()
        .map(|listing| choice("course", listing.slug.clone(), listing.text_for(language.code()).1.title));
    let stages =
        loaded.whole.stages.iter().map(|stage| choice("stage", stage.id.to_string(), stage.name.clone()));
    let items = loaded.items.iter().filter(|item| !item.state.is_closed()).map(|item| {
        let point =
            points.get(&item.point_code).map_or(item.point_code.as_str(), |point| point.name(language));
        choice("item", item.id.to_string(), point.to_owned())
    });
    let owners =
        loaded.owners.iter().map(|person| choice("owner", person.to_string(), loaded.name_of(Some(*person))));
    let others = loaded.whole.steps.iter().filter(|other| step.is_none_or(|step| step.id != other.id));
    let others = others.map(|other| choice("other", other.id.to_string(), other.name.clone()));
    let roles = FACTORY_ROLES.iter().map(|role| role.word()).collect();
    let sexes = [Sex::Female, Sex::Male, Sex::Other].iter().map(|sex| sex.word()).collect();
    let path = format!("/pathways/{}", there.pathway.id);
    Ok(StepPage {
        action: step.map_or_else(|| format!("{path}/steps"), |step| format!("{path}/steps/{}", step.id)),
        pathway: there.pathway.name.clone(),
        is_new: step.is_none(),
        gathers: step.is_some_and(|step| step.kind != StepKind::Course),
        seen: loaded.whole.pathway.changes,
        suggestion: String::new(),
        theirs: Vec::new(),
        kinds: words("pathway-kind-", "kind", StepKind::ALL.iter().map(|kind| kind.word()).collect()),
        deliveries: words(
            "pathway-delivery-",
            "delivery",
            StepDelivery::ALL.iter().map(|one| one.word()).collect(),
        ),
        goals: words("pathway-goal-", "goal", GoalKind::ALL.iter().map(|kind| kind.word()).collect()),
        courses: with(any("course", "pathway-no-course"), courses.collect()),
        stages: with(any("stage", "pathway-no-stage"), stages.collect()),
        items: with(any("item", "pathway-no-item"), items.collect()),
        owners: with(any("owner", "pathway-owner-none"), owners.collect()),
        others: with(any("other", "pathway-no-other"), others.collect()),
        relations: with(
            any("relation", "pathway-no-relation"),
            words("pathway-relation-", "relation", Relation::ALL.iter().map(|one| one.word()).collect()),
        ),
        roles: with(any("role", "pathway-anybody"), words("role-", "role", roles)),
        sides: with(
            any("side", "pathway-anybody"),
            words("pathway-side-", "side", Side::ALL.iter().map(|side| side.word()).collect()),
        ),
        sexes: with(any("sex", "pathway-anybody"), words("report-sex-", "sex", sexes)),
        people: places.iter().map(expected).collect(),
        missed: places.iter().filter(|place| place.missed != 0).map(expected).collect(),
        excused: places.iter().filter_map(excused).collect(),
        excuse_reason: String::new(),
        excuse_error: String::new(),
        again_url: match step.filter(|step| is_held(step)) {
            Some(step) => format!("{path}/steps/new?again={}", step.id),
            None => String::new(),
        },
        departments: loaded.departments.join(", "),
        done_on: step.and_then(|step| step.done_on).map(|day| day.to_string()).unwrap_or_default(),
        done_note: step.map(|step| step.done_note.clone()).unwrap_or_default(),
        done_error: String::new(),
        today: loaded.today,
        form,
        path,
    })
}

/// Whether people came together at it, or did not.
fn is_held(step: &Step) -> bool {
    matches!(step.kind, StepKind::Workshop | StepKind::Visit) && step.done_on.is_some()
}

fn excused(place: &Place) -> Option<ExcusedLine> {
    place.excused_at?;
    let (id, name) = (place.person_id.to_string(), place.name.clone());
    Some(ExcusedLine { id, name, reason: place.excuse.clone().unwrap_or_default() })
}

fn expected(place: &Place) -> ExpectedLine {
    ExpectedLine { id: place.person_id.to_string(), name: place.name.clone(), came: place.came == Some(true) }
}

#[derive(Serialize)]
pub struct StepPage {
    path: String,
    action: String,
    pathway: String,
    is_new: bool,
    /// Whether people come together at it.
    gathers: bool,
    seen: i32,
    pub suggestion: String,
    pub theirs: Vec<Theirs>,
    form: Refill,
    kinds: Vec<Choice>,
    deliveries: Vec<Choice>,
    goals: Vec<Choice>,
    courses: Vec<Choice>,
    stages: Vec<Choice>,
    items: Vec<Choice>,
    owners: Vec<Choice>,
    others: Vec<Choice>,
    relations: Vec<Choice>,
    roles: Vec<Choice>,
    sides: Vec<Choice>,
    sexes: Vec<Choice>,
    people: Vec<ExpectedLine>,
    /// Those who did not come, and about whom somebody must decide.
    missed: Vec<ExpectedLine>,
    excused: Vec<ExcusedLine>,
    pub excuse_reason: String,
    pub excuse_error: String,
    /// Where another date is added; empty while it was not held.
    again_url: String,
    departments: String,
    done_on: String,
    done_note: String,
    pub done_error: String,
    today: NaiveDate,
}

#[derive(Serialize)]
struct ExpectedLine {
    id: String,
    name: String,
    came: bool,
}

/// Somebody who does without the step.
#[derive(Serialize)]
struct ExcusedLine {
    id: String,
    name: String,
    reason: String,
}

impl StepPage {
    /// What the fields are by now, in words, wherever something else was typed.
    pub fn standing(&self, screen: &Screen, now: &Refill, typed: &Form) -> Vec<Theirs> {
        LABELS
            .iter()
            .filter(|(field, _)| now.value(field) != typed.text(field))
            .map(|(field, label)| Theirs::of(screen, label, now.value(field), self.options(field)))
            .collect()
    }

    fn options(&self, field: &str) -> &[Choice] {
        match field {
            "kind" => &self.kinds,
            "course" => &self.courses,
            "delivery" => &self.deliveries,
            "goal" => &self.goals,
            "stage" => &self.stages,
            "item" => &self.items,
            "owner" => &self.owners,
            "role" => &self.roles,
            "side" => &self.sides,
            "sex" => &self.sexes,
            "relation" => &self.relations,
            "other" => &self.others,
            _ => &[],
        }
    }
}

/// The fields of a step and what each is called.
const LABELS: [(&str, &str); 18] = [
    ("kind", "pathway-step-kind"),
    ("name", "pathway-step-name"),
    ("course", "pathway-step-course"),
    ("delivery", "pathway-step-delivery"),
    ("goal", "pathway-step-goal"),
    ("stage", "pathway-stage"),
    ("item", "pathway-step-item"),
    ("starts_on", "pathway-starts-on"),
    ("due_on", "pathway-due-on"),
    ("place", "pathway-place"),
    ("owner", "pathway-step-owner"),
    ("role", "pathway-step-role"),
    ("side", "pathway-step-side"),
    ("sex", "pathway-step-sex"),
    ("department", "pathway-department"),
    ("coverage", "pathway-coverage"),
    ("relation", "pathway-step-relation"),
    ("other", "pathway-step-other-step"),
];

impl Page for StepPage {
    const TEMPLATE: &'static str = "pathways/step";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let empty = || Refill::of(&STEP.map(|field| (field, "")));
        let page = |form, is_new: bool| Self {
            path: "/pathways/1".to_owned(),
            action: "/pathways/1/steps".to_owned(),
            pathway: "Planned hours".to_owned(),
            is_new,
            gathers: !is_new,
            seen: 3,
            suggestion: if is_new { "osh-walk-through".to_owned() } else { String::new() },
            theirs: Vec::new(),
            form,
            kinds: choice(),
            deliveries: choice(),
            goals: choice(),
            courses: choice(),
            stages: choice(),
            items: choice(),
            owners: choice(),
            others: choice(),
            relations: choice(),
            roles: choice(),
            sides: choice(),
            sexes: choice(),
            people: Vec::new(),
            missed: Vec::new(),
            excused: Vec::new(),
            excuse_reason: String::new(),
            excuse_error: String::new(),
            again_url: String::new(),
            departments: if is_new { "Cutting, Line 4".to_owned() } else { String::new() },
            done_on: String::new(),
            done_note: String::new(),
            done_error: String::new(),
            today: NaiveDate::default(),
        };
        let missed =
            |id: &str, name: &str| ExpectedLine { id: id.to_owned(), name: name.to_owned(), came: false };
        let people = vec![
            ExpectedLine { id: "1".to_owned(), name: "Nguyễn Thị Lan".to_owned(), came: true },
            ExpectedLine { id: "2".to_owned(), name: "Tuấn".to_owned(), came: false },
        ];
        let theirs = vec![
            Theirs { label: "Due".to_owned(), day: Some(NaiveDate::default()), ..Theirs::default() },
            Theirs { label: "Sex".to_owned(), value: "Anybody".to_owned(), day: None },
        ];
        vec![
            page(empty(), true),
            page(empty().wrong("name", "…"), false),
            Self {
                people,
                theirs,
                missed: vec![missed("2", "Tuấn"), missed("3", "Bình")],
                excused: vec![ExcusedLine {
                    id: "4".to_owned(),
                    name: "Hoa".to_owned(),
                    reason: "…".to_owned(),
                }],
                excuse_reason: "…".to_owned(),
                excuse_error: "…".to_owned(),
                again_url: "/pathways/1/steps/new?again=1".to_owned(),
                done_error: "…".to_owned(),
                ..page(empty(), false)
            },
        ]
    }
}
