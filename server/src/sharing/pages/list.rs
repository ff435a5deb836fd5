//! The factories that let a brand see something, and what the brand has asked for.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    organisations::{
        consents::{
            Sharing,
            access::AskConsent,
            model::Reply,
            pages::words_of,
            sharing_with,
            store::requests::{self, ConsentRequest},
        },
        country_text,
        store::organisations::{self, Organisation},
    },
    platform::{
        Action, Db, Judgement, OrganisationId, Outcome, Page, Permit, Screen,
        pages::{Filter, ListQuery, Pager},
    },
    sharing::access::{SeeSharedFactories, brands_of},
};

#[derive(Serialize)]
pub struct SharedPage {
    brand: String,
    /// Only where there is more than one to choose from.
    brands: Vec<Filter>,
    brand_id: String,
    search: String,
    factories: Vec<FactoryLine>,
    pager: Pager,
    requests: Vec<RequestLine>,
    ask_url: Option<String>,
}

#[derive(Serialize)]
struct FactoryLine {
    name: String,
    url: String,
    country: String,
    scopes: Vec<String>,
    ends_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct RequestLine {
    factory: String,
    scopes: Vec<String>,
    asked_at: DateTime<Utc>,
    mark: &'static str,
    answer: String,
    withdrawal_url: Option<String>,
}

impl Page for SharedPage {
    const TEMPLATE: &'static str = "sharing/list";

    fn examples() -> Vec<Self> {
        let factory = |ends_on| FactoryLine {
            name: "Hải Đăng Garment".to_owned(),
            url: "/organisations/1/shared-factories/2".to_owned(),
            country: "Việt Nam".to_owned(),
            scopes: vec!["…".to_owned(), "…".to_owned()],
            ends_on,
        };
        let request = |mark, withdrawal_url: Option<&str>| RequestLine {
            factory: "Hải Đăng Garment".to_owned(),
            scopes: vec!["…".to_owned()],
            asked_at: DateTime::default(),
            mark,
            answer: "…".to_owned(),
            withdrawal_url: withdrawal_url.map(str::to_owned),
        };
        let brand = Filter::example();
        let page = |search: &str, brands, factories, requests| Self {
            brand: "Northwind Apparel".to_owned(),
            brands,
            brand_id: "1".to_owned(),
            search: search.to_owned(),
            factories,
            pager: Pager::example(),
            requests,
            ask_url: Some("/organisations/1/consent-requests/new".to_owned()),
        };
        let requests =
            vec![request("due", Some("/consent-requests/1/withdrawal")), request("not-needed", None)];
        vec![
            page("", Vec::new(), Vec::new(), Vec::new()),
            page("none", Vec::new(), Vec::new(), Vec::new()),
            page("", vec![brand], vec![factory(None), factory(Some(NaiveDate::default()))], requests),
        ]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeSharedFactories>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let read = db.read();
    let own = brands_of(&permit.actor);
    let brands = organisations::organisations(read, own.iter().copied()).await?;
    let chosen = query.text("brand").parse::<OrganisationId>().ok().filter(|chosen| own.contains(chosen));
    let chosen = chosen.or_else(|| own.first().copied());
    let Some(brand) = chosen.and_then(|chosen| brands.get(&chosen)) else {
        return Err(crate::platform::Problem::NotFound);
    };
    let asked = (query.text("search"), query.page());
    let (factories, total) = sharing_with(read, brand.id, asked, db.clock().now()).await?;
    let asked = requests::requests_of(read, &[brand.id]).await?;
    let names = organisations::organisations(read, asked.iter().map(|request| request.factory)).await?;
    let may_ask = AskConsent::judge(&permit.actor, brand) == Judgement::Allow;
    screen.show(&SharedPage {
        brand: brand.name.clone(),
        brands: filters(&query, &brands, brand),
        brand_id: brand.id.to_string(),
        search: query.text("search").to_owned(),
        factories: factories.iter().map(|sharing| factory(&screen, brand, sharing)).collect(),
        pager: query.pager(&screen, "shared-shown", total),
        requests: asked.iter().map(|request| line(&screen, &names, request, may_ask)).collect(),
        ask_url: may_ask.then(|| format!("/organisations/{}/consent-requests/new", brand.id)),
    })
}

fn filters(
    query: &ListQuery,
    brands: &HashMap<OrganisationId, Organisation>,
    current: &Organisation,
) -> Vec<Filter> {
    if brands.len() < 2 {
        return Vec::new();
    }
    let filter = |brand: &Organisation| Filter {
        current: brand.id == current.id,
        ..Filter::of(query, "brand", &brand.id.to_string(), brand.name.clone())
    };
    let mut filters: Vec<Filter> = brands.values().map(filter).collect();
    filters.sort_by(|one, other| one.text.cmp(&other.text));
    filters
}

fn factory(screen: &Screen, brand: &Organisation, sharing: &Sharing) -> FactoryLine {
    FactoryLine {
        name: sharing.factory.name.clone(),
        url: format!("/organisations/{}/shared-factories/{}", brand.id, sharing.factory.id),
        country: country_text(screen, &sharing.factory),
        scopes: words_of(screen, sharing.granted.scopes),
        ends_on: sharing.granted.ends_on,
    }
}

fn line(
    screen: &Screen,
    names: &HashMap<OrganisationId, Organisation>,
    request: &ConsentRequest,
    may_ask: bool,
) -> RequestLine {
    let (mark, word) = match request.answer {
        None => ("due", "waiting"),
        Some(Reply::Given) => ("done", Reply::Given.word()),
        Some(reply) => ("not-needed", reply.word()),
    };
    let open = request.answered_at.is_none() && may_ask;
    RequestLine {
        factory: names.get(&request.factory).map(|factory| factory.name.clone()).unwrap_or_default(),
        scopes: words_of(screen, request.scopes),
        asked_at: request.at,
        mark,
        answer: screen.text(&format!("consent-answer-{word}")),
        withdrawal_url: open.then(|| format!("/consent-requests/{}/withdrawal", request.id)),
    }
}
