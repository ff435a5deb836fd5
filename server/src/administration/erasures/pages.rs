//! The requests that wait, one of them, and those that were carried out.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    access::{CarryOutErasure, SeeErasure, SeeErasures},
    commands,
};
use crate::{
    people::store::{
        erasure_requests::{self, ErasureRequest},
        persons,
    },
    platform::{Db, Form, Outcome, Page, Permit, Redirect, Screen},
};

#[derive(Serialize)]
pub struct ErasuresPage {
    open: Vec<OpenLine>,
    done: Vec<DoneLine>,
}

#[derive(Serialize)]
struct OpenLine {
    url: String,
    name: String,
    at: DateTime<Utc>,
}

#[derive(Serialize)]
struct DoneLine {
    at: DateTime<Utc>,
    carried_out_at: DateTime<Utc>,
    /// Empty when they were erased themselves.
    by: String,
}

#[derive(Serialize)]
pub struct ErasurePage {
    name: String,
    email: String,
    joined_at: DateTime<Utc>,
    at: DateTime<Utc>,
    action: String,
}

impl Page for ErasuresPage {
    const TEMPLATE: &'static str = "administration/erasures";

    fn examples() -> Vec<Self> {
        let at = DateTime::default();
        let open =
            OpenLine {
                url: "/administration/erasures/1".to_owned(), name: "Nguyễn Thị Lan".to_owned(), at
            };
        let done = |by: &str| DoneLine { at, carried_out_at: at, by: by.to_owned() };
        vec![
            Self { open: vec![open], done: vec![done("Nguyễn Văn Minh"), done("")] },
            Self { open: Vec::new(), done: Vec::new() },
        ]
    }
}

impl Page for ErasurePage {
    const TEMPLATE: &'static str = "administration/erasure";

    fn examples() -> Vec<Self> {
        vec![Self {
            name: "Nguyễn Thị Lan".to_owned(),
            email: "lan@brand.example".to_owned(),
            joined_at: DateTime::default(),
            at: DateTime::default(),
            action: "/administration/erasures/1/completion".to_owned(),
        }]
    }
}

pub async fn list(screen: Screen, _: Permit<SeeErasures>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let open = erasure_requests::open_requests(db.read()).await?;
    let done = erasure_requests::carried_out(db.read()).await?;
    let by = done.iter().filter_map(|request| request.carried_out.map(|done| done.by));
    let people = persons::people(db.read(), open.iter().map(|request| request.person).chain(by)).await?;
    let name = |id| people.get(&id).map(|person| person.name.clone()).unwrap_or_default();
    let open_line = |request: &ErasureRequest| OpenLine {
        url: format!("/administration/erasures/{}", request.id),
        name: name(request.person),
        at: request.at,
    };
    let done_line = |request: &ErasureRequest| {
        let done = request.carried_out?;
        Some(DoneLine { at: request.at, carried_out_at: done.at, by: name(done.by) })
    };
    screen.show(&ErasuresPage {
        open: open.iter().map(open_line).collect(),
        done: done.iter().filter_map(done_line).collect(),
    })
}

pub async fn show(screen: Screen, permit: Permit<SeeErasure>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::note_sight(&mut work, &permit).await?;
    work.commit().await?;
    let wish = &permit.subject;
    screen.show(&ErasurePage {
        name: wish.person.name.clone(),
        email: wish.person.email.clone(),
        joined_at: wish.person.joined_at,
        at: wish.request.at,
        action: format!("/administration/erasures/{}/completion", wish.request.id),
    })
}

pub async fn carry_out(permit: Permit<CarryOutErasure>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::carry_out(&mut once, &permit).await?;
    once.redirect(Redirect::to("/administration/erasures").saying("notice-erasure-done")).await
}
