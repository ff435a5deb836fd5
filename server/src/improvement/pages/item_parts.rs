//! What stands around an item on its page.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::words::{self, Marked, plan_path};
use crate::{
    improvement::{
        findings::{own_name, side_in},
        frame::store as frame,
        model::{Stance, VoiceSide},
        store::{
            evidence::{self, Evidence},
            history::{self, Change},
            items::{self, Item},
            sources,
            voices::{self, Voice},
        },
    },
    people::store::persons,
    platform::{
        Actor, Argument, Outcome, PersonId, Read, Screen,
        pages::{Choice, Refill},
    },
};

#[derive(Serialize)]
pub struct Earlier {
    pub url: String,
    pub text: String,
    pub state: Marked,
}

#[derive(Serialize)]
pub struct SourceShown {
    pub kind: String,
    pub reference: String,
    pub found_on: NaiveDate,
    pub severity: String,
    pub text: String,
    /// What the source says of cause, action and day where people planned otherwise.
    pub also: Vec<String>,
    pub gone_on: Option<NaiveDate>,
    pub brought_at: DateTime<Utc>,
    pub brought_by: String,
}

impl SourceShown {
    pub fn example() -> Self {
        let text = || "…".to_owned();
        Self {
            kind: text(),
            reference: text(),
            found_on: NaiveDate::default(),
            severity: text(),
            text: text(),
            also: vec![text()],
            gone_on: Some(NaiveDate::default()),
            brought_at: DateTime::default(),
            brought_by: text(),
        }
    }
}

#[derive(Serialize)]
pub struct EvidenceShown {
    pub url: String,
    pub file_name: String,
    pub kilobytes: u32,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
    /// Where the reader may take it back.
    pub withdrawal: Option<String>,
}

#[derive(Serialize)]
pub struct VoiceShown {
    pub mark: &'static str,
    pub stance: String,
    pub text: String,
    pub heard: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct CommentShown {
    pub text: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct ChangeShown {
    pub what: String,
    pub details: Vec<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct SideShown {
    pub word: &'static str,
    pub name: String,
    pub stances: Vec<Choice>,
    pub women_heard: bool,
    pub men_heard: bool,
}

/// All that belongs to an item, in one query each.
pub struct Parts {
    pub points: Vec<frame::Point>,
    pub all_sources: Vec<sources::Source>,
    pub evidence: Vec<Evidence>,
    pub voices: Vec<Voice>,
    pub comments: Vec<history::Comment>,
    pub changes: Vec<Change>,
    pub earlier: Vec<Item>,
    pub names: HashMap<PersonId, String>,
}

impl Parts {
    pub async fn of(read: &Read, item: &Item) -> Outcome<Self> {
        let all_sources = sources::of_items(read, &[item.id]).await?.remove(&item.id).unwrap_or_default();
        let evidence = evidence::of_item(read, item.id).await?;
        let comments = history::comments(read, item.id).await?;
        let changes = history::changes(read, item.id).await?;
        let voices = voices::of_item(read, item.id).await?;
        let people = all_sources.iter().map(|source| source.brought_by_person_id);
        let people = people
            .chain(voices.iter().map(|voice| voice.by_person_id))
            .chain(evidence.iter().map(|one| one.by_person_id))
            .chain(comments.iter().map(|one| one.by_person_id))
            .chain(changes.iter().map(|one| one.by_person_id))
            .chain(changes.iter().flat_map(words::owners_in))
            .chain(item.owner_person_id)
            .chain(item.verified_by_person_id);
        let people: std::collections::BTreeSet<PersonId> = people.collect();
        let known = persons::people(read, people).await?;
        Ok(Self {
            points: frame::points(read).await?,
            voices,
            earlier: items::earlier(read, item).await?,
            names: known.into_iter().map(|(id, person)| (id, person.name)).collect(),
            all_sources,
            evidence,
            comments,
            changes,
        })
    }

    pub fn name(&self, id: PersonId) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }

    pub fn sources(&self, screen: &Screen, item: &Item) -> Vec<SourceShown> {
        let shown = |source: &sources::Source| SourceShown {
            kind: kind_shown(screen, source),
            reference: own_name(&source.reference, source.cycle_number, source.found_on).to_owned(),
            found_on: source.found_on,
            severity: screen.text(&format!("severity-{}", source.severity.word())),
            text: source.text.clone(),
            also: also_said(screen, source, item),
            gone_on: source.gone_on,
            brought_at: source.brought_at,
            brought_by: self.name(source.brought_by_person_id),
        };
        self.all_sources.iter().map(shown).collect()
    }

    pub fn file(
        &self,
        one: &Evidence,
        path: &str,
        actor: &Actor,
        leads: bool,
        is_open: bool,
    ) -> EvidenceShown {
        let url = format!("{path}/evidence/{}", one.id);
        let own = is_open && one.by_person_id == actor.person;
        EvidenceShown {
            withdrawal: (leads || own).then(|| format!("{url}/withdrawal")),
            url,
            file_name: one.file_name.clone(),
            kilobytes: u32::try_from(one.bytes / 1024 + 1).unwrap_or(1),
            note: one.note.clone(),
            at: one.at,
            by: self.name(one.by_person_id),
        }
    }
}

/// Where it is from; of a self-diagnosis whose voice it is too.
fn kind_shown(screen: &Screen, source: &sources::Source) -> String {
    let kind = screen.text(&format!("finding-source-{}", source.kind.word()));
    match side_in(source.kind, &source.reference) {
        Some(side) => format!("{kind} · {}", screen.text(&format!("improvement-side-{}", side.word()))),
        None => kind,
    }
}

fn also_said(screen: &Screen, source: &sources::Source, item: &Item) -> Vec<String> {
    let day = |day: NaiveDate| screen.engine().formats().date(screen.language, day);
    let due_on = source.due_on.filter(|day| Some(*day) != item.due_on).map(day).unwrap_or_default();
    let differs = |said: &str, planned: &str| if said == planned { String::new() } else { said.to_owned() };
    let said = [
        ("item-root-cause-label", differs(&source.root_cause, &item.root_cause)),
        ("item-action-label", differs(&source.action, &item.action)),
        ("item-due-label", due_on),
    ];
    let said = said.into_iter().filter(|(_, said)| !said.is_empty());
    said.map(|(label, said)| format!("{}: {said}", screen.text(label))).collect()
}

pub fn cycle_text(screen: &Screen, cycle: i32) -> String {
    screen
        .text_with("improvement-plan-cycle", &[("cycle", Argument::from(u32::try_from(cycle).unwrap_or(0)))])
}

pub fn earlier(screen: &Screen, item: &Item) -> Earlier {
    Earlier {
        url: format!("{}/{}", plan_path(item.factory_id), item.id),
        text: cycle_text(screen, item.cycle_number),
        state: words::state(screen, item.state),
    }
}

pub fn voice_shown(screen: &Screen, parts: &Parts, voice: &Voice) -> VoiceShown {
    let mark = match voice.stance {
        Stance::Solved => "done",
        Stance::PartlySolved => "under-way",
        Stance::NotSolved => "overdue",
    };
    let heard = match (voice.women_heard, voice.men_heard) {
        (true, true) => "voice-heard-both",
        (true, false) => "voice-heard-women",
        (false, true) => "voice-heard-men",
        (false, false) => "voice-heard-not-said",
    };
    VoiceShown {
        mark,
        stance: screen.text(&format!("voice-stance-{}", voice.stance.word())),
        text: voice.text.clone(),
        heard: screen.text(heard),
        by: parts.name(voice.by_person_id),
        at: voice.at,
    }
}

/// As it is kept; or as it was typed, where its own form came back.
pub fn side_shown(screen: &Screen, side: VoiceSide, there: Option<&Voice>, form: &Refill) -> SideShown {
    let is_typed = !form.value("side").is_empty();
    let kept = there.map_or("", |voice| voice.stance.word());
    let chosen = if is_typed { form.value("stance") } else { kept };
    let heard = |field, kept: fn(&Voice) -> bool| {
        if is_typed { !form.value(field).is_empty() } else { there.is_some_and(kept) }
    };
    SideShown {
        word: side.word(),
        name: screen.text(&format!("improvement-side-{}", side.word())),
        stances: Choice::all(screen, "voice-stance-", Stance::ALL.iter().map(|stance| stance.word()), chosen),
        women_heard: heard("women_heard", |voice| voice.women_heard),
        men_heard: heard("men_heard", |voice| voice.men_heard),
    }
}

pub fn change_shown(screen: &Screen, parts: &Parts, change: &Change) -> ChangeShown {
    ChangeShown {
        what: screen.text(&format!("item-change-{}", change.kind.word())),
        details: words::details(screen, &parts.names, &change.details),
        by: parts.name(change.by_person_id),
        at: change.at,
    }
}
