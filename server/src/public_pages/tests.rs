//! What visitors and search engines find.

use actix_web::http::StatusCode;

use super::{PublicTexts, TEXTS};
use crate::{platform::Language, testing::TestAcademy};

#[actix_web::test]
async fn every_public_page_has_an_address_in_every_language_and_names_the_others() {
    let academy = TestAcademy::new().await;
    let pages = TEXTS.iter().map(|name| format!("/{name}")).chain(["/".to_owned(), "/courses".to_owned()]);
    for path in pages {
        for language in Language::ALL {
            let address = language.address_of(&path);
            let answer = academy.visitor().await.opens(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            let has = |mark: String| assert!(answer.text.contains(&mark), "{address}: {mark}");
            has(format!("<html lang=\"{language}\""));
            has(format!("<link rel=\"canonical\" href=\"http://localhost:8080{address}\">"));
            for other in Language::ALL {
                let url = format!("http://localhost:8080{}", other.address_of(&path));
                has(format!("<link rel=\"alternate\" hreflang=\"{other}\" href=\"{url}\">"));
            }
            has(format!("hreflang=\"x-default\" href=\"http://localhost:8080{path}\""));
            has("<meta name=\"description\" content=\"".to_owned());
            assert_eq!(answer.text.matches("<h1").count(), 1, "{address}");
        }
    }
}

#[actix_web::test]
async fn what_the_public_writes_goes_out_as_a_mail_and_machines_are_thanked_for_nothing() {
    for academy in TestAcademy::on_both().await {
        let mut visitor = academy.visitor().await;
        let page = "/en/contact";
        let written = [("name", "Lan"), ("email", "lan@brand.example"), ("message", "We are <b>40</b>.")];
        let bare =
            visitor.submits(page, "/contact", &[("name", "Lan"), ("email", "lan"), ("message", "")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.text.contains("Write what it is about") && bare.text.contains("value=\"Lan\""));
        let trapped = [written.as_slice(), &[("website", "https://spam.example")]].concat();
        assert_eq!(visitor.submits(page, "/contact", &trapped).await.status, StatusCode::SEE_OTHER);
        assert!(academy.letters().await.is_empty());

        let sent = visitor.submits(page, "/contact", &written).await;
        assert_eq!(sent.location.as_deref(), Some("/en/contact/sent"), "{}", sent.text);
        assert!(visitor.opens("/en/contact/sent").await.text.contains("Thank you"));
        let letters = academy.letters().await;
        assert!(
            letters[0].text.contains("We are <b>40</b>.") && letters[0].text.contains("lan@brand.example")
        );
        assert!(!letters[0].html.contains("<b>40</b>"), "{}", letters[0].html);
        let mut status = StatusCode::SEE_OTHER;
        for _ in 0..40 {
            status = visitor.submits(page, "/contact", &written).await.status;
        }
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[actix_web::test]
async fn an_address_without_a_language_speaks_the_reader_s() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    let get = actix_web::http::Method::GET;
    let wish = visitor.sends(get.clone(), "/about", None, &[("accept-language", "vi")]).await;
    assert!(wish.text.contains("<html lang=\"vi\""));
    // The address has the last word, also where the browser wishes for something else.
    let fixed = visitor.sends(get, "/en/about", None, &[("accept-language", "vi")]).await;
    assert!(fixed.text.contains("<html lang=\"en\""));
}

#[actix_web::test]
async fn choosing_a_language_leads_to_the_same_page_in_it() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    for (back, expected) in [("/en/about", "/vi/about"), ("/en", "/vi"), ("/about", "/about")] {
        let fields = [("language", "vi"), ("back", back)];
        let answer = visitor.submits("/en/about", "/language", &fields).await;
        assert_eq!(answer.location.as_deref(), Some(expected));
    }
}

#[actix_web::test]
async fn search_engines_find_every_page_and_no_closed_one() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    let map = visitor.opens("/sitemap.xml").await;
    assert_eq!(map.text.matches("<url>").count(), (TEXTS.len() + 2) * Language::ALL.len());
    for url in map.text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()) {
        let path = url.strip_prefix("http://localhost:8080").unwrap();
        assert_eq!(visitor.opens(path).await.status, StatusCode::OK, "{path}");
    }
    let robots = visitor.opens("/robots.txt").await;
    assert!(robots.text.contains("Sitemap: http://localhost:8080/sitemap.xml"));
    assert!(robots.text.contains("Disallow: /api/") && !robots.text.contains("Disallow: /\n"));
}

#[actix_web::test]
async fn links_in_texts_lead_somewhere_and_stay_in_their_language() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    let texts = PublicTexts::read().unwrap();
    for language in Language::ALL {
        for page in TEXTS {
            let text = texts.find(language, page).unwrap();
            let action = text.action.iter().map(|action| action.url.as_str());
            let html: String = text.sections.iter().map(|section| section.html.as_str()).collect();
            let linked = html.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
            let linked: Vec<String> =
                linked.map(|rest| format!("/{rest}")).chain(action.map(str::to_owned)).collect();
            for link in linked {
                let own = Language::of_path(&link);
                assert!(own == Some(language) || own.is_none(), "{language}/{page}: {link}");
                // Courses are not imported here.
                if !link.contains("/courses/") {
                    assert_eq!(
                        visitor.opens(&link).await.status,
                        StatusCode::OK,
                        "{language}/{page}: {link}"
                    );
                }
            }
            let cites = html.matches("href=\"#sources\"").count();
            assert_eq!(cites > 0, !text.sources.is_empty(), "{language}/{page}");
        }
    }
}

#[actix_web::test]
async fn the_bare_address_is_the_front_page_only_for_those_who_are_not_signed_in() {
    let academy = TestAcademy::new().await;
    let answer = academy.visitor().await.opens("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("class=\"front\""));
}
