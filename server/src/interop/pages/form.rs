//! The form that registers an address. Its secret is shown once, on the page that follows at once.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{kind_text, webhook};
use crate::{
    interop::{
        access::ManageWebhooks,
        commands::{self, Wanted},
        model::{Reach, WebhookId, secret_of},
        store::webhooks,
    },
    organisations::countries,
    platform::{
        Db, Form, Outcome, Page, Permit, Redirect, Screen,
        folding::fold,
        outgoing::EventKind,
        pages::{Choice, Refill},
        secrets::Secret,
    },
};

const FIELDS: [&str; 3] = ["url", "kinds", "country"];

#[derive(Serialize)]
pub struct WebhookFormPage {
    form: Refill,
    kinds: Vec<Choice>,
    countries: Vec<Choice>,
}

impl Page for WebhookFormPage {
    const TEMPLATE: &'static str = "webhooks/form";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let page = |form| Self { form, kinds: choice(), countries: choice() };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(empty()), page(empty().wrong("url", "…").wrong("kinds", "…"))]
    }
}

pub async fn new(screen: Screen, permit: Permit<ManageWebhooks>) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    screen.show(&page(&screen, &permit, form, |_| true))
}

fn page(
    screen: &Screen,
    permit: &Permit<ManageWebhooks>,
    form: Refill,
    ticked: impl Fn(EventKind) -> bool,
) -> WebhookFormPage {
    let kind = |kind: &EventKind| Choice {
        value: kind.word().to_owned(),
        text: kind_text(screen, *kind),
        selected: ticked(*kind),
    };
    WebhookFormPage {
        kinds: EventKind::ALL.iter().map(kind).collect(),
        countries: country_choices(screen, permit, form.value("country")),
        form,
    }
}

/// All countries at once only for those who reach everywhere.
fn country_choices(screen: &Screen, permit: &Permit<ManageWebhooks>, selected: &str) -> Vec<Choice> {
    let extent = ManageWebhooks::visible_to(&permit.actor);
    let own =
        countries::all().filter(|code| extent.everywhere || extent.countries.iter().any(|own| own == code));
    let mut choices = Choice::all(screen, "country-", own, selected);
    choices.sort_by_cached_key(|choice| fold(&choice.text));
    if extent.everywhere {
        choices.insert(0, Choice::none(screen, "webhook-all-countries", selected));
    }
    choices
}

pub async fn register(
    screen: Screen,
    permit: Permit<ManageWebhooks>,
    form: Form,
    db: web::Data<Db>,
    secret: web::Data<Secret>,
    reach: web::Data<Reach>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_register(&permit, &form, &db, **reach).await {
        Ok(id) => {
            let webhook = webhooks::webhook(db.read(), id).await?;
            let shown = webhook::page(
                &screen,
                &webhook,
                (&[], &std::collections::HashMap::new()),
                Some(secret_of(&secret, id)?),
            );
            return screen.show(&shown);
        }
        Err(problem) => problem.wrong_fields()?,
    };
    let ticked = |kind: EventKind| form.all("kinds").any(|word| word == kind.word());
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &permit, refill, ticked))
}

/// A repeat leads to the page of the address, where the secret stands no more.
async fn try_to_register(
    permit: &Permit<ManageWebhooks>,
    form: &Form,
    db: &Db,
    reach: Reach,
) -> Outcome<WebhookId> {
    let wanted = Wanted::parse(reach, form.text("url"), form.all("kinds"), form.text("country"))?;
    let mut once = db.begin_once(&form.key).await?;
    let id = commands::register(&mut once, permit, &wanted).await?;
    once.redirect(Redirect::to(format!("/webhooks/{id}"))).await?;
    Ok(id)
}
