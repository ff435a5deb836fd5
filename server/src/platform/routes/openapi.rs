//! The API document, served.

use std::sync::{Arc, OnceLock};

use actix_web::{HttpResponse, web};

use super::{Access, Routes, document::document};
use crate::platform::{Engine, Outcome, Problem};

/// Every route, and their document once somebody asked for it.
pub struct ApiDocument {
    routes: Arc<Routes>,
    made: OnceLock<String>,
}

impl ApiDocument {
    pub fn of(routes: Arc<Routes>) -> Self {
        Self { routes, made: OnceLock::new() }
    }

    fn text(&self, engine: &Engine) -> Outcome<String> {
        if let Some(made) = self.made.get() {
            return Ok(made.clone());
        }
        let made = document(&self.routes.0, engine.texts()).to_json().map_err(Problem::internal)?;
        Ok(self.made.get_or_init(|| made).clone())
    }
}

pub fn routes() -> Routes {
    Routes::new().get("/api/v1/openapi.json", Access::Public, openapi)
}

async fn openapi(document: web::Data<ApiDocument>, engine: web::Data<Engine>) -> Outcome<HttpResponse> {
    Ok(HttpResponse::Ok().content_type("application/json").body(document.text(&engine)?))
}
