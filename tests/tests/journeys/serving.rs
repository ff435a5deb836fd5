//! Starting, stopping and sharing: what an operator relies on.

use reqwest::{
    Method,
    header::{ALLOW, CONTENT_TYPE},
};
use tests::{Academy, Store, Visitor, on_both_stores};

async fn a_new_server_says_that_it_is_well_and_ready(store: Store) {
    let academy = Academy::on(store).start().await;
    let mut visitor = academy.visitor();
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(visitor.opens(path).await.status, 200, "{path}");
    }
}

async fn a_server_stops_when_asked_and_comes_back_after_a_kill(store: Store) {
    let mut academy = Academy::on(store).start().await;
    academy.stops().await;
    academy.restart().await;
    academy.kill_9().await;
    academy.restart().await;
    assert_eq!(academy.visitor().opens("/readyz").await.status, 200);
}

async fn a_page_that_is_not_there_says_so_in_the_readers_language(store: Store) {
    let academy = Academy::on(store).start().await;
    for (language, words) in [("en", "not"), ("vi", "Không")] {
        let page = academy.visitor().reading(language).opens("/nothing-here").await;
        assert_eq!(page.status, 404);
        assert_eq!(page.attributes("html", "lang"), [language]);
        assert!(page.says(words), "{}", page.words());
    }
}

async fn a_head_is_told_what_a_get_is_told_and_nothing_more(store: Store) {
    let academy = Academy::on(store).start().await;
    let mut visitor = academy.visitor();
    for path in ["/en", "/robots.txt", "/sitemap.xml", "/healthz", "/readyz", "/api/v1/courses", "/nothing"] {
        let got = visitor.request(Method::GET, path).send().await.expect("an answer");
        let asked = visitor.request(Method::HEAD, path).send().await.expect("an answer");
        assert_eq!(asked.status(), got.status(), "{path}");
        assert_eq!(asked.headers().get(CONTENT_TYPE), got.headers().get(CONTENT_TYPE), "{path}");
        assert!(asked.text().await.expect("a body").is_empty(), "{path}");
    }
    let refused = visitor.request(Method::PUT, "/healthz").send().await.expect("an answer");
    assert_eq!(refused.headers()[ALLOW], "GET, HEAD");
}

on_both_stores!(
    a_head_is_told_what_a_get_is_told_and_nothing_more,
    a_new_server_says_that_it_is_well_and_ready,
    a_server_stops_when_asked_and_comes_back_after_a_kill,
    a_page_that_is_not_there_says_so_in_the_readers_language,
);

#[tokio::test]
async fn two_servers_share_one_database() {
    let first = Academy::on(Store::Postgres).start().await;
    let second = first.another().await;
    let mut visitor = Visitor::of(&[&first, &second]);
    for _ in 0..4 {
        assert_eq!(visitor.opens("/readyz").await.status, 200);
    }
}
