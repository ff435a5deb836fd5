//! The thresholds as they hold and held, and the criteria of high performers.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;

use super::{
    settled,
    shown::{Button, Field, FormOf, FormPage, Line, Link, Section, SectionsPage, choices, dated},
};
use crate::{
    engagement::{
        model::{
            clock::day_in,
            criteria::Measure,
            settings::{Rule, Thresholds},
        },
        rules::{
            access::ChangeRules,
            commands::{self, TypedSetting},
            store::{self, KeptSetting},
        },
        standing::{
            criteria::{self as versions, Criteria, VersionState},
            grants::{self, TypedCriteria, measure_field},
        },
    },
    organisations::countries,
    people::store::persons,
    platform::{Db, Form, Outcome, Permit, Redirect, Screen, pages::Choice},
};

const PATH: &str = "/engagement/rules";

fn above(screen: &Screen) -> Link {
    Link::to("/engagement", screen.text("engagement-board-title"))
}

pub async fn show(screen: Screen, _: Permit<ChangeRules>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let read = db.read();
    let kept = store::settings(read).await?;
    let names = persons::people(read, kept.iter().map(|kept| kept.by)).await?;
    let settings: Vec<_> = kept.iter().map(|kept| kept.setting.clone()).collect();
    let today = Thresholds::in_force(&settings, None, db.clock().now().date_naive());
    let mut now = Section::new(&screen, "rules-now-title");
    for rule in Rule::ALL {
        let name = screen.text(&format!("rule-{}", rule.word()));
        let amount = today.of(*rule);
        let published = amount == rule.published();
        let key = if published { "rule-amount-published" } else { "rule-amount" };
        let words = screen.text_with(key, &[("amount", amount.into())]);
        now.lines.push(Line { title: name, soft: vec![words], ..Line::default() });
    }
    let mut set = Section::new(&screen, "rules-set-title");
    set.empty = screen.text("rules-set-none");
    set.lines = kept
        .iter()
        .rev()
        .map(|kept| setting_line(&screen, kept, super::name_of(&names, Some(kept.by))))
        .collect();
    let mut criteria = Section::new(&screen, "criteria-title");
    criteria.empty = screen.text("criteria-none");
    let all = versions::all_criteria(read).await?;
    let state = |one: &Criteria| versions::state_of(one, &all, db.clock().now());
    criteria.lines = all.iter().map(|one| criteria_line(&screen, one, state(one))).collect();
    criteria.action(&screen, "/engagement/criteria/new".to_owned(), "criteria-action");
    screen.show(&SectionsPage {
        title: screen.text("rules-title"),
        above: above(&screen),
        lead: vec![screen.text("rules-lead")],
        actions: vec![Button::main(&screen, format!("{PATH}/new"), "rule-set-action")],
        sections: vec![now, set, criteria],
    })
}

fn place(screen: &Screen, country: &str) -> String {
    match country {
        "" => screen.text("rule-everywhere"),
        code => screen.text(&format!("country-{code}")),
    }
}

fn setting_line(screen: &Screen, kept: &KeptSetting, by: String) -> Line {
    let setting = &kept.setting;
    let amount = screen.text_with("rule-amount", &[("amount", setting.amount.into())]);
    Line {
        title: screen.text(&format!("rule-{}", setting.rule.word())),
        words: vec![format!("{amount} · {}", place(screen, &setting.country)), kept.reason.clone()],
        soft: vec![dated(screen, "rule-from", setting.from_on), by],
        ..Line::default()
    }
}

fn criteria_line(screen: &Screen, criteria: &Criteria, state: VersionState) -> Line {
    let (texts, language) = (screen.engine().texts(), screen.language);
    let version = screen.text_with("criteria-version", &[("number", criteria.version.into())]);
    Line {
        title: format!("{version} · {}", place(screen, &criteria.country)),
        words: criteria.criteria.iter().map(|one| one.words(texts, language)).collect(),
        soft: vec![dated(screen, "rule-from", criteria.from_on), criteria.reason.clone()],
        state: match state {
            VersionState::ToCome => "due",
            VersionState::InForce => "done",
            VersionState::Followed => "closed",
        },
        state_word: screen.text(&format!("criteria-state-{}", state.word())),
        ..Line::default()
    }
}

/// Everywhere, or one of the countries in which the Academy works.
fn country_choices(screen: &Screen) -> Vec<Choice> {
    let mut named = Choice::all(screen, "country-", countries::all(), "");
    named.sort_by(|one, other| one.text.cmp(&other.text));
    std::iter::once(Choice::none(screen, "rule-everywhere", "")).chain(named).collect()
}

/// A day that is over nowhere, whichever country is chosen.
fn first_day(db: &Db) -> NaiveDate {
    let now = db.clock().now();
    countries::all().map(|country| day_in(Some(country), now)).fold(now.date_naive(), std::cmp::max)
}

fn setting_form(screen: &Screen, db: &Db) -> FormOf {
    let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.word()).collect();
    FormOf {
        title: "rule-set-action",
        above: Link::to(PATH, screen.text("rules-title")),
        lead: Vec::new(),
        action: PATH.to_owned(),
        done: "rule-set-action",
        seen: None,
        fields: vec![
            Field::select("rule", choices(screen, "rule-", &rules)),
            Field::select("country", country_choices(screen)),
            Field::amount("amount"),
            Field::day("from_on", Some(first_day(db))),
            Field::area("reason"),
        ],
    }
}

pub async fn new(screen: Screen, _: Permit<ChangeRules>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, setting_form(&screen, &db)))
}

pub async fn set(
    screen: Screen,
    permit: Permit<ChangeRules>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let typed = TypedSetting {
            rule: Rule::from_word(form.text("rule")),
            country: form.text("country").to_owned(),
            amount: form.text("amount").parse().ok(),
            from_on: form.day("from_on")?,
            reason: form.text("reason").to_owned(),
        };
        let mut once = db.begin_once(&form.key).await?;
        commands::set(&mut once, &permit, &typed).await?;
        once.redirect(Redirect::to(PATH).saying("notice-rule-set")).await
    };
    settled(&screen, done.await, &form, || setting_form(&screen, &db))
}

fn criteria_form(screen: &Screen, db: &Db) -> FormOf {
    let counted = Measure::ALL.iter().map(|measure| Field::amount(measure_field(*measure)).optional());
    FormOf {
        title: "criteria-action",
        above: Link::to(PATH, screen.text("rules-title")),
        lead: vec![screen.text("criteria-lead")],
        action: "/engagement/criteria".to_owned(),
        done: "criteria-action",
        seen: None,
        fields: [
            Field::select("country", country_choices(screen)),
            Field::day("from_on", Some(first_day(db))),
        ]
        .into_iter()
        .chain(counted)
        .chain([Field::area("criteria").optional().helped("criteria-written-help"), Field::area("reason")])
        .collect(),
    }
}

pub async fn criteria_new(
    screen: Screen,
    _: Permit<ChangeRules>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, criteria_form(&screen, &db)))
}

pub async fn publish_criteria(
    screen: Screen,
    permit: Permit<ChangeRules>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let amount = |measure: &Measure| (*measure, form.text(measure_field(*measure)).to_owned());
        let typed = TypedCriteria {
            country: form.text("country").to_owned(),
            from_on: form.day("from_on")?,
            measures: Measure::ALL.iter().map(amount).collect(),
            written: form.text("criteria").to_owned(),
            reason: form.text("reason").to_owned(),
        };
        let mut once = db.begin_once(&form.key).await?;
        grants::publish_criteria(&mut once, &permit, &typed).await?;
        once.redirect(Redirect::to(PATH).saying("notice-criteria-published")).await
    };
    settled(&screen, done.await, &form, || criteria_form(&screen, &db))
}
