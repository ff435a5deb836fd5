//! An invented learner, who studies through the same commands as everybody.

use std::sync::Arc;

use chrono::{DateTime, Days, TimeDelta, Utc};
use courses::{Activity, Answer, Course, Question, Response, Stake, Step};

use super::world::{InventedLearning, InventedPromise};
use crate::{
    app::Academy,
    catalogue::Listing,
    learning::{
        access::{Colleague, OpenCourse, Seat, SitQuiz, Study},
        commands, enrolment_of,
    },
    platform::{Clock, Language, Permit, PersonId},
    quizzes::{AttemptId, SaveAnswer},
    records::EnrolmentId,
};

/// Who studies, what, and when it is.
pub struct Student<'a> {
    pub academy: &'a Academy,
    pub clock: &'a Clock,
    pub course: Arc<Course>,
    pub listing: Listing,
    pub person: PersonId,
    pub language: Language,
}

/// Minutes between two steps.
const PACE: TimeDelta = TimeDelta::minutes(2);
/// Every so many-th practice question is answered wrongly: nobody is perfect.
const SLIPS: usize = 4;

impl Student<'_> {
    /// Enrols, then goes as far as the world says.
    pub async fn learns(
        &self,
        learning: &InventedLearning,
        promises: &[InventedPromise],
        today: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let enrolment = self.enrols(learning, today).await?;
        let steps: Vec<Step> = self.course.steps().map(|(_, step)| step.clone()).collect();
        let far = if learning.done { steps.len() } else { learning.steps.min(steps.len()) };
        if far == 0 {
            return Ok(());
        }
        for step in steps.iter().take(far) {
            self.takes(enrolment, step, promises).await?;
        }
        let Some(next) = steps.get(far) else { return Ok(()) };
        self.opens(enrolment, next).await
    }

    async fn enrols(&self, learning: &InventedLearning, today: DateTime<Utc>) -> anyhow::Result<EnrolmentId> {
        let subject = OpenCourse {
            slug: self.listing.slug.clone(),
            course: self.listing.published.course,
            version: self.listing.published.version,
        };
        let colleague = Colleague { person: self.person, places: Vec::new() };
        let due_on = learning.due_in_days.map(|days| (today + TimeDelta::days(days)).date_naive());
        let new = commands::NewEnrolment { course: subject, language: self.language, due_on };
        let mut work = self.academy.db.begin().await?;
        let enrolment = commands::enrol_other(&mut work, &Permit::by_operator(colleague), &new).await?;
        work.commit().await?;
        Ok(enrolment)
    }

    async fn permit(&self, enrolment: EnrolmentId) -> anyhow::Result<Permit<Study>> {
        Ok(Permit::by_operator(enrolment_of(self.academy.db.read(), enrolment).await?))
    }

    async fn opens(&self, enrolment: EnrolmentId, step: &Step) -> anyhow::Result<()> {
        let permit = self.permit(enrolment).await?;
        let mut work = self.academy.db.begin().await?;
        commands::begin(&mut work, &permit, &self.course, &step.id, self.language).await?;
        work.commit().await?;
        Ok(())
    }

    async fn takes(
        &self,
        enrolment: EnrolmentId,
        step: &Step,
        promises: &[InventedPromise],
    ) -> anyhow::Result<()> {
        self.opens(enrolment, step).await?;
        self.clock.advance(PACE);
        let permit = self.permit(enrolment).await?;
        match &step.activity {
            Activity::Quiz(_) => return self.sits(&permit, step).await,
            Activity::Plan(_) => return self.plans(&permit, step, promises).await,
            Activity::Lesson | Activity::Exercise(_) | Activity::Scenario(_) => {}
        }
        let mut work = self.academy.db.begin().await?;
        match &step.activity {
            Activity::Scenario(story) => {
                let end =
                    story.scenes.iter().find(|scene| scene.ending.is_some()).map(|scene| scene.id.as_str());
                let end = end.unwrap_or_default();
                commands::end_scene(&mut work, &permit, &self.course, &step.id, end, self.language).await?;
            }
            _ => commands::finish_step(&mut work, &permit, &self.course, &step.id, self.language).await?,
        }
        work.commit().await?;
        Ok(())
    }

    async fn sits(&self, permit: &Permit<Study>, step: &Step) -> anyhow::Result<()> {
        let Activity::Quiz(quiz) = &step.activity else { return Ok(()) };
        let mut work = self.academy.db.begin().await?;
        let id: AttemptId = work.new_id();
        let attempt =
            commands::begin_attempt(&mut work, permit, &self.course, &step.id, id, self.language).await?;
        work.commit().await?;
        let seat = Permit::<SitQuiz>::by_operator(Seat {
            attempt: attempt.clone(),
            enrolment: permit.subject.clone(),
        });
        for (number, drawn) in attempt.drawn.iter().enumerate() {
            let Some(question) = quiz.question(&drawn.question) else { continue };
            self.clock.advance(TimeDelta::seconds(40));
            let slips = number % SLIPS == SLIPS - 1;
            let response = if slips { wrong(question) } else { right(question, self.language) };
            let mut work = self.academy.db.begin().await?;
            let answer = SaveAnswer { id: work.new_id(), question: &drawn.question, response };
            commands::save_answer(&mut work, &seat, &self.course, answer, self.language).await?;
            work.commit().await?;
        }
        if matches!(quiz.stake, Stake::Final(_)) {
            let mut work = self.academy.db.begin().await?;
            commands::hand_in(&mut work, &seat, &self.course, self.language).await?;
            work.commit().await?;
        }
        Ok(())
    }

    async fn plans(
        &self,
        permit: &Permit<Study>,
        step: &Step,
        promises: &[InventedPromise],
    ) -> anyhow::Result<()> {
        let mut work = self.academy.db.begin().await?;
        let due_on = work.now().date_naive().checked_add_days(Days::new(80)).unwrap_or_default();
        let promises = promises
            .iter()
            .map(|invented| commands::Promise {
                id: work.new_id(),
                promise: invented.promise.clone(),
                owner: invented.owner.clone(),
                due_on,
                measure: invented.measure.clone(),
            })
            .collect();
        commands::make_plan(&mut work, permit, &self.course, &step.id, promises, self.language).await?;
        work.commit().await?;
        Ok(())
    }
}

fn right(question: &Question, language: Language) -> Response {
    match &question.answer {
        Answer::One { options } => {
            let option = options.iter().find(|option| option.right).map(|option| option.id.clone());
            Response::One { option: option.unwrap_or_default() }
        }
        Answer::Several { options } => {
            let right = options.iter().filter(|option| option.right);
            Response::Several { options: right.map(|option| option.id.clone()).collect() }
        }
        Answer::Number { value, .. } => {
            let typed = value.to_string();
            let typed = if language == Language::Vi { typed.replace('.', ",") } else { typed };
            Response::Number { value: typed }
        }
        Answer::Text { accepted, .. } => {
            let text = accepted.get(language.code()).and_then(|accepted| accepted.first()).cloned();
            Response::Text { text: text.unwrap_or_default() }
        }
        Answer::Order { items, .. } => {
            Response::Order { items: items.iter().map(|item| item.id.clone()).collect() }
        }
        Answer::Match { pairs, .. } => Response::Match {
            pairs: pairs.iter().map(|pair| (pair.left.id.clone(), pair.right.id.clone())).collect(),
        },
    }
}

fn wrong(question: &Question) -> Response {
    match &question.answer {
        Answer::One { options } => {
            let option = options.iter().find(|option| !option.right).map(|option| option.id.clone());
            Response::One { option: option.unwrap_or_default() }
        }
        Answer::Several { options } => {
            Response::Several { options: options.iter().take(1).map(|option| option.id.clone()).collect() }
        }
        Answer::Number { .. } => Response::Number { value: "1".to_owned() },
        Answer::Text { .. } => Response::Text { text: "x".to_owned() },
        Answer::Order { items, .. } => {
            Response::Order { items: items.iter().rev().map(|item| item.id.clone()).collect() }
        }
        Answer::Match { pairs, .. } => {
            let rights = pairs.iter().rev().map(|pair| pair.right.id.clone());
            Response::Match { pairs: pairs.iter().map(|pair| pair.left.id.clone()).zip(rights).collect() }
        }
    }
}
