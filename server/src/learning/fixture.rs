//! A small course with one step of each kind, and people who take it, for tests.

use std::rc::Rc;

use courses::Course;
use serde_json::{Value, json};

use super::{model::Enrolment, store};
use crate::{
    catalogue::{Parcel, Publish, PublishCourse, commands, published_with_slug},
    people::{
        EmailAddress, NewPerson, PersonName,
        store::{persons, sign_ins},
    },
    platform::{Actor, Language, Permit, PersonId, UnitOfWork, roles::Sex, secrets},
    records::EnrolmentId,
    testing::{TestAcademy, Visitor},
};

fn both(en: &str, vi: &str) -> Value {
    json!({ "en": en, "vi": vi })
}

fn none() -> Value {
    json!({ "en": null, "vi": null })
}

fn step(id: &str, heading: &str, body: &str, activity: Value) -> Value {
    json!({
        "id": id, "heading": both(heading, &format!("{heading} (vi)")), "body": both(body, body),
        "after": both("", ""), "activity": activity,
    })
}

fn option(id: &str, right: bool, text: &str, said: &str) -> Value {
    json!({ "id": id, "right": right, "text": both(text, text), "feedback": both(said, said) })
}

fn item(id: &str) -> Value {
    json!({ "id": id, "text": both(&format!("item {id}"), &format!("mục {id}")) })
}

fn feedback() -> Value {
    json!({ "right": both("said-right", "said-right"), "wrong": both("said-wrong", "said-wrong") })
}

fn question(id: &str, answer: Value) -> Value {
    json!({
        "id": id, "text": both(&format!("Question {id}"), &format!("Câu {id}")), "more": both("", ""),
        "hint": both("<p>the-hint</p>", "<p>the-hint</p>"), "explanation": both("<p>explained</p>", "<p>explained</p>"),
        "answer": answer,
    })
}

/// One question of each kind; right are `a1`, `a1` and `a2`, 880, “critical path”, `i1 i2 i3`, `l1 r1` and `l2 r2`.
pub fn questions() -> Vec<Value> {
    let one = [option("a1", true, "Late", "said-a1"), option("a2", false, "Early", "said-a2")];
    let several = [
        option("a1", true, "Dates", "said-a1"),
        option("a2", true, "Prices", "said-a2"),
        option("a3", false, "Weather", "said-a3"),
    ];
    let text = json!({ "en": ["critical path"], "vi": ["đường găng"] });
    let pairs = [
        json!({ "left": item("l1"), "right": item("r1") }),
        json!({ "left": item("l2"), "right": item("r2") }),
    ];
    vec![
        question("one", json!({ "kind": "one", "options": one })),
        question("several", json!({ "kind": "several", "options": several })),
        question(
            "number",
            json!({
                "kind": "number", "value": 880.0, "tolerance": 5.0, "unit": both("pieces", "chiếc"),
                "feedback": feedback()
            }),
        ),
        question("text", json!({ "kind": "text", "accepted": text, "feedback": feedback() })),
        question(
            "order",
            json!({ "kind": "order", "items": [item("i1"), item("i2"), item("i3")], "feedback": feedback() }),
        ),
        question("match", json!({ "kind": "match", "pairs": pairs, "feedback": feedback() })),
    ]
}

fn scenario() -> Value {
    let scene = |id: &str, choices: Value, ending: Value| {
        json!({
            "id": id, "heading": both(&format!("Scene {id}"), &format!("Cảnh {id}")),
            "body": both("<p>…</p>", "<p>…</p>"), "choices": choices, "ending": ending
        })
    };
    let choice = |id: &str| json!({ "id": id, "text": both(&format!("Go to {id}"), &format!("Đến {id}")) });
    json!({ "kind": "scenario", "scenes": [
        scene("thursday", json!([choice("ask"), choice("send")]), Value::Null),
        scene("ask", json!([choice("split")]), Value::Null),
        scene("send", json!([]), json!("bad")),
        scene("split", json!([]), json!("good")),
    ]})
}

fn exercise() -> Value {
    json!({
        "kind": "exercise",
        "inputs": [
            { "id": "wage", "label": both("Wage", "Lương"), "unit": both("VND", "đồng"), "value": 8_400_000.0,
              "min": 1_000_000.0, "max": 50_000_000.0, "step": null },
            { "id": "rise", "label": both("Rise", "Mức tăng"), "unit": both("%", "%"), "value": 8.0,
              "min": 0.0, "max": 100.0, "step": null },
        ],
        "results": [
            { "id": "minute", "label": both("One minute", "Một phút"), "formula": "wage / 12480",
              "unit": both("VND", "đồng"), "decimals": 2, "worked": both("{wage} ÷ 12480 = {minute}", "{wage} ÷ 12480 = {minute}"),
              "main": true, "change": false, "expect": null },
            { "id": "more", "label": both("More", "Tăng thêm"), "formula": "minute * rise / 100",
              "unit": both("VND", "đồng"), "decimals": 2, "worked": none(), "main": true, "change": true, "expect": null },
        ]
    })
}

/// Lesson, practice, story and calculation in module one; final quiz and plan in module two.
pub fn course() -> Course {
    let practice: Vec<Value> = questions().into_iter().take(3).collect();
    let rule = json!({ "pass_percent": 70, "tries": 2, "wait_hours": 24, "minutes": 30, "draw": null });
    let callout = "<blockquote class=\"callout callout-tip\"><p>On Monday</p></blockquote>";
    let module_one = [
        step("start", "Start", callout, json!({ "kind": "lesson" })),
        step(
            "check",
            "Check yourself",
            "",
            json!({ "kind": "quiz", "stake": "practice", "questions": practice }),
        ),
        step("story", "A rush order", "<p>Knitwear</p>", scenario()),
        step("minute", "A minute", "<p>Change a number</p>", exercise()),
    ];
    let last = json!({ "kind": "quiz", "stake": { "final": rule }, "questions": questions() });
    let module_two = [
        step("final", "Final quiz", "", last),
        step("plan", "My plan", "", json!({ "kind": "plan", "most": 3 })),
    ];
    let words = |title: &str| json!({ "title": title, "summary": "…", "promise": ["…"], "standing": "…" });
    serde_json::from_value(json!({
        "id": "buying", "source_language": "en", "languages": ["en", "vi"], "themes": ["wages"],
        "audiences": ["brand"], "sector": "garment-footwear",
        "completion": { "rule": 1, "requires": ["every-step", "every-quiz", "final-passed", "plan-made"] },
        "texts": { "en": words("Buying"), "vi": words("Mua hàng") },
        "modules": [
            { "id": "one", "minutes": 12, "title": both("Minutes", "Phút"), "steps": module_one },
            { "id": "two", "minutes": 8, "title": both("Promises", "Cam kết"), "steps": module_two },
        ],
        "images": {},
    }))
    .unwrap()
}

/// Somebody new, who reads English.
pub async fn person(academy: &TestAcademy, name: &str) -> PersonId {
    let work = academy.begin().await;
    let new = NewPerson {
        name: PersonName::parse(name).unwrap(),
        email: EmailAddress::parse(&format!("{}@brand.example", name.to_lowercase())).unwrap(),
        language: Language::En,
        sex: Sex::NotStated,
        password_hash: None,
    };
    let person = persons::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    person
}

/// A browser in which the person signed in.
pub async fn signed_in(academy: &TestAcademy, person: PersonId) -> Visitor<'_> {
    let token = secrets::random_token();
    let work = academy.begin().await;
    let ends_at = work.now() + chrono::TimeDelta::days(30);
    let fingerprint = secrets::fingerprint(&token).to_vec();
    sign_ins::add(&work, sign_ins::NewSignIn { person, fingerprint, ends_at, device: "" }).await.unwrap();
    work.commit().await.unwrap();
    let mut visitor = academy.visitor().await;
    visitor.has_cookie("sign-in", &token);
    visitor
}

/// Publishes a course and enrols the person on it.
pub async fn enrolled(academy: &TestAcademy, person: PersonId, course: &Course) -> EnrolmentId {
    let mut work = academy.begin().await;
    let permit = Permit::<PublishCourse>::judge(Rc::new(Actor::operator(Language::En)), ()).unwrap();
    commands::import(&mut work, &permit, &Parcel::of(course).unwrap(), Publish::Now).await.unwrap();
    let published = published_with_slug(&work, &course.id).await.unwrap();
    let enrolment = Enrolment {
        id: work.new_id(),
        person,
        course: published.course,
        version: published.version,
        organisation: None,
        language: Language::En,
        enrolled_at: work.now(),
        enrolled_by: person,
        due_on: None,
        withdrawn_at: None,
        changes: 0,
        changed_at: None,
        changed_by: None,
        waits_for_session_at: None,
    };
    store::insert(&work, &enrolment).await.unwrap();
    work.commit().await.unwrap();
    enrolment.id
}

/// The small course under another name.
pub fn course_called(slug: &str) -> Course {
    let mut course = course();
    slug.clone_into(&mut course.id);
    course
}

/// Gives an enrolment its due date.
pub async fn due_on(work: &UnitOfWork, enrolment: EnrolmentId, day: chrono::NaiveDate) {
    let by = store::enrolment(work, enrolment).await.unwrap().person;
    store::set_due_date(work, [enrolment], Some(day), by).await.unwrap();
}

/// Folds that somebody began.
pub async fn begun(work: &UnitOfWork, enrolment: EnrolmentId, person: PersonId) {
    store::start(work, enrolment, person, work.now()).await.unwrap();
}

/// Folds a completion, without the steps that lead to it.
pub async fn completed(work: &UnitOfWork, enrolment: EnrolmentId, person: PersonId) {
    store::start(work, enrolment, person, work.now()).await.unwrap();
    store::mark_completed(work, enrolment, work.now()).await.unwrap();
}

/// Folds every step of the small course, so that nothing is missing but a session.
pub async fn learned(work: &UnitOfWork, enrolment: EnrolmentId, person: PersonId) {
    store::start(work, enrolment, person, work.now()).await.unwrap();
    store::score(work, enrolment, "final", (6, 6), Some(true), work.now()).await.unwrap();
    for step in ["start", "check", "story", "minute", "final", "plan"] {
        store::finish(work, enrolment, step, work.now()).await.unwrap();
    }
}
