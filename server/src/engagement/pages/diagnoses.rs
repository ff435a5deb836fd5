//! The self-diagnosis of a factory: its own page until it is shared.

use actix_web::{HttpResponse, web};

use super::{
    factory_link, settled,
    shown::{Button, Field, FormOf, FormPage, Line, Section, SectionsPage, choices, dated, paragraphs},
};
use crate::{
    engagement::{
        diagnoses::{
            access::{KeepDiagnosis, SeeDiagnosis},
            commands::{self, TypedLine},
            points::{self, PointNamed},
            store::{self, DiagnosisLine},
        },
        model::{Cluster, JudgedAs},
    },
    platform::{Action, Db, Form, Judgement, Outcome, Permit, Redirect, Screen, pages::Choice},
};

fn path_of(there: &crate::engagement::diagnoses::access::DiagnosisThere) -> String {
    format!("/factories/{}/self-diagnosis", there.factory.id)
}

pub async fn show(screen: Screen, permit: Permit<SeeDiagnosis>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let there = &permit.subject;
    let lines = match &there.diagnosis {
        Some(diagnosis) => store::lines(db.read(), diagnosis.id).await?,
        None => Vec::new(),
    };
    let may_keep = KeepDiagnosis::judge(&permit.actor, there) == Judgement::Allow && there.cycle.is_some();
    let shared = there.diagnosis.as_ref().and_then(|diagnosis| diagnosis.shared_at);
    let mut state = Section::new(&screen, "diagnosis-private-title");
    state.paragraphs = vec![match shared {
        Some(at) => dated(&screen, "diagnosis-shared-text", at.date_naive()),
        None => screen.text("diagnosis-private-text"),
    }];
    if may_keep && shared.is_none() && !lines.is_empty() {
        state.post(&screen, format!("{}/sharing", path_of(there)), "diagnosis-share-action");
    }
    let mut sections = vec![state];
    let points = points::points(&db).await?;
    sections.extend(by_cluster(&screen, &lines, &points));
    let mut actions = Vec::new();
    if may_keep {
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

/// A section for each cluster of which something is said; both sides' words stand beside each other.
fn by_cluster(screen: &Screen, lines: &[DiagnosisLine], points: &[PointNamed]) -> Vec<Section> {
    let point_of = |line: &DiagnosisLine| {
        let point = points.iter().find(|point| Some(&point.code) == line.point.as_ref())?;
        Some(point.name(screen.language).to_owned())
    };
    let line = |line: &DiagnosisLine| {
        let state = match line.judged_as {
            JudgedAs::InOrder => "done",
            JudgedAs::ToImprove => "overdue",
            JudgedAs::NotKnown => "due",
        };
        Line {
            title: screen.text(&format!("side-{}", line.side.word())),
            words: paragraphs(&line.remark),
            soft: point_of(line).into_iter().collect(),
            state,
            state_word: screen.text(&format!("diagnosis-judgement-{}", line.judged_as.word())),
            ..Line::default()
        }
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

pub async fn line_new(
    screen: Screen,
    permit: Permit<KeepDiagnosis>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points::points(&db).await?;
    screen.show(&FormPage::blank(&screen, line_form(&screen, &permit, &points)))
}

pub async fn write(
    screen: Screen,
    permit: Permit<KeepDiagnosis>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points::points(&db).await?;
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
    let mut once = db.begin_once(&form.key).await?;
    commands::share(&mut once, &permit).await?;
    once.redirect(Redirect::to(path_of(&permit)).saying("notice-diagnosis-shared")).await
}
