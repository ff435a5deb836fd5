//! For search engines: every public page in every language, and what they need not read.

use std::fmt::Write;

use actix_web::{HttpResponse, http::header, web};

use crate::{
    catalogue,
    platform::{
        Db, Outcome, Problem, Site,
        pages::{Alternate, alternates},
    },
};

/// <https://www.sitemaps.org/protocol.html>, with the languages as search engines read them (`xhtml:link`).
pub async fn sitemap(db: web::Data<Db>, site: web::Data<Site>) -> Outcome<HttpResponse> {
    let courses = catalogue::listings(db.read()).await?;
    let fixed = ["/".to_owned(), "/courses".to_owned()];
    let texts = super::TEXTS.iter().map(|name| format!("/{name}"));
    let courses = courses.iter().map(|listing| format!("/courses/{}", listing.slug));
    let mut document = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for path in fixed.into_iter().chain(texts).chain(courses) {
        write_page(&mut document, &alternates(&site, &path)).map_err(Problem::internal)?;
    }
    document.push_str("</urlset>\n");
    Ok(HttpResponse::Ok()
        .content_type("application/xml; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(document))
}

fn write_page(document: &mut String, everywhere: &[Alternate]) -> std::fmt::Result {
    for own in everywhere {
        write!(document, "<url><loc>{}</loc>", handlebars::html_escape(&own.url))?;
        for other in everywhere {
            let (language, url) = (other.language, handlebars::html_escape(&other.url));
            write!(document, "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{url}\"/>")?;
        }
        document.push_str("</url>\n");
    }
    Ok(())
}

/// RFC 9309.
pub async fn robots(site: web::Data<Site>) -> HttpResponse {
    let closed = ["/api/", "/sign-in", "/password-resets", "/invitations/", "/newsletter/", "/language"];
    let closed: String = closed.iter().map(|path| format!("Disallow: {path}\n")).collect();
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(format!("User-agent: *\n{closed}\nSitemap: {}\n", site.link("/sitemap.xml")))
}
