//! A meeting of the committee with its minutes, and the forms of meetings and actions.

use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{
    committee::committee_path,
    forms::Theirs,
    meeting_versions::{earlier, names},
    settled,
    shown::{Button, Field, FormOf, FormPage, Line, Link, Section, SectionsPage, day_words, paragraphs},
};
use crate::{
    engagement::{
        access::KeepCommittee,
        committees::{
            access::{ChangeMeeting, SeeMeeting},
            commands::{self, TypedAction, TypedMeeting},
            meetings::{self, Meeting, Presence, heard},
            store::{self, Member, MemberId},
            versions::{self, Written},
        },
        model::committee::unheard,
    },
    organisations::store::organisations::Organisation,
    platform::{
        Action, Db, FieldErrors, Form, Judgement, Outcome, Permit, Problem, Redirect, Screen, pages::Choice,
    },
};

fn above(screen: &Screen, factory: &Organisation) -> Link {
    Link::to(committee_path(factory), screen.text("committee-title"))
}

pub async fn show(screen: Screen, permit: Permit<SeeMeeting>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (there, read) = (&permit.subject, db.read());
    let meeting = &there.subject;
    let everybody = store::all_members(read, meeting.committee).await?;
    let everybody: HashMap<MemberId, Member> =
        everybody.into_iter().map(|member| (member.id, member)).collect();
    let came = meetings::presences(read, &[meeting.id]).await?.remove(&meeting.id).unwrap_or_default();
    let mut actions = meetings::actions_of(read, meeting.committee, 200).await?;
    actions.retain(|action| action.meeting == meeting.id);
    let today = there.factory.day_at(db.clock().now());
    let may_keep = ChangeMeeting::judge(&permit.actor, there) == Judgement::Allow;
    let mut minutes = Section::new(&screen, "meeting-minutes-title");
    minutes.paragraphs = paragraphs(&meeting.minutes);
    if minutes.paragraphs.is_empty() {
        minutes.empty = screen.text("meeting-minutes-none");
    }
    let versions = versions::versions_of(read, meeting.id).await?;
    let now = Written::now(meeting, came.clone());
    let history = earlier(&screen, read, versions, now).await?;
    let mut agreed = super::committee::agreed(&screen, &actions, &everybody, (today, may_keep));
    let path = format!("/committee-meetings/{}", meeting.id);
    let mut buttons = Vec::new();
    if may_keep {
        agreed.action(&screen, format!("{path}/actions/new"), "committee-agree-action");
        buttons.push(Button::main(&screen, format!("{path}/change"), "meeting-change-action"));
    }
    let mut sections = vec![present(&screen, &came, &everybody), minutes, agreed];
    sections.extend(history);
    screen.show(&SectionsPage {
        title: screen.text("meeting-title"),
        above: above(&screen, &there.factory),
        lead: vec![day_words(&screen, meeting.held_on)],
        actions: buttons,
        sections,
    })
}

fn present(screen: &Screen, came: &[Presence], everybody: &HashMap<MemberId, Member>) -> Section {
    let mut section = Section::new(screen, "meeting-present-title");
    section.warn(screen, &unheard(&heard(came, everybody)));
    let line = |presence: &Presence| {
        let member = everybody.get(&presence.member)?;
        let (state, key) = match presence.heard {
            true => ("done", "meeting-heard"),
            false => ("not-needed", "meeting-not-heard"),
        };
        Some(Line {
            title: member.name.clone(),
            words: vec![screen.text(&format!("side-{}", member.side.word()))],
            state,
            state_word: screen.text(key),
            ..Line::default()
        })
    };
    section.lines = came.iter().filter_map(line).collect();
    section
}

/// A member with a tick.
fn ticks(members: &[Member], ticked: &dyn Fn(MemberId) -> bool) -> Vec<Choice> {
    let choice = |member: &Member| Choice {
        value: member.id.to_string(),
        text: member.name.clone(),
        selected: ticked(member.id),
    };
    members.iter().map(choice).collect()
}

fn fields(members: &[Member], came: &[Presence], day: chrono::NaiveDate, minutes: &str) -> Vec<Field> {
    let was_there = |member| came.iter().any(|presence| presence.member == member);
    let spoke = |member| came.iter().any(|presence| presence.member == member && presence.heard);
    vec![
        Field::day("held_on", Some(day)),
        Field::ticks("came", ticks(members, &was_there)),
        Field::ticks("heard", ticks(members, &spoke)).helped("meeting-heard-help"),
        Field::area("minutes").optional().with(minutes),
    ]
}

fn typed(form: &Form) -> Result<TypedMeeting, FieldErrors> {
    Ok(TypedMeeting {
        held_on: form.day("held_on")?,
        minutes: form.text("minutes").to_owned(),
        came: ids(form, "came"),
        heard: ids(form, "heard"),
    })
}

/// What is no id names nobody, so that it is refused as an unknown one is.
fn ids(form: &Form, field: &str) -> Vec<MemberId> {
    form.all(field).map(|id| id.parse().unwrap_or(MemberId(uuid::Uuid::nil()))).collect()
}

async fn new_form(screen: &Screen, permit: &Permit<KeepCommittee>, db: &Db) -> Outcome<FormOf> {
    let today = permit.day_at(db.clock().now());
    let committee = store::committee_of(db.read(), permit.id, today).await?;
    let committee = committee.ok_or(Problem::Conflict("committee-none-yet"))?;
    Ok(FormOf {
        title: "meeting-new-action",
        above: above(screen, permit),
        lead: Vec::new(),
        action: format!("{}/meetings", committee_path(permit)),
        done: "meeting-new-action",
        seen: None,
        fields: fields(&committee.members, &[], today, ""),
    })
}

pub async fn new(screen: Screen, permit: Permit<KeepCommittee>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, new_form(&screen, &permit, &db).await?))
}

pub async fn hold(
    screen: Screen,
    permit: Permit<KeepCommittee>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = new_form(&screen, &permit, &db).await?;
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        let id = commands::hold_meeting(&mut once, &permit, &typed(&form)?).await?;
        once.redirect(Redirect::to(format!("/committee-meetings/{id}")).saying("notice-meeting-recorded"))
            .await
    };
    settled(&screen, done.await, &form, || again)
}

async fn change_form(screen: &Screen, permit: &Permit<ChangeMeeting>, db: &Db) -> Outcome<FormOf> {
    let meeting = &permit.subject.subject;
    let members = store::all_members(db.read(), meeting.committee).await?;
    let came = meetings::presences(db.read(), &[meeting.id]).await?.remove(&meeting.id).unwrap_or_default();
    Ok(FormOf {
        title: "meeting-change-action",
        above: above(screen, &permit.factory),
        lead: Vec::new(),
        action: format!("/committee-meetings/{}/change", meeting.id),
        done: "meeting-change-action",
        seen: Some(meeting.changes.to_string()),
        fields: fields(&members, &came, meeting.held_on, &meeting.minutes),
    })
}

pub async fn edit(screen: Screen, permit: Permit<ChangeMeeting>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, change_form(&screen, &permit, &db).await?))
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeMeeting>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = change_form(&screen, &permit, &db).await?;
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        let seen = form.text("seen").parse().unwrap_or(-1);
        commands::change_meeting(&mut once, &permit, &typed(&form)?, seen).await?;
        let to = Redirect::to(format!("/committee-meetings/{}", permit.subject.subject.id));
        once.redirect(to.saying("notice-meeting-recorded")).await
    };
    let done = done.await;
    if let Err(Problem::Conflict(commands::CHANGED_MEANWHILE)) = done {
        let now = meetings::meeting(db.read(), permit.subject.subject.id).await?;
        let theirs = theirs(&screen, &now, &typed(&form)?, &db).await?;
        let again = FormOf { seen: Some(now.changes.to_string()), ..again };
        return screen.answer(StatusCode::CONFLICT, &FormPage::second(&screen, again, &form, theirs));
    }
    settled(&screen, done, &form, || again)
}

/// Each thing of the record that is not as the reader typed it.
async fn theirs(screen: &Screen, now: &Meeting, typed: &TypedMeeting, db: &Db) -> Outcome<Vec<Theirs>> {
    let members = store::all_members(db.read(), now.committee).await?;
    let came = meetings::presences(db.read(), &[now.id]).await?.remove(&now.id).unwrap_or_default();
    let line = |key: &str, now: String, typed: String| Theirs { label: screen.text(key), now, typed };
    let there = |id: MemberId| came.iter().any(|presence| presence.member == id);
    let spoke = |id: MemberId| came.iter().any(|presence| presence.member == id && presence.heard);
    let mut lines = vec![
        line(
            "engagement-field-held-on",
            day_words(screen, now.held_on),
            typed.held_on.map(|day| day_words(screen, day)).unwrap_or_default(),
        ),
        line("engagement-field-came", names(&members, there), names(&members, |id| typed.came.contains(&id))),
        line(
            "engagement-field-heard",
            names(&members, spoke),
            names(&members, |id| typed.heard.contains(&id)),
        ),
        line("engagement-field-minutes", now.minutes.clone(), typed.minutes.clone()),
    ];
    lines.retain(|line| line.now != line.typed);
    Ok(lines)
}

async fn action_form(screen: &Screen, permit: &Permit<ChangeMeeting>, db: &Db) -> Outcome<FormOf> {
    let meeting = &permit.subject.subject;
    let members = store::all_members(db.read(), meeting.committee).await?;
    let none = Choice::none(screen, "engagement-choose", "");
    let owners = std::iter::once(none).chain(ticks(&members, &|_| false)).collect();
    Ok(FormOf {
        title: "committee-agree-action",
        above: above(screen, &permit.factory),
        lead: Vec::new(),
        action: format!("/committee-meetings/{}/actions", meeting.id),
        done: "committee-agree-action",
        seen: None,
        fields: vec![Field::area("action"), Field::select("owner", owners), Field::day("due_on", None)],
    })
}

pub async fn action_new(
    screen: Screen,
    permit: Permit<ChangeMeeting>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, action_form(&screen, &permit, &db).await?))
}

pub async fn agree(
    screen: Screen,
    permit: Permit<ChangeMeeting>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = action_form(&screen, &permit, &db).await?;
    let done = async {
        let typed = TypedAction {
            action: form.text("action").to_owned(),
            owner: form.text("owner").parse().ok(),
            due_on: form.day("due_on")?,
        };
        let mut once = db.begin_once(&form.key).await?;
        commands::agree(&mut once, &permit, &typed).await?;
        let to = Redirect::to(format!("/committee-meetings/{}", permit.subject.subject.id));
        once.redirect(to.saying("notice-committee-agreed")).await
    };
    settled(&screen, done.await, &form, || again)
}
