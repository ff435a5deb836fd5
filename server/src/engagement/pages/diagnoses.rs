//! The self-diagnosis of a factory: its own page, of which each side shares what it wrote.

use actix_web::{HttpResponse, web};

use super::{
    factory_link, settled,
    shown::{
        Button, Field, FormOf, FormPage, Line, Link, Post, Section, SectionsPage, choices, dated, paragraphs,
    },
};
use crate::{
    engagement::{
        diagnoses::{
            access::{DiagnosisThere, KeepDiagnosis, SeeDiagnosis},
            commands::{self, TypedLine},
            plan,
            points::{self, PointNamed},
            store::{self, DiagnosisLine},
        },
        model::{Cluster, JudgedAs, Side},
    },
    platform::{
        Action, Db, Form, Judgement, Outcome, Permit, Problem, Read, Redirect, Screen, pages::Choice,
    },
};

fn path_of(there: &DiagnosisThere) -> String {
    format!("/factories/{}/self-diagnosis", there.factory.id)
}

async fn lines_of(read: &Read, there: &DiagnosisThere) -> Outcome<Vec<DiagnosisLine>> {
    match &there.diagnosis {
        Some(diagnosis) => store::lines(read, diagnosis.id).await,
        None => Ok(Vec::new()),
    }
}

fn counted(screen: &Screen, key: &str, count: usize) -> String {
    screen.text_with(key, &[("count", u32::try_from(count).unwrap_or(u32::MAX).into())])
}

pub async fn show(screen: Screen, permit: Permit<SeeDiagnosis>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let there = &permit.subject;
    let all = lines_of(db.read(), there).await?;
    let may_keep = KeepDiagnosis::judge(&permit.actor, there) == Judgement::Allow;
    let mut state = readers(&screen, there, &all, may_keep);
    if let Some(side) = there.side_of(&permit.actor).filter(|_| may_keep && there.cycle.is_some())
        && !commands::waiting(&all, side).is_empty()
    {
        state.action(&screen, format!("{}/sharing/new", path_of(there)), "diagnosis-share-action");
    }
    let mut sections = vec![state];
    let points = points::points(&db).await?;
    let seen: Vec<&DiagnosisLine> = all.iter().filter(|line| there.shows(line, &permit.actor)).collect();
    sections.extend(by_cluster(&screen, &seen, &points, may_keep));
    let mut actions = Vec::new();
    if may_keep && there.cycle.is_some() {
        actions.push(Button::main(&screen, format!("{}/lines/new", path_of(there)), "diagnosis-line-action"));
    }
    screen.show(&SectionsPage {
        title: screen.text("diagnosis-title"),
        above: factory_link(&there.factory),
        lead: vec![screen.text("diagnosis-lead")],
        actions,
        sections,
    })
}

/// Who reads it, and what each side shared. How much waits only the factory sees.
fn readers(screen: &Screen, there: &DiagnosisThere, lines: &[DiagnosisLine], is_own: bool) -> Section {
    let mut section = Section::new(screen, "diagnosis-private-title");
    let text = if is_own { "diagnosis-private-text" } else { "diagnosis-shared-text" };
    section.paragraphs = vec![screen.text(text)];
    for side in Side::ALL {
        let own = lines.iter().filter(|line| line.side == *side);
        let last = own.filter_map(|line| line.shared_at).max();
        let shared = match last {
            Some(at) => {
                let day = there.factory.day_at(at);
                dated(screen, "diagnosis-side-shared", day)
            }
            None => screen.text("diagnosis-side-silent"),
        };
        let waiting = commands::waiting(lines, *side).len();
        let words = match is_own && waiting > 0 {
            true => format!("{shared} · {}", counted(screen, "diagnosis-side-waits", waiting)),
            false => shared,
        };
        let name = match side {
            Side::Management => "side-management",
            Side::Workers => "side-workers",
        };
        section.fact_marked(screen, name, words, if last.is_some() { "done" } else { "due" });
    }
    section
}

/// What sharing does, before it is done.
pub async fn share_new(
    screen: Screen,
    permit: Permit<KeepDiagnosis>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let there = &permit.subject;
    let all = lines_of(db.read(), there).await?;
    let own = there.side_of(&permit.actor).map(|side| commands::waiting(&all, side)).unwrap_or_default();
    let Some(cycle) = there.cycle.as_ref().filter(|_| !own.is_empty()) else {
        return Err(Problem::Conflict("diagnosis-nothing-to-share"));
    };
    let points = points::points(&db).await?;
    let found = plan::found_among(own.iter().copied(), &points, (&there.factory, cycle));
    let is_found = |line: &&&DiagnosisLine| found.iter().any(|one| one.line == line.id);
    let shown = |line: &&DiagnosisLine| {
        let cluster = screen.text(&format!("diagnosis-cluster-{}", line.cluster.word()));
        line_shown(&screen, line, point_of(&screen, line, &points).unwrap_or(cluster), Vec::new())
    };
    let mut into_plan = Section::new(&screen, "diagnosis-share-plan-title");
    into_plan.paragraphs = vec![screen.text("diagnosis-share-plan-text")];
    into_plan.empty = screen.text("diagnosis-share-plan-none");
    into_plan.lines = own.iter().filter(is_found).map(shown).collect();
    let mut read_only = Section::new(&screen, "diagnosis-share-read-title");
    read_only.empty = screen.text("diagnosis-share-read-none");
    read_only.lines = own.iter().filter(|line| !is_found(line)).map(shown).collect();
    let mut last = Section::new(&screen, "diagnosis-share-last-title");
    last.paragraphs = vec![screen.text("diagnosis-share-last-text")];
    let share = Post::new(&screen, format!("{}/sharing", path_of(there)), "diagnosis-share-now", "");
    last.posts = vec![share.having_seen(own.len()).as_main()];
    let title = screen.text("diagnosis-title");
    screen.show(&SectionsPage {
        title: screen.text("diagnosis-share-action"),
        above: Link::to(path_of(there), title),
        lead: vec![counted(&screen, "diagnosis-share-lead", own.len())],
        actions: Vec::new(),
        sections: vec![into_plan, read_only, last],
    })
}

fn point_of(screen: &Screen, line: &DiagnosisLine, points: &[PointNamed]) -> Option<String> {
    let point = points.iter().find(|point| Some(&point.code) == line.point.as_ref())?;
    Some(point.name(screen.language).to_owned())
}

fn line_shown(screen: &Screen, line: &DiagnosisLine, title: String, soft: Vec<String>) -> Line {
    let state = match line.judged_as {
        JudgedAs::InOrder => "done",
        JudgedAs::ToImprove => "overdue",
        JudgedAs::NotKnown => "due",
    };
    Line {
        title,
        words: paragraphs(&line.remark),
        soft,
        state,
        state_word: screen.text(&format!("diagnosis-judgement-{}", line.judged_as.word())),
        ..Line::default()
    }
}

/// A section for each cluster of which something is said; both sides' words stand beside each other.
fn by_cluster(
    screen: &Screen,
    lines: &[&DiagnosisLine],
    points: &[PointNamed],
    is_own: bool,
) -> Vec<Section> {
    let line = |line: &&DiagnosisLine| {
        let alone = (is_own && line.shared_at.is_none()).then(|| screen.text("diagnosis-line-private"));
        let soft = point_of(screen, line, points).into_iter().chain(alone).collect();
        line_shown(screen, line, screen.text(&format!("side-{}", line.side.word())), soft)
    };
    let section = |cluster: &Cluster| {
        let own: Vec<Line> = lines.iter().filter(|one| one.cluster == *cluster).map(line).collect();
        let heading = screen.text(&format!("diagnosis-cluster-{}", cluster.word()));
        let anchor = cluster.word().to_owned();
        (!own.is_empty()).then(|| Section { anchor, heading, lines: own, ..Section::default() })
    };
    Cluster::ALL.iter().filter_map(section).collect()
}

fn line_form(screen: &Screen, permit: &Permit<KeepDiagnosis>, points: &[PointNamed]) -> FormOf {
    let clusters: Vec<&str> = Cluster::ALL.iter().map(|cluster| cluster.word()).collect();
    let judgements: Vec<&str> = JudgedAs::ALL.iter().map(|judged_as| judged_as.word()).collect();
    let mut named = vec![Choice::none(screen, "diagnosis-point-none", "")];
    named.extend(points.iter().map(|point| Choice {
        value: point.code.clone(),
        text: format!(
            "{}: {}",
            screen.text(&format!("diagnosis-cluster-{}", point.cluster)),
            point.name(screen.language)
        ),
        selected: false,
    }));
    FormOf {
        title: "diagnosis-line-action",
        above: factory_link(&permit.factory),
        lead: vec![screen.text("diagnosis-line-lead")],
        action: format!("{}/lines", path_of(permit)),
        done: "diagnosis-line-action",
        seen: None,
        fields: vec![
            Field::select("cluster", choices(screen, "diagnosis-cluster-", &clusters)),
            Field::select("point", named).optional().helped("diagnosis-point-help"),
            Field::select("judgement", choices(screen, "diagnosis-judgement-", &judgements)),
            Field::area("remark"),
        ],
    }
}

/// Those under which something can be found today.
async fn points_today(db: &Db, there: &DiagnosisThere) -> Outcome<Vec<PointNamed>> {
    let today = there.factory.day_at(db.clock().now());
    let mut points = points::points(db).await?;
    points.retain(|point| point.is_valid(today));
    Ok(points)
}

pub async fn line_new(
    screen: Screen,
    permit: Permit<KeepDiagnosis>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points_today(&db, &permit).await?;
    screen.show(&FormPage::blank(&screen, line_form(&screen, &permit, &points)))
}

pub async fn write(
    screen: Screen,
    permit: Permit<KeepDiagnosis>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points_today(&db, &permit).await?;
    let done = async {
        let typed = TypedLine {
            cluster: Cluster::from_word(form.text("cluster")),
            judged_as: JudgedAs::from_word(form.text("judgement")),
            remark: form.text("remark").to_owned(),
            point: form.optional("point").map(str::to_owned),
        };
        let mut once = db.begin_once(&form.key).await?;
        commands::write(&mut once, &permit, &typed).await?;
        once.redirect(Redirect::to(path_of(&permit)).saying("notice-diagnosis-written")).await
    };
    settled(&screen, done.await, &form, || line_form(&screen, &permit, &points))
}

pub async fn share(permit: Permit<KeepDiagnosis>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let seen = form.text("seen").parse().map_err(|_| Problem::Conflict("diagnosis-changed-meanwhile"))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::share(&mut once, &permit, seen).await?;
    once.redirect(Redirect::to(path_of(&permit)).saying("notice-diagnosis-shared")).await
}
