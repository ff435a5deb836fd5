//! Everything that is held about oneself, to take away: as JSON for programs, and as a page for people. Made when it is
//! asked for and kept nowhere, so that there is no file of it to guard or to forget.

use actix_web::{
    HttpResponse,
    http::header::{CONTENT_DISPOSITION, HeaderValue},
    web,
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{access::SeeOwnData, api::HeldData, telling::Teller};
use crate::{
    people::store::persons,
    platform::{
        Db, Outcome, Page, Permit, Problem, Screen, Site, UnitOfWork, audit,
        personal_data::{Cell, DataSubject, Kind, PersonalData, Section, held},
    },
};

#[derive(Serialize)]
pub struct HeldDataPage {
    name: String,
    made_at: DateTime<Utc>,
    sections: Vec<HeldSection>,
}

#[derive(Serialize)]
struct HeldSection {
    heading: String,
    rows: Vec<Vec<HeldCell>>,
}

#[derive(Serialize)]
pub struct HeldCell {
    label: String,
    /// "time", "day", "number", or "text" for all else.
    kind: &'static str,
    value: Value,
}

impl Page for HeldDataPage {
    const TEMPLATE: &'static str = "people/held-data";

    fn examples() -> Vec<Self> {
        let cell = |kind, value: Value| HeldCell { label: "…".to_owned(), kind, value };
        let row = vec![
            cell("time", DateTime::<Utc>::default().to_rfc3339().into()),
            cell("day", "2026-11-22".into()),
            cell("number", 3.into()),
            cell("text", "Northwind Apparel".into()),
            cell("text", Value::Null),
        ];
        let section = |rows| HeldSection { heading: "…".to_owned(), rows };
        let sections = vec![section(vec![row]), section(Vec::new())];
        vec![Self { name: "Nguyễn Thị Lan".to_owned(), made_at: DateTime::default(), sections }]
    }
}

/// One query for each kind of thing, and a note in the audit that it was asked for.
pub async fn sections(db: &Db, permit: &Permit<SeeOwnData>) -> Outcome<(String, Vec<Section>)> {
    let person = persons::person(db.read(), permit.subject).await?;
    let tables =
        db.attached::<PersonalData>().ok_or_else(|| Problem::internal("no personal data is named"))?;
    let subject = DataSubject { person: person.id, name: person.name.clone(), email: person.email };
    let mut work = db.begin().await?;
    note(&mut work, permit).await?;
    work.commit().await?;
    Ok((person.name, held(db.read(), &tables.0, &subject).await?))
}

async fn note(work: &mut UnitOfWork, permit: &Permit<SeeOwnData>) -> Outcome<()> {
    let person = permit.subject;
    audit::write(work, person, audit::Entry::of("own-data.see", "person", person.0)).await
}

pub async fn document(db: &Db, permit: &Permit<SeeOwnData>) -> Outcome<HeldData> {
    let (_, sections) = sections(db, permit).await?;
    Ok(HeldData::of(permit.subject, db.clock().now(), sections))
}

pub async fn as_json(permit: Permit<SeeOwnData>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let document = document(&db, &permit).await?;
    let text = serde_json::to_string_pretty(&document).map_err(Problem::internal)?;
    let response = HttpResponse::Ok().content_type("application/json").body(text);
    Ok(to_take_away(response, r#"attachment; filename="academy-data.json""#))
}

pub async fn as_page(
    screen: Screen,
    permit: Permit<SeeOwnData>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let (name, sections) = sections(&db, &permit).await?;
    let teller = Teller::of(&screen, &site, &db, &sections).await?;
    let sections = sections.into_iter().map(|section| shown(&screen, &teller, section)).collect();
    let response = screen.show(&HeldDataPage { name, made_at: db.clock().now(), sections })?;
    Ok(to_take_away(response, r#"attachment; filename="academy-data.html""#))
}

fn to_take_away(mut response: HttpResponse, disposition: &'static str) -> HttpResponse {
    response.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    response
}

fn shown(screen: &Screen, teller: &Teller<'_>, section: Section) -> HeldSection {
    let name = section.name;
    let rows = section.rows.into_iter().enumerate();
    HeldSection {
        heading: screen.text(&format!("held-{name}")),
        rows: rows.map(|(index, cells)| teller.row(name, index, cells)).collect(),
    }
}

pub fn shown_cell(screen: &Screen, cell: Cell) -> HeldCell {
    let label = screen.text(&format!("held-column-{}", cell.name.replace('_', "-")));
    let (kind, value) = match cell.kind {
        Kind::Time => ("time", cell.value),
        Kind::Day => ("day", cell.value),
        Kind::Number => ("number", cell.value),
        Kind::Text | Kind::Called => ("text", cell.value),
        Kind::Word(texts) => ("text", word(screen, texts, cell.value)),
        Kind::Truth => ("text", truth(screen, &cell.value)),
        Kind::Document | Kind::Mail => ("text", cell.value.to_string().into()),
    };
    HeldCell { label, kind, value }
}

/// The text of a word; a word without one shows itself.
fn word(screen: &Screen, texts: &str, value: Value) -> Value {
    let key = format!("{texts}{}", value.as_str().unwrap_or_default().replace('.', "-"));
    if screen.engine().texts().has(screen.language, &key) { screen.text(&key).into() } else { value }
}

fn truth(screen: &Screen, value: &Value) -> Value {
    match value.as_bool() {
        Some(true) => screen.text("held-yes").into(),
        Some(false) => screen.text("held-no").into(),
        None => Value::Null,
    }
}
