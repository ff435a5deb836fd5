//! The pattern library: every piece of a page in all its states. Served by the demo alone.

use actix_web::HttpResponse;
use serde::Serialize;

use super::{Access, Outcome, Page, Routes, Screen};

#[derive(Serialize)]
pub struct PatternsPage {}

impl Page for PatternsPage {
    const TEMPLATE: &'static str = "patterns/patterns";

    fn examples() -> Vec<Self> {
        vec![Self {}]
    }
}

pub fn routes() -> Routes {
    Routes::new().get("/patterns", Access::Public, patterns)
}

async fn patterns(screen: Screen) -> Outcome<HttpResponse> {
    screen.show(&PatternsPage {})
}
