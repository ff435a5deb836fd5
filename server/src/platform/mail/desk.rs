//! The demo's mail desk: what waits in the outbox, readable by whoever tries the demo, because no mail server is there.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::letters;
use crate::platform::{Access, Db, Engine, Outcome, Page, Routes, Screen, Site};

#[derive(Serialize)]
pub struct MailDesk {
    letters: Vec<DeskLetter>,
}

#[derive(Serialize)]
struct DeskLetter {
    subject: String,
    to: String,
    text: String,
    made_at: String,
    /// What the letter asks its reader to open: its first address.
    links: Vec<String>,
}

impl Page for MailDesk {
    const TEMPLATE: &'static str = "demo/mail-desk";

    fn examples() -> Vec<Self> {
        let letter = DeskLetter {
            subject: "Set a new password".to_owned(),
            to: "Mai Hartmann <mai@linden.example>".to_owned(),
            text: "Hello Mai,\nopen the link.\n".to_owned(),
            made_at: "2026-11-22T08:00:00Z".to_owned(),
            links: vec!["http://localhost:8080/password-resets/token".to_owned()],
        };
        vec![Self { letters: Vec::new() }, Self { letters: vec![letter] }]
    }
}

pub fn routes() -> Routes {
    Routes::new().get("/mail-desk", Access::Public, desk)
}

async fn desk(
    db: web::Data<Db>,
    engine: web::Data<Engine>,
    site: web::Data<Site>,
    screen: Screen,
) -> Outcome<HttpResponse> {
    let mut letters: Vec<DeskLetter> = letters(db.read(), &engine, &site)
        .await?
        .into_iter()
        .map(|letter| DeskLetter {
            links: links(&letter.text, &site),
            subject: letter.subject,
            to: format!("{} <{}>", letter.name, letter.address),
            text: letter.text,
            made_at: letter.made_at.to_rfc3339(),
        })
        .collect();
    letters.reverse();
    screen.show(&MailDesk { letters })
}

fn links(text: &str, site: &Site) -> Vec<String> {
    let own = site.origin();
    let asked = text.split_whitespace().find(|word| word.starts_with(&own) && *word != own);
    asked.map(str::to_owned).into_iter().collect()
}
