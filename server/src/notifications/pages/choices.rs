//! How somebody wishes to hear of things: language, topic by topic in the Academy or by mail, at once or once a day.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use crate::{
    notifications::{
        access::ChooseNotices,
        commands,
        model::{Rhythm, Topic, Ways, Wishes},
        store,
    },
    people::{language_choices, store::persons},
    platform::{
        Db, FieldErrors, Form, Language, Outcome, Page, Permit, Redirect, Screen,
        pages::{Choice, Refill},
    },
};

const FIELDS: [&str; 2] = ["language", "rhythm"];

#[derive(Serialize)]
pub struct ChoicesPage {
    form: Refill,
    languages: Vec<Choice>,
    rhythms: Vec<Choice>,
    topics: Vec<TopicRow>,
    email: String,
}

#[derive(Serialize)]
struct TopicRow {
    topic: &'static str,
    text: String,
    in_app: bool,
    by_mail: bool,
}

impl Page for ChoicesPage {
    const TEMPLATE: &'static str = "notifications/choices";

    fn examples() -> Vec<Self> {
        let topic = |topic: &Topic| TopicRow {
            topic: topic.word(),
            text: topic.word().to_owned(),
            in_app: true,
            by_mail: *topic != Topic::Completed,
        };
        let rhythm = |selected| Choice { value: "daily".to_owned(), text: "…".to_owned(), selected };
        let page = |form: Refill| Self {
            form,
            languages: language_choices("vi"),
            rhythms: vec![rhythm(true), rhythm(false)],
            topics: Topic::ALL.iter().map(topic).collect(),
            email: "lan@brand.example".to_owned(),
        };
        let filled = || Refill::of(&[("language", "vi"), ("rhythm", "daily")]);
        vec![page(filled()), page(filled().wrong("rhythm", "…"))]
    }
}

pub async fn show(screen: Screen, permit: Permit<ChooseNotices>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let person = persons::person(db.read(), permit.subject).await?;
    let wishes = store::wishes_of(db.read(), person.id).await?;
    let form = Refill::of(&[("language", person.language.code()), ("rhythm", wishes.rhythm.word())]);
    screen.show(&page(&screen, form, &wishes, person.email))
}

fn page(screen: &Screen, form: Refill, wishes: &Wishes, email: String) -> ChoicesPage {
    let row = |topic: &Topic| {
        let Ways { in_app, by_mail } = wishes.of(*topic);
        let text = screen.text(&format!("notices-topic-{}", topic.word()));
        TopicRow { topic: topic.word(), text, in_app, by_mail }
    };
    let rhythms = Rhythm::ALL.iter().map(|rhythm| rhythm.word());
    ChoicesPage {
        languages: language_choices(form.value("language")),
        rhythms: Choice::all(screen, "notices-rhythm-", rhythms, form.value("rhythm")),
        topics: Topic::ALL.iter().map(row).collect(),
        form,
        email,
    }
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChooseNotices>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let topics = ticked(&form);
    let (language, rhythm) = match parsed(&form) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let person = persons::person(db.read(), permit.subject).await?;
            let wishes = Wishes { topics, ..Wishes::default() };
            let form = Refill::again(&screen, &FIELDS, &form, &errors);
            return screen.show_again(&page(&screen, form, &wishes, person.email));
        }
    };
    let mut work = db.begin().await?;
    commands::choose_language(&mut work, &permit, language).await?;
    commands::choose(&mut work, &permit, &Wishes { topics, rhythm }).await?;
    work.commit().await?;
    Ok(Redirect::to("/profile/notices").saying("notice-choices-saved").respond_to(screen.request()))
}

fn ticked(form: &Form) -> BTreeMap<Topic, Ways> {
    let has = |way: &str, topic: &Topic| !form.text(&format!("{way}-{}", topic.word())).is_empty();
    let ways =
        |topic: &Topic| (*topic, Ways { in_app: has("in-app", topic), by_mail: has("by-mail", topic) });
    Topic::ALL.iter().map(ways).collect()
}

fn parsed(form: &Form) -> Result<(Language, Rhythm), FieldErrors> {
    let mut errors = FieldErrors::default();
    let language =
        errors.take("language", Language::from_code(form.text("language")).ok_or("language-missing"));
    let rhythm =
        errors.take("rhythm", Rhythm::from_word(form.text("rhythm")).ok_or("notices-rhythm-missing"));
    language.zip(rhythm).ok_or(errors)
}
