//! Writing an issue: subject and Markdown in each language, and its topics.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::{TopicTick, ticks};
use crate::{
    newsletter::{
        access::EditIssue,
        commands,
        model::{Topics, Words},
    },
    platform::{
        Db, FieldErrors, Form, Language, Outcome, Page, Permit, Problem, Redirect, Screen,
        problem::FieldError,
    },
};

const LONGEST_SUBJECT: usize = 150;
const LONGEST_BODY: usize = 8_000;

#[derive(Serialize)]
pub struct EditionPage {
    path: String,
    editions: Vec<Edition>,
    topics: Vec<TopicTick>,
    summary: Vec<Wrong>,
}

#[derive(Clone, Serialize)]
struct Edition {
    language: &'static str,
    subject_field: String,
    subject: String,
    subject_error: String,
    body_field: String,
    body: String,
    body_error: String,
}

#[derive(Clone, Serialize)]
struct Wrong {
    field: String,
    text: String,
}

impl Page for EditionPage {
    const TEMPLATE: &'static str = "newsletter/edition";

    fn examples() -> Vec<Self> {
        let edition = |error: &str| Edition {
            language: "English",
            subject_field: "subject-en".to_owned(),
            subject: "News".to_owned(),
            subject_error: error.to_owned(),
            body_field: "body-en".to_owned(),
            body: "…".to_owned(),
            body_error: error.to_owned(),
        };
        let page = |error: &str, summary| Self {
            path: "/newsletter/issues/1".to_owned(),
            editions: vec![edition(error)],
            topics: vec![TopicTick { value: "wages", text: "Wages".to_owned(), checked: true }],
            summary,
        };
        let wrong = Wrong { field: "subject-en".to_owned(), text: "…".to_owned() };
        vec![page("", Vec::new()), page("…", vec![wrong])]
    }
}

pub async fn show(screen: Screen, permit: Permit<EditIssue>) -> Outcome<HttpResponse> {
    if !permit.is_draft() {
        return Err(Problem::Denied("newsletter-sending-already"));
    }
    let words: Vec<_> =
        Language::ALL.into_iter().map(|language| (language, permit.words_in(language))).collect();
    screen.show(&page(&screen, &permit, &words, &permit.topics, &FieldErrors::default()))
}

pub async fn change(
    screen: Screen,
    permit: Permit<EditIssue>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let words: Vec<_> =
        Language::ALL.into_iter().map(|language| (language, typed(&form, language))).collect();
    let topics = Topics::of(form.all("topic"));
    let errors = check(&words);
    if !errors.0.is_empty() {
        return screen.show_again(&page(&screen, &permit, &words, &topics, &errors));
    }
    let mut work = db.begin_once(&form.key).await?;
    commands::change_issue(&mut work, &permit, &topics, &words).await?;
    let back = Redirect::to(format!("/newsletter/issues/{}", permit.id)).saying("notice-newsletter-saved");
    Ok(work.redirect(back).await?.respond_to(screen.request()))
}

fn typed(form: &Form, language: Language) -> Words {
    let subject = form.text(&format!("subject-{language}"));
    Words {
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        body: form.text(&format!("body-{language}")).replace("\r\n", "\n"),
    }
}

/// A draft may be empty in a language; what is there must fit.
fn check(words: &[(Language, Words)]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (language, words) in words {
        let mut wrong = |field: &str, key: &'static str| {
            errors.0.push(FieldError { field: format!("{field}-{language}"), key });
        };
        if words.subject.chars().count() > LONGEST_SUBJECT {
            wrong("subject", "newsletter-subject-too-long");
        }
        if words.subject.is_empty() && !words.body.is_empty() {
            wrong("subject", "newsletter-subject-missing");
        }
        if words.body.chars().count() > LONGEST_BODY {
            wrong("body", "newsletter-body-too-long");
        }
        if words.has_foreign_pictures() {
            wrong("body", "newsletter-foreign-picture");
        }
    }
    errors
}

fn page(
    screen: &Screen,
    permit: &Permit<EditIssue>,
    words: &[(Language, Words)],
    topics: &Topics,
    errors: &FieldErrors,
) -> EditionPage {
    let sentence = |field: &str| errors.key_of(field).map(|key| screen.text(key)).unwrap_or_default();
    let edition = |(language, words): &(Language, Words)| {
        let (subject_field, body_field) = (format!("subject-{language}"), format!("body-{language}"));
        Edition {
            language: language.name(),
            subject_error: sentence(&subject_field),
            subject_field,
            subject: words.subject.clone(),
            body_error: sentence(&body_field),
            body_field,
            body: words.body.clone(),
        }
    };
    let wrong = |error: &FieldError| Wrong { field: error.field.clone(), text: screen.text(error.key) };
    EditionPage {
        path: format!("/newsletter/issues/{}", permit.id),
        editions: words.iter().map(edition).collect(),
        topics: ticks(screen, topics),
        summary: errors.0.iter().map(wrong).collect(),
    }
}
