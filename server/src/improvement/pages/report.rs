//! The factory's progress report: what it says itself, and what the Academy knows, on a page that prints.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::json;

use super::{
    report_parts::{Asked, Parts, parts},
    words::{self, Marked, plan_path},
};
use crate::{
    engagement::{self, Member, model::committee::committee_warnings},
    improvement::{
        access::{BringFindings, SeePlan, WorkOnPlan},
        frame::store::{self as frame, Point},
        model::ItemState,
        released,
        store::{
            items::{self, Item},
            reports::{self, Report, Sections},
        },
    },
    organisations::store::organisations::Organisation,
    platform::{
        Action, Argument, Db, FieldErrors, Form, Outcome, Page, Permit, Problem, Redirect, Screen, audit,
        pages::{ListQuery, Refill},
        spreadsheets::date_in,
    },
};

const FIELDS: [&str; 6] =
    ["released_on", "social_dialogue", "systems", "continuous_learning", "feedback", "changes"];
const CHANGED_MEANWHILE: &str = "report-changed-meanwhile";

#[derive(Serialize)]
pub struct ReportPage {
    factory: String,
    plan: String,
    path: String,
    cycle: String,
    cycle_number: i32,
    released_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    sent_at: Option<DateTime<Utc>>,
    /// How many days are left, or how late it is, in words.
    standing: Option<Marked>,
    sections: Vec<Section>,
    summary: String,
    /// Members of the bipartite committee, and what is to be said of it.
    members: Vec<MemberLine>,
    warnings: Vec<String>,
    items: Vec<ReportLine>,
    parts: Parts,
    may_release: bool,
    may_write: bool,
    form: Refill,
}

#[derive(Serialize)]
struct Section {
    title: String,
    text: String,
}

#[derive(Serialize)]
struct MemberLine {
    name: String,
    side: String,
    sex: String,
}

#[derive(Serialize)]
struct ReportLine {
    point: String,
    root_cause: String,
    action: String,
    due_on: Option<NaiveDate>,
    state: Marked,
    found_again: bool,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "improvement/report";

    fn examples() -> Vec<Self> {
        let line = || ReportLine {
            point: "Paid leave".to_owned(),
            root_cause: "…".to_owned(),
            action: "…".to_owned(),
            due_on: Some(NaiveDate::default()),
            state: Marked::example("done"),
            found_again: true,
        };
        let undated = || ReportLine {
            due_on: None,
            found_again: false,
            root_cause: String::new(),
            action: String::new(),
            ..line()
        };
        let refill = || Refill::of(&FIELDS.map(|field| (field, "")));
        let page = |released: bool, sent: bool, form| Self {
            factory: "Hoa Gạo Garment".to_owned(),
            plan: "/factories/1/improvement-plan".to_owned(),
            path: "/factories/1/progress-report".to_owned(),
            cycle: "…".to_owned(),
            cycle_number: 1,
            released_on: released.then(NaiveDate::default),
            due_on: released.then(NaiveDate::default),
            sent_at: sent.then(DateTime::default),
            standing: released.then(|| Marked::example("overdue")),
            sections: vec![
                Section { title: "…".to_owned(), text: "…".to_owned() },
                Section { title: "…".to_owned(), text: String::new() },
            ],
            summary: "…".to_owned(),
            members: if sent {
                vec![MemberLine { name: "Lan".to_owned(), side: "…".to_owned(), sex: "…".to_owned() }]
            } else {
                Vec::new()
            },
            warnings: if sent { vec!["…".to_owned()] } else { Vec::new() },
            items: if released { vec![undated()] } else { Vec::new() },
            parts: if sent { Parts::example() } else { Parts::none() },
            may_release: true,
            may_write: released,
            form,
        };
        let mut full = page(true, true, refill());
        full.items.push(line());
        vec![full, page(true, false, refill().wrong("feedback", "…")), page(false, false, refill())]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeePlan>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = cycle_of(&db, &permit.subject, query.text("cycle")).await?;
    let report = released::report_of(db.read(), permit.id, cycle).await?;
    let form = filled(report.as_ref());
    screen.show(&page(&screen, &db, &permit.actor, &permit.subject, (cycle, report), form).await?)
}

/// The one that is named, else the newest of which there are items.
async fn cycle_of(db: &Db, factory: &Organisation, named: &str) -> Outcome<i32> {
    if let Ok(cycle) = named.parse() {
        return Ok(cycle);
    }
    Ok(items::cycles_with_items(db.read(), factory.id).await?.first().copied().unwrap_or(1))
}

fn filled(report: Option<&Report>) -> Refill {
    let Some(report) = report else { return Refill::of(&FIELDS.map(|field| (field, ""))) };
    Refill::of(&[
        ("released_on", &report.released_on.to_string()),
        ("social_dialogue", &report.social_dialogue),
        ("systems", &report.systems),
        ("continuous_learning", &report.continuous_learning),
        ("feedback", &report.feedback),
        ("changes", &report.changes.to_string()),
    ])
}

async fn page(
    screen: &Screen,
    db: &Db,
    actor: &crate::platform::Actor,
    factory: &Organisation,
    (cycle, report): (i32, Option<Report>),
    form: Refill,
) -> Outcome<ReportPage> {
    let (read, today) = (db.read(), db.clock().now().date_naive());
    let points = frame::points(read).await?;
    let found = items::items_of_factories(read, &[factory.id], Some(cycle)).await?;
    let verified = found.iter().filter(|item| item.state == ItemState::Verified).count();
    let whole = |value: usize| Argument::from(u32::try_from(value).unwrap_or(u32::MAX));
    let summary = [("verified", whole(verified)), ("total", whole(found.len()))];
    let place = factory.place();
    let committee = engagement::committee_of(read, factory.id, today).await?;
    let asked = Asked {
        screen,
        db,
        factory,
        committee: committee.as_ref().map(|one| one.id),
        points: &points,
        items: &found,
    };
    let parts = parts(&asked, cycle).await?;
    let warnings = committee.as_ref().map(|one| committee_warnings(&one.seats())).unwrap_or_default();
    let members = committee.map(|one| one.members).unwrap_or_default();
    let member = |member: Member| MemberLine {
        side: screen.text(&format!("improvement-side-{}", member.side.word())),
        sex: screen.text(&format!("sex-{}", member.sex.word())),
        name: member.name,
    };
    Ok(ReportPage {
        members: members.into_iter().map(member).collect(),
        warnings: warnings
            .iter()
            .map(|warning| warning.text(screen.engine().texts(), screen.language))
            .collect(),
        factory: factory.name.clone(),
        plan: plan_path(factory.id),
        path: format!("/factories/{}/progress-report", factory.id),
        cycle: screen
            .text_with("improvement-plan-cycle", &[("cycle", u32::try_from(cycle).unwrap_or(0).into())]),
        cycle_number: cycle,
        released_on: report.as_ref().map(|report| report.released_on),
        due_on: report.as_ref().map(|report| report.due_on),
        sent_at: report.as_ref().and_then(|report| report.sent_at),
        standing: report.as_ref().map(|report| standing(screen, report, today)),
        sections: sections(screen, report.as_ref()),
        summary: screen.text_with("improvement-plan-progress", &summary),
        items: found.iter().map(|item| line(screen, &points, item)).collect(),
        parts,
        may_release: actor.may(BringFindings::NAME, &place),
        may_write: report.is_some() && actor.may(WorkOnPlan::NAME, &place),
        form,
    })
}

fn standing(screen: &Screen, report: &Report, today: NaiveDate) -> Marked {
    let days = |from: NaiveDate, to: NaiveDate| {
        let count = u32::try_from((to - from).num_days()).unwrap_or(0);
        [("days", Argument::from(count))]
    };
    let sent_on = report.sent_at.map(|at| at.date_naive());
    match sent_on {
        Some(day) if day <= report.due_on => {
            Marked { mark: "done", word: screen.text("report-sent-in-time") }
        }
        Some(day) => {
            Marked { mark: "due", word: screen.text_with("report-sent-late", &days(report.due_on, day)) }
        }
        None if today > report.due_on => {
            Marked { mark: "overdue", word: screen.text_with("report-late", &days(report.due_on, today)) }
        }
        None => Marked {
            mark: "under-way",
            word: screen.text_with("report-days-left", &days(today, report.due_on)),
        },
    }
}

fn sections(screen: &Screen, report: Option<&Report>) -> Vec<Section> {
    let Some(report) = report else { return Vec::new() };
    let section = |key: &str, text: &str| Section { title: screen.text(key), text: text.to_owned() };
    vec![
        section("report-social-dialogue", &report.social_dialogue),
        section("report-systems", &report.systems),
        section("report-continuous-learning", &report.continuous_learning),
        section("report-feedback", &report.feedback),
    ]
}

fn line(screen: &Screen, points: &[Point], item: &Item) -> ReportLine {
    let point = points.iter().find(|point| point.code == item.point_code);
    ReportLine {
        point: point.map_or(&*item.point_code, |point| point.name(screen.language)).to_owned(),
        root_cause: item.root_cause.clone(),
        action: item.action.clone(),
        due_on: item.due_on,
        state: words::state(screen, item.state),
        found_again: item.found_again,
    }
}

/// An adviser notes the day of the release, from which the factory's 30 days are counted.
pub async fn release(
    screen: Screen,
    permit: Permit<BringFindings>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = cycle_of(&db, &permit.subject, form.text("cycle")).await?;
    let errors = match try_to_release(&db, &permit, &form, cycle).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Invalid(errors)) => errors,
        Err(problem) => return Err(problem),
    };
    let report = released::report_of(db.read(), permit.id, cycle).await?;
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &db, &permit.actor, &permit.subject, (cycle, report), refill).await?)
}

async fn try_to_release(
    db: &Db,
    permit: &Permit<BringFindings>,
    form: &Form,
    cycle: i32,
) -> Outcome<Redirect> {
    let today = db.clock().now().date_naive();
    let day = date_in(form.text("released_on"))
        .and_then(|day| if day > today { Err("finding-date-in-future") } else { Ok(day) })
        .map_err(|key| FieldErrors::one("released_on", key))?;
    let once = db.begin_once(&form.key).await?;
    reports::release(&once, permit.id, cycle, day).await?;
    let details = json!({ "cycle": cycle, "released_on": day });
    let entry = audit::Entry::of(BringFindings::NAME, "organisation", permit.id.0).within(permit.id);
    audit::write(&once, permit.actor.person, entry.with(details)).await?;
    let path = format!("/factories/{}/progress-report?cycle={cycle}", permit.id);
    once.redirect(Redirect::to(path).saying("notice-report-released")).await
}

/// The factory writes its sections, and sends the report when it is whole.
pub async fn write(
    screen: Screen,
    permit: Permit<WorkOnPlan>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = cycle_of(&db, &permit.subject, form.text("cycle")).await?;
    let errors = match try_to_write(&db, &permit, &form, cycle).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Invalid(errors)) => errors,
        Err(Problem::Conflict(CHANGED_MEANWHILE)) => FieldErrors::one("social_dialogue", CHANGED_MEANWHILE),
        Err(problem) => return Err(problem),
    };
    let report = released::report_of(db.read(), permit.id, cycle).await?;
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &db, &permit.actor, &permit.subject, (cycle, report), refill).await?)
}

async fn try_to_write(db: &Db, permit: &Permit<WorkOnPlan>, form: &Form, cycle: i32) -> Outcome<Redirect> {
    const LONGEST: usize = 10_000;
    let mut errors = FieldErrors::default();
    for field in ["social_dialogue", "systems", "continuous_learning", "feedback"] {
        if form.text(field).chars().count() > LONGEST {
            errors.add(field, "report-section-too-long");
        }
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let text = |field: &str| form.text(field).to_owned();
    let sections = Sections {
        social_dialogue: text("social_dialogue"),
        systems: text("systems"),
        continuous_learning: text("continuous_learning"),
        feedback: text("feedback"),
    };
    let is_sent = form.optional("send").is_some();
    let once = db.begin_once(&form.key).await?;
    let report = released::begun(&once, permit.id, cycle).await?.ok_or(Problem::NotFound)?;
    let seen = form.text("changes").parse::<i32>().unwrap_or(-1);
    let by = permit.actor.person;
    if seen != report.changes || !reports::write(&once, &report, &sections, (by, is_sent)).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    let entry = audit::Entry::of(WorkOnPlan::NAME, "progress-report", report.id.0).within(permit.id);
    audit::write(&once, by, entry.with(json!({ "sent": is_sent }))).await?;
    let path = format!("/factories/{}/progress-report?cycle={cycle}", permit.id);
    let saying = if is_sent { "notice-report-sent" } else { "notice-report-saved" };
    once.redirect(Redirect::to(path).saying(saying)).await
}
