//! Factories in the programme: cycles, the items of their improvement plans, and a pathway for each.

mod pathways;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::courses::Course;
use super::people::Person;
use super::rows::{Ids, ROWS_AT_ONCE, Rows};
use super::{Officer, Size};

const CYCLES: i32 = 3;
const ITEMS: usize = 60;
const STAGES: usize = 4;
const STEPS: usize = 40;
/// People expected at each step.
const AT_A_STEP: usize = 5;
/// Factories of the adviser whose pages are measured.
const OF_THE_ADVISER: usize = 40;
/// Each brings so many items of a cycle, under questions of their own.
const POINTS: [&str; 20] = [
    "paid-leave",
    "overtime",
    "regular-hours",
    "overtime-wages",
    "wage-information",
    "minimum-wages",
    "social-security",
    "employment-contracts",
    "termination",
    "gender",
    "coercion",
    "freedom-to-associate",
    "collective-bargaining",
    "dialogue-discipline-and-disputes",
    "osh-management-systems",
    "chemicals",
    "worker-protection",
    "working-environment",
    "emergency-preparedness",
    "welfare-facilities",
];
const STATES: [&str; 4] = ["open", "under-way", "reported-fixed", "verified"];
const SEVERITIES: [&str; 4] = ["low", "medium", "high", "critical"];

/// What the measuring part must know.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Programme {
    /// A factory of the adviser, with its pathway in force.
    pub factory: String,
    /// A pathway for many people that both sides confirmed and nobody published.
    pub confirmed: String,
}

struct Desk<'t> {
    now: DateTime<Utc>,
    cycles: Rows<'t>,
    items: Rows<'t>,
    sources: Rows<'t>,
    pathways: Rows<'t>,
    stages: Rows<'t>,
    goals: Rows<'t>,
    steps: Rows<'t>,
    participants: Rows<'t>,
    confirmations: Rows<'t>,
    revisions: Rows<'t>,
    ids: Ids,
}

pub async fn fill(
    transaction: &DatabaseTransaction,
    size: Size,
    now: DateTime<Utc>,
    courses: &[Course],
    factories: &[Uuid],
    people: &[Person],
    (adviser, other): (&Officer, &Officer),
) -> Programme {
    let mut desk = Desk::at(transaction, now);
    let mut of_factory: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for person in people.iter().take(size.people) {
        of_factory.entry(person.organisation).or_default().push(person.id);
    }
    let of = |officer: &Officer| Uuid::parse_str(&officer.person).expect("an id");
    let (adviser, other) = (of(adviser), of(other));
    let mut programme = Programme::default();
    for (number, factory) in factories.iter().enumerate() {
        let adviser = if number < OF_THE_ADVISER { adviser } else { other };
        let (cycle, items) = desk.engages(*factory, adviser, number);
        let workers = of_factory.get(factory).map_or(&[][..], Vec::as_slice);
        let pathway = desk.plans(*factory, cycle, adviser, &items, courses, workers);
        match number {
            0 => {
                programme.factory = factory.to_string();
                desk.publishes(pathway, adviser);
            }
            1 => {
                let confirmed = desk.confirms(*factory, cycle, adviser, &courses[0], workers);
                programme.confirmed = confirmed.to_string();
            }
            _ => desk.publishes(pathway, adviser),
        }
        if desk.items.waiting().max(desk.participants.waiting()) > ROWS_AT_ONCE {
            desk.write().await;
        }
    }
    desk.write().await;
    follows(transaction).await;
    programme
}

/// Whoever takes part follows the steps of pathways in force as they were published.
async fn follows(transaction: &DatabaseTransaction) {
    const STEPS: &str = "UPDATE pathway_step SET published_name = name, published_kind = kind, \
        published_starts_on = starts_on, published_due_on = due_on, published_place = place, \
        published_owner_person_id = owner_person_id \
        WHERE EXISTS (SELECT 1 FROM pathway_revision r WHERE r.pathway_id = pathway_step.pathway_id)";
    transaction.execute_unprepared(STEPS).await.expect("steps in force");
}

impl<'t> Desk<'t> {
    fn at(transaction: &'t DatabaseTransaction, now: DateTime<Utc>) -> Self {
        let table = |name, columns| Rows::of(transaction, name, columns);
        Self {
            now,
            cycles: table(
                "cycle",
                "id organisation_id number started_on ended_on adviser_person_id changes enrolled_at \
                 enrolled_by_person_id",
            ),
            items: table(
                "improvement_item",
                "id factory_id cycle_id cycle_number point_code question_code state severity found_again found_on \
                 root_cause action owner_name due_on changes made_at made_by_person_id verified_at \
                 verified_by_person_id",
            ),
            sources: table(
                "improvement_source",
                "id item_id factory_id kind reference found_on severity text brought_at brought_by_person_id",
            ),
            pathways: table(
                "pathway",
                "id organisation_id cycle_id name owner_person_id starts_on ends_on changes made_at \
                 made_by_person_id changed_at changed_by_person_id adviser_person_id",
            ),
            stages: table("pathway_stage", "id pathway_id position name starts_on ends_on"),
            goals: table("pathway_goal", "id pathway_id position kind goal measure due_on"),
            confirmations: table(
                "pathway_confirmation",
                "id pathway_id changes side agreed comment at by_person_id",
            ),
            revisions: table(
                "pathway_revision",
                "id pathway_id number changes document differences enrolled at by_person_id",
            ),
            steps: table(
                "pathway_step",
                "id pathway_id stage_id item_id compliance_point position kind delivery goal name course \
                 course_version_id starts_on due_on place owner_person_id role department coverage done_on \
                 done_by_person_id done_note",
            ),
            participants: table(
                "pathway_participant",
                "step_id person_id expected_at came noted_at noted_by_person_id",
            ),
            ids: Ids::of_table(20),
        }
    }

    /// In the order in which the tables refer to each other.
    async fn write(&mut self) {
        self.cycles.write().await;
        self.items.write().await;
        self.sources.write().await;
        self.pathways.write().await;
        self.stages.write().await;
        self.goals.write().await;
        self.steps.write().await;
        self.participants.write().await;
        self.confirmations.write().await;
        self.revisions.write().await;
    }

    /// Three cycles, the last one open. Its id, and the items of it.
    fn engages(&mut self, factory: Uuid, adviser: Uuid, number: usize) -> (Uuid, Vec<Uuid>) {
        let mut last = (Uuid::nil(), Vec::new());
        for cycle in 1..=CYCLES {
            let is_last = cycle == CYCLES;
            let started_on = self.day(-400 * i64::from(CYCLES - cycle) - 90);
            let id = self.ids.next(self.now);
            self.cycles.add([
                id.into(),
                factory.into(),
                cycle.into(),
                started_on.into(),
                (!is_last).then(|| started_on + TimeDelta::days(380)).into(),
                Some(adviser).into(),
                0.into(),
                self.now.into(),
                adviser.into(),
            ]);
            let items = (0..ITEMS).map(|place| self.item(factory, (id, cycle), adviser, place, number));
            last = (id, items.collect());
        }
        last
    }

    fn item(
        &mut self,
        factory: Uuid,
        (cycle, cycle_number): (Uuid, i32),
        adviser: Uuid,
        place: usize,
        number: usize,
    ) -> Uuid {
        let id = self.ids.next(self.now);
        let is_last = cycle_number == CYCLES;
        let state = if is_last { STATES[(place + number) % STATES.len()] } else { "verified" };
        let severity = SEVERITIES[(place * 7 + number) % SEVERITIES.len()];
        let found_on = self.day(-400 * i64::from(CYCLES - cycle_number) - 60);
        let is_verified = state == "verified";
        let point = POINTS[place % POINTS.len()];
        self.items.add([
            id.into(),
            factory.into(),
            Some(cycle).into(),
            cycle_number.into(),
            point.into(),
            format!("Q{}", place / POINTS.len() + 1).into(),
            state.into(),
            severity.into(),
            (cycle_number > 1).into(),
            found_on.into(),
            "Nobody was named who answers for it".into(),
            "Name somebody, and look again every month with the committee".into(),
            "The head of the department".into(),
            Some(found_on + TimeDelta::days(30 + i64::try_from(place).unwrap_or(0))).into(),
            1.into(),
            self.now.into(),
            adviser.into(),
            is_verified.then_some(self.now).into(),
            is_verified.then_some(adviser).into(),
        ]);
        let source = self.ids.next(self.now);
        self.sources.add([
            source.into(),
            id.into(),
            factory.into(),
            "bw-assessment".into(),
            format!("A{cycle_number}-{place:03}").into(),
            found_on.into(),
            severity.into(),
            "What was seen on the floor and in the records of three months".into(),
            self.now.into(),
            adviser.into(),
        ]);
        id
    }

    /// A pathway with four stages and forty steps, each for some of the factory's people.
    fn plans(
        &mut self,
        factory: Uuid,
        cycle: Uuid,
        adviser: Uuid,
        items: &[Uuid],
        courses: &[Course],
        people: &[Uuid],
    ) -> Uuid {
        let id = self.pathway(factory, cycle, adviser, self.day(-60));
        let stages: Vec<Uuid> = (0..STAGES).map(|place| self.stage(id, place)).collect();
        for place in 0..STEPS {
            let item = items[place % items.len()];
            let course = &courses[place % courses.len()];
            self.step(id, (stages[place * STAGES / STEPS], item), adviser, course, place, people);
        }
        id
    }

    fn day(&self, days: i64) -> NaiveDate {
        (self.now + TimeDelta::days(days)).date_naive()
    }
}

fn position(place: usize) -> Value {
    i32::try_from(place).unwrap_or(i32::MAX).into()
}
