//! Pathways: stages, steps, goals, those who take part, and what both sides said.

use chrono::{NaiveDate, TimeDelta};
use uuid::Uuid;

use super::{AT_A_STEP, Course, Desk, POINTS, position};

impl Desk<'_> {
    pub(super) fn pathway(
        &mut self,
        factory: Uuid,
        cycle: Uuid,
        adviser: Uuid,
        starts_on: NaiveDate,
    ) -> Uuid {
        let id = self.ids.next(self.now);
        let ends_on = starts_on + TimeDelta::days(300);
        self.pathways.add([
            id.into(),
            factory.into(),
            Some(cycle).into(),
            "Paid leave, hours and a committee that meets".into(),
            Some(adviser).into(),
            Some(starts_on).into(),
            Some(ends_on).into(),
            1.into(),
            self.now.into(),
            adviser.into(),
            self.now.into(),
            adviser.into(),
            Some(adviser).into(),
        ]);
        id
    }

    /// What it says is in force.
    pub(super) fn publishes(&mut self, pathway: Uuid, adviser: Uuid) {
        let id = self.ids.next(self.now);
        self.revisions.add([
            id.into(),
            pathway.into(),
            1.into(),
            1.into(),
            "{}".into(),
            "[]".into(),
            0.into(),
            self.now.into(),
            adviser.into(),
        ]);
    }

    /// A pathway with one course for all supervisors, to which one of the factory's people said yes for each side.
    pub(super) fn confirms(
        &mut self,
        factory: Uuid,
        cycle: Uuid,
        adviser: Uuid,
        course: &Course,
        people: &[Uuid],
    ) -> Uuid {
        let id = self.pathway(factory, cycle, adviser, self.day(0));
        let stage = self.ids.next(self.now);
        let (first, last) = (self.day(0), self.day(60));
        let row = [stage.into(), id.into(), 0.into(), "Begin".into(), Some(first).into(), Some(last).into()];
        self.stages.add(row);
        let goal = self.ids.next(self.now);
        self.goals.add([
            goal.into(),
            id.into(),
            0.into(),
            "learning".into(),
            "Every supervisor knows the rules".into(),
            "Nine of ten are through with the course".into(),
            Some(last).into(),
        ]);
        let step = self.ids.next(self.now);
        let (nobody, no_day): (Option<Uuid>, Option<NaiveDate>) = (None, None);
        self.steps.add([
            step.into(),
            id.into(),
            Some(stage).into(),
            nobody.into(),
            Some(POINTS[0]).into(),
            0.into(),
            "course".into(),
            "digital".into(),
            "learning".into(),
            "The course".into(),
            Some(course.slug.clone()).into(),
            nobody.into(),
            Some(first).into(),
            Some(self.day(30)).into(),
            "".into(),
            Some(adviser).into(),
            Some("supervisor").into(),
            "".into(),
            100.into(),
            no_day.into(),
            nobody.into(),
            "".into(),
        ]);
        for (side, by) in ["management", "workers"].into_iter().zip(people) {
            let confirmation = self.ids.next(self.now);
            self.confirmations.add([
                confirmation.into(),
                id.into(),
                1.into(),
                side.into(),
                true.into(),
                "".into(),
                self.now.into(),
                (*by).into(),
            ]);
        }
        id
    }

    pub(super) fn stage(&mut self, pathway: Uuid, place: usize) -> Uuid {
        let id = self.ids.next(self.now);
        let from = -60 + 75 * i64::try_from(place).unwrap_or(0);
        self.stages.add([
            id.into(),
            pathway.into(),
            position(place),
            format!("Stage {}", place + 1).into(),
            Some(self.day(from)).into(),
            Some(self.day(from + 74)).into(),
        ]);
        id
    }

    pub(super) fn step(
        &mut self,
        pathway: Uuid,
        (stage, item): (Uuid, Uuid),
        adviser: Uuid,
        course: &Course,
        place: usize,
        people: &[Uuid],
    ) {
        let id = self.ids.next(self.now);
        let (kind, delivery) =
            [("course", "digital"), ("workshop", "in-person"), ("visit", "in-person"), ("task", "in-person")]
                [place % 4];
        let is_course = kind == "course";
        let due = -50 + 7 * i64::try_from(place).unwrap_or(0);
        let is_done = due < 0 && !is_course;
        self.steps.add([
            id.into(),
            pathway.into(),
            Some(stage).into(),
            Some(item).into(),
            Some(POINTS[place % POINTS.len()]).into(),
            position(place),
            kind.into(),
            delivery.into(),
            ["compliance", "learning", "social-dialogue", "internal-systems"][place % 4].into(),
            format!("Step {}", place + 1).into(),
            is_course.then(|| course.slug.clone()).into(),
            is_course.then_some(course.version).into(),
            Some(self.day(due - 14)).into(),
            Some(self.day(due)).into(),
            "In the factory".into(),
            Some(adviser).into(),
            Some("supervisor").into(),
            "".into(),
            100.into(),
            is_done.then(|| self.day(due)).into(),
            is_done.then_some(adviser).into(),
            "".into(),
        ]);
        for turn in 0..AT_A_STEP.min(people.len()) {
            let person = people[(place + turn) % people.len()];
            let came: Option<bool> = is_done.then_some(turn % 5 != 4);
            self.participants.add([
                id.into(),
                person.into(),
                self.now.into(),
                came.into(),
                is_done.then_some(self.now).into(),
                is_done.then_some(adviser).into(),
            ]);
        }
    }
}
