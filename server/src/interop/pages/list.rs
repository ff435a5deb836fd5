//! The addresses that events go to.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{country_of, kinds_of, state_of};
use crate::{
    interop::{
        access::ManageWebhooks,
        store::webhooks::{self, Webhook},
    },
    platform::{Db, Outcome, Page, Permit, Screen},
};

#[derive(Serialize)]
pub struct WebhooksPage {
    webhooks: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    address: String,
    url: String,
    kinds: Vec<String>,
    country: String,
    mark: &'static str,
    state: String,
}

impl Page for WebhooksPage {
    const TEMPLATE: &'static str = "webhooks/list";

    fn examples() -> Vec<Self> {
        let line = |mark| Line {
            address: "https://portal.example/hooks".to_owned(),
            url: "/webhooks/1".to_owned(),
            kinds: vec!["…".to_owned(), "…".to_owned()],
            country: "Việt Nam".to_owned(),
            mark,
            state: "…".to_owned(),
        };
        let page = |webhooks| Self { webhooks };
        vec![page(vec![line("done"), line("overdue"), line("closed")]), page(Vec::new())]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<ManageWebhooks>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let found = webhooks::webhooks(db.read(), &ManageWebhooks::visible_to(&permit.actor)).await?;
    let webhooks = found.iter().map(|webhook| line(&screen, webhook)).collect();
    screen.show(&WebhooksPage { webhooks })
}

fn line(screen: &Screen, webhook: &Webhook) -> Line {
    let (mark, state) = state_of(screen, webhook);
    Line {
        address: webhook.url.clone(),
        url: format!("/webhooks/{}", webhook.id),
        kinds: kinds_of(screen, &webhook.kinds),
        country: country_of(screen, webhook),
        mark,
        state,
    }
}
