//! Enrolments with where they stand, the records that say so, attempts and answers.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, Value};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::courses::{Course, Step};
use super::people::Person;
use super::reports::Reports;
use super::rows::{Ids, ROWS_AT_ONCE, Rows, minutes_before};
use super::{Learner, Manifest, Question, Size};

/// Where an enrolment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    NotStarted,
    /// So many steps are done.
    UnderWay(usize),
    Done,
}

/// Every table that learning fills, and the ids of each.
struct Desk<'t> {
    now: DateTime<Utc>,
    enrolments: Rows<'t>,
    progress: Rows<'t>,
    steps: Rows<'t>,
    records: Rows<'t>,
    attempts: Rows<'t>,
    answers: Rows<'t>,
    reports: Reports<'t>,
    /// Whether records are written, and the steps and answers that they tell of.
    records_too: bool,
    enrolment_ids: Ids,
    record_ids: Ids,
    attempt_ids: Ids,
    answer_ids: Ids,
}

/// An enrolment that was written.
struct Enrolled<'c> {
    id: Uuid,
    person: Uuid,
    course: &'c Course,
    at: DateTime<Utc>,
}

pub async fn fill(
    transaction: &DatabaseTransaction,
    size: Size,
    now: DateTime<Utc>,
    courses: &[Course],
    people: Vec<Person>,
) -> Manifest {
    let mut desk = Desk::at(transaction, now);
    let quiz = courses[0].steps.iter().find(|step| !step.questions.is_empty()).expect("a final quiz");
    let mut learners = Vec::with_capacity(size.learners);
    // Of the administrator nothing is learned.
    for (number, person) in people.iter().take(size.people + size.team).enumerate() {
        let is_in_team = number >= size.people;
        let each = if is_in_team { courses.len() } else { size.enrolments / size.people };
        desk.records_too = is_in_team || number < size.recorded;
        let is_learner = number < size.learners;
        for turn in 0..each {
            // Learners are all on the real course; nobody is on one course twice.
            let first = if is_learner { 0 } else { number };
            let course = &courses[(first + turn * (courses.len() / each).max(1)) % courses.len()];
            let is_measured = is_learner && turn == 0;
            let state = if is_measured { State::UnderWay(8) } else { state_of(number * each + turn, course) };
            let age = minutes_before(now, 300_000 - (number * each + turn) % 290_000);
            let due_on = if is_in_team { team_date(number + turn, now) } else { usual_date(turn, now) };
            let by_coordinator = is_in_team || !turn.is_multiple_of(2);
            let enrolled = desk.enrol(person, course, age, by_coordinator, due_on);
            desk.stands(&enrolled, state);
            if is_measured {
                let attempt = desk.sits(&enrolled, quiz, false);
                learners.push(Learner {
                    email: person.email.clone(),
                    token: person.token.clone().unwrap_or_default(),
                    person: person.id.to_string(),
                    enrolment: enrolled.id.to_string(),
                    attempt: attempt.to_string(),
                });
            } else if state == State::Done && desk.records_too {
                let quiz = course.steps.iter().find(|step| step.id == quiz.id).expect("the same quiz");
                desk.sits(&enrolled, quiz, true);
            }
        }
        desk.reports.count_person();
        if desk.enrolments.waiting().max(desk.records.waiting()) > ROWS_AT_ONCE {
            desk.write().await;
        }
    }
    desk.write().await;
    desk.reports.write_counts().await;
    let lesson = courses[0].steps.iter().find(|step| step.activity == "lesson").expect("a lesson");
    Manifest {
        course: courses[0].slug.clone(),
        lesson: lesson.id.clone(),
        quiz: quiz.id.clone(),
        questions: quiz.questions.clone(),
        learners,
        ..Manifest::default()
    }
}

/// Every second enrolment is a coordinator's, with a date.
fn usual_date(turn: usize, now: DateTime<Utc>) -> Option<NaiveDate> {
    (!turn.is_multiple_of(2)).then(|| (now + TimeDelta::days(30)).date_naive())
}

/// One in four is late, longer than people are reminded of; one in four has no date.
fn team_date(number: usize, now: DateTime<Utc>) -> Option<NaiveDate> {
    let days = [-20, 30, 45].get(number.wrapping_mul(2_654_435_761) / 7 % 4)?;
    Some((now + TimeDelta::days(*days)).date_naive())
}

/// Nearly half have not begun, half are under way, one in twenty is done.
fn state_of(number: usize, course: &Course) -> State {
    match number.wrapping_mul(2_654_435_761) % 20 {
        0..=8 => State::NotStarted,
        19 => State::Done,
        part => State::UnderWay((part - 8).min(course.steps.len() / 2)),
    }
}

impl<'t> Desk<'t> {
    fn at(transaction: &'t DatabaseTransaction, now: DateTime<Utc>) -> Self {
        let table = |name, columns| Rows::of(transaction, name, columns);
        Self {
            now,
            enrolments: table(
                "enrolment",
                "id person_id course_id course_version_id organisation_id language enrolled_at \
                 enrolled_by_person_id due_on",
            ),
            progress: table(
                "progress",
                "enrolment_id person_id steps_done modules_done current_step started_at last_at completed_at",
            ),
            steps: table("step_progress", "enrolment_id step first_at done_at right asked passed"),
            records: table(
                "record",
                "id person_id verb object enrolment_id at stored_at statement fingerprint",
            ),
            attempts: table(
                "attempt",
                "id enrolment_id step number drawn started_at ends_at handed_in_at right asked passed",
            ),
            answers: table("answer", "id attempt_id question response saved_at right"),
            reports: Reports::of(transaction),
            records_too: true,
            enrolment_ids: Ids::of_table(5),
            record_ids: Ids::of_table(6),
            attempt_ids: Ids::of_table(7),
            answer_ids: Ids::of_table(8),
        }
    }

    /// In the order in which the tables refer to each other.
    async fn write(&mut self) {
        self.enrolments.write().await;
        self.progress.write().await;
        self.steps.write().await;
        self.records.write().await;
        self.attempts.write().await;
        self.answers.write().await;
        self.reports.write().await;
    }

    fn enrol<'c>(
        &mut self,
        person: &Person,
        course: &'c Course,
        at: DateTime<Utc>,
        by_coordinator: bool,
        due_on: Option<NaiveDate>,
    ) -> Enrolled<'c> {
        let id = self.enrolment_ids.next(at);
        let organisation = by_coordinator.then_some(person.organisation);
        self.enrolments.add([
            id.into(),
            person.id.into(),
            course.id.into(),
            course.version.into(),
            organisation.into(),
            "en".into(),
            at.into(),
            person.id.into(),
            due_on.into(),
        ]);
        let enrolled = Enrolled { id, person: person.id, course, at };
        let record = self.record_ids.next(at);
        self.record(&enrolled, record, "registered", "course", at);
        self.reports.enrol(id, person, course.id, at);
        enrolled
    }

    fn stands(&mut self, enrolled: &Enrolled<'_>, state: State) {
        let all = &enrolled.course.steps;
        let done = match state {
            State::NotStarted => return,
            State::UnderWay(done) => done,
            State::Done => all.len(),
        };
        let at = enrolled.at;
        self.reports.advance(state == State::Done);
        let begun = self.record_ids.next(at);
        self.record(enrolled, begun, "initialized", "course", at);
        for step in all.iter().take(if self.records_too { done } else { 0 }) {
            let nothing: Option<i32> = None;
            let unknown: Option<bool> = None;
            self.steps.add([
                enrolled.id.into(),
                step.id.clone().into(),
                at.into(),
                at.into(),
                nothing.into(),
                nothing.into(),
                unknown.into(),
            ]);
        }
        let is_done = state == State::Done;
        if is_done {
            let completed = self.record_ids.next(at);
            self.record(enrolled, completed, "completed", "course", at);
        }
        let current = &all[done.min(all.len() - 1)].id;
        let modules = if is_done { enrolled.course.modules } else { 0 };
        self.progress.add([
            enrolled.id.into(),
            enrolled.person.into(),
            number(done),
            number(modules),
            current.clone().into(),
            at.into(),
            at.into(),
            is_done.then_some(at).into(),
        ]);
    }

    /// An attempt at the quiz: open without answers, or handed in with all of them.
    fn sits(&mut self, enrolled: &Enrolled<'_>, quiz: &Step, handed_in: bool) -> Uuid {
        let at = enrolled.at;
        let id = self.attempt_ids.next(at);
        let asked = quiz.questions.len();
        self.attempts.add([
            id.into(),
            enrolled.id.into(),
            quiz.id.clone().into(),
            1.into(),
            drawn(&quiz.questions).into(),
            at.into(),
            // The store is kept for later runs, in which the attempt must still be open.
            Some(self.now + TimeDelta::days(3650)).into(),
            handed_in.then_some(at).into(),
            handed_in.then_some(0).into(),
            number(asked),
            handed_in.then_some(false).into(),
        ]);
        self.record(enrolled, id, "attempted", &format!("step/{}", quiz.id), at);
        if handed_in {
            for question in &quiz.questions {
                self.answers_wrongly(enrolled, quiz, id, question);
            }
        }
        id
    }

    fn answers_wrongly(&mut self, enrolled: &Enrolled<'_>, quiz: &Step, attempt: Uuid, question: &Question) {
        let at = enrolled.at;
        let id = self.answer_ids.next(at);
        let response = json!({ "kind": "one", "option": question.options[0] }).to_string();
        self.answers.add([
            id.into(),
            attempt.into(),
            question.id.clone().into(),
            response.into(),
            at.into(),
            false.into(),
        ]);
        let object = format!("question/{}/{}", quiz.id, question.id);
        self.record(enrolled, id, "answered", &object, at);
    }

    fn record(&mut self, enrolled: &Enrolled<'_>, id: Uuid, verb: &str, object: &str, at: DateTime<Utc>) {
        if !self.records_too {
            return;
        }
        let fingerprint = Sha256::digest(id.as_bytes()).to_vec();
        let row: [Value; 9] = [
            id.into(),
            enrolled.person.into(),
            verb.into(),
            object.into(),
            enrolled.id.into(),
            at.into(),
            at.into(),
            statement(enrolled, id, verb, object, at).into(),
            fingerprint.into(),
        ];
        self.records.add(row);
    }
}

/// As long as the server's own, and readable by it.
fn statement(enrolled: &Enrolled<'_>, id: Uuid, verb: &str, object: &str, at: DateTime<Utc>) -> String {
    let activity = object.split('/').next().unwrap_or(object).replace("step", "lesson");
    json!({
        "id": id,
        "actor": {
            "objectType": "Agent",
            "account": { "homePage": "urn:better-work-academy:people", "name": enrolled.person },
        },
        "verb": { "id": format!("http://adlnet.gov/expapi/verbs/{verb}"), "display": { "en": verb } },
        "object": {
            "objectType": "Activity",
            "id": format!("urn:better-work-academy:course:{}:{object}", enrolled.course.slug),
            "definition": { "type": format!("http://adlnet.gov/expapi/activities/{activity}") },
        },
        "context": { "registration": enrolled.id, "language": "en" },
        "timestamp": at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
    })
    .to_string()
}

fn drawn(questions: &[Question]) -> String {
    let all: Vec<_> = questions
        .iter()
        .map(|question| json!({ "question": question.id, "order": question.options }))
        .collect();
    json!(all).to_string()
}

fn number(count: usize) -> Value {
    i32::try_from(count).unwrap_or(i32::MAX).into()
}
