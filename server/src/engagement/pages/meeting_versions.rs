//! What the record of a meeting said before somebody wrote it anew, beside what it said afterwards.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};

use super::{
    name_of,
    shown::{Line, Link, Section, SectionsPage, day_words, paragraphs},
};
use crate::{
    engagement::committees::{
        access::SeeMeetingVersion,
        meetings::{self, Presence},
        store::{self, Member, MemberId},
        versions::{self, Version, Written},
    },
    people::{Person, store::persons},
    platform::{Argument, Db, Outcome, Permit, PersonId, Read, Screen},
};

/// The names of those members for whom it is so.
pub fn names(members: &[Member], is_so: impl Fn(MemberId) -> bool) -> String {
    let named = members.iter().filter(|member| is_so(member.id));
    named.map(|member| member.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The changes of a record, the last one first; nothing where it stands as it was written first.
pub async fn earlier(
    screen: &Screen,
    read: &Read,
    versions: Vec<Version>,
    now: Written,
) -> Outcome<Option<Section>> {
    if versions.is_empty() {
        return Ok(None);
    }
    let after: Vec<Written> =
        versions.iter().skip(1).map(|version| version.written.clone()).chain([now]).collect();
    let people = persons::people(read, after.iter().map(|written| written.by)).await?;
    let mut section = Section::new(screen, "meeting-history-title");
    section.lines = versions
        .iter()
        .zip(&after)
        .map(|(before, after)| Line {
            url: format!("/committee-meeting-versions/{}", before.id),
            title: changed_by(screen, after, &people),
            soft: differing(screen, &before.written, after),
            ..Line::default()
        })
        .collect();
    section.lines.reverse();
    Ok(Some(section))
}

/// Who wrote it, and when.
fn changed_by(screen: &Screen, written: &Written, people: &HashMap<PersonId, Person>) -> String {
    let zone = screen.actor.as_ref().and_then(|actor| actor.zone());
    let at = screen.engine().formats().date_time(screen.language, written.at, zone);
    let name = name_of(people, Some(written.by));
    let arguments = [("name", Argument::from(name)), ("time", Argument::from(at))];
    screen.text_with("meeting-changed-by", &arguments)
}

/// What is not the same, in one sentence; none where all is.
fn differing(screen: &Screen, before: &Written, after: &Written) -> Vec<String> {
    let there = |written: &Written| set(&written.came, |_| true);
    let spoke = |written: &Written| set(&written.came, |presence| presence.heard);
    let fields = [
        ("engagement-field-held-on", before.held_on != after.held_on),
        ("engagement-field-came", there(before) != there(after)),
        ("engagement-field-heard", spoke(before) != spoke(after)),
        ("engagement-field-minutes", before.minutes != after.minutes),
    ];
    let fields = fields.iter().filter(|(_, differs)| *differs).map(|(key, _)| screen.text(key));
    let fields = fields.collect::<Vec<_>>().join(", ");
    if fields.is_empty() {
        return Vec::new();
    }
    vec![screen.text_with("meeting-version-differs", &[("fields", fields.into())])]
}

fn set(came: &[Presence], counts: impl Fn(&Presence) -> bool) -> std::collections::BTreeSet<MemberId> {
    came.iter().filter(|presence| counts(presence)).map(|presence| presence.member).collect()
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeMeetingVersion>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (there, read) = (&permit.subject, db.read());
    let (version, meeting) = &there.subject;
    let mut later = versions::versions_of(read, meeting.id).await?.into_iter();
    let after = match later.find(|one| one.changes > version.changes) {
        Some(next) => next.written,
        None => {
            let came = meetings::presences(read, &[meeting.id]).await?.remove(&meeting.id);
            Written::now(meeting, came.unwrap_or_default())
        }
    };
    let members = store::all_members(read, meeting.committee).await?;
    let people = persons::people(read, [version.written.by, after.by]).await?;
    let section = |heading, written: &Written| said(&screen, heading, written, (&members, &people));
    screen.show(&SectionsPage {
        title: screen.text("meeting-version-title"),
        above: Link::to(format!("/committee-meetings/{}", meeting.id), screen.text("meeting-title")),
        lead: differing(&screen, &version.written, &after),
        actions: Vec::new(),
        sections: vec![
            section("meeting-version-before", &version.written),
            section("meeting-version-after", &after),
        ],
    })
}

fn said(
    screen: &Screen,
    heading: &'static str,
    written: &Written,
    (members, people): (&[Member], &HashMap<PersonId, Person>),
) -> Section {
    let there = set(&written.came, |_| true);
    let spoke = set(&written.came, |presence| presence.heard);
    let or_none = |names: String| if names.is_empty() { "–".to_owned() } else { names };
    let mut section = Section::new(screen, heading);
    section.paragraphs = paragraphs(&written.minutes);
    if section.paragraphs.is_empty() {
        section.paragraphs.push(screen.text("meeting-minutes-none"));
    }
    section.fact(screen, "engagement-field-held-on", day_words(screen, written.held_on));
    section.fact(screen, "engagement-field-came", or_none(names(members, |id| there.contains(&id))));
    section.fact(screen, "engagement-field-heard", or_none(names(members, |id| spoke.contains(&id))));
    section.fact(screen, "meeting-written", changed_by(screen, written, people));
    section
}
