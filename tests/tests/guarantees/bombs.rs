//! A compressed body is refused before anything unpacks it.

use std::process::Command;

use reqwest::Method;
use serde_json::Value;
use tests::{Academy, Store};

const UNPACKED: u64 = 256 * 1024 * 1024;
const GROWTH: u64 = 8 * 1024 * 1024;

/// A zstd frame of blocks that each say “this byte, 128 KB times”: four bytes become 131,072.
fn zstd_bomb() -> Vec<u8> {
    let block_size: u32 = 128 * 1024;
    let blocks = u32::try_from(UNPACKED / u64::from(block_size)).unwrap();
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x70];
    for block in 1..=blocks {
        let is_last = u32::from(block == blocks);
        let head = (block_size << 3 | 1 << 1 | is_last).to_le_bytes();
        frame.extend_from_slice(&head[..3]);
        frame.push(b'a');
    }
    frame
}

fn gzip_bomb() -> Vec<u8> {
    let script = format!("head -c {UNPACKED} /dev/zero | gzip -9");
    let output = Command::new("sh").args(["-c", &script]).output().expect("gzip is there");
    assert!(output.status.success());
    output.stdout
}

/// Every path and method of the API document that changes something, with made-up ids, and the forms of the pages.
fn routes(document: &Value) -> Vec<(Method, String)> {
    let mut routes: Vec<(Method, String)> =
        ["/sign-in", "/sign-out", "/profile", "/password-resets", "/nothing-here"]
            .into_iter()
            .map(|path| (Method::POST, path.to_owned()))
            .collect();
    for (path, operations) in document["paths"].as_object().expect("the document has paths") {
        for method in
            ["post", "put", "patch", "delete"].iter().filter(|method| operations.get(**method).is_some())
        {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
            routes.push((method, with_made_up_ids(path)));
        }
    }
    routes
}

fn with_made_up_ids(path: &str) -> String {
    let part = |part: &str| {
        if part.starts_with('{') { "0198c0de-0000-7000-8000-000000000000" } else { part }.to_owned()
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn a_compressed_body_is_refused_by_every_route_and_takes_no_memory() {
    let academy = Academy::on(Store::Sqlite).start().await;
    let mut visitor = academy.visitor();
    let document: Value =
        serde_json::from_str(&visitor.opens("/api/v1/openapi.json").await.body).expect("JSON");
    let routes = routes(&document);
    assert!(routes.len() > 6, "the document names what changes");
    let bombs =
        [("zstd", zstd_bomb()), ("gzip", gzip_bomb()), ("br", vec![0; 1024]), ("deflate", vec![0; 1024])];
    for kind in ["application/json", "application/x-www-form-urlencoded"] {
        let request = visitor.request(Method::POST, "/sign-in").header("Content-Type", kind).body("{}");
        request.send().await.expect("a warm server");
    }
    let before = academy.memory();
    for (method, path) in &routes {
        for (encoding, bomb) in &bombs {
            let request = visitor
                .request(method.clone(), path)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", *encoding)
                .body(bomb.clone());
            let answer = request.send().await.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
            assert_eq!(answer.status().as_u16(), 415, "{method} {path} takes {encoding}");
        }
    }
    let growth = academy.memory().saturating_sub(before);
    assert!(growth <= GROWTH, "the server grew by {} KB", growth / 1024);
}
