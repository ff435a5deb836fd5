//! The audit as a file, with the filters of the page: line by line, however long it is.

use actix_web::{HttpResponse, http::header, web};
use bytes::Bytes;
use futures_util::stream;

use super::{
    commands,
    names::{Name, Names},
    pages::action_text,
    query,
};
use crate::{
    administration::{access::SeeAudit, words::known},
    platform::{
        Db, Outcome, Permit, Problem, Screen,
        audit::{self, Line, Place, Wanted},
        pages::ListQuery,
        spreadsheets::{Cell, Format, Sheet},
    },
};

/// So many lines are looked up at a time.
const AT_ONCE: u64 = 1000;
/// A sheet is held whole in memory; a longer list is better taken as CSV.
const MOST_IN_A_SHEET: u64 = 100_000;

pub async fn export(
    screen: Screen,
    permit: Permit<SeeAudit>,
    query: ListQuery,
    path: web::Path<String>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let format = Format::from_word(&path).ok_or(Problem::NotFound)?;
    let asked = query::asked(&db, &query).await?.readable()?;
    if format == Format::Xlsx && audit::count(db.read(), &asked.wanted).await? > MOST_IN_A_SHEET {
        return Err(Problem::Conflict("audit-too-long-for-a-sheet"));
    }
    let mut work = db.begin().await?;
    commands::note_export(&mut work, &permit, asked.people.as_deref(), format).await?;
    work.commit().await?;
    let export = Export { screen, db, wanted: asked.wanted, behind: None, begun: false };
    match format {
        Format::Xlsx => export.sheet().await,
        Format::Csv => Ok(export.stream()),
    }
}

struct Export {
    screen: Screen,
    db: web::Data<Db>,
    wanted: Wanted,
    behind: Option<Place>,
    begun: bool,
}

impl Export {
    fn empty_sheet(&self) -> Sheet {
        let heading = |key: &str| self.screen.text(key);
        let keys = ["audit-time", "audit-who", "audit-what", "audit-whom", "audit-where"];
        let ids =
            ["audit-column-kind", "audit-column-who-id", "audit-column-whom-id", "audit-column-details"];
        Sheet::new(heading("audit-title"), keys.into_iter().chain(ids).map(heading))
    }

    /// The next lines; none when all are told.
    async fn next(&mut self, sheet: &mut Sheet) -> Outcome<bool> {
        let lines = audit::lines_behind(self.db.read(), &self.wanted, self.behind, AT_ONCE).await?;
        let Some(last) = lines.last() else { return Ok(false) };
        self.behind = Some(last.place());
        let names = Names::of(self.db.read(), &lines).await?;
        for line in &lines {
            sheet.row(self.cells(&names, line));
        }
        Ok(true)
    }

    fn cells(&self, names: &Names, line: &Line) -> [Cell; 9] {
        let organisation = line.organisation.and_then(|id| names.organisation(id)).unwrap_or_default();
        let kind = known(&self.screen, &format!("audit-subject-{}", line.subject_kind)).unwrap_or_default();
        [
            Cell::from(line.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)),
            Cell::from(self.name(names.person(line.actor))),
            Cell::from(action_text(&self.screen, &line.action)),
            Cell::from(self.name(names.subject(line))),
            Cell::from(organisation),
            Cell::from(kind),
            Cell::from(line.actor.to_string()),
            Cell::from(line.subject.to_string()),
            Cell::from(line.details.clone()),
        ]
    }

    fn name(&self, name: Name) -> String {
        match name {
            Name::Person(_, text) | Name::Organisation(_, text) | Name::Other(text) => text,
            Name::ErasedPerson => self.screen.text("audit-erased-person"),
            Name::Operator => self.screen.text("audit-operator"),
            Name::Nameless => String::new(),
        }
    }

    async fn sheet(mut self) -> Outcome<HttpResponse> {
        let mut sheet = self.empty_sheet();
        while self.next(&mut sheet).await? {}
        sheet.download(Format::Xlsx, "audit")
    }

    fn stream(self) -> HttpResponse {
        let chunks = stream::try_unfold(self, |mut export| async move {
            let mut sheet = export.empty_sheet();
            let more = export.next(&mut sheet).await?;
            if !more && export.begun {
                return Ok::<_, Problem>(None);
            }
            let bytes = if export.begun { sheet.csv_rows()? } else { sheet.bytes(Format::Csv)? };
            export.begun = true;
            Ok(Some((Bytes::from(bytes), export)))
        });
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, Format::Csv.content_type()))
            .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .streaming(Box::pin(chunks))
    }
}
