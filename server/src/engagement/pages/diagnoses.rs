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
        cycles::store::cycles_of,
        diagnoses::{
            access::{DiagnosisThere, KeepDiagnosis, SeeDiagnosis},
            commands::{self, TypedLine, Wanted},
            plan,
            points::{self, PointNamed},
            store::{self, DiagnosisLine},
        },
        model::{Cluster, JudgedAs, Side},
    },
    platform::{
        Action, Db, Form, Judgement, Outcome, Permit, Problem, Read, Redirect, Screen,
        pages::{Choice, ListQuery},
    },
};

pub fn path_of(there: &DiagnosisThere) -> String {
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
    let own_side = there.side_of(&permit.actor).filter(|_| may_keep);
    if let Some(side) = own_side.filter(|_| there.is_running())
        && !commands::waiting(&all, side).is_empty()
    {
        state.action(&screen, format!("{}/sharing/new", path_of(there)), "diagnosis-share-action");
    }
    let mut sections = vec![state];
    let points = points::points(&db).await?;
    let seen: Vec<&DiagnosisLine> = all.iter().filter(|line| there.shows(line, &permit.actor)).collect();
    let reader = Reader { there, is_own: may_keep, side: own_side };
    sections.extend(by_cluster(&screen, &seen, &points, &reader));
    sections.extend(others(&screen, db.read(), &permit).await?);
    let mut actions = Vec::new();
    if may_keep && there.is_running() {
        actions.push(Button::main(&screen, format!("{}/lines/new", path_of(there)), "diagnosis-line-action"));
    }
    screen.show(&SectionsPage {
        title: screen.text("diagnosis-title"),
        above: factory_link(&there.factory),
        lead: std::iter::once(screen.text("diagnosis-lead")).chain(ended(&screen, there)).collect(),
        actions,
        sections,
    })
}

/// That it is one of a cycle that is over.
fn ended(screen: &Screen, there: &DiagnosisThere) -> Option<String> {
    let cycle = there.cycle.as_ref().filter(|cycle| cycle.ended_on.is_some())?;
    Some(screen.text_with("diagnosis-cycle-ended", &[("number", cycle.number.into())]))
}

/// The ways to those of other cycles that the reader may read.
async fn others(screen: &Screen, read: &Read, permit: &Permit<SeeDiagnosis>) -> Outcome<Option<Section>> {
    let cycles = cycles_of(read, permit.factory.id).await?;
    let mut section = Section::new(screen, "diagnosis-others-title");
    for diagnosis in store::diagnoses_of(read, permit.factory.id).await? {
        let Some(cycle) = cycles.iter().find(|cycle| cycle.id == diagnosis.cycle).cloned() else { continue };
        let number = cycle.number;
        let factory = permit.factory.clone();
        let other = DiagnosisThere { factory, cycle: Some(cycle), diagnosis: Some(diagnosis) };
        let is_shown = permit.cycle.as_ref().is_some_and(|shown| shown.number == number);
        if is_shown || !other.is_readable_by(&permit.actor) {
            continue;
        }
        section.lines.push(Line {
            url: format!("{}?cycle={number}", path_of(permit)),
            title: screen.text_with("engagement-cycle-number", &[("number", number.into())]),
            ..Line::default()
        });
    }
    Ok((!section.lines.is_empty()).then_some(section))
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
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let there = &permit.subject;
    let all = lines_of(db.read(), there).await?;
    let mut own = there.side_of(&permit.actor).map(|side| commands::waiting(&all, side)).unwrap_or_default();
    if let Ok(line) = query.text("line").parse::<uuid::Uuid>() {
        own.retain(|one| one.id == line);
    }
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
    // Which lines these are, so that no others are shared, whatever is written meanwhile.
    let seen: Vec<String> = own.iter().map(|line| line.id.to_string()).collect();
    last.posts = vec![share.having_seen(seen.join(",")).made_main()];
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

struct Reader<'r> {
    there: &'r DiagnosisThere,
    /// Whether it is the reader's own factory, and for which side they speak.
    is_own: bool,
    side: Option<Side>,
}

/// A section for each cluster of which something is said; both sides' words stand beside each other.
fn by_cluster(
    screen: &Screen,
    lines: &[&DiagnosisLine],
    points: &[PointNamed],
    reader: &Reader<'_>,
) -> Vec<Section> {
    let line = |line: &&DiagnosisLine| {
        let is_private = reader.is_own && line.shared_at.is_none();
        let alone = is_private.then(|| screen.text("diagnosis-line-private"));
        let soft = point_of(screen, line, points).into_iter().chain(alone).collect();
        let mut shown = line_shown(screen, line, screen.text(&format!("side-{}", line.side.word())), soft);
        if is_private && reader.side == Some(line.side) {
            let path = format!("/self-diagnosis-lines/{}", line.id);
            if reader.there.is_running() {
                let sharing = format!("{}/sharing/new?line={}", path_of(reader.there), line.id);
                shown.action(screen, format!("{path}/change"), "diagnosis-line-change-action");
                shown.action(screen, sharing, "diagnosis-line-share-action");
            }
            let removal = format!("{path}/removal");
            let about: String = line.remark.chars().take(60).collect();
            shown.posts = vec![Post::new(screen, removal, "diagnosis-line-remove-action", &about)];
        }
        shown
    };
    let section = |cluster: &Cluster| {
        let own: Vec<Line> = lines.iter().filter(|one| one.cluster == *cluster).map(line).collect();
        let heading = screen.text(&format!("diagnosis-cluster-{}", cluster.word()));
        let anchor = cluster.word().to_owned();
        (!own.is_empty()).then(|| Section { anchor, heading, lines: own, ..Section::default() })
    };
    Cluster::ALL.iter().filter_map(section).collect()
}

/// The form of a line, filled with what `of` says.
pub fn line_form(
    screen: &Screen,
    there: &DiagnosisThere,
    points: &[PointNamed],
    of: Option<&DiagnosisLine>,
) -> FormOf {
    let is_named = |code: &str| of.is_some_and(|line| line.point.as_deref() == Some(code));
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
        selected: is_named(&point.code),
    }));
    let cluster = of.map(|line| line.cluster.word()).unwrap_or_default();
    let judgement = of.map(|line| line.judged_as.word()).unwrap_or_default();
    let remark = of.map(|line| line.remark.clone()).unwrap_or_default();
    let (title, action) = match of {
        None => ("diagnosis-line-action", format!("{}/lines", path_of(there))),
        Some(line) => ("diagnosis-line-change-action", format!("/self-diagnosis-lines/{}/change", line.id)),
    };
    FormOf {
        title,
        above: Link::to(path_of(there), screen.text("diagnosis-title")),
        lead: vec![screen.text("diagnosis-line-lead")],
        action,
        done: title,
        seen: None,
        fields: vec![
            Field::select("cluster", choices(screen, "diagnosis-cluster-", &clusters)).with(cluster),
            Field::select("point", named).optional().helped("diagnosis-point-help"),
            Field::select("judgement", choices(screen, "diagnosis-judgement-", &judgements)).with(judgement),
            Field::area("remark").with(remark),
        ],
    }
}

pub fn typed_line(form: &Form) -> TypedLine {
    TypedLine {
        cluster: Cluster::from_word(form.text("cluster")),
        judged_as: JudgedAs::from_word(form.text("judgement")),
        remark: form.text("remark").to_owned(),
        point: form.optional("point").map(str::to_owned),
    }
}

/// Those under which something can be found today.
pub async fn points_today(db: &Db, there: &DiagnosisThere) -> Outcome<Vec<PointNamed>> {
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
    screen.show(&FormPage::blank(&screen, line_form(&screen, &permit, &points, None)))
}

pub async fn write(
    screen: Screen,
    permit: Permit<KeepDiagnosis>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points_today(&db, &permit).await?;
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::write(&mut once, &permit, &typed_line(&form)).await?;
        once.redirect(Redirect::to(path_of(&permit)).saying("notice-diagnosis-written")).await
    };
    settled(&screen, done.await, &form, || line_form(&screen, &permit, &points, None))
}

pub async fn share(permit: Permit<KeepDiagnosis>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let seen: Result<Vec<uuid::Uuid>, _> = form.text("seen").split(',').map(str::parse).collect();
    let seen = seen.map_err(|_| Problem::Conflict("diagnosis-changed-meanwhile"))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::share(&mut once, &permit, &Wanted::These(seen)).await?;
    once.redirect(Redirect::to(path_of(&permit)).saying("notice-diagnosis-shared")).await
}
