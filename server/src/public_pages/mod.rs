//! What everybody may read: the Academy's front door, whom it is for and how it works. The texts are files in
//! `assets/pages/<language>`; each page has an address in each language, and search engines find them in the sitemap.

mod pages;
mod sitemap;
#[cfg(test)]
mod tests;
mod texts;

pub use texts::{PublicText, PublicTexts};

use crate::platform::{
    Access, Routes,
    pages::{Example, examples_of},
};

/// The pages that are texts, each a file in every language.
pub const TEXTS: [&str; 8] = [
    "about",
    "for-brands",
    "for-factories",
    "for-national-partners",
    "development-partners",
    "contact",
    "accessibility",
    "privacy",
];

pub fn routes() -> Routes {
    let home = Routes::new().public_page("/", pages::home);
    TEXTS
        .iter()
        .fold(home, |routes, name| {
            // Routes are made once and live as long as the server.
            let path: &'static str = format!("/{name}").leak();
            routes.public_page(path, pages::text)
        })
        .get("/sitemap.xml", Access::Public, sitemap::sitemap)
        .get("/robots.txt", Access::Public, sitemap::robots)
}

/// The main navigation of those who are not signed in.
pub fn navigation() -> Vec<(&'static str, &'static str)> {
    vec![
        ("/courses", "catalogue-title"),
        ("/for-brands", "public-brands"),
        ("/for-factories", "public-factories"),
        ("/for-national-partners", "public-national-partners"),
        ("/about", "public-about"),
    ]
}

pub fn examples() -> Vec<Example> {
    [examples_of::<pages::HomePage>(), examples_of::<pages::TextPage>()].into_iter().flatten().collect()
}
