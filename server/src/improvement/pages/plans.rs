//! The factories whose plans a person may see, each with how far its plan is.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::words::plan_path;
use crate::{
    improvement::{
        access::{SeePlan, SeePlans},
        model::ItemState,
        store::counts::{self, FactoryCount},
    },
    organisations::store::organisations::{self, Organisation, Wanted},
    platform::{
        Argument, Db, Outcome, Page, Permit, Screen,
        pages::{ListQuery, Pager, SortHead},
        roles::OrganisationKind,
    },
};

#[derive(Serialize)]
pub struct PlansPage {
    search: String,
    factories: Vec<FactoryLine>,
    by_name: SortHead,
    pager: Pager,
}

#[derive(Serialize)]
struct FactoryLine {
    url: String,
    name: String,
    verified: u64,
    total: u64,
    words: String,
    waiting: u64,
    overdue: u64,
}

impl Page for PlansPage {
    const TEMPLATE: &'static str = "improvement/plans";

    fn examples() -> Vec<Self> {
        let line = |total: u64, overdue: u64| FactoryLine {
            url: "/factories/1/improvement-plan".to_owned(),
            name: "Hoa Gạo Garment".to_owned(),
            verified: total / 2,
            total,
            words: "…".to_owned(),
            waiting: overdue,
            overdue,
        };
        let page = |search: &str, factories| Self {
            search: search.to_owned(),
            factories,
            by_name: SortHead::example(),
            pager: Pager::example(),
        };
        vec![page("", vec![line(12, 2), line(0, 0)]), page("x", Vec::new()), page("", Vec::new())]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeePlans>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (_, descending) = query.sort("name");
    let wanted = Wanted {
        search: query.text("search"),
        kind: Some(OrganisationKind::Factory),
        by_country: false,
        descending,
        page: query.page(),
    };
    let read = db.read();
    let extent = SeePlan::visible_to(&permit.actor);
    let (factories, total) = organisations::list(read, &extent, &wanted).await?;
    let ids: Vec<_> = factories.iter().map(|factory| factory.id).collect();
    let today = organisations::day_in_all(&factories, db.clock().now());
    let counts = counts::counts_of_factories(read, &ids, today).await?;
    screen.show(&PlansPage {
        search: query.text("search").to_owned(),
        factories: factories.iter().map(|factory| line(&screen, factory, &counts)).collect(),
        by_name: query.head("name", "name"),
        pager: query.pager(&screen, "improvement-plans-shown", total),
    })
}

fn line(screen: &Screen, factory: &Organisation, counts: &[FactoryCount]) -> FactoryLine {
    let own = || counts.iter().filter(|count| count.factory_id == factory.id);
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    let total = own().map(|count| number(count.items)).sum();
    let of_state = |state: ItemState| -> u64 {
        own().filter(|count| count.state == state).map(|count| number(count.items)).sum()
    };
    let verified = of_state(ItemState::Verified);
    let whole = |value: u64| Argument::from(u32::try_from(value).unwrap_or(u32::MAX));
    FactoryLine {
        url: plan_path(factory.id),
        name: factory.name.clone(),
        verified,
        total,
        words: screen.text_with(
            "improvement-plan-progress",
            &[("verified", whole(verified)), ("total", whole(total))],
        ),
        waiting: of_state(ItemState::ReportedFixed),
        overdue: own().map(|count| number(count.overdue)).sum(),
    }
}
