//! One item of a plan: where it comes from, what is done, what shows it, and what both sides say.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{
    item_parts::{
        ChangeShown, CommentShown, Earlier, EvidenceShown, Parts, SideShown, SourceShown, VoiceShown,
        change_shown, cycle_text, earlier, side_shown, voice_shown,
    },
    words::{self, Marked, plan_path},
};
use crate::{
    improvement::{
        access::{CarryOutItem, ItemThere, SeeItem, SeePlan, VerifyItem, WorkOnItem},
        frame::store as frame,
        model::{ItemState, Proof, Severity, VoiceSide},
        sides::sides_of,
        store::{items, voices},
    },
    organisations,
    platform::{
        Action, Actor, Db, FieldErrors, Form, Judgement, Outcome, Page, Permit, Place, Read, Redirect,
        Screen,
        pages::{Choice, Refill},
    },
};

pub const FIELDS: [&str; 9] =
    ["state", "voice_text", "stance", "side", "women_heard", "men_heard", "comment", "note", "file"];

#[derive(Serialize)]
pub struct ItemPage {
    factory: String,
    plan: String,
    path: String,
    point: String,
    cluster: String,
    theme: String,
    confirmed: bool,
    question: String,
    law: String,
    state: Marked,
    severity: Marked,
    cycle: String,
    found_again: bool,
    earlier: Vec<Earlier>,
    root_cause: String,
    action: String,
    owner: String,
    owner_gone: bool,
    due_on: Option<NaiveDate>,
    overdue: bool,
    verified_at: Option<DateTime<Utc>>,
    verified_by: String,
    changes: i32,
    sources: Vec<SourceShown>,
    evidence: Vec<EvidenceShown>,
    management: Vec<VoiceShown>,
    workers: Vec<VoiceShown>,
    /// Who was not heard, in words.
    warnings: Vec<String>,
    /// What keeps it from being verified, in words.
    lacking: Vec<String>,
    comments: Vec<CommentShown>,
    history: Vec<ChangeShown>,
    /// Whether the plan around it is there for the reader.
    sees_plan: bool,
    may_plan: bool,
    may_work: bool,
    may_verify: bool,
    /// States that may be set by hand.
    states: Vec<Choice>,
    /// The side for which the reader may speak; nothing for those who are of none.
    side: Option<SideShown>,
    form: Refill,
}

impl Page for ItemPage {
    const TEMPLATE: &'static str = "improvement/item";

    fn examples() -> Vec<Self> {
        let at = DateTime::<Utc>::default;
        let text = || "…".to_owned();
        let refill = || Refill::of(&FIELDS.map(|field| (field, "")));
        let voice =
            || VoiceShown { mark: "done", stance: text(), text: text(), heard: text(), by: text(), at: at() };
        let choice = || vec![Choice { value: "open".to_owned(), text: text(), selected: true }];
        let page = |full: bool, form: Refill| Self {
            factory: "Hoa Gạo Garment".to_owned(),
            plan: "/factories/1/improvement-plan".to_owned(),
            path: "/factories/1/improvement-plan/1".to_owned(),
            point: "Paid leave".to_owned(),
            cluster: text(),
            theme: if full { text() } else { String::new() },
            confirmed: full,
            question: if full { text() } else { String::new() },
            law: if full { text() } else { String::new() },
            state: Marked::example("under-way"),
            severity: Marked::example("due"),
            cycle: text(),
            found_again: full,
            earlier: if full {
                vec![Earlier { url: "#".to_owned(), text: text(), state: Marked::example("done") }]
            } else {
                Vec::new()
            },
            root_cause: if full { text() } else { String::new() },
            action: if full { text() } else { String::new() },
            owner: if full { text() } else { String::new() },
            owner_gone: full,
            due_on: full.then(NaiveDate::default),
            overdue: full,
            verified_at: full.then(at),
            verified_by: text(),
            changes: 0,
            sources: if full { vec![SourceShown::example()] } else { Vec::new() },
            evidence: if full {
                vec![EvidenceShown {
                    url: "#".to_owned(),
                    file_name: "leave.pdf".to_owned(),
                    kilobytes: 12,
                    note: text(),
                    at: at(),
                    by: text(),
                    withdrawal: Some("/x".to_owned()),
                }]
            } else {
                Vec::new()
            },
            management: if full { vec![voice(), voice()] } else { Vec::new() },
            workers: full.then(voice).into_iter().collect(),
            warnings: if full { Vec::new() } else { vec![text()] },
            lacking: if full { Vec::new() } else { vec![text()] },
            comments: if full {
                vec![CommentShown { text: text(), by: text(), at: at() }]
            } else {
                Vec::new()
            },
            history: vec![ChangeShown { what: text(), details: vec![text()], by: text(), at: at() }],
            sees_plan: full,
            may_plan: full,
            may_work: true,
            may_verify: full,
            states: choice(),
            side: (!full).then(|| SideShown {
                word: "workers",
                name: text(),
                stances: choice(),
                women_heard: true,
                men_heard: false,
            }),
            form,
        };
        let reader = Self { may_work: false, side: None, ..page(false, refill()) };
        vec![page(true, refill()), page(false, refill().wrong("voice_text", "…")), reader]
    }
}

/// Where the item stands, for whoever knows nothing of it but its id.
pub async fn find(permit: Permit<SeeItem>) -> Redirect {
    Redirect::to(format!("{}/{}", plan_path(permit.factory.id), permit.item.id))
}

pub async fn show(screen: Screen, permit: Permit<SeeItem>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    screen.show(&page(&screen, &db, &permit.actor, &permit.subject, form).await?)
}

/// The page again with what was typed and what is wrong, 422; or 409 where somebody was quicker.
pub async fn again(
    screen: &Screen,
    db: &Db,
    actor: &Actor,
    there: &ItemThere,
    (form, errors): (&Form, &FieldErrors),
    status: StatusCode,
) -> Outcome<HttpResponse> {
    let refill = Refill::again(screen, &FIELDS, form, errors);
    let fresh =
        ItemThere { item: items::item(db.read(), there.item.id).await?, factory: there.factory.clone() };
    screen.answer(status, &page(screen, db, actor, &fresh, refill).await?)
}

async fn page(screen: &Screen, db: &Db, actor: &Actor, there: &ItemThere, form: Refill) -> Outcome<ItemPage> {
    let (read, today) = (db.read(), there.factory.day_at(db.clock().now()));
    let (item, factory) = (&there.item, &there.factory);
    let place = factory.place();
    let parts = Parts::of(read, item).await?;
    let point = parts.points.iter().find(|point| point.code == item.point_code);
    let named = |code: Option<&str>, all: &[(String, String)]| {
        let found = all.iter().find(|(one, _)| Some(one.as_str()) == code);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let clusters = frame::clusters(read).await?;
    let themes = frame::themes(read).await?;
    let language = screen.language;
    let clusters: Vec<_> =
        clusters.iter().map(|one| (one.code.clone(), one.name(language).to_owned())).collect();
    let themes: Vec<_> = themes.iter().map(|one| (one.code.clone(), one.name(language).to_owned())).collect();
    let country = factory.country.clone().unwrap_or_default();
    let questions = match item.question_code.as_str() {
        "" => Vec::new(),
        _ => frame::questions(read, vec![country]).await?,
    };
    let question = questions.iter().find(|question| question.code == item.question_code);
    let leads = actor.may(VerifyItem::NAME, &place);
    let said = |side: VoiceSide| {
        let of_side = parts.voices.iter().filter(|voice| voice.side == side);
        of_side.map(|voice| voice_shown(screen, &parts, voice)).collect()
    };
    let own = |side: VoiceSide| {
        parts.voices.iter().find(|voice| voice.side == side && voice.by_person_id == actor.person)
    };
    let proof = Proof {
        reported_fixed: item.state == ItemState::ReportedFixed,
        evidence: u64::try_from(parts.evidence.len()).unwrap_or(u64::MAX),
        management: voices::stance_of(&parts.voices, VoiceSide::Management),
        workers: voices::stance_of(&parts.voices, VoiceSide::Workers),
    };
    let heard = voices::heard(&parts.voices);
    let is_open = item.state != ItemState::Verified;
    let owner = item.owner_person_id.and_then(|id| parts.names.get(&id).cloned());
    let path = format!("{}/{}", plan_path(factory.id), item.id);
    let mine = sides_of(actor, factory);
    Ok(ItemPage {
        factory: factory.name.clone(),
        plan: plan_path(factory.id),
        point: point.map_or(&*item.point_code, |point| point.name(language)).to_owned(),
        cluster: named(point.map(|point| point.cluster_code.as_str()), &clusters),
        theme: named(point.and_then(|point| point.theme_code.as_deref()), &themes),
        confirmed: point.is_some_and(|point| point.confirmed),
        question: question.map(|question| question.text(language).to_owned()).unwrap_or_default(),
        law: question.map(|question| question.law_reference.clone()).unwrap_or_default(),
        state: words::state(screen, item.state),
        severity: words::severity(screen, item.severity),
        cycle: cycle_text(screen, item.cycle_number),
        found_again: item.found_again,
        earlier: parts.earlier.iter().map(|one| earlier(screen, one)).collect(),
        root_cause: item.root_cause.clone(),
        action: item.action.clone(),
        owner_gone: has_owner_left(read, there, today).await?,
        owner: owner.unwrap_or_else(|| item.owner_name.clone()),
        due_on: item.due_on,
        overdue: item.is_overdue(today),
        verified_at: item.verified_at,
        verified_by: item.verified_by_person_id.map(|id| parts.name(id)).unwrap_or_default(),
        changes: item.changes,
        sources: parts.sources(screen, item),
        evidence: parts
            .evidence
            .iter()
            .map(|one| parts.file(one, &path, actor, leads && is_open, is_open))
            .collect(),
        management: said(VoiceSide::Management),
        workers: said(VoiceSide::Workers),
        warnings: heard.warnings().into_iter().map(|key| screen.text(key)).collect(),
        lacking: if is_open {
            proof.lacks().into_iter().map(|key| screen.text(key)).collect()
        } else {
            Vec::new()
        },
        comments: parts
            .comments
            .iter()
            .map(|one| CommentShown { text: one.text.clone(), by: parts.name(one.by_person_id), at: one.at })
            .collect(),
        history: parts.changes.iter().map(|change| change_shown(screen, &parts, change)).collect(),
        sees_plan: actor.may(SeePlan::NAME, &place),
        may_plan: actor.may(WorkOnItem::NAME, &place),
        may_work: CarryOutItem::judge(actor, there) == Judgement::Allow,
        may_verify: leads && is_open,
        states: Choice::all(
            screen,
            "improvement-state-",
            ItemState::WORKED.iter().map(|state| state.word()),
            item.state.word(),
        ),
        side: mine.first().map(|side| side_shown(screen, *side, own(*side), &form)),
        path,
        form,
    })
}

/// Whether the owner belongs to the factory (or its group) no more, so that somebody must choose another one.
async fn has_owner_left(read: &Read, there: &ItemThere, today: NaiveDate) -> Outcome<bool> {
    let Some(owner) = there.item.owner_person_id else { return Ok(false) };
    let places = organisations::places_of(read, owner, today).await?;
    let here = |place: &Place| {
        place.organisation == there.factory.id || Some(place.organisation) == there.factory.part_of
    };
    Ok(!places.iter().any(here))
}

/// For choices in forms: all severities, with the one that is.
pub fn severities(screen: &Screen, selected: &str) -> Vec<Choice> {
    Choice::all(screen, "severity-", Severity::ALL.iter().map(|one| one.word()), selected)
}
