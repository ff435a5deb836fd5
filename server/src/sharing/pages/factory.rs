//! What a brand sees of one factory.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::list::country;
use crate::{
    organisations::consents::{looked, pages::words_of},
    platform::{Db, Outcome, Page, Permit, Screen},
    sharing::access::{SeeSharedFactory, SharedThere},
};

#[derive(Serialize)]
pub struct SharedFactoryPage {
    name: String,
    country: String,
    scopes: Vec<String>,
    ends_on: Option<NaiveDate>,
}

impl Page for SharedFactoryPage {
    const TEMPLATE: &'static str = "sharing/factory";

    fn examples() -> Vec<Self> {
        let page = |ends_on| Self {
            name: "Hải Đăng Garment".to_owned(),
            country: "Việt Nam".to_owned(),
            scopes: vec!["…".to_owned()],
            ends_on,
        };
        vec![page(None), page(Some(NaiveDate::default()))]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeSharedFactory>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    note(&db, &permit).await?;
    screen.show(&SharedFactoryPage {
        name: permit.factory.name.clone(),
        country: country(&screen, &permit.factory),
        scopes: words_of(&screen, permit.granted.scopes),
        ends_on: permit.granted.ends_on,
    })
}

/// The look is written down before anything is shown.
pub async fn note(db: &Db, permit: &Permit<SeeSharedFactory>) -> Outcome<()> {
    let SharedThere { brand, factory, granted } = &permit.subject;
    let work = db.begin().await?;
    looked(&work, (brand.id, factory.id), permit.actor.person, &granted.scopes.all()).await?;
    work.commit().await
}
