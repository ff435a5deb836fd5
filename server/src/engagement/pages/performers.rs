//! The status of a high performer: granted criterion by criterion, shown with what was answered.

use actix_web::{HttpResponse, web};

use super::{
    factory_link, name_of, settled,
    shown::{Field, FormOf, FormPage, Line, Section, SectionsPage, choices, day_words, said},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        model::criteria::{Known, keyed},
        standing::{
            access::SeePerformer,
            criteria::{self, Criteria},
            grants::{self, TypedAnswer, TypedGrant, answer_field, note_field},
            overdue,
            performers::{self, Answer, Performer},
        },
    },
    people::store::persons,
    platform::{Action, Db, Form, Outcome, Permit, Redirect, Screen},
};

/// The answers that a criterion takes; their texts are `criterion-answer-<word>`.
const ANSWERS: [&str; 2] = ["met", "not-met"];

fn known_words(screen: &Screen, known: Option<&Known>) -> String {
    match known {
        None => screen.text("criterion-not-known"),
        Some(known) => {
            let key = if known.met { "criterion-known-met" } else { "criterion-known-unmet" };
            screen.text_with(key, &[("known", said(screen, &known.sentence).into())])
        }
    }
}

/// Every criterion of the version in force, with what the Academy knows of it, to be answered.
async fn grant_form(screen: &Screen, permit: &Permit<ChangeEngagement>, db: &Db) -> Outcome<FormOf> {
    let title = "high-performer-grant-action";
    let today = permit.day_at(db.clock().now());
    let all = criteria::all_criteria(db.read()).await?;
    let in_force = criteria::in_force(&all, permit.country.as_deref(), today);
    let mut form = FormOf {
        title,
        above: factory_link(permit),
        lead: Vec::new(),
        action: format!("/factories/{}/high-performer", permit.id),
        done: title,
        seen: None,
        fields: vec![Field::area("reason")],
    };
    let Some(in_force) = in_force else {
        form.lead.push(screen.text("high-performer-no-criteria"));
        return Ok(form);
    };
    let facts = grants::facts(db.read(), &overdue::Asked::of(db), permit, today).await?;
    form.lead = vec![version_words(screen, in_force), screen.text("high-performer-grant-lead")];
    form.seen = Some(in_force.id.to_string());
    let mut fields = Vec::new();
    for (key, criterion) in keyed(&in_force.criteria) {
        let words = criterion.words(screen.engine().texts(), screen.language);
        let known = facts.known(criterion);
        let label = screen.text_with("criterion-note-label", &[("criterion", words.clone().into())]);
        let answers = choices(screen, "criterion-answer-", &ANSWERS);
        fields.push(
            Field::select(answer_field(&key), answers).saying(words, known_words(screen, known.as_ref())),
        );
        let note = Field::text(note_field(&key)).saying(label, String::new());
        fields.push(if known.is_some() { note.optional() } else { note });
    }
    fields.append(&mut form.fields);
    Ok(FormOf { fields, ..form })
}

/// Which criteria they are.
fn version_words(screen: &Screen, criteria: &Criteria) -> String {
    let (number, day) = (criteria.version.into(), day_words(screen, criteria.from_on).into());
    screen.text_with("high-performer-criteria-of", &[("number", number), ("day", day)])
}

pub async fn grant_new(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, grant_form(&screen, &permit, &db).await?))
}

pub async fn grant(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = grant_form(&screen, &permit, &db).await?;
    let all = criteria::all_criteria(db.read()).await?;
    let seen = form.text("seen").parse().ok();
    let answered = all.iter().find(|criteria| Some(criteria.id) == seen);
    let done = async {
        let typed = TypedGrant {
            criteria: seen,
            answers: answered.map(|answered| typed_answers(&form, answered)).unwrap_or_default(),
            reason: form.text("reason").to_owned(),
        };
        let mut once = db.begin_once(&form.key).await?;
        let id = grants::grant_status(&mut once, &permit, &typed).await?;
        let to = Redirect::to(format!("/high-performers/{id}"));
        once.redirect(to.saying("notice-high-performer-granted")).await
    };
    settled(&screen, done.await, &form, || again)
}

fn typed_answers(form: &Form, answered: &Criteria) -> Vec<TypedAnswer> {
    let typed = |key: String| TypedAnswer {
        met: match form.text(&answer_field(&key)) {
            "met" => Some(true),
            "not-met" => Some(false),
            _ => None,
        },
        note: form.text(&note_field(&key)).to_owned(),
        key,
    };
    keyed(&answered.criteria).into_iter().map(|(key, _)| typed(key)).collect()
}

/// The lines of a factory's page: in force or revoked, and by how many answers.
pub fn performer_line(screen: &Screen, performer: Performer, answers: &[Answer], may_change: bool) -> Line {
    let revoked = performer.revoked_on;
    let (state, key) = match revoked {
        None => ("done", "high-performer-in-force"),
        Some(_) => ("closed", "high-performer-revoked"),
    };
    let path = format!("/high-performers/{}", performer.id);
    let mut line = Line {
        url: path.clone(),
        title: screen.text("high-performer-title"),
        words: std::iter::once(performer.reason).chain(performer.revoke_reason).collect(),
        soft: std::iter::once(performer.granted_on)
            .chain(revoked)
            .map(|day| day_words(screen, day))
            .collect(),
        state,
        state_word: screen.text(key),
        ..Line::default()
    };
    if !answers.is_empty() {
        let count = u32::try_from(answers.len()).unwrap_or(u32::MAX);
        line.soft.push(screen.text_with("high-performer-answered", &[("count", count.into())]));
    }
    if may_change && revoked.is_none() {
        line.action(screen, format!("{path}/revocation"), "high-performer-revoke-action");
    }
    line
}

pub async fn show(screen: Screen, permit: Permit<SeePerformer>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (performer, factory, read) = (&permit.subject.subject, &permit.subject.factory, db.read());
    let all = criteria::all_criteria(read).await?;
    let version = all.iter().find(|criteria| criteria.id == performer.criteria);
    let answers = performers::answers(read, &[performer.id]).await?.remove(&performer.id).unwrap_or_default();
    let names = persons::people(read, [performer.granted_by]).await?;
    let mut status = Section::new(&screen, "high-performer-status");
    let (state, key) = match performer.revoked_on {
        None => ("done", "high-performer-in-force"),
        Some(_) => ("closed", "high-performer-revoked"),
    };
    status.fact_marked(&screen, "engagement-field-state", screen.text(key), state);
    status.fact(&screen, "high-performer-granted-on", day_words(&screen, performer.granted_on));
    status.fact(&screen, "high-performer-granted-by", name_of(&names, Some(performer.granted_by)));
    status.fact(&screen, "engagement-field-reason", performer.reason.clone());
    if let Some(day) = performer.revoked_on {
        status.fact(&screen, "high-performer-revoked-on", day_words(&screen, day));
    }
    if let Some(reason) = &performer.revoke_reason {
        status.fact(&screen, "high-performer-revoked-because", reason.clone());
    }
    let may_change = permit.actor.may(ChangeEngagement::NAME, &factory.place());
    if may_change && performer.revoked_on.is_none() {
        let path = format!("/high-performers/{}/revocation", performer.id);
        status.action(&screen, path, "high-performer-revoke-action");
    }
    let mut given = Section::new(&screen, "high-performer-answers");
    given.paragraphs.extend(version.map(|version| version_words(&screen, version)));
    given.empty = screen.text("high-performer-answers-none");
    given.lines = answers.into_iter().map(|answer| answer_line(&screen, answer)).collect();
    screen.show(&SectionsPage {
        title: screen.text("high-performer-title"),
        above: factory_link(factory),
        lead: Vec::new(),
        actions: Vec::new(),
        sections: vec![status, given],
    })
}

fn answer_line(screen: &Screen, answer: Answer) -> Line {
    let (state, word) = if answer.met { ("done", "met") } else { ("closed", "not-met") };
    let known = answer.known.map(|known| {
        let known = said(screen, &known.sentence);
        screen.text_with("criterion-known-then", &[("known", known.into())])
    });
    Line {
        title: answer.criterion.words(screen.engine().texts(), screen.language),
        words: Some(answer.note).filter(|note| !note.is_empty()).into_iter().collect(),
        soft: known.into_iter().collect(),
        state,
        state_word: screen.text(&format!("criterion-answer-{word}")),
        ..Line::default()
    }
}
