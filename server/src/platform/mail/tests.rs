use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use chrono::TimeDelta;
use lettre::message::Mailbox;
use sea_orm::{ConnectionTrait, Statement};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use uuid::Uuid;

use super::{
    Letter, MailId, MailPage, Mailer, Posting, Recipient, mailer::message, outbox, queue, waiting_count,
};
use crate::{
    platform::{
        Language, PersonId, Problem,
        jobs::{JobContext, Runner},
        personal_data::{DataSubject, erase, personal_data},
    },
    testing::TestAcademy,
};

/// The frame of every mail, filled by itself.
#[derive(serde::Serialize)]
struct Bare {
    title: &'static str,
}

impl MailPage for Bare {
    const TEMPLATE: &'static str = "mail/button";

    fn examples() -> Vec<Self> {
        Vec::new()
    }
}

#[derive(serde::Serialize)]
struct Button {
    text: &'static str,
    url: &'static str,
}

impl MailPage for Button {
    const TEMPLATE: &'static str = "mail/button";

    fn examples() -> Vec<Self> {
        vec![Self { text: "Đặt mật khẩu & vào học", url: "https://academy.example/?a=1&b=2" }]
    }
}

fn lan() -> Recipient {
    Recipient {
        person: Some(PersonId(Uuid::from_u128(7))),
        name: "Nguyễn Thị Lan".to_owned(),
        address: "lan@factory.example".to_owned(),
        language: Language::Vi,
    }
}

fn button() -> Button {
    Button { text: "Đặt mật khẩu & vào học", url: "https://academy.example/?a=1&b=2" }
}

async fn queue_one(academy: &TestAcademy) -> MailId {
    let work = academy.begin().await;
    let id = queue(&work, &lan(), &button()).await.unwrap();
    work.commit().await.unwrap();
    id
}

fn letter_to(name: &str, address: &str, subject: &str) -> Letter {
    Letter {
        id: MailId(Uuid::from_u128(1)),
        name: name.to_owned(),
        address: address.to_owned(),
        language: Language::En,
        subject: subject.to_owned(),
        text: "Text\n".to_owned(),
        html: "<p>HTML</p>".to_owned(),
        made_at: crate::testing::now(),
        unsubscribe_url: None,
    }
}

fn sent(letter: &Letter) -> String {
    let from: Mailbox = "Better Work Academy <academy@academy.example>".parse().unwrap();
    String::from_utf8(message(&from, letter).unwrap().formatted()).unwrap()
}

#[actix_web::test]
async fn without_a_mail_server_mails_wait_and_can_be_read() {
    let academy = TestAcademy::new().await;
    queue_one(&academy).await;
    academy.runs_jobs().await;
    assert_eq!(waiting_count(academy.db().read()).await.unwrap(), 1);
    let letters = academy.letters().await;
    assert_eq!(letters[0].address, "lan@factory.example");
    assert_eq!(letters[0].subject, "Đặt mật khẩu & vào học:");
    assert_eq!(letters[0].text, "https://academy.example/?a=1&b=2\n");
    assert!(letters[0].html.contains("Đặt mật khẩu &amp; vào học</a>"), "{}", letters[0].html);
    assert!(letters[0].html.contains("Nếu không bấm được nút"), "{}", letters[0].html);
}

#[actix_web::test]
async fn a_mail_is_not_written_when_its_unit_is_not_committed() {
    let academy = TestAcademy::new().await;
    let work = academy.begin().await;
    queue(&work, &lan(), &button()).await.unwrap();
    drop(work);
    assert_eq!(waiting_count(academy.db().read()).await.unwrap(), 0);
}

#[test]
fn a_mail_has_both_parts_one_id_and_asks_for_no_answer() {
    let letter = letter_to("Nguyễn Thị Lan", "lan@factory.example", "Chào mừng bạn");
    let mail = sent(&letter);
    assert!(
        mail.contains("Message-ID: <00000000-0000-0000-0000-000000000001@academy.example>\r\n"),
        "{mail}"
    );
    assert!(mail.contains("Auto-Submitted: auto-generated\r\n"), "{mail}");
    assert!(mail.contains("Date: Sun, 22 Nov 2026 08:00:00 +0000\r\n"), "{mail}");
    assert!(mail.contains("Content-Type: multipart/alternative;"), "{mail}");
    assert!(mail.contains("Content-Type: text/plain; charset=utf-8\r\n"), "{mail}");
    assert!(mail.contains("Content-Type: text/html; charset=utf-8\r\n"), "{mail}");
}

#[test]
fn a_mail_that_can_be_stopped_says_how_in_two_headers_and_another_in_none() {
    let letter = letter_to("Lan", "lan@factory.example", "Hello");
    assert!(!sent(&letter).contains("List-Unsubscribe"));
    let url = format!("https://academy.example/mail-stops/{}", "a".repeat(90));
    let mail = sent(&Letter { unsubscribe_url: Some(url.clone()), ..letter });
    assert!(mail.contains(&format!("\r\nList-Unsubscribe: <{url}>\r\n")), "{mail}");
    assert!(mail.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{mail}");
    let smuggled = Some("https://academy.example/\r\nBcc: x@example.com".to_owned());
    let mail =
        sent(&Letter { unsubscribe_url: smuggled, ..letter_to("Lan", "lan@factory.example", "Hello") });
    assert!(!mail.contains("\r\nBcc"), "{mail}");
}

#[actix_web::test]
async fn many_mails_go_out_once_each_and_a_job_that_runs_again_goes_on_where_it_was() {
    for academy in TestAcademy::on_both().await {
        let (port, mut received) = mail_server("250 taken\r\n").await;
        let ids: Vec<MailId> = (1..=250).map(|number| MailId(Uuid::from_u128(number))).collect();
        let posting = |id: &MailId| Posting::of(*id, lan(), &button(), None).unwrap();
        for _ in 0..2 {
            let work = academy.begin().await;
            super::queue_many(&work, ids.iter().map(posting).collect()).await.unwrap();
            work.commit().await.unwrap();
        }
        assert_eq!(waiting_count(academy.db().read()).await.unwrap(), 250);
        let work = academy.begin().await;
        outbox::mark_sent(&work, ids[7]).await.unwrap();
        work.commit().await.unwrap();
        runner(&academy, port).run_due().await.unwrap();
        let mut sent = 0;
        while let Ok(mail) = received.try_recv() {
            assert!(!mail.contains(&format!("<{}@", ids[7])));
            sent += 1;
        }
        assert_eq!((sent, waiting_count(academy.db().read()).await.unwrap()), (249, 0));
    }
}

#[actix_web::test]
async fn a_refused_mail_among_many_is_given_up_alone() {
    let academy = TestAcademy::new().await;
    let (port, _received) = mail_server("550 nobody here\r\n").await;
    let work = academy.begin().await;
    let posting = |number| Posting::of(MailId(Uuid::from_u128(number)), lan(), &button(), None).unwrap();
    super::queue_many(&work, (1..=3).map(posting).collect()).await.unwrap();
    work.commit().await.unwrap();
    runner(&academy, port).run_due().await.unwrap();
    let backlog = crate::platform::jobs::backlog(academy.db().read()).await.unwrap();
    assert_eq!((backlog.open, backlog.failed), (0, 3));
}

#[test]
fn no_header_can_be_smuggled_in() {
    for (name, subject) in [
        ("Lan\r\nBcc: everybody@example.com", "Hello"),
        ("Lan\nBcc: everybody@example.com", "Hello"),
        ("Lan", "Hello\r\nBcc: everybody@example.com\r\n\r\nAnother body"),
    ] {
        let mail = sent(&letter_to(name, "lan@factory.example", subject));
        let (headers, _) = mail.split_once("\r\n\r\n").unwrap();
        assert!(headers.lines().all(|line| !line.to_ascii_lowercase().starts_with("bcc")), "{mail}");
    }
    let letter = letter_to("Lan", "lan@factory.example\r\nBcc: everybody@example.com", "Hello");
    let from: Mailbox = "academy@academy.example".parse().unwrap();
    assert!(matches!(message(&from, &letter), Err(Problem::BadRequest("mail-address-wrong"))));
}

#[actix_web::test]
async fn an_address_with_a_line_break_is_not_even_written_down() {
    let academy = TestAcademy::new().await;
    let work = academy.begin().await;
    let wrong = Recipient { address: "lan@factory.example\nBcc: x@example.com".to_owned(), ..lan() };
    let queued = queue(&work, &wrong, &Bare { title: "x" }).await;
    assert!(matches!(queued, Err(Problem::BadRequest("mail-address-wrong"))));
    let two_lines = Recipient { name: "Lan\r\nHoa".to_owned(), ..lan() };
    let id = queue(&work, &two_lines, &button()).await.unwrap();
    assert_eq!(outbox::find(&work, id).await.unwrap().unwrap().name, "Lan  Hoa");
}

#[actix_web::test]
async fn a_mail_is_sent_once_and_then_forgets_what_it_said() {
    for academy in TestAcademy::on_both().await {
        let (port, mut received) = mail_server("250 taken\r\n").await;
        let id = queue_one(&academy).await;
        let runner = runner(&academy, port);
        runner.run_due().await.unwrap();
        runner.run_due().await.unwrap();
        let mail = received.recv().await.unwrap();
        assert!(mail.contains(&format!("Message-ID: <{id}@academy.example>")), "{mail}");
        assert!(mail.contains("To: "), "{mail}");
        assert!(received.try_recv().is_err());
        let row = outbox::find(academy.db().read(), id).await.unwrap().unwrap();
        assert_eq!((row.sent_at, row.content.as_str()), (Some(academy.clock.now()), "{}"));
    }
}

#[actix_web::test]
async fn a_server_that_is_away_is_tried_again_and_a_refusal_is_not() {
    let academy = TestAcademy::new().await;
    queue_one(&academy).await;
    runner(&academy, 9).run_due().await.unwrap();
    assert_eq!(waiting_count(academy.db().read()).await.unwrap(), 1);
    academy.clock.advance(TimeDelta::minutes(1));
    let (port, _received) = mail_server("550 nobody here\r\n").await;
    runner(&academy, port).run_due().await.unwrap();
    let backlog = crate::platform::jobs::backlog(academy.db().read()).await.unwrap();
    assert_eq!((backlog.open, backlog.failed), (0, 1));
}

#[actix_web::test]
async fn what_a_mail_server_says_about_an_address_is_neither_kept_nor_logged() {
    let log = Log::default();
    let _listening = log.listens();
    let academy = TestAcademy::new().await;
    queue_one(&academy).await;
    for verdict in ["451 <lan@factory.example> try later\r\n", "550 <lan@factory.example> unknown\r\n"] {
        let (port, _received) = mail_server(verdict).await;
        runner(&academy, port).run_due().await.unwrap();
        academy.clock.advance(TimeDelta::minutes(1));
        let sql = "SELECT last_error FROM job WHERE kind = 'mail-send'";
        let statement = Statement::from_string(academy.db().read().get_database_backend(), sql);
        let row = academy.db().read().query_one_raw(statement).await.unwrap().unwrap();
        let error: String = row.try_get("", "last_error").unwrap();
        assert!(!error.contains("lan@"), "{error}");
    }
    let logged = log.text();
    for told in ["a job did not succeed", "refuses a mail for good"] {
        assert!(logged.contains(told), "{logged}");
    }
    assert!(!logged.contains("lan@") && !logged.contains("factory.example"), "{logged}");
}

/// What this thread logs, as far as a server does that is set to log no more than usual.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn listens(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || log.clone());
        tracing::subscriber::set_default(subscriber.finish())
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[actix_web::test]
async fn the_mails_of_an_erased_person_go_with_them() {
    let academy = TestAcademy::new().await;
    queue_one(&academy).await;
    let work = academy.begin().await;
    let Recipient { person, name, address: email, .. } = lan();
    let subject = DataSubject { person: person.unwrap(), name, email };
    erase(&work, &personal_data(), &subject).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(waiting_count(academy.db().read()).await.unwrap(), 0);
}

#[actix_web::test]
async fn addresses_of_mail_servers_are_read_and_never_repeated_with_their_password() {
    let from = "Better Work Academy <academy@academy.example>";
    for url in
        ["smtp://127.0.0.1:2525", "smtps://user:pass@mail.example", "smtp://user:p%40ss@mail.example:587"]
    {
        assert!(Mailer::new(url, from).is_ok(), "{url}");
    }
    let error = Mailer::new("http://user:geheim@mail.example", from).err().unwrap();
    assert!(!format!("{error:#}").contains("geheim"));
    assert!(Mailer::new("smtp://mail.example", "no address").is_err());
}

fn runner(academy: &TestAcademy, port: u16) -> Runner {
    let mailer =
        Mailer::new(&format!("smtp://127.0.0.1:{port}"), "Academy <academy@academy.example>").unwrap();
    let context = JobContext {
        db: academy.db().clone(),
        engine: academy.academy.engine.clone().into_inner(),
        site: academy.academy.site.clone().into_inner(),
        storage: academy.academy.storage.as_ref().clone(),
    };
    Runner::new(context, super::jobs(Some(mailer)))
}

/// The little of RFC 5321 that one sender needs; answers each mail with `verdict`.
async fn mail_server(verdict: &'static str) -> (u16, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let sender = sender.clone();
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                write.write_all(b"220 here\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "DATA" {
                        write.write_all(b"354 go on\r\n").await.unwrap();
                        let mut mail = String::new();
                        while let Ok(Some(line)) = lines.next_line().await {
                            if line == "." {
                                break;
                            }
                            mail.push_str(&line);
                            mail.push('\n');
                        }
                        sender.send(mail).unwrap();
                        write.write_all(verdict.as_bytes()).await.unwrap();
                    } else {
                        write.write_all(b"250 fine\r\n").await.unwrap();
                    }
                }
            });
        }
    });
    (port, receiver)
}
