//! The harness tells the truth: its servers refuse what real ones refuse.

use reqwest::StatusCode;
use tests::page::Page;
use tests::postgres::Server;
use tests::{Bucket, Mailbox};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

#[tokio::test]
async fn a_bucket_refuses_who_does_not_sign_and_comes_back_on_its_port() {
    let mut bucket = Bucket::start().await;
    let url = bucket.url().split("endpoint=").nth(1).unwrap().split('&').next().unwrap().to_owned()
        + "/academy/file";
    let answer = reqwest::get(&url).await.expect("the bucket answers");
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    bucket.stop().await;
    assert!(reqwest::get(&url).await.is_err());
    bucket.restart().await;
    assert!(reqwest::get(&url).await.is_ok());
}

#[tokio::test]
async fn a_mailbox_shows_what_was_sent_and_goes_away_and_comes_back() {
    let mut mailbox = Mailbox::start().await;
    send(&mailbox).await;
    let mail = mailbox.wait_for("hoa@example.org", "Invitation").await;
    assert_eq!(mail.link("http://127.0.0.1:1/"), "http://127.0.0.1:1/invitations/abc");
    mailbox.stop().await;
    let address = mailbox.url().replace("smtp://", "");
    assert!(TcpStream::connect(&address).await.is_err());
    mailbox.restart().await;
    send(&mailbox).await;
    mailbox.wait_for("hoa@example.org", "Invitation").await;
}

async fn send(mailbox: &Mailbox) {
    let stream =
        TcpStream::connect(mailbox.url().replace("smtp://", "")).await.expect("the mail server answers");
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    lines.next_line().await.expect("a greeting");
    let body =
        "Subject: Invitation\r\nTo: hoa@example.org\r\n\r\nOpen http://127.0.0.1:1/invitations/abc.\r\n.";
    for line in ["HELO test", "MAIL FROM:<a@example.org>", "RCPT TO:<hoa@example.org>", "DATA", body, "QUIT"]
    {
        writing.write_all(format!("{line}\r\n").as_bytes()).await.expect("it listens");
        let answer = lines.next_line().await.expect("an answer").unwrap_or_default();
        assert!(answer.starts_with('2') || answer.starts_with('3'), "{line}: {answer}");
    }
}

#[test]
fn a_database_is_a_copy_of_its_template() {
    let server = Server::of_this_run();
    let name = format!("copied_{}", std::process::id());
    let template = format!("{name}_template");
    server.create(&template, None);
    server.run_sql(&template, "CREATE TABLE thread (colour text)");
    server.create(&name, Some(&template));
    assert_eq!(server.run_sql(&name, "SELECT count(*) FROM thread").trim(), "0");
    assert!(server.has(&name));
}

#[test]
fn a_form_is_read_as_a_browser_reads_it() {
    let body = r#"<form id="plan" action="/plan" method="post"><input type="hidden" name="csrf" value="t">
        <input name="who" value="Hoa"><input type="checkbox" name="agree" value="yes">
        <select name="unit"><option value="a">A</option><option value="b" selected>B</option></select>
        <textarea name="why">
because</textarea><button name="then" value="save">Save</button></form>
        <input form="plan" name="note" value="n">"#;
    let page = Page { status: 200, path: "/".into(), headers: Default::default(), body: body.into() };
    let form = page.form("form").fill("who", "Minh").press("then", "save");
    let fields: Vec<String> = form.fields().iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(fields.join("&"), "csrf=t&unit=b&why=because&note=n&who=Minh&then=save");
    assert!(form.posts && form.action == "/plan");
}
