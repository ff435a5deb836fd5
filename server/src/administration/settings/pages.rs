//! The settings with what holds, one of them with its form, and the history.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::commands::{self, Wish};
use crate::{
    administration::access::{ChangeSettings, SeeAdministration},
    people::store::persons,
    platform::{
        Argument, Db, Form, Outcome, Page, Permit, Redirect, Screen,
        pages::{ListQuery, Pager, Refill},
        runtime_settings::{self, Change, Setting, StartedWith},
    },
};

#[derive(Serialize)]
pub struct SettingsPage {
    settings: Vec<SettingLine>,
    changes: Vec<ChangeLine>,
    pager: Pager,
}

#[derive(Clone, Serialize)]
struct SettingLine {
    url: String,
    name: String,
    help: String,
    /// Empty: what the operator set.
    value: String,
    /// What the operator set, or what is usual.
    started_with: String,
}

#[derive(Clone, Serialize)]
struct ChangeLine {
    name: String,
    at: DateTime<Utc>,
    by: String,
    from: String,
    to: String,
    reason: String,
    /// The form, filled with what held before.
    back: String,
}

#[derive(Serialize)]
pub struct SettingPage {
    setting: SettingLine,
    /// What fits, in words; empty where nothing need be said.
    bounds: String,
    kind: &'static str,
    form: Refill,
    changes: Vec<ChangeLine>,
    pager: Pager,
}

fn setting_example(value: &str) -> SettingLine {
    SettingLine {
        url: "/administration/settings/newsletter-rate".to_owned(),
        name: "…".to_owned(),
        help: "…".to_owned(),
        value: value.to_owned(),
        started_with: "200".to_owned(),
    }
}

fn change_example(from: &str) -> ChangeLine {
    ChangeLine {
        name: "…".to_owned(),
        at: DateTime::default(),
        by: "Nguyễn Văn Minh".to_owned(),
        from: from.to_owned(),
        to: "500".to_owned(),
        reason: "…".to_owned(),
        back: "/administration/settings/newsletter-rate?value=200".to_owned(),
    }
}

impl Page for SettingsPage {
    const TEMPLATE: &'static str = "administration/settings";

    fn examples() -> Vec<Self> {
        let page = |changes| Self {
            settings: vec![setting_example(""), setting_example("500")],
            changes,
            pager: Pager::example(),
        };
        vec![page(vec![change_example("200"), change_example("")]), page(Vec::new())]
    }
}

impl Page for SettingPage {
    const TEMPLATE: &'static str = "administration/setting";

    fn examples() -> Vec<Self> {
        let page = |bounds: &str, kind, form, changes| Self {
            setting: setting_example("500"),
            bounds: bounds.to_owned(),
            kind,
            form,
            changes,
            pager: Pager::example(),
        };
        let form = || Refill::of(&[("value", "500"), ("reason", "")]);
        vec![
            page("…", "number", form(), vec![change_example("")]),
            page("", "email", form().wrong("value", "…").wrong("reason", "…"), Vec::new()),
        ]
    }
}

pub async fn list(
    screen: Screen,
    _: Permit<SeeAdministration>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    runtime_settings::read_again(&db);
    let values = runtime_settings::current(&db).await?;
    let line = |setting: &Setting| line(&screen, &db, *setting, values.text(*setting));
    let (changes, pager) = history(&screen, &db, None, &query).await?;
    screen.show(&SettingsPage { settings: Setting::ALL.iter().map(line).collect(), changes, pager })
}

fn line(screen: &Screen, db: &Db, setting: Setting, value: Option<&str>) -> SettingLine {
    SettingLine {
        url: format!("/administration/settings/{}", setting.word()),
        name: screen.text(&format!("setting-{}", setting.word())),
        help: screen.text(&format!("setting-help-{}", setting.word())),
        value: value.unwrap_or_default().to_owned(),
        started_with: started_with(db, setting),
    }
}

fn started_with(db: &Db, setting: Setting) -> String {
    let usual = db.attached::<StartedWith>();
    usual.and_then(|usual| usual.0.get(&setting).cloned()).unwrap_or_default()
}

async fn history(
    screen: &Screen,
    db: &Db,
    of: Option<Setting>,
    query: &ListQuery,
) -> Outcome<(Vec<ChangeLine>, Pager)> {
    let (changes, total) = runtime_settings::changes(db.read(), of, query.page()).await?;
    let people = persons::people(db.read(), changes.iter().map(|change| change.by_person_id)).await?;
    let line = |change: &Change| {
        let name = Setting::from_word(&change.setting)
            .map_or_else(|| change.setting.clone(), |one| screen.text(&format!("setting-{}", one.word())));
        let by = people.get(&change.by_person_id).map(|person| person.name.clone());
        let before = change.previous.clone().unwrap_or_default();
        let query =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("value", &before).finish();
        ChangeLine {
            name,
            at: change.at,
            by: by.unwrap_or_else(|| screen.text("audit-erased-person")),
            from: before,
            to: change.value.clone().unwrap_or_default(),
            reason: change.reason.clone(),
            back: format!("/administration/settings/{}?{query}", change.setting),
        }
    };
    Ok((changes.iter().map(line).collect(), query.pager(screen, "setting-changes-shown", total)))
}

pub async fn show(
    screen: Screen,
    permit: Permit<ChangeSettings>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let values = runtime_settings::current(&db).await?;
    // Whoever puts a value back comes with it in the address.
    let offered = query.all("value").next().map(str::to_owned);
    let value = offered.or_else(|| values.text(permit.subject).map(str::to_owned)).unwrap_or_default();
    let form = Refill::of(&[("value", &value), ("reason", "")]);
    screen.show(&page(&screen, &db, permit.subject, &query, form).await?)
}

async fn page(
    screen: &Screen,
    db: &Db,
    setting: Setting,
    query: &ListQuery,
    form: Refill,
) -> Outcome<SettingPage> {
    let values = runtime_settings::current(db).await?;
    let (changes, pager) = history(screen, db, Some(setting), query).await?;
    let bounds = setting.bounds().map(|(least, most)| {
        let bounds = [("least", Argument::from(least)), ("most", Argument::from(most))];
        screen.text_with("setting-bounds", &bounds)
    });
    Ok(SettingPage {
        setting: line(screen, db, setting, values.text(setting)),
        kind: if bounds.is_some() { "number" } else { "email" },
        bounds: bounds.unwrap_or_default(),
        form,
        changes,
        pager,
    })
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeSettings>,
    query: ListQuery,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = match Wish::parse(permit.subject, form.text("value"), form.text("reason")) {
        Ok(wish) => carry_out(&db, &permit, &form, wish).await,
        Err(errors) => Err(errors.into()),
    };
    match done {
        Ok(redirect) => Ok(redirect.respond_to(screen.request())),
        Err(problem) => {
            let errors = problem.wrong_fields()?;
            let form = Refill::again(&screen, &["value", "reason"], &form, &errors);
            screen.show_again(&page(&screen, &db, permit.subject, &query, form).await?)
        }
    }
}

async fn carry_out(db: &Db, permit: &Permit<ChangeSettings>, form: &Form, wish: Wish) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::change(&mut once, permit, wish).await?;
    let redirect = Redirect::to("/administration/settings").saying("notice-setting-changed");
    let redirect = once.redirect(redirect).await?;
    runtime_settings::read_again(db);
    Ok(redirect)
}
