//! What everybody may read: the Academy's front door, whom it is for and how it works. The texts are files in
//! `assets/pages/<language>`; each page has an address in each language, and search engines find them in the sitemap.

mod contact;
mod pages;
mod sitemap;
#[cfg(test)]
mod tests;
mod texts;

pub use texts::{PublicText, PublicTexts};

use crate::platform::{
    Access, Routes, mail,
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
        .filter(|name| **name != "contact")
        .fold(home, |routes, name| {
            // Routes are made once and live as long as the server.
            let path: &'static str = format!("/{name}").leak();
            routes.public_page(path, pages::text)
        })
        .public_page("/contact", contact::show)
        .public_page("/contact/sent", contact::sent)
        .post("/contact", Access::Public, contact::send)
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
    let pages = [
        examples_of::<pages::HomePage>(),
        examples_of::<pages::TextPage>(),
        examples_of::<contact::ContactPage>(),
        examples_of::<contact::SentPage>(),
        mail::examples_of::<contact::ContactMail>(),
    ];
    pages.into_iter().flatten().collect()
}
