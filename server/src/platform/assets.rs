//! What a browser needs, from inside the binary: styles, scripts, fonts, icons, pictures; and the templates and texts.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, http::header, web};

use super::{Access, Outcome, Problem, Routes, Texts};

mod built {
    #![allow(dead_code)]
    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

pub fn routes() -> Routes {
    Routes::new().get("/assets/{file}", Access::Public, serve)
}

/// The path under which an asset is served: its name carries the hash of its content.
pub fn asset_path(name: &str) -> Option<String> {
    let asset = built::ASSETS.iter().find(|asset| asset.name == name)?;
    Some(format!("/assets/{}", asset.file))
}

pub fn image_path(name: &str) -> Option<String> {
    asset_path(name)
}

async fn serve(file: web::Path<String>, request: HttpRequest) -> Outcome<HttpResponse> {
    let asset = built::ASSETS.iter().find(|asset| asset.file == *file).ok_or(Problem::NotFound)?;
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let accepts = |coding: &str| accepted.is_some_and(|accepted| accepted.contains(coding));
    let (coding, bytes) = match (asset.brotli, asset.gzip) {
        (Some(bytes), _) if accepts("br") => (Some("br"), bytes),
        (_, Some(bytes)) if accepts("gzip") => (Some("gzip"), bytes),
        _ => (None, asset.identity),
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    // RFC 9110, 8.4.1: `identity` is not written.
    if let Some(coding) = coding {
        response.insert_header((header::CONTENT_ENCODING, coding));
    }
    Ok(response.body(bytes))
}

/// `(path, content)` of every file of the course library that was built in.
pub fn library() -> &'static [(&'static str, &'static [u8])] {
    built::LIBRARY
}

/// `(name, source)` of every template.
pub fn read_templates() -> anyhow::Result<Vec<(Cow<'static, str>, Cow<'static, str>)>> {
    #[cfg(debug_assertions)]
    return Ok(from_disk("templates", "hbs")?
        .into_iter()
        .map(|(name, source)| (name.into(), source.into()))
        .collect());
    #[cfg(not(debug_assertions))]
    return Ok(built::TEMPLATES.iter().map(|(name, source)| ((*name).into(), (*source).into())).collect());
}

pub fn read_texts() -> anyhow::Result<Texts> {
    #[cfg(debug_assertions)]
    {
        let files = from_disk("text", "ftl")?;
        let sources = files.iter().filter_map(|(name, source)| {
            let (language, file) = name.split_once('/')?;
            Some((language, file, source.as_str()))
        });
        Texts::read(sources)
    }
    #[cfg(not(debug_assertions))]
    Texts::read(built::TEXTS.iter().copied())
}

/// `(name, source)` of every public page that is a text; the name is `<language>/<page>`.
pub fn read_pages() -> anyhow::Result<Vec<(String, String)>> {
    #[cfg(debug_assertions)]
    return from_disk("pages", "md");
    #[cfg(not(debug_assertions))]
    return Ok(built::PAGES
        .iter()
        .map(|(name, source)| ((*name).to_owned(), (*source).to_owned()))
        .collect());
}

/// While developing, templates and texts are read from the source tree: no build for a changed word.
#[cfg(debug_assertions)]
fn from_disk(folder: &str, extension: &str) -> anyhow::Result<Vec<(String, String)>> {
    let root = std::path::Path::new(built::SOURCE_FOLDER).join(folder);
    let mut found = Vec::new();
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path.strip_prefix(&root)?.with_extension("");
                found.push((name.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use actix_web::{App, http::header, test, web};

    use super::{asset_path, serve};

    #[actix_web::test]
    async fn only_what_is_packed_names_its_coding() {
        let app = test::init_service(App::new().route("/assets/{file}", web::get().to(serve))).await;
        let path = asset_path("icons.svg").unwrap();
        let plain = test::call_service(&app, test::TestRequest::get().uri(&path).to_request()).await;
        assert!(plain.status().is_success() && !plain.headers().contains_key(header::CONTENT_ENCODING));
    }
}
