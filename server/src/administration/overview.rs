//! The way in: what there is to look after, and what waits.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::access::SeeAdministration;
use crate::{
    people::store::erasure_requests,
    platform::{Db, Outcome, Page, Permit, Screen, jobs, mail},
};

#[derive(Serialize)]
pub struct OverviewPage {
    erasures: u64,
    failed_jobs: u64,
    waiting_mails: u64,
}

impl Page for OverviewPage {
    const TEMPLATE: &'static str = "administration/overview";

    fn examples() -> Vec<Self> {
        let page = |count| Self { erasures: count, failed_jobs: count, waiting_mails: count };
        vec![page(0), page(2)]
    }
}

pub async fn show(screen: Screen, _: Permit<SeeAdministration>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&OverviewPage {
        erasures: erasure_requests::open_count(db.read()).await?,
        failed_jobs: jobs::backlog(db.read()).await?.failed,
        waiting_mails: mail::waiting_count(db.read()).await?,
    })
}
