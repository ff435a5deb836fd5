//! The form of a question of a country: its text, its law, its days, and whether it is reported publicly.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use serde::Serialize;

use super::{
    frame::PATH,
    theirs::{Theirs, differing, in_words, kept},
};
use crate::{
    improvement::frame::{
        access::{AddQuestion, ChangeQuestion, may_keep_questions_of},
        commands::{self, QUESTION_CHANGED_MEANWHILE},
        store::{self, Question},
    },
    organisations::countries,
    platform::{
        Actor, Db, FieldErrors, Form, Outcome, Page, Permit, Problem, Redirect, Screen,
        folding::fold,
        pages::{Choice, ListQuery, Refill},
        spreadsheets::date_in,
    },
};

const FIELDS: [&str; 12] = [
    "country",
    "code",
    "version",
    "point",
    "text_en",
    "text_vi",
    "law_reference",
    "confirmed",
    "valid_from",
    "valid_to",
    "public_from",
    "changes",
];

#[derive(Serialize)]
pub struct QuestionFormPage {
    title: String,
    /// Country, code and version of what is changed; empty where it is new.
    known: String,
    action: String,
    /// Where a further version of it begins.
    further: String,
    form: Refill,
    countries: Vec<Choice>,
    points: Vec<Choice>,
    marks: Vec<Choice>,
    theirs: Option<Theirs>,
}

impl Page for QuestionFormPage {
    const TEMPLATE: &'static str = "improvement/question-form";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let page = |known: &str, form| Self {
            title: "…".to_owned(),
            known: known.to_owned(),
            action: "/compliance-questions".to_owned(),
            further: known.to_owned(),
            form,
            countries: choice(),
            points: choice(),
            marks: choice(),
            theirs: None,
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        let late = Self { theirs: Some(Theirs::example()), ..page("…", empty()) };
        vec![page("…", empty()), page("", empty().wrong("text_en", "…")), late]
    }
}

fn path_of(question: &Question) -> String {
    format!("/compliance-questions/{}/{}/{}/change", question.country, question.code, question.version)
}

/// Where the question can be changed.
pub fn url(question: &Question) -> String {
    path_of(question)
}

/// A new question, or the next version of one that is named.
pub async fn new(
    screen: Screen,
    permit: Permit<AddQuestion>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (country, code) = (query.text("country"), query.text("code"));
    let mut known = store::questions(db.read(), vec![country.to_owned()]).await?;
    known.retain(|question| question.code == code);
    let form = match known.first() {
        None => Refill::of(&FIELDS.map(|field| (field, if field == "version" { "1" } else { "" }))),
        Some(last) => filled(&Question {
            version: last.version.saturating_add(1),
            confirmed: false,
            valid_from: None,
            valid_to: None,
            ..last.clone()
        }),
    };
    screen.show(&page(&screen, &db, (&*permit.actor, None), form).await?)
}

pub async fn edit(
    screen: Screen,
    permit: Permit<ChangeQuestion>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let there = (&*permit.actor, Some(&permit.subject));
    screen.show(&page(&screen, &db, there, filled(&permit.subject)).await?)
}

fn filled(question: &Question) -> Refill {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    Refill::of(&[
        ("country", &question.country),
        ("code", &question.code),
        ("version", &question.version.to_string()),
        ("point", &question.point_code),
        ("text_en", &question.text_en),
        ("text_vi", &question.text_vi),
        ("law_reference", &question.law_reference),
        ("confirmed", if question.confirmed { "confirmed" } else { "to-be-verified" }),
        ("valid_from", &day(question.valid_from)),
        ("valid_to", &day(question.valid_to)),
        ("public_from", &day(question.public_from)),
        ("changes", &question.changes.to_string()),
    ])
}

async fn page(
    screen: &Screen,
    db: &Db,
    (actor, known): (&Actor, Option<&Question>),
    form: Refill,
) -> Outcome<QuestionFormPage> {
    let points = store::points(db.read()).await?;
    let chosen = form.value("point").to_owned();
    let mut choices = vec![Choice::none(screen, "question-point-none", &chosen)];
    choices.extend(points.into_iter().map(|point| Choice {
        selected: point.code == chosen,
        text: point.name(screen.language).to_owned(),
        value: point.code,
    }));
    let mut lands = Choice::all(
        screen,
        "country-",
        countries::all().filter(|country| may_keep_questions_of(actor, country)),
        form.value("country"),
    );
    lands.sort_by_cached_key(|choice| fold(&choice.text));
    lands.insert(0, Choice::none(screen, "question-country-none", form.value("country")));
    let named = |question: &Question| {
        let country = screen.text(&format!("country-{}", question.country));
        let version = u32::try_from(question.version).unwrap_or(0);
        let version = screen.text_with("question-version", &[("version", version.into())]);
        format!("{country} · {} · {version}", question.code)
    };
    let further = |question: &Question| {
        format!("/compliance-questions/new?country={}&code={}", question.country, question.code)
    };
    Ok(QuestionFormPage {
        title: screen.text(if known.is_some() { "question-change-title" } else { "question-new-title" }),
        known: known.map(named).unwrap_or_default(),
        action: known.map_or_else(|| "/compliance-questions".to_owned(), path_of),
        further: known.map(further).unwrap_or_default(),
        countries: lands,
        points: choices,
        marks: Choice::all(screen, "point-", ["confirmed", "to-be-verified"], form.value("confirmed")),
        form,
        theirs: None,
    })
}

fn typed(form: &Form) -> Result<Question, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut day = |field: &'static str| match form.optional(field) {
        None => None,
        Some(text) => errors.take(field, date_in(text)),
    };
    let (valid_from, valid_to) = (day("valid_from"), day("valid_to"));
    let public_from = day("public_from");
    let question = Question {
        country: form.text("country").to_owned(),
        code: form.text("code").to_owned(),
        version: form.text("version").parse().unwrap_or(0),
        point_code: form.text("point").to_owned(),
        text_en: form.text("text_en").to_owned(),
        text_vi: form.text("text_vi").to_owned(),
        law_reference: form.text("law_reference").to_owned(),
        confirmed: form.text("confirmed") == "confirmed",
        valid_from,
        valid_to,
        public_from,
        changes: 0,
        changed_at: None,
        changed_by_person_id: None,
    };
    if errors.is_empty() { Ok(question) } else { Err(errors) }
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeQuestion>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = try_to_change(&db, &permit, &form).await;
    if let Err(Problem::Conflict(QUESTION_CHANGED_MEANWHILE)) = done {
        return conflict(&screen, &db, &permit, &form).await;
    }
    settled(&screen, &db, (&*permit.actor, Some(&permit.subject)), &form, done).await
}

/// The form with what was typed, beside what the question is by now.
async fn conflict(
    screen: &Screen,
    db: &Db,
    permit: &Permit<ChangeQuestion>,
    form: &Form,
) -> Outcome<HttpResponse> {
    const LABELS: [(&str, &str); 8] = [
        ("point", "improvement-plan-point-label"),
        ("text_en", "question-text-en-label"),
        ("text_vi", "question-text-vi-label"),
        ("law_reference", "question-law-label"),
        ("confirmed", "point-mark-label"),
        ("valid_from", "point-valid-from-label"),
        ("valid_to", "question-valid-to-label"),
        ("public_from", "question-public-from-label"),
    ];
    let there = &permit.subject;
    let now = store::question(db.read(), &there.country, &there.code, there.version).await?;
    let mut page = page(screen, db, (&*permit.actor, Some(&now)), kept(&FIELDS, form, now.changes)).await?;
    let lines = differing(screen, (&filled(&now), form), &LABELS, |field, value| {
        let choices: &[Choice] = match field {
            "point" => &page.points,
            "confirmed" => &page.marks,
            _ => &[],
        };
        in_words(screen, choices, value)
    });
    let by = (now.changed_by_person_id, now.changed_at);
    page.theirs = Some(Theirs::by_person(db, screen.text(QUESTION_CHANGED_MEANWHILE), by, lines).await?);
    screen.answer(StatusCode::CONFLICT, &page)
}

async fn try_to_change(db: &Db, permit: &Permit<ChangeQuestion>, form: &Form) -> Outcome<Redirect> {
    let there = &permit.subject;
    // What it is called stays; the form only repeats it.
    let change = Question {
        country: there.country.clone(),
        code: there.code.clone(),
        version: there.version,
        ..typed(form)?
    };
    let seen = form.text("changes").parse().map_err(|_| Problem::Conflict(QUESTION_CHANGED_MEANWHILE))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::change_question(&mut once, permit, seen, &change).await?;
    once.redirect(Redirect::to(PATH).saying("notice-question-saved")).await
}

pub async fn add(
    screen: Screen,
    permit: Permit<AddQuestion>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let question = typed(&form)?;
        let mut once = db.begin_once(&form.key).await?;
        commands::add_question(&mut once, &permit, &question).await?;
        once.redirect(Redirect::to(PATH).saying("notice-question-saved")).await
    };
    settled(&screen, &db, (&*permit.actor, None), &form, done.await).await
}

async fn settled(
    screen: &Screen,
    db: &Db,
    there: (&Actor, Option<&Question>),
    form: &Form,
    done: Outcome<Redirect>,
) -> Outcome<HttpResponse> {
    let errors = match done {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(problem) => problem.wrong_fields()?,
    };
    let refill = Refill::again(screen, &FIELDS, form, &errors);
    screen.show_again(&page(screen, db, there, refill).await?)
}
