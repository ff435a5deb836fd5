//! The committee of a factory: members, meetings, what was agreed; and its forms.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};

use super::{
    factory_link, people_choices, settled,
    shown::{
        Button, Field, FormOf, FormPage, Line, Post, Section, SectionsPage, choices, dated, day_words, said,
    },
};
use crate::{
    engagement::{
        access::{KeepCommittee, SeeEngagement},
        committees::{
            access::{ChangeMember, CompleteAction, may_seat, sides_by_themselves},
            commands::{self, TypedMember},
            meetings::{self, AgreedAction, Meeting, Presence, heard},
            store::{self, Committee, Member, MemberId},
        },
        model::{
            Chosen, Origin, Side,
            committee::{committee_warnings, emptied, silent, unheard},
        },
    },
    organisations::{self, store::organisations::Organisation},
    platform::{Action, Db, Form, Outcome, Permit, Redirect, Screen, pages::Choice, roles::Sex},
};

/// Lines of a section.
const SHOWN: u64 = 50;

pub fn committee_path(factory: &Organisation) -> String {
    format!("/factories/{}/committee", factory.id)
}

pub async fn show(screen: Screen, permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (factory, read) = (&permit.subject, db.read());
    let today = factory.day_at(db.clock().now());
    let may_keep = permit.actor.may(KeepCommittee::NAME, &factory.place());
    let by_themselves = sides_by_themselves(read, factory.id, today).await?;
    let kept = |side: &Side| may_keep && may_seat(&permit.actor, factory, *side, &by_themselves);
    let kept: Vec<Side> = Side::ALL.iter().copied().filter(kept).collect();
    let path = committee_path(factory);
    let Some(committee) = store::committee_of(read, factory.id, today).await? else {
        return none_yet(&screen, factory, may_keep);
    };
    let held = meetings::meetings_of(read, committee.id, SHOWN).await?;
    let ids: Vec<meetings::MeetingId> = held.iter().map(|meeting| meeting.id).collect();
    let came = meetings::presences(read, &ids).await?;
    let actions = meetings::actions_of(read, committee.id, SHOWN).await?;
    let everybody = store::all_members(read, committee.id).await?;
    let everybody: HashMap<MemberId, Member> =
        everybody.into_iter().map(|member| (member.id, member)).collect();
    let mut sections = vec![
        members(&screen, &committee, &kept),
        meetings_section(&screen, &held, &came, &everybody),
        agreed(&screen, &actions, &everybody, (today, may_keep)),
    ];
    let mut buttons = Vec::new();
    if may_keep {
        buttons.push(Button::main(&screen, format!("{path}/meetings/new"), "meeting-new-action"));
        if let Some(first) = sections.first_mut() {
            first.action(&screen, format!("{path}/members/new"), "committee-member-action");
        }
    }
    let origin = screen.text(&format!("committee-origin-{}", committee.origin.word()));
    screen.show(&SectionsPage {
        title: screen.text("committee-title"),
        above: factory_link(factory),
        lead: vec![origin, dated(&screen, "committee-formed-on", committee.formed_on)],
        actions: buttons,
        sections,
    })
}

fn none_yet(screen: &Screen, factory: &Organisation, may_keep: bool) -> Outcome<HttpResponse> {
    let mut section = Section::new(screen, "committee-members-title");
    section.empty = screen.text("committee-none-yet");
    if may_keep {
        section.action(screen, format!("{}/new", committee_path(factory)), "committee-form-action");
    }
    screen.show(&SectionsPage {
        title: screen.text("committee-title"),
        above: factory_link(factory),
        lead: Vec::new(),
        actions: Vec::new(),
        sections: vec![section],
    })
}

/// `kept` are the sides whose members the reader may end.
fn members(screen: &Screen, committee: &Committee, kept: &[Side]) -> Section {
    let mut section = Section::new(screen, "committee-members-title");
    section.empty = screen.text("committee-members-none");
    section.warn(screen, &committee_warnings(&committee.seats()));
    let leaving: Vec<(Side, bool)> =
        committee.members.iter().map(|member| (member.side, member.until_on.is_some())).collect();
    section.warn(screen, &emptied(&leaving));
    let there: Vec<(Side, bool)> =
        committee.members.iter().map(|member| (member.side, member.is_there)).collect();
    section.warn(screen, &silent(&there));
    let line = |member: &Member| member_line(screen, member, kept.contains(&member.side));
    section.lines = committee.members.iter().map(line).collect();
    section
}

fn member_line(screen: &Screen, member: &Member, may_keep: bool) -> Line {
    let side = screen.text(&format!("side-{}", member.side.word()));
    let chosen = screen.text(&format!("chosen-{}", member.chosen.word()));
    let sex = screen.text(&format!("report-sex-{}", member.sex.word()));
    let end = format!("/committee-members/{}/end", member.id);
    let stay = format!("/committee-members/{}/stay", member.id);
    Line {
        title: member.name.clone(),
        words: vec![side],
        soft: [
            Some(format!("{chosen} · {sex}")),
            Some(dated(screen, "committee-member-since", member.from_on)),
            member.until_on.map(|day| dated(screen, "committee-member-until", day)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        posts: match (may_keep, member.until_on) {
            (true, None) => vec![Post::new(screen, end, "committee-member-end", &member.name)],
            (true, Some(_)) => vec![Post::new(screen, stay, "committee-member-stay", &member.name)],
            (false, _) => Vec::new(),
        },
        state: if member.is_there { "" } else { "overdue" },
        state_word: match member.is_there {
            true => String::new(),
            false => screen.text("committee-member-not-here"),
        },
        ..Line::default()
    }
}

fn meetings_section(
    screen: &Screen,
    held: &[Meeting],
    came: &HashMap<meetings::MeetingId, Vec<Presence>>,
    everybody: &HashMap<MemberId, Member>,
) -> Section {
    let mut section = Section::new(screen, "meetings-title");
    section.empty = screen.text("meetings-none");
    let line = |meeting: &Meeting| {
        let present = came.get(&meeting.id).map(Vec::as_slice).unwrap_or_default();
        let warnings = unheard(&heard(present, everybody));
        let state = if warnings.is_empty() {
            ("done", "meeting-all-heard")
        } else {
            ("overdue", "meeting-not-all-heard")
        };
        let count = u32::try_from(present.len()).unwrap_or(u32::MAX);
        Line {
            url: format!("/committee-meetings/{}", meeting.id),
            title: day_words(screen, meeting.held_on),
            words: vec![screen.text_with("meeting-came", &[("count", count.into())])],
            soft: warnings.iter().map(|warning| said(screen, warning)).collect(),
            state: state.0,
            state_word: screen.text(state.1),
            ..Line::default()
        }
    };
    section.lines = held.iter().map(line).collect();
    section
}

pub fn agreed(
    screen: &Screen,
    actions: &[AgreedAction],
    everybody: &HashMap<MemberId, Member>,
    (today, may_keep): (chrono::NaiveDate, bool),
) -> Section {
    let mut section = Section::new(screen, "committee-actions-title");
    section.empty = screen.text("committee-actions-none");
    let line = |action: &AgreedAction| {
        let owner = everybody.get(&action.owner).map(|member| member.name.clone()).unwrap_or_default();
        let (state, key) = match action.done_on {
            Some(_) => ("done", "committee-action-done"),
            None if action.due_on < today => ("overdue", "committee-action-overdue"),
            None => ("due", "committee-action-open"),
        };
        let said_by = action.done_by.and_then(|by| everybody.values().find(|one| one.person == Some(by)));
        let said_by = said_by
            .map(|by| screen.text_with("committee-action-done-by", &[("name", by.name.clone().into())]));
        let (part, press) = match action.done_on {
            None => ("completion", "committee-action-complete"),
            Some(_) => ("reopening", "committee-action-reopen"),
        };
        let path = format!("/committee-actions/{}/{part}", action.id);
        Line {
            title: action.action.clone(),
            words: vec![owner],
            soft: std::iter::once(dated(screen, "committee-action-due", action.due_on))
                .chain(said_by)
                .collect(),
            state,
            state_word: screen.text(key),
            posts: match may_keep {
                true => vec![Post::new(screen, path, press, &action.action)],
                false => Vec::new(),
            },
            ..Line::default()
        }
    };
    section.lines = actions.iter().map(line).collect();
    section
}

fn committee_form(screen: &Screen, permit: &Permit<KeepCommittee>) -> FormOf {
    let origins: Vec<&str> = Origin::ALL.iter().map(|origin| origin.word()).collect();
    FormOf {
        title: "committee-form-action",
        above: factory_link(permit),
        lead: Vec::new(),
        action: committee_path(permit),
        done: "committee-form-action",
        seen: None,
        fields: vec![
            Field::select("origin", choices(screen, "committee-origin-", &origins)),
            Field::day("formed_on", None),
        ],
    }
}

pub async fn new(screen: Screen, permit: Permit<KeepCommittee>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, committee_form(&screen, &permit)))
}

pub async fn form(
    screen: Screen,
    permit: Permit<KeepCommittee>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        let origin = Origin::from_word(form.text("origin"));
        commands::form(&mut once, &permit, origin, form.day("formed_on")?).await?;
        once.redirect(Redirect::to(committee_path(&permit)).saying("notice-committee-formed")).await
    };
    settled(&screen, done.await, &form, || committee_form(&screen, &permit))
}

fn member_form(screen: &Screen, permit: &Permit<KeepCommittee>, db: &Db, people: Vec<Choice>) -> FormOf {
    let today = permit.day_at(db.clock().now());
    let words = |all: Vec<&'static str>, prefix| choices(screen, prefix, &all);
    FormOf {
        title: "committee-member-action",
        above: factory_link(permit),
        lead: Vec::new(),
        action: format!("{}/members", committee_path(permit)),
        done: "committee-member-action",
        seen: None,
        fields: vec![
            Field::select("person", people).helped("committee-person-help"),
            Field::text("name").optional().helped("committee-name-help"),
            Field::select("sex", words(Sex::ALL.iter().map(|sex| sex.word()).collect(), "report-sex-")),
            Field::select("side", words(Side::ALL.iter().map(|side| side.word()).collect(), "side-")),
            Field::select("chosen", words(Chosen::ALL.iter().map(|one| one.word()).collect(), "chosen-")),
            Field::day("from_on", Some(today)),
        ],
    }
}

async fn people_here(screen: &Screen, permit: &Permit<KeepCommittee>, db: &Db) -> Outcome<Vec<Choice>> {
    let today = permit.day_at(db.clock().now());
    let people = organisations::people_in(db.read(), permit.id, today).await?;
    people_choices(screen, db.read(), &people, None).await
}

pub async fn member_new(
    screen: Screen,
    permit: Permit<KeepCommittee>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let people = people_here(&screen, &permit, &db).await?;
    screen.show(&FormPage::blank(&screen, member_form(&screen, &permit, &db, people)))
}

pub async fn add_member(
    screen: Screen,
    permit: Permit<KeepCommittee>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let people = people_here(&screen, &permit, &db).await?;
    let done = async {
        let typed = TypedMember {
            person: form.text("person").parse().ok(),
            name: form.text("name").to_owned(),
            sex: Sex::from_word(form.text("sex")),
            side: Side::from_word(form.text("side")),
            chosen: Chosen::from_word(form.text("chosen")),
            from_on: form.day("from_on")?,
        };
        let mut once = db.begin_once(&form.key).await?;
        commands::add_member(&mut once, &permit, typed).await?;
        once.redirect(Redirect::to(committee_path(&permit)).saying("notice-committee-member-added")).await
    };
    settled(&screen, done.await, &form, || member_form(&screen, &permit, &db, people))
}

pub async fn end_member(permit: Permit<ChangeMember>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::end_member(&mut once, &permit).await?;
    once.redirect(Redirect::to(committee_path(&permit.factory)).saying("notice-committee-member-ended")).await
}

pub async fn keep_member(permit: Permit<ChangeMember>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::keep_member(&mut once, &permit).await?;
    once.redirect(Redirect::to(committee_path(&permit.factory)).saying("notice-committee-member-stays")).await
}

pub async fn complete_action(
    permit: Permit<CompleteAction>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::complete(&mut once, &permit).await?;
    once.redirect(Redirect::to(committee_path(&permit.factory)).saying("notice-committee-action-done")).await
}

pub async fn reopen_action(
    permit: Permit<CompleteAction>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::reopen(&mut once, &permit).await?;
    once.redirect(Redirect::to(committee_path(&permit.factory)).saying("notice-committee-action-open")).await
}
