//! A mail server (RFC 5321) that keeps what it takes, and refuses addresses that begin with `gone`.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use crate::{
    newsletter,
    platform::{
        JobContext,
        jobs::Runner,
        mail::{self, Mailer},
    },
    testing::TestAcademy,
};

/// The mails as they came over the line.
#[derive(Clone, Default)]
pub struct Taken(Arc<Mutex<Vec<String>>>);

impl Taken {
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// How many came to each address, the addresses in order.
    pub fn recipients(&self) -> Vec<String> {
        let mut found: Vec<String> =
            self.all().iter().map(|mail| header(mail, "To").trim_matches(['<', '>']).to_owned()).collect();
        found.sort();
        found
    }
}

pub fn header(mail: &str, name: &str) -> String {
    let beginning = format!("{name}: ");
    let line = mail.lines().find_map(|line| line.strip_prefix(&beginning));
    line.unwrap_or_default().to_owned()
}

/// What does this Academy's mail and newsletter jobs, three newsletter mails a minute, with this mail server.
pub fn runner(academy: &TestAcademy) -> (Runner, Taken) {
    let taken = Taken::default();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let keep = taken.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let keep = keep.clone();
            thread::spawn(move || serve(stream, &keep));
        }
    });
    let mailer = Mailer::new(&url, "Academy <academy@example.org>").unwrap();
    let context = JobContext {
        db: academy.academy.db.clone(),
        engine: academy.academy.engine.clone().into_inner(),
        site: academy.academy.site.clone().into_inner(),
        storage: (**academy.academy.storage).clone(),
    };
    let kinds = [mail::jobs(Some(mailer)), newsletter::jobs(3)].concat();
    (Runner::new(context, kinds), taken)
}

fn serve(mut stream: TcpStream, keep: &Taken) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    stream.write_all(b"220 here\r\n").ok()?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let said = line.to_ascii_uppercase();
        let answer = if said.starts_with("RCPT") && said.contains("<GONE") {
            "550 5.1.1 nobody here\r\n"
        } else if said.starts_with("DATA") {
            stream.write_all(b"354 go on\r\n").ok()?;
            let mut mail = String::new();
            while !mail.ends_with("\r\n.\r\n") {
                lines.read_line(&mut mail).ok()?;
            }
            keep.0.lock().ok()?.push(mail);
            "250 2.0.0 taken\r\n"
        } else if said.starts_with("QUIT") {
            "221 bye\r\n"
        } else {
            "250 ok\r\n"
        };
        stream.write_all(answer.as_bytes()).ok()?;
    }
}
