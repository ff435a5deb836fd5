//! The page on which somebody takes their data away.

use actix_web::HttpResponse;
use serde::Serialize;

use super::access::SeeOwnData;
use crate::platform::{Outcome, Page, Permit, Screen};

#[derive(Serialize)]
pub struct DataPage {}

impl Page for DataPage {
    const TEMPLATE: &'static str = "people/data";

    fn examples() -> Vec<Self> {
        vec![Self {}]
    }
}

pub async fn show(screen: Screen, _: Permit<SeeOwnData>) -> Outcome<HttpResponse> {
    screen.show(&DataPage {})
}
