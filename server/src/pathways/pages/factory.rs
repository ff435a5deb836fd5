//! A factory's plan and its pathways side by side: for each item what was learned, applied, verified and found again,
//! each counted for itself.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
};

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::parts::{Words, count_words, mark_of, who};
use crate::{
    catalogue::{self, Titles},
    improvement::{self, Assessed, ItemId, ItemState, ListedItem},
    pathways::{
        access::{MakePathway, SeePathways},
        model::{GoalKind, StepCount, StepId, StepKind, step_state},
        store::{
            following::{self, Standing},
            pathways::{self, Answers, Step},
        },
    },
    platform::{
        Action, Argument, Db, Outcome, Page, Permit, Screen,
        pages::{Filter, ListQuery},
    },
};

/// `goal` in the address: only what serves this kind of goal, management systems (`internal-systems`) among them.
pub async fn show(
    screen: Screen,
    permit: Permit<SeePathways>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let goal = GoalKind::from_word(query.text("goal"));
    let read = db.read();
    let today = permit.day_at(db.clock().now());
    let items = improvement::listed_items(read, permit.id).await?;
    let points = improvement::points_by_code(read).await?;
    let (evidence, assessed) = improvement::evidence_and_assessed(read, permit.id).await?;
    let standing = following::standing(read, &[permit.id]).await?;
    let of: Vec<_> = standing.iter().map(|one| one.id).collect();
    let (steps, answers) = pathways::steps_with_items(read, &of).await?;
    let counts = following::step_counts(read, &of).await?;
    let titles = catalogue::titles(read).await?;
    let goals = filters(&screen, &query, goal, &steps);
    let seen = Seen {
        screen: &screen,
        points,
        evidence,
        standing,
        steps,
        answers,
        counts,
        titles,
        cycles: cycles(&items, &assessed),
        assessed: assessed.iter().map(|one| one.cycle_number).max(),
        today,
        goal,
        said: RefCell::default(),
    };
    let latest = items.iter().map(|item| item.cycle_number).max();
    let shown = items.iter().filter(|item| Some(item.cycle_number) == latest || !item.state.is_closed());
    let mut lines: Vec<ItemLine> =
        shown.filter(|item| seen.serves(item)).map(|item| seen.item(item)).collect();
    lines.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.point.cmp(&b.point)));
    let past = items.iter().filter(|item| Some(item.cycle_number) != latest && item.state.is_closed());
    let may_make = permit.actor.may(MakePathway::NAME, &permit.place());
    screen.show(&FactoryPathwayPage {
        name: permit.name.clone(),
        path: format!("/factories/{}", permit.id),
        may_make,
        items: lines,
        past: past.filter(|item| seen.serves(item)).map(|item| seen.item(item)).collect(),
        goals,
        chosen: goal.is_some(),
        pathways: seen.standing.iter().map(|one| seen.pathway(one)).collect(),
    })
}

/// All, and each kind of goal that a step has.
fn filters(
    screen: &Screen,
    query: &ListQuery,
    chosen: Option<GoalKind>,
    steps: &[(Step, Option<String>)],
) -> Vec<Filter> {
    let there = GoalKind::ALL.iter().filter(|kind| steps.iter().any(|(step, _)| step.goal == **kind));
    let each = there.map(|kind| Filter {
        current: chosen == Some(*kind),
        ..Filter::of(query, "goal", kind.word(), screen.text(&format!("pathway-goal-{}", kind.word())))
    });
    let all = Filter {
        current: chosen.is_none(),
        ..Filter::of(query, "goal", "", screen.text("factory-goals-all"))
    };
    let all: Vec<Filter> = std::iter::once(all).chain(each).collect();
    if all.len() > 2 { all } else { Vec::new() }
}

/// In which cycles a compliance point was found.
#[derive(Default)]
struct Cycles {
    /// By a released assessment.
    assessed: BTreeSet<i32>,
    /// By any source.
    told: BTreeSet<i32>,
}

fn cycles<'s>(items: &'s [ListedItem], assessed: &'s [Assessed]) -> HashMap<&'s str, Cycles> {
    let mut found: HashMap<&str, Cycles> = HashMap::new();
    for item in items {
        found.entry(&item.point_code).or_default().told.insert(item.cycle_number);
    }
    for one in assessed {
        found.entry(&one.point_code).or_default().assessed.insert(one.cycle_number);
    }
    found
}

struct Seen<'s> {
    screen: &'s Screen,
    points: HashMap<String, improvement::Point>,
    evidence: HashMap<ItemId, u64>,
    standing: Vec<Standing>,
    steps: Vec<(Step, Option<String>)>,
    answers: Answers,
    counts: HashMap<StepId, StepCount>,
    titles: Titles,
    cycles: HashMap<&'s str, Cycles>,
    /// The latest cycle with a released assessment.
    assessed: Option<i32>,
    today: NaiveDate,
    goal: Option<GoalKind>,
    /// Sentences with one number, which many items have in common.
    said: RefCell<HashMap<(&'static str, u32), String>>,
}

impl Seen<'_> {
    fn say(&self, key: &'static str, name: &str, number: u32) -> String {
        let say = || self.screen.text_with(key, &[(name, Argument::from(number))]);
        self.said.borrow_mut().entry((key, number)).or_insert_with(say).clone()
    }

    /// Whether a step of the kind of goal that was asked for answers an item.
    fn serves(&self, item: &ListedItem) -> bool {
        let Some(goal) = self.goal else { return true };
        self.steps_for(item).any(|step| step.goal == goal)
    }

    fn point(&self, code: &str) -> String {
        self.points.get(code).map_or(code, |point| point.name(self.screen.language)).to_owned()
    }

    fn steps_for(&self, item: &ListedItem) -> impl Iterator<Item = &Step> {
        let places = self.answers.of((item.id.0, item.point_code.as_str()));
        places.filter_map(|place| self.steps.get(place)).map(|(step, _)| step)
    }

    fn count(&self, step: &Step) -> StepCount {
        self.counts.get(&step.id).copied().unwrap_or_default()
    }

    fn item(&self, item: &ListedItem) -> ItemLine {
        let teaches = |step: &&Step| matches!(step.kind, StepKind::Course | StepKind::Workshop);
        let learned: Vec<LearnedLine> = self
            .steps_for(item)
            .filter(teaches)
            .map(|step| LearnedLine {
                name: step.called(&self.titles, self.screen.language).to_owned(),
                count: count_words(self.screen, self.count(step)),
            })
            .collect();
        let late = item.state.is_late(item.due_on, self.today);
        let files = self.evidence.get(&item.id).copied().unwrap_or(0);
        let files = u32::try_from(files).unwrap_or(u32::MAX);
        let state = item.state;
        ItemLine {
            order: (!late, state == ItemState::Verified, item.due_on.unwrap_or(NaiveDate::MAX)),
            point: self.point(&item.point_code),
            found_in: self.found_in(item),
            url: format!("/factories/{}/improvement-plan/{}", item.factory_id, item.id),
            severity: self.screen.text(&format!("severity-{}", item.severity.word())),
            mark: match state {
                ItemState::Verified => "done",
                _ if late => "overdue",
                ItemState::Open => "not-started",
                ItemState::UnderWay | ItemState::ReportedFixed => "under-way",
            },
            state: self.screen.text(&format!("improvement-state-{}", state.word())),
            action: item.action.clone(),
            due_on: item.due_on,
            late,
            learned,
            applied: self.say("factory-applied-files", "count", files),
            verified: match state {
                ItemState::Verified => self.screen.text("factory-verified-yes"),
                ItemState::ReportedFixed => self.screen.text("factory-verified-reported"),
                ItemState::Open | ItemState::UnderWay => self.screen.text("factory-verified-no"),
            },
            again: self.found_again(item),
        }
    }

    /// By which items on the same point are told apart: their cycle, and the question of the country that found them.
    fn found_in(&self, item: &ListedItem) -> String {
        let cycle = u32::try_from(item.cycle_number).unwrap_or(0);
        let cycle = self.say("improvement-plan-cycle", "cycle", cycle);
        match item.question_code.as_str() {
            "" => cycle,
            question => format!("{cycle} · {question}"),
        }
    }

    /// Whether an assessment in a later cycle found the same point: a count for itself, whatever was learned before. What
    /// another source brought is told as such, and as long as nobody assessed, nothing is known.
    fn found_again(&self, item: &ListedItem) -> String {
        let later =
            |cycles: &BTreeSet<i32>| cycles.range(item.cycle_number.saturating_add(1)..).next().copied();
        let point = self.cycles.get(item.point_code.as_str());
        let told = [
            ("factory-again-yes", point.and_then(|point| later(&point.assessed))),
            ("factory-again-otherwise", point.and_then(|point| later(&point.told))),
            ("factory-again-no", self.assessed.filter(|latest| *latest > item.cycle_number)),
        ];
        let told = told.into_iter().find_map(|(key, cycle)| Some((key, u32::try_from(cycle?).unwrap_or(0))));
        match told {
            Some((key, cycle)) => self.say(key, "cycle", cycle),
            None => self.screen.text("factory-again-unknown"),
        }
    }

    fn pathway(&self, standing: &Standing) -> PathwayCard {
        let own = self.steps.iter().filter(|(step, _)| {
            step.pathway_id == standing.id && self.goal.is_none_or(|goal| step.goal == goal)
        });
        let line = |(step, owner): &(Step, Option<String>)| {
            let count = self.count(step);
            let state = step_state(step, count, self.today);
            PathwayStep {
                name: step.called(&self.titles, self.screen.language).to_owned(),
                kind: self.screen.text(&format!("pathway-kind-{}", step.kind.word())),
                goal: self.screen.text(&format!("pathway-goal-{}", step.goal.word())),
                who: who(&Words::of(self.screen), step),
                owner: owner.clone().unwrap_or_default(),
                due_on: step.due_on,
                mark: mark_of(state),
                state: self.screen.text(&format!("pathway-state-{}", state.word())),
                count: count_words(self.screen, count),
            }
        };
        let state = match standing.published {
            None => ("not-started", "pathway-draft"),
            Some(changes) if changes != standing.changes => ("due", "pathway-changed-since"),
            Some(_) => ("under-way", "pathway-in-force"),
        };
        PathwayCard {
            url: format!("/pathways/{}", standing.id),
            name: standing.name.clone(),
            owner: standing.owner.clone().unwrap_or_default(),
            mark: state.0,
            state: self.screen.text(state.1),
            steps: own.map(line).collect(),
        }
    }
}

#[derive(Serialize)]
pub struct FactoryPathwayPage {
    name: String,
    path: String,
    may_make: bool,
    items: Vec<ItemLine>,
    /// Of earlier cycles, verified.
    past: Vec<ItemLine>,
    pathways: Vec<PathwayCard>,
    /// Kinds of goals to choose from.
    goals: Vec<Filter>,
    /// Whether one was chosen.
    chosen: bool,
}

#[derive(Serialize)]
struct ItemLine {
    #[serde(skip)]
    order: (bool, bool, NaiveDate),
    point: String,
    found_in: String,
    url: String,
    severity: String,
    mark: &'static str,
    state: String,
    action: String,
    due_on: Option<NaiveDate>,
    late: bool,
    learned: Vec<LearnedLine>,
    applied: String,
    verified: String,
    again: String,
}

#[derive(Serialize)]
struct LearnedLine {
    name: String,
    count: String,
}

#[derive(Serialize)]
struct PathwayCard {
    url: String,
    name: String,
    owner: String,
    mark: &'static str,
    state: String,
    steps: Vec<PathwayStep>,
}

#[derive(Serialize)]
struct PathwayStep {
    name: String,
    kind: String,
    goal: String,
    who: String,
    owner: String,
    due_on: Option<NaiveDate>,
    mark: &'static str,
    state: String,
    count: String,
}

impl Page for FactoryPathwayPage {
    const TEMPLATE: &'static str = "pathways/factory";

    fn examples() -> Vec<Self> {
        let words = |text: &str| text.to_owned();
        let item = |late, learned: Vec<LearnedLine>, due_on| ItemLine {
            order: (false, false, NaiveDate::default()),
            point: words("Overtime"),
            found_in: words("Cycle 1"),
            url: words("/factories/1/improvement-plan/1"),
            severity: words("high"),
            mark: if late { "overdue" } else { "done" },
            state: words("under way"),
            action: if late { words("…") } else { String::new() },
            due_on,
            late,
            learned,
            applied: words("2 files"),
            verified: words("not yet"),
            again: words("…"),
        };
        let learned = || vec![LearnedLine { name: words("Working hours"), count: words("14 of 18") }];
        let step = |due_on, count: &str, owner: &str| PathwayStep {
            name: words("Working hours"),
            kind: words("Course"),
            goal: words("Internal systems"),
            who: words("Supervisors"),
            owner: words(owner),
            due_on,
            mark: "under-way",
            state: words("under way"),
            count: words(count),
        };
        let card = |owner: &str, steps: Vec<PathwayStep>| PathwayCard {
            url: words("/pathways/1"),
            name: words("Planned hours"),
            owner: words(owner),
            mark: "under-way",
            state: words("in force"),
            steps,
        };
        let empty = || Self {
            name: words("Northwind Garments"),
            path: words("/factories/1"),
            may_make: true,
            items: Vec::new(),
            past: Vec::new(),
            pathways: Vec::new(),
            goals: Vec::new(),
            chosen: true,
        };
        let day = Some(NaiveDate::default());
        let full = Self {
            may_make: false,
            goals: vec![Filter::example()],
            chosen: false,
            items: vec![item(true, learned(), day), item(false, Vec::new(), None)],
            past: vec![item(false, learned(), day)],
            pathways: vec![
                card("Huy", vec![step(day, "14 of 18", "Huy"), step(None, "", "")]),
                card("", Vec::new()),
            ],
            ..empty()
        };
        vec![empty(), full]
    }
}
