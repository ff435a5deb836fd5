//! The compliance frame: read by whoever sees plans, changed by administrators.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    theirs::{Theirs, differing, in_words, kept},
    words::Marked,
};
use crate::{
    improvement::frame::{
        access::{AddQuestion, ChangePoint, SeeFrame, may_keep_questions_of},
        commands::{self, POINT_CHANGED_MEANWHILE},
        store::{self, Point, PointChange, Question},
    },
    platform::{
        Action, Db, FieldErrors, Form, Outcome, Page, Permit, Problem, Redirect, Screen,
        pages::{Choice, Refill},
        spreadsheets::date_in,
    },
};

const FIELDS: [&str; 6] = ["name_en", "name_vi", "confirmed", "theme", "valid_from", "changes"];
pub const PATH: &str = "/compliance-frame";

#[derive(Serialize)]
pub struct FramePage {
    clusters: Vec<ClusterShown>,
    questions: Vec<QuestionShown>,
    may_change: bool,
    /// Questions of some country.
    may_add: bool,
}

#[derive(Serialize)]
struct ClusterShown {
    name: String,
    points: Vec<PointShown>,
}

#[derive(Serialize)]
struct PointShown {
    url: String,
    code: String,
    name_en: String,
    name_vi: String,
    theme: String,
    mark: Marked,
    valid_from: Option<NaiveDate>,
}

#[derive(Serialize)]
struct QuestionShown {
    /// Where the reader may change it; empty elsewhere.
    url: String,
    country: String,
    point: String,
    text: String,
    code: String,
    version: i32,
    law: String,
    mark: Marked,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    public_from: Option<NaiveDate>,
}

#[derive(Serialize)]
pub struct PointFormPage {
    code: String,
    title: String,
    form: Refill,
    marks: Vec<Choice>,
    themes: Vec<Choice>,
    theirs: Option<Theirs>,
}

impl Page for FramePage {
    const TEMPLATE: &'static str = "improvement/frame";

    fn examples() -> Vec<Self> {
        let text = || "…".to_owned();
        let point = |theme: &str| PointShown {
            url: "/compliance-frame/paid-leave/change".to_owned(),
            code: "paid-leave".to_owned(),
            name_en: text(),
            name_vi: text(),
            theme: theme.to_owned(),
            mark: Marked::example("done"),
            valid_from: (!theme.is_empty()).then(NaiveDate::default),
        };
        let question = |day: Option<NaiveDate>| QuestionShown {
            url: "/compliance-questions/VN/x/1/change".to_owned(),
            country: text(),
            point: text(),
            text: text(),
            code: text(),
            version: 1,
            law: text(),
            mark: Marked::example("due"),
            valid_from: day,
            valid_to: day,
            public_from: day,
        };
        let clusters = vec![ClusterShown { name: text(), points: vec![point(""), point("…")] }];
        let questions = vec![question(None), question(Some(NaiveDate::default()))];
        let untouched = QuestionShown { url: String::new(), ..question(None) };
        let reader =
            Self { clusters: Vec::new(), questions: vec![untouched], may_change: false, may_add: false };
        vec![Self { clusters, questions, may_change: true, may_add: true }, reader]
    }
}

impl Page for PointFormPage {
    const TEMPLATE: &'static str = "improvement/point-form";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let page = |form| Self {
            code: "paid-leave".to_owned(),
            title: "Paid leave".to_owned(),
            form,
            marks: choice(),
            themes: choice(),
            theirs: None,
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        let late = Self { theirs: Some(Theirs::example()), ..page(empty()) };
        vec![page(empty()), page(empty().wrong("name_en", "…")), late]
    }
}

fn mark(screen: &Screen, confirmed: bool) -> Marked {
    if confirmed {
        Marked { mark: "done", word: screen.text("point-confirmed") }
    } else {
        Marked { mark: "due", word: screen.text("point-to-be-verified") }
    }
}

pub async fn show(screen: Screen, permit: Permit<SeeFrame>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let read = db.read();
    let (clusters, points) = (store::clusters(read).await?, store::points(read).await?);
    let (themes, questions) = (store::themes(read).await?, store::all_questions(read).await?);
    let theme = |code: Option<&str>| {
        let found = themes.iter().find(|theme| Some(theme.code.as_str()) == code);
        found.map(|theme| theme.name(screen.language).to_owned()).unwrap_or_default()
    };
    let point = |point: &Point| PointShown {
        url: format!("{PATH}/{}/change", point.code),
        code: point.code.clone(),
        name_en: point.name_en.clone(),
        name_vi: point.name_vi.clone(),
        theme: theme(point.theme_code.as_deref()),
        mark: mark(&screen, point.confirmed),
        valid_from: point.valid_from,
    };
    let name_of = |code: &str| {
        let found = points.iter().find(|point| point.code == code);
        found.map_or(code, |point| point.name(screen.language)).to_owned()
    };
    let question = |question: &Question| QuestionShown {
        url: match may_keep_questions_of(&permit.actor, &question.country) {
            true => super::questions::url(question),
            false => String::new(),
        },
        country: screen.text(&format!("country-{}", question.country)),
        point: name_of(&question.point_code),
        text: question.text(screen.language).to_owned(),
        code: question.code.clone(),
        version: question.version,
        law: question.law_reference.clone(),
        mark: mark(&screen, question.confirmed),
        valid_from: question.valid_from,
        valid_to: question.valid_to,
        public_from: question.public_from,
    };
    let clusters = clusters.iter().map(|cluster| ClusterShown {
        name: cluster.name(screen.language).to_owned(),
        points: points.iter().filter(|one| one.cluster_code == cluster.code).map(point).collect(),
    });
    screen.show(&FramePage {
        clusters: clusters.collect(),
        questions: questions.iter().map(question).collect(),
        may_change: permit.actor.may_anywhere(ChangePoint::NAME),
        may_add: permit.actor.may_anywhere(AddQuestion::NAME),
    })
}

pub async fn edit(screen: Screen, permit: Permit<ChangePoint>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let form = filled(&permit.subject);
    screen.show(&form_page(&screen, &db, &permit.subject, form).await?)
}

fn filled(point: &Point) -> Refill {
    let (changes, valid_from) =
        (point.changes.to_string(), point.valid_from.map(|day| day.to_string()).unwrap_or_default());
    Refill::of(&[
        ("name_en", &point.name_en),
        ("name_vi", &point.name_vi),
        ("confirmed", if point.confirmed { "confirmed" } else { "to-be-verified" }),
        ("theme", point.theme_code.as_deref().unwrap_or_default()),
        ("valid_from", &valid_from),
        ("changes", &changes),
    ])
}

async fn form_page(screen: &Screen, db: &Db, point: &Point, form: Refill) -> Outcome<PointFormPage> {
    let mut themes = vec![Choice::none(screen, "point-theme-none", form.value("theme"))];
    themes.extend(store::themes(db.read()).await?.into_iter().map(|theme| Choice {
        selected: theme.code == form.value("theme"),
        text: theme.name(screen.language).to_owned(),
        value: theme.code,
    }));
    Ok(PointFormPage {
        code: point.code.clone(),
        title: point.name(screen.language).to_owned(),
        marks: Choice::all(screen, "point-", ["confirmed", "to-be-verified"], form.value("confirmed")),
        themes,
        form,
        theirs: None,
    })
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangePoint>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let errors = match save(&db, &permit, &form).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Conflict(POINT_CHANGED_MEANWHILE)) => {
            return conflict(&screen, &db, &permit, &form).await;
        }
        Err(problem) => problem.wrong_fields()?,
    };
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&form_page(&screen, &db, &permit.subject, refill).await?)
}

/// The form with what was typed, beside what the point is by now.
async fn conflict(
    screen: &Screen,
    db: &Db,
    permit: &Permit<ChangePoint>,
    form: &Form,
) -> Outcome<HttpResponse> {
    const LABELS: [(&str, &str); 5] = [
        ("name_en", "point-name-en-label"),
        ("name_vi", "point-name-vi-label"),
        ("confirmed", "point-mark-label"),
        ("theme", "point-theme-label"),
        ("valid_from", "point-valid-from-label"),
    ];
    let now = store::point(db.read(), &permit.subject.code).await?;
    let mut page = form_page(screen, db, &now, kept(&FIELDS, form, now.changes)).await?;
    let lines = differing(screen, (&filled(&now), form), &LABELS, |field, value| {
        let choices: &[Choice] = match field {
            "confirmed" => &page.marks,
            "theme" => &page.themes,
            _ => &[],
        };
        in_words(screen, choices, value)
    });
    let by = (now.changed_by_person_id, now.changed_at);
    page.theirs = Some(Theirs::by_person(db, screen.text(POINT_CHANGED_MEANWHILE), by, lines).await?);
    screen.answer(StatusCode::CONFLICT, &page)
}

async fn save(db: &Db, permit: &Permit<ChangePoint>, form: &Form) -> Outcome<Redirect> {
    let valid_from = form.optional("valid_from").map(date_in).transpose();
    let change = PointChange {
        name_en: form.text("name_en").to_owned(),
        name_vi: form.text("name_vi").to_owned(),
        confirmed: form.text("confirmed") == "confirmed",
        theme: form.optional("theme").map(str::to_owned),
        valid_from: valid_from.map_err(|key| FieldErrors::one("valid_from", key))?,
    };
    let seen = form.text("changes").parse().map_err(|_| Problem::Conflict(POINT_CHANGED_MEANWHILE))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::change_point(&mut once, permit, seen, &change).await?;
    once.redirect(Redirect::to(PATH).saying("notice-point-saved")).await
}
