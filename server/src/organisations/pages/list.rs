//! The list of organisations.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::{
    organisations::{
        access::{RegisterOrganisation, SeeOrganisation, SeeOrganisations},
        store::organisations::{self, Organisation, Wanted},
    },
    platform::{
        Action, Actor, Db, Outcome, Page, Permit, Screen,
        pages::{Filter, ListQuery, Pager, SortHead},
        roles::OrganisationKind,
    },
};

#[derive(Serialize)]
pub struct OrganisationsPage {
    search: String,
    kind: String,
    kinds: Vec<Filter>,
    organisations: Vec<OrganisationLine>,
    by_name: SortHead,
    by_country: SortHead,
    pager: Pager,
    may_register: bool,
}

#[derive(Serialize)]
struct OrganisationLine {
    url: String,
    name: String,
    kind: String,
    country: String,
}

impl Page for OrganisationsPage {
    const TEMPLATE: &'static str = "organisations/list";

    fn examples() -> Vec<Self> {
        let line = |country: &str| OrganisationLine {
            url: "/organisations/1".to_owned(),
            name: "Northwind Apparel".to_owned(),
            kind: "…".to_owned(),
            country: country.to_owned(),
        };
        let page = |search: &str, organisations, may_register| Self {
            search: search.to_owned(),
            kind: String::new(),
            kinds: vec![Filter::example()],
            organisations,
            by_name: SortHead::example(),
            by_country: SortHead::example(),
            pager: Pager::example(),
            may_register,
        };
        vec![
            page("", vec![line(""), line("Việt Nam")], true),
            page("none", Vec::new(), false),
            page("", Vec::new(), true),
        ]
    }
}

/// One page of those that the actor may see, and how many there are.
pub async fn find(db: &Db, actor: &Actor, query: &ListQuery) -> Outcome<(Vec<Organisation>, u64)> {
    let (sort, descending) = query.sort("name");
    let wanted = Wanted {
        search: query.text("search"),
        kind: OrganisationKind::from_word(query.text("kind")),
        by_country: sort == "country",
        descending,
        page: query.page(),
    };
    organisations::list(db.read(), &SeeOrganisation::visible_to(actor), &wanted).await
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeOrganisations>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (found, total) = find(&db, &permit.actor, &query).await?;
    screen.show(&OrganisationsPage {
        search: query.text("search").to_owned(),
        kind: query.text("kind").to_owned(),
        kinds: filters(&screen, &query),
        organisations: found.iter().map(|organisation| line(&screen, organisation)).collect(),
        by_name: query.head("name", "name"),
        by_country: query.head("country", "name"),
        pager: query.pager(&screen, "organisations-shown", total),
        may_register: permit.actor.may_anywhere(RegisterOrganisation::NAME),
    })
}

fn filters(screen: &Screen, query: &ListQuery) -> Vec<Filter> {
    let all = Filter::of(query, "kind", "", screen.text("organisations-all-kinds"));
    let one = |kind: &OrganisationKind| Filter::of(query, "kind", kind.word(), kind_text(screen, *kind));
    std::iter::once(all).chain(OrganisationKind::ALL.iter().map(one)).collect()
}

fn line(screen: &Screen, organisation: &Organisation) -> OrganisationLine {
    OrganisationLine {
        url: format!("/organisations/{}", organisation.id),
        name: organisation.name.clone(),
        kind: kind_text(screen, organisation.kind),
        country: country_text(screen, organisation),
    }
}

pub fn kind_text(screen: &Screen, kind: OrganisationKind) -> String {
    screen.text(&format!("organisation-kind-{}", kind.word()))
}

pub fn country_text(screen: &Screen, organisation: &Organisation) -> String {
    let country = organisation.country.as_ref();
    country.map(|code| screen.text(&format!("country-{code}"))).unwrap_or_default()
}
