//! What brands and manufacturing groups see of factories: a brand only what the factory's consent allows, and every look
//! is written down for the factory to read; a group its own factories, by theme.

mod access;
mod api;
mod commands;
mod model;
mod pages;
mod pathways;
mod store;
#[cfg(test)]
mod tests;

use actix_web::http::Method;

use crate::platform::{
    Access, Described, Routes,
    pages::{Example, NavigationItem, examples_of},
};

pub fn routes() -> Routes {
    const PATHWAYS: &str = "/api/v1/organisations/{organisation}/pathways";
    let pathways = Described::new("group-pathways", 200).gives::<pathways::GroupPathways>();
    let list =
        Described::new("shared-factories-list", 200).asks(&["search", "page"]).gives::<api::SharedList>();
    let one = Described::new("shared-factory", 200).gives::<api::SharedFactoryShown>();
    let themes = Described::new("group-themes", 200).asks(&["country"]).gives::<api::GroupThemes>();
    let start = Described::new("group-start", 201).takes::<api::StartBody>().gives::<api::PathwaysBegun>();
    Routes::new()
        .get("/group-themes", Access::SignedIn, pages::group::own)
        .get("/organisations/{organisation}/themes", Access::SignedIn, pages::group::show)
        .get("/organisations/{organisation}/pathways", Access::SignedIn, pages::pathways::show)
        .get("/organisations/{organisation}/pathways/new", Access::SignedIn, pages::start::new)
        .post("/organisations/{organisation}/pathways", Access::SignedIn, pages::start::start)
        .api(Method::GET, "/api/v1/organisations/{organisation}/themes", Access::Token, themes, api::themes)
        .api(Method::POST, PATHWAYS, Access::Token, start, api::start)
        .api(Method::GET, PATHWAYS, Access::Token, pathways, pathways::list)
        .get("/shared-factories", Access::SignedIn, pages::list::show)
        .get(
            "/organisations/{organisation}/shared-factories/{factory}",
            Access::SignedIn,
            pages::factory::show,
        )
        .api(
            Method::GET,
            "/api/v1/organisations/{organisation}/shared-factories",
            Access::Token,
            list,
            api::list,
        )
        .api(
            Method::GET,
            "/api/v1/organisations/{organisation}/shared-factories/{factory}",
            Access::Token,
            one,
            api::factory,
        )
}

pub fn navigation() -> Vec<NavigationItem> {
    vec![
        NavigationItem {
            path: "/shared-factories",
            text: "shared-title",
            shown_to: |actor| !access::brands_of(actor).is_empty(),
        },
        NavigationItem {
            path: "/group-themes",
            text: "group-title",
            shown_to: |actor| !access::groups_of(actor).is_empty(),
        },
    ]
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<pages::group::GroupPage>(),
        examples_of::<pages::start::StartPage>(),
        examples_of::<pages::pathways::GroupPathwaysPage>(),
        examples_of::<pages::list::SharedPage>(),
        examples_of::<pages::factory::SharedFactoryPage>(),
    ];
    pages.into_iter().flatten().collect()
}
